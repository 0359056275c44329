"""Incoming letters, the books as page, spreadsheet and print, and the buku ekspedisi."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from doc_templates import pdf
from doc_templates.docx_text import docx_text
from numbering.block import NewBlock
from numbering.blocks import reserve_block
from numbering.books import get_buku
from numbering.incoming import get_incoming
from service import drafts, jobs
from service.accounts.permissions import Peran
from service.agenda.checking import check
from service.db import reading, transaction
from service.workbench import Workbench
from service.worker import WORKS
from tests import support_service as support
from tests.support_web import JSON, Person, a_file, signed_in

LETTER: dict[str, object] = {
    "tanggal_terima": "2027-01-20",
    "pengirim": "Bagian Organisasi Setda",
    "nomor_surat": "000.8.6.3/12/Org",
    "tanggal_surat": "2027-01-18",
    "isi_ringkas": "Penyampaian laporan kinerja",
    "sifat": "Biasa",
}


def _new(person: Person, **change: object) -> str:
    answer = person.post("/agenda/masuk/baru", LETTER | change)
    assert answer.status_code == 303, answer.text
    return answer.location


def _cells(data: bytes) -> list[list[object]]:
    page = load_workbook(BytesIO(data)).worksheets[0]
    return [[cell.value for cell in row] for row in page.iter_rows()]


def _words(data: bytes) -> str:
    return pdf.text(data).replace("\r", "")


def test_an_incoming_letter_gets_an_agenda_number_and_its_scan(bench: Workbench) -> None:
    """Found in the archive by what it says, byte for byte as it was scanned."""
    staff = signed_in(bench, Peran.STAF)
    scan = support.scan().getvalue()
    there = _new(staff, pindai=a_file(scan, "surat.jpg"))
    page = staff.get(there).text
    assert "Surat masuk nomor agenda 1" in page
    (entry,) = support.all_entries(bench)
    assert (entry.jenis, entry.hal) == ("surat-masuk", "Penyampaian laporan kinerja")
    assert support.file_of(bench, entry.id, "unggahan") == scan
    assert f'href="/arsip/{entry.id}"' in page
    assert "Surat masuk" in staff.get("/arsip?kata=Organisasi").text
    assert "Bagian Organisasi Setda" in staff.get("/agenda/masuk").text
    assert check(bench, None, None) == []


def test_a_letter_is_recorded_once_however_often_the_button_is_pressed(bench: Workbench) -> None:
    """The form carries its own key."""
    staff = signed_in(bench, Peran.STAF)
    key = staff.get("/agenda/masuk/baru").text.split('name="_kunci" value="')[1].split('"')[0]
    assert _new(staff, _kunci=key) == _new(staff, _kunci=key)
    assert _new(staff).endswith("/2")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"pengirim": ""}, "Belum diisi"),
        ({"tanggal_surat": "2027-01-21"}, "lebih baru daripada tanggal terima"),
        ({"pindai": a_file(b"<html>", "surat.pdf")}, "surat.pdf"),
    ],
)
def test_a_faulty_letter_takes_no_agenda_number(
    bench: Workbench, change: dict[str, object], said: str
) -> None:
    """The form comes back, or the page with the sentence."""
    staff = signed_in(bench, Peran.STAF)
    answer = staff.post("/agenda/masuk/baru", LETTER | change)
    assert (answer.status_code, said in answer.text) == (422, True)
    assert "Belum ada surat masuk" in staff.get("/agenda/masuk").text


def test_what_was_written_down_is_corrected(bench: Workbench) -> None:
    """The agenda number and the day of receipt stay; a scan may follow."""
    staff = signed_in(bench, Peran.STAF)
    there = _new(staff)
    form = LETTER | {"pengirim": "Inspektorat", "pindai": a_file(support.scan().read(), "a.jpg")}
    assert staff.post(there, form).status_code == 303
    with reading(bench.engine) as conn:
        one = get_incoming(conn, support.office_of(bench).id, 1)
    assert (one.received.pengirim, one.nomor_agenda, one.arsip_id) == ("Inspektorat", "1", 1)


def test_the_disposition_takes_its_head_from_the_letter(bench: Workbench) -> None:
    """Sender, number, dates, agenda number and subject."""
    staff = signed_in(bench, Peran.STAF)
    begun = staff.post(f"{_new(staff)}/disposisi").location
    with reading(bench.engine) as conn:
        draft = drafts.get(conn, support.office_of(bench).id, int(begun.rpartition("/")[2]))
    assert draft.isian["surat_dari"] == "Bagian Organisasi Setda"
    assert draft.isian["surat_tanggal"] == "2027-01-18"
    assert (draft.isian["nomor_agenda"], draft.isian["hal"]) == ("1", LETTER["isi_ringkas"])


def test_the_outgoing_book_is_a_page_a_sheet_and_a_print(bench: Workbench) -> None:
    """The same rows, cancelled ones with their reason."""
    support.issue(bench, hal="Undangan Pertama")
    support.issue(bench, hal="Undangan Kedua")
    admin = signed_in(bench)
    admin.post("/agenda/nomor/2/batal", {"alasan": "Salah tanggal"})
    page = admin.get("/agenda/surat-keluar/buku").text
    assert "Undangan Pertama" in page
    assert "Batal: Salah tanggal" in page
    rows = _cells(admin.get("/agenda/surat-keluar/buku.xlsx").data)
    assert rows[4][:3] == ["No.", "Nomor surat", "Tanggal surat"]
    assert rows[5][1] == "000.8.6.3/001/Kec.BBC/2027"
    printed = _words(admin.get("/agenda/surat-keluar/buku.pdf").data)
    assert "BUKU AGENDA SURAT KELUAR" in printed
    assert "Batal: Salah tanggal" in printed


def test_the_incoming_book_is_a_sheet_and_a_print(bench: Workbench) -> None:
    """A subject that begins like a formula stays text."""
    staff = signed_in(bench, Peran.STAF)
    _new(staff, isi_ringkas='=HYPERLINK("http://contoh.example")')
    book = load_workbook(BytesIO(staff.get("/agenda/masuk/buku.xlsx").data))
    cell = book.worksheets[0]["G6"]
    assert (cell.value, cell.data_type) == ('=HYPERLINK("http://contoh.example")', "s")
    assert "Bagian Organisasi Setda" in _words(staff.get("/agenda/masuk/buku.pdf").data)


@pytest.mark.parametrize(("again", "periode"), [("setiap bulan", "2027-01"), ("tidak pernah", "-")])
def test_the_incoming_book_counts_as_the_office_says(
    bench: Workbench, again: str, periode: str
) -> None:
    """Set before the first letter: the page, the sheet and the print all follow it."""
    admin = signed_in(bench)
    rules: dict[str, object] = {"nama": "Agenda Surat Masuk", "pola": "{urut}", "mundur": "Ya"}
    settings = "/pengaturan/buku/agenda-masuk"
    assert admin.post(settings, rules | {"restart": again}).status_code == 302
    _new(admin)
    _new(admin, isi_ringkas="Undangan rapat", tanggal_terima="2027-01-21")
    page = admin.get(f"/agenda/masuk?periode={periode}").text
    assert ("Undangan rapat" in page, "Penyampaian laporan kinerja" in page) == (True, True)
    offered = "<option>2027-01" in admin.get("/agenda/masuk").text
    assert offered == (again == "setiap bulan")
    rows = _cells(admin.get(f"/agenda/masuk/buku.xlsx?periode={periode}").data)
    assert [row[2] for row in rows[-2:]] == ["1", "2"]
    assert "Undangan rapat" in _words(admin.get(f"/agenda/masuk/buku.pdf?periode={periode}").data)
    assert admin.client.get("/agenda/masuk?periode=2027").status_code == 422
    assert admin.post(settings, rules | {"restart": "setiap tahun"}).status_code == 422


def test_a_delivery_is_written_down_and_signed_for(bench: Workbench) -> None:
    """In the book, and as the day of sending in the buku agenda."""
    support.issue(bench)
    staff = signed_in(bench, Peran.STAF)
    sent = {"tanggal": "2027-01-21", "tujuan": "Inspektorat"}
    staff.post("/agenda/nomor/1/kirim", sent)
    assert "Inspektorat" in staff.get("/agenda/ekspedisi").text
    early = {"penerima": "Intan Contoh Puspita", "tanggal": "2027-01-20"}
    assert "sebelum dikirim" in staff.post("/agenda/ekspedisi/1/terima", early).text
    staff.post("/agenda/ekspedisi/1/terima", early | {"tanggal": "2027-01-22"})
    assert "Intan Contoh Puspita, 22 Januari 2027" in staff.get("/agenda/ekspedisi").text
    assert "21 Januari 2027" in staff.get("/agenda/surat-keluar/buku").text
    assert _cells(staff.get("/agenda/ekspedisi.xlsx").data)[5][3] == "Inspektorat"
    assert "Inspektorat" in _words(staff.get("/agenda/ekspedisi.pdf").data)
    assert "Belum ada pengiriman" in staff.get("/agenda/ekspedisi?dari=2027-01-22").text


def test_a_long_book_is_printed_by_a_job_part_by_part(bench: Workbench) -> None:
    """More rows than one part: the title stands once, each number once, the trail's head last."""
    parts = []

    def kept(docx: bytes) -> bytes:
        parts.append(docx_text(docx))
        return support.fast_pdf(docx)

    _keep_block(bench, 600)
    staff = signed_in(bench, Peran.STAF)
    watch = staff.get("/agenda/surat-keluar/buku.pdf").location
    assert watch == staff.get("/agenda/surat-keluar/buku.pdf").location
    assert "Menunggu giliran" in staff.get(watch).text
    assert staff.get(f"{watch}/buku.pdf").status_code == 404
    assert jobs.run_one(replace(bench, to_pdf=kept), WORKS)
    told = staff.client.get(f"{watch}/keadaan", headers=JSON).json
    assert told == {"state": "selesai", "selesai": 600, "dari": 600}
    assert "600 baris" in staff.get(watch).text
    assert ["BUKU AGENDA SURAT KELUAR" in one for one in parts] == [True, False]
    assert ["Jejak audit" in one for one in parts] == [False, True]
    for number in range(1, 601):
        assert [f"/{number:03}/" in one for one in parts] == [number <= 500, number > 500]
    bookmarks = pdf.outline(staff.get(f"{watch}/buku.pdf").data)
    assert [one.judul for one in bookmarks] == ["Baris 1 sampai 500", "Baris 501 sampai 600"]


def _keep_block(bench: Workbench, count: int) -> None:
    with transaction(bench.engine) as conn:
        buku = get_buku(conn, support.office_of(bench).id, "surat-keluar")
        new = NewBlock(date(2027, 1, 20), count, date(2027, 12, 31), "Acara besar")
        reserve_block(conn, buku, new, oleh=support.OLEH, pada=bench.stamp())
