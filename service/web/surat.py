"""Letters being written: begin, keep, issue, print with gaps, put aside."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO

from flask import Blueprint, flash, jsonify, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue

from doc_templates.errors import BadValues, LostText
from doc_templates.produce import Product
from numbering.errors import BackDated
from service import after_signing, berkas, drafts, issuing, naming
from service.accounts.permissions import Izin
from service.drafts import Draft
from service.errors import DraftChanged
from service.web import desk as desks
from service.web.context import bench, office, oleh, recorded
from service.web.desk import Desk
from service.web.gate import needs, wants_json

pages = Blueprint("surat", __name__, url_prefix="/surat")


@pages.post("")
@needs(Izin.BUAT)
def begin() -> ResponseReturnValue:
    """Begin a letter of a free kind, in a dossier or in none."""
    jenis = request.form.get("jenis", "")
    number = request.form.get("berkas", type=int)
    draft = berkas.begin(bench(), office(), oleh=oleh(), berkas_id=number, jenis=jenis)
    return redirect(url_for("surat.form", draft_id=draft.id), 303)


@pages.get("/<int:draft_id>")
@needs(Izin.BUAT)
def form(draft_id: int) -> ResponseReturnValue:
    """Show the form of a draft; once issued, the letter itself."""
    desk = desks.sit_down(draft_id)
    return desks.show(desk) if desk.open else _onward(desk.draft)


@pages.get("/<int:draft_id>/<any(simpan, terbitkan, cetak, srikandi, buang):_deed>")
@pages.get("/<int:draft_id>/<any(muat, ambil):_deed>/<_nama>")
@needs(Izin.BUAT)
def back(draft_id: int, _deed: str, _nama: str = "") -> ResponseReturnValue:
    """Lead back to the form when the address of a button is loaded again."""
    return redirect(url_for("surat.form", draft_id=draft_id))


@pages.post("/<int:draft_id>/simpan")
@needs(Izin.BUAT)
def save(draft_id: int) -> ResponseReturnValue:
    """Keep what was typed; scripts do it while somebody types."""
    desk = desks.sit_down(draft_id)
    raw, kode = desks.typed(desk)
    try:
        desk = desks.keep(desk, raw, kode)
    except DraftChanged as conflict:
        return _conflict(desk, raw, conflict)
    if wants_json():
        return jsonify(
            versi=desk.draft.versi,
            pukul=_clock(desk.draft),
            terbit=not desk.open,
            galat=desks.faults(desk),
            ragu=desks.doubts(desk),
        )
    added = request.form.get("_tambah", "")
    if added in desk.draft.isian:
        return desks.show(desks.with_rows(desk, desk.draft.isian, added, [""]))
    flash("Konsep tersimpan.", "success")
    return redirect(url_for("surat.form", draft_id=draft_id), 303)


@pages.post("/<int:draft_id>/terbitkan")
@needs(Izin.BUAT)
def issue(draft_id: int) -> ResponseReturnValue:
    """Issue the letter; pressing twice gives the same letter once."""
    desk = desks.sit_down(draft_id)
    raw, kode = desks.typed(desk)
    try:
        desk = desks.keep(desk, raw, kode)
        arsip_id = issuing.issue(bench(), office().id, draft_id, oleh=oleh())
    except DraftChanged as conflict:
        return _conflict(desk, raw, conflict)
    except (BadValues, LostText) as refusal:
        return desks.show(desk, refusal.faults, raw=raw), 422
    except BackDated as refusal:
        return desks.show(desk, [desks.dated(desk, refusal)], raw=raw), 422
    what = "Konsep sudah" if desk.draft.konsep else "Naskah sudah terbit dan"
    flash(f"{what} masuk arsip.", "success")
    return redirect(url_for("arsip.entry", arsip_id=arsip_id), 303)


@pages.post("/<int:draft_id>/cetak")
@needs(Izin.BUAT)
def print_with_gaps(draft_id: int) -> ResponseReturnValue:
    """Give the letter with blanks for number and date, to be numbered after signing."""
    printed = _kept_and_printed(draft_id, after_signing.print_with_gaps)
    if not isinstance(printed, Product):
        return printed
    desk, product = desks.sit_down(draft_id), printed
    if desk.numbered:
        flash("Naskah dicetak dan menunggu tanda tangan. Nomornya diberikan sesudahnya.", "success")
        return redirect(url_for("beri_nomor.show", draft_id=draft_id), 303)
    suffix, data = ("pdf", product.pdf) if product.pdf else ("docx", product.docx)
    return send_file(
        BytesIO(data),
        mimetype=naming.MEDIA[suffix],
        download_name=f"{naming.safe(desk.kind.nama)} tanpa nomor.{suffix}",
    )


@pages.post("/<int:draft_id>/srikandi")
@needs(Izin.BUAT)
def print_for_srikandi(draft_id: int) -> ResponseReturnValue:
    """Make the DOCX that SRIKANDI numbers, dates and signs."""
    printed = _kept_and_printed(draft_id, after_signing.print_for_srikandi)
    if not isinstance(printed, Product):
        return printed
    flash("DOCX untuk SRIKANDI siap. Suratnya menunggu nomor dari SRIKANDI.", "success")
    return redirect(url_for("beri_nomor.show", draft_id=draft_id), 303)


@pages.post("/<int:draft_id>/buang")
@needs(Izin.BUAT)
def discard(draft_id: int) -> ResponseReturnValue:
    """Put a draft aside."""
    desk = desks.sit_down(draft_id)
    with recorded("buang-konsep", f"draft/{draft_id}", {"jenis": desk.kind.slug}) as conn:
        drafts.discard(conn, desk.draft, pada=bench().stamp())
    flash("Konsep dibuang. Nomor surat tidak ada yang terpakai.", "success")
    number = desk.draft.place.berkas_id
    there = url_for("berkas.board", berkas_id=number) if number else url_for("beranda.page")
    return redirect(there, 303)


def _kept_and_printed(draft_id: int, deed: Callable[..., Product]) -> Product | ResponseReturnValue:
    """Keep what was typed and print it, or show what stands in its way."""
    desk = desks.sit_down(draft_id)
    raw, kode = desks.typed(desk)
    try:
        desk = desks.keep(desk, raw, kode)
        return deed(bench(), office().id, draft_id, oleh=oleh())
    except DraftChanged as conflict:
        return _conflict(desk, raw, conflict)
    except (BadValues, LostText) as refusal:
        return desks.show(desk, refusal.faults, raw=raw), 422


def _conflict(desk: Desk, raw: dict[str, object], conflict: DraftChanged) -> ResponseReturnValue:
    if wants_json():
        return jsonify(pesan=str(conflict)), 409
    return desks.show(desk, raw=raw, pesan=str(conflict), conflict=True), 409


def _onward(draft: Draft) -> ResponseReturnValue:
    if draft.arsip_id is not None:
        return redirect(url_for("arsip.entry", arsip_id=draft.arsip_id))
    if draft.state == drafts.PRINTED:
        return redirect(url_for("beri_nomor.show", draft_id=draft.id))
    if draft.state in (drafts.MANY, drafts.SENT):
        return redirect(url_for("massal.show", draft_id=draft.id))
    if draft.state == drafts.ISSUING:
        flash("Naskah ini sedang diterbitkan; sebentar lagi ada di arsip.", "info")
    else:
        flash("Konsep ini sudah dibuang.", "info")
    return redirect(url_for("beranda.page"))


def _clock(draft: Draft) -> str:
    """Give the time of the last change on the office's own clock."""
    kept = datetime.fromisoformat(draft.diubah_pada).astimezone(office().profil.timezone)
    return f"{kept:%H.%M}"
