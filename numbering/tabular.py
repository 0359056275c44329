"""Rows of a table in a file, xlsx or csv, one at a time: the file is never held as a whole.

Of an xlsx only its table of shared texts is in memory, as the format demands.
"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from typing import BinaryIO, NamedTuple

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from numbering.errors import BadTable

_MOST_BYTES = 300_000_000  # unpacked; a register of 50,000 rows needs a tenth of it
_MOST_COLUMNS = 100
_MERGED = re.compile(rb'<mergeCell [^>]*ref="[A-Z]+([0-9]+):[A-Z]+([0-9]+)"')
_WINDOW = 1 << 16
_OLE = b"\xd0\xcf\x11\xe0"  # an old .xls, or an .xlsx with a password
# What a damaged package raises, from the zip, from its compression, from its XML, from openpyxl.
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, SyntaxError),
    *(InvalidFileException, KeyError, ValueError, OSError),
)


class Line(NamedTuple):
    """One row of the file, counted from 1 as the spreadsheet program shows it."""

    number: int
    cells: tuple[object, ...]


def read_lines(source: BinaryIO) -> Generator[Line, None, None]:
    """The rows of the first visible sheet, or of the csv; empty rows are left out.

    Which of the two it is, the first bytes tell. Raises BadTable.
    """
    rows = _sheet(source) if is_xlsx(source) else _csv(source)
    for number, cells in rows:
        if any(cell is not None and str(cell).strip() for cell in cells):
            yield Line(number, cells)


def merged_rows(source: BinaryIO) -> list[tuple[int, int]]:
    """First and last row of each merged range on the first visible sheet; none in a csv."""
    if not is_xlsx(source):
        return []
    with _readable(), zipfile.ZipFile(source) as package, package.open(_part(source)) as sheet:
        found, rest = [], b""
        while block := sheet.read(_WINDOW):
            rest += block
            ranges = list(_MERGED.finditer(rest))
            found += [(int(one[1]), int(one[2])) for one in ranges]
            rest = rest[max(ranges[-1].end() if ranges else 0, len(rest) - 200) :]
    return found


def is_xlsx(source: BinaryIO) -> bool:
    """True when the file is a zip, as every xlsx is; leaves the file at its beginning."""
    source.seek(0)
    head = source.read(4)
    source.seek(0)
    if head == _OLE:
        raise BadTable(
            "File ini berkata sandi atau berformat Excel lama (.xls). Buka di Excel atau "
            "LibreOffice, simpan lagi sebagai .xlsx tanpa kata sandi, lalu unggah ulang."
        )
    return head == b"PK\x03\x04"


def _sheet(source: BinaryIO) -> Iterator[Line]:
    with _readable():
        _check_size(source)
        with closing(load_workbook(source, read_only=True, data_only=True)) as book:
            sheet = _first_shown(book)
            sheet.reset_dimensions()  # what other programs write there is often wrong
            rows = sheet.iter_rows(values_only=True)  # type: ignore[misc]  # its stub borrows another's
            for number, cells in enumerate(rows, start=1):
                yield Line(number, cells[:_MOST_COLUMNS])


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except _DAMAGE as fault:
        raise BadTable(
            "File ini tidak dapat dibaca sebagai Excel. Buka di Excel atau LibreOffice, simpan "
            "lagi sebagai .xlsx, lalu unggah ulang."
        ) from fault


def _check_size(source: BinaryIO) -> None:
    with zipfile.ZipFile(source) as package:
        unpacked = sum(entry.file_size for entry in package.infolist())
    source.seek(0)
    if unpacked > _MOST_BYTES:
        raise BadTable("File ini terlalu besar untuk sebuah register. Pisahkan per tahun.")


def _part(source: BinaryIO) -> str:
    """The name of the first visible sheet's own file inside the package."""
    with closing(load_workbook(source, read_only=True)) as book:
        # openpyxl reads no merged cells in this mode, and tells the file only here
        path: str = _first_shown(book)._worksheet_path  # type: ignore[attr-defined]  # noqa: SLF001
    source.seek(0)
    return path


def _first_shown(book: Workbook) -> ReadOnlyWorksheet:
    sheets = book.worksheets
    if not sheets:
        raise BadTable("File Excel ini tidak memuat lembar kerja. Unggah file yang lain.")
    return next((sheet for sheet in sheets if sheet.sheet_state == "visible"), sheets[0])


def _csv(source: BinaryIO) -> Iterator[Line]:
    encoding = _encoding(source)
    text = io.TextIOWrapper(source, encoding, errors="replace", newline="")
    try:
        start = text.read(_WINDOW)
        text.seek(0)
        reader = csv.reader(text, delimiter=_delimiter(start), strict=False)
        for number, cells in enumerate(reader, start=1):
            yield Line(number, tuple(cells[:_MOST_COLUMNS]))
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
