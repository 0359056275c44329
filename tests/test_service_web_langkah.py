"""The steps of a dossier on the screen: yes, no, skipped, handed over, compared."""

import pytest

from service import issuing
from service.accounts.permissions import Peran
from service.workbench import Workbench
from tests import support_service as support
from tests.support_service import OLEH
from tests.support_web import Person, a_file, signed_in

NOTE = "Angka triwulan III belum cocok."


@pytest.fixture
def staff(bench: Workbench) -> Person:
    """Somebody of the staff, with a dossier in which Draft 1 was filed twice."""
    person = signed_in(bench, Peran.STAF)
    assert person.post("/berkas", {"sop": support.SOP, "tahun": "2026"}).location == "/berkas/1"
    for hal in ("Draft lama", "Draft baru"):
        new = support.placed(support.new_draft(bench, hal=hal), 1, 5, "draft-1")
        issuing.issue_new(bench, new, oleh=OLEH)
    return person


def test_a_no_goes_back_and_its_note_is_read_on_the_board(staff: Person) -> None:
    """One form beside the question; the page jumps to the step that is open again."""
    assert "Apakah Draft 1 sudah benar?" in staff.get("/berkas/1").text
    sent = staff.post("/berkas/1/langkah/6/jawab", {"jawab": "tidak", "catatan": NOTE})
    assert sent.location == "/berkas/1#langkah-5"
    page = staff.get("/berkas/1").text
    assert "Dikembalikan ke langkah 5" in page
    assert NOTE in page
    assert "Perbaiki" in page
    begun = staff.post("/berkas/1/langkah/5/koreksi")
    assert NOTE in staff.get(begun.location).text


def test_a_yes_and_a_skip_are_shown_with_who_and_why(staff: Person) -> None:
    """On the step's own page too."""
    staff.post("/berkas/1/langkah/5/jawab", {"jawab": "ya", "catatan": "Cukup"})
    staff.post("/berkas/1/langkah/3/lewati", {"alasan": "Sudah ada di Renja", "keluaran": ""})
    page = staff.get("/berkas/1/langkah/3").text
    assert "Dilewati" in page
    assert "Sudah ada di Renja" in page
    assert "Ya, lanjut ke langkah 6" in staff.get("/berkas/1/langkah/5").text


def test_two_versions_stand_side_by_side(staff: Person) -> None:
    """The fields that changed, and the words; versions of another output are not found."""
    page = staff.get("/berkas/1/langkah/5/bandingkan?keluaran=draft-1&lama=1&baru=2").text
    assert "<del>lama</del>" in page
    assert "<ins>baru</ins>" in page
    for asked in ("draft-1&lama=1&baru=9", "draft-1&lama=1&baru=1", "piknik&lama=1&baru=2"):
        refused = staff.get(f"/berkas/1/langkah/5/bandingkan?keluaran={asked}")
        assert refused.status_code == 404


def test_copies_that_were_handed_over_are_listed_with_their_receipt(
    bench: Workbench, staff: Person
) -> None:
    """To whom, when, how; the receipt can be opened."""
    form = {
        "keluaran": "draft-1",
        "kepada": "Inspektorat Contoh",
        "tanggal": "2027-01-30",
        "cara": "Diantar",
        "jumlah": "2",
        "penerima": "Ani Contoh",
        "bukti": a_file(support.scan().getvalue(), "terima.jpg"),
    }
    support.signed(bench, 2)
    there = staff.post("/berkas/1/langkah/5/sampaikan", form)
    page = staff.get(there.location).text
    assert "2 salinan kepada Inspektorat Contoh" in page
    assert "bukti penerimaan" in page
    assert "Disampaikan" in staff.get("/berkas/1").text


def test_a_dossier_that_is_there_is_offered_instead_of_a_second(staff: Person) -> None:
    """A second one takes a press of its own."""
    again = staff.post("/berkas", {"sop": support.SOP, "tahun": "2026"})
    assert again.status_code == 409
    assert 'href="/berkas/1"' in again.text
    assert "Tetap buka berkas kedua" in again.text
    second = staff.post("/berkas", {"sop": support.SOP, "tahun": "2026", "lagi": "1"})
    assert second.location == "/berkas/2"


def test_the_next_period_is_opened_with_one_press_and_the_year_shows_all(staff: Person) -> None:
    """The button carries the SOP and the period."""
    assert "Buka Tahun 2027" in staff.get("/berkas").text
    form = {"sop": support.SOP, "tahun": "2027", "kurun": "tahun-1"}
    assert staff.post("/berkas", form).location == "/berkas/2"
    assert 'href="/berkas/2"' not in staff.get("/berkas?tahun=2026").text
    assert 'href="/berkas/2"' in staff.get("/berkas?tahun=2027").text


def test_whoever_may_not_write_decides_nothing(bench: Workbench, staff: Person) -> None:
    """The Inspektorat reads the step, and its buttons are not there."""
    reader = signed_in(bench, Peran.INSPEKTORAT)
    assert "Yang harus diperbaiki" not in reader.get("/berkas/1").text
    sent = reader.post("/berkas/1/langkah/6/jawab", {"jawab": "tidak", "catatan": NOTE})
    assert sent.status_code == 403
