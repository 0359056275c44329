"""Databases of an archive for its tests, and what is filed in them; all people are CONTOH."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import sqlalchemy as sa

from archive.entries import Entry, Filing, NewFile
from archive.filing import file
from archive.schema import index_ddl, metadata

PADA = "2026-03-05T03:00:00+00:00"
OLEH = "Budi Contoh Santoso"
SCHEMA = "archive_tests"


def create(engine: sa.Engine) -> None:
    """Make tables and index as the migration does."""
    with engine.begin() as conn:
        metadata.create_all(conn)
        for statement in index_ddl(conn.dialect.name):
            conn.execute(sa.text(statement))


@contextmanager
def postgresql(url: str) -> Iterator[sa.Engine]:
    """Give an archive in a schema of its own, and leave the database as it was found."""
    engine = sa.create_engine(url, connect_args={"options": f"-c search_path={SCHEMA}"})
    try:
        with engine.begin() as conn:
            conn.execute(sa.text(f"CREATE SCHEMA {SCHEMA}"))
        create(engine)
        yield engine
    finally:
        with engine.begin() as conn:
            conn.execute(sa.text(f"DROP SCHEMA {SCHEMA} CASCADE"))
        engine.dispose()


@contextmanager
def sqlite(folder: Path) -> Iterator[sa.Engine]:
    """Give an archive in a file, with a write-ahead log and writers that wait."""
    engine = open_sqlite(folder / "arsip.db")
    create(engine)
    yield engine
    engine.dispose()


def open_sqlite(path: Path) -> sa.Engine:
    """Return an engine whose writers wait for each other."""
    engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": 30})

    @sa.event.listens_for(engine, "connect")
    def _prepare(connection: object, _record: object) -> None:
        connection.isolation_level = None  # type: ignore[attr-defined] # that of sqlite3
        connection.execute("PRAGMA journal_mode=WAL")  # type: ignore[attr-defined] # the same

    @sa.event.listens_for(engine, "begin")
    def _begin(conn: sa.Connection) -> None:
        conn.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


UNDANGAN = Filing(
    instansi_id=1,
    jenis="undangan-rapat",
    nomor_surat="000.8.6.3/015/Kec.BBC/2026",
    tanggal=date(2026, 3, 5),
    hal="Undangan Rapat Pengumpulan Data Kinerja",
    tujuan="Para Kepala Seksi",
    penandatangan="Raden Contoh Wiratama",
    text="Mengharap kehadiran Saudara pada rapat pembahasan capaian kinerja triwulan pertama.",
    snapshot={"nilai": {"hal": "Undangan"}},
    oleh=OLEH,
    pada=PADA,
)


def put(conn: sa.Connection, **changes: object) -> Entry:
    """File the sample invitation with these changes."""
    return file(conn, replace(UNDANGAN, **changes))  # type: ignore[arg-type] # checked at run time


def new_file(peran: str, letter: str = "a") -> NewFile:
    """Return a file whose digest is this letter 64 times."""
    return NewFile(peran, letter * 64, f"{letter}.pdf", "application/pdf", 3)
