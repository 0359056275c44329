"""Is the register whole? Every integer from the first to the last has one row, and only those."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy import Connection

from numbering.books import Buku
from numbering.counter import counted
from numbering.schema import nomor as table

MISSING = "tanpa-catatan"


@dataclass(frozen=True)
class Finding:
    """What an auditor would ask about.

    `kind` is tanpa-catatan, ganda, di-luar-hitungan, or tanpa-keterangan when the row lacks who,
    when or why.
    """

    kind: str
    nomor_urut: int
    pesan: str


class Cell(NamedTuple):
    """One cell of the year's strip. A number that has no row is `tanpa-catatan`, without id."""

    nomor_urut: int
    sisipan: str
    state: str
    nomor_id: int | None


def check_ledger(conn: Connection, buku: Buku, periode: str) -> list[Finding]:
    """What is not explained in this book and period, by number; empty when the ledger is whole.

    One scan of the rows tells that nothing is wrong; only otherwise is it looked up what.
    """
    awal, terakhir = counted(conn, buku.id, periode)
    if _is_whole(conn, buku.id, periode, awal, terakhir):
        return []
    missing = (
        Finding(MISSING, urut, f"Nomor urut {urut} terpakai, tetapi catatannya tidak ada.")
        for urut in gaps(conn, buku.id, periode)
    )
    here = (conn, buku.id, periode)
    found = [*missing, *_doubles(*here), *_strays(*here), *_untold(*here)]
    return sorted(found, key=lambda finding: (finding.nomor_urut, finding.kind))


def cells(conn: Connection, buku: Buku, periode: str) -> list[Cell]:
    """Every number of the period by state, insertions behind their own, missing ones included.

    Integers that nobody has given yet, between the counter and a number recorded ahead of it,
    are no cells.
    """
    here = _numbered(buku.id, periode)
    order = (table.c.nomor_urut, table.c.sisipan)
    query = sa.select(*order, table.c.state, table.c.id).where(*here).order_by(*order)
    found = [Cell(*row) for row in conn.execute(query)]
    lost = [Cell(urut, "", MISSING, None) for urut in gaps(conn, buku.id, periode)]
    return sorted([*found, *lost]) if lost else found


def gaps(conn: Connection, buku_id: int, periode: str) -> list[int]:
    """Every integer between awal + 1 and terakhir that has no row. Must be empty."""
    awal, terakhir = counted(conn, buku_id, periode)
    inside = (*_numbered(buku_id, periode), _inside(awal, terakhir))
    last = conn.scalar(sa.select(sa.func.max(table.c.nomor_urut)).where(*inside)) or awal
    here = table.c.nomor_urut.label("here")
    before = sa.func.lag(here, 1, awal).over(order_by=here).label("before")
    steps = sa.select(before, here).where(*inside).subquery()
    jumps = sa.select(steps).where(steps.c.here > steps.c.before + 1).order_by(steps.c.here)
    missing = [urut for row in conn.execute(jumps) for urut in range(row.before + 1, row.here)]
    return [*missing, *range(last + 1, terakhir + 1)]


def _is_whole(conn: Connection, buku_id: int, periode: str, awal: int, terakhir: int) -> bool:
    """The unique key forbids two rows of one number, so it is enough to count."""
    rows = sa.func.count()
    query = sa.select(
        rows.filter(_inside(awal, terakhir)).label("inside"),
        rows.filter(_stray(awal, terakhir)).label("strays"),
        rows.filter(_silent()).label("silent"),
        rows.label("rows"),
        sa.func.count(table.c.nomor_surat.distinct()).label("texts"),
    ).where(*_numbered(buku_id, periode))
    found = conn.execute(query).one()
    if found.strays or found.silent or found.rows != found.texts:
        return False
    return bool(found.inside == terakhir - awal)


def _numbered(buku_id: int, periode: str) -> tuple[sa.ColumnElement[bool], ...]:
    """The rows that hold an integer of this book; foreign numbers hold none."""
    return (
        table.c.buku_id == buku_id,
        table.c.periode == periode,
        table.c.nomor_urut.is_not(None),
    )


def _inside(awal: int, terakhir: int) -> sa.ColumnElement[bool]:
    return sa.and_(table.c.sisipan == "", table.c.nomor_urut.between(awal + 1, terakhir))


def _stray(awal: int, terakhir: int) -> sa.ColumnElement[bool]:
    """Before the first number, or after the last although the counter gave it.

    External numbers and blocks may lie ahead of the counter, which steps over them, and a letter
    may have been inserted between those.
    """
    by_counter = (table.c.draft_key.is_not(None), table.c.asal == "", table.c.blok_id.is_(None))
    ahead = sa.and_(table.c.nomor_urut > terakhir, table.c.sisipan == "", *by_counter)
    return sa.or_(table.c.nomor_urut <= awal, ahead)


def _silent() -> sa.ColumnElement[bool]:
    """A row that does not say who took the number and when, or who did something odd with it."""
    cancelled = sa.or_(*map(_blank, (table.c.batal_oleh, table.c.batal_pada, table.c.alasan)))
    inserted = sa.and_(table.c.sisipan != "", table.c.impor_id.is_(None))
    return sa.or_(
        _blank(table.c.oleh),
        _blank(table.c.dipesan_pada),
        sa.and_(table.c.state == "batal", cancelled),
        sa.and_(table.c.state == "eksternal", _blank(table.c.asal)),
        sa.and_(inserted, _blank(table.c.keterangan)),
    )


def _blank(column: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    return sa.func.trim(sa.func.coalesce(column, "")) == ""


def _doubles(conn: Connection, buku_id: int, periode: str) -> Iterator[Finding]:
    """Two numbers may be printed alike, which the unique key cannot see.

    What an old register held twice was said at its import and is not found fault with again.
    """
    first, count = sa.func.min(table.c.nomor_urut).label("urut"), sa.func.count().label("rows")
    ours = count > sa.func.count(table.c.impor_id)
    query = sa.select(table.c.nomor_surat, first, count).where(*_numbered(buku_id, periode))
    for row in conn.execute(query.group_by(table.c.nomor_surat).having(count > 1, ours)):
        pesan = f"Nomor {row.nomor_surat} tercetak sama pada {row.rows} catatan."
        yield Finding("ganda", row.urut, pesan)


def _strays(conn: Connection, buku_id: int, periode: str) -> Iterator[Finding]:
    """Rows that the counter knows nothing of."""
    awal, terakhir = counted(conn, buku_id, periode)
    query = sa.select(table.c.nomor_urut, table.c.nomor_surat)
    outside = _stray(awal, terakhir)
    for row in conn.execute(query.where(*_numbered(buku_id, periode), outside)):
        pesan = f"Nomor {row.nomor_surat} tercatat di luar hitungan {awal + 1} sampai {terakhir}."
        yield Finding("di-luar-hitungan", row.nomor_urut, pesan)


def _untold(conn: Connection, buku_id: int, periode: str) -> Iterator[Finding]:
    """Rows that leave an auditor's question open."""
    query = sa.select(table.c.nomor_urut, table.c.nomor_surat, table.c.state)
    for row in conn.execute(query.where(*_numbered(buku_id, periode), _silent())):
        pesan = (
            f"Nomor {row.nomor_surat} ({row.state}) tercatat tanpa siapa, kapan, atau alasannya."
        )
        yield Finding("tanpa-keterangan", row.nomor_urut, pesan)
