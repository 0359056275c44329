"""The office's profile: letterhead, place and time, unit codes."""

from dataclasses import asdict

from flask import Blueprint, Response, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from doc_templates.shapes import Fault, Field
from service.accounts.permissions import Izin
from service.errors import Refused
from service.offices import profile
from service.offices.profile import ZONES, Profil, profil_from
from service.web import settings_form
from service.web.context import bench, office, recorded
from service.web.gate import needs
from service.web.pengaturan.logo import sent_logo

pages = Blueprint("profil", __name__, url_prefix="/pengaturan/profil")

UNIT = (Field("kode", "Kode unit", wajib=True, maks=30), Field("nama", "Nama unit", wajib=True))
PROFILE = (
    Field("pemerintah", "Pemerintah daerah", wajib=True, kelompok="Kop surat", maks=200),
    Field("induk", "Instansi induk", kelompok="Kop surat", maks=200,
          petunjuk="Hanya untuk kelurahan atau UPT, misalnya KECAMATAN CONTOH; satu baris kop."),
    Field("nama", "Nama instansi", wajib=True, kelompok="Kop surat", maks=200),
    Field("alamat", "Baris alamat", "daftar", kelompok="Kop surat", maks=3,
          petunjuk="Satu atau dua baris di bawah nama instansi."),
    Field("telepon", "Telepon", kelompok="Kop surat", maks=60),
    Field("kode_pos", "Kode pos", kelompok="Kop surat", maks=10),
    Field("laman", "Laman", kelompok="Kop surat", maks=120),
    Field("pos_el", "Pos-el", kelompok="Kop surat", maks=120),
    Field("tempat", "Tempat kedudukan", wajib=True, kelompok="Tempat dan waktu", maks=60,
          petunjuk="Nama tempat di depan tanggal surat."),
    Field("zona", "Zona waktu", "pilihan", wajib=True, kelompok="Tempat dan waktu",
          pilihan=tuple(ZONES)),
    Field("kode_unit", "Kode unit dalam nomor surat", wajib=True, kelompok="Kode unit", maks=30),
    Field("unit", "Kode unit lainnya", "daftar", kelompok="Kode unit", kolom=UNIT, maks=50,
          petunjuk="Bila bagian di bawah instansi punya kode sendiri."),
)  # fmt: skip

TEXTS = (
    "pemerintah", "induk", "nama", "telepon", "kode_pos", "laman", "pos_el", "tempat", "zona",
    "kode_unit",
)  # fmt: skip


@pages.get("")
@needs(Izin.ATUR)
def form() -> ResponseReturnValue:
    """Show the profile."""
    return settings_form.show("pengaturan/profil.html", PROFILE, _raw(office().profil))


@pages.post("")
@needs(Izin.ATUR)
def save() -> ResponseReturnValue:
    """Put a changed profile in use for letters to come."""
    sent = settings_form.sent(PROFILE)
    logo, faults = sent_logo()
    faults = [*sent.faults, *_address_fault(sent), *faults]
    if faults:
        return settings_form.show("pengaturan/profil.html", PROFILE, sent.raw, faults), 422
    digest = bench().store.put(logo) if logo else office().logo
    new = _profil(sent)
    try:
        with recorded("ubah-profil", f"instansi/{office().slug}", {"logo": digest or ""}) as conn:
            profile.change(conn, office(), new, digest)
    except Refused as refusal:  # the code is another office's
        faults = [settings_form.refusal(refusal)]
        return settings_form.show("pengaturan/profil.html", PROFILE, sent.raw, faults), 422
    flash("Profil tersimpan. Surat yang sudah terbit tidak berubah.", "success")
    return redirect(url_for("profil.form"))


@pages.get("/logo")
@needs(Izin.LIHAT)
def logo() -> ResponseReturnValue:
    """Give the logo in use."""
    digest = office().logo
    if digest is None:
        abort(404)
    data = bench().store.read(digest)
    return Response(data, mimetype="image/png" if data.startswith(b"\x89PNG") else "image/jpeg")


def _address_fault(sent: settings_form.Sent) -> list[Fault]:
    before, at, after = sent.text("pos_el").partition("@")
    if not sent.text("pos_el") or (before and at and "." in after):
        return []
    example = "Tulis lengkap, misalnya kecamatan@contoh.go.id, atau kosongkan."
    return [Fault("pos_el", "Pos-el", f"Alamat pos-el ini tidak lengkap. {example}")]


def _raw(profil: Profil) -> dict[str, object]:
    raw = asdict(profil)
    raw["unit"] = [{"kode": kode, "nama": nama} for kode, nama in profil.unit.items()]
    return raw | {"alamat": list(profil.alamat)}


def _profil(sent: settings_form.Sent) -> Profil:
    return profil_from(
        vars(office().profil)
        | {name: sent.text(name) for name in TEXTS}
        | {
            "alamat": sent.rows("alamat"),
            "unit": {row.kode.strip(): row.nama.strip() for row in sent.rows("unit")},
        }
    )
