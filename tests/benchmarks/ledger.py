"""ledger-check: the check of a year with 100,000 numbers / reading the same rows by plain SQL."""

import sqlite3
from pathlib import Path

import sqlalchemy as sa

from numbering.checking import check_books
from service.db import reading, transaction
from tests.benchmarks.harness import Benchmark, Measured, alternate, milliseconds
from tests.benchmarks.numbers import PERIODE, Desk, at_desk, prepare, sqlite_url

NUMBERS = 100_000

_FILL = sa.text("""
    WITH RECURSIVE urut(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM urut WHERE n < :many)
    INSERT INTO nomor (buku_id, periode, nomor_urut, nomor_surat, tanggal_surat, bagian, state,
                       draft_key, hal, tujuan, oleh, dipesan_pada)
    SELECT :buku_id, :periode, n, '000.8.6.3/' || n || '/Kec.BBC/2026', '2026-03-05', '{}',
           'terbit', 'draft-' || n, 'Undangan Rapat', 'Para Kepala Seksi', 'CONTOH', '2026-03-05'
    FROM urut
""")
_COUNT = sa.text("""
    INSERT INTO penghitung (buku_id, periode, awal, terakhir) VALUES (:buku_id, :periode, 0, :many)
""")
_SCAN = """
    SELECT nomor_urut, sisipan, nomor_surat, state FROM nomor
    WHERE buku_id = ? AND periode = ? ORDER BY nomor_urut, sisipan
"""


def run(folder: Path) -> Measured:
    """One book, one year, no gap; all that `agenda check` asks of the books, doubles too."""
    prepare(folder, sqlite_url(folder))
    with at_desk(sqlite_url(folder)) as desk:
        with transaction(desk.engine) as conn:
            row = {"buku_id": desk.buku.id, "periode": PERIODE, "many": NUMBERS}
            conn.execute(_FILL, row)
            conn.execute(_COUNT, row)
        plain = sqlite3.connect(folder / "naskah.db")
        ours, other = alternate(
            lambda: milliseconds(lambda: _check(desk)),
            lambda: milliseconds(lambda: _scan(plain, desk)),
            rounds=5,
        )
        plain.close()
    return Measured(ours, other, ours / other)


def _check(desk: Desk) -> None:
    with reading(desk.engine) as conn:
        found = check_books(conn, instansi_id=desk.instansi_id, tahun=int(PERIODE))
        assert list(found) == []


def _scan(plain: sqlite3.Connection, desk: Desk) -> None:
    assert len(plain.execute(_SCAN, (desk.buku.id, PERIODE)).fetchall()) == NUMBERS


BENCHMARK = Benchmark("ledger-check", "ms", "<=2", run)
