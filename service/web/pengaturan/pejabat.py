"""The officials: names with titles, posts, and from when to when."""

from dataclasses import asdict
from datetime import date

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from doc_templates.shapes import Fault, Field
from doc_templates.values import Pegawai
from service.accounts.permissions import Izin
from service.errors import NotFound
from service.offices import people
from service.offices.people import PANGKAT, Pejabat
from service.web import settings_form
from service.web.context import office, reading, recorded, today
from service.web.gate import needs

pages = Blueprint("pejabat", __name__, url_prefix="/pengaturan/pejabat")

NIP = 18  # digits
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
        found = people.every(conn, office().id)
    return render_template("pengaturan/pejabat.html", people=found, today=today())


@pages.get("/baru")
@needs(Izin.ATUR)
def new() -> ResponseReturnValue:
    """Ask for a new official."""
    return _page({}, [], None)


@pages.get("/<int:pejabat_id>")
@needs(Izin.ATUR)
def form(pejabat_id: int) -> ResponseReturnValue:
    """Show what is known of an official."""
    one = _one(pejabat_id)
    known = {"mulai": _iso(one.mulai), "selesai": _iso(one.selesai), "urutan": str(one.urutan)}
    return _page(asdict(one.pegawai) | known, [], one)


@pages.post("/baru")
@needs(Izin.ATUR)
def add() -> ResponseReturnValue:
    """Enter an official."""
    return _save(None)


@pages.post("/<int:pejabat_id>")
@needs(Izin.ATUR)
def change(pejabat_id: int) -> ResponseReturnValue:
    """Put right what is known of an official."""
    return _save(_one(pejabat_id))


def _save(one: Pejabat | None) -> ResponseReturnValue:
    sent = settings_form.sent(OFFICIAL)
    faults = [*sent.faults, *_nip_fault(sent), *_period_fault(sent)]
    if faults:
        return _page(sent.raw, faults, one), 422
    pegawai = _pegawai(sent)
    mulai, selesai, urutan = (sent.values[name] for name in ("mulai", "selesai", "urutan"))
    period = {"mulai": _day(mulai), "selesai": _day(selesai)}
    objek = f"pejabat/{one.id}" if one else "pejabat/baru"
    with recorded(
        "ubah-pejabat" if one else "tambah-pejabat", objek, {"nama": str(pegawai)}
    ) as conn:
        if one is None:
            place = urutan if isinstance(urutan, int) else None
            people.add(conn, office().id, pegawai, **period, urutan=place)
        else:
            place = urutan if isinstance(urutan, int) else one.urutan
            people.change(conn, office().id, Pejabat(one.id, place, pegawai, **period))
    flash(f"{pegawai.nama_lengkap} tersimpan.", "success")
    return redirect(url_for("pejabat.every"))


def _pegawai(sent: settings_form.Sent) -> Pegawai:
    known = {name: sent.text(name) for name in people.COLUMNS}
    known["pangkat"] = known["pangkat"] or PANGKAT.get(known["golongan"], "")
    return Pegawai(**known)


def _nip_fault(sent: settings_form.Sent) -> list[Fault]:
    nip = "".join(sent.text("nip").split())
    if not nip or (len(nip) == NIP and nip.isascii() and nip.isdecimal()):
        return []
    pesan = f"NIP terdiri atas {NIP} angka. Periksa lagi, atau kosongkan bila tidak punya NIP."
    return [Fault("nip", "NIP", pesan)]


def _period_fault(sent: settings_form.Sent) -> list[Fault]:
    mulai, selesai = _day(sent.values["mulai"]), _day(sent.values["selesai"])
    if mulai and selesai and selesai < mulai:
        return [Fault("selesai", "Sampai dengan", "Tidak boleh sebelum tanggal mulai menjabat.")]
    return []


def _page(raw: object, faults: list[Fault], one: Pejabat | None) -> str:
    assert isinstance(raw, dict)  # noqa: S101 - both callers give the values of a form
    return settings_form.show("pengaturan/pejabat_isian.html", OFFICIAL, raw, faults, one=one)


def _one(pejabat_id: int) -> Pejabat:
    with reading() as conn:
        found = people.every(conn, office().id)
    for one in found:
        if one.id == pejabat_id:
            return one
    raise NotFound("Pejabat ini tidak ada.")


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
