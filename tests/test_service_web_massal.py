"""The screens of one draft to many recipients: list, spreadsheet, check, progress, print."""

import re
from io import BytesIO

import pikepdf
import pytest
from openpyxl import Workbook, load_workbook
from werkzeug.test import TestResponse

from doc_templates import pdf
from service import drafts, jobs, uploads
from service.accounts.permissions import Peran
from service.drafts import Draft
from service.massal import listing
from service.workbench import Workbench
from service.worker import WORKS
from tests import support_service as support
from tests.broken_xlsx import broken, good, said
from tests.support_web import JSON, Person, a_file, account, as_user, signed_in, stranger

ONE = {"penerima-0-jabatan": "Kepala Desa Contoh A", "penerima-0-nama": ""}
TWO = {**ONE, "penerima-1-jabatan": "Kepala Desa Contoh B", "penerima-1-nama": "Ujang Contoh"}


def _begun(bench: Workbench, jenis: str = "undangan-rapat") -> tuple[Person, Draft, str]:
    draft = support.written(bench, support.new_draft(bench, jenis))
    return signed_in(bench, Peran.STAF), draft, f"/surat/{draft.id}/massal"


def _rows(bench: Workbench, draft: Draft) -> list[dict[str, str]]:
    return [dict(row) for row in listing.read(bench, support.office_of(bench), draft.id).filled]


def test_the_form_of_a_letter_leads_to_its_recipients(bench: Workbench) -> None:
    """What was typed is kept, and those whom the draft names stand in the list already."""
    staff, draft, there = _begun(bench)
    assert f'formaction="{there}/mulai"' in staff.get(f"/surat/{draft.id}").text
    plain = support.written(bench, support.new_draft(bench, "notulen"))
    assert "massal/mulai" not in staff.get(f"/surat/{plain.id}").text
    form = {"_versi": draft.versi, "hal": "Undangan Lain"}
    assert staff.post(f"{there}/mulai", form).location == there
    page = staff.get(there).text
    assert "Undangan Lain" in page
    known = support.sample(bench, "undangan-rapat")["undangan"]
    assert isinstance(known, list)
    draft = support.written(bench, support.new_draft(bench, "undangan-rapat"))
    assert page.count('name="penerima-') < staff.get(f"/surat/{draft.id}/massal").text.count(
        'name="penerima-'
    )


def test_columns_are_chosen_and_keep_their_cells(bench: Workbench) -> None:
    """A column that is taken away takes its cells along."""
    staff, draft, there = _begun(bench)
    staff.post(there, {**TWO, "kolom": ["tujuan_di", "tidak_ada"]})
    page = staff.get(there).text
    assert 'name="penerima-0-tujuan_di"' in page
    assert 'name="penerima-0-pakaian"' not in page
    staff.post(there, {**TWO, "kolom": "tujuan_di", "penerima-1-tujuan_di": "Kota B"})
    assert [row["tujuan_di"] for row in _rows(bench, draft)] == ["", "Kota B"]
    staff.post(there, TWO)
    assert _rows(bench, draft)[1] == {"jabatan": "Kepala Desa Contoh B", "nama": "Ujang Contoh"}


def test_the_spreadsheet_goes_out_with_headings_and_comes_back_as_rows(bench: Workbench) -> None:
    """The same file, filled in; a heading that is missing is told."""
    staff, draft, there = _begun(bench)
    staff.post(there, {**ONE, "kolom": "tujuan_di"})
    book = load_workbook(BytesIO(staff.get(f"{there}/penerima.xlsx").data))
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["Jabatan/Instansi *", "Nama", "Alamat tujuan: di"]
    sheet.append(["Camat Contoh", "=1+1", "Kota C"])
    out = BytesIO()
    book.save(out)
    staff.post(f"{there}/muat", {"xlsx": a_file(out.getvalue(), "penerima.xlsx")})
    assert [row["jabatan"] for row in _rows(bench, draft)] == [
        ONE["penerima-0-jabatan"],
        "Camat Contoh",
    ]
    wrong = Workbook()
    out = BytesIO()
    wrong.save(out)
    told = staff.post(f"{there}/muat", {"xlsx": a_file(out.getvalue(), "x.xlsx")})
    assert (told.status_code, "Judul kolom tidak ditemukan" in told.text) == (422, True)


def _loaded(staff: Person, there: str, *lines: list[str]) -> TestResponse:
    return staff.post(f"{there}/muat", {"xlsx": a_file(good(lines), "penerima.xlsx")})


def test_a_column_that_nothing_reads_is_told_before_anything_is_issued(bench: Workbench) -> None:
    """With the headings that are known; the rows themselves are in the list."""
    staff, draft, there = _begun(bench)
    heads = ["Jabatan/Instansi", "Nama", "Ruang tunggu"]
    told = _loaded(staff, there, heads, ["Camat Contoh", "", "Lantai 2"])
    assert told.status_code == 422
    assert "Isi kolom C “Ruang tunggu” tidak dibaca" in told.text
    assert [row["jabatan"] for row in _rows(bench, draft)] == ["Camat Contoh"]


def test_a_column_of_the_spreadsheet_becomes_one_of_the_list(bench: Workbench) -> None:
    """One that is named as a field of the letter need not be ticked before; an empty one is not."""
    staff, draft, there = _begun(bench)
    heads = ["Jabatan/Instansi", "Nama", "Pakaian", "Alamat tujuan: di"]
    assert _loaded(staff, there, heads, ["Camat Contoh", "", "Batik", ""]).status_code == 303
    assert [row["pakaian"] for row in _rows(bench, draft)] == ["Batik"]
    assert 'name="penerima-0-pakaian"' in staff.get(there).text


@pytest.mark.parametrize("what", ["a cut sheet", "broken styles", "a cell of 2 MB"])
def test_a_broken_spreadsheet_is_told_on_the_page(bench: Workbench, what: str) -> None:
    """In a sentence with the remedy; the list stays as it was."""
    staff, draft, there = _begun(bench)
    staff.post(there, ONE)
    data = broken(what, [["Jabatan/Instansi", "Nama"], ["Camat Contoh", "Ani Contoh"]])
    told = staff.post(f"{there}/muat", {"xlsx": a_file(data, "penerima.xlsx")})
    assert (told.status_code, said(what) in told.text) == (422, True)
    assert [row["jabatan"] for row in _rows(bench, draft)] == [ONE["penerima-0-jabatan"]]


def test_faults_stand_at_their_cells_and_nothing_is_issued(bench: Workbench) -> None:
    """By row and column, all at once; the button to issue comes only after a clean check."""
    staff, _, there = _begun(bench)
    faulty = {**TWO, "penerima-1-jabatan": "", "_langkah": "periksa"}
    told = staff.post(there, faulty)
    assert told.status_code == 422
    assert "Baris 2, Jabatan/Instansi" in told.text
    assert 'href="#isian-penerima-1-jabatan"' in told.text
    assert f'action="{there}/terbitkan"' not in told.text
    assert staff.post(f"{there}/terbitkan").status_code == 422
    good = staff.post(there, {**TWO, "_langkah": "periksa"})
    assert "2 surat siap terbit" in good.text
    assert "000.8.6.3" in good.text or "/001/" in good.text
    assert f'action="{there}/terbitkan"' in good.text
    assert support.last_used(bench) == 0


def test_letters_come_while_somebody_watches_and_are_printed_as_one(bench: Workbench) -> None:
    """From the button to the file; the draft leads to its run from then on."""
    staff, draft, there = _begun(bench)
    staff.post(there, {**TWO, "tanda_terima": "1", "_langkah": "periksa"})
    assert staff.post(f"{there}/terbitkan").location == there
    assert "Hentikan" in staff.get(there).text
    assert staff.get(f"/surat/{draft.id}").location == there
    state = staff.client.get(f"{there}/keadaan", headers=JSON).json
    assert state == {"state": "jalan", "selesai": 0, "dari": 2, "surat": []}
    assert jobs.run_one(bench, WORKS)
    state = staff.client.get(f"{there}/keadaan", headers=JSON).json
    assert state is not None
    assert (state["state"], [row[:2] for row in state["surat"]]) == (
        "selesai",
        [[1, "000.8.6.3/001/Kec.BBC/2027"], [2, "000.8.6.3/002/Kec.BBC/2027"]],
    )
    page = staff.get(there).text
    assert "semua penerima mendapat suratnya" in page
    (address,) = re.findall(r'action="([^"]+surat\.pdf)"', page)
    printed = staff.get(f"{address}?bolak_balik=1")
    assert printed.mimetype == "application/pdf"
    assert "001/Kec.BBC" in pdf.text(printed.data)
    assert len(pikepdf.open(BytesIO(printed.data)).pages) % 2 == 1
    other = _begun(bench)[2]
    assert staff.get(f"{other}/1/surat.pdf").status_code == 404


def test_a_run_is_stopped_gone_on_with_and_ended(bench: Workbench) -> None:
    """Each by its button, with what it means said beside it."""
    staff, draft, there = _begun(bench)
    staff.post(there, TWO)
    staff.post(f"{there}/terbitkan")
    staff.post(f"{there}/henti")
    assert "sisanya belum bernomor" in staff.get(there).text
    jobs.run_one(bench, WORKS)
    assert support.last_used(bench) == 0
    staff.post(f"{there}/kembali")
    assert "Periksa semua baris" in staff.get(there).text
    assert len(_rows(bench, draft)) == 2
    staff.post(f"{there}/terbitkan")
    staff.post(f"{there}/henti")
    staff.post(f"{there}/lanjut")
    while jobs.run_one(bench, WORKS):
        pass
    assert support.last_used(bench) == 2


def test_one_letter_with_the_list_goes_back_to_its_form(bench: Workbench) -> None:
    """There it is looked at and issued; kinds without such a list say so."""
    staff, draft, there = _begun(bench)
    assert staff.post(there, {**TWO, "_langkah": "lampiran"}).location == f"/surat/{draft.id}"
    assert "Kepala Desa Contoh B" in staff.get(f"/surat/{draft.id}").text
    faulty = {**TWO, "penerima-1-jabatan": "", "_langkah": "lampiran"}
    assert staff.post(there, faulty).status_code == 422
    _, _, other = _begun(bench, "surat-pengantar")
    assert "tidak punya lampiran" in staff.get(other).text


def test_others_see_nothing_of_it(bench: Workbench) -> None:
    """Neither another office, nor whoever may not write letters."""
    staff, draft, there = _begun(bench)
    staff.post(there, TWO)
    away = stranger(bench)
    assert away.get(there).status_code == 404
    assert away.post(f"{there}/terbitkan").status_code == 404
    assert away.get(f"{there}/keadaan").status_code == 404
    reader = as_user(bench, account(bench, peran=Peran.INSPEKTORAT))
    assert reader.get(there).status_code == 403
    assert listing.read(bench, support.office_of(bench), draft.id).draft.state == drafts.WRITTEN


def test_letters_that_were_closed_since_are_not_printed_for_others(bench: Workbench) -> None:
    """One of them that somebody may not read holds the whole file back."""
    staff, _, there = _begun(bench)
    staff.post(there, TWO)
    staff.post(f"{there}/terbitkan")
    jobs.run_one(bench, WORKS)
    other = as_user(bench, account(bench, peran=Peran.KASI))
    assert other.get(f"{there}/1/surat.pdf").status_code == 200
    (first, *_) = support.all_entries(bench)
    uploads.classify(bench, support.office_of(bench), first.id, "Rahasia", oleh="Contoh")
    assert other.get(f"{there}/1/surat.pdf").status_code == 403
    assert staff.get(f"{there}/1/surat.pdf").status_code == 200
