"""Mail out of the house: the only place that talks to a mail server, and only where one is set."""

import smtplib
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from service.config import Smtp

SECONDS = 20.0


def send(smtp: Smtp, to: str, subject: str, text: str, *, now: datetime) -> None:
    """Send one plain message; OSError or SMTPException when the server will not take it."""
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = smtp.pengirim, to, subject
    letter["Date"] = format_datetime(now)
    letter["Message-ID"] = make_msgid(domain=smtp.pengirim.rpartition("@")[2].rstrip(">"))
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(text)
    dial = smtplib.SMTP_SSL if smtp.tls == "ssl" else smtplib.SMTP
    with dial(smtp.host, smtp.port, timeout=SECONDS) as server:
        if smtp.tls == "starttls":
            server.starttls()
        if smtp.nama:
            server.login(smtp.nama, smtp.sandi)
        server.send_message(letter)
