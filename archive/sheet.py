"""A list as a spreadsheet: real dates, text that stays text, the same bytes for the same list.

What begins with = + - @ would become a formula when a list goes through a spreadsheet; here such
text is marked as text, so it is shown and kept as it was typed.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.cell.cell import Cell as OpenpyxlCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Cell = str | int | float | date | None

LONGEST = 32_767  # characters that a cell holds
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_PLAIN, _TYPED, _DAY = "plain", "typed", "day"  # kinds of value, by how their cells look
_MOMENT = re.compile(rb"(<dcterms:(\w+)[^>]*>)[^<]*(</dcterms:\2>)")


@dataclass(frozen=True)
class Column:
    """A column: its heading and its width in characters."""

    judul: str
    lebar: float = 18


@dataclass(frozen=True)
class Sheet:
    """A list: the name of its tab, lines above the table, columns, rows as long as the columns."""

    judul: str
    kolom: Sequence[Column]
    baris: Iterable[Sequence[Cell]]
    kepala: Sequence[str] = ()


def write_sheet(target: BinaryIO, sheet: Sheet, *more: Sheet) -> None:
    """Write the list as xlsx: bold headings that stay in sight, widths, rows one by one.

    Further lists become further tabs of the same file.
    """
    book = Workbook(write_only=True)
    for one in (sheet, *more):
        _add_page(book, one)
    draft = BytesIO()
    book.save(draft)
    _write_undated(draft, target)


def _add_page(book: Workbook, sheet: Sheet) -> None:
    page = book.create_sheet(re.sub(r"[\[\]:*?/\\]", "-", sheet.judul)[:31] or "Daftar")
    page.freeze_panes = f"A{len(sheet.kepala) + 2}"
    for at, column in enumerate(sheet.kolom, start=1):
        page.column_dimensions[get_column_letter(at)].width = column.lebar
    for line in sheet.kepala:
        page.append(_Pen(page, bold=True, wrap=False).row([line]))
    page.append(_Pen(page, bold=True).row([column.judul for column in sheet.kolom]))
    pen = _Pen(page)
    for row in sheet.baris:
        page.append(pen.row(row))


class _Pen:
    """Fills rows with cells of one look, made once for each column and kind of value.

    A row is written as soon as it is appended, so the next may use its cells again. To style a
    cell costs ten times what it costs to write it.
    """

    def __init__(self, page: WriteOnlyWorksheet, *, bold: bool = False, wrap: bool = True) -> None:
        self._page = page
        self._font = Font(bold=bold)
        self._alignment = Alignment(vertical="top", wrap_text=wrap)
        self._cells: dict[tuple[int, str], OpenpyxlCell] = {}

    def row(self, values: Sequence[Cell]) -> list[OpenpyxlCell | None]:
        """The cells of one row, none where it is empty; written before the next is asked for."""
        return [
            None if value in (None, "") else self._cell(at, value)
            for at, value in enumerate(values)
        ]

    def _cell(self, at: int, value: Cell) -> OpenpyxlCell:
        kind = _kind(value)
        cell = self._cells.get((at, kind)) or self._new(at, kind)
        plain = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST] if isinstance(value, str) else value
        cell.value = plain
        if kind == _TYPED:
            cell.data_type = "s"
        return cell

    def _new(self, at: int, kind: str) -> OpenpyxlCell:
        cell = self._cells[at, kind] = WriteOnlyCell(self._page)
        cell.font = self._font
        cell.alignment = self._alignment
        cell.quotePrefix = kind == _TYPED
        if kind == _DAY:
            cell.number_format = "dd/mm/yyyy"
        return cell


def _kind(value: Cell) -> str:
    if isinstance(value, date):
        return _DAY
    typed = isinstance(value, str) and ILLEGAL_CHARACTERS_RE.sub("", value).startswith(_FORMULA)
    return _TYPED if typed else _PLAIN


def _write_undated(draft: BinaryIO, target: BinaryIO) -> None:
    """Write the workbook without the moment of its making, which properties and zip hold."""
    with ZipFile(draft) as source, ZipFile(target, "w", ZIP_DEFLATED) as package:
        for name in source.namelist():
            data = _MOMENT.sub(rb"\g<1>1980-01-01T00:00:00Z\g<3>", source.read(name))
            package.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, ZIP_DEFLATED)
