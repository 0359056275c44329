"""Incoming letters: the book, the form, the scan, and the disposition that begins from one."""

from collections.abc import Mapping
from datetime import date
from itertools import islice

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.engine import Connection

from doc_templates.shapes import Field
from numbering import books, counter, incoming
from numbering.books import Buku
from numbering.incoming import Incoming, Received
from numbering.series import check_period, period_of
from service import berkas
from service.accounts.permissions import Izin
from service.agenda import cetak, listing, masuk
from service.errors import Refused
from service.web import settings_form
from service.web.agenda import formulir
from service.web.agenda.berkas_buku import ROWS, as_book, as_sheet
from service.web.context import bench, office, oleh, reading, today
from service.web.gate import needs
from service.web.sent import incoming as files_of
from service.web.settings_form import Sent

pages = Blueprint("surat_masuk", __name__, url_prefix="/agenda/masuk")

DISPOSITION = "lembar-disposisi"
SECRECY = ("Biasa", "Terbatas", "Rahasia", "Sangat Rahasia")
CORRECTED = (
    Field("pengirim", "Pengirim", wajib=True, maks=300, kelompok="Surat"),
    Field("nomor_surat", "Nomor surat", maks=100, kelompok="Surat"),
    Field("tanggal_surat", "Tanggal surat", "tanggal", kelompok="Surat"),
    Field("isi_ringkas", "Isi ringkas", wajib=True, maks=500, kelompok="Surat"),
    Field("lampiran", "Lampiran", maks=60, kelompok="Surat", petunjuk="Misalnya 1 berkas."),
    Field("sifat", "Sifat", "pilihan", pilihan=SECRECY, bawaan="Biasa", kelompok="Surat"),
    Field("keterangan", "Keterangan", maks=300, kelompok="Surat"),
)
NEW = (
    Field("tanggal_terima", "Tanggal terima", "tanggal", wajib=True, kelompok="Penerimaan"),
    *CORRECTED,
)


@pages.get("")
@needs(Izin.LIHAT)
def every() -> ResponseReturnValue:
    """Show the incoming letters of a period, a hundred at a time."""
    page = max(1, request.args.get("halaman", 1, type=int))
    start = (page - 1) * ROWS
    with reading() as conn:
        buku, periode, periods = _asked(conn)
        rows = incoming.incoming(conn, buku, periode) if buku else iter(())
        found = list(islice(rows, start, start + ROWS + 1))
    return render_template(
        "agenda/masuk.html",
        periode=periode,
        periods=periods,
        rows=found[:ROWS],
        more=len(found) > ROWS,
        page=page,
    )


@pages.get("/buku.xlsx")
@needs(Izin.LIHAT)
def sheet() -> ResponseReturnValue:
    """Give the whole book as xlsx."""
    with reading() as conn:
        return as_sheet(listing.received(conn, *_known(conn)))


@pages.get("/buku.pdf")
@needs(Izin.LIHAT)
def paper() -> ResponseReturnValue:
    """Give the whole book as PDF."""
    with reading() as conn:
        buku, periode = _known(conn)
    return as_book(cetak.received(buku.slug, periode))


@pages.get("/baru")
@needs(Izin.BUAT)
def new() -> ResponseReturnValue:
    """Ask about a letter that came in."""
    return _show(NEW, {"tanggal_terima": today().isoformat()}, kunci=formulir.new_key("masuk"))


@pages.post("/baru")
@needs(Izin.BUAT)
def receive() -> ResponseReturnValue:
    """Record a letter; pressing twice records it once."""

    def keep(sent: Sent) -> int:
        scan = files_of("pindai")
        got = _received(sent, sent.day("tanggal_terima"))
        return masuk.receive(bench(), office(), got, scan, key=formulir.key("masuk"), oleh=oleh())

    made, sent, faults = formulir.attempt(NEW, keep)
    if made is None:
        return _show(NEW, sent.raw, faults, kunci=formulir.key("masuk")), 422
    flash("Surat masuk tercatat. Tuliskan nomor agendanya di surat.", "success")
    return redirect(url_for("surat_masuk.form", masuk_id=made), 303)


@pages.get("/<int:masuk_id>")
@needs(Izin.LIHAT)
def form(masuk_id: int) -> ResponseReturnValue:
    """Show an incoming letter, to be corrected by those who may."""
    one = _letter(masuk_id)
    raw = {name: "" if value is None else str(value) for name, value in vars(one.received).items()}
    return _show(CORRECTED, raw, one=one)


@pages.post("/<int:masuk_id>")
@needs(Izin.BUAT)
def correct(masuk_id: int) -> ResponseReturnValue:
    """Correct what was written down; the agenda number stays."""
    one = _letter(masuk_id)

    def keep(sent: Sent) -> bool:
        scan = files_of("pindai")
        got = _received(sent, one.received.tanggal_terima)
        masuk.correct(bench(), office(), masuk_id, got, scan, oleh=oleh())
        return True

    made, sent, faults = formulir.attempt(CORRECTED, keep)
    if made is None:
        return _show(CORRECTED, sent.raw, faults, one=one), 422
    flash("Catatan surat masuk tersimpan.", "success")
    return redirect(url_for("surat_masuk.form", masuk_id=masuk_id), 303)


@pages.post("/<int:masuk_id>/disposisi")
@needs(Izin.BUAT)
def dispose(masuk_id: int) -> ResponseReturnValue:
    """Begin the lembar disposisi of a letter, its head filled in."""
    head = masuk.head(_letter(masuk_id))
    draft = berkas.begin(bench(), office(), oleh=oleh(), jenis=DISPOSITION, isian=head)
    return redirect(url_for("surat.form", draft_id=draft.id), 303)


def _show(
    described: tuple[Field, ...],
    raw: Mapping[str, object],
    faults: formulir.Faults = (),
    *,
    one: Incoming | None = None,
    kunci: str = "",
) -> str:
    return settings_form.show(
        "agenda/masuk_isian.html", described, raw, faults, one=one, kunci=kunci
    )


def _received(sent: Sent, terima: date) -> Received:
    names = ("nomor_surat", "lampiran", "sifat", "keterangan")
    rest = {name: sent.text(name) for name in names}
    dated = sent.maybe_day("tanggal_surat")
    return Received(
        terima, sent.text("pengirim"), sent.text("isi_ringkas"), tanggal_surat=dated, **rest
    )


def _letter(masuk_id: int) -> Incoming:
    with reading() as conn:
        return incoming.get_incoming(conn, office().id, masuk_id)


def _asked(conn: Connection) -> tuple[Buku | None, str, list[str]]:
    """Give the book, None before its first letter, the period asked for, and all of them."""
    shelf = books.books(conn, office().id)
    buku = next((one for one in shelf if one.slug == books.AGENDA_MASUK), None)
    restart = buku.restart if buku else "tahun"
    now = period_of(restart, today())
    periode = request.args.get("periode") or now
    check_period(restart, periode)
    known = counter.periods(conn, buku.id) if buku else []
    return buku, periode, sorted({*known, now, periode}, reverse=True)


def _known(conn: Connection) -> tuple[Buku, str]:
    buku, periode, _ = _asked(conn)
    if buku is None:
        raise Refused("Belum ada surat masuk yang dicatat.")
    return buku, periode
