"""Rows out of an .xlsx: headings are matched to the labels of the columns, faults told by row."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, BinaryIO

from openpyxl.utils import get_column_letter

from doc_templates.shapes import Field
from numbering import workbook
from numbering.errors import BadTable
from numbering.workbook import Cells
from service.errors import Refused

HEADING_WITHIN = 20  # rows that are searched for the headings
DEEPEST_ROW = 5000
MOST_BYTES = 30_000_000  # unpacked; a thousand recipients need a thirtieth of it
ROW_NUMBERS = ("no", "no.", "nomor", "no urut", "no. urut", "nomor urut", "urut", "#")
EXACT = 10**15  # a spreadsheet keeps only fifteen digits of a number


@dataclass(frozen=True)
class Found:
    """Rows as a form holds them, and a sentence for each cell or column that is not among them."""

    rows: list[Any]
    faults: list[str]


def read_rows(source: BinaryIO, field: Field) -> Found:
    """Read the first sheet of an xlsx as rows of `field`; Refused when it has nothing of them."""
    lines = _lines(source)
    named = [_found(line, field) for line in lines[:HEADING_WITHIN]]
    place = max(range(len(named)), key=lambda at: len(named[at]), default=0)
    found = named[place] if named else {}
    if len(found) > 1 or field.columns[0] in found.values():
        rest = lines[place + 1 :]
        read = _read(rest, found, field)
        return Found(read.rows, [*read.faults, *_unread(lines[place], rest, found, field)])
    if not field.kolom:
        return _read(lines, {0: field.line}, field)
    labels = ", ".join(column.label for column in field.kolom)
    raise Refused(f"Judul kolom tidak ditemukan. Baris pertama harus memuat judul: {labels}.")


def _found(line: Cells, field: Field) -> dict[int, Field]:
    """Give the columns that a row of headings names, each by the first heading that does."""
    wanted = _wanted(field)
    found: dict[int, Field] = {}
    for at, cell in enumerate(line):
        column = wanted.get(_plain(cell.value))
        if column is not None and column not in found.values():
            found[at] = column
    return found


def _unread(
    headings: Cells, lines: Sequence[Cells], found: Mapping[int, Field], field: Field
) -> Iterator[str]:
    """Name the headings with something below that is not read; the numbers of rows may be."""
    unread = [
        f"{get_column_letter(at + 1)} “{_text(cell)}”"
        for at, cell in enumerate(headings)
        if at not in found and _text(cell) and not _is_idle(cell, at, lines)
    ]
    if unread:
        known = ", ".join(column.label for column in field.columns)
        yield (
            f"Isi kolom {', '.join(unread)} tidak dibaca, karena judulnya tidak dikenal atau ada "
            f"dua kali. Judul yang dikenal: {known}. Ganti judulnya atau hapus kolomnya, lalu muat "
            "lagi."
        )


def _is_idle(heading: Any, at: int, lines: Sequence[Cells]) -> bool:  # noqa: ANN401 - a cell
    """Tell whether a column holds nothing but the numbers of its rows."""
    texts = [_text(line[at]).rstrip(".") for line in lines if at < len(line)]
    numbers = [int(text) if text.isdecimal() else 0 for text in texts if text]
    counts = numbers == sorted(set(numbers)) and numbers[:1] == [1]
    return not numbers or (counts and _plain(heading.value) in ROW_NUMBERS)


def _wanted(field: Field) -> dict[str, Field]:
    """Give the column that each heading means; the first ones say who somebody is, and go first."""
    columns = reversed(field.columns)
    return {_plain(name): column for column in columns for name in (column.label, column.nama)}


def _lines(source: BinaryIO) -> list[Cells]:
    """Give the rows with anything in them; Refused for what is no workbook, or far too long."""
    try:
        if not workbook.is_xlsx(source):
            raise Refused(
                "File ini bukan lembar kerja .xlsx. Simpan ulang dari Excel sebagai .xlsx."
            )
        with closing(workbook.read_rows(source, most_bytes=MOST_BYTES, values=False)) as rows:
            return list(_filled(rows))
    except BadTable as fault:
        raise Refused(str(fault)) from fault


def _filled(rows: Iterable[Cells]) -> Iterator[Cells]:
    for number, line in enumerate(rows, start=1):
        if line and any(_text(cell).strip() for cell in line):
            if number > DEEPEST_ROW:
                raise Refused(
                    f"Baris {number} terisi, padahal hanya {DEEPEST_ROW} baris yang dibaca. "
                    "Bagi isinya ke beberapa file."
                )
            yield line


def _read(lines: Sequence[Cells], found: dict[int, Field], field: Field) -> Found:
    rows: list[Any] = []
    faults: list[str] = []
    for line in lines:
        row = {column.nama: _text(line[at]) for at, column in found.items() if at < len(line)}
        if not any(text.strip() for text in row.values()):
            continue
        rows.append(row if field.kolom else row["isi"])
        faults += _damaged(line, found)
    if len(rows) > field.limit:
        raise Refused(f"Terlalu banyak: {len(rows)} baris, paling banyak {field.limit}.")
    if not rows:
        raise Refused("Tidak ada baris yang terisi di bawah judul kolom.")
    return Found(rows, faults)


def _damaged(line: Sequence[Any], found: dict[int, Field]) -> Iterator[str]:
    """Name formulas that failed, and long numbers that were rounded: a NIP that ends in 000."""
    for at, column in found.items():
        value = line[at].value if at < len(line) else None
        if value is not None and line[at].data_type == "e":
            yield (
                f"Baris {line[at].row}, {column.label}: rumus di sel ini gagal ({value}). Perbaiki "
                "rumusnya, lalu muat lagi."
            )
        if isinstance(value, int | float) and abs(value) >= EXACT:
            yield (
                f"Baris {line[at].row}, {column.label}: angka panjang ini dibulatkan oleh Excel. "
                "Ubah kolomnya menjadi teks, ketik ulang angkanya, lalu muat lagi."
            )


def _text(cell: Any) -> str:  # noqa: ANN401 - openpyxl has a class for each way to read a cell
    """Give a cell the way people would type it: 93,75% and 5-3-2026."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, time):
        return value.strftime("%H.%M")
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, int | float):
        return _number(float(value), percent="%" in str(cell.number_format))
    return str(value).strip()


def _number(value: float, *, percent: bool) -> str:
    shown = round(value * 100 if percent else value, 10)
    text = str(int(shown)) if shown.is_integer() else f"{shown:.10f}".rstrip("0").replace(".", ",")
    return f"{text}%" if percent else text


def _plain(value: object) -> str:
    return " ".join(str(value or "").casefold().replace("*", " ").split())
