"""service/spreadsheet: rows out of an .xlsx."""

import time
import tracemalloc
from collections.abc import Sequence
from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.cell.cell import Cell

from doc_templates.shapes import Field
from service.errors import Refused
from service.spreadsheet import DEEPEST_ROW, Found, read_rows
from tests.broken_xlsx import BROKEN, broken, said

MEMBERS = Field(
    "anggota",
    "Anggota",
    "daftar",
    kolom=(Field("nama", "Nama"), Field("nip", "NIP"), Field("capaian", "Capaian (%)")),
    maks=3,
)
AGENDA = Field("acara", "Acara", "daftar")


def _load(lines: Sequence[Sequence[object]], field: Field, percent: str = "") -> Found:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in lines:
        sheet.append(list(line))
    if percent:
        cell = sheet[percent]
        assert isinstance(cell, Cell)
        cell.number_format = "0.00%"
    data = BytesIO()
    book.save(data)
    data.seek(0)
    return read_rows(data, field)


def test_headings_are_matched_to_columns_in_any_order() -> None:
    """Capitals, stars, lines above the headings and the numbers of rows do not matter."""
    lines: list[list[object]] = [
        ["Daftar anggota"],
        [],
        ["No", "nip", "NAMA *"],
        [1, "197203141998031001", "Budi"],
    ]
    found = _load(lines, MEMBERS)
    assert found.rows == [{"nip": "197203141998031001", "nama": "Budi"}]
    assert found.faults == []


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([["Nama", "NIP", "Tempat"], ["Budi", "1", "Kota A"]], "C “Tempat”"),
        ([["Nama", "NIP", "Tempat"], ["Budi", "1", None]], ""),
        ([["No", "Nama", "NIP"], [1, "Budi", "1"], ["2.", "Ani", "2"], [4, "Edi", "3"]], ""),
        ([["No", "Nama", "NIP"], ["A/1", "Budi", "1"]], "A “No”"),
        ([["Jumlah", "Nama", "NIP"], [1, "Budi", "1"]], "A “Jumlah”"),
        ([["Nama", "Nama", "x"], ["Budi", "Ani", "1"]], "B “Nama”, C “x”"),
        ([["Nama", "NIP", None], ["Budi", "1", "catatan di samping"]], ""),
        ([["Nama"], ["Budi"]], ""),
        ([["Nama"], ["Daftar lengkap"], ["Nama", "NIP"], ["Budi", "1"]], ""),
    ],
)
def test_a_heading_that_is_not_read_is_told(lines: list[list[object]], told: str) -> None:
    """No text is lost in silence: what stands below it would not be in the letters."""
    found = _load(lines, MEMBERS)
    said = f"Isi kolom {told} tidak dibaca, karena judulnya tidak dikenal atau ada dua kali. "
    known = "Judul yang dikenal: Nama, NIP, Capaian (%). "
    assert [one.partition("Ganti")[0] for one in found.faults] == ([said + known] if told else [])
    assert found.rows[0]["nama"] == "Budi"


def test_a_formula_that_failed_is_told() -> None:
    """Its sign would be printed in the letter."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Nama", "NIP"])
    sheet.append(["Budi", "#REF!"])
    data = BytesIO()
    book.save(data)
    (fault,) = read_rows(data, MEMBERS).faults
    assert fault.startswith("Baris 2, NIP: rumus di sel ini gagal (#REF!).")


def test_a_rounded_nip_is_told_with_its_row() -> None:
    """A spreadsheet keeps fifteen digits of a number, so such a NIP ends in zeros."""
    found = _load([["Nama", "NIP"], ["Budi", 197203141998031001]], MEMBERS)
    (fault,) = found.faults
    assert fault.startswith("Baris 2, NIP: angka panjang ini dibulatkan oleh Excel.")


@pytest.mark.parametrize(
    ("value", "percent", "shown"),
    [
        (0.9375, "B2", "93,75%"),
        (93.75, "", "93,75"),
        (12, "", "12"),
        (0, "", "0"),
        (date(2026, 3, 5), "", "2026-03-05"),
        ("WTP", "", "WTP"),
    ],
)
def test_a_cell_reads_as_people_would_type_it(value: object, percent: str, shown: str) -> None:
    """Percent, commas and dates the Indonesian way; zero is filled."""
    found = _load([["Nama", "Capaian (%)"], ["Budi", value]], MEMBERS, percent)
    assert found.rows[0]["capaian"] == shown


def test_a_plain_list_takes_the_first_column() -> None:
    """With or without a heading."""
    assert _load([["Pembukaan"], [None], ["Penutup"]], AGENDA).rows == ["Pembukaan", "Penutup"]
    assert _load([["Acara"], ["Pembukaan"]], AGENDA).rows == ["Pembukaan"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([["A", "B"], ["Budi", "1"]], "Judul kolom tidak ditemukan"),
        ([["Nama", "NIP"]], "Tidak ada baris yang terisi"),
        ([["Nama", "NIP"], *[["Budi", "1"]] * 4], "Terlalu banyak: 4 baris, paling banyak 3"),
    ],
)
def test_what_cannot_be_rows_is_refused(lines: list[list[object]], said: str) -> None:
    """The sentence names what is missing."""
    with pytest.raises(Refused, match=said):
        _load(lines, MEMBERS)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "bukan lembar kerja"),
        (b"bukan xlsx", "bukan lembar kerja"),
        (b"PK\x03\x04 terpotong", "tidak dapat dibaca"),
        (b"\xd0\xcf\x11\xe0", "berkata sandi"),
    ],
)
def test_what_is_no_spreadsheet_is_refused(data: bytes, said: str) -> None:
    """Also a zip that is cut off, and what an old Excel writes."""
    with pytest.raises(Refused, match=said):
        read_rows(BytesIO(data), MEMBERS)


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_spreadsheet_is_told_and_costs_little(what: str) -> None:
    """One sentence, within seconds and some megabytes, whatever the file unpacks to."""
    data = BytesIO(broken(what, [["Nama", "NIP"], ["Budi", "1"]]))
    begun = time.monotonic()
    tracemalloc.start()
    with pytest.raises(Refused, match=said(what)):
        read_rows(data, MEMBERS)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 30 * 2**20
    assert time.monotonic() - begun < 20


def test_what_stands_too_deep_is_told_instead_of_left_out() -> None:
    """The rows that people do not look at are read as well, or they are named."""
    lines: list[list[object]] = [["Nama", "NIP"], ["Budi", "1"], *[[]] * DEEPEST_ROW, ["Ani", "2"]]
    with pytest.raises(Refused, match=f"Baris {len(lines)} terisi"):
        _load(lines, MEMBERS)


def test_the_sheet_that_people_see_is_read() -> None:
    """Not one that is hidden before it; empty rows in between do not count."""
    book = Workbook()
    hidden, sheet = book.worksheets[0], book.create_sheet("Penerima")
    hidden.sheet_state = "hidden"
    for line in (["Nama", "NIP"], [], ["Budi", "1"]):
        sheet.append(line)
    data = BytesIO()
    book.save(data)
    assert read_rows(data, MEMBERS).rows == [{"nama": "Budi", "nip": "1"}]
