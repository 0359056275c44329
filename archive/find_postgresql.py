"""Keys of entries on PostgreSQL, newest first.

An index of words knows no dates there. A common word is met soon enough among the newest entries;
what is not met there is rare enough to be looked up in the index and sorted. The planner, left
alone, walks the whole archive for a word that nobody wrote.
"""

from datetime import date

import sqlalchemy as sa

from archive.filters import FILTERED, conditions, keys_of, newest, newest_first
from archive.query import TRIGRAM, Query, Terms, padded, words
from archive.schema import arsip

# Entries that are looked through before the index is asked.
RECENT = 500

_kata: sa.ColumnClause[str] = sa.literal_column("arsip.kata")


def keys(
    conn: sa.Connection, query: Query, terms: Terms, before: int | None, limit: int
) -> list[int]:
    """Return the keys of at most `limit` entries, newest first, all less than `before`."""
    if terms == Terms():
        return newest(conn, query, before, limit)
    found = keys_of(conn, _among_recent(query, terms, before).limit(limit))
    if len(found) < limit:
        found = keys_of(conn, _looked_up(query, terms, before).limit(limit))
    return found


def match_expression(terms: Terms) -> str:
    """Return the tsquery of the words, quoted, with only letters and digits left in them."""
    parts = [" <-> ".join(f"'{word}'" for word in words(phrase)) for phrase in terms.phrases]
    if terms.prefix:
        parts[-1] += ":*"
    if len(terms.nomor) < TRIGRAM:
        parts += [_any_of(padded(word)) for word in words(terms.nomor)]
    return " & ".join(parts)


def _any_of(numbers: list[str]) -> str:
    """Ask for one of these as a part of the number, whose words have the weight A."""
    return "(" + " | ".join(f"'{number}':A" for number in numbers) + ")"


def _among_recent(query: Query, terms: Terms, before: int | None) -> sa.Select[tuple[date, int]]:
    recent = (
        sa.select(arsip.c.tanggal, arsip.c.id, arsip.c.nomor_surat, _kata)
        .where(*conditions(query, before))
        .order_by(*newest_first(arsip))
        .limit(RECENT)
        .subquery("arsip")
    )
    chosen = _meets(terms, recent.c.nomor_surat)
    return sa.select(recent.c.tanggal, recent.c.id).where(*chosen).order_by(*newest_first(recent))


def _looked_up(query: Query, terms: Terms, before: int | None) -> sa.Select[tuple[date, int]]:
    """Look words and number up first, then filter: so the planner can take no other way."""
    found = (
        sa.select(*FILTERED)
        .where(*_meets(terms, arsip.c.nomor_surat))
        .cte("ditemukan")
        .prefix_with("MATERIALIZED", dialect="postgresql")
    )
    chosen = conditions(query, before, found)
    return sa.select(found.c.tanggal, found.c.id).where(*chosen).order_by(*newest_first(found))


def _meets(terms: Terms, nomor_surat: sa.ColumnElement[str | None]) -> list[sa.ColumnElement[bool]]:
    """Return what words and number ask of `kata` and of the number's column."""
    asked: list[sa.ColumnElement[bool]] = []
    if expression := match_expression(terms):
        sought = sa.func.to_tsquery("simple", expression)
        asked.append(_kata.op("@@", is_comparison=True)(sought))
    if len(terms.nomor) >= TRIGRAM:
        asked.append(nomor_surat.icontains(terms.nomor, autoescape=True))
    return asked
