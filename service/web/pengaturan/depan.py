"""The address of the settings themselves: it leads to the first page that somebody may see."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from service.accounts.permissions import Izin
from service.web.context import user
from service.web.gate import needs

pages = Blueprint("pengaturan", __name__, url_prefix="/pengaturan")


@pages.get("")
@needs(Izin.LIHAT)
def first() -> ResponseReturnValue:
    """Lead to the office's profile, or to the procedures, which everybody may see."""
    return redirect(url_for("profil.form" if user().may(Izin.ATUR) else "sop.every"))
