"""The buku ekspedisi: letters that left, and who signed for them."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.engine import Connection

from doc_templates.dates import read_date
from numbering import expedition
from service.accounts.permissions import Izin
from service.agenda import cetak, ekspedisi, listing
from service.errors import Refused
from service.web.agenda.berkas_buku import as_book, as_sheet
from service.web.context import bench, office, oleh, reading, today
from service.web.gate import needs
from service.web.sent import day

pages = Blueprint("ekspedisi", __name__, url_prefix="/agenda")


@pages.get("/ekspedisi")
@needs(Izin.LIHAT)
def every() -> ResponseReturnValue:
    """Show the deliveries between two days."""
    since, until = _span()
    with reading() as conn:
        found = list(expedition.deliveries(conn, office().id, since=since, until=until))
    return render_template(
        "agenda/ekspedisi.html", rows=found, since=since, until=until, today=today()
    )


@pages.get("/ekspedisi.xlsx")
@needs(Izin.LIHAT)
def sheet() -> ResponseReturnValue:
    """Give the book as xlsx."""
    with reading() as conn:
        return as_sheet(_listing(conn))


@pages.get("/ekspedisi.pdf")
@needs(Izin.LIHAT)
def paper() -> ResponseReturnValue:
    """Give the book as PDF, with room to sign."""
    return as_book(cetak.delivered(*_span()))


@pages.post("/nomor/<int:nomor_id>/kirim")
@needs(Izin.BUAT)
def send(nomor_id: int) -> ResponseReturnValue:
    """Write down that a letter leaves."""
    tujuan = request.form.get("tujuan", "")
    sent = day("tanggal", "Tanggal kirim")
    ekspedisi.send(bench(), office(), nomor_id, tanggal=sent, tujuan=tujuan, oleh=oleh())
    flash("Pengiriman tercatat di buku ekspedisi.", "success")
    return redirect(url_for("ekspedisi.every"), 303)


@pages.post("/ekspedisi/<int:ekspedisi_id>/terima")
@needs(Izin.BUAT)
def sign_for(ekspedisi_id: int) -> ResponseReturnValue:
    """Write down who took the letter."""
    ekspedisi.sign_for(
        bench(),
        office(),
        ekspedisi_id,
        penerima=request.form.get("penerima", ""),
        tanggal=day("tanggal", "Tanggal terima"),
        oleh=oleh(),
    )
    flash("Penerima tercatat.", "success")
    return redirect(url_for("ekspedisi.every"), 303)


def _listing(conn: Connection) -> listing.Listing:
    return listing.delivered(conn, office(), *_span())


def _span() -> tuple[date, date]:
    """Give the days asked for; without any, this year up to now."""
    since = _day("dari") or today().replace(month=1, day=1)
    until = _day("sampai") or max(today(), since)
    return since, until


def _day(name: str) -> date | None:
    typed = request.args.get(name, "").strip()
    try:
        return read_date(typed) if typed else None
    except ValueError as fault:
        raise Refused(f"Tanggal “{typed}” tidak terbaca: {fault}") from fault
