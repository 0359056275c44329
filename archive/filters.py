"""Filters that both databases read alike, from the columns of an entry."""

from datetime import date

import sqlalchemy as sa

from archive.keys import key, split
from archive.query import Query, interval
from archive.schema import arsip
from archive.secrecy import readable

# The columns that filters, bookmark and order look at.
FILTERED = [
    arsip.c.id,
    arsip.c.instansi_id,
    arsip.c.tanggal,
    arsip.c.jenis,
    arsip.c.berkas_id,
    arsip.c.state,
    arsip.c.sifat,
    arsip.c.pembaca,
]


def conditions(
    query: Query, before: int | None, table: sa.FromClause = arsip
) -> list[sa.ColumnElement[bool]]:
    """Return what filters and bookmark ask of an entry; words and number aside."""
    column = table.c
    first, last = interval(query)
    asked = [
        column.instansi_id == query.instansi_id,
        column.tanggal >= first,
        column.tanggal <= last,
        *readable(table, query.readers),
    ]
    if query.jenis:
        asked.append(column.jenis == query.jenis)
    if query.berkas_id is not None:
        asked.append(column.berkas_id == query.berkas_id)
    if query.state:
        asked.append(column.state == query.state)
    if before is not None:
        asked.append(sa.tuple_(column.tanggal, column.id) < sa.tuple_(*split(before)))
    return asked


def newest_first(table: sa.FromClause) -> tuple[sa.UnaryExpression[date], sa.UnaryExpression[int]]:
    """Return the order of every list; the indexes of `arsip` have it."""
    return table.c.tanggal.desc(), table.c.id.desc()


def newest(conn: sa.Connection, query: Query, before: int | None, limit: int) -> list[int]:
    """Return the keys of the newest entries that meet the filters, all less than `before`."""
    statement = sa.select(arsip.c.tanggal, arsip.c.id).where(*conditions(query, before))
    return keys_of(conn, statement.order_by(*newest_first(arsip)).limit(limit))


def keys_of(conn: sa.Connection, statement: sa.Select[tuple[date, int]]) -> list[int]:
    """Run a query for dates and ids, and return their keys in its order."""
    return [key(row.tanggal, row.id) for row in conn.execute(statement)]
