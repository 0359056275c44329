"""Dossiers: the list, and the board of one."""

from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from archive import dossier
from service import berkas, deciders, holdings, jadwal, kurun, petugas, steps, uploads
from service import board as boards
from service.accounts.permissions import Izin
from service.board import Board
from service.errors import AlreadyOpen, Refused
from service.kurun import Kurun
from service.offices.capacities import staff_of
from service.sop import editions
from service.sop.checking import unheld
from service.waktu import setelan
from service.web.context import bench, board_of, office, oleh, reading, today, user
from service.web.gate import needs
from service.web.sent import day, incoming

pages = Blueprint("berkas", __name__, url_prefix="/berkas")

NOTE = 500  # letters of what is said about an event


@pages.get("")
@needs(Izin.LIHAT)
def every() -> ResponseReturnValue:
    """List the dossiers of a year, or all, with their progress, and offer to open one."""
    return _list()


@pages.post("")
@needs(Izin.BERKAS)
def open_one() -> ResponseReturnValue:
    """Open a dossier for a procedure and a period; the one that is there already is offered."""
    tahun = request.form.get("tahun", type=int)
    if tahun is None:
        raise Refused("Tulis tahun datanya dengan angka, misalnya 2026.")
    jenis, _, ke = request.form.get("kurun", "tahun-1").partition("-")
    try:
        number = berkas.open_berkas(
            bench(),
            office(),
            request.form.get("sop", ""),
            tahun,
            oleh=oleh(),
            jenis=jenis,
            ke=int(ke) if ke.isdecimal() else 1,
            lagi="lagi" in request.form,
        )
    except AlreadyOpen as there:
        return _list(there), 409
    flash("Berkas dibuka. Mulailah dari langkah pertama.", "success")
    return redirect(url_for("berkas.board", berkas_id=number), 303)


@pages.get("/<int:berkas_id>")
@needs(Izin.LIHAT)
def board(berkas_id: int) -> ResponseReturnValue:
    """Show each step with what is done, unsigned or missing, and who acts next."""
    with reading() as conn:
        seen = board_of(conn, berkas_id)
        staff = staff_of(conn, office().id)
        kalender = setelan.calendar_of(conn, office())
    times = jadwal.schedule(seen, kalender, bench().now())
    turn = seen.turn
    return render_template(
        "berkas/papan.html",
        board=jadwal.with_late(seen, times),
        times={one.langkah.nomor: one for one in times},
        petugas=petugas.of_step(seen.procedure, turn.langkah, staff, today()) if turn else [],
        deciders={
            row.langkah.nomor: deciders.at(seen, [row.langkah.nomor], user(), staff, today())
            for row in seen.rows
            if row.ways
        },
        missing=unheld(seen.procedure, petugas.posts(staff, today())),
        today=today(),
    )


def _list(there: AlreadyOpen | None = None) -> str:
    with reading() as conn:
        found = dossier.list_berkas(conn, office().id)
        years = holdings.years(found)
        tahun = request.args.get("tahun", "")
        chosen = [one for one in found if not tahun or one.kurun_waktu.endswith(tahun)]
        return render_template(
            "berkas/daftar.html",
            boards=boards.read_many(conn, office(), chosen),
            editions=editions.current(conn, office().id),
            years=years,
            tahun=tahun,
            parts=[one for jenis in kurun.PARTS for one in kurun.parts(today().year, jenis)],
            after=_after,
            there=there,
            typed=request.form,
            today=today(),
        )


def _after(seen: Board) -> Kurun | None:
    """Give the period that follows the one of a dossier."""
    about = kurun.read(seen.berkas.kurun_waktu)
    return about.after if about else None


@pages.post("/<int:berkas_id>/buat")
@needs(Izin.BUAT)
def make(berkas_id: int) -> ResponseReturnValue:
    """Begin the letter of an output."""
    wanted = request.form.get("keluaran", "")
    draft = berkas.begin(bench(), office(), oleh=oleh(), berkas_id=berkas_id, keluaran=wanted)
    return redirect(url_for("surat.form", draft_id=draft.id), 303)


@pages.post("/<int:berkas_id>/unggah")
@needs(Izin.BUAT)
def upload(berkas_id: int) -> ResponseReturnValue:
    """File something made elsewhere as an output."""
    sent = incoming("file")
    if not sent:
        raise Refused("Pilih dulu file yang akan diunggah.")
    arsip_id = uploads.upload(
        bench(),
        office(),
        berkas_id,
        request.form.get("keluaran", ""),
        replace(sent[0], sifat=request.form.get("sifat", "")),
        hal=request.form.get("hal", ""),
        tanggal=day("tanggal", "Tanggal dokumen"),
        oleh=oleh(),
    )
    flash("File tersimpan di arsip, persis seperti aslinya.", "success")
    return redirect(url_for("arsip.entry", arsip_id=arsip_id), 303)


@pages.post("/<int:berkas_id>/catat")
@needs(Izin.BUAT)
def note(berkas_id: int) -> ResponseReturnValue:
    """Note that an event happened."""
    steps.note_event(
        bench(),
        office(),
        berkas_id,
        request.form.get("keluaran", ""),
        tanggal=day("tanggal", "Tanggal kejadian"),
        catatan=request.form.get("catatan", "")[:NOTE],
        oleh=oleh(),
    )
    flash("Kejadian tercatat.", "success")
    return redirect(url_for("berkas.board", berkas_id=berkas_id), 303)


@pages.post("/<int:berkas_id>/tutup")
@needs(Izin.BERKAS)
def close(berkas_id: int) -> ResponseReturnValue:
    """Close the dossier."""
    berkas.close(bench(), office(), berkas_id, oleh=oleh())
    flash("Berkas ditutup. Dokumennya tetap dapat dibaca dan diekspor.", "success")
    return redirect(url_for("berkas.board", berkas_id=berkas_id), 303)


@pages.post("/<int:berkas_id>/buka-kembali")
@needs(Izin.BERKAS)
def reopen(berkas_id: int) -> ResponseReturnValue:
    """Open a closed dossier again."""
    berkas.reopen(bench(), office(), berkas_id, oleh=oleh())
    flash("Berkas dibuka kembali; hal itu tercatat di jejak audit.", "success")
    return redirect(url_for("berkas.board", berkas_id=berkas_id), 303)
