"""One printed number in two places of an office: two books, or two periods of one book.

What the unique key and the ledger of one book cannot see, and neither can they see a number that
was recorded without its integer and that the book itself gives later. Only numbers that live count,
and only those of one year: a pola without the year begins again every January, and one without the
month every month. A number that is not printed in full yet (blanks for a part, a block nobody has
used) is no twin, and the agenda numbers of incoming letters are not on letters of ours.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from numbering.books import AGENDA_MASUK, Buku, every_book
from numbering.parts import NBSP
from numbering.schema import LIVING
from numbering.schema import buku as buku_table
from numbering.schema import nomor as table


@dataclass(frozen=True)
class Place:
    """Where a printed number stands."""

    buku_id: int
    buku: str
    periode: str
    nomor_urut: int | None
    state: str


@dataclass(frozen=True)
class Twins:
    """A printed number with all its places, the oldest first."""

    nomor_surat: str
    places: tuple[Place, ...]


def elsewhere(
    conn: Connection, buku: Buku, periode: str, nomor_surat: str, day: date
) -> Place | None:
    """Where else in the office a letter of the year of `day` bears this number; None if nowhere."""
    year = table.c.tanggal_surat.between(date(day.year, 1, 1), date(day.year, 12, 31))
    here = table.c.buku_id == buku.id
    if not _repeats(buku):
        here &= table.c.periode == periode
    same = (table.c.nomor_surat == nomor_surat, buku_table.c.instansi_id == buku.instansi_id)
    row = conn.execute(_places().where(*same, *_counts(), year, ~here).limit(1)).one_or_none()
    return Place(**row._mapping) if row else None


def twins(
    conn: Connection, *, instansi_id: int | None = None, tahun: int | None = None
) -> Iterator[Twins]:
    """Every printed number that stands in two places, of one office or all, of one year or all.

    Where both come from old registers, that was how the paper books were.
    """
    for same in conn.execute(_doubled(conn, instansi_id, tahun)).all():
        office = (buku_table.c.instansi_id == same.instansi_id, _year() == same.tahun)
        query = _places().where(table.c.nomor_surat == same.nomor_surat, *office, *_counts())
        rows = conn.execute(query.order_by(table.c.id))
        yield Twins(same.nomor_surat, tuple(Place(**row._mapping) for row in rows))


def _doubled(conn: Connection, instansi_id: int | None, tahun: int | None) -> sa.Select[Any]:
    """One short pass over all numbers, then a closer look at what is printed more than once."""
    repeating = [one.id for one in every_book(conn, instansi_id) if _repeats(one)]
    periode = sa.case((table.c.buku_id.in_(repeating), ""), else_=table.c.periode)
    apart = sa.or_(*(sa.func.min(one) != sa.func.max(one) for one in (table.c.buku_id, periode)))
    printed = (buku_table.c.instansi_id, table.c.nomor_surat, _year().label("tahun"))
    query = sa.select(*printed).select_from(table.join(buku_table))
    query = query.where(table.c.nomor_surat.in_(_repeated()), *_counts())
    query = query.where(*_asked(instansi_id, tahun)).group_by(*printed)
    foreign = sa.func.count() > sa.func.count(table.c.nomor_urut)
    ours = sa.func.count() > sa.func.count(table.c.impor_id)
    query = query.having(sa.func.count() > 1, sa.or_(apart, foreign), ours)
    return query.order_by(sa.func.min(table.c.id))


def _repeated() -> sa.Select[tuple[str]]:
    every = sa.select(table.c.nomor_surat).group_by(table.c.nomor_surat)
    return every.having(sa.func.count() > 1)


def _asked(instansi_id: int | None, tahun: int | None) -> Iterator[sa.ColumnElement[bool]]:
    if instansi_id is not None:
        yield buku_table.c.instansi_id == instansi_id
    if tahun is not None:
        yield _year() == tahun


def _counts() -> tuple[sa.ColumnElement[bool], ...]:
    """A number that stands on a letter of ours, or may."""
    taken = sa.or_(table.c.blok_id.is_(None), table.c.draft_key.is_not(None))
    whole = ~table.c.nomor_surat.contains(NBSP)
    return (buku_table.c.slug != AGENDA_MASUK, table.c.state.in_(LIVING), taken, whole)


def _places() -> sa.Select[Any]:
    where = (table.c.buku_id, buku_table.c.nama.label("buku"), table.c.periode)
    columns = (*where, table.c.nomor_urut, table.c.state)
    return sa.select(*columns).select_from(table.join(buku_table))


def _year() -> sa.ColumnElement[int]:
    return sa.extract("year", table.c.tanggal_surat)


def _repeats(buku: Buku) -> bool:
    """True when each month prints the numbers of the month before again."""
    return buku.restart == "bulan" and "bulan" not in buku.format.sources
