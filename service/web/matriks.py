"""The completeness of a dossier: what each step needs and leaves, and what is still missing."""

from io import BytesIO

from flask import Blueprint, render_template, send_file
from flask.typing import ResponseReturnValue

from service import jadwal, matriks, naming
from service.accounts.permissions import Izin
from service.board import Board
from service.waktu import setelan
from service.web.context import bench, board_of, office, reading
from service.web.gate import needs

pages = Blueprint("matriks", __name__, url_prefix="/berkas/<int:berkas_id>")


@pages.get("/matriks")
@needs(Izin.LIHAT)
def show(berkas_id: int) -> ResponseReturnValue:
    """Show the matrix, with what is missing before anybody exports."""
    seen = _seen(berkas_id)
    cells = matriks.cells(seen)
    return render_template(
        "berkas/matriks.html",
        board=seen,
        rows=[(row, [one for one in cells if one.row is row]) for row in seen.rows],
        done=sum(one.lengkap for one in cells),
        total=len(cells),
    )


@pages.get("/matriks.xlsx")
@needs(Izin.LIHAT)
def sheet(berkas_id: int) -> ResponseReturnValue:
    """Give the matrix as xlsx."""
    seen = _seen(berkas_id)
    return send_file(
        BytesIO(matriks.book(seen, office().profil.timezone)),
        mimetype=naming.MEDIA["xlsx"],
        as_attachment=True,
        download_name=f"{naming.safe(f'Matriks {seen.berkas.judul}')}.xlsx",
    )


def _seen(berkas_id: int) -> Board:
    with reading() as conn:
        seen = board_of(conn, berkas_id)
        kalender = setelan.calendar_of(conn, office())
    return jadwal.with_late(seen, jadwal.schedule(seen, kalender, bench().now()))
