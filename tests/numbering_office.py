"""An office for the tests of numbering: its engine, its book, and letters by the dozen."""

import os
import signal
from datetime import date

import sqlalchemy as sa
from sqlalchemy import Connection, Engine
from sqlalchemy.engine.interfaces import DBAPIConnection

from numbering.books import Buku, add_buku, get_buku
from numbering.register import Nomor, reserve
from numbering.schema import metadata

OFFICE = 1
POLA = "{kode}/{urut:03}/{unit}/{tahun}"
NOW = "2026-11-21T03:04:05+00:00"
DAY = date(2026, 3, 5)


def connect(url: str) -> Engine:
    """An engine whose transactions begin as the service's do: on SQLite immediate, in WAL mode."""
    if not url.startswith("sqlite"):
        return sa.create_engine(url)
    engine = sa.create_engine(url, connect_args={"timeout": 60})
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", lambda conn: conn.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _record: object) -> None:
    connection.isolation_level = None  # SQLAlchemy's BEGIN IMMEDIATE is the only BEGIN
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def open_office(engine: Engine) -> Buku:
    """Empty tables and one book, surat-keluar."""
    metadata.drop_all(engine)
    metadata.create_all(engine)
    with engine.begin() as conn:
        return add_buku(
            conn, OFFICE, "surat-keluar", nama="Surat Keluar", pola=POLA, kode_unit="Kec-BB"
        )


def take(conn: Connection, buku: Buku, draft_key: str, tanggal: date = DAY) -> Nomor:
    """The number of one sample letter."""
    return reserve(
        conn,
        buku,
        tanggal,
        {"kode": "000.8.6.3"},
        draft_key=draft_key,
        hal="Undangan Rapat",
        tujuan="Para Kepala Seksi",
        oleh="staf",
        pada=NOW,
    )


def take_many(url: str, worker: int, count: int) -> None:
    """What one process of an office does: `count` letters, each in its own transaction."""
    engine = connect(url)
    with engine.connect() as conn:
        buku = get_buku(conn, OFFICE, "surat-keluar")
    for letter in range(count):
        with engine.begin() as conn:
            take(conn, buku, f"{worker}-{letter}")
    engine.dispose()


def take_and_die(url: str) -> None:
    """Takes a number and is killed before the commit."""
    with connect(url).begin() as conn:
        take(conn, get_buku(conn, OFFICE, "surat-keluar"), "never committed")
        os.kill(os.getpid(), signal.SIGKILL)
