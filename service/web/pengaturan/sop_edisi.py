"""The editions of a procedure: opened again, compared, and taken along as a file."""

from io import BytesIO

from flask import Blueprint, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from service import naming
from service.accounts.permissions import Izin
from service.errors import NotFound
from service.sop import editions
from service.sop.comparing import changes
from service.sop.editions import Edition
from service.sop.writing import toml
from service.web.context import office, reading
from service.web.gate import needs

pages = Blueprint("sop_edisi", __name__, url_prefix="/pengaturan/sop/<slug>/edisi")


@pages.get("/<int:edisi>")
@needs(Izin.LIHAT)
def one(slug: str, edisi: int) -> ResponseReturnValue:
    """Show an earlier edition whole; the newest has its own page, where it is changed."""
    past = _history(slug)
    edition = _of(past, edisi)
    if edition is past[0]:
        return redirect(url_for("sop.one", slug=slug), 303)
    return render_template("pengaturan/sop_satu.html", edition=edition, past=past, lama=True)


@pages.get("/banding")
@needs(Izin.LIHAT)
def compare(slug: str) -> ResponseReturnValue:
    """List what changed from one edition to another: the two newest, unless others are chosen."""
    past = _history(slug)
    newest = past[0].edisi
    dari = request.args.get("dari", default=max(newest - 1, 1), type=int)
    ke = request.args.get("ke", default=newest, type=int)
    old, new = _of(past, dari), _of(past, ke)
    return render_template(
        "pengaturan/sop_banding.html",
        old=old,
        new=new,
        past=past,
        found=changes(old.procedure(), new.procedure()),
    )


@pages.get("/<int:edisi>.toml")
@needs(Izin.LIHAT)
def definition(slug: str, edisi: int) -> ResponseReturnValue:
    """Give an edition as the file that can be loaded again, here or in another office."""
    edition = _of(_history(slug), edisi)
    name = naming.safe(f"{edition.slug} edisi {edition.edisi}")
    data = BytesIO(toml(edition.isi).encode())
    return send_file(data, "application/toml", as_attachment=True, download_name=f"{name}.toml")


def _history(slug: str) -> list[Edition]:
    with reading() as conn:
        past = editions.history(conn, office().id, slug)
    if not past:
        raise NotFound(f"SOP “{slug}” belum dimuat untuk instansi ini.")
    return past


def _of(past: list[Edition], edisi: int) -> Edition:
    for edition in past:
        if edition.edisi == edisi:
            return edition
    raise NotFound(f"Edisi {edisi} tidak ada. SOP ini punya edisi 1 sampai {past[0].edisi}.")
