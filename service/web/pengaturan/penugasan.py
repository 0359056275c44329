"""Appointments as Plt., Plh. or Pj.: who acts for which post, from when to when, by which order."""

from collections.abc import Mapping
from dataclasses import asdict, replace

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from doc_templates.dates import long_date
from doc_templates.shapes import Fault, Field
from service.accounts.permissions import Izin
from service.errors import NotFound
from service.offices import penugasan, people
from service.offices.penugasan import AWAY, PELAKSANA, Penugasan
from service.offices.people import Pejabat
from service.web import settings_form
from service.web.context import office, reading, recorded
from service.web.gate import needs
from service.web.pengaturan.pejabat import iso, official, period_fault, posts

pages = Blueprint(
    "penugasan", __name__, url_prefix="/pengaturan/pejabat/<int:pejabat_id>/penugasan"
)

TASK = (
    Field("pelaksana", "Sebagai", "pilihan", wajib=True, pilihan=tuple(PELAKSANA),
          petunjuk="; ".join(f"{mark} {means}" for mark, means in PELAKSANA.items()) + "."),
    Field("jabatan", "Jabatan yang dilaksanakan", wajib=True, maks=200),
    Field("mulai", "Mulai", "tanggal", wajib=True),
    Field("selesai", "Sampai dengan", "tanggal", petunjuk="Kosongkan selama belum berakhir."),
    Field("dasar", "Dasar penugasan", maks=300,
          petunjuk="Surat perintah atau keputusan yang menugaskan, dengan nomor dan tanggalnya."),
)  # fmt: skip


@pages.get("/baru")
@needs(Izin.ATUR)
def new(pejabat_id: int) -> ResponseReturnValue:
    """Ask for a new appointment."""
    return _page(official(pejabat_id), {}, [], None)


@pages.post("/baru")
@needs(Izin.ATUR)
def add(pejabat_id: int) -> ResponseReturnValue:
    """Enter an appointment."""
    return _save(official(pejabat_id), None)


@pages.get("/<int:tugas_id>")
@needs(Izin.ATUR)
def form(pejabat_id: int, tugas_id: int) -> ResponseReturnValue:
    """Show an appointment."""
    task = _task(pejabat_id, tugas_id)
    raw = asdict(task) | {"mulai": iso(task.mulai), "selesai": iso(task.selesai)}
    return _page(official(pejabat_id), raw, [], task)


@pages.post("/<int:tugas_id>")
@needs(Izin.ATUR)
def change(pejabat_id: int, tugas_id: int) -> ResponseReturnValue:
    """Put an appointment right, or end it."""
    return _save(official(pejabat_id), _task(pejabat_id, tugas_id))


def _save(one: Pejabat, before: Penugasan | None) -> ResponseReturnValue:
    sent = settings_form.sent(_fields(one))
    faults = [*sent.faults, *period_fault(sent)] or _held(one, sent)
    if faults:
        return _page(one, sent.raw, faults, before), 422
    task = Penugasan(
        pejabat_id=one.id,
        pelaksana=sent.text("pelaksana"),
        jabatan=sent.text("jabatan"),
        mulai=sent.day("mulai"),
        selesai=sent.maybe_day("selesai"),
        dasar=sent.text("dasar"),
        id=before.id if before else 0,
    )
    facts: dict[str, object] = {"pelaksana": task.pelaksana, "jabatan": task.jabatan}
    deed = "ubah-penugasan" if before else "tambah-penugasan"
    with recorded(deed, f"pejabat/{one.id}", facts) as conn:
        if before:
            penugasan.change(conn, office().id, task)
        else:
            penugasan.add(conn, task)
    acts = f"{task.pelaksana} {task.jabatan}"
    flash(f"{one.pegawai.nama_lengkap} tercatat sebagai {acts}.", "success")
    return redirect(url_for("pejabat.form", pejabat_id=one.id))


def _held(one: Pejabat, sent: settings_form.Sent) -> list[Fault]:
    """Say why nobody can act so: the post is one's own, or has its holder."""
    jabatan, mulai = sent.text("jabatan"), sent.day("mulai")
    if jabatan == one.pegawai.jabatan:
        return [Fault("jabatan", "Jabatan", "Ini jabatannya sendiri. Tulis jabatan yang lain.")]
    with reading() as conn:
        found = people.serving(conn, office().id, mulai)
    holders = [other.pegawai.nama_lengkap for other in found if other.pegawai.jabatan == jabatan]
    if not holders or sent.text("pelaksana") == AWAY:
        return []
    pesan = (
        f"Pada {long_date(mulai)} {jabatan} masih dijabat {holders[0].rstrip('.')}. "
        "Akhiri dahulu masa jabatannya, atau pilih Plh. bila ia hanya berhalangan."
    )
    return [Fault("pelaksana", "Sebagai", pesan)]


def _fields(one: Pejabat) -> tuple[Field, ...]:
    known = posts(besides=one)
    return tuple(
        replace(field, pilihan=known) if field.nama == "jabatan" else field for field in TASK
    )


def _page(
    one: Pejabat, raw: Mapping[str, object], faults: list[Fault], task: Penugasan | None
) -> str:
    return settings_form.show(
        "pengaturan/penugasan.html", _fields(one), raw, faults, one=one, task=task
    )


def _task(pejabat_id: int, tugas_id: int) -> Penugasan:
    with reading() as conn:
        found = penugasan.every(conn, office().id)
    for task in found:
        if (task.id, task.pejabat_id) == (tugas_id, pejabat_id):
            return task
    raise NotFound("Penugasan ini tidak ada.")
