"""Choosing the office, for those who may read several."""

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from service.accounts import reach
from service.accounts.permissions import Izin
from service.web.context import office, reading, user
from service.web.gate import CHOSEN, needs

pages = Blueprint("instansi", __name__, url_prefix="/instansi")


@pages.get("")
@needs(Izin.DIRI)
def choose() -> ResponseReturnValue:
    """List the offices that the account may be in."""
    with reading() as conn:
        found = reach.offices(conn, user())
    return render_template("instansi.html", offices=found, here=office())


@pages.post("")
@needs(Izin.DIRI)
def enter() -> ResponseReturnValue:
    """Go on in another office; one that is not the account's answers as if it did not exist."""
    wanted = request.form.get("instansi", type=int)
    with reading() as conn:
        chosen = reach.office_for(conn, user(), wanted)
    session[CHOSEN] = chosen.id
    flash(f"Anda sekarang di {chosen.profil.nama}.", "success")
    return redirect(url_for("beranda.page"), 303)
