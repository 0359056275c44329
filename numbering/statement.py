"""Plain statements for the path of a number: the driver runs them, without detours.

Built by SQLAlchemy, a statement costs ten times what SQLite needs to run it, and a number took
six times longer to be written down than to be flushed to the disk. So what stands between BEGIN
and COMMIT of a number is text, written once, which the driver keeps prepared. The transaction
stays SQLAlchemy's, and a fault is the same one that callers know from SQLAlchemy.
"""

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

_NAME = re.compile(r"(?<!:):([a-z_]+)")


class Statement:
    """One statement that SQLite and PostgreSQL read alike, its values written as `:name`.

    Values go to the driver as they are: a date as ISO text, JSON as text. With `hold`, nobody else
    changes what it reads until the commit: a writer of SQLite is alone, PostgreSQL is told.
    """

    def __init__(self, sql: str, *, hold: bool = False) -> None:
        self._names = _NAME.findall(sql)
        self._sql = {
            "sqlite": _NAME.sub("?", sql),
            "postgresql": _NAME.sub("%s", sql) + (" FOR UPDATE" if hold else ""),
        }

    def run(self, conn: Connection, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """The first row that it answers, or None; begins a transaction when there is none.

        `values` may hold more than the statement names. Raises SQLAlchemy's DBAPIError.
        """
        if not conn.in_transaction():
            conn.begin()
        # In their order, since a driver that looks for names takes half as long again.
        inside = tuple(map(values.__getitem__, self._names))
        return run_plain(conn, self._sql[conn.dialect.name], inside)

    def scalar(self, conn: Connection, values: Mapping[str, Any]) -> int | None:
        """The whole number that this row begins with, or None when there is no row."""
        row = self.run(conn, values)
        return int(row[0]) if row else None


def run_plain(conn: Connection, sql: str, values: tuple[Any, ...] = ()) -> tuple[Any, ...] | None:
    """Hands `sql` to the driver as it is, and answers its first row; begins nothing."""
    driver = conn.connection.dbapi_connection
    assert driver is not None  # noqa: S101 - a closed connection was refused just before
    try:
        cursor = driver.execute(sql, values)
        return cursor.fetchone() if cursor.description else None
    except conn.dialect.loaded_dbapi.Error as fault:
        known = conn.dialect.loaded_dbapi.Error
        raise DBAPIError.instance(sql, values, fault, known, dialect=conn.dialect) from fault
