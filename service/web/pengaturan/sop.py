"""The procedure as the office has it: its steps, and who performs each."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from service.accounts.permissions import Izin
from service.errors import NotFound
from service.sop import editions
from service.web.context import bench, office, oleh, reading, recorded
from service.web.gate import needs

pages = Blueprint("sop", __name__, url_prefix="/pengaturan/sop")


@pages.get("")
@needs(Izin.LIHAT)
def every() -> ResponseReturnValue:
    """Show the procedures of the office with their steps."""
    with reading() as conn:
        found = editions.current(conn, office().id)
    return render_template("pengaturan/sop.html", editions=found)


@pages.get("/<slug>/langkah/<int:nomor>")
@needs(Izin.SOP)
def form(slug: str, nomor: int) -> ResponseReturnValue:
    """Show who performs a step, to be changed."""
    with reading() as conn:
        edition = editions.by_slug(conn, office().id, slug)
    procedure = edition.procedure()
    step = procedure.step(nomor)
    if step is None:
        raise NotFound(f"SOP ini tidak punya langkah {nomor}.")
    known = [one.nama for one in procedure.pelaksana]
    known += [one.nama for one in step.pelaksana if one.nama not in known]
    return render_template("pengaturan/sop_langkah.html", edition=edition, step=step, known=known)


@pages.post("/<slug>/langkah/<int:nomor>")
@needs(Izin.SOP)
def change(slug: str, nomor: int) -> ResponseReturnValue:
    """Set the performers of a step in a new edition; open dossiers keep theirs."""
    names = [name.strip() for name in request.form.getlist("pelaksana") if name.strip()]
    alasan = request.form.get("alasan", "").strip()
    kinds = [kind.slug for kind in bench().catalog.kinds()]
    facts: dict[str, object] = {"langkah": nomor, "pelaksana": names, "alasan": alasan}
    with recorded("ubah-pelaksana", f"sop/{slug}", facts) as conn:
        before = editions.by_slug(conn, office().id, slug)
        if before.procedure().step(nomor) is None:
            raise NotFound(f"SOP ini tidak punya langkah {nomor}.")
        isi = editions.with_performers(before.isi, nomor, names, alasan)
        editions.put_in_use(conn, office().id, isi, kinds=kinds, oleh=oleh(), pada=bench().stamp())
    flash(
        f"Pelaksana langkah {nomor} tersimpan sebagai edisi baru. Berkas yang sudah dibuka tetap "
        "memakai edisi saat berkas itu dibuka.",
        "success",
    )
    return redirect(url_for("sop.every", _anchor=f"langkah-{nomor}"))
