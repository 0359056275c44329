"""The buku agenda: a book and a period, its numbers as a strip of cells by state."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.engine import Connection

from numbering import blocks, books, counter, ledger
from numbering.books import Buku
from numbering.dating import newest
from numbering.errors import UnknownBook
from numbering.ledger import Cell
from numbering.series import check_period, period_of
from service.accounts.permissions import Izin
from service.agenda import deeds
from service.agenda.parts import example
from service.errors import Refused
from service.web.context import office, reading, today
from service.web.gate import needs

pages = Blueprint("agenda", __name__, url_prefix="/agenda")

HUNDRED = 100
# By state: how a person calls it.
CELLS = {
    "terbit": "Terbit",
    "dipesan": "Dipesan",
    "eksternal": "Dari luar",
    "batal": "Batal",
    ledger.MISSING: "Tanpa catatan",
}


@dataclass(frozen=True)
class Stretch:
    """A hundred numbers of the strip."""

    pertama: int
    terakhir: int
    cells: Sequence[Cell]


@pages.get("")
@needs(Izin.LIHAT)
def every() -> ResponseReturnValue:
    """Show the numbers of a book in a period, and lead to each."""
    with reading() as conn:
        shelf = books.books(conn, office().id)
        buku = _chosen(conn, shelf)
        now = period_of(buku.restart, today())
        periode = _period(buku) or now
        cells = ledger.cells(conn, buku, periode)
        return render_template(
            "agenda/halaman.html",
            shelf=shelf,
            buku=buku,
            periode=periode,
            periods=sorted({*counter.periods(conn, buku.id), now, periode}, reverse=True),
            stretches=_stretches(cells),
            counts=Counter(cell.state for cell in cells),
            CELLS=CELLS,
            awal=counter.counted(conn, buku.id, periode)[0],
            newest=newest(conn, buku.id, periode),
            blocks=[one for one in blocks.blocks(conn, buku.id) if one[0].periode == periode],
            late=deeds.overdue(conn, office(), today()),
            next=_next(conn, buku) if periode == now else "",
            today=today(),
        )


@pages.get("/cari")
@needs(Izin.LIHAT)
def find() -> ResponseReturnValue:
    """Open a number by its sequence, as people name it."""
    with reading() as conn:
        buku = _chosen(conn, books.books(conn, office().id))
        periode = _period(buku) or period_of(buku.restart, today())
        cells = ledger.cells(conn, buku, periode)
    typed = request.args.get("urut", "").strip()
    wanted = typed.lstrip("0").casefold()
    for cell in cells:
        if f"{cell.nomor_urut}{cell.sisipan}".casefold() == wanted and cell.nomor_id is not None:
            return redirect(url_for("nomor.show", nomor_id=cell.nomor_id))
    raise Refused(f"Nomor urut “{typed}” belum ada di buku {buku.nama} periode {periode}.")


def _chosen(conn: Connection, shelf: Sequence[Buku]) -> Buku:
    slug = request.args.get("buku")
    if slug:
        return books.get_buku(conn, office().id, slug)
    if not shelf:
        raise UnknownBook("surat-keluar")
    return next((one for one in shelf if one.slug == "surat-keluar"), shelf[0])


def _period(buku: Buku) -> str:
    """Give the period that was asked for; one that the book does not count by is no period."""
    periode = request.args.get("periode", "")
    if periode:
        check_period(buku.restart, periode)
    return periode


def _stretches(cells: Sequence[Cell]) -> list[Stretch]:
    found = groupby(cells, key=lambda cell: (cell.nomor_urut - 1) // HUNDRED)
    return [_stretch(list(group)) for _, group in found]


def _stretch(cells: Sequence[Cell]) -> Stretch:
    return Stretch(cells[0].nomor_urut, cells[-1].nomor_urut, cells)


def _next(conn: Connection, buku: Buku) -> str:
    coming = counter.next_number(conn, buku.id, period_of(buku.restart, today()))
    return example(office(), buku, today(), coming)
