"""Somebody at a browser without scripts, for the tests of the screens."""

import re
from collections.abc import Mapping
from io import BytesIO

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.accounts import users
from service.accounts.permissions import Peran
from service.accounts.users import User
from service.app import create_app
from service.db import reading, transaction
from service.offices import profile
from service.offices.profile import Office, Profil
from service.workbench import Workbench
from tests import support_service as support

PASSWORD = "rahasia-panjang"
JSON = {"Accept": "application/json"}
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Person:
    """Opens pages, and sends forms with the token that the page has given."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, url: str) -> TestResponse:
        """Opens a page."""
        return self.client.get(url, buffered=True)

    def post(self, url: str, data: Mapping[str, object] | None = None) -> TestResponse:
        """Sends a form."""
        sent = {"csrf_token": self.token(), **(data or {})}
        return self.client.post(url, data=sent, buffered=True)

    def ask(self, url: str, data: Mapping[str, object]) -> TestResponse:
        """Sends a form the way a script does."""
        sent = {"csrf_token": self.token(), **data}
        return self.client.post(url, data=sent, headers=JSON)

    def token(self) -> str:
        """The token of the present session."""
        found = _TOKEN.search(self.client.get("/pengaturan/akun/sandi").text)
        if found is None:
            found = _TOKEN.search(self.client.get("/masuk", follow_redirects=True).text)
        assert found is not None
        return found[1]


def visitor(bench: Workbench, code: str | None = None) -> Person:
    """Somebody who has not signed in."""
    return Person(create_app(bench, setup_code=code).test_client())


def signed_in(bench: Workbench, peran: Peran = Peran.ADMIN) -> Person:
    """Somebody of the sample office in this role, signed in already."""
    with reading(bench.engine) as conn:
        found = users.every(conn, support.office_of(bench).id)
    return as_user(bench, next(one for one in found if one.peran == peran))


def account(bench: Workbench, office: Office | None = None, peran: Peran = Peran.ADMIN) -> User:
    """A new account whose password we know, an administrator unless told otherwise."""
    where = office or support.office_of(bench)
    with transaction(bench.engine) as conn:
        return users.add(conn, where.id, f"uji.{peran}", "Uji Contoh", peran, PASSWORD)


def stranger(bench: Workbench) -> Person:
    """The administrator of another office in the same installation, signed in already."""
    return as_user(bench, account(bench, other_office(bench)))


def other_office(bench: Workbench) -> Office:
    """A second sample office in the same installation."""
    with transaction(bench.engine) as conn:
        profil = Profil("PEMERINTAH KABUPATEN CONTOH", "KECAMATAN LAIN (CONTOH)")
        return profile.add(conn, "contoh-lain", profil, logo=None, contoh=True, pada=bench.stamp())


def link_in(page: str) -> str:
    """The address of the invitation that a page shows."""
    found = re.search(r'value="http://[^/"]+(/undangan/[^"]+)"', page)
    assert found is not None
    return found[1]


def a_file(data: bytes, name: str) -> tuple[BytesIO, str]:
    """A file as a form sends it."""
    return BytesIO(data), name


def as_user(bench: Workbench, user: User) -> Person:
    """Signs in without the slow check of the password; test_service_web_gate.py has that."""
    person = visitor(bench)
    with person.client.session_transaction() as session:
        session["_user_id"] = f"{user.id}.{user.sesi}"
        session["_fresh"] = True
    return person
