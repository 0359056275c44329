"""The books of numbers: their patterns, where they stand, and which kind takes from which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.engine import Connection

from doc_templates.shapes import Fault
from numbering import books, counter
from numbering.advice import warnings
from numbering.books import Buku
from numbering.errors import NumberingError
from numbering.series import period_of
from service import numbers, wilayah
from service.accounts.permissions import Izin
from service.agenda.parts import alike, example, varying
from service.errors import Refused
from service.offices.capacities import staff_of
from service.web import settings_form
from service.web.context import bench, office, reading, recorded, today
from service.web.gate import needs
from service.web.pengaturan import buku_isian
from service.web.pengaturan.buku_isian import AGAIN, BOOK, NEW, raw_of
from service.web.pengaturan.buku_jabatan import OF_BOOK

pages = Blueprint("buku", __name__, url_prefix="/pengaturan/buku")


@dataclass(frozen=True)
class Standing:
    """A book, where it stands in the present period, and the number that would come next."""

    buku: Buku
    periode: str
    terakhir: int
    begun: bool  # numbers were given here, so the start can no longer be moved
    next: str


@pages.get("")
@needs(Izin.ATUR)
def every() -> ResponseReturnValue:
    """List the books, and the book of each kind."""
    kinds = [kind for kind in bench().catalog.kinds() if kind.nomor != "tidak"]
    with reading() as conn:
        found = [_standing(conn, buku) for buku in books.books(conn, office().id)]
        used = {kind.slug: numbers.book_slug(conn, office().id, kind) for kind in kinds}
        outgoing = books.outgoing(conn, office().id)
        of_posts = numbers.books_of_posts(conn, office().id)
        posts = staff_of(conn, office().id).posts
    return render_template(
        "pengaturan/buku.html",
        books=found,
        outgoing=outgoing,
        kinds=kinds,
        used=used,
        again=AGAIN,
        of_posts=of_posts,
        names={kind.slug: kind.nama for kind in kinds},
        titles={one.buku.slug: one.buku.nama for one in found},
        posts=posts,
        of_book=OF_BOOK,
    )


@pages.get("/baru")
@needs(Izin.ATUR)
def new() -> ResponseReturnValue:
    """Ask for a new book, filled in from a region's where one is chosen."""
    return _form(None, {})


@pages.post("/baru")
@needs(Izin.ATUR)
def add() -> ResponseReturnValue:
    """Open a new book."""
    sent = settings_form.sent(NEW)
    faults = buku_isian.faults(sent, new=True)
    if not faults:
        try:
            with recorded("tambah-buku", f"buku/{sent.text('slug')}", dict(sent.raw)) as conn:
                _warn(conn, buku_isian.add(conn, sent))
        except NumberingError as refusal:
            faults += buku_isian.refused(refusal)
    if faults:
        return _form(None, sent.raw, faults), 422
    flash("Buku baru tersimpan. Isi nomor terakhirnya bila sudah pernah dipakai.", "success")
    return redirect(url_for("buku.every"))


@pages.get("/<slug>")
@needs(Izin.ATUR)
def form(slug: str) -> ResponseReturnValue:
    """Show a book, with a region's pola in it where one is chosen."""
    with reading() as conn:
        buku = books.get_buku(conn, office().id, slug)
    return _form(slug, raw_of(buku))


@pages.post("/<slug>")
@needs(Izin.ATUR)
def change(slug: str) -> ResponseReturnValue:
    """Change a book from its next number on."""
    sent = settings_form.sent(BOOK)
    faults = buku_isian.faults(sent)
    if not faults:
        try:
            with recorded("ubah-buku", f"buku/{slug}", dict(sent.raw)) as conn:
                _warn(conn, buku_isian.change(conn, slug, sent))
        except NumberingError as refusal:
            faults += buku_isian.refused(refusal)
    if faults:
        return _form(slug, sent.raw, faults), 422
    flash("Buku tersimpan. Nomor yang sudah terbit tidak berubah.", "success")
    return redirect(url_for("buku.every"))


@pages.post("/<slug>/terakhir")
@needs(Izin.ATUR)
def set_last(slug: str) -> ResponseReturnValue:
    """Note the last number that was used on paper before Naskah."""
    typed = request.form.get("terakhir", "").strip()
    if not typed.isascii() or not typed.isdecimal():
        raise Refused("Nomor terakhir harus berupa bilangan, misalnya 212.")
    with recorded("nomor-terakhir", f"buku/{slug}", {"terakhir": int(typed)}) as conn:
        buku = books.get_buku(conn, office().id, slug)
        counter.set_last_used(conn, buku, period_of(buku.restart, today()), int(typed))
    flash(f"Nomor berikutnya pada buku {buku.nama} adalah {int(typed) + 1}.", "success")
    return redirect(url_for("buku.every"))


@pages.post("/jenis")
@needs(Izin.ATUR)
def choose() -> ResponseReturnValue:
    """Set which book each kind takes its number from."""
    kinds = [kind for kind in bench().catalog.kinds() if kind.nomor != "tidak"]
    with reading() as conn:
        known = {buku.slug for buku in books.outgoing(conn, office().id)}
    chosen = {kind.slug: request.form.get(f"buku-{kind.slug}", "") for kind in kinds}
    if not {buku for buku in chosen.values() if buku} <= known:
        raise Refused("Buku yang dipilih tidak ada. Muat ulang halaman, lalu pilih lagi.")
    with recorded("buku-jenis", "buku/jenis", dict(chosen)) as conn:
        for kind in kinds:
            own = chosen[kind.slug] if chosen[kind.slug] != _default(kind.nomor, kind.buku) else ""
            numbers.choose_book(conn, office().id, kind.slug, own or None)
    flash("Buku untuk tiap jenis naskah tersimpan.", "success")
    return redirect(url_for("buku.every"))


def _form(slug: str | None, raw: Mapping[str, object], faults: Sequence[Fault] = ()) -> str:
    """Show the form of a book, or of a new one; a region that is chosen above fills it in."""
    shelf, broken = wilayah.every(bench())
    chosen = buku_isian.chosen(shelf, request.args.get("contoh", ""))
    with reading() as conn:
        taken = {one.slug for one in books.books(conn, office().id)}
    if chosen:
        raw = buku_isian.filled(raw, chosen[1], taken)
    above = {"shelf": shelf, "broken": broken, "chosen": chosen, "taken": taken}
    described = NEW if slug is None else BOOK
    return settings_form.show(
        "pengaturan/buku_isian.html", described, raw, faults, slug=slug, **above
    )


def _default(nomor: str, buku: str) -> str:
    return buku if nomor == "ya" else ""


def _standing(conn: Connection, buku: Buku) -> Standing:
    periode = period_of(buku.restart, today())
    awal, terakhir = counter.counted(conn, buku.id, periode)
    coming = counter.next_number(conn, buku.id, periode)
    return Standing(
        buku, periode, terakhir, terakhir > awal, example(office(), buku, today(), coming)
    )


def _warn(conn: Connection, buku: Buku) -> None:
    """Say what a pola that was just kept cannot tell apart, in its book or from another's."""
    here = books.outgoing(conn, office().id)
    found = warnings(buku.pola, buku.restart, buku.bagian)
    for warning in (*found, *varying(buku), *alike(office(), buku, here, today())):
        flash(warning, "warning")
