"""Letters are numbered in the order of their dates, unless the office allows otherwise."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy import Connection

from numbering.books import Buku
from numbering.errors import BackDated
from numbering.schema import penghitung
from numbering.series import period_of


def check_date(conn: Connection, buku: Buku, tanggal: date) -> None:
    """Raises BackDated when the book would refuse a letter of this date.

    A letter may bear the date of the newest one, or a later one. A book that allows `mundur`
    takes any date; its number then bears the mark. One look at the counter's row.
    """
    terbaru = newest(conn, buku.id, period_of(buku.restart, tanggal))
    if not buku.mundur and terbaru is not None and tanggal < terbaru:
        raise BackDated(buku.nama, tanggal, terbaru)


def newest(conn: Connection, buku_id: int, periode: str) -> date | None:
    """The newest date among the living numbers that the counter has passed; blocks do not count.

    Letters of a block bear the date of their event, which may lie far ahead.
    """
    there = (penghitung.c.buku_id == buku_id, penghitung.c.periode == periode)
    return conn.scalar(sa.select(penghitung.c.terbaru).where(*there))
