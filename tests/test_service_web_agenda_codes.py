"""Classification codes: found while typing, and the office's own list."""

from service.accounts.permissions import Peran
from service.workbench import Workbench
from tests import support_service as support
from tests.support_web import JSON, Person, a_file, signed_in

OWN = (
    "Kode;Uraian;Retensi aktif;Keamanan\n"
    "000.8.6.3;Evaluasi kinerja kecamatan;2 tahun;Biasa\n"
    "700.1;Pengawasan kecamatan;;\n"
    "700.1;Pengawasan desa;;\n"
    "bukan kode!;Salah;;\n"
)


def _found(person: Person, kata: str) -> list[dict[str, str]]:
    answer = person.client.get("/klasifikasi/cari", query_string={"kata": kata}, headers=JSON)
    assert isinstance(answer.json, list)
    return answer.json


def test_codes_are_found_by_their_beginning_and_by_words(bench: Workbench) -> None:
    """While somebody types in the form of a letter."""
    staff = signed_in(bench, Peran.STAF)
    by_code = _found(staff, "000.8.6")
    assert by_code
    assert all(one["kode"].startswith("000.8.6") for one in by_code)
    assert any("inerja" in one["uraian"] for one in _found(staff, "kinerja"))
    assert _found(staff, "tidak ada kata begini") == []
    draft = support.written(bench, support.new_draft(bench))
    assert 'data-codes="/klasifikasi/cari"' in staff.get(f"/surat/{draft.id}").text


def test_the_office_brings_its_own_list(bench: Workbench) -> None:
    """Doubled codes are kept and shown; rows without a code are named."""
    admin = signed_in(bench)
    form = {"edisi": "Perbup Contoh 1/2026", "file": a_file(OWN.encode(), "kode.csv")}
    page = admin.post("/pengaturan/klasifikasi", form).text
    assert "3 kode edisi Perbup Contoh 1/2026 masuk" in page
    assert "Pengawasan kecamatan; Pengawasan desa" in page
    assert "Baris 5" in page
    own = [one for one in _found(admin, "700.1") if one["edisi"] == "Perbup Contoh 1/2026"]
    assert len(own) == 2
    assert "milik instansi" in admin.get("/pengaturan/klasifikasi").text


def test_a_file_that_is_no_list_changes_nothing(bench: Workbench) -> None:
    """With a sentence; and only the administrator brings lists."""
    admin = signed_in(bench)
    wrong = {"edisi": "Uji", "file": a_file(b"a;b\n1;2\n", "x.csv")}
    assert "Baris judul kolom tidak ditemukan" in admin.post("/pengaturan/klasifikasi", wrong).text
    assert "Pilih dulu file" in admin.post("/pengaturan/klasifikasi", {"edisi": "Uji"}).text
    assert "milik instansi" not in admin.get("/pengaturan/klasifikasi").text
    assert signed_in(bench, Peran.STAF).get("/pengaturan/klasifikasi").status_code == 403
