"""What is done with an entry: signed copy, place of the paper, copy, cancel."""

from flask import Blueprint, flash, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue

from archive.entries import Lokasi
from service import berkas, issuing, resuming, uploads
from service import initials as initialled
from service.accounts.permissions import Izin
from service.templat import again as remaking
from service.web.context import bench, office, oleh
from service.web.gate import needs
from service.web.sent import day, incoming, maybe_day

pages = Blueprint("arsip_ubah", __name__, url_prefix="/arsip/<int:arsip_id>")


@pages.post("/ttd")
@needs(Izin.TANDA_TANGAN)
def sign(arsip_id: int) -> ResponseReturnValue:
    """Join the signed copy, with the dates of signing and return."""
    uploads.sign(
        bench(),
        office(),
        arsip_id,
        incoming("file"),
        tanggal_ttd=day("tanggal_ttd", "Tanggal tanda tangan"),
        tanggal_kembali=maybe_day("tanggal_kembali", "Tanggal kembali"),
        oleh=oleh(),
    )
    flash("Salinan bertanda tangan tersimpan, persis seperti aslinya.", "success")
    return _back(arsip_id)


@pages.post("/pdf")
@needs(Izin.BUAT)
def pdf_again(arsip_id: int) -> ResponseReturnValue:
    """Have a PDF made anew that was held back."""
    resuming.ask_again(bench(), office().id, arsip_id, oleh=oleh())
    flash("PDF dibuat ulang; halaman ini memperbarui diri.", "success")
    return _back(arsip_id)


@pages.post("/lokasi")
@needs(Izin.TANDA_TANGAN)
def place(arsip_id: int) -> ResponseReturnValue:
    """Note where the paper lies."""
    typed = {name: request.form.get(name, "").strip() for name in ("ruang", "rak", "boks", "map")}
    uploads.place(bench(), office(), arsip_id, Lokasi(**typed), oleh=oleh())
    flash("Tempat simpan naskah kertas tersimpan.", "success")
    return _back(arsip_id)


@pages.post("/sifat")
@needs(Izin.TERTUTUP)
def classify(arsip_id: int) -> ResponseReturnValue:
    """Put the document into another class."""
    sifat = request.form.get("sifat", "")
    uploads.classify(bench(), office(), arsip_id, sifat, oleh=oleh())
    flash(f"Dokumen ini sekarang bersifat {sifat}.", "success")
    return _back(arsip_id)


@pages.post("/salin")
@needs(Izin.BUAT)
def copy(arsip_id: int) -> ResponseReturnValue:
    """Begin a new letter with the words of this one."""
    draft = berkas.copy_letter(bench(), office(), arsip_id, oleh=oleh())
    flash("Konsep baru dibuat dari surat ini. Periksa tanggal dan isinya.", "success")
    return redirect(url_for("surat.form", draft_id=draft.id), 303)


@pages.post("/paraf")
@needs(Izin.BUAT)
def initials(arsip_id: int) -> ResponseReturnValue:
    """Give the copy that goes round for initials; it is filed with the letter."""
    new = initialled.filed_copy(bench(), office(), arsip_id, oleh=oleh())
    path = bench().store.path(new.digest)
    return send_file(path, mimetype=new.media_type, download_name=new.nama)


@pages.post("/ulang")
@needs(Izin.BUAT)
def again(arsip_id: int) -> ResponseReturnValue:
    """Make a letter again from its own template, and say whether it is the same."""
    made = remaking.again(bench(), office().id, arsip_id)
    flash(f"Surat dibuat ulang. {made.pesan}", "success" if made.sama else "warning")
    return _back(arsip_id)


@pages.post("/batal")
@needs(Izin.BATAL)
def cancel(arsip_id: int) -> ResponseReturnValue:
    """Cancel a letter; its number stays spent."""
    alasan = request.form.get("alasan", "")
    issuing.cancel(bench(), office().id, arsip_id, alasan=alasan, oleh=oleh())
    flash("Surat dibatalkan. Nomornya tidak dipakai lagi, alasannya tercatat.", "success")
    return _back(arsip_id)


def _back(arsip_id: int) -> ResponseReturnValue:
    return redirect(url_for("arsip.entry", arsip_id=arsip_id), 303)
