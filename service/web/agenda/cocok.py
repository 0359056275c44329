"""What the page of an old register shows: its columns to be matched, its doubts by kind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from openpyxl.utils import get_column_letter

from numbering.old_rows import Problem
from numbering.old_values import text_of
from numbering.survey import Survey
from numbering.tabular import Line
from service.agenda.impor import Upload

LABELS = {
    "nomor_urut": "Nomor urut",
    "nomor_surat": "Nomor surat",
    "tanggal_surat": "Tanggal surat",
    "hal": "Hal atau isi ringkas",
    "tujuan": "Dikirim kepada",
    "kode": "Kode klasifikasi",
    "keterangan": "Keterangan",
}
# By kind of problem: what a person would call it.
KINDS = {
    "sel-gabungan": "Sel gabungan",
    "judul-berulang": "Judul kolom",
    "nomor-tak-terbaca": "Nomor urut tidak terbaca",
    "rentang": "Beberapa nomor dalam satu baris",
    "tanpa-nomor": "Tanpa nomor dan tanggal",
    "tanggal-dua-arti": "Tanggal berarti dua",
    "tanggal-tak-terbaca": "Tanggal tidak terbaca",
    "ganda": "Nomor ganda",
    "melompat": "Nomor melompat jauh",
    "tanggal-tertukar": "Hari dan bulan mungkin tertukar",
    "periode-lain": "Tahun mungkin salah ketik",
    "celah": "Nomor yang tidak ada",
    "nomor-berbeda": "Nomor urut berbeda dengan nomor surat",
    "nomor-kembar": "Nomor surat tercetak sama",
    "tanggal-mundur": "Tanggal mundur",
    "tanggal-teks": "Tanggal berupa teks",
    "bukan-surat": "Baris yang bukan surat",
    "nomor-kolom": "Baris nomor kolom",
}
_WIDEST = 30  # columns that are shown


@dataclass(frozen=True)
class Matching:
    """The topmost rows as they stand, and which column is taken for what."""

    letters: Sequence[str]
    texts: Sequence[str]
    rows: Sequence[tuple[int, Sequence[str]]]
    columns: Mapping[str, int]
    judul: int

    @property
    def choices(self) -> list[tuple[int, str]]:
        """Give each column with its letter and its heading."""
        named = zip_longest(self.letters, self.texts[: len(self.letters)], fillvalue="")
        return [(n, ": ".join(filter(None, pair))) for n, pair in enumerate(named)]


@dataclass(frozen=True)
class Group:
    """Problems of one kind: the first of them, and how many there are in all."""

    label: str
    blocks: bool
    count: int
    problems: Sequence[Problem]


def match(lines: Sequence[Line], found: Survey | None, upload: Upload) -> Matching:
    """Give what the columns are matched by; without a survey the fullest row is the headings."""
    rows = [(line.number, [_shown(cell) for cell in line.cells[:_WIDEST]]) for line in lines]
    width = max(_width(cells) for _, cells in rows)
    letters = [get_column_letter(n + 1) for n in range(width)]
    shown = [(number, [*cells, *[""] * width][:width]) for number, cells in rows]
    if found:
        known = found.headings
        return Matching(letters, known.texts, shown, known.columns, known.row)
    judul, texts = max(shown, key=lambda row: sum(map(bool, row[1])))
    if upload.judul is not None:
        judul, texts = upload.judul, dict(shown).get(upload.judul, [])
    columns = {name: n for name, n in upload.columns if n is not None}
    return Matching(letters, texts, shown, columns, judul)


def report(found: Survey) -> list[Group]:
    """Give what was said, by kind; what stands in the way comes first."""
    kinds = dict.fromkeys((one.kind, one.blocks) for one in found.problems)
    return [
        Group(
            KINDS.get(kind, kind),
            blocks,
            found.counts[kind],
            [one for one in found.problems if (one.kind, one.blocks) == (kind, blocks)],
        )
        for kind, blocks in kinds
    ]


def _width(cells: Sequence[str]) -> int:
    return max((n for n, text in enumerate(cells, start=1) if text), default=0)


def _shown(cell: object) -> str:
    return f"{cell:%d-%m-%Y}" if isinstance(cell, date) else text_of(cell)
