"""service/spreadsheet: rows out of an .xlsx."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.cell.cell import Cell

from doc_templates.shapes import Field
from service.errors import Refused
from service.spreadsheet import Found, read_rows

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
    """Capitals, stars and lines above the headings do not matter; other columns are left out."""
    lines: list[list[object]] = [
        ["Daftar anggota"],
        [],
        ["No", "nip", "NAMA *"],
        [1, "197203141998031001", "Budi"],
    ]
    found = _load(lines, MEMBERS)
    assert found.rows == [{"nip": "197203141998031001", "nama": "Budi"}]
    assert found.faults == []


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


@pytest.mark.parametrize("data", [b"", b"bukan xlsx", b"PK\x03\x04 terpotong"])
def test_what_is_no_spreadsheet_is_refused(data: bytes) -> None:
    """Also a zip that is cut off."""
    with pytest.raises(Refused, match="bukan lembar kerja"):
        read_rows(BytesIO(data), MEMBERS)
