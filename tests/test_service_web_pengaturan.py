"""The settings: profile, officials, books, accounts, performers."""

from io import BytesIO

import pytest
from PIL import Image

from numbering.books import get_buku
from service import numbers
from service.accounts.permissions import Peran
from service.db import reading
from service.offices import penugasan, people, profile
from service.workbench import Workbench
from tests import support_service as support
from tests.letter_kinds import HEAD, write_kind
from tests.support_web import a_file, link_in, signed_in, visitor

PROFILE: dict[str, object] = {
    "pemerintah": "PEMERINTAH KABUPATEN CONTOH PURWA",
    "nama": "KELURAHAN CONTOH",
    "induk": "KECAMATAN CONTOH",
    "alamat-0-isi": "Jalan Contoh 1",
    "alamat-1-isi": "Babakancikao",
    "tempat": "Babakancikao",
    "zona": "WITA",
    "kode_unit": "Kec.Bbk",
    "unit-0-kode": "Sekret",
    "unit-0-nama": "Sekretariat",
}
OFFICIAL: dict[str, object] = {
    "nama": "Budi Contoh Santoso",
    "gelar_belakang": "S.Sos.",
    "golongan": "III/c",
    "jabatan": "Camat Babakancikao",
    "mulai": "2027-03-01",
}


def _logo(kind: str = "PNG") -> tuple[BytesIO, str]:
    data = BytesIO()
    Image.new("RGB", (10, 10)).save(data, kind)
    return a_file(data.getvalue(), f"logo.{kind.lower()}")


def _people(bench: Workbench) -> list[people.Pejabat]:
    with reading(bench.engine) as conn:
        return people.every(conn, support.office_of(bench).id)


def test_a_changed_profile_is_used_from_then_on(bench: Workbench) -> None:
    """Every part of it, the logo among them."""
    admin = signed_in(bench)
    assert admin.post("/pengaturan/profil", PROFILE | {"logo": _logo()}).status_code == 302
    office = support.office_of(bench)
    assert office.profil.alamat == ("Jalan Contoh 1", "Babakancikao")
    assert office.profil.unit == {"Sekret": "Sekretariat"}
    assert office.profil.zona == "WITA"
    letterhead = profile.letterhead_of(office, bench.store)
    assert (letterhead.induk, letterhead.nama) == ("KECAMATAN CONTOH", "KELURAHAN CONTOH")
    assert admin.get("/pengaturan/profil/logo").data.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"nama": ""}, "Belum diisi"),
        ({"zona": "UTC"}, "tidak ada dalam pilihan"),
        ({"logo": a_file(b"bukan gambar", "logo.png")}, "PNG atau JPG"),
        ({"logo": _logo("GIF")}, "PNG atau JPG"),
        ({"pos_el": "kecamatan.contoh"}, 'href="#isian-pos_el"'),
    ],
)
def test_a_faulty_profile_changes_nothing(
    bench: Workbench, change: dict[str, object], said: str
) -> None:
    """The form comes back with what is wrong."""
    before = support.office_of(bench)
    answer = signed_in(bench).post("/pengaturan/profil", PROFILE | change)
    assert (answer.status_code, said in answer.text) == (422, True)
    assert support.office_of(bench) == before


def test_an_official_is_entered_and_put_right(bench: Workbench) -> None:
    """The rank follows the grade when it is left empty; the period decides who may sign."""
    admin = signed_in(bench)
    assert admin.post("/pengaturan/pejabat/baru", OFFICIAL).status_code == 302
    new = _people(bench)[-1]
    assert new.pegawai.pangkat == "Penata"
    assert not new.serves(bench.now().date())
    changed = OFFICIAL | {"mulai": "2027-01-01", "urutan": "0"}
    admin.post(f"/pengaturan/pejabat/{new.id}", changed)
    assert _people(bench)[0].serves(bench.now().date())


def test_an_official_cannot_leave_before_beginning(bench: Workbench) -> None:
    """The fault stands at the date."""
    form = OFFICIAL | {"selesai": "2026-01-01"}
    answer = signed_in(bench).post("/pengaturan/pejabat/baru", form)
    assert (answer.status_code, 'href="#isian-selesai"' in answer.text) == (422, True)


def test_a_nip_that_looks_damaged_is_kept_with_a_warning(bench: Workbench) -> None:
    """Said after saving, in the list and beside the field; spaces do not count."""
    admin = signed_in(bench)
    damaged = OFFICIAL | {"nip": "197806222003122000"}
    assert admin.post("/pengaturan/pejabat/baru", damaged).status_code == 302
    new = _people(bench)[-1]
    said = "berakhir 000"
    assert new.pegawai.nip == "197806222003122000"
    assert said in admin.get("/pengaturan/pejabat").text
    assert said in admin.get(f"/pengaturan/pejabat/{new.id}").text
    admin.post(f"/pengaturan/pejabat/{new.id}", OFFICIAL | {"nip": "19780622 200312 2 002"})
    assert said not in admin.get(f"/pengaturan/pejabat/{new.id}").text


TASK: dict[str, object] = {
    "pelaksana": "Plh.",
    "jabatan": "Camat Babakancikao",
    "mulai": "2027-03-01",
    "selesai": "2027-03-05",
    "dasar": "Surat Perintah Bupati Contoh Nomor 1 Tahun 2027",
}


def test_an_appointment_is_recorded_and_put_right(bench: Workbench) -> None:
    """Who acts is offered on a letter of that day, under the post acted in."""
    admin = signed_in(bench)
    one = _people(bench)[1]
    page = f"/pengaturan/pejabat/{one.id}/penugasan"
    assert admin.post(f"{page}/baru", TASK).status_code == 302
    assert "Plh. Camat Babakancikao" in admin.get(f"/pengaturan/pejabat/{one.id}").text
    with reading(bench.engine) as conn:
        (task,) = penugasan.every(conn, support.office_of(bench).id)
    longer = TASK | {"selesai": "2027-03-09"}
    assert admin.post(f"{page}/{task.id}", longer).status_code == 302
    assert "9 Maret 2027" in admin.get("/pengaturan/pejabat").text
    assert admin.get(f"{page}/{task.id + 1}").status_code == 404


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"pelaksana": "Plt."}, "masih dijabat Drs. Raden Contoh Wiratama, M.Si."),
        ({"jabatan": "Sekretaris Kecamatan"}, "jabatannya sendiri"),
        ({"selesai": "2027-02-01"}, "sebelum tanggal mulainya"),
        ({"mulai": ""}, "Belum diisi"),
    ],
)
def test_an_appointment_that_cannot_be_is_refused(
    bench: Workbench, change: dict[str, object], said: str
) -> None:
    """A Plt. of a post that has its holder, of the own post, or backwards in time."""
    one = _people(bench)[1]
    answer = signed_in(bench).post(f"/pengaturan/pejabat/{one.id}/penugasan/baru", TASK | change)
    assert (answer.status_code, said in answer.text) == (422, True)


def test_all_faults_of_a_book_are_told_at_once(bench: Workbench) -> None:
    """A bad pola beside what was left empty; a name that is taken stands at its field."""
    admin = signed_in(bench)
    wrong: dict[str, object] = {"slug": "Baru!", "pola": "{foo}/{bar}", "restart": "setiap tahun"}
    answer = admin.post("/pengaturan/buku/baru", wrong)
    for name in ("nama", "pola", "slug"):
        assert f'href="#isian-{name}"' in answer.text
    for said in ("bagian “{foo}”", "bagian “{bar}”", "nomor urut tidak ada", "“Baru!” salah"):
        assert said in answer.text
    taken = wrong | {"slug": "surat-keluar", "nama": "Lain", "pola": "{urut}"}
    assert 'href="#isian-slug"' in admin.post("/pengaturan/buku/baru", taken).text
    assert "mulai lagi dari 1 setiap tahun" in admin.get("/pengaturan/buku").text


def test_all_faults_of_an_account_are_told_at_once(bench: Workbench) -> None:
    """Each at its input, with a link from the summary."""
    form: dict[str, object] = {"username": "X", "pejabat": "999"}
    answer = signed_in(bench).post("/pengaturan/akun/baru", form)
    assert answer.status_code == 422
    for name in ("nama", "username", "peran", "pejabat"):
        assert f'href="#isian-{name}"' in answer.text
        assert f'id="isian-{name}"' in answer.text


@pytest.mark.parametrize(
    ("peran", "first"), [(Peran.ADMIN, "/pengaturan/profil"), (Peran.STAF, "/pengaturan/sop")]
)
def test_the_settings_lead_to_the_first_page_one_may_see(
    bench: Workbench, peran: Peran, first: str
) -> None:
    """Nobody meets a page that does not exist, or a refusal."""
    assert signed_in(bench, peran).get("/pengaturan").location == first


def test_an_office_that_starts_in_mid_year_goes_on_at_its_number(bench: Workbench) -> None:
    """212 letters on paper make the next one 213; once that is out, the start is fixed."""
    admin = signed_in(bench)
    admin.post("/pengaturan/buku/surat-keluar/terakhir", {"terakhir": "212"})
    assert "/213/" in admin.get("/pengaturan/buku").text
    assert support.issue(bench).nomor_surat == "000.8.6.3/213/Kec.BBC/2027"
    late = admin.post("/pengaturan/buku/surat-keluar/terakhir", {"terakhir": "300"})
    assert late.status_code == 422
    assert "sudah memberi nomor 213" in late.text


def test_a_kind_whose_book_is_missing_is_not_given_another_unseen(bench: Workbench) -> None:
    """An office from before the book existed: saving the page changes nothing for that kind."""
    kind = 'kode_klasifikasi = "000.8.6.3"\n' + HEAD.replace("surat-keluar", "buku-yang-belum-ada")
    write_kind(bench.settings.templates / "surat-lain", [], head=kind)
    admin = signed_in(bench)
    assert "Belum ada buku “buku-yang-belum-ada”" in admin.get("/pengaturan/buku").text
    admin.post("/pengaturan/buku/jenis", {"buku-surat-lain": ""})
    with reading(bench.engine) as conn:
        used = numbers.book_slug(conn, support.office_of(bench).id, bench.catalog.get("surat-lain"))
    assert used == "buku-yang-belum-ada"


def test_a_book_is_opened_and_given_to_a_kind(bench: Workbench) -> None:
    """The report is numbered once its office names a book."""
    admin = signed_in(bench)
    book = {
        "slug": "laporan",
        "nama": "Laporan",
        "pola": "LAP-{urut:02}/{tahun}",
        "restart": "setiap tahun",
    }
    assert admin.post("/pengaturan/buku/baru", dict(book)).status_code == 302
    chosen: dict[str, object] = {"buku-laporan-kinerja": "laporan", "buku-sk-tim": "keputusan"}
    assert admin.post("/pengaturan/buku/jenis", chosen).status_code == 302
    assert support.issue(bench, "laporan-kinerja").nomor_surat == "LAP-01/2027"
    assert support.issue(bench).nomor_surat == "000.8.6.3/001/Kec.BBC/2027"


def test_no_letter_of_ours_takes_a_number_from_the_incoming_book(bench: Workbench) -> None:
    """It is not offered, and a form that asks for it changes nothing."""
    admin = signed_in(bench)
    assert '<option value="agenda-masuk"' not in admin.get("/pengaturan/buku").text
    refused = admin.post("/pengaturan/buku/jenis", {"buku-laporan-kinerja": "agenda-masuk"})
    assert (refused.status_code, "Buku yang dipilih tidak ada" in refused.text) == (422, True)


def test_a_book_that_counts_already_keeps_its_restart(bench: Workbench) -> None:
    """The refusal stands at its field, and says what to do instead."""
    support.issue(bench)
    admin = signed_in(bench)
    assert "Tetap sejak buku ini memberi nomor" in admin.get("/pengaturan/buku/surat-keluar").text
    form: dict[str, object] = {"nama": "Surat", "pola": "{kode}/{urut}", "restart": "tidak pernah"}
    answer = admin.post("/pengaturan/buku/surat-keluar", form)
    assert (answer.status_code, 'href="#isian-restart"' in answer.text) == (422, True)
    assert "buat buku baru" in answer.text
    assert support.issue(bench).nomor_surat == "000.8.6.3/002/Kec.BBC/2027"


@pytest.mark.parametrize("pola", ["{urut", "{apa}/{urut}", "tanpa urut"])
def test_a_pattern_that_cannot_count_is_refused(bench: Workbench, pola: str) -> None:
    """With the reason at its field, and the old one stays."""
    form = {"nama": "Surat Keluar", "pola": pola, "restart": "setiap tahun"}
    answer = signed_in(bench).post("/pengaturan/buku/surat-keluar", dict(form))
    assert (answer.status_code, 'href="#isian-pola"' in answer.text) == (422, True)
    with reading(bench.engine) as conn:
        buku = get_buku(conn, support.office_of(bench).id, "surat-keluar")
    assert buku.pola == "{kode}/{urut:03}/{unit}/{tahun}"


def test_an_account_is_invited_changed_and_locked(bench: Workbench) -> None:
    """The admin copies a link, its holder makes a password; who is locked is out at once."""
    admin = signed_in(bench)
    form: dict[str, object] = {"nama": "Rina Contoh", "username": "rina", "peran": "staf"}
    password: dict[str, object] = {"sandi": "kata-sandi-rina", "sandi_lagi": "kata-sandi-rina"}
    link = link_in(admin.post("/pengaturan/akun/baru", form).text)
    rina = visitor(bench)
    assert rina.post(link, password).location == "/masuk"
    assert rina.post("/masuk", {"username": "rina", "sandi": "kata-sandi-rina"}).status_code == 302
    number = (
        admin.get("/pengaturan/akun").text.split("rina</td>")[1].split("akun/")[1].split('"')[0]
    )
    admin.post(f"/pengaturan/akun/{number}", form | {"terkunci": "on"})
    assert rina.get("/").status_code == 302


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"username": "admin.contoh"}, "sudah dipakai"),
        ({"peran": "raja"}, "Pilih peran"),
        ({"peran": "kabupaten"}, "Pilih peran"),
        ({"pejabat": "999"}, "Pejabat ini tidak ada"),
    ],
)
def test_a_faulty_account_is_refused(bench: Workbench, change: dict[str, str], said: str) -> None:
    """What was typed stays; no office makes an administrator of the kabupaten."""
    form = {"nama": "Rina", "username": "rina", "peran": "staf"} | change
    answer = signed_in(bench).post("/pengaturan/akun/baru", dict(form))
    assert (answer.status_code, said in answer.text) == (422, True)


def test_everybody_changes_the_own_password_and_stays_in(bench: Workbench) -> None:
    """The session goes on here, and ends elsewhere."""
    staff = signed_in(bench, Peran.STAF)
    form: dict[str, object] = {"sandi": "kata-sandi-baru", "sandi_lagi": "kata-sandi-baru"}
    assert staff.post("/pengaturan/akun/sandi", form).status_code == 302
    assert staff.get("/").status_code == 200


def test_the_last_administrator_cannot_be_locked_out(bench: Workbench) -> None:
    """Somebody must be left who can open the door."""
    admin = signed_in(bench)
    page = admin.get("/pengaturan/akun").text
    own = page.split("admin.contoh</td>")[1].split("akun/")[1].split('"')[0]
    answer = admin.post(f"/pengaturan/akun/{own}", {"nama": "X", "peran": "staf"})
    assert (answer.status_code, "paling sedikit satu admin" in answer.text) == (422, True)
