"""The audit trail: of the office, of one letter, of one dossier."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.engine import Connection

from archive import entries
from archive.entries import Entry
from numbering import register
from service import board, drafts
from service.accounts import audit, trail
from service.accounts.permissions import Izin
from service.web.context import office, reading, user
from service.web.gate import needs
from service.web.sent import day_asked

pages = Blueprint("jejak", __name__)

# What a row of the trail can lead to: the page, the name of its number, the right that it asks for.
LINKS = {
    "arsip": ("arsip.entry", "arsip_id", Izin.LIHAT),
    "berkas": ("berkas.board", "berkas_id", Izin.LIHAT),
    "draft": ("surat.form", "draft_id", Izin.BUAT),
    "nomor": ("nomor.show", "nomor_id", Izin.LIHAT),
    "surat-masuk": ("surat_masuk.form", "masuk_id", Izin.LIHAT),
}


@pages.get("/jejak")
@needs(Izin.JEJAK)
def every() -> ResponseReturnValue:
    """Show the trail of the office, newest first, narrowed by what was asked."""
    asked = request.args
    with reading() as conn:
        rows, older = trail.page(
            conn, office().id, _wanted(), office().profil.timezone, asked.get("sebelum", type=int)
        )
        return render_template(
            "jejak/semua.html",
            rows=rows,
            older={**asked.to_dict(), "sebelum": older} if older else None,
            deeds=trail.deeds(conn, office().id),
            head=trail.head(conn, office().id),
            checked="periksa" in asked,
            faults=list(audit.verify(conn, office().id)) if "periksa" in asked else [],
            asked=asked,
        )


@pages.get("/arsip/<int:arsip_id>/jejak")
@needs(Izin.LIHAT)
def of_letter(arsip_id: int) -> ResponseReturnValue:
    """Show all that was done to one letter."""
    with reading() as conn:
        one = entries.get(conn, office().id, arsip_id)
        rows = trail.of_objects(conn, office().id, _names(conn, one))
    back = url_for("arsip.entry", arsip_id=arsip_id)
    return render_template("jejak/satu.html", rows=rows, judul=one.hal, back=back)


@pages.get("/berkas/<int:berkas_id>/jejak")
@needs(Izin.LIHAT)
def of_berkas(berkas_id: int) -> ResponseReturnValue:
    """Show all that was done to a dossier and to every document in it."""
    with reading() as conn:
        seen = board.read(conn, office(), berkas_id)
        names = [f"berkas/{berkas_id}"]
        for one in entries.of_berkas(conn, berkas_id):
            names += _names(conn, one)
        names += [f"draft/{one.id}" for one in drafts.being_written(conn, office().id, berkas_id)]
        rows = trail.of_objects(conn, office().id, names)
    back = url_for("berkas.board", berkas_id=berkas_id)
    return render_template("jejak/satu.html", rows=rows, judul=seen.berkas.judul, back=back)


def where(objek: str) -> str | None:
    """Give the page of what a row is about, if there is one that this account may open."""
    kind, _, number = objek.partition("/")
    page, name, izin = LINKS.get(kind, ("", "", Izin.LIHAT))
    if not page or not number.isdecimal() or not user().may(izin):
        return None
    in_address: dict[str, Any] = {name: int(number)}
    return url_for(page, **in_address)


def _names(conn: Connection, one: Entry) -> list[str]:
    """Give the names that a letter has in the trail: as draft, as number, as entry."""
    found = [f"arsip/{one.id}"]
    if one.draft_key:
        found.append(f"draft/{drafts.id_of(one.draft_key)}")
        nomor = register.of_draft(conn, one.draft_key)
        found += [f"nomor/{nomor.id}"] if nomor else []
    return found


def _wanted() -> trail.Wanted:
    asked = request.args
    return trail.Wanted(
        oleh=asked.get("oleh", "").strip(),
        perbuatan=asked.get("perbuatan", ""),
        objek=asked.get("objek", "").strip(),
        urutan=asked.get("nomor", type=int),
        dari=day_asked("dari"),
        sampai=day_asked("sampai"),
    )
