"""Rows of a table in a file, xlsx or csv, one at a time: the file is never held as a whole.

Of an xlsx only its table of shared texts is in memory, as the format demands.
"""

import csv
import io
import re
from collections.abc import Generator
from contextlib import closing
from typing import BinaryIO, NamedTuple

from numbering.errors import BadTable
from numbering.workbook import MOST_COLUMNS, first_sheet, is_xlsx, read_rows

_MERGED = re.compile(rb'<mergeCell [^>]*ref="[A-Z]+([0-9]+):[A-Z]+([0-9]+)"')
_WINDOW = 1 << 16


class Line(NamedTuple):
    """One row of the file, counted from 1 as the spreadsheet program shows it."""

    number: int
    cells: tuple[object, ...]


def read_lines(source: BinaryIO) -> Generator[Line, None, None]:
    """The rows of the first visible sheet, or of the csv; empty rows are left out.

    Which of the two it is, the first bytes tell. Raises BadTable.
    """
    rows = read_rows(source) if is_xlsx(source) else _csv(source)
    with closing(rows):
        for number, cells in enumerate(rows, start=1):
            if any(cell is not None and str(cell).strip() for cell in cells):
                yield Line(number, cells)


def merged_rows(source: BinaryIO) -> list[tuple[int, int]]:
    """First and last row of each merged range on the first visible sheet; none in a csv."""
    if not is_xlsx(source):
        return []
    with first_sheet(source) as sheet:  # openpyxl tells none of them in the mode that we read in
        found, rest = [], b""
        while block := sheet.read(_WINDOW):
            rest += block
            ranges = list(_MERGED.finditer(rest))
            found += [(int(one[1]), int(one[2])) for one in ranges]
            rest = rest[max(ranges[-1].end() if ranges else 0, len(rest) - 200) :]
    return found


def _csv(source: BinaryIO) -> Generator[tuple[object, ...], None, None]:
    encoding = _encoding(source)
    text = io.TextIOWrapper(source, encoding, errors="replace", newline="")
    try:
        start = text.read(_WINDOW)
        text.seek(0)
        reader = csv.reader(text, delimiter=_delimiter(start), strict=False)
        for cells in reader:
            yield tuple(cells[:MOST_COLUMNS])
    except csv.Error as fault:
        raise BadTable(
            f"File csv ini tidak dapat dibaca: {fault}. Buka di Excel atau LibreOffice, "
            "simpan lagi sebagai .xlsx, lalu unggah ulang."
        ) from fault
    finally:
        text.detach()


def _encoding(source: BinaryIO) -> str:
    """UTF-8 when the whole file is, else what Excel writes on Windows."""
    source.seek(0)
    text = io.TextIOWrapper(source, "utf-8-sig")
    try:
        while text.read(_WINDOW):
            pass
    except UnicodeDecodeError:
        return "cp1252"
    finally:
        text.detach()
        source.seek(0)
    return "utf-8-sig"


def _delimiter(start: str) -> str:
    """What separates the cells: semicolon in an Indonesian Excel, comma or tab elsewhere."""
    lines = start.splitlines()[:20]
    return max(";,\t", key=lambda mark: sum(line.count(mark) for line in lines))
