"""Classification codes: search while typing, and the office's own list."""

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from numbering import classification
from numbering.code_list import CodesReport
from service.accounts.permissions import Izin
from service.agenda import klasifikasi
from service.errors import Refused
from service.web.context import bench, office, oleh, reading
from service.web.gate import needs
from service.web.sent import incoming

pages = Blueprint("klasifikasi", __name__)

NOTES = ("retensi_aktif", "retensi_inaktif", "nasib_akhir", "keamanan")


@pages.get("/klasifikasi/cari")
@needs(Izin.LIHAT)
def search() -> ResponseReturnValue:
    """Give scripts the codes for what was typed: a beginning of a code, or words of its title."""
    with reading() as conn:
        found = classification.search(conn, office().id, request.args.get("kata", ""))
    return jsonify(
        [
            {"kode": one.kode, "uraian": one.uraian, "edisi": one.edisi}
            | {name: getattr(one, name) for name in NOTES if getattr(one, name)}
            for one in found
        ]
    )


@pages.get("/pengaturan/klasifikasi")
@needs(Izin.ATUR)
def every() -> ResponseReturnValue:
    """Show the editions, and ask for the office's own list."""
    return _show()


@pages.post("/pengaturan/klasifikasi")
@needs(Izin.ATUR)
def bring_in() -> ResponseReturnValue:
    """Put the office's list of an edition in place of its earlier one."""
    sent = incoming("file")
    if not sent:
        raise Refused("Pilih dulu file daftar kode, xlsx atau csv.")
    edisi = request.form.get("edisi", "")
    report = klasifikasi.bring_in(bench(), office(), edisi, sent[0], oleh=oleh())
    flash(f"{report.count} kode edisi {report.edisi} masuk.", "success")
    if report.doubled or report.unreadable:
        return _show(report)
    return redirect(url_for("klasifikasi.every"), 303)


def _show(report: CodesReport | None = None) -> str:
    with reading() as conn:
        editions = klasifikasi.editions(conn, office())
    return render_template("pengaturan/klasifikasi.html", editions=editions, report=report)
