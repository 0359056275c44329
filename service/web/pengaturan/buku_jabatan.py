"""Books of those who sign: a post that keeps a book of its own for some kinds of letter."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.engine import Connection

from doc_templates.catalog import Kind
from numbering import books
from service import numbers
from service.accounts.permissions import Izin
from service.errors import Refused
from service.offices.capacities import staff_of
from service.web.context import bench, office, recorded
from service.web.gate import needs

pages = Blueprint("buku_jabatan", __name__, url_prefix="/pengaturan/buku-penandatangan")

OF_BOOK = "buku:"  # before the short name of a book: all kinds that take from it now


@pages.post("")
@needs(Izin.ATUR)
def add() -> ResponseReturnValue:
    """Give a post its own book for a kind, or for all kinds that share a book."""
    asked = {name: request.form.get(name, "").strip() for name in ("jenis", "jabatan", "buku")}
    with recorded("buku-penandatangan", "buku/jenis", dict(asked)) as conn:
        chosen = _chosen(conn, asked["jenis"])
        _check(conn, chosen, asked["jabatan"], asked["buku"])
        for kind in chosen:
            numbers.choose_book(conn, office().id, kind.slug, asked["buku"], asked["jabatan"])
    flash(f"Buku untuk surat yang ditandatangani {asked['jabatan']} tersimpan.", "success")
    return redirect(url_for("buku.every", _anchor="penandatangan"))


@pages.post("/hapus")
@needs(Izin.ATUR)
def drop() -> ResponseReturnValue:
    """Let a post take its numbers from the same book as everybody else again."""
    asked = {name: request.form.get(name, "") for name in ("jenis", "jabatan")}
    if not asked["jabatan"]:
        raise Refused("Jabatannya belum disebut. Muat ulang halaman, lalu pilih lagi.")
    with recorded("buku-penandatangan", "buku/jenis", {**asked, "buku": ""}) as conn:
        numbers.choose_book(conn, office().id, asked["jenis"], None, asked["jabatan"])
    flash("Pilihan buku dihapus. Nomor yang sudah terbit tidak berubah.", "success")
    return redirect(url_for("buku.every", _anchor="penandatangan"))


def _chosen(conn: Connection, asked: str) -> list[Kind]:
    kinds = [kind for kind in bench().catalog.kinds() if kind.nomor != "tidak"]
    if not asked.startswith(OF_BOOK):
        return [kind for kind in kinds if kind.slug == asked]
    slug = asked.removeprefix(OF_BOOK)
    return [kind for kind in kinds if numbers.book_slug(conn, office().id, kind) == slug]


def _check(conn: Connection, chosen: Sequence[Kind], jabatan: str, buku: str) -> None:
    """Raise Refused with all that is missing."""
    posts = staff_of(conn, office().id).posts
    known = {one.slug for one in books.outgoing(conn, office().id)}
    told = {
        "Pilih jenis naskahnya.": bool(chosen),
        "Pilih jabatan yang tercatat di Pengaturan, Pejabat.": jabatan in posts,
        "Pilih buku yang ada.": buku in known,
    }
    missing = [sentence for sentence, fits in told.items() if not fits]
    if missing:
        raise Refused(" ".join(missing))
