"""Is the register whole? Every integer from the first to the last has one row, and only those."""

from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Connection

from numbering.books import Buku
from numbering.counter import counted
from numbering.schema import nomor as table


@dataclass(frozen=True)
class Finding:
    """What an auditor would ask about; `kind` is tanpa-catatan, ganda, or di-luar-hitungan."""

    kind: str
    nomor_urut: int
    pesan: str


def check_ledger(conn: Connection, buku: Buku, periode: str) -> list[Finding]:
    """What is not explained in this book and period, by number; empty when the ledger is whole."""
    missing = (
        Finding("tanpa-catatan", urut, f"Nomor urut {urut} terpakai, tetapi catatannya tidak ada.")
        for urut in gaps(conn, buku.id, periode)
    )
    found = [*missing, *_doubles(conn, buku.id, periode), *_strays(conn, buku.id, periode)]
    return sorted(found, key=lambda finding: (finding.nomor_urut, finding.kind))


def gaps(conn: Connection, buku_id: int, periode: str) -> list[int]:
    """Every integer between awal + 1 and terakhir that has no row. Must be empty."""
    awal, terakhir = counted(conn, buku_id, periode)
    inside = (*_of(buku_id, periode), table.c.nomor_urut.between(awal + 1, terakhir))
    last = conn.scalar(sa.select(sa.func.max(table.c.nomor_urut)).where(*inside)) or awal
    here = table.c.nomor_urut.label("here")
    before = sa.func.lag(here, 1, awal).over(order_by=here).label("before")
    steps = sa.select(before, here).where(*inside).subquery()
    jumps = sa.select(steps).where(steps.c.here > steps.c.before + 1).order_by(steps.c.here)
    missing = [urut for row in conn.execute(jumps) for urut in range(row.before + 1, row.here)]
    return [*missing, *range(last + 1, terakhir + 1)]


def _of(buku_id: int, periode: str) -> tuple[sa.ColumnElement[bool], ...]:
    return (table.c.buku_id == buku_id, table.c.periode == periode)


def _doubles(conn: Connection, buku_id: int, periode: str) -> Iterator[Finding]:
    """The unique key forbids two rows of one number, but two numbers may be printed alike."""
    first, count = sa.func.min(table.c.nomor_urut).label("urut"), sa.func.count().label("rows")
    query = sa.select(table.c.nomor_surat, first, count).where(*_of(buku_id, periode))
    for row in conn.execute(query.group_by(table.c.nomor_surat).having(count > 1)):
        pesan = f"Nomor {row.nomor_surat} tercetak sama pada {row.rows} catatan."
        yield Finding("ganda", row.urut, pesan)


def _strays(conn: Connection, buku_id: int, periode: str) -> Iterator[Finding]:
    """Rows that the counter knows nothing of: before the first number, or after the last."""
    awal, terakhir = counted(conn, buku_id, periode)
    outside = sa.or_(table.c.nomor_urut <= awal, table.c.nomor_urut > terakhir)
    query = sa.select(table.c.nomor_urut, table.c.nomor_surat)
    for row in conn.execute(query.where(*_of(buku_id, periode), outside)):
        pesan = f"Nomor {row.nomor_surat} tercatat di luar hitungan {awal + 1} sampai {terakhir}."
        yield Finding("di-luar-hitungan", row.nomor_urut, pesan)
