"""search-newest: the newest 20 letters with a common word / a LIKE over the whole table."""

import random
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from pathlib import Path

from archive.query import Query
from archive.schema import arsip
from archive.search import find
from service.db import reading, transaction
from tests.benchmarks.harness import Benchmark, Measured, alternate, milliseconds
from tests.benchmarks.numbers import NOW, OLEH, Desk, at_desk, prepare, sqlite_url

ENTRIES = 20_000
WORD = "rapat"
REPEATS = 10

# What an archive without an index does: read every text, then sort what was found.
_LIKE = """
    SELECT id, nomor_surat, hal, tanggal, text FROM arsip NOT INDEXED
    WHERE instansi_id = ? AND text LIKE ? ORDER BY tanggal DESC, id DESC LIMIT 20
"""


def run(folder: Path) -> Measured:
    """Letters of 150 words over five years; most of them speak of a meeting."""
    prepare(folder, sqlite_url(folder))
    with at_desk(sqlite_url(folder)) as desk:
        with transaction(desk.engine) as conn:
            conn.execute(arsip.insert(), list(_letters(desk.instansi_id)))
        plain = sqlite3.connect(folder / "naskah.db")
        assert _find(desk) == _scan(plain, desk)
        ours, other = alternate(
            lambda: milliseconds(lambda: [_find(desk) for _ in range(REPEATS)]) / REPEATS,
            lambda: milliseconds(lambda: _scan(plain, desk)),
        )
        plain.close()
    return Measured(ours, other, ours / other, notes=("pembanding: tanpa indeks",))


def _find(desk: Desk) -> list[int]:
    with reading(desk.engine) as conn:
        page = find(conn, Query(instansi_id=desk.instansi_id, kata=WORD))
    return [hit.entry.id for hit in page.hits]


def _scan(plain: sqlite3.Connection, desk: Desk) -> list[int]:
    return [row[0] for row in plain.execute(_LIKE, (desk.instansi_id, f"%{WORD}%"))]


def _letters(instansi_id: int) -> Iterator[dict[str, object]]:
    chance = random.Random(2026)  # noqa: S311 - the same letters in every run
    syllables = [consonant + vowel for consonant in "bdgklmnprstw" for vowel in "aiu"]
    words = ["".join(three) for three in product(syllables, syllables, ("kan", "an", "i", "nya"))]
    for number in range(1, ENTRIES + 1):
        text = [*chance.choices(words, k=150), *([WORD] if chance.random() < 0.85 else [])]
        chance.shuffle(text)
        tanggal = date(2021, 1, 4) + timedelta(days=chance.randrange(1800))
        yield {
            "instansi_id": instansi_id,
            "jenis": "undangan-rapat",
            "nomor_surat": f"000.8.6.3/{number}/Kec.BBC/{tanggal.year}",
            "tanggal": tanggal,
            "tahun": tanggal.year,
            "hal": f"Surat contoh {number}",
            "tujuan": "Para Kepala Seksi",
            "penandatangan": "Raden Contoh Wiratama",
            "state": "terbit",
            "text": " ".join(text),
            "snapshot": {},
            "pdf_wanted": False,
            "pdf_fault": "",
            "ttd_wanted": True,
            "oleh": OLEH,
            "pada": NOW,
        }


BENCHMARK = Benchmark("search-newest", "ms", "<=0.2", run)
