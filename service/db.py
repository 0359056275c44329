"""The database: how it is opened, and the only place that commits."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from numbering.statement import run_plain
from service.desks import Desks

BUSY_SECONDS = 15.0
_DESKS = "naskah_desks"
# On SQLite every reading transaction sees one state; PostgreSQL must be asked for it.
_READS: dict[str, dict[str, Any]] = {
    "sqlite": {"naskah_reads": True},
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
}


def connect(url: str, *, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """Open the database at `url` (SQLite or PostgreSQL); nothing is read or written yet.

    SQLite runs in WAL mode and flushes every commit to the disk (`synchronous=FULL`): a number
    that was given must survive a power cut. A full disk raises OperationalError, and so does a
    database that another program keeps locked for `busy_seconds`.
    """
    parsed = sa.make_url(url)
    if parsed.get_backend_name() == "postgresql":
        return sa.create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    if parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(parsed, connect_args={"timeout": busy_seconds})
    sa.event.listen(engine, "connect", partial(_prepare_sqlite, busy_seconds))
    sa.event.listen(engine, "begin", _begin_sqlite)
    if parsed.database and parsed.database != ":memory:":
        engine.update_execution_options(**{_DESKS: Desks(engine, parsed.database + ".antre")})
    return engine


def _prepare_sqlite(busy_seconds: float, dbapi: sqlite3.Connection, _record: object) -> None:
    # The driver must not open transactions of its own: `_begin_sqlite` says how they begin.
    dbapi.isolation_level = None
    _enter_wal(dbapi, monotonic() + busy_seconds)
    dbapi.execute("PRAGMA synchronous=FULL")
    dbapi.execute("PRAGMA foreign_keys=ON")


def _enter_wal(dbapi: sqlite3.Connection, deadline: float) -> None:
    """Wait for it here: of two that change a new database at once, SQLite refuses one outright."""
    while True:
        try:
            dbapi.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            if monotonic() > deadline:
                raise
            sleep(0.005)
        else:
            return


def _begin_sqlite(conn: Connection) -> None:
    # A writer that begins as a reader may find, too late, that somebody else wrote first.
    reads = conn.get_execution_options().get("naskah_reads", False)
    run_plain(conn, "BEGIN" if reads else "BEGIN IMMEDIATE")


def transaction(engine: Engine) -> AbstractContextManager[Connection]:
    """Write: everything inside is committed at the end, or nothing if it raises.

    On SQLite the writers of all processes queue first, and come in the order in which they asked.
    """
    desks: Desks | None = engine.get_execution_options().get(_DESKS)
    return engine.begin() if desks is None else desks.writing()


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Read one consistent state; never waits for a writer, and writes nothing."""
    options = _READS.get(engine.dialect.name, {})
    with engine.connect().execution_options(**options) as conn, conn.begin():
        yield conn
