"""The first page: what there is to do next."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from archive import dossier, entries
from service import board, drafts
from service.accounts import readers
from service.accounts.permissions import Izin
from service.agenda import deeds
from service.web.context import my_readers, office, reading, today, user
from service.web.gate import needs

pages = Blueprint("beranda", __name__)

SHOWN = 6


@pages.get("/")
@needs(Izin.DIRI)
def page() -> ResponseReturnValue:
    """Show drafts, letters that wait for a signature, and dossiers with their progress.

    Whoever reads no letters is led to what the role is about.
    """
    if not user().may(Izin.LIHAT):
        return redirect(url_for("kabupaten.every"))
    with reading() as conn:
        open_berkas = dossier.list_berkas(conn, office().id, "terbuka")
        written = drafts.being_written(conn, office().id)
        found = [one for one in written if readers.may_open(conn, one, user())]
        return render_template(
            "beranda.html",
            drafts=[one for one in found if one.state != drafts.PRINTED],
            printed=[one for one in found if one.state == drafts.PRINTED],
            waiting=entries.awaiting_signature(conn, office().id, my_readers(conn)),
            boards=board.read_many(conn, office(), open_berkas[:SHOWN]),
            more_berkas=len(open_berkas) > SHOWN,
            shown=SHOWN,
            late=deeds.overdue(conn, office(), today()),
            today=today(),
        )
