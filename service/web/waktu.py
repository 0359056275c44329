"""Plan and fact of a dossier: bars on a time line, and a spreadsheet."""

from datetime import datetime
from io import BytesIO

from flask import Blueprint, render_template, send_file
from flask.typing import ResponseReturnValue

from archive.sheet import Cell, Column, Sheet, write_sheet
from service import board as boards
from service import jadwal, naming
from service.accounts.permissions import Izin
from service.jadwal import Jadwal
from service.waktu import hari_libur, setelan
from service.waktu.garis import chart
from service.web.context import bench, office, reading
from service.web.gate import needs

pages = Blueprint("waktu", __name__, url_prefix="/berkas/<int:berkas_id>")

COLUMNS = (
    Column("Langkah", 9),
    Column("Uraian", 48),
    Column("Pelaksana", 30),
    Column("Waktu menurut SOP", 18),
    Column("Rencana mulai", 18),
    Column("Rencana selesai", 18),
    Column("Mulai", 18),
    Column("Batas", 18),
    Column("Selesai", 18),
    Column("Menit kerja", 12),
    Column("Keadaan", 16),
)


@pages.get("/waktu")
@needs(Izin.LIHAT)
def show(berkas_id: int) -> ResponseReturnValue:
    """Show plan and fact per step, and the totals."""
    with reading() as conn:
        seen = boards.read(conn, office(), berkas_id)
        kalender = setelan.calendar_of(conn, office())
    found = jadwal.schedule(seen, kalender, bench().now())
    years = {one.rencana.mulai.year for one in found} | {one.rencana.selesai.year for one in found}
    return render_template(
        "berkas/waktu.html",
        board=seen,
        chart=chart(found, bench().now()),
        there=_there,
        worked=sum(one.menit for one in found),
        estimated=[year for year in sorted(years) if _estimated(year)],
        off=[day for year in sorted(years) for day in hari_libur.of_year(year).values()],
    )


@pages.get("/waktu.xlsx")
@needs(Izin.LIHAT)
def sheet(berkas_id: int) -> ResponseReturnValue:
    """Give the same as xlsx."""
    with reading() as conn:
        seen = boards.read(conn, office(), berkas_id)
        kalender = setelan.calendar_of(conn, office())
    rows = [_cells(one) for one in jadwal.schedule(seen, kalender, bench().now())]
    stated = seen.procedure.stated
    head = (
        "RENCANA DAN KENYATAAN WAKTU",
        f"Berkas: {seen.berkas.judul}",
        f"Jumlah waktu langkah: {seen.procedure.total}",
        f"Jumlah waktu tertulis di SOP: {stated if stated is not None else 'tidak tertulis'}",
    )
    out = BytesIO()
    write_sheet(out, Sheet("Waktu", COLUMNS, rows, head))
    out.seek(0)
    return send_file(
        out,
        mimetype=naming.MEDIA["xlsx"],
        as_attachment=True,
        download_name=f"{naming.safe(f'Waktu {seen.berkas.judul}')}.xlsx",
    )


def keadaan(one: Jadwal) -> str:
    """Say where a step stands in time."""
    if one.selesai is not None:
        return "Selesai, terlambat" if one.terlambat else "Selesai"
    if one.mulai is None:
        return "Belum saatnya"
    return "Terlambat" if one.terlambat else "Berjalan"


def _estimated(year: int) -> bool:
    return any(one.perkiraan for one in hari_libur.of_year(year).values())


def _cells(one: Jadwal) -> list[Cell]:
    step = one.langkah
    return [
        step.nomor,
        step.uraian,
        ", ".join(who.nama for who in step.pelaksana),
        str(step.duration) if step.duration else "tidak tertulis",
        _there(one.rencana.mulai),
        _there(one.rencana.selesai),
        _there(one.mulai),
        _there(one.batas),
        _there(one.selesai),
        one.menit,
        keadaan(one),
    ]


def _there(moment: datetime | None) -> str:
    if moment is None:
        return ""
    return f"{moment.astimezone(office().profil.timezone):%d-%m-%Y %H.%M}"
