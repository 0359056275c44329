"""service/web/gate: who comes in where."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.routing import Rule

from service import berkas, direct, jobs, uploads
from service.accounts import users
from service.accounts.permissions import Izin, Peran, may
from service.app import create_app
from service.db import reading, transaction
from service.schema import audit
from service.uploads import Incoming
from service.web import gate
from service.web.gate import ANYONE, asked_by
from service.workbench import Workbench
from tests import support_service as support
from tests.support_web import (
    JSON,
    PASSWORD,
    a_file,
    account,
    as_user,
    other_office,
    signed_in,
    visitor,
)

PUBLIC = {
    "static",
    "bootstrap.static",
    "masuk.form",
    "masuk.enter",
    "mulai.choose",
    "mulai.samples",
    "mulai.own",
    "mulai.begin",
    "masuk.code",
    "masuk.enter_code",
    "undangan.form",
    "undangan.accept",
}
TEXTS = {"slug": "surat-keluar", "nama": "acara", "digest": "0" * 64}
TEXTS |= {"token": "tidak-ada", "_nama": "acara", "filename": "naskah.css"}


def _address(rule: Rule, numbers: dict[str, int]) -> str:
    """The address of a page, with these numbers where it has some."""

    def fill(found: re.Match[str]) -> str:
        kind, _, name = found[1].rpartition(":")
        if kind.startswith("any("):
            return kind.removeprefix("any(").rstrip(")").partition(",")[0]
        return TEXTS.get(name) or str(numbers.get(name, 1))

    return re.sub(r"<([^>]+)>", fill, rule.rule)


def _rules(app: Flask, method: str) -> list[Rule]:
    """The pages that take this method and are not open to all."""
    found = app.url_map.iter_rules()
    return [one for one in found if method in (one.methods or ()) and one.endpoint not in PUBLIC]


def test_every_page_says_who_may_open_it(bench: Workbench) -> None:
    """A page that says nothing would stay shut; the open ones are these and no others."""
    app = create_app(bench)
    with app.app_context():
        asked = {one.endpoint: asked_by(one.endpoint) for one in app.url_map.iter_rules()}
    assert None not in asked.values()
    assert {name for name, izin in asked.items() if izin == ANYONE} == PUBLIC


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_every_page_that_is_not_open_asks_to_sign_in(bench: Workbench, method: str) -> None:
    """People are led to the door, scripts are told 401."""
    client = create_app(bench).test_client()
    client.application.config["WTF_CSRF_ENABLED"] = False
    for rule in _rules(client.application, method):
        answer = client.open(_address(rule, {}), method=method)
        assert (answer.status_code, answer.location.partition("?")[0]) == (302, "/masuk"), rule
        assert client.open(_address(rule, {}), method=method, headers=JSON).status_code == 401


def test_no_form_is_taken_without_its_token(bench: Workbench) -> None:
    """Not even from somebody who is signed in and may do it."""
    person = signed_in(bench)
    app = person.client.application
    for rule in app.url_map.iter_rules():
        with app.app_context():
            asked = asked_by(rule.endpoint)
        allowed = asked == ANYONE or may(Peran.ADMIN, Izin(str(asked)))
        if "POST" in (rule.methods or ()) and allowed:
            answer = person.client.post(_address(rule, {}))
            assert (answer.status_code, "terlalu lama terbuka" in answer.text) == (400, True), rule


@pytest.mark.parametrize("peran", Peran)
def test_every_route_lets_in_whom_the_matrix_names(bench: Workbench, peran: Peran) -> None:
    """Whoever lacks the right is told so and leaves a row in the trail; others are not refused."""
    user = account(bench, peran=peran)
    person, refused = as_user(bench, user), 0
    app = person.client.application
    for method in ("GET", "POST"):
        for rule in _rules(app, method):
            if rule.endpoint == "masuk.leave":  # everybody may, and it would end the session
                continue
            with app.app_context():
                asked = asked_by(rule.endpoint)
            there = _address(rule, {})
            answer = person.get(there) if method == "GET" else person.post(there)
            if asked is not None and may(peran, Izin(asked)):
                assert answer.status_code != 403, (method, rule)
            else:
                refused += 1
                assert (answer.status_code, "tidak berwenang" in answer.text) == (403, True), rule
    assert len(_refusals(bench)) == refused
    assert direct.verify(bench)[0] == []


def test_a_refusal_says_who_and_from_where(bench: Workbench) -> None:
    """The row names the account, the address and the page; nothing else was done."""
    user = account(bench, peran=Peran.STAF)
    as_user(bench, user).post("/pengaturan/profil", {"nama": "Diganti"})
    (row,) = _refusals(bench)
    assert (row.oleh, row.objek) == (user.nama, "/pengaturan/profil")
    told = {"cara": "POST", "izin": "atur", "akun": user.id, "alamat": "127.0.0.1"}
    assert row.rincian == told
    assert support.office_of(bench).profil.nama != "Diganti"


def _refusals(bench: Workbench) -> list[sa.Row[tuple[object, ...]]]:
    with reading(bench.engine) as conn:
        return list(conn.execute(sa.select(audit).where(audit.c.perbuatan == "ditolak")))


@pytest.mark.parametrize("peran", Peran)
def test_what_belongs_to_another_office_does_not_exist(bench: Workbench, peran: Peran) -> None:
    """Every page with a number in its address answers 404 to those who may open such a page."""
    numbers = _things(bench)
    person = as_user(bench, account(bench, other_office(bench), peran))
    app = person.client.application
    for method in ("GET", "POST"):
        for rule in _rules(app, method):
            if not any(name.endswith("_id") for name in rule.arguments):
                continue
            if rule.endpoint == "surat.back":  # leads to the form, which answers 404 itself
                continue
            with app.app_context():
                asked = asked_by(rule.endpoint)
            there = _address(rule, numbers)
            answer = person.get(there) if method == "GET" else person.post(there, _form())
            wanted = 404 if asked is not None and may(peran, Izin(asked)) else 403
            assert answer.status_code == wanted, (method, rule)


def _form() -> dict[str, object]:
    """What any of the forms could ask for."""
    day = "2027-01-20"
    dates = {"tanggal": day, "tanggal_ttd": day, "tanggal_kembali": day}
    words = {"alasan": "Salah", "sifat": "Rahasia"}
    return {**dates, **words, "file": a_file(b"%PDF-1.7", "a.pdf"), "keluaran": "sp-tim"}


def _things(bench: Workbench) -> dict[str, int]:
    """One of each thing in the sample office, by the name that addresses give it."""
    office = support.office_of(bench)
    berkas_id = berkas.open_berkas(bench, office, support.SOP, 2026, oleh="Uji")
    stream, name = a_file(support.fast_pdf(_docx(bench)), "sp.pdf")
    arsip_id = uploads.upload(
        bench,
        office,
        berkas_id,
        "sp-tim",
        Incoming(name, stream),
        hal="SP Tim",
        tanggal=office.today(bench.now()),
        oleh="Uji",
    )
    draft = support.written(bench, support.new_draft(bench))
    job_id = jobs.start(bench, office.id, "ekspor", {"berkas_id": berkas_id}, oleh="Uji")
    with reading(bench.engine) as conn:
        akun_id = users.every(conn, office.id)[0].id
    found = {"berkas_id": berkas_id, "arsip_id": arsip_id, "draft_id": draft.id}
    return found | {"job_id": job_id, "akun_id": akun_id, "file_id": 1, "pejabat_id": 1}


def _docx(bench: Workbench) -> bytes:
    return bench.catalog.get(support.SMALL).docx


def test_a_session_ends_when_its_account_is_changed(bench: Workbench) -> None:
    """A new password or a lock raises `sesi`, and the cookie of before is worth nothing."""
    user = account(bench)
    person = visitor(bench)
    person.post("/masuk", {"username": user.username, "sandi": PASSWORD})
    assert person.get("/").status_code == 200
    with transaction(bench.engine) as conn:
        users.change(conn, user, password="kata-sandi-baru")
    assert person.get("/").status_code == 302


def test_a_wrong_password_says_neither_which_part_was_wrong(bench: Workbench) -> None:
    """The sentence is the same for an unknown name."""
    person = visitor(bench)
    known = person.post("/masuk", {"username": "admin.contoh", "sandi": "salah"})
    unknown = person.post("/masuk", {"username": "tidak.ada", "sandi": "salah"})
    assert known.status_code == unknown.status_code == 401
    assert "tidak cocok" in known.text
    assert "tidak cocok" in unknown.text


def test_guessing_is_slowed_down(bench: Workbench) -> None:
    """After five wrong passwords the page says how long to wait."""
    person = visitor(bench)
    form: dict[str, object] = {"username": "admin.contoh", "sandi": "salah"}
    answers = [person.post("/masuk", form).status_code for _ in range(6)]
    assert answers == [401] * 5 + [429]


@pytest.mark.parametrize("there", ["https://jahat.example/", "//jahat.example", "/\\jahat.example"])
def test_the_door_leads_to_no_other_site(bench: Workbench, there: str) -> None:
    """Whoever follows a made-up link ends at the first page."""
    form = {"username": account(bench).username, "sandi": PASSWORD}
    assert visitor(bench).post(f"/masuk?lanjut={there}", form).location == "/"


def test_pages_forbid_what_they_never_do(bench: Workbench) -> None:
    """No script of others, no frame, no guessing of types, and nothing kept by the browser."""
    headers = visitor(bench).get("/masuk").headers
    assert "script-src 'self';" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("forbidden", [r"<script>", r"\sstyle=", r"\son[a-z]+=", r"https?://"])
def test_no_page_holds_what_the_policy_forbids(forbidden: str) -> None:
    """No inline script or style, and nothing from another site."""
    pages = (Path(gate.__file__).parent / "templates").rglob("*.html")
    assert [page.name for page in pages if re.search(forbidden, page.read_text("utf-8"))] == []


def test_the_cookie_is_not_for_scripts_nor_for_other_sites(bench: Workbench) -> None:
    """HttpOnly and SameSite stand in it."""
    cookie = visitor(bench).get("/masuk").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_a_sample_account_opens_nothing_where_others_can_reach(bench: Workbench) -> None:
    """Samples are for practice on one machine, even when they were loaded after the start."""
    with transaction(bench.engine) as conn:
        office_id = support.office_of(bench).id
        who = (office_id, "latihan.contoh", "Latihan", Peran.STAF, PASSWORD)
        users.add(conn, *who, contoh=True)
    sent = {"username": "latihan.contoh", "sandi": PASSWORD}
    far = replace(bench, settings=replace(bench.settings, host="192.0.2.1"))
    assert "Akun contoh" in visitor(far).post("/masuk", sent).text
    assert visitor(bench).post("/masuk", sent).status_code == 302
