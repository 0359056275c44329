"""The officials: names with titles, posts, and from when to when."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from doc_templates import nip
from doc_templates.shapes import Fault, Field
from doc_templates.values import Pegawai
from service.accounts.permissions import Izin
from service.errors import NotFound
from service.offices import penugasan, people
from service.offices.capacities import staff_of
from service.offices.people import PANGKAT, Pejabat
from service.web import settings_form
from service.web.context import office, reading, recorded, today
from service.web.gate import needs

pages = Blueprint("pejabat", __name__, url_prefix="/pengaturan/pejabat")

OFFICIAL = (
    Field("nama", "Nama tanpa gelar", wajib=True, kelompok="Nama", maks=200),
    Field("gelar_depan", "Gelar depan", kelompok="Nama", maks=60, petunjuk="Misalnya Drs."),
    Field("gelar_belakang", "Gelar belakang", kelompok="Nama", maks=100,
          petunjuk="Misalnya S.Sos., M.Si."),
    Field("nip", "NIP", kelompok="Kepegawaian", maks=30, petunjuk="18 angka, boleh dengan spasi."),
    Field("golongan", "Golongan", "pilihan", kelompok="Kepegawaian", pilihan=tuple(PANGKAT)),
    Field("pangkat", "Pangkat", kelompok="Kepegawaian", maks=60,
          petunjuk="Kosongkan agar mengikuti golongan."),
    Field("jabatan", "Jabatan", wajib=True, kelompok="Jabatan", maks=200),
    Field("atasan", "Jabatan atasan langsung", kelompok="Jabatan", maks=200,
          petunjuk="Bila diisi, ia dapat menandatangani a.n. atasannya. Atasan di luar instansi "
          "boleh ditulis, misalnya Bupati."),
    Field("mulai", "Menjabat sejak", "tanggal", kelompok="Jabatan"),
    Field("selesai", "Sampai dengan", "tanggal", kelompok="Jabatan",
          petunjuk="Kosongkan selama masih menjabat. Jabatan baru dicatat sebagai baris baru."),
    Field("urutan", "Urutan dalam daftar", "angka", kelompok="Jabatan",
          petunjuk="Yang pertama menandatangani surat, kecuali dipilih lain."),
)  # fmt: skip


@pages.get("")
@needs(Izin.ATUR)
def every() -> ResponseReturnValue:
    """List the officials, past ones apart."""
    with reading() as conn:
        staff = staff_of(conn, office().id)
    return render_template("pengaturan/pejabat.html", staff=staff, today=today(), doubt=_doubt)


@pages.get("/baru")
@needs(Izin.ATUR)
def new() -> ResponseReturnValue:
    """Ask for a new official."""
    return _page({}, [], None)


@pages.get("/<int:pejabat_id>")
@needs(Izin.ATUR)
def form(pejabat_id: int) -> ResponseReturnValue:
    """Show what is known of an official."""
    one = official(pejabat_id)
    known = {"mulai": iso(one.mulai), "selesai": iso(one.selesai), "urutan": str(one.urutan)}
    return _page(asdict(one.pegawai) | known | {"atasan": one.atasan}, [], one)


@pages.post("/baru")
@needs(Izin.ATUR)
def add() -> ResponseReturnValue:
    """Enter an official."""
    return _save(None)


@pages.post("/<int:pejabat_id>")
@needs(Izin.ATUR)
def change(pejabat_id: int) -> ResponseReturnValue:
    """Put right what is known of an official."""
    return _save(official(pejabat_id))


def official(pejabat_id: int) -> Pejabat:
    """Give one official of the office; NotFound otherwise."""
    with reading() as conn:
        found = people.every(conn, office().id)
    for one in found:
        if one.id == pejabat_id:
            return one
    raise NotFound("Pejabat ini tidak ada.")


def posts(*, besides: Pejabat | None = None) -> tuple[str, ...]:
    """List the posts that the office knows, for a form to suggest."""
    with reading() as conn:
        found = people.every(conn, office().id)
    own = besides.pegawai.jabatan if besides else ""
    return tuple(dict.fromkeys(one.pegawai.jabatan for one in found if one.pegawai.jabatan != own))


def period_fault(sent: settings_form.Sent) -> list[Fault]:
    """Say that a span ends before it begins."""
    mulai, selesai = sent.values["mulai"], sent.values["selesai"]
    if isinstance(mulai, date) and isinstance(selesai, date) and selesai < mulai:
        return [Fault("selesai", "Sampai dengan", "Tidak boleh sebelum tanggal mulainya.")]
    return []


def iso(day: date | None) -> str:
    """Write a date as a form holds it."""
    return day.isoformat() if day else ""


def _save(one: Pejabat | None) -> ResponseReturnValue:
    sent = settings_form.sent(_fields(one))
    faults = [*sent.faults, *period_fault(sent)]
    if faults:
        return _page(sent.raw, faults, one), 422
    urutan = sent.number("urutan")
    period = {"mulai": sent.maybe_day("mulai"), "selesai": sent.maybe_day("selesai")}
    pegawai, atasan = _pegawai(sent), sent.text("atasan")
    deed = "ubah-pejabat" if one else "tambah-pejabat"
    objek = f"pejabat/{one.id}" if one else "pejabat/baru"
    with recorded(deed, objek, {"nama": str(pegawai)}) as conn:
        if one is None:
            people.add(conn, office().id, pegawai, **period, urutan=urutan, atasan=atasan)
        else:
            place = one.urutan if urutan is None else urutan
            people.change(
                conn, office().id, Pejabat(one.id, place, pegawai, **period, atasan=atasan)
            )
    flash(f"{pegawai.nama_lengkap} tersimpan.", "success")
    if _doubt(pegawai):
        flash(f"Periksa NIP {pegawai.nama_lengkap}: {_doubt(pegawai)}", "warning")
    return redirect(url_for("pejabat.every"))


def _doubt(pegawai: Pegawai) -> str:
    """Say why an official's NIP looks damaged; "" when it does not, or when there is none."""
    return nip.doubt(pegawai.nip, today(), pangkat=pegawai.pangkat) if pegawai.nip else ""


def _pegawai(sent: settings_form.Sent) -> Pegawai:
    known = {name: sent.text(name) for name in people.COLUMNS}
    known["pangkat"] = known["pangkat"] or PANGKAT.get(known["golongan"], "")
    return Pegawai(**known)


def _fields(one: Pejabat | None) -> tuple[Field, ...]:
    """Give the form, with the office's own posts to choose a superior from."""
    known = posts(besides=one)
    return tuple(
        replace(field, pilihan=known) if field.nama == "atasan" else field for field in OFFICIAL
    )


def _page(raw: Mapping[str, object], faults: list[Fault], one: Pejabat | None) -> str:
    with reading() as conn:
        tasks = penugasan.every(conn, office().id) if one else []
    own = [task for task in tasks if one and task.pejabat_id == one.id]
    return settings_form.show(
        "pengaturan/pejabat_isian.html", _fields(one), raw, faults, one=one, tasks=own
    )
