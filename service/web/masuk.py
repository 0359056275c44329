"""Signing in and out."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_user, logout_user
from sqlalchemy.engine import Connection

from service import setup
from service.accounts import attempts, second_factor, users
from service.accounts.permissions import Izin
from service.accounts.users import Claim
from service.db import transaction
from service.errors import Refused
from service.offices import profile
from service.web.context import SignedIn, bench, reading, somebody
from service.web.gate import needs, open_to_all

pages = Blueprint("masuk", __name__)

HALFWAY = "menunggu_kode"  # in the session: whose password was right, and when
PATIENCE = timedelta(minutes=5)
SAMPLES_STAY = (
    "Akun contoh hanya dapat dipakai pada layanan yang dibuka untuk komputer itu sendiri. "
    "Jalankan layanan tanpa HOST."
)
WRONG = "Nama masuk atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi."


@pages.get("/masuk")
@open_to_all
def form() -> ResponseReturnValue:
    """Ask who it is; an installation without an office begins elsewhere."""
    with reading() as conn:
        there = setup.state(conn)
    if there == setup.EMPTY:
        return redirect(url_for("mulai.choose"))
    if somebody():
        return redirect(_onward())
    return _page("", contoh=there == setup.SAMPLE)


@pages.post("/masuk")
@open_to_all
def enter() -> ResponseReturnValue:
    """Check name and password; open a session, or ask for the second factor first."""
    username = request.form.get("username", "")
    try:
        found, asked = _check(username, request.form.get("sandi", ""))
    except Refused as refusal:
        return _page(str(refusal)), 429
    if found is None:
        return _page(WRONG), 401
    session.clear()
    if asked:
        session[HALFWAY] = [found.user.username, bench().stamp()]
        return redirect(url_for("masuk.code", lanjut=request.args.get("lanjut")))
    return _open(found)


@pages.get("/masuk/kode")
@open_to_all
def code() -> ResponseReturnValue:
    """Ask for the code of the telephone."""
    return _code_page("") if _halfway() else redirect(url_for("masuk.form"))


@pages.post("/masuk/kode")
@open_to_all
def enter_code() -> ResponseReturnValue:
    """Check the code, and open the session."""
    username = _halfway()
    if username is None:
        return redirect(url_for("masuk.form"))
    now = bench().now()
    try:
        with transaction(bench().engine) as conn:
            attempts.check(conn, _where(), now)
            claimed = users.claim(conn, username)
            users.check_pause(claimed, now)
            who = claimed.user
            typed = request.form.get("kode", "")
            proved = who is not None and second_factor.proves(conn, who, typed, now)
            _note(conn, claimed, now, proved=proved)
            if not proved or who is None or who.terkunci:
                return _code_page(second_factor.WRONG), 401
            return _open(SignedIn(who, profile.get(conn, who.instansi_id)))
    except Refused as refusal:
        return _code_page(str(refusal)), 429


@pages.post("/keluar")
@needs(Izin.DIRI)
def leave() -> ResponseReturnValue:
    """End the session."""
    logout_user()
    session.clear()
    return redirect(url_for("masuk.form"))


def _check(username: str, password: str) -> tuple[SignedIn | None, bool]:
    """Tell who it is, if the password proves it, and whether a second factor is asked for."""
    now = bench().now()
    with reading() as conn:
        attempts.check(conn, _where(), now)
        claimed = users.claim(conn, username)
    proved = users.proves(claimed, password, now)
    with transaction(bench().engine) as conn:
        asked = claimed.user is not None and second_factor.active(conn, claimed.user)
        if not (proved and asked):  # until the code is right, wrong ones stay counted
            _note(conn, claimed, now, proved=proved)
        if not proved or claimed.user is None:
            return None, False
        if claimed.user.contoh and not bench().settings.loopback_only:
            raise Refused(SAMPLES_STAY)
        return SignedIn(claimed.user, profile.get(conn, claimed.user.instansi_id)), asked


def _note(conn: Connection, claimed: Claim, now: datetime, *, proved: bool) -> None:
    """Count for the account and for the address."""
    users.note_try(conn, claimed, now, proved=proved)
    if not proved:
        attempts.note_failure(conn, _where(), now)


def _open(found: SignedIn) -> ResponseReturnValue:
    session.clear()
    session.permanent = True
    login_user(found)
    return redirect(_onward())


def _halfway() -> str | None:
    """Give whose password was right some minutes ago at most."""
    username, since = session.get(HALFWAY, ("", ""))
    if not username or datetime.fromisoformat(since) + PATIENCE < bench().now():
        return None
    return str(username)


def _where() -> str:
    return (request.remote_addr or "")[:64]


def _code_page(pesan: str) -> str:
    return render_template("masuk_kode.html", pesan=pesan)


def _page(pesan: str, *, contoh: bool = False) -> str:
    username = request.form.get("username", "")
    return render_template("masuk.html", pesan=pesan, username=username, contoh=contoh)


def _onward() -> str:
    """Give the page that was asked for first, if it is one of ours."""
    wanted = request.args.get("lanjut", "")
    ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return wanted if ours and not urlsplit(wanted).netloc else url_for("beranda.page")
