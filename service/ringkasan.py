"""The daily digest: each morning of a working day, what waits for a person, by mail."""

import logging
from collections.abc import Sequence
from datetime import date, time
from smtplib import SMTPException

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service import mail, tugas
from service.accounts import users
from service.accounts.users import User
from service.config import Smtp
from service.db import reading, transaction
from service.offices import profile
from service.offices.profile import Office
from service.schema import ringkasan as table
from service.tugas import Tugas
from service.waktu import setelan
from service.workbench import Workbench

MORNING = time(7)
log = logging.getLogger(__name__)


def send_all(bench: Workbench) -> None:
    """Send the digests that are due and were not sent today; nothing where no SMTP is set."""
    smtp = bench.settings.smtp
    if smtp is None:
        return
    with reading(bench.engine) as conn:
        due = [
            (office, user)
            for office in profile.every(conn)
            if _is_morning(conn, bench, office)
            for user in users.every(conn, office.id)
            if user.pos_el and not user.terkunci
        ]
    for office, user in due:
        _send(bench, smtp, office, user)


def _is_morning(conn: Connection, bench: Workbench, office: Office) -> bool:
    there = bench.now().astimezone(office.profil.timezone)
    works = setelan.calendar_of(conn, office).spans(there.date())
    return there.time() >= MORNING and bool(works)


def _send(bench: Workbench, smtp: Smtp, office: Office, user: User) -> None:
    """Send one digest; the claim comes first, so that two workers do not send it twice."""
    today = office.today(bench.now())
    with transaction(bench.engine) as conn:
        if not _claim(conn, user, today):
            return
    with reading(bench.engine) as conn:
        waiting = tugas.of_user(conn, office, user, bench.now())
    if not waiting:
        return
    subject = f"Naskah: {len(waiting)} hal menunggu Anda"
    text = written(office, user, waiting, smtp.url)
    try:
        mail.send(smtp, user.pos_el, subject, text, now=bench.now())
    except (OSError, SMTPException) as fault:
        log.warning("the digest for %s was not sent: %s", user.username, fault)
        with transaction(bench.engine) as conn:
            own = (table.c.pengguna_id == user.id) & (table.c.tanggal == today)
            conn.execute(table.delete().where(own))


def written(office: Office, user: User, waiting: Sequence[Tugas], url: str) -> str:
    """Write the digest; no name of a letter's content beyond its title leaves the house."""
    lines = [f"Yth. {user.nama},", "", f"Yang menunggu Anda di {office.profil.nama}:", ""]
    for one in waiting:
        due = one.batas.astimezone(office.profil.timezone) if one.batas else None
        said = (
            f" (batas {due:%d-%m-%Y %H.%M}{', terlambat' if one.terlambat else ''})" if due else ""
        )
        lines.append(f"- {one.judul}{said}")
    if url:
        lines += ["", f"Buka Naskah: {url}"]
    lines += [
        "",
        "Surat ini dikirim sendiri oleh Naskah setiap hari kerja. Berhenti: Pemberitahuan.",
    ]
    return "\n".join(lines)


def _claim(conn: Connection, user: User, today: date) -> bool:
    row = {"pengguna_id": user.id, "tanggal": today}
    there = sa.select(table.c.pengguna_id).filter_by(**row)
    if conn.execute(there).first() is not None:
        return False
    conn.execute(table.insert().values(**row))
    return True
