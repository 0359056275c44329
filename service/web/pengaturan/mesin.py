"""The PDF engine: how it is at this moment, in plain words."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from archive import entries
from service import preparing
from service.accounts.permissions import Izin
from service.web.context import bench, office, reading
from service.web.gate import needs

pages = Blueprint("mesin", __name__, url_prefix="/pengaturan/mesin")


@pages.get("")
@needs(Izin.ATUR)
def show() -> ResponseReturnValue:
    """Show LibreOffice, its queue, what waits for a PDF, and the templates as they are used."""
    with reading() as conn:
        waiting = [
            one for one in entries.awaiting_pdf(conn, None) if one.instansi_id == office().id
        ]
    status = bench().status
    return render_template(
        "pengaturan/mesin.html",
        status=status() if status else None,
        waiting=waiting,
        kinds=bench().catalog.kinds(),
        originals=preparing.refusals(bench(), office()),
    )
