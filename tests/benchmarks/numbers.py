"""Letters that want a number, as the service numbers them: counter, register, audit, commit."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path

from sqlalchemy import Engine

from numbering.books import Buku, get_buku
from numbering.counter import last_used
from numbering.ledger import check_ledger
from numbering.register import Nomor, reserve
from service import setup
from service.accounts import audit
from service.config import Settings
from service.db import connect, reading, transaction
from service.migrating import migrate
from service.offices import profile
from service.workbench import open_workbench

DAY = date(2026, 3, 5)
PERIODE = "2026"
NOW = "2026-03-05T03:00:00+00:00"
OLEH = "Budi Contoh Santoso"
_OFFICE = "contoh-babakancikao"


@dataclass(frozen=True)
class Desk:
    """An open database with the sample office and the book that its letters are numbered in."""

    engine: Engine
    instansi_id: int
    buku: Buku


def sqlite_url(folder: Path) -> str:
    """Give the URL of the database that `prepare` makes in a folder."""
    return f"sqlite:///{folder / 'naskah.db'}"


def prepare(folder: Path, url: str) -> None:
    """Make the tables at `url` and load the sample office; its files go into the folder."""
    bench = open_workbench(Settings(data=folder, database_url=url))
    migrate(bench.engine)
    setup.load_samples(bench)
    bench.engine.dispose()


def open_desk(url: str) -> Desk:
    """Open a database that `prepare` made."""
    engine = connect(url)
    with reading(engine) as conn:
        office = profile.by_slug(conn, _OFFICE)
        return Desk(engine, office.id, get_buku(conn, office.id, "surat-keluar"))


@contextmanager
def at_desk(url: str) -> Iterator[Desk]:
    """Open it for a while."""
    desk = open_desk(url)
    yield desk
    desk.engine.dispose()


def give(desk: Desk, draft_key: str) -> Nomor:
    """Give one letter its number, with its audit row, durable when this returns."""
    with transaction(desk.engine) as conn:
        nomor = reserve(
            conn,
            desk.buku,
            DAY,
            {"kode": "000.8.6.3", "unit": "Kec.BBC"},
            draft_key=draft_key,
            hal="Undangan Rapat Pengumpulan Data Kinerja",
            tujuan="Para Kepala Seksi",
            oleh=OLEH,
            pada=NOW,
        )
        deed = audit.Deed(OLEH, "nomor", draft_key, {"nomor_surat": nomor.nomor_surat})
        audit.record(conn, desk.instansi_id, deed, pada=NOW)
    return nomor


def names(prefix: str) -> Iterator[str]:
    """Give draft keys that nobody has used."""
    return (f"{prefix}-{number}" for number in count())


def assert_whole(desk: Desk, given: int) -> None:
    """So many numbers were given, none double or missing, and the audit trail is unbroken."""
    with reading(desk.engine) as conn:
        assert last_used(conn, desk.buku.id, PERIODE) == given
        assert list(check_ledger(conn, desk.buku, PERIODE)) == []
        assert list(audit.verify(conn, desk.instansi_id)) == []
