"""An .xlsx read with care: what it will cost is looked at first, and damage is told as one fault.

A small file can hold a cell of 300 MB, and a row that pretends to be the billionth.
"""

import re
import warnings
import zipfile
import zlib
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from typing import IO, Any, BinaryIO

from openpyxl import load_workbook
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from numbering.errors import BadTable

Cells = tuple[Any, ...]
"""Values, or the classes that openpyxl has for each way to read a cell."""
MOST_BYTES = 150_000_000
"""Unpacked; a register of 50,000 rows needs a fifth of it."""
MOST_COLUMNS = 100
WINDOW = 1 << 16
_MOST_ROWS = 1 << 20  # as many as Excel has
_MOST_MEMBERS = 2_000
_LONGEST = 1_000_000  # bytes of one text; a cell of Excel has 32,767 characters
_MOST_TAGS = 300_000  # of one row, or of a part without rows, such as the styles
_RECORD = re.compile(rb"<(?:\w+:)?(?:row|si)[ />]")
_DAMAGED = (
    "File ini tidak dapat dibaca sebagai Excel. Buka di Excel atau LibreOffice, simpan lagi "
    "sebagai .xlsx, lalu unggah ulang."
)
_LESS = "Salin hanya baris yang terisi ke file baru, atau bagi isinya ke beberapa file."
_BEFORE = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"  # what may stand before the first tag
_OLE = b"\xd0\xcf\x11\xe0"  # an old .xls, or an .xlsx with a password
# What a damaged package raises: the zip, its compression, its XML, and openpyxl in many ways.
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, SyntaxError, InvalidFileException),
    *(LookupError, ValueError, TypeError, AttributeError, ArithmeticError, AssertionError),
    *(OSError, RuntimeError),
)


def is_xlsx(source: BinaryIO) -> bool:
    """True when the file is a zip, as every xlsx is; leaves the file at its beginning.

    Raises BadTable for what Excel has written in another way.
    """
    source.seek(0)
    head = source.read(4)
    source.seek(0)
    if head == _OLE:
        raise BadTable(
            "File ini berkata sandi atau berformat Excel lama (.xls). Buka di Excel atau "
            "LibreOffice, simpan lagi sebagai .xlsx tanpa kata sandi, lalu unggah ulang."
        )
    return head == b"PK\x03\x04"


def read_rows(
    source: BinaryIO, *, most_bytes: int = MOST_BYTES, values: bool = True
) -> Generator[Cells, None, None]:
    """The rows of the first visible sheet, from the first on, empty ones too: their `values`, or
    openpyxl's cells. Columns beyond MOST_COLUMNS are left out. Raises BadTable.
    """
    with _readable(), zipfile.ZipFile(source) as package:
        _refuse_costly(package, most_bytes)
    source.seek(0)
    with _readable(), closing(_opened(source)) as book:
        sheet = _first_shown(book)
        sheet.reset_dimensions()  # what other programs write there is often wrong
        rows = sheet.iter_rows(max_col=MOST_COLUMNS, values_only=values)  # type: ignore[misc]  # its stub borrows another's
        filler = None if values else EMPTY_CELL
        for number, cells in enumerate(_trimmed(rows, filler), start=1):
            if number > _MOST_ROWS:
                raise BadTable(f"File ini memuat lebih dari {_MOST_ROWS} baris. {_LESS}")
            yield cells


@contextmanager
def first_sheet(source: BinaryIO) -> Iterator[IO[bytes]]:
    """The XML of the first visible sheet, which openpyxl does not tell all of. Raises BadTable."""
    with _readable():
        with closing(_opened(source)) as book:
            path: str = _first_shown(book)._worksheet_path  # type: ignore[attr-defined]  # noqa: SLF001 - told nowhere else
        source.seek(0)
        with zipfile.ZipFile(source) as package, package.open(path) as sheet:
            yield sheet


def _opened(source: BinaryIO) -> Workbook:
    # It warns of what it does not read, in English and on the terminal of whoever calls.
    warnings.filterwarnings("ignore", module=r"openpyxl\.")
    return load_workbook(source, read_only=True, data_only=True, keep_links=False)


def _trimmed(rows: Iterable[Cells], filler: object) -> Iterator[Cells]:
    """Rows without the cells that openpyxl has put at their ends."""
    before: Cells = ()
    trimmed = before
    for cells in rows:
        if cells is not before:  # one that is not in the file is the same each time
            width = len(cells)
            while width and cells[width - 1] is filler:
                width -= 1
            before, trimmed = cells, cells[:width]
        yield trimmed


def _first_shown(book: Workbook) -> ReadOnlyWorksheet:
    sheets = book.worksheets
    if not sheets:
        raise BadTable("File Excel ini tidak memuat lembar kerja. Unggah file yang lain.")
    return next((sheet for sheet in sheets if sheet.sheet_state == "visible"), sheets[0])


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except _DAMAGE as fault:
        raise BadTable(_DAMAGED) from fault


def _refuse_costly(package: zipfile.ZipFile, most_bytes: int) -> None:
    members = package.infolist()
    unpacked = sum(entry.file_size for entry in members)
    if unpacked > most_bytes or len(members) > _MOST_MEMBERS:
        raise BadTable(f"File ini terlalu besar setelah dibuka. {_LESS}")
    for entry in members:
        with package.open(entry) as part:
            _refuse_long(part)


def _refuse_long(part: IO[bytes]) -> None:
    """No text and no row of a part may be so long that reading it takes all memory."""
    block, text, tags = part.read(WINDOW), 0, 0
    if block.lstrip(_BEFORE)[:1] not in (b"<", b""):
        return  # a picture
    while block:
        block = block.replace(b"\0", b"")  # some write XML with two bytes for each letter
        if b"<!DOCTYPE" in block:
            raise BadTable(_DAMAGED)  # no spreadsheet has one; entities that grow come with it
        before, *records = _RECORD.split(block)
        text += block.find(b"<") if b"<" in block else len(block)
        tags += before.count(b"<")
        if text > _LONGEST or tags > _MOST_TAGS:
            raise BadTable(f"Sebuah sel atau baris di file ini terlalu panjang. {_LESS}")
        text = len(block) - block.rfind(b"<") if b"<" in block else text
        tags = records[-1].count(b"<") if records else tags
        block = part.read(WINDOW)
