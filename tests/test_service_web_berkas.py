"""Dossiers on the screen: open, work at the board, upload, export, close."""

from html import unescape
from io import BytesIO
from zipfile import ZipFile

import pytest

from service import board, jobs, worker
from service.accounts.permissions import Peran
from service.db import reading
from service.workbench import Workbench
from tests import support_service as support
from tests.support_web import JSON, Person, a_file, signed_in

PDF = b"%PDF-1.7\n"


@pytest.fixture
def staff(bench: Workbench) -> Person:
    """Somebody of the staff, with a dossier open."""
    person = signed_in(bench, Peran.STAF)
    opened = person.post("/berkas", {"sop": support.SOP, "tahun": "2026"})
    assert opened.location == "/berkas/1"
    return person


def _real_pdf(bench: Workbench) -> tuple[BytesIO, str]:
    return a_file(support.fast_pdf(bench.catalog.get(support.SMALL).docx), "SP Tim.pdf")


def test_the_board_shows_twelve_steps_with_their_performers(staff: Person) -> None:
    """Each says whether the SOP names the performer or we inferred it, and on what."""
    page = staff.get("/berkas/1").text
    assert page.count('class="step-number"') == 12
    assert "performer-tertulis" in page
    assert "performer-tersimpul" in page
    assert "“Rapat Intern dipimpin oleh Camat”" in page
    assert "Langkah 1: Lembar disposisi belum ada." in page


def test_an_output_is_begun_with_one_press(staff: Person) -> None:
    """The form knows its step, and the board its draft."""
    begun = staff.post("/berkas/1/buat", {"keluaran": "undangan"})
    assert "langkah 8" in staff.get(begun.location).text
    assert "Lanjutkan" in staff.get("/berkas/1").text
    assert "Undangan Rapat" in staff.get("/").text


def test_an_output_made_elsewhere_is_uploaded(bench: Workbench, staff: Person) -> None:
    """It becomes an entry of its step, byte for byte."""
    form = {
        "keluaran": "sp-tim",
        "hal": "SP Tim",
        "tanggal": "2027-01-04",
        "file": _real_pdf(bench),
    }
    uploaded = staff.post("/berkas/1/unggah", form)
    assert "4 Januari 2027" in staff.get(uploaded.location).text
    assert "SP Tim" in staff.get("/berkas/1").text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"file": a_file(b"MZ", "virus.exe")}, "jenis file ini tidak dikenal"),
        ({"file": a_file(b"", "kosong.pdf")}, "file ini kosong"),
        ({"file": a_file(b"", "")}, "Pilih dulu file"),
        ({"tanggal": "kemarin", "file": a_file(PDF, "a.pdf")}, "Tanggal tidak terbaca"),
    ],
)
def test_an_upload_that_will_not_do_is_refused(
    bench: Workbench, staff: Person, change: dict[str, object], said: str
) -> None:
    """In words that name the file or the field; nothing is filed."""
    form = {"keluaran": "sp-tim", "tanggal": "2027-01-04", **change}
    answer = staff.post("/berkas/1/unggah", form)
    assert (answer.status_code, said in answer.text) == (422, True)
    assert support.all_entries(bench) == []


def test_a_dossier_is_exported_while_the_page_watches(bench: Workbench, staff: Person) -> None:
    """Queued, carried out by the worker, fetched; what is missing is said."""
    started = staff.post("/berkas/1/ekspor").location
    assert "Menunggu giliran" in staff.get(started).text
    assert staff.get(f"{started}/unduh").status_code == 404
    assert jobs.run_one(bench, worker.WORKS)
    state = staff.client.get(f"{started}/keadaan", headers=JSON).json
    assert state is not None
    assert state["state"] == "selesai"
    assert "Langkah 2: SK Tim belum ada." in staff.get(started).text
    zipped = staff.get(f"{started}/unduh")
    names = ZipFile(BytesIO(zipped.data)).namelist()
    assert any(name.endswith("bagit.txt") for name in names)


def test_what_is_missing_is_named_before_an_export(bench: Workbench, staff: Person) -> None:
    """No button starts an export at once: the page before it lists all that the cover will say."""
    ask = "/berkas/1/ekspor"
    for page in (staff.get("/berkas/1").text, staff.get("/berkas/1/matriks").text):
        assert f'href="{ask}"' in page
        assert f'action="{ask}"' not in page
    with reading(bench.engine) as conn:
        missing = board.read(conn, support.office_of(bench), 1).missing
    page = unescape(staff.get(ask).text)
    assert len(missing) > 0
    assert [line for line in missing if line not in page] == []
    assert "Ekspor walau belum lengkap" in page


def test_a_closed_dossier_takes_nothing_more(staff: Person) -> None:
    """Until it is opened again, which leaves a trace."""
    assert staff.post("/berkas/1/tutup").status_code == 303
    assert staff.post("/berkas/1/buat", {"keluaran": "undangan"}).status_code == 409
    assert staff.post("/berkas/1/buka-kembali").status_code == 303
    assert staff.post("/berkas/1/buat", {"keluaran": "undangan"}).status_code == 303


def test_closing_an_incomplete_dossier_names_what_is_missing(staff: Person) -> None:
    """How many things, and which; the closing itself is not among them."""
    page = staff.get("/berkas/1").text
    asked = page.split('data-confirm="Berkas ini belum lengkap, ')[1].split('"')[0]
    count = int(asked.split()[0])
    assert asked.count("- Langkah") == min(count, 20)
    assert "- Langkah 2: SK Tim belum ada." in asked
    assert "belum dilakukan" not in asked
    assert "Tetap tutup berkas?" in asked


def test_a_dossier_with_drafts_is_not_closed(staff: Person) -> None:
    """The sentence says what to do first."""
    staff.post("/berkas/1/buat", {"keluaran": "undangan"})
    answer = staff.post("/berkas/1/tutup")
    assert answer.status_code == 422
    assert "Terbitkan atau buang dulu" in answer.text


@pytest.mark.parametrize(("tahun", "said"), [("dua", "dengan angka"), ("1850", "tidak masuk akal")])
def test_a_dossier_needs_a_year(bench: Workbench, tahun: str, said: str) -> None:
    """One that makes sense."""
    answer = signed_in(bench).post("/berkas", {"sop": support.SOP, "tahun": tahun})
    assert (answer.status_code, said in answer.text) == (422, True)
