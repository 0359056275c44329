"""A paper that a step needs: put in from outside, or found in the archive."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from archive import search
from archive.query import Query
from service import steps, uploads
from service.accounts.permissions import Izin
from service.errors import NotFound, Refused
from service.web.context import bench, board_of, my_readers, office, oleh, reading, today
from service.web.gate import needs
from service.web.sent import day, incoming

pages = Blueprint("kelengkapan", __name__, url_prefix="/berkas/<int:berkas_id>/kelengkapan/<slug>")

HITS = 10


@pages.get("")
@needs(Izin.LIHAT)
def form(berkas_id: int, slug: str) -> ResponseReturnValue:
    """Show what is there, take a file, and look in the archive for it."""
    kata = request.args.get("kata", "").strip()
    with reading() as conn:
        board = board_of(conn, berkas_id)
        need = board.need(slug)
        if need is None:
            raise NotFound(f"SOP berkas ini tidak punya kelengkapan “{slug}”.")
        wanted = Query(office().id, kata=kata, readers=my_readers(conn))
        hits = search.find(conn, wanted, HITS).hits if kata else []
    there = {entry.id for entry in need.entries}
    steps_of = [row.langkah for row in board.rows if need in row.needs]
    return render_template(
        "berkas/kelengkapan.html",
        board=board,
        need=need,
        steps=steps_of,
        kata=kata,
        hits=[hit.entry for hit in hits if hit.entry.id not in there],
        today=today(),
    )


@pages.post("/unggah")
@needs(Izin.BUAT)
def upload(berkas_id: int, slug: str) -> ResponseReturnValue:
    """File a paper that was made elsewhere."""
    sent = incoming("file")
    if not sent:
        raise Refused("Pilih dulu file yang akan diunggah.")
    hal, tanggal = request.form.get("hal", ""), day("tanggal", "Tanggal dokumen")
    where = (bench(), office(), berkas_id, slug, sent[0])
    uploads.upload(*where, hal=hal, tanggal=tanggal, oleh=oleh())
    return _done(berkas_id, slug, "Kelengkapan tersimpan di arsip, persis seperti aslinya.")


@pages.post("/pasang/<int:arsip_id>")
@needs(Izin.BUAT)
def link(berkas_id: int, slug: str, arsip_id: int) -> ResponseReturnValue:
    """Let an entry of the archive meet the need."""
    steps.link(bench(), office(), berkas_id, slug, arsip_id, oleh=oleh())
    return _done(berkas_id, slug, "Kelengkapan dipasang dari arsip.")


@pages.post("/lepas/<int:arsip_id>")
@needs(Izin.BUAT)
def unlink(berkas_id: int, slug: str, arsip_id: int) -> ResponseReturnValue:
    """Take it away again; the entry stays in the archive."""
    steps.unlink(bench(), office(), berkas_id, slug, arsip_id, oleh=oleh())
    return _done(berkas_id, slug, "Kelengkapan dilepas; suratnya tetap di arsip.")


def _done(berkas_id: int, slug: str, said: str) -> ResponseReturnValue:
    flash(said, "success")
    return redirect(url_for("kelengkapan.form", berkas_id=berkas_id, slug=slug), 303)
