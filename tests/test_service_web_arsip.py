"""The archive on the screen: find, look, sign, place, copy, cancel."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from doc_templates import pdf
from doc_templates.errors import ConversionFailed
from service import resuming
from service.accounts.permissions import Peran
from service.workbench import Workbench
from tests import support_service as support
from tests.support_web import JSON, a_file, signed_in


def _photo(colour: str = "white") -> tuple[BytesIO, str]:
    data = BytesIO()
    Image.new("RGB", (300, 400), colour).save(data, "JPEG")
    return a_file(data.getvalue(), "halaman.jpg")


def _stuck(docx: bytes) -> bytes:
    raise ConversionFailed("tidak-ada", "LibreOffice tidak ditemukan.")


@pytest.mark.parametrize(
    "asked", ["kata=Undangan", "kata=001/Kec", "jenis=surat-uji", "tahun=2027"]
)
def test_a_letter_is_found(bench: Workbench, asked: str) -> None:
    """By word, by fragment of the number, by kind, by year; with a picture of its first page."""
    entry = support.issue(bench)
    page = signed_in(bench).get(f"/arsip?{asked}")
    assert f"/arsip/{entry.id}" in page.text
    assert "1-kecil.png" in page.text


@pytest.mark.parametrize(
    "asked", ["kata=tidakada", "tahun=1999", "dari=2028-01-01", "keadaan=batal"]
)
def test_what_does_not_match_is_not_shown(bench: Workbench, asked: str) -> None:
    """And the page says what to try."""
    support.issue(bench)
    page = signed_in(bench).get(f"/arsip?{asked}")
    assert "Tidak ada yang cocok" in page.text


def test_long_lists_are_turned_page_by_page(bench: Workbench) -> None:
    """The link to older letters keeps what was asked for."""
    for _ in range(21):
        support.issue(bench)
    person = signed_in(bench)
    page = person.get("/arsip?kata=undangan").text
    older = page.split('href="/arsip?kata=undangan&amp;sebelum=')[1].split('"')[0]
    assert 'href="/arsip/1"' in person.get(f"/arsip?kata=undangan&sebelum={older}").text


def test_a_picture_is_kept_by_the_browser_for_ever(bench: Workbench) -> None:
    """Files of an entry never change; asked again, the answer is short."""
    entry = support.issue(bench)
    person = signed_in(bench)
    source = person.get(f"/arsip/{entry.id}").text.split('<img src="/arsip')[1].split('"')[0]
    picture = person.get(f"/arsip{source}")
    assert picture.data.startswith(b"\x89PNG")
    assert "immutable" in picture.headers["Cache-Control"]
    tag = {"If-None-Match": picture.headers["ETag"]}
    assert person.client.get(f"/arsip{source}", headers=tag).status_code == 304


def test_a_page_that_is_not_there_is_not_found(bench: Workbench) -> None:
    """Nor a file of another entry."""
    entry = support.issue(bench)
    person = signed_in(bench)
    assert person.get(f"/arsip/{entry.id}/gambar/1/99-kecil.png").status_code == 404
    assert person.get(f"/arsip/{entry.id}/file/99").status_code == 404


def test_files_come_byte_for_byte(bench: Workbench) -> None:
    """The PDF opens in the browser, the Word file is saved."""
    entry = support.issue(bench)
    person = signed_in(bench)
    for file_id, peran in ((1, "docx"), (2, "pdf")):
        answer = person.get(f"/arsip/{entry.id}/file/{file_id}")
        assert answer.data == support.file_of(bench, entry.id, peran)
        assert answer.headers["Content-Disposition"].startswith(
            "inline" if peran == "pdf" else "attachment"
        )


def test_a_signed_copy_comes_back_as_photographs(bench: Workbench) -> None:
    """In their order, with the dates; the letter leaves the list of those that wait."""
    entry = support.issue(bench)
    staff = signed_in(bench, Peran.STAF)
    assert entry.hal in staff.get("/tanda-tangan").text
    sent = {"file": [_photo(), _photo("grey")], "tanggal_ttd": "2027-01-21"}
    assert staff.post(f"/arsip/{entry.id}/ttd", sent).status_code == 303
    page = staff.get(f"/arsip/{entry.id}")
    assert "Salinan bertanda tangan, halaman 2 dari 2" in page.text
    assert "21 Januari 2027" in page.text
    assert entry.hal not in staff.get("/tanda-tangan").text


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"tanggal_ttd": "2027-01-21"}, "Pilih dulu"),
        ({"tanggal_ttd": ""}, "Tanggal tanda tangan belum diisi"),
        ({"tanggal_ttd": "31-02-2027"}, "Februari 2027 hanya sampai tanggal 28"),
    ],
)
def test_a_signed_copy_that_lacks_something_is_refused(
    bench: Workbench, form: dict[str, object], said: str
) -> None:
    """In words, and on the page that the button stands on."""
    entry = support.issue(bench)
    person = signed_in(bench)
    assert said in person.post(f"/arsip/{entry.id}/ttd", form).text
    came = {"Referer": f"http://localhost/arsip/{entry.id}"}
    data = {"csrf_token": person.token(), **form}
    there = person.client.post(f"/arsip/{entry.id}/ttd", data=data, headers=came)
    assert (there.status_code, there.location) == (303, f"http://localhost/arsip/{entry.id}")
    assert said in person.get(f"/arsip/{entry.id}").text


def test_what_waits_is_printed_as_one_file(bench: Workbench) -> None:
    """All of it, or what was ticked."""
    first, _second = support.issue(bench), support.issue(bench)
    person = signed_in(bench)
    assert pdf.page_count(person.get("/tanda-tangan/cetak.pdf").data) == 2
    chosen = person.get(f"/tanda-tangan/cetak.pdf?id={first.id}")
    assert pdf.page_count(chosen.data) == 1


def test_the_place_of_the_paper_is_noted(bench: Workbench) -> None:
    """And shown in the form."""
    entry = support.issue(bench)
    person = signed_in(bench)
    person.post(f"/arsip/{entry.id}/lokasi", {"ruang": "Arsip", "rak": "2"})
    assert 'value="Arsip"' in person.get(f"/arsip/{entry.id}").text


def test_a_letter_is_copied_into_a_new_draft(bench: Workbench) -> None:
    """With its words, dated today."""
    entry = support.issue(bench, hal="Undangan Apel")
    person = signed_in(bench)
    copied = person.post(f"/arsip/{entry.id}/salin")
    form = person.get(copied.location).text
    assert "Undangan Apel" in form
    assert 'value="2027-02-01"' in form


def test_a_letter_is_cancelled_with_a_reason(bench: Workbench) -> None:
    """By the secretary, not by staff; the page says it from then on."""
    entry = support.issue(bench)
    reason: dict[str, object] = {"alasan": "Salah tanggal"}
    assert signed_in(bench, Peran.STAF).post(f"/arsip/{entry.id}/batal", reason).status_code == 403
    secretary = signed_in(bench, Peran.SEKRETARIS)
    assert secretary.post(f"/arsip/{entry.id}/batal", reason).status_code == 303
    assert "Alasan: Salah tanggal" in secretary.get(f"/arsip/{entry.id}").text


def test_a_waiting_pdf_is_told_and_follows(bench: Workbench) -> None:
    """The letter is out with its number; scripts ask until the PDF is there."""
    stuck = replace(bench, to_pdf=_stuck)
    entry = support.issue(stuck)
    person = signed_in(bench)
    page = person.get(f"/arsip/{entry.id}").text
    assert "PDF menunggu" in page
    assert entry.nomor_surat is not None
    assert entry.nomor_surat in page
    state = f"/arsip/{entry.id}/keadaan"
    assert person.client.get(state, headers=JSON).json == {
        "menunggu": True,
        "pesan": "LibreOffice tidak ditemukan.",
    }
    resuming.resume(bench)
    assert person.client.get(state, headers=JSON).json == {"menunggu": False, "pesan": ""}
    assert "PDF menunggu" not in person.get(f"/arsip/{entry.id}").text
