"""A desk for the tests of numbering: an office on each database, and every test undone after it."""

from collections.abc import Iterator
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import Connection, Engine

from numbering.admitting import Source, admit
from numbering.block import Blok, NewBlock
from numbering.blocks import reserve_block, take_from_block
from numbering.books import Buku, set_rules
from numbering.external import External, record_external
from numbering.importing import (
    Impor,
    check_ready,
    clear_aside,
    dry_run,
    lay_aside,
    portions,
)
from numbering.inserting import insert
from numbering.letter import Letter
from numbering.old_book import OldBook
from numbering.register import Nomor
from numbering.schema import metadata
from tests.numbering_office import DAY, NOW, connect, open_office

DATABASES = ["sqlite", "postgresql"]


def opened(request: pytest.FixtureRequest, factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine on an office with one book, surat-keluar; for a fixture of a whole module."""
    sqlite = request.param == "sqlite"
    path = factory.mktemp("naskah") / "naskah.db"
    engine = connect(f"sqlite:///{path}" if sqlite else request.getfixturevalue("pg_url"))
    open_office(engine)
    yield engine
    metadata.drop_all(engine)
    engine.dispose()


def undone(engine: Engine) -> Iterator[Connection]:
    """A connection whose every change is taken back at the end."""
    with engine.connect() as conn:
        yield conn
        conn.rollback()


def letter(tanggal: date = DAY) -> Letter:
    """One sample letter."""
    return Letter(tanggal, {"kode": "000.8.6.3"}, "Undangan Rapat", "Para Kepala Seksi")


def record(conn: Connection, buku: Buku, urut: int | None, text: str = "") -> Nomor:
    """One number that SRIKANDI gave."""
    number = External("SRIKANDI", urut, text)
    return record_external(conn, buku, number, letter(), oleh="staf", pada=NOW)


def keep(conn: Connection, buku: Buku, count: int, pertama: int | None = None) -> Blok:
    """A block for an event of March."""
    new = NewBlock(DAY, count, date(2026, 3, 31), "Bimtek", pertama)
    return reserve_block(conn, buku, new, oleh="sekretaris", pada=NOW)


def use(conn: Connection, buku: Buku, block: Blok, key: str, tanggal: date = DAY) -> Nomor:
    """The next number of a block for one letter."""
    return take_from_block(conn, buku, block, letter(tanggal), draft_key=key, oleh="staf", pada=NOW)


def squeeze(conn: Connection, buku: Buku, sesudah: int, key: str, tanggal: date = DAY) -> Nomor:
    """An insertion behind a number."""
    return insert(
        conn,
        buku,
        sesudah,
        letter(tanggal),
        draft_key=key,
        alasan="Surat tertinggal",
        oleh="sekretaris",
        pada=NOW,
    )


def allow_back_dating(conn: Connection, buku: Buku) -> Buku:
    """The office has allowed it."""
    return set_rules(conn, buku, mundur=True, gaya_sisipan=buku.gaya_sisipan)


def bring(conn: Connection, buku: Buku, book: OldBook) -> Impor:
    """A whole old register, imported."""
    found = dry_run(conn, buku, book)
    check_ready(found)
    kunci = f"impor-{uuid4().hex}"
    for rows in portions(buku, book, found.headings):
        lay_aside(conn, kunci, rows)
    made = admit(conn, buku, kunci, Source(book.nama_file, found.ready), oleh="admin", pada=NOW)
    while clear_aside(conn, kunci):
        pass
    return made
