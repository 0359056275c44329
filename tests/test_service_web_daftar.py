"""Daftar berkas and daftar isi berkas: filled from the archive, as print and as spreadsheet."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from doc_templates import pdf
from service import issuing
from service.accounts.permissions import Peran
from service.workbench import Workbench
from tests import support_service as support
from tests.support_service import OLEH
from tests.support_web import Person, signed_in, stranger


@pytest.fixture
def staff(bench: Workbench) -> Person:
    """Somebody of the staff, with a dossier that holds a signed letter and one to be signed."""
    person = signed_in(bench, Peran.STAF)
    person.post("/berkas", {"sop": support.SOP, "tahun": "2026"})
    for keluaran, jenis in (("undangan", "undangan-rapat"), ("daftar-hadir", "daftar-hadir")):
        new = support.placed(support.new_draft(bench, jenis), 1, 8, keluaran)
        arsip_id = issuing.issue_new(bench, new, oleh=OLEH)
        if jenis == "undangan-rapat":
            support.signed(bench, arsip_id)
    return person


def _cells(data: bytes) -> list[list[object]]:
    page = load_workbook(BytesIO(data)).worksheets[0]
    return [[cell.value for cell in row] for row in page.iter_rows()]


def _words(data: bytes) -> str:
    return " ".join(pdf.text(data).split())


def test_the_list_of_dossiers_tells_each_with_what_it_holds(staff: Person) -> None:
    """Code, number, unit, what about, since when; only those of the year."""
    staff.post("/berkas", {"sop": support.SOP, "tahun": "2025"})
    words = _words(staff.get("/berkas/daftar.pdf?tahun=2026").data)
    assert "DAFTAR BERKAS" in words
    assert "Pengumpulan dan Pengukuran Data Kinerja Tahun 2026" in words
    assert "2 naskah" in words
    assert "Terbuka sejak 01-02-2027" in words
    assert "Tahun 2025" not in words
    *_, row = _cells(staff.get("/berkas/daftar.xlsx?tahun=2026").data)
    assert row[:3] == [1, "000.8.6.3", 1]


def test_a_closed_dossier_says_when(bench: Workbench, staff: Person) -> None:
    """The day of closing is where retention begins."""
    signed_in(bench).post("/berkas/1/tutup")
    words = _words(staff.get("/berkas/daftar.pdf?tahun=2026").data)
    assert "Ditutup 01-02-2027" in words


def test_the_contents_of_a_dossier_are_listed_in_the_order_of_its_sop(staff: Person) -> None:
    """Each with its number, its date, and whether it is signed."""
    words = _words(staff.get("/berkas/1/daftar-isi.pdf").data)
    assert "Unit pengolah" in words
    assert "Nomor 000.8.6.3/001/Kec.BBC/2027" in words
    assert words.index("salinan bertanda tangan") < words.index("belum ditandatangani")
    rows = _cells(staff.get("/berkas/1/daftar-isi.xlsx").data)
    assert [row[0] for row in rows[-2:]] == [1, 2]


def test_the_pages_offer_the_lists(staff: Person) -> None:
    """The years that there are dossiers of, and the contents on the board."""
    assert "/berkas/daftar.pdf?tahun=2026" in staff.get("/berkas").text
    assert "/berkas/1/daftar-isi.pdf" in staff.get("/berkas/1").text


@pytest.mark.parametrize("tahun", ["dua", "20 26"])
def test_a_year_that_is_none_is_told(staff: Person, tahun: str) -> None:
    """A sentence instead of an empty list."""
    answer = staff.get(f"/berkas/daftar.pdf?tahun={tahun}")
    assert answer.status_code == 422
    assert "Tulis tahunnya dengan angka" in answer.text


def test_another_office_sees_nothing_of_it(bench: Workbench, staff: Person) -> None:
    """Neither the dossier nor its contents."""
    other = stranger(bench)
    assert staff.get("/berkas/1/daftar-isi.pdf").status_code == 200
    assert other.get("/berkas/1/daftar-isi.pdf").status_code == 404
    assert "Belum ada catatan." in _words(other.get("/berkas/daftar.pdf?tahun=2026").data)
