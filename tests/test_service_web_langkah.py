"""The steps of a dossier on the screen: yes, no, skipped, handed over, compared."""

import pytest
import sqlalchemy as sa

from service import issuing
from service.accounts.permissions import Peran
from service.db import reading
from service.schema import audit, tindakan
from service.workbench import Workbench
from tests import support_service as support
from tests.support_service import OLEH
from tests.support_web import Person, a_file, signed_in

NOTE = "Angka triwulan III belum cocok."
CAMAT = "Drs. Raden Contoh Wiratama, M.Si."


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


def test_a_performer_says_in_which_line_the_sop_names_it(staff: Person) -> None:
    """On the board as on the page of the SOP."""
    for page in ("/berkas/1", f"/pengaturan/sop/{support.SOP}"):
        assert "“Rapat Intern dipimpin oleh Camat” (baris 130)" in staff.get(page).text


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


# --- who decides


@pytest.mark.parametrize(
    ("peran", "langkah", "own"),
    [
        (Peran.PIMPINAN, 8, True),  # the Camat performs it
        (Peran.PIMPINAN, 6, True),  # a role that may decide anywhere
        (Peran.SEKRETARIS, 8, True),
        (Peran.KASI, 8, True),  # a Kepala Seksi is one of the Tim, which performs it too
        (Peran.KASI, 10, False),  # the Camat alone
        (Peran.STAF, 6, True),  # the account of the Kasubag Perencanaan
        (Peran.STAF, 10, False),
        (Peran.ADMIN, 10, False),
    ],
)
def test_whoever_performs_a_step_decides_there(
    bench: Workbench, staff: Person, peran: Peran, langkah: int, own: bool
) -> None:
    """So do pimpinan and sekretaris; anybody else is refused, told who may, and noted."""
    person = signed_in(bench, peran)
    page = f"/berkas/1/langkah/{langkah}"
    assert ("Siapa yang memutuskan" in person.get(page).text) is not own
    answer = person.post(f"{page}/lewati", {"alasan": "Tidak perlu"})
    assert answer.status_code == (303 if own else 403)
    if not own:
        assert "Yang memutuskan langkah ini: Camat" in answer.text
        assert "Pimpinan" in answer.text
    with reading(bench.engine) as conn:
        told = list(conn.scalars(sa.select(audit.c.objek).where(audit.c.perbuatan == "ditolak")))
    assert told == ([] if own else [f"{page}/lewati"])


@pytest.mark.parametrize("deed", ["jawab", "lewati", "tetap", "ulang"])
def test_no_decision_is_taken_by_somebody_it_is_not_up_to(
    bench: Workbench, staff: Person, deed: str
) -> None:
    """Each of them is asked, and nothing is noted."""
    other = signed_in(bench, Peran.ADMIN)
    form = {"jawab": "ya", "catatan": NOTE, "alasan": NOTE, "keluaran": "draft-1"}
    assert other.post(f"/berkas/1/langkah/5/{deed}", form).status_code == 403
    form["atas_nama"] = "Orang Lain"  # nobody who may decide
    assert other.post(f"/berkas/1/langkah/5/{deed}", form).status_code == 403
    with reading(bench.engine) as conn:
        assert conn.scalar(sa.select(sa.func.count()).select_from(tindakan)) == 0


def test_what_was_decided_on_paper_is_noted_in_the_name_of_who_did(
    bench: Workbench, staff: Person
) -> None:
    """Both names stay: on the board, in the matrix and in the trail; where it is written, too."""
    other = signed_in(bench, Peran.ADMIN)
    form = {"jawab": "tidak", "catatan": NOTE, "atas_nama": CAMAT}
    page = other.get("/berkas/1/langkah/6").text
    assert f"<option>{CAMAT}</option>" in page
    assert other.post("/berkas/1/langkah/6/jawab", form).status_code == 303
    both = f"{CAMAT} (dicatat Intan Contoh Puspita)"
    for there in ("/berkas/1", "/berkas/1/langkah/6", "/berkas/1/matriks"):
        assert both in staff.get(there).text
    with reading(bench.engine) as conn:
        chosen = sa.select(audit.c.rincian).where(audit.c.perbuatan == "jawab-langkah")
        told = conn.scalars(chosen).one()
    assert (told["atas_nama"], told["jawab"], told["ke_langkah"]) == (CAMAT, "tidak", 5)
    new = support.placed(support.new_draft(bench, hal="Draft lagi"), 1, 5, "draft-1")
    issuing.issue_new(bench, new, oleh=OLEH)
    silent = other.post("/berkas/1/langkah/5/jawab", {"jawab": "ya", "atas_nama": CAMAT})
    assert "memutuskannya" in other.get(silent.location).text if silent.location else silent.text


def test_what_is_decided_up_to_a_later_step_is_up_to_its_performers_too(
    bench: Workbench, staff: Person
) -> None:
    """Who opens a step again opens no signature of the Camat with it."""
    kasi = signed_in(bench, Peran.KASI)
    page = "/berkas/1/langkah/5/ulang"
    assert kasi.post(page, {"alasan": NOTE, "sampai": "10"}).status_code == 403
    assert "Saya sendiri" in kasi.get("/berkas/1/langkah/5").text
    assert kasi.post(page, {"alasan": NOTE, "sampai": "5"}).status_code == 303
    form = {"alasan": NOTE, "sampai": "10", "atas_nama": CAMAT}
    new = support.placed(support.new_draft(bench, hal="Draft lagi"), 1, 5, "draft-1")
    issuing.issue_new(bench, new, oleh=OLEH)
    assert kasi.post(page, form).status_code == 303
    with reading(bench.engine) as conn:
        chosen = sa.select(tindakan.c.atas_nama, tindakan.c.oleh).order_by(tindakan.c.id)
        told = [tuple(row) for row in conn.execute(chosen)]
    assert told == [("", "Asep Contoh Kurnia"), (CAMAT, "Asep Contoh Kurnia")]
