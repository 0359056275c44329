"""Daftar berkas and daftar isi berkas, as spreadsheet and as print."""

from io import BytesIO

from flask import Blueprint, request, send_file
from flask.typing import ResponseReturnValue

from service import documents, holdings, inventory, naming
from service.accounts import trail
from service.accounts.permissions import Izin
from service.agenda.listing import Listing
from service.errors import Refused
from service.web.agenda.berkas_buku import as_paper, as_sheet
from service.web.context import board_of, office, reading, today
from service.web.gate import needs

pages = Blueprint("daftar", __name__, url_prefix="/berkas")


@pages.get("/daftar.xlsx")
@needs(Izin.LIHAT)
def dossiers_sheet() -> ResponseReturnValue:
    """Give the daftar berkas of a year as xlsx."""
    return as_sheet(_dossiers())


@pages.get("/daftar.pdf")
@needs(Izin.LIHAT)
def dossiers_paper() -> ResponseReturnValue:
    """Give the daftar berkas of a year as PDF."""
    return as_paper(_dossiers())


@pages.get("/<int:berkas_id>/daftar-isi.xlsx")
@needs(Izin.LIHAT)
def contents_sheet(berkas_id: int) -> ResponseReturnValue:
    """Give the daftar isi berkas as xlsx, as the account may read it."""
    with reading() as conn:
        seen = board_of(conn, berkas_id)
        found = documents.rows(documents.of_board(conn, seen))
        made = inventory.sheet(office(), seen, found, str(trail.head(conn, office().id)))
    return send_file(
        BytesIO(made),
        mimetype=naming.MEDIA["xlsx"],
        as_attachment=True,
        download_name=f"{naming.safe(f'Daftar Isi Berkas {seen.berkas.judul}')}.xlsx",
    )


@pages.get("/<int:berkas_id>/daftar-isi.pdf")
@needs(Izin.LIHAT)
def contents_paper(berkas_id: int) -> ResponseReturnValue:
    """Give the daftar isi berkas as PDF, as the account may read it."""
    with reading() as conn:
        book = holdings.contents(conn, office(), board_of(conn, berkas_id))
    return as_paper(book)


def _dossiers() -> Listing:
    tahun = request.args.get("tahun") or str(today().year)
    if not tahun.isdecimal():
        raise Refused("Tulis tahunnya dengan angka, misalnya 2026.")
    with reading() as conn:
        return holdings.dossiers(conn, office(), tahun)
