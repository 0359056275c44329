"""The very first page: practise with samples, or set up an office of one's own."""

from collections.abc import Mapping, Sequence
from hmac import compare_digest

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from doc_templates.shapes import Fault, Field
from service import setup
from service.accounts.users import username_fault
from service.errors import Refused
from service.offices.profile import Profil, short_name
from service.setup import FirstAdmin
from service.sop import editions
from service.terminal import tell_passwords
from service.web import settings_form
from service.web.context import bench, reading
from service.web.gate import open_to_all
from service.web.pengaturan import sandi
from service.web.pengaturan.logo import sent_logo

pages = Blueprint("mulai", __name__, url_prefix="/mulai")

OFFICE = (
    Field("pemerintah", "Pemerintah daerah", wajib=True, kelompok="Instansi", maks=200,
          petunjuk="Seperti pada kop surat, misalnya: Pemerintah Kabupaten …"),
    Field("nama", "Nama instansi", wajib=True, kelompok="Instansi", maks=200,
          petunjuk="Misalnya: Kecamatan …"),
    Field("tempat", "Tempat kedudukan", wajib=True, kelompok="Instansi", maks=60,
          petunjuk="Nama tempat di depan tanggal surat."),
    Field("kode_unit", "Kode unit dalam nomor surat", wajib=True, kelompok="Instansi", maks=30,
          petunjuk="Singkatan instansi pada nomor surat, misalnya Kec.Bbk."),
    Field("admin_nama", "Nama lengkap", wajib=True, kelompok="Akun admin pertama", maks=200),
    Field("username", "Nama masuk", wajib=True, kelompok="Akun admin pertama", maks=64,
          petunjuk="Huruf kecil, angka, titik, atau garis; misalnya budi.santoso."),
)  # fmt: skip


@pages.get("")
@open_to_all
def choose() -> ResponseReturnValue:
    """Tell both ways and what follows from each."""
    _only_when_empty()
    return render_template("mulai/pilih.html", dekat=bench().settings.loopback_only)


@pages.post("/contoh")
@open_to_all
def samples() -> ResponseReturnValue:
    """Load the sample office; its passwords appear in the terminal and nowhere else."""
    _only_when_empty()
    if fault := _code_fault():
        raise Refused(fault)
    if not bench().settings.loopback_only:
        raise Refused(
            "Contoh hanya boleh dimuat pada layanan yang dibuka untuk komputer ini saja. "
            "Jalankan tanpa HOST, lalu ulangi."
        )
    tell_passwords(setup.load_samples(bench()))
    flash("Instansi contoh siap. Nama masuk dan kata sandinya tercetak di terminal.", "success")
    return redirect(url_for("masuk.form"))


@pages.get("/instansi")
@open_to_all
def own() -> ResponseReturnValue:
    """Ask what an office of one's own cannot do without."""
    _only_when_empty()
    return _form({}, setup.FIRST_PROCEDURES)


@pages.post("/instansi")
@open_to_all
def begin() -> ResponseReturnValue:
    """Set up the office and its first administrator."""
    _only_when_empty()
    form = settings_form.sent(OFFICE)
    logo, faults = sent_logo()
    faults = [*form.faults, *_faults(form), *faults]
    if not faults:
        try:
            _begin(form, logo)
        except Refused as refusal:
            faults.append(settings_form.refusal(refusal))
    if faults:
        return _form(form.raw, request.form.getlist("sop"), faults), 422
    flash("Instansi siap. Masuk dengan akun admin yang baru Anda buat.", "success")
    return redirect(url_for("masuk.form"))


def _begin(form: settings_form.Sent, logo: bytes | None) -> None:
    profil = Profil(
        pemerintah=form.text("pemerintah"),
        nama=form.text("nama"),
        tempat=form.text("tempat"),
        kode_unit=form.text("kode_unit"),
    )
    admin = FirstAdmin(form.text("username"), form.text("admin_nama"), sandi.typed())
    chosen = [one.stem for one in editions.shipped() if one.stem in request.form.getlist("sop")]
    setup.begin_own(bench(), short_name(profil.nama), profil, logo, admin, chosen)


def _form(raw: Mapping[str, object], chosen: Sequence[str], faults: Sequence[Fault] = ()) -> str:
    """Show the form; all shipped procedures can be chosen, and none has to be."""
    offered = [(path.stem, editions.load(path)) for path in editions.shipped()]
    return settings_form.show(
        "mulai/instansi.html", OFFICE, raw, faults, offered=offered, chosen=chosen
    )


def _only_when_empty() -> None:
    with reading() as conn:
        if setup.state(conn) != setup.EMPTY:
            abort(404)


def _faults(form: settings_form.Sent) -> list[Fault]:
    """Say what is wrong beyond what the fields themselves tell."""
    found = sandi.faults(wanted=True)
    username = form.text("username")
    if "username" not in {one.tempat for one in form.faults}:
        found = [*settings_form.blame("username", "Nama masuk", username_fault(username)), *found]
    return [*found, *settings_form.blame("kode", "Kode penyiapan", _code_fault())]


def _code_fault() -> str:
    wanted = current_app.config["SETUP_CODE"]
    typed = request.form.get("kode", "").strip()
    if not wanted or compare_digest(wanted.encode(), typed.encode()):
        return ""
    return "Kode penyiapan tidak cocok. Kode itu tercetak di terminal layanan."
