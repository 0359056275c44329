"""Fill the head of a disposition from the letter that it is about."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from service.accounts.permissions import Izin
from service.agenda import kepala
from service.errors import DraftChanged
from service.web import desk as desks
from service.web.context import office, reading
from service.web.gate import needs

pages = Blueprint("kepala", __name__, url_prefix="/surat/<int:draft_id>")


@pages.post("/kepala")
@needs(Izin.BUAT)
def fill(draft_id: int) -> ResponseReturnValue:
    """Keep what was typed, with the head of the chosen letter over it."""
    desk = desks.sit_down(draft_id)
    raw, kode = desks.typed(desk)
    with reading() as conn:
        head = kepala.head(conn, office(), desk.draft, request.form.get("_kepala", ""))
    try:
        desks.keep(desk, raw | head, kode)
    except DraftChanged as conflict:
        return desks.show(desk, raw=raw | head, pesan=str(conflict), conflict=True), 409
    flash("Kepala disposisi terisi dari surat yang dipilih.", "success")
    return redirect(url_for("surat.form", draft_id=draft_id), 303)
