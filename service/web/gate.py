"""Who comes in where: every page says what it asks for, and a page that says nothing stays shut."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TypeVar

from flask import Flask, abort, current_app, jsonify, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager

from archive import entries
from archive.errors import NoSuchEntry
from service import db, drafts
from service.accounts import reach, readers, users
from service.accounts.permissions import Izin
from service.errors import NotFound
from service.web.context import (
    SignedIn,
    bench,
    my_readers,
    office,
    reading,
    recorded,
    somebody,
    user,
)

View = TypeVar("View", bound=Callable[..., object])

ASKED = "izin"
ANYONE = "siapa pun"
CHOSEN = "instansi"  # in the session: the office that somebody with several has chosen
CLOSED = (
    "Dokumen ini tertutup. Yang dapat membacanya hanya pembuat, penandatangan, penerima yang "
    "disebut, sekretaris, dan petugas arsip."
)
OBJEK = 100  # what the trail's column holds


def needs(izin: Izin) -> Callable[[View], View]:
    """Open a page to those who may `izin`."""
    return _marked(izin)


def open_to_all(view: View) -> View:
    """Open a page to people who are not signed in, too."""
    return _marked(ANYONE)(view)


def asked_by(endpoint: str | None) -> str | None:
    """Give what a page asks for: an Izin, ANYONE, or None when it says nothing."""
    if endpoint is None or endpoint.rpartition(".")[2] == "static":
        return ANYONE  # nothing of an office; an unknown address answers 404 to everybody
    return getattr(current_app.view_functions[endpoint], ASKED, None)


def install(app: Flask) -> None:
    """Guard every page of the application."""
    manager = LoginManager(app)
    manager.user_loader(_load)
    app.before_request(_guard)


def wants_json() -> bool:
    """Tell whether a script asks, who reads JSON, and not a person."""
    return request.accept_mimetypes.best == "application/json"


def _marked(asked: str) -> Callable[[View], View]:
    def mark(view: View) -> View:
        setattr(view, ASKED, asked)
        return view

    return mark


def _guard() -> ResponseReturnValue | None:
    asked = asked_by(request.endpoint)
    if asked == ANYONE:
        return None
    if not somebody():
        return _ask_to_sign_in()
    if asked is None or not user().may(Izin(asked)):
        note_refusal(asked or "")
        abort(403)
    return _keep_closed()


def _keep_closed() -> ResponseReturnValue | None:
    """Refuse every page of a closed document, whatever it does, to whoever may not read it."""
    if closed_to_me(request.view_args or {}):
        note_refusal(Izin.TERTUTUP)
        abort(403, description=CLOSED)
    return None


def closed_to_me(named: Mapping[str, object]) -> bool:
    """Tell whether an address names a letter or a draft that is closed to this account."""
    arsip_id, draft_id = named.get("arsip_id"), named.get("draft_id")
    with reading() as conn, suppress(NoSuchEntry, NotFound):
        if isinstance(arsip_id, int):
            found = entries.get(conn, office().id, arsip_id)
            return found.closed and not found.open_to(my_readers(conn))
        if isinstance(draft_id, int):
            return not readers.may_open(conn, drafts.get(conn, office().id, draft_id), user())
    return False


def note_refusal(asked: str) -> None:
    """Leave a row in the trail: who tried what without the right."""
    facts: dict[str, object] = {"cara": request.method, "izin": asked}
    with recorded("ditolak", request.path[:OBJEK], facts):
        pass


def _ask_to_sign_in() -> ResponseReturnValue:
    if wants_json():
        pesan = "Sesi Anda sudah berakhir. Masuk lagi di jendela lain, lalu ulangi."
        return jsonify(pesan=pesan), 401
    asked = request.full_path.rstrip("?")
    there = asked if request.method == "GET" and asked != "/" else None
    return redirect(url_for("masuk.form", lanjut=there))


def _load(session_id: str) -> SignedIn | None:
    """Give who a session belongs to; nobody once the account was locked or changed."""
    number, _, sesi = session_id.partition(".")
    try:
        with db.reading(bench().engine) as conn:
            found = users.get(conn, int(number))
            offices = reach.offices(conn, found)
    except (NotFound, ValueError):
        return None
    if found.terkunci or str(found.sesi) != sesi:
        return None
    office = next((one for one in offices if one.id == session.get(CHOSEN)), offices[0])
    return SignedIn(found, office, len(offices) > 1)
