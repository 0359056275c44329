"""An office's procedures on the screen: taken, read, changed step by step, and their editions."""

from io import BytesIO

import pytest

from doc_templates.docx_text import docx_text
from service import berkas, board
from service.accounts.permissions import Peran
from service.db import reading
from service.sop import editing, editions
from service.sop.procedure import Beda, Procedure
from service.workbench import Workbench
from tests import support_service as support
from tests.support_service import OLEH, SOP
from tests.support_web import Person, signed_in
from tests.test_service_procedures import SIXTH

PAGE = f"/pengaturan/sop/{SOP}"
STEP: dict[str, object] = {
    "uraian": "Memeriksa data",
    "waktu": "2 jam",
    "pelaksana": ["Sekretaris"],
    "alasan": "rapat staf",
    "k_slug": [""],
    "k_nama": ["Hasil survei"],
    "k_dari": [""],
    "o_slug": ["", ""],
    "o_nama": ["Catatan pemeriksaan", ""],
    "o_cara": ["catat", "surat"],
    "o_jenis": ["", ""],
    "o_dari": ["", ""],
    "tanya": "Apakah datanya lengkap?",
    "ya": "",
    "tidak": "3",
}


@pytest.fixture
def secretary(bench: Workbench) -> Person:
    """Whoever may change the SOP of the office."""
    return signed_in(bench, Peran.SEKRETARIS)


def test_a_procedure_is_shown_beside_what_its_sop_says(secretary: Person) -> None:
    """Steps, differences with their reasons, identity, and the editions."""
    page = secretary.get(PAGE).text
    assert "Memerintahkan untuk mengumpulkan data kinerja" in page
    assert "SEKWAN, KABAG PROG" in page
    assert "tersalin dari SOP Sekretariat DPRD" in page
    assert "SOP Penyusunan LAKIP" in page
    assert secretary.get("/pengaturan/sop/tidak-ada").status_code == 404


def test_a_step_is_added_moved_and_taken_out(bench: Workbench, secretary: Person) -> None:
    """Each is an edition; decisions go on leading to the step that they meant."""
    assert secretary.post(f"{PAGE}/langkah/baru/4", STEP).status_code == 303
    now = _now(bench)
    step = now.step(5)
    assert step is not None
    assert [one.uraian for one in now.langkah][3:6:2] == [
        now.langkah[3].uraian,
        "Menganalisis dan mengukur data kinerja",
    ]
    assert [(one.nama, one.dasar) for one in step.pelaksana] == [("Sekretaris", "instansi")]
    assert [(one.slug, one.cara) for one in step.keluaran] == [("catatan-pemeriksaan", "catat")]
    assert step.keputusan is not None
    assert now.langkah[6].keputusan is not None
    assert now.langkah[6].keputusan.tidak == 6  # it led to step 5, which is step 6 now
    secretary.post(f"{PAGE}/langkah/5/pindah", {"ke": "atas"})
    assert _now(bench).langkah[3].uraian == "Memeriksa data"
    secretary.post(f"{PAGE}/langkah/4/hapus")
    assert [one.uraian for one in _now(bench).langkah] == [
        one.uraian for one in _edition(bench, 1).langkah
    ]


def test_a_changed_step_keeps_what_the_form_does_not_show(
    bench: Workbench, secretary: Person
) -> None:
    """The versions of the report, the basis of who stays, and what the SOP prints."""
    step = editing.step_of(_isi(bench), 7)
    outputs = step["keluaran"]
    form: dict[str, object] = {
        "uraian": "Melaporkan hasil",
        "waktu": step["waktu"],
        "pelaksana": [one["nama"] for one in step["pelaksana"]],
        "o_slug": [one["slug"] for one in outputs],
        "o_nama": [one["nama"] for one in outputs],
        "o_cara": [one["cara"] for one in outputs],
        "o_jenis": [one["jenis"] for one in outputs],
        "o_dari": [one["dari"] for one in outputs],
    }
    assert secretary.post(f"{PAGE}/langkah/7", form).status_code == 303
    changed = _now(bench).step(7)
    assert changed is not None
    assert changed.uraian == "Melaporkan hasil"
    assert changed.keluaran[0].isian == {"versi": "Draft 3"}
    assert {one.dasar for one in changed.pelaksana} == {"tersimpul"}
    assert changed.keputusan is None


def test_what_is_run_otherwise_is_told_at_its_step(bench: Workbench, secretary: Person) -> None:
    """What the SOP says, what we run, and why; a row is filled whole or left empty."""
    step = editing.step_of(_isi(bench), 12)
    outputs = step["keluaran"]
    form: dict[str, object] = {
        "uraian": step["uraian"],
        "pelaksana": [one["nama"] for one in step["pelaksana"]],
        "o_slug": [one["slug"] for one in outputs],
        "o_nama": [one["nama"] for one in outputs],
        "o_cara": [one["cara"] for one in outputs],
        "o_jenis": [""],
        "o_dari": [""],
    }
    assert "SOP tidak menulis keduanya." in secretary.get(f"{PAGE}/langkah/12").text
    secretary.post(f"{PAGE}/langkah/12", form)
    assert _now(bench).langkah[11].beda == _edition(bench, 1).langkah[11].beda
    typed = {
        "b_bagian": ["", "waktu", ""],
        "b_tertulis": ["", "(kosong)", ""],
        "b_dijalankan": ["", "1 hari", ""],
        "b_alasan": ["", "rapat staf", " "],
    }
    secretary.post(f"{PAGE}/langkah/12", form | typed)
    assert _now(bench).langkah[11].beda == (Beda("waktu", "(kosong)", "1 hari", "rapat staf"),)
    refused = secretary.post(f"{PAGE}/langkah/12", form | typed | {"b_alasan": ["", "", ""]})
    assert refused.status_code == 422
    assert "langkah ke-12, beda ke-1: “alasan” belum diisi" in refused.text
    secretary.post(f"{PAGE}/langkah/12", form | {key: [""] for key in typed})
    assert _now(bench).langkah[11].beda == ()


def test_a_step_with_faults_is_shown_again_with_all_of_them(
    bench: Workbench, secretary: Person
) -> None:
    """What was typed stays on the page, and no edition is made."""
    wrong = STEP | {"waktu": "sebentar", "pelaksana": ["Gubernur"], "tidak": "99"}
    answer = secretary.post(f"{PAGE}/langkah/baru/4", wrong)
    assert answer.status_code == 422
    for said in ("“sebentar” tidak terbaca", "menuju langkah 99"):
        assert said in answer.text
    assert "Memeriksa data" in answer.text
    assert secretary.post(f"{PAGE}/langkah/4/hapus").status_code == 422  # step 5 returns to it
    assert _edition(bench, 1) == _now(bench)


def test_the_office_says_who_holds_a_performer(bench: Workbench, secretary: Person) -> None:
    """A new name goes into the steps as well."""
    assert "Kasubag Perencanaan" in secretary.get(f"{PAGE}/pelaksana").text
    holders = _now(bench).pelaksana
    form: dict[str, object] = {
        "lama": [one.nama for one in holders],
        "nama": ["Camat Babakancikao", *(one.nama for one in holders[1:])],
        "jabatan": ["; ".join(one.jabatan) for one in holders],
        "luar": [one.nama for one in holders if one.luar],
    }
    assert secretary.post(f"{PAGE}/pelaksana", form).status_code == 303
    now = _now(bench)
    assert now.langkah[0].pelaksana[0].nama == "Camat Babakancikao"
    assert now.pelaksana[-1].luar


def test_a_procedure_is_taken_from_a_file_or_from_those_that_ship(
    bench: Workbench, secretary: Person
) -> None:
    """A file with faults is refused whole; of a shipped one is told whose performers lack."""
    page = "/pengaturan/sop/muat"
    sent = {"file": (BytesIO(SIXTH.encode()), "survei.toml")}
    assert secretary.post(page, sent).location == "/pengaturan/sop/survei-kepuasan"
    wrong = {"file": (BytesIO(b"slug = 1"), "survei.toml")}
    assert "belum ada langkah" in secretary.post(page, wrong).text
    assert "Pilih dulu file" in secretary.post(page).text
    assert secretary.post("/pengaturan/sop/pakai/way-kanan").status_code == 303
    assert "Belum dipegang pejabat siapa pun: Sekda" in secretary.get("/pengaturan/sop").text
    assert secretary.post("/pengaturan/sop/pakai/khayal").status_code == 404


def test_an_open_dossier_keeps_its_edition(bench: Workbench, secretary: Person) -> None:
    """What was changed counts for the next dossier."""
    office = support.office_of(bench)
    before = berkas.open_berkas(bench, office, SOP, 2026, oleh=OLEH)
    secretary.post(f"{PAGE}/langkah/baru/4", STEP)
    after = berkas.open_berkas(bench, office, SOP, 2027, oleh=OLEH)
    with reading(bench.engine) as conn:
        counts = [len(board.read(conn, office, one).rows) for one in (before, after)]
    assert counts == [12, 13]


def test_staff_read_and_do_not_change(bench: Workbench) -> None:
    """Every page of changing is shut."""
    staff = signed_in(bench, Peran.STAF)
    assert staff.get(PAGE).status_code == 200
    assert staff.get(f"{PAGE}/langkah/4").status_code == 403
    for deed in ("langkah/4", "langkah/baru/4", "langkah/4/pindah", "langkah/4/hapus", "pelaksana"):
        assert staff.post(f"{PAGE}/{deed}", STEP).status_code == 403


def _isi(bench: Workbench) -> editing.Isi:
    with reading(bench.engine) as conn:
        return editions.by_slug(conn, support.office_of(bench).id, SOP).isi


def _now(bench: Workbench) -> Procedure:
    with reading(bench.engine) as conn:
        return editions.by_slug(conn, support.office_of(bench).id, SOP).procedure()


def _edition(bench: Workbench, edisi: int) -> Procedure:
    with reading(bench.engine) as conn:
        past = editions.history(conn, support.office_of(bench).id, SOP)
    return next(one.procedure() for one in past if one.edisi == edisi)


def test_the_procedure_is_printed_whole(bench: Workbench, secretary: Person) -> None:
    """Cover, identity, performers and mutu baku of every step; to be changed in Word as well."""
    answer = secretary.get(f"{PAGE}/cetak.docx")
    words = docx_text(answer.data)
    for step in _now(bench).langkah:
        assert step.uraian in words
        assert all(one.nama in words for one in step.pelaksana)
        assert step.waktu in words
    assert "Mutu Baku" in words
    assert "Menguasai teknis tupoksi" in words
    assert "Draft 1 sudah benar?\nYa: lanjut ke langkah 7.\nTidak: kembali ke langkah 5." in words
    assert "◊\nYa ↓\nTidak ↑ 5" in words
    assert secretary.get(f"{PAGE}/cetak.pdf").data.startswith(b"%PDF")
