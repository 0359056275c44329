"""The buku agenda of outgoing letters, as it stands on paper: a page, a spreadsheet, a print."""

from itertools import islice

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.engine import Connection

from numbering import agenda, books
from numbering.books import Buku
from numbering.series import check_period, period_of
from service.accounts.permissions import Izin
from service.agenda import cetak, listing
from service.web.agenda.berkas_buku import ROWS, as_book, as_sheet
from service.web.context import office, reading, today
from service.web.gate import needs

pages = Blueprint("buku_keluar", __name__, url_prefix="/agenda/<slug>")


@pages.get("/buku")
@needs(Izin.LIHAT)
def every(slug: str) -> ResponseReturnValue:
    """Show the rows of a book in a period, a hundred at a time."""
    page = max(1, request.args.get("halaman", 1, type=int))
    with reading() as conn:
        buku, periode = _asked(conn, slug)
        start = (page - 1) * ROWS
        rows = list(islice(agenda.outgoing(conn, buku, periode), start, start + ROWS + 1))
    return render_template(
        "agenda/keluar.html",
        buku=buku,
        periode=periode,
        rows=rows[:ROWS],
        more=len(rows) > ROWS,
        page=page,
        headings=agenda.HEADINGS,
    )


@pages.get("/buku.xlsx")
@needs(Izin.LIHAT)
def sheet(slug: str) -> ResponseReturnValue:
    """Give the whole book as xlsx."""
    with reading() as conn:
        return as_sheet(listing.outgoing(conn, *_asked(conn, slug)))


@pages.get("/buku.pdf")
@needs(Izin.LIHAT)
def paper(slug: str) -> ResponseReturnValue:
    """Give the whole book as PDF."""
    with reading() as conn:
        _, periode = _asked(conn, slug)
    return as_book(cetak.outgoing(slug, periode))


def _asked(conn: Connection, slug: str) -> tuple[Buku, str]:
    buku = books.get_buku(conn, office().id, slug)
    periode = request.args.get("periode") or period_of(buku.restart, today())
    check_period(buku.restart, periode)
    return buku, periode
