"""Signing in and out."""

from urllib.parse import urlsplit

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_user, logout_user

from service import setup
from service.accounts import users
from service.accounts.permissions import Izin
from service.db import transaction
from service.errors import Refused
from service.offices import profile
from service.web.context import SignedIn, bench, reading, somebody
from service.web.gate import needs, open_to_all

pages = Blueprint("masuk", __name__)

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
    """Check name and password, and open a session."""
    username = request.form.get("username", "")
    try:
        found = _check(username, request.form.get("sandi", ""))
    except Refused as refusal:
        return _page(str(refusal)), 429
    if found is None:
        return _page(WRONG), 401
    session.clear()
    session.permanent = True
    login_user(found)
    return redirect(_onward())


@pages.post("/keluar")
@needs(Izin.DIRI)
def leave() -> ResponseReturnValue:
    """End the session."""
    logout_user()
    session.clear()
    return redirect(url_for("masuk.form"))


def _check(username: str, password: str) -> SignedIn | None:
    now = bench().now()
    with reading() as conn:
        claimed = users.claim(conn, username)
    proved = users.proves(claimed, password, now)
    with transaction(bench().engine) as conn:
        users.note_try(conn, claimed, now, proved=proved)
        if not proved or claimed.user is None:
            return None
        if claimed.user.contoh and not bench().settings.loopback_only:
            raise Refused(SAMPLES_STAY)
        return SignedIn(claimed.user, profile.get(conn, claimed.user.instansi_id))


def _page(pesan: str, *, contoh: bool = False) -> str:
    username = request.form.get("username", "")
    return render_template("masuk.html", pesan=pesan, username=username, contoh=contoh)


def _onward() -> str:
    """Give the page that was asked for first, if it is one of ours."""
    wanted = request.args.get("lanjut", "")
    ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return wanted if ours and not urlsplit(wanted).netloc else url_for("beranda.page")
