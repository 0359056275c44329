"""The desks at which a SQLite database is written to; kept, since to set one up takes long.

A number with all that belongs to it is written in less time than a connection takes to be fetched
from its pool, begun, ended and put back. So a writer keeps both its connection and its place in
the queue for the next one. For SQLAlchemy the connection stays in one transaction for ever; where
that begins and ends on the disk is said here, in plain words.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from numbering.statement import run_plain
from service.turns import Place


@dataclass(frozen=True)
class _Desk:
    conn: Connection
    place: Place


class Desks:
    """The writers' desks of one database: as many as ever wrote at once."""

    def __init__(self, engine: Engine, queue: str) -> None:
        self._engine, self._queue = engine, queue
        self._free: list[_Desk] = []
        sa.event.listen(engine, "engine_disposed", self._close)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Write when one's turn has come; a desk at which something failed is not used again."""
        try:
            desk = self._free.pop()
        except IndexError:
            desk = _Desk(self._engine.connect(), Place(self._queue))
            desk.conn.detach()  # a writer who waits must not keep readers from their connections
        try:
            desk.place.wait()
            yield self._begun(desk.conn)
            run_plain(desk.conn, "COMMIT")
        except BaseException:
            desk.conn.close()  # takes back what was written
            raise
        finally:
            desk.place.leave()
        self._free.append(desk)

    def _begun(self, conn: Connection) -> Connection:
        if conn.in_transaction():
            run_plain(conn, "BEGIN IMMEDIATE")
        else:
            conn.begin()
        return conn

    def _close(self, _engine: Engine) -> None:
        while self._free:
            self._free.pop().conn.close()
