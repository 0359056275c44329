"""Several offices in one installation: who sees which, who adds them, and what clashes."""

import tomllib
from datetime import timedelta
from pathlib import Path

import pytest

from service import berkas, setup
from service.accounts import invitations, reach, trail, users
from service.accounts.permissions import Peran
from service.accounts.users import User
from service.db import reading, transaction
from service.errors import NotFound, Refused
from service.offices import profile
from service.offices.profile import Office, Profil
from service.schema import akses
from service.workbench import Workbench
from tests import support_service as support
from tests.support_service import OLEH
from tests.support_web import Person, as_user, link_in, other_office, signed_in, visitor

PASSWORD: dict[str, object] = {"sandi": "kata-sandi-baru", "sandi_lagi": "kata-sandi-baru"}
NEW: dict[str, object] = {
    "pemerintah": "PEMERINTAH KABUPATEN CONTOH",
    "nama": "KECAMATAN BARU (CONTOH)",
    "tempat": "Baru",
    "kode_unit": "Kec.Baru",
    "admin_nama": "Budi Contoh",
    "username": "budi.baru",
}


@pytest.fixture
def other(bench: Workbench) -> Office:
    """A second office."""
    return other_office(bench)


def _auditor(bench: Workbench) -> User:
    with reading(bench.engine) as conn:
        return users.claim(conn, "inspektorat.contoh").user or pytest.fail("no such account")


def _give(bench: Workbench, *offices: Office) -> Person:
    """The Inspektorat at work, with these offices given to it."""
    auditor = _auditor(bench)
    with transaction(bench.engine) as conn:
        reach.give(conn, auditor, [one.id for one in offices])
    return as_user(bench, auditor)


# --- the Inspektorat


def test_the_inspectorate_reads_the_offices_that_it_was_given(
    bench: Workbench, other: Office
) -> None:
    """One after the other; what lies in the one does not exist in the other."""
    number = berkas.open_berkas(bench, support.office_of(bench), support.SOP, 2026, oleh=OLEH)
    auditor = _give(bench, other)
    assert auditor.get(f"/berkas/{number}").status_code == 200
    assert "KECAMATAN LAIN" in auditor.get("/instansi").text
    auditor.post("/instansi", {"instansi": other.id})
    assert "KECAMATAN LAIN" in auditor.get("/").text
    assert auditor.get(f"/berkas/{number}").status_code == 404
    auditor.post("/instansi", {"instansi": support.office_of(bench).id})
    assert auditor.get(f"/berkas/{number}").status_code == 200


def test_an_office_that_was_not_given_does_not_exist(bench: Workbench, other: Office) -> None:
    """Not by a form made by hand, either; and what is taken away is gone at once."""
    auditor = _give(bench)
    assert auditor.post("/instansi", {"instansi": other.id}).status_code == 404
    auditor = _give(bench, other)
    auditor.post("/instansi", {"instansi": other.id})
    assert "KECAMATAN LAIN" in auditor.get("/").text
    _give(bench)
    assert "KECAMATAN LAIN" not in auditor.get("/").text


def test_the_inspectorate_downloads_and_never_issues(bench: Workbench) -> None:
    """It may export a dossier; every deed with a letter is refused."""
    number = berkas.open_berkas(bench, support.office_of(bench), support.SOP, 2026, oleh=OLEH)
    entry = support.issue(bench)
    auditor = signed_in(bench, Peran.INSPEKTORAT)
    assert "Ekspor untuk Inspektorat" in auditor.get(f"/berkas/{number}").text
    assert auditor.post(f"/berkas/{number}/ekspor").status_code == 303
    for page in (f"/arsip/{entry.id}/batal", f"/arsip/{entry.id}/salin", "/surat", "/berkas"):
        assert auditor.post(page).status_code == 403


@pytest.mark.parametrize("peran", [Peran.STAF, Peran.ADMIN, Peran.SEKRETARIS])
def test_nobody_else_is_given_offices(bench: Workbench, other: Office, peran: Peran) -> None:
    """Staff work for one office; a row slipped into the table opens nothing, either."""
    with transaction(bench.engine) as conn:
        found = users.every(conn, support.office_of(bench).id)
        user = next(one for one in found if one.peran == peran)
        with pytest.raises(Refused, match="Hanya akun Inspektorat"):
            reach.give(conn, user, [other.id])
        conn.execute(akses.insert().values(pengguna_id=user.id, instansi_id=other.id))
        assert [one.id for one in reach.offices(conn, user)] == [user.instansi_id]


def test_the_office_does_not_change_an_account_that_reaches_further(
    bench: Workbench, other: Office
) -> None:
    """Otherwise its administrator could take it over, and read the other office."""
    _give(bench, other)
    number = _auditor(bench).id
    admin = signed_in(bench)
    assert "diatur admin kabupaten" in admin.get("/pengaturan/akun").text
    for there in (f"/pengaturan/akun/{number}", f"/pengaturan/akun/{number}/undang"):
        answer = admin.post(there, {"nama": "X", "peran": "staf"})
        assert (answer.status_code, "admin kabupaten" in answer.text) == (422, True)
    with reading(bench.engine) as conn:
        assert users.get(conn, number) == _auditor(bench)
        assert not invitations.waiting(conn, [number])


def test_a_link_that_the_office_made_before_is_worth_nothing_then(
    bench: Workbench, other: Office
) -> None:
    """It could have been kept to take the account over."""
    with transaction(bench.engine) as conn:
        token = invitations.invite(conn, _auditor(bench), oleh=OLEH, now=bench.now())
    _give(bench, other)
    assert visitor(bench).get(f"/undangan/{token}").status_code == 404


# --- the administrator of the kabupaten


def test_the_administrator_of_the_kabupaten_adds_an_office(bench: Workbench) -> None:
    """With its books and procedures; its first admin is invited by a link, and enters."""
    person = signed_in(bench, Peran.KABUPATEN)
    assert person.get("/").location == "/kabupaten"
    link = link_in(person.post("/kabupaten/instansi/baru", NEW).text)
    assert "KECAMATAN BARU" in person.get("/kabupaten").text
    admin = visitor(bench)
    admin.post(link, PASSWORD)
    sent = {"username": "budi.baru", "sandi": PASSWORD["sandi"]}
    assert admin.post("/masuk", sent).location == "/"
    assert "KECAMATAN BARU" in admin.get("/").text
    with reading(bench.engine) as conn:
        made = profile.by_slug(conn, "kecamatan-baru-contoh")
        (row,) = trail.of_objects(conn, made.id, [f"instansi/{made.slug}"])
    assert (row.oleh, row.alamat) == ("Hendra Contoh Saputra", "127.0.0.1")


def test_the_administrator_of_the_kabupaten_reads_no_letters(bench: Workbench) -> None:
    """Neither lists nor pages nor files."""
    entry = support.issue(bench)
    person = signed_in(bench, Peran.KABUPATEN)
    for page in ("/arsip", f"/arsip/{entry.id}", "/berkas", "/agenda", "/jejak", "/tanda-tangan"):
        assert person.get(page).status_code == 403


def test_far_accounts_are_invited_changed_and_locked(bench: Workbench, other: Office) -> None:
    """The Inspektorat with its offices; each office's trail tells of it."""
    person = signed_in(bench, Peran.KABUPATEN)
    form: dict[str, object] = {"nama": "Tuti Contoh", "username": "tuti", "peran": "inspektorat"}
    assert "Pilih paling sedikit satu" in person.post("/kabupaten/akun/baru", form).text
    link = link_in(person.post("/kabupaten/akun/baru", form | {"instansi": other.id}).text)
    tuti = visitor(bench)
    tuti.post(link, PASSWORD)
    tuti.post("/masuk", {"username": "tuti", "sandi": PASSWORD["sandi"]})
    assert "KECAMATAN LAIN" in tuti.get("/").text
    with reading(bench.engine) as conn:
        number = next(one.id for one in reach.beyond(conn) if one.username == "tuti")
        assert trail.of_objects(conn, other.id, ["akun/tuti"])
    person.post(f"/kabupaten/akun/{number}", {"terkunci": "on"})
    assert tuti.get("/").status_code == 302
    assert person.get(f"/kabupaten/akun/{number}").status_code == 200


def test_nobody_locks_the_own_account(bench: Workbench) -> None:
    """Somebody must be left who can open the door."""
    person = signed_in(bench, Peran.KABUPATEN)
    with reading(bench.engine) as conn:
        number = next(one.id for one in reach.beyond(conn) if one.peran == Peran.KABUPATEN)
    person.post(f"/kabupaten/akun/{number}", {"terkunci": "on"})
    assert person.get("/kabupaten").status_code == 200


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kode_unit": "kec.bbc"}, "Kode unit “kec.bbc” sudah dipakai"),
        ({"nama": "Contoh Babakancikao"}, "Nama pendek “contoh-babakancikao” sudah dipakai"),
        ({"username": "admin.contoh"}, "sudah dipakai"),
        ({"tempat": ""}, "Belum diisi"),
    ],
)
def test_an_office_that_clashes_is_refused_whole(
    bench: Workbench, change: dict[str, object], said: str
) -> None:
    """With what to do instead; neither the office nor its admin is left behind."""
    answer = signed_in(bench, Peran.KABUPATEN).post("/kabupaten/instansi/baru", NEW | change)
    assert (answer.status_code, said in answer.text) == (422, True)
    with reading(bench.engine) as conn:
        assert len(profile.every(conn)) == len(setup.sample_files())
        assert users.claim(conn, "budi.baru").user is None


def test_all_that_is_wrong_with_a_new_office_is_told_at_once(bench: Workbench) -> None:
    """A code, a short name and a user name that are taken, and a name that is missing."""
    wrong = {
        "kode_unit": "kec.bbc",
        "nama": "Contoh Babakancikao",
        "username": "admin.contoh",
        "admin_nama": " ",
    }
    taken = [
        "Kode unit “kec.bbc” sudah dipakai",
        "Nama pendek “contoh-babakancikao” sudah dipakai",
        "Nama masuk “admin.contoh” sudah dipakai",
    ]
    page = signed_in(bench, Peran.KABUPATEN).post("/kabupaten/instansi/baru", NEW | wrong).text
    assert [said for said in (*taken, "Belum diisi") if said not in page] == []
    profil = Profil("P", wrong["nama"], tempat="T", kode_unit=wrong["kode_unit"])
    with pytest.raises(Refused) as told:
        setup.add_office(bench, profil, wrong["username"], wrong["admin_nama"], oleh=support.OLEH)
    blank = "Nama lengkap admin pertama belum diisi"
    assert [said for said in (*taken, blank) if said not in str(told.value)] == []


def test_an_office_cannot_take_the_code_of_another(bench: Workbench, other: Office) -> None:
    """Not later in its profile, either."""
    profil = support.office_of(bench).profil
    with transaction(bench.engine) as conn, pytest.raises(Refused, match="Kode unit"):
        profile.change(conn, other, Profil("P", "N", kode_unit=profil.kode_unit), None)


# --- samples


def test_sample_files_that_clash_are_all_told_at_once(
    empty: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two offices with one code, one short name, one account: nothing is loaded."""
    text = setup.sample_files()[0].read_text("utf-8")
    (tmp_path / "a.toml").write_text(text, "utf-8")
    (tmp_path / "b.toml").write_text(text, "utf-8")
    monkeypatch.setattr(setup, "SAMPLES", tmp_path)
    with pytest.raises(Refused) as told:
        setup.load_samples(empty)
    for said in ("Nama pendek “contoh-babakancikao”", "Kode unit “Kec.BBC”", "“staf.contoh”"):
        assert said in str(told.value)
    assert setup.offices(empty) == []


def test_every_sample_office_is_loaded(bench: Workbench) -> None:
    """One for each file, and the sample Inspektorat reads them all."""
    slugs = {tomllib.loads(path.read_text("utf-8"))["slug"] for path in setup.sample_files()}
    assert {office.slug for office in setup.offices(bench)} == slugs
    with reading(bench.engine) as conn:
        read = {office.slug for office in reach.offices(conn, _auditor(bench))}
    assert read == slugs


# --- invitations


def test_a_link_works_once_and_for_a_week(bench: Workbench) -> None:
    """Used, replaced or late, it answers as if it had never been."""
    who, now = _auditor(bench), bench.now()
    with transaction(bench.engine) as conn:
        first = invitations.invite(conn, who, oleh=OLEH, now=now)
        second = invitations.invite(conn, who, oleh=OLEH, now=now)
        for token, moment in ((first, now), (second, now + timedelta(days=7)), ("apa", now)):
            with pytest.raises(NotFound, match="Mintalah tautan baru"):
                invitations.accept(conn, token, "kata-sandi-baru", moment)
        assert invitations.accept(conn, second, "kata-sandi-baru", now).sesi > who.sesi
        with pytest.raises(NotFound):
            invitations.accept(conn, second, "kata-sandi-lain", now)


def test_the_token_stands_nowhere_in_the_database(bench: Workbench) -> None:
    """Whoever reads a backup can't enter with it."""
    with transaction(bench.engine) as conn:
        token = invitations.invite(conn, _auditor(bench), oleh=OLEH, now=bench.now())
    for path in bench.settings.data.glob("naskah.db*"):
        assert token.encode() not in path.read_bytes()


def test_an_account_without_a_password_opens_nothing(bench: Workbench) -> None:
    """Not even with an empty one."""
    office = support.office_of(bench)
    with transaction(bench.engine) as conn:
        users.add(conn, office.id, "belum.ada", "Belum", Peran.STAF, None)
    answer = visitor(bench).post("/masuk", {"username": "belum.ada", "sandi": ""})
    assert answer.status_code == 401


def test_a_poor_password_leaves_the_link_as_it_was(bench: Workbench) -> None:
    """The holder may try again."""
    with transaction(bench.engine) as conn:
        token = invitations.invite(conn, _auditor(bench), oleh=OLEH, now=bench.now())
    guest = visitor(bench)
    poor = guest.post(f"/undangan/{token}", {"sandi": "pendek", "sandi_lagi": "pendek"})
    assert (poor.status_code, "terlalu pendek" in poor.text) == (422, True)
    assert guest.post(f"/undangan/{token}", PASSWORD).status_code == 303
