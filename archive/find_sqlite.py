"""Keys of entries on SQLite, newest first; each query stops after `limit` rows of an index."""

from collections.abc import Sequence
from dataclasses import replace

import sqlalchemy as sa

from archive.filters import conditions, newest
from archive.keys import IDS, key
from archive.query import TRIGRAM, Query, Terms, interval, padded, words
from archive.schema import arsip
from archive.secrecy import CLOSED, Readers

_kata = sa.table("arsip_kata", sa.column("rowid", sa.BigInteger))
_nomor = sa.table("arsip_nomor", sa.column("rowid", sa.BigInteger))


def keys(
    conn: sa.Connection, query: Query, terms: Terms, before: int | None, limit: int
) -> list[int]:
    """Return the keys of at most `limit` entries, newest first, all less than `before`."""
    if len(terms.nomor) >= TRIGRAM:
        statement = _by_number(query, terms, before)
    elif terms.phrases or terms.nomor:
        statement = _by_words(query, terms, before)
    else:
        return newest(conn, query, before, limit)
    return list(conn.scalars(statement.limit(limit)))


def match_expression(query: Query, terms: Terms) -> str:
    """Return the FTS5 expression of filters and words, all of it quoted."""
    parts = [f"tag : ({_all_of(_tags(query))})"]
    if 0 < len(terms.nomor) < TRIGRAM:
        parts += [f"nomor : ({_any_of(padded(word))})" for word in words(terms.nomor)]
    if terms.phrases:
        ending = " *" if terms.prefix else ""
        parts.append(f"{{nomor hal pihak teks}} : ({_all_of(terms.phrases)}{ending})")
    return " AND ".join(parts) if query.readers is None else _readable(parts, query.readers)


def _readable(parts: Sequence[str], readers: Readers) -> str:
    """Leave out what is closed, but for what is open to one of these readers."""
    shut = f"tag : ({_quote(CLOSED)})"
    if readers:
        shut = f"({shut} NOT tag : ({_any_of(sorted(readers))}))"
    return f"({' AND '.join(parts)}) NOT {shut}"


def _by_words(query: Query, terms: Terms, before: int | None) -> sa.Select[int]:
    """Stream the full-text index backwards; the filters are words of its `tag` column."""
    return (
        sa.select(_kata.c.rowid)
        .where(_matches("arsip_kata", match_expression(query, terms)))
        .where(*_between(_kata.c.rowid, query, before))
        .order_by(_kata.c.rowid.desc())
    )


def _by_number(query: Query, terms: Terms, before: int | None) -> sa.Select[int]:
    """Stream the trigram index backwards, and check each number: trigrams forget their order."""
    fragment = terms.nomor.lower()
    trigrams = [fragment[at : at + TRIGRAM] for at in range(len(fragment) - TRIGRAM + 1)]
    statement = (
        sa.select(_nomor.c.rowid)
        .join(arsip, arsip.c.id == _nomor.c.rowid % IDS)
        .where(_matches("arsip_nomor", _all_of(trigrams)))
        .where(sa.func.instr(sa.func.lower(arsip.c.nomor_surat), fragment) > 0)
        .where(*conditions(query, before), *_between(_nomor.c.rowid, query, before))
        .order_by(_nomor.c.rowid.desc())
    )
    if terms.phrases:
        by_words = match_expression(query, replace(terms, nomor=""))
        worded = sa.select(_kata.c.rowid).where(_matches("arsip_kata", by_words))
        # "+ 0" keeps SQLite from walking the words first: it streams the numbers, newest first.
        statement = statement.where((_nomor.c.rowid + 0).in_(worded))
    return statement


def _any_of(texts: Sequence[str]) -> str:
    return " OR ".join(map(_quote, texts))


def _all_of(texts: Sequence[str]) -> str:
    return " AND ".join(map(_quote, texts))


def _tags(query: Query) -> list[str]:
    """Return the words that index_sqlite.py gave an entry for these filters."""
    tags = [f"i{query.instansi_id}"]
    if query.jenis:
        tags.append("j" + query.jenis.replace("-", ""))
    if query.berkas_id is not None:
        tags.append(f"b{query.berkas_id}")
    if query.state:
        tags.append("s" + query.state)
    return tags


def _between(
    rowid: sa.ColumnElement[int], query: Query, before: int | None
) -> tuple[sa.ColumnElement[bool], sa.ColumnElement[bool]]:
    first, last = interval(query)
    end = key(last, IDS)
    return rowid >= key(first, 0), rowid < (end if before is None else min(end, before))


def _matches(table: str, expression: str) -> sa.ColumnElement[bool]:
    return sa.literal_column(table).op("MATCH", is_comparison=True)(expression)


def _quote(text: str) -> str:
    """Return text as an FTS5 string: nothing in it is syntax any more."""
    return '"' + text.replace('"', '""') + '"'
