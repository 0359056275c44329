"""The row of a counter, held until the commit by whoever changes what stands around it.

A key is {"buku_id": ..., "periode": ...}. Everybody who writes numbers holds the row first, so
that on PostgreSQL too one waits for the other and then sees what it wrote.
"""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy import Connection

from numbering.schema import nomor, penghitung
from numbering.statement import Statement

Key = Mapping[str, object]

_HOLD = sa.text("""
    INSERT INTO penghitung (buku_id, periode, awal, terakhir) VALUES (:buku_id, :periode, 0, 0)
    ON CONFLICT (buku_id, periode) DO UPDATE SET terakhir = penghitung.terakhir
    RETURNING awal, terakhir
""")
# The end of the run of numbers that begins right after :urut.
_RUN = sa.text("""
    SELECT one.nomor_urut FROM nomor AS one
    WHERE one.buku_id = :buku_id AND one.periode = :periode AND one.nomor_urut > :urut
      AND one.sisipan = '' AND NOT EXISTS (
          SELECT 1 FROM nomor AS two
          WHERE two.buku_id = one.buku_id AND two.periode = one.periode
            AND two.nomor_urut = one.nomor_urut + 1 AND two.sisipan = '')
    ORDER BY one.nomor_urut LIMIT 1
""")
# A forecast is made for every letter, so these two are plain.
_NEXT = Statement("""
    SELECT coalesce(max(terakhir), 0) + 1 FROM penghitung
    WHERE buku_id = :buku_id AND periode = :periode
""")
_TAKEN = Statement("""
    SELECT id FROM nomor WHERE buku_id = :buku_id AND periode = :periode
      AND nomor_urut = :urut AND sisipan = ''
""")
# A number from outside that lay ahead: letters dated later may have been numbered before it since.
_MARK_LATE = sa.text("""
    UPDATE nomor SET mundur = :late
    WHERE buku_id = :buku_id AND periode = :periode AND nomor_urut BETWEEN :first AND :last
      AND sisipan = '' AND state = 'eksternal' AND impor_id IS NULL AND EXISTS (
          SELECT 1 FROM nomor AS elder
          WHERE elder.buku_id = nomor.buku_id AND elder.periode = nomor.periode
            AND elder.nomor_urut < nomor.nomor_urut AND elder.tanggal_surat > nomor.tanggal_surat
            AND elder.state <> 'batal' AND elder.blok_id IS NULL)
""")


def hold(conn: Connection, key: Key) -> tuple[int, int]:
    """(awal, terakhir) of this book and period, which nobody else changes until the commit."""
    row = conn.execute(_HOLD, dict(key)).one()
    return row.awal, row.terakhir


def settle(conn: Connection, key: Key) -> None:
    """After numbers were written beside the counter: moves it over those that follow it at once."""
    _, terakhir = hold(conn, key)
    if taken(conn, key, terakhir + 1):
        step_over(conn, key)
    else:
        refresh_newest(conn, key)


def step_over(conn: Connection, key: Key) -> None:
    """Moves the counter to the end of the run of numbers that it stands in or before.

    Those from outside that prove to be dated before their elders get the mark `mundur`.
    """
    _, terakhir = hold(conn, key)
    last = conn.scalar(_RUN, {**key, "urut": terakhir - 1})
    if last is not None:
        conn.execute(_counter(key).values(terakhir=last))
        conn.execute(_MARK_LATE, {**key, "first": terakhir, "last": last, "late": True})
    refresh_newest(conn, key)


def next_free(conn: Connection, key: Key) -> int:
    """The first integer after the counter that has no row; holds nothing."""
    after = _NEXT.scalar(conn, key)
    assert after is not None  # noqa: S101 - max() always answers with a row
    if not taken(conn, key, after):
        return after
    last: int = conn.scalars(_RUN, {**key, "urut": after - 1}).one()
    return last + 1


def refresh_newest(conn: Connection, key: Key) -> None:
    """Looks up again which living number of the counter has the newest date."""
    inside = (nomor.c.buku_id == key["buku_id"], nomor.c.periode == key["periode"])
    living = (nomor.c.state != "batal", nomor.c.blok_id.is_(None))
    dates = sa.select(sa.func.max(nomor.c.tanggal_surat)).where(*inside, *living)
    passed = nomor.c.nomor_urut <= penghitung.c.terakhir
    terbaru = dates.where(passed).correlate(penghitung).scalar_subquery()
    conn.execute(_counter(key).values(terbaru=terbaru))


def taken(conn: Connection, key: Key, urut: int) -> bool:
    """True when this integer has a row."""
    return _TAKEN.scalar(conn, {**key, "urut": urut}) is not None


def _counter(key: Key) -> sa.Update:
    there = (penghitung.c.buku_id == key["buku_id"], penghitung.c.periode == key["periode"])
    return penghitung.update().where(*there)
