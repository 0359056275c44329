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
    file.seek(0)
    return OldBook(file, "agenda-2025.xlsx")


def text(content: str, encoding: str = "utf-8") -> OldBook:
    """A register as csv."""
    return OldBook(io.BytesIO(content.encode(encoding)), "agenda.csv")


def lines_of(count: int) -> Iterator[str]:
    """A csv of many letters, each with its own subject."""
    yield ";".join(HEAD) + "\n"
    for n in range(1, count + 1):
        yield f"{n};005/{n}/X;05/05/2025;Perihal surat ke-{n};Camat;\n"


def worn() -> OldBook:
    """A year in Excel: titles, two rows of headings, months, a total, signatures, two sheets."""
    book = Workbook()
    hidden, sheet = book.worksheets[0], book.create_sheet("2025")
    hidden.sheet_state = "hidden"
    hidden.append(["catatan pribadi"])
    for line in _WORN:
        sheet.append(line)
    for cells in ("A1:G1", "A2:G2", "A4:A5", "B4:C4", "D4:D5", "A7:G7", "A13:G13"):
        sheet.merge_cells(cells)
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return OldBook(file, "REGISTER SURAT KELUAR 2025 (final).xlsx")


_WORN: list[list[object]] = [
    ["BUKU AGENDA SURAT KELUAR TAHUN 2025"],
    ["KECAMATAN CONTOH"],
    [],
    ["No.", "Surat", None, "Ditujukan Kepada", "Perihal", "Lamp.", "Ket."],
    [None, "Nomor", "Tanggal", None, None, None, None],
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
    ["JANUARI"],
    ["001", "005/001/Kec", date(2025, 1, 6), "Para Lurah", "Undangan rapat", "-", None],
    ["002", "900/002/Kec", 45665, "Bupati Contoh", "Laporan realisasi", "1 berkas", None],
    ["002.A", "900/002.A/Kec", "8 Januari 2025", "Inspektorat", "Permintaan data", None, None],
    [],
    [3.0, "005/003/Kec", date(2025, 1, 30), "Para Kepala Seksi", "Undangan", None, "BATAL"],
    ["FEBRUARI"],
    ["004 ", "090/004/Kec", "14/02/2025", "Sdr. Contoh", "Surat tugas\nkegiatan reses", 1, None],
    ["006", "005/006/Kec", "03/04/2025", "Puskesmas", "Undangan posyandu", None, None],
    [None, None, None, None, "dan lampirannya", None, "lihat map"],
    ["Jumlah", None, None, None, "6 surat"],
    [None, "Mengetahui,", None, None, "Contoh, 31 Desember 2025"],
    [None, "Camat"],
]


def from_windows() -> OldBook:
    """A csv of an old program: semicolons, Windows letters, no sequence of its own."""
    lines = (
        "Nomor Surat;Tgl Surat;Kepada;Isi Ringkas;;",
        "005/1/Kec-BB/2025;02-01-2025;Lurah “Contoh”;Undangan – rapat;;",
        '900/2/Kec-BB/2025;15-01-2025;"CV A; B";Penawaran;;',
        ";;;;;",
        "900/3/Kec-BB/2025;03-02-2025;Bupati;Laporan;;",
    )
    return text("\r\n".join(lines), "cp1252")


def without_headings() -> OldBook:
    """Typed straight into the first row, in an order of its own."""
    return xlsx(
        ["Undangan rapat", "Para Lurah", 1, date(2025, 1, 6)],
        ["Laporan bulanan", "Bupati", 2, date(2025, 2, 3)],
    )
