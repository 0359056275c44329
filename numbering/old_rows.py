"""What is to be said about the rows of an old register: dates, rows that are no letters, merges."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from numbering.headings import REGISTER, Headings, match
from numbering.old_dates import ORDERS, TEXT, TWO_WAYS, UNREADABLE, Reading
from numbering.old_values import text_of
from numbering.tabular import Line
from numbering.wording import tanggal

MERGED = "sel-gabungan"
RANGE = "rentang"
_TELLING = ("nomor_urut", "nomor_surat", "tanggal_surat")
_TOTAL = re.compile(r"(sub ?)?(jumlah|total|rekap(itulasi)?)\b.*", re.IGNORECASE)


@dataclass(frozen=True)
class Problem:
    """What is to be said about a row. Where `blocks`, nothing is imported until it is settled."""

    kind: str
    baris: int
    pesan: str
    blocks: bool = True


def say_of(reading: Reading, row: int, text: str, order: str) -> list[Problem]:
    """What is to be said about a date; nothing when the cell is one."""
    if reading.kind == TWO_WAYS:
        return [_two_ways(row, text)]
    if reading.kind == UNREADABLE:
        return [_unreadable(row, text, order if reading.order else "")]
    if reading.kind == TEXT and reading.day:
        spoken = f"Tanggal berupa teks “{text}” dibaca {tanggal(reading.day)}."
        remedy = "Bila keliru, ubah selnya menjadi tanggal."
        return [Problem("tanggal-teks", row, f"{spoken} {remedy}", blocks=False)]
    return []


def _two_ways(row: int, text: str) -> Problem:
    pesan = (
        f"Tanggal berupa teks “{text}” dapat dibaca dua cara. Pilih urutan tanggalnya di atas "
        "(hari-bulan-tahun atau bulan-hari-tahun), atau ubah selnya menjadi tanggal."
    )
    return Problem("tanggal-dua-arti", row, pesan)


def _unreadable(row: int, text: str, order: str) -> Problem:
    what = f"Tanggal “{text}” tidak terbaca" if text else "Tanggal surat kosong"
    how = f" sebagai {ORDERS[order]}" if order else ""
    remedy = "Tulis sebagai tanggal, misalnya 5 Maret 2025, atau lewati baris ini."
    return Problem("tanggal-tak-terbaca", row, f"{what}{how}. {remedy}")


def several(row: int, first: int, last: int) -> Problem:
    """One row for several numbers: taken for one, it would leave the others without a letter."""
    pesan = (
        f"Satu baris memuat {last - first + 1} nomor, {first} sampai {last}. Pisahkan menjadi satu "
        f"baris per nomor; bila maksudnya sisipan, tulis seperti {first}.A."
    )
    return Problem(RANGE, row, pesan)


def no_letter(headings: Headings, line: Line, *, known: bool) -> Problem | None:
    """Rows that are no letters: headings once more, figures below them, totals, names of months.

    `known` tells that the row has a number or a date: then it is a letter that lacks the other.
    """
    filled = [(n, text_of(cell)) for n, cell in enumerate(line.cells) if text_of(cell)]
    if len(match(line.cells, REGISTER)) >= 2:
        pesan = "Baris ini judul kolom lagi. Sisakan satu baris judul, atau lewati baris ini."
        return Problem("judul-berulang", line.number, pesan)
    figures = all(text.strip("()") == str(n + 1) for n, text in filled)
    if figures and len(filled) > 2 and line.number <= headings.row + 2:
        pesan = "Baris nomor kolom (1, 2, 3, …) dilewati."
        return Problem("nomor-kolom", line.number, pesan, blocks=False)
    if not known and (len(filled) == 1 or _TOTAL.fullmatch(filled[0][1])):
        pesan = f"“{filled[0][1]}” bukan surat; baris ini dilewati."
        return Problem("bukan-surat", line.number, pesan, blocks=False)
    if not {headings.columns.get(name) for name in _TELLING} & {n for n, _ in filled}:
        shown = " · ".join(text for _, text in filled)
        pesan = f"Tanpa nomor dan tanggal: “{shown}”. Lengkapi, atau lewati baris ini."
        return Problem("tanpa-nomor", line.number, pesan)
    return None


def merged_problems(
    headings: Headings, ranges: Sequence[tuple[int, int]], passed: Collection[int]
) -> Iterator[Problem]:
    """What merged cells hide: a second row of headings, or values that rows share.

    `passed` are rows that are no letters, in which nothing can be hidden.
    """
    if headings.two_rows:
        yield _two_rows(headings.row - 1, headings.row)
    for first, last in ranges:
        if first <= headings.row < last:
            yield _two_rows(first, last)
        elif first > headings.row and set(range(first, last + 1)) - set(passed):
            yield _merged(first, last)


def _two_rows(first: int, last: int) -> Problem:
    pesan = (
        f"Judul kolom memakai baris {first} sampai {last}. Cocokkan kolomnya di atas dengan baris "
        f"judul {last}, lalu periksa lagi; atau sisakan satu baris judul di filenya."
    )
    return Problem("judul-berulang", first, pesan)


def _merged(first: int, last: int) -> Problem:
    rows = f"Baris {first}" if first == last else f"Baris {first} sampai {last}"
    pesan = f"{rows} memuat sel gabungan. Pisahkan selnya, lalu isi tiap baris."
    return Problem(MERGED, first, pesan)
