"""The second factor, and wrong passwords counted for each address."""

import re
from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest

from service.accounts import attempts, second_factor
from service.accounts.permissions import Peran
from service.accounts.users import PAUSE, User
from service.db import reading, transaction
from service.errors import Refused
from service.workbench import Workbench
from tests.support_service import NOW
from tests.support_web import PASSWORD, Person, account, as_user, signed_in, visitor


@pytest.fixture
def user(bench: Workbench) -> User:
    """An account whose password we know."""
    return account(bench, peran=Peran.STAF)


def _code(secret: str, later: timedelta = timedelta()) -> str:
    return pyotp.TOTP(secret).at(NOW + later)


def _on(bench: Workbench, user: User) -> tuple[str, list[str]]:
    """The secret and the recovery codes of a second factor that is on."""
    secret = second_factor.new_secret()
    with transaction(bench.engine) as conn:
        codes = second_factor.switch_on(conn, user, secret, _code(secret), NOW)
    return secret, codes


def _past_password(bench: Workbench, user: User, later: timedelta = timedelta()) -> Person:
    """Somebody whose password was right a moment ago."""
    person = visitor(replace(bench, now=lambda: NOW + later))
    answer = person.post("/masuk", {"username": user.username, "sandi": PASSWORD})
    assert answer.location == "/masuk/kode"
    return person


def test_it_is_switched_on_with_a_telephone_and_asked_for_then(
    bench: Workbench, user: User
) -> None:
    """The page shows secret and picture; the recovery codes are shown once."""
    person = as_user(bench, user)
    page = person.get("/pengaturan/kode").text
    found = re.search(r"rahasia ini: <code>(\w+)</code>", page)
    assert found is not None
    assert 'src="data:image/svg+xml' in page
    assert person.post("/pengaturan/kode", {"kode": "000000"}).status_code == 422
    shown = person.post("/pengaturan/kode", {"kode": _code(found[1])}).text
    codes = re.findall(r"<li><code>([\w-]+)</code>", shown)
    assert len(codes) == 10
    assert codes[0] not in person.get("/pengaturan/kode").text
    late = timedelta(minutes=1)
    guest = _past_password(bench, user, late)
    assert guest.get("/").status_code == 302
    assert guest.post("/masuk/kode", {"kode": "123 456"}).status_code == 401
    assert guest.post("/masuk/kode", {"kode": _code(found[1], late)}).location == "/"
    assert guest.get("/").status_code == 200


def test_a_code_counts_once(bench: Workbench, user: User) -> None:
    """Whoever looked over the shoulder can't enter with it, nor with the one before."""
    secret, _ = _on(bench, user)
    later = timedelta(minutes=2)
    with transaction(bench.engine) as conn:
        assert not second_factor.proves(conn, user, _code(secret), NOW)  # used to switch it on
        code = _code(secret, later)
        assert second_factor.proves(conn, user, code, NOW + later)
        assert not second_factor.proves(conn, user, code, NOW + later)
        before = _code(secret, later - timedelta(seconds=30))
        assert not second_factor.proves(conn, user, before, NOW + later)
        assert not second_factor.proves(conn, user, "", NOW + later)


def test_a_recovery_code_enters_once(bench: Workbench, user: User) -> None:
    """When the telephone is lost; only its digest is kept."""
    _, codes = _on(bench, user)
    assert _past_password(bench, user).post("/masuk/kode", {"kode": codes[3]}).location == "/"
    again = _past_password(bench, user)
    assert again.post("/masuk/kode", {"kode": codes[3]}).status_code == 401
    for path in bench.settings.data.glob("naskah.db*"):
        assert codes[4].encode() not in path.read_bytes()


def test_codes_are_not_guessed(bench: Workbench, user: User) -> None:
    """Wrong ones make the account rest, and a right password in between forgives none."""
    _on(bench, user)
    for _ in range(5):
        assert (
            _past_password(bench, user).post("/masuk/kode", {"kode": "000000"}).status_code == 401
        )
    answer = visitor(bench).post("/masuk", {"username": user.username, "sandi": PASSWORD})
    assert answer.status_code == 429


def test_the_code_page_opens_nothing_by_itself(bench: Workbench, user: User) -> None:
    """Without a password before it, or long after it, it leads back to the door."""
    secret, _ = _on(bench, user)
    late = timedelta(minutes=10)
    assert visitor(bench).get("/masuk/kode").location == "/masuk"
    assert visitor(bench).post("/masuk/kode", {"kode": _code(secret)}).location == "/masuk"
    person = _past_password(bench, user)
    person.client.application.extensions["naskah"] = replace(bench, now=lambda: NOW + late)
    assert person.post("/masuk/kode", {"kode": _code(secret, late)}).location == "/masuk"


def test_it_is_switched_off_with_a_code_or_by_the_admin(bench: Workbench, user: User) -> None:
    """An open session alone is not enough."""
    _, codes = _on(bench, user)
    person = as_user(bench, user)
    assert person.post("/pengaturan/kode/matikan", {"kode": "1"}).status_code == 422
    assert _active(bench, user)
    assert person.post("/pengaturan/kode/matikan", {"kode": codes[0]}).status_code == 303
    assert not _active(bench, user)
    _on(bench, user)
    admin = signed_in(bench)
    assert "Matikan kode kedua" in admin.get(f"/pengaturan/akun/{user.id}").text
    admin.post(f"/pengaturan/akun/{user.id}/kode-mati")
    assert not _active(bench, user)


def test_an_address_that_tries_many_names_has_to_wait(bench: Workbench) -> None:
    """Twenty wrong ones from there, whatever the names; others are not kept waiting."""
    person = visitor(bench)
    for number in range(attempts.TRIES):
        form = {"username": f"tebak{number}", "sandi": "salah"}
        assert person.post("/masuk", dict(form)).status_code == 401
    assert person.post("/masuk", {"username": "lain", "sandi": "salah"}).status_code == 429
    with reading(bench.engine) as conn:
        attempts.check(conn, "192.0.2.7", NOW)
        with pytest.raises(Refused, match=r"Coba lagi \d menit lagi"):
            attempts.check(conn, "127.0.0.1", NOW)
        attempts.check(conn, "127.0.0.1", NOW + PAUSE)


def _active(bench: Workbench, user: User) -> bool:
    with reading(bench.engine) as conn:
        return second_factor.active(conn, user)
