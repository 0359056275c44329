"""One number: who took it, when and why; cancel it, or put another right behind it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from archive import entries
from doc_templates.shapes import Field
from numbering import blocks, register
from numbering.books import Buku
from service.accounts.permissions import Izin
from service.agenda import deeds, masuk
from service.web import settings_form
from service.web.agenda import formulir
from service.web.context import bench, office, oleh, reading, today
from service.web.gate import needs
from service.web.settings_form import Sent

pages = Blueprint("nomor", __name__, url_prefix="/agenda/nomor/<int:nomor_id>")

WHY = Field("alasan", "Alasan", wajib=True, maks=500, kelompok="Sebab",
            petunjuk="Dibaca pemeriksa, misalnya: undangan yang tertinggal dicatat.")  # fmt: skip


@pages.get("")
@needs(Izin.LIHAT)
def show(nomor_id: int) -> ResponseReturnValue:
    """Show all that is known of a number, and its letter."""
    with reading() as conn:
        one = register.get(conn, office().id, nomor_id)
        buku = deeds.book_of(conn, office(), one)
        return render_template(
            "agenda/nomor.html",
            one=one,
            buku=buku,
            entry=entries.of_draft(conn, one.draft_key) if one.draft_key else None,
            draft_id=deeds.draft_of(one),
            masuk_id=masuk.of_number(conn, nomor_id),
            block=blocks.get_block(conn, buku, one.blok_id) if one.blok_id else None,
            today=today(),
        )


@pages.post("/batal")
@needs(Izin.BATAL)
def cancel(nomor_id: int) -> ResponseReturnValue:
    """Cancel a number, and the letter that bears it."""
    alasan = request.form.get("alasan", "")
    deeds.cancel(bench(), office(), nomor_id, alasan=alasan, oleh=oleh())
    flash("Nomor dibatalkan. Barisnya tetap di buku agenda bersama alasannya.", "success")
    return redirect(url_for("nomor.show", nomor_id=nomor_id), 303)


@pages.get("/sisip")
@needs(Izin.AGENDA)
def ask_insertion(nomor_id: int) -> ResponseReturnValue:
    """Ask about the letter that is to stand right behind this number."""
    return _insertion(nomor_id, {"_kunci": formulir.new_key("sisip")})


@pages.post("/sisip")
@needs(Izin.AGENDA)
def insert(nomor_id: int) -> ResponseReturnValue:
    """Give a letter on paper a number right behind this one; pressing twice gives it once."""
    buku = _book(nomor_id)

    def squeeze(sent: Sent) -> int:
        made = deeds.squeeze_in(
            bench(),
            office(),
            nomor_id,
            formulir.letter(sent, buku),
            key=formulir.key("sisip"),
            alasan=sent.text("alasan"),
            oleh=oleh(),
        )
        return made.id

    made, sent, faults = formulir.attempt(_fields(buku), squeeze)
    if made is None:
        return _insertion(nomor_id, {**sent.raw, "_kunci": formulir.key("sisip")}, faults), 422
    flash("Nomor sisipan tercatat. Tuliskan pada suratnya.", "success")
    return redirect(url_for("nomor.show", nomor_id=made), 303)


def _insertion(nomor_id: int, raw: dict[str, object], faults: formulir.Faults = ()) -> str:
    with reading() as conn:
        one = register.get(conn, office().id, nomor_id)
    return settings_form.show(
        "agenda/sisip.html", _fields(_book(nomor_id)), raw, faults, one=one, kunci=raw["_kunci"]
    )


def _fields(buku: Buku) -> tuple[Field, ...]:
    return (*formulir.letter_fields(buku, wajib=True), WHY)


def _book(nomor_id: int) -> Buku:
    with reading() as conn:
        return deeds.book_of(conn, office(), register.get(conn, office().id, nomor_id))
