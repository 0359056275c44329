"""The installation as the administrator of the kabupaten sees it: offices, and who reaches far."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from doc_templates.shapes import Fault, Field
from service import setup
from service.accounts import reach, users, wide
from service.accounts.permissions import ROLES, Izin, Peran
from service.accounts.users import User
from service.errors import Refused
from service.offices import profile
from service.offices.profile import Profil
from service.web import settings_form, undangan
from service.web.context import bench, office, oleh, reading, user
from service.web.gate import needs
from service.web.mulai import OFFICE

pages = Blueprint("kabupaten", __name__, url_prefix="/kabupaten")

FAR = (Peran.INSPEKTORAT, Peran.KABUPATEN)
ACCOUNT = (
    Field("nama", "Nama lengkap", wajib=True, maks=200),
    Field("username", "Nama masuk", wajib=True, maks=64,
          petunjuk="Huruf kecil, angka, titik, atau garis; misalnya budi.santoso."),
)  # fmt: skip


@pages.get("")
@needs(Izin.KABUPATEN)
def every() -> ResponseReturnValue:
    """List the offices with their administrators, and the accounts that reach beyond one."""
    with reading() as conn:
        offices = profile.every(conn)
        admins = {
            one.id: [who.nama for who in users.every(conn, one.id) if who.peran == Peran.ADMIN]
            for one in offices
        }
        far = wide.every(conn)
    return render_template("kabupaten/semua.html", offices=offices, admins=admins, far=far)


@pages.get("/instansi/baru")
@needs(Izin.KABUPATEN)
def new_office() -> ResponseReturnValue:
    """Ask what a new office cannot do without."""
    return settings_form.show("kabupaten/instansi.html", OFFICE, {})


@pages.post("/instansi/baru")
@needs(Izin.KABUPATEN)
def add_office() -> ResponseReturnValue:
    """Add an office, and show the link that invites its first administrator."""
    form = settings_form.sent(OFFICE)
    names = ("pemerintah", "nama", "tempat", "kode_unit")
    given = {name: str(form.raw.get(name) or "").strip() for name in form.raw}
    profil = Profil(**{name: given.get(name, "") for name in names})  # type: ignore[arg-type]  # texts only
    who = (given.get("username", ""), given.get("admin_nama", ""))
    with reading() as conn:
        taken = setup.clashes(conn, profil, who[0])
    faults = [*form.faults, *(settings_form.refusal(Refused(said)) for said in taken)]
    if not faults:
        try:
            made, token = setup.add_office(bench(), profil, *who, oleh=oleh())
        except Refused as refusal:
            faults.append(settings_form.refusal(refusal))
        else:
            with reading() as conn:
                admin = users.every(conn, made.id)[0]
            return undangan.shown(admin, token, url_for("kabupaten.every"))
    return settings_form.show("kabupaten/instansi.html", OFFICE, form.raw, faults), 422


@pages.get("/akun/baru")
@needs(Izin.KABUPATEN)
def new_account() -> ResponseReturnValue:
    """Ask for an account that reaches beyond one office."""
    return _page(None)


@pages.post("/akun/baru")
@needs(Izin.KABUPATEN)
def add_account() -> ResponseReturnValue:
    """Enter such an account, and show the link that invites its owner."""
    form = settings_form.sent(ACCOUNT)
    faults = [*form.faults, *_role_faults(), *_reach_faults()]
    if not faults:
        peran = Peran(request.form["peran"])
        try:
            made, token = wide.add(
                bench(), form.text("username"), form.text("nama"), peran, _home(peran), _offices(),
                oleh=oleh(),
            )  # fmt: skip
        except Refused as refusal:
            faults.append(settings_form.refusal(refusal))
        else:
            return undangan.shown(made, token, url_for("kabupaten.every"))
    return _page(None, faults), 422


@pages.get("/akun/<int:akun_id>")
@needs(Izin.KABUPATEN)
def account(akun_id: int) -> ResponseReturnValue:
    """Show an account that reaches far."""
    return _page(_far(akun_id))


@pages.post("/akun/<int:akun_id>")
@needs(Izin.KABUPATEN)
def change_account(akun_id: int) -> ResponseReturnValue:
    """Set what it may read, and whether it may enter."""
    one = _far(akun_id)
    locked = "terkunci" in request.form
    wide.change(bench(), one, _offices(), terkunci=locked, oleh=oleh(), by=user())
    flash("Akun tersimpan. Sesi yang sedang terbuka dengan akun itu sudah diakhiri.", "success")
    return redirect(url_for("kabupaten.every"))


@pages.post("/akun/<int:akun_id>/undang")
@needs(Izin.KABUPATEN)
def invite(akun_id: int) -> ResponseReturnValue:
    """Show a new link for it."""
    one = _far(akun_id)
    return undangan.shown(one, wide.invite(bench(), one, oleh=oleh()), url_for("kabupaten.every"))


def _far(akun_id: int) -> User:
    with reading() as conn:
        return wide.get(conn, akun_id)


def _offices() -> set[int]:
    return set(request.form.getlist("instansi", type=int))


def _home(peran: Peran) -> int:
    """Give the office that keeps the account: the first that was chosen, or one's own."""
    return min(_offices()) if peran == Peran.INSPEKTORAT else office().id


def _role_faults() -> list[Fault]:
    known = request.form.get("peran", "") in FAR
    return settings_form.blame("peran", "Peran", "" if known else "Pilih peran akun ini.")


def _reach_faults() -> list[Fault]:
    with reading() as conn:
        known = {one.id for one in profile.every(conn)}
    said = ""
    if request.form.get("peran") == Peran.INSPEKTORAT and not _offices():
        said = "Pilih paling sedikit satu instansi."
    elif not _offices() <= known:
        said = "Instansi yang dipilih tidak ada. Pilih dari daftar."
    return settings_form.blame("instansi", "Instansi", said)


def _page(one: User | None, faults: Sequence[Fault] = ()) -> str:
    with reading() as conn:
        offices = profile.every(conn)
        given = {which.id for which in reach.offices(conn, one)} if one else set()
    return render_template(
        "kabupaten/akun.html",
        one=one,
        roles={peran: ROLES[peran] for peran in FAR},
        offices=offices,
        given=_offices() or given,
        faults=faults,
        typed=request.form,
    )
