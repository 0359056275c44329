"""Wrong passwords from one address: whoever tries many names from there has to wait."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.accounts.users import PAUSE, told_to_wait
from service.errors import Refused
from service.schema import percobaan as table

TRIES = 20  # a whole office may share an address
_COUNT = sa.text("""
    INSERT INTO percobaan (alamat, gagal, pada) VALUES (:alamat, 1, :pada)
    ON CONFLICT (alamat) DO UPDATE SET
        gagal = CASE WHEN percobaan.pada > :since THEN percobaan.gagal + 1 ELSE 1 END,
        pada = :pada
""")


def check(conn: Connection, alamat: str, now: datetime) -> None:
    """Refuse an address that failed twenty times, until five minutes after the last."""
    row = conn.execute(sa.select(table).where(table.c.alamat == alamat)).first()
    if row is not None and row.gagal >= TRIES and _recent(row.pada, now):
        raise Refused(told_to_wait(row.pada, now))


def note_failure(conn: Connection, alamat: str, now: datetime) -> None:
    """Count a wrong password; a success in between forgives nothing, time does."""
    since, pada = (moment.isoformat(timespec="seconds") for moment in (now - PAUSE, now))
    conn.execute(_COUNT, {"alamat": alamat, "pada": pada, "since": since})


def _recent(pada: str, now: datetime) -> bool:
    return datetime.fromisoformat(pada) + PAUSE > now
