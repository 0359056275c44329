"""Search in the archive of one office by words, fragment of the number, filters; newest first."""

from dataclasses import dataclass, replace
from heapq import merge

import sqlalchemy as sa

from archive import find_postgresql, find_sqlite
from archive.entries import COLUMNS, Entry, entry_of
from archive.keys import IDS, split
from archive.query import Query, Terms, clean, read, ways
from archive.schema import arsip
from archive.snippet import Piece, snippet


@dataclass(frozen=True)
class Hit:
    """An entry that was found, with some of its text around the words that were looked for."""

    entry: Entry
    cuplikan: tuple[Piece, ...]


@dataclass(frozen=True)
class Page:
    """Hits, newest first; `next` is the `before` of the page that follows, None on the last."""

    hits: list[Hit]
    next: int | None


def find(conn: sa.Connection, query: Query, limit: int = 20, before: int | None = None) -> Page:
    """Return the newest `limit` entries that the query asks for, older than the bookmark `before`.

    Raises ValueError for a bookmark that no page has given.
    """
    if before is not None:
        split(before)
    query = replace(query, jenis=clean(query.jenis), state=clean(query.state))
    found: list[int] = []
    for together in ways(query):
        found = _newest_of(conn, query, together, before, limit + 1)
        if found:
            break
    hits = _hits(conn, found[:limit], read(query.kata))
    return Page(hits, found[limit - 1] if len(found) > limit else None)


def _newest_of(
    conn: sa.Connection, query: Query, together: list[Terms], before: int | None, limit: int
) -> list[int]:
    """Return the keys that any of these terms find, each once."""
    keys = find_postgresql.keys if conn.dialect.name == "postgresql" else find_sqlite.keys
    united = merge(*(keys(conn, query, terms, before, limit) for terms in together), reverse=True)
    return list(dict.fromkeys(united))[:limit]


def _hits(conn: sa.Connection, keys: list[int], phrases: tuple[str, ...]) -> list[Hit]:
    """Read the entries behind the keys, in the order of the keys."""
    ids = [key % IDS for key in keys]
    rows = conn.execute(sa.select(*COLUMNS, arsip.c.text).where(arsip.c.id.in_(ids))).mappings()
    found = {row["id"]: row for row in rows}
    return [_hit(dict(found[entry_id]), phrases) for entry_id in ids]


def _hit(row: dict[str, object], phrases: tuple[str, ...]) -> Hit:
    text = str(row.pop("text"))
    return Hit(entry_of(row), snippet(text, phrases))
