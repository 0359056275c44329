"""Where a book stands in a period: what was used on paper before Naskah, and what since."""

import sqlalchemy as sa
from sqlalchemy import Connection

from numbering.books import Buku
from numbering.errors import BadBook, CounterBehind, NumberTaken
from numbering.holding import next_free
from numbering.schema import nomor
from numbering.schema import penghitung as table
from numbering.series import check_period

# One statement, so that no number can be given between the look and the change.
_SET_LAST = sa.text("""
    INSERT INTO penghitung (buku_id, periode, awal, terakhir)
    VALUES (:buku_id, :periode, :terakhir, :terakhir)
    ON CONFLICT (buku_id, periode)
    DO UPDATE SET awal = excluded.awal, terakhir = excluded.terakhir
    WHERE penghitung.terakhir = penghitung.awal AND NOT EXISTS (
        SELECT 1 FROM nomor WHERE nomor.buku_id = :buku_id AND nomor.periode = :periode
                              AND nomor.nomor_urut <= :terakhir)
    RETURNING terakhir
""")
_MOST = 99_999_999  # beyond this a typing error is certain, and the column would overflow later


def set_last_used(conn: Connection, buku: Buku, periode: str, terakhir: int) -> None:
    """The last number that was used on paper before Naskah: 212 makes the next one 213.

    Raises CounterBehind once the book has given numbers in this period, unless nothing would
    change; NumberTaken when an external number would fall before the ledger; BadPeriod for a
    period that the book does not count by; BadBook for no such number.
    """
    check_period(buku.restart, periode)
    if not 0 <= terakhir <= _MOST:
        raise BadBook(f"Nomor terakhir {terakhir} tidak mungkin. Tulis 0 bila belum ada nomor.")
    row = {"buku_id": buku.id, "periode": periode, "terakhir": terakhir}
    if conn.execute(_SET_LAST, row).one_or_none() is not None:
        return
    awal, used = counted(conn, buku.id, periode)
    if awal == used:
        raise _first_row(conn, buku.id, periode)
    if awal != terakhir:
        raise CounterBehind(periode, used)


def counted(conn: Connection, buku_id: int, periode: str) -> tuple[int, int]:
    """(awal, terakhir) of a period; (0, 0) when nothing was ever counted in it."""
    there = (table.c.buku_id == buku_id, table.c.periode == periode)
    row = conn.execute(sa.select(table.c.awal, table.c.terakhir).where(*there)).one_or_none()
    return (row.awal, row.terakhir) if row else (0, 0)


def last_used(conn: Connection, buku_id: int, periode: str) -> int:
    """The last number used in this period. The next is one more, but only as a forecast."""
    return counted(conn, buku_id, periode)[1]


def next_number(conn: Connection, buku_id: int, periode: str) -> int:
    """The number that would be given next, past those that are taken already. A forecast."""
    return next_free(conn, {"buku_id": buku_id, "periode": periode})


def periods(conn: Connection, buku_id: int) -> list[str]:
    """The periods that this book has counted in, newest first."""
    query = sa.select(table.c.periode).where(table.c.buku_id == buku_id)
    return list(conn.scalars(query.order_by(table.c.periode.desc())))


def is_begun(conn: Connection, buku_id: int) -> bool:
    """True once the book has counted anything, or holds any number at all."""
    counted_in = sa.exists().where(table.c.buku_id == buku_id)
    held = sa.exists().where(nomor.c.buku_id == buku_id)
    return bool(conn.scalar(sa.select(sa.or_(counted_in, held))))


def _first_row(conn: Connection, buku_id: int, periode: str) -> NumberTaken:
    there = (nomor.c.buku_id == buku_id, nomor.c.periode == periode)
    rows = sa.select(nomor.c.nomor_surat, nomor.c.state).where(*there, nomor.c.nomor_urut > 0)
    row = conn.execute(rows.order_by(nomor.c.nomor_urut).limit(1)).one()
    return NumberTaken(row.nomor_surat, row.state)
