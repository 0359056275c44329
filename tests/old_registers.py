"""Old registers as offices keep them, built in code: tidy ones, and ones that a year has worn."""

import io
from collections.abc import Iterator, Sequence
from datetime import date

from openpyxl import Workbook

from numbering.old_book import OldBook

HEAD = ["No.", "Nomor Surat", "Tgl. Surat", "Perihal", "Dikirim Kepada", "Ket."]
MAY = date(2025, 5, 5)


def row(no: object, tanggal: object = MAY, hal: str = "Undangan", ket: str = "") -> list[object]:
    """One row of an old register."""
    return [no, f"005/{no}/Kec-BB/2025", tanggal, hal, "Para Kades", ket]


def xlsx(*rows: Sequence[object], merged: Sequence[str] = ()) -> OldBook:
    """A register as Excel keeps it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for one in rows:
        sheet.append(list(one))
    for cells in merged:
        sheet.merge_cells(cells)
    file = io.BytesIO()
    book.save(file)
    return OldBook(file, "agenda-2025.xlsx")


def text(content: str, encoding: str = "utf-8") -> OldBook:
    """A register as csv."""
    return OldBook(io.BytesIO(content.encode(encoding)), "agenda.csv")


def lines_of(count: int) -> Iterator[str]:
    """A csv of many letters, each with its own subject."""
    yield ";".join(HEAD) + "\n"
    for n in range(1, count + 1):
        yield f"{n};005/{n}/X;05/05/2025;Perihal surat ke-{n};Camat;\n"
