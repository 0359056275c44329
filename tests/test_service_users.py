"""service/accounts: passwords, pauses, sessions, the last administrator, the permission matrix."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from service import setup
from service.accounts import users
from service.accounts.permissions import OF_OFFICE, RIGHTS, ROLES, Izin, Peran, may
from service.accounts.users import PAUSE, TRIES, User
from service.db import reading, transaction
from service.errors import NotFound, Refused
from service.schema import pengguna
from service.workbench import Workbench
from tests import support_service as support
from tests.support_service import NOW

PASSWORD = "kata-sandi-contoh"


@pytest.fixture
def budi(bench: Workbench) -> User:
    """An account of the sample office."""
    with transaction(bench.engine) as conn:
        return users.add(conn, _office(bench), " Budi.Contoh ", "Budi Contoh", Peran.STAF, PASSWORD)


def test_passwords_are_kept_as_argon2_only(bench: Workbench, budi: User) -> None:
    """No password stands in the database."""
    with reading(bench.engine) as conn:
        hashes = list(conn.scalars(sa.select(pengguna.c.sandi)))
    samples = [setup.sample_data(path.stem)["akun"] for path in setup.sample_files()]
    assert len(hashes) == sum(map(len, samples)) + 1
    assert all(one.startswith("$argon2id$") for one in hashes)
    for path in bench.settings.data.glob("naskah.db*"):
        assert PASSWORD.encode() not in path.read_bytes()


def test_name_and_password_must_both_agree(bench: Workbench, budi: User) -> None:
    """The name is taken without regard to case and spaces around it; the password is exact."""
    assert _enter(bench, "budi.contoh") == _enter(bench, " BUDI.contoh ") == budi
    assert _enter(bench, "budi.contoh", PASSWORD.upper()) is None
    assert _enter(bench, "tidak.ada") is None


def test_five_wrong_passwords_make_the_account_rest(bench: Workbench, budi: User) -> None:
    """Guessing is slowed down: even the right password waits five minutes, and is told so."""
    for _ in range(TRIES):
        assert _enter(bench, "budi.contoh", "tebakan-salah") is None
    with pytest.raises(Refused, match=r"Coba lagi \d menit lagi"):
        _enter(bench, "budi.contoh")
    assert _enter(bench, "budi.contoh", later=PAUSE) == budi


def test_a_right_password_forgets_the_wrong_ones(bench: Workbench, budi: User) -> None:
    """Four slips today and four tomorrow lock nobody out."""
    for _ in range(2):
        for _ in range(TRIES - 1):
            _enter(bench, "budi.contoh", "tebakan-salah")
        assert _enter(bench, "budi.contoh") == budi


def test_a_locked_account_may_not_enter(bench: Workbench, budi: User) -> None:
    """Whoever left the office is locked, not deleted: old letters keep the name."""
    with transaction(bench.engine) as conn:
        users.change(conn, budi, terkunci=True)
        locked = users.get(conn, budi.id)
    assert _enter(bench, "budi.contoh") is None
    assert not any(locked.may(izin) for izin in Izin)


def test_every_change_ends_open_sessions(bench: Workbench, budi: User) -> None:
    """The session number rises, so a cookie from before no longer counts."""
    for change in ({"password": "kata-sandi-baru"}, {"peran": Peran.ADMIN}, {"terkunci": True}):
        with transaction(bench.engine) as conn:
            before = users.get(conn, budi.id)
            users.change(conn, before, **change)
            assert users.get(conn, budi.id).sesi == before.sesi + 1


def test_a_new_password_replaces_the_old_one(bench: Workbench, budi: User) -> None:
    """The old password opens nothing any more."""
    with transaction(bench.engine) as conn:
        users.change(conn, budi, password="kata-sandi-baru")
    assert _enter(bench, "budi.contoh") is None
    assert _enter(bench, "budi.contoh", "kata-sandi-baru") is not None


@pytest.mark.parametrize("change", [{"terkunci": True}, {"peran": Peran.STAF}])
def test_the_last_administrator_stays(bench: Workbench, change: dict[str, object]) -> None:
    """An office can never lock itself out of its own settings."""
    admin = _admin(bench)
    with pytest.raises(Refused, match="satu admin"), transaction(bench.engine) as conn:
        users.change(conn, admin, **change)  # type: ignore[arg-type]  # a table of changes
    assert _admin(bench) == admin
    with transaction(bench.engine) as conn:
        users.add(conn, admin.instansi_id, "admin.dua", "Dua", Peran.ADMIN, PASSWORD)
        users.change(conn, admin, **change)  # type: ignore[arg-type]  # a table of changes


@pytest.mark.parametrize(
    ("username", "password", "said"),
    [
        ("budi.contoh", PASSWORD, "sudah dipakai"),
        ("BUDI.CONTOH", PASSWORD, "sudah dipakai"),
        ("ab", PASSWORD, "3 sampai 64"),
        ("budi santoso", PASSWORD, "3 sampai 64"),
        ("<script>", PASSWORD, "3 sampai 64"),
        ("sari.contoh", "pendek", "terlalu pendek"),
    ],
)
def test_a_poor_name_or_password_is_refused(
    bench: Workbench, budi: User, username: str, password: str, said: str
) -> None:
    """The refusal says what to do instead."""
    with pytest.raises(Refused, match=said), transaction(bench.engine) as conn:
        users.add(conn, budi.instansi_id, username, "Nama", Peran.STAF, password)


def test_an_account_is_found_only_in_its_own_office(bench: Workbench, budi: User) -> None:
    """An administrator cannot reach into another office by its number."""
    with reading(bench.engine) as conn:
        assert users.get(conn, budi.id, budi.instansi_id) == budi
        with pytest.raises(NotFound):
            users.get(conn, budi.id, budi.instansi_id + 1)


def test_random_passwords_differ_and_can_be_typed(bench: Workbench) -> None:
    """They are made for reading from a terminal: no capitals, no letters that look alike."""
    made = {users.random_password() for _ in range(50)}
    assert len(made) == 50
    assert all(len(one) >= users.MIN_PASSWORD for one in made)
    assert not set("".join(made)) & set("il1o0ABC")


def test_each_role_may_do_what_the_matrix_says() -> None:
    """The whole of it, written down a second time: nobody loosens a right by a slip."""
    written = {
        "staf": "diri lihat buat tanda-tangan berkas ekspor",
        "kasi": "diri lihat buat tanda-tangan berkas ekspor agenda",
        "sekretaris": "diri lihat buat tanda-tangan berkas ekspor batal agenda sop tertutup jejak"
        " templat putus",
        "pimpinan": "diri lihat buat tanda-tangan berkas ekspor batal putus",
        "arsiparis": "diri lihat tanda-tangan berkas ekspor tertutup",
        "inspektorat": "diri lihat ekspor jejak",
        "admin": "diri lihat buat tanda-tangan berkas ekspor batal agenda sop jejak atur templat",
        "kabupaten": "diri kabupaten",
    }
    found = {peran: {str(izin) for izin in Izin if may(peran, izin)} for peran in Peran}
    assert found == {peran: set(line.split()) for peran, line in written.items()}
    assert not any(may("tamu", izin) for izin in Izin)


def test_every_right_and_role_is_said_in_words() -> None:
    """The page that prints the matrix leaves none out, and no office gives out the kabupaten."""
    assert set(RIGHTS) == set(Izin)
    assert set(ROLES) == set(Peran)
    assert set(Peran) - set(OF_OFFICE) == {Peran.KABUPATEN}


def _enter(
    bench: Workbench, username: str, password: str = PASSWORD, later: timedelta = timedelta()
) -> User | None:
    with transaction(bench.engine) as conn:
        claimed = users.claim(conn, username)
        proved = users.proves(claimed, password, NOW + later)
        users.note_try(conn, claimed, NOW + later, proved=proved)
        return claimed.user if proved else None


def _admin(bench: Workbench) -> User:
    with reading(bench.engine) as conn:
        return next(one for one in users.every(conn, _office(bench)) if one.peran == Peran.ADMIN)


def _office(bench: Workbench) -> int:
    return support.office_of(bench).id
