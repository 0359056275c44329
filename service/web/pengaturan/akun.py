"""The accounts of an office."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_user

from doc_templates.shapes import Fault
from service.accounts import users
from service.accounts.permissions import OF_OFFICE, ROLES, Izin, Peran
from service.accounts.users import User
from service.errors import Refused
from service.web import settings_form
from service.web.context import SignedIn, office, reading, recorded, user
from service.web.gate import needs
from service.web.pengaturan import sandi

pages = Blueprint("akun", __name__, url_prefix="/pengaturan/akun")


@pages.get("")
@needs(Izin.ATUR)
def every() -> ResponseReturnValue:
    """List the accounts."""
    with reading() as conn:
        found = users.every(conn, office().id)
    return render_template("pengaturan/akun.html", accounts=found)


@pages.get("/baru")
@needs(Izin.ATUR)
def new() -> ResponseReturnValue:
    """Ask for a new account."""
    return _page(None)


@pages.post("/baru")
@needs(Izin.ATUR)
def add() -> ResponseReturnValue:
    """Enter an account."""
    faults = [*_name_faults(), *_role_faults(), *sandi.faults(wanted=True)]
    if faults:
        return _page(None, faults), 422
    username, nama, peran = (request.form[name] for name in ("username", "nama", "peran"))
    try:
        with recorded("tambah-akun", f"akun/{username}", {"peran": peran}) as conn:
            users.add(conn, office().id, username, nama, Peran(peran), sandi.typed())
    except Refused as refusal:  # the name is somebody's already
        return _page(None, [Fault("username", "Nama masuk", str(refusal))]), 422
    flash("Akun baru siap dipakai.", "success")
    return redirect(url_for("akun.every"))


@pages.get("/<int:akun_id>")
@needs(Izin.ATUR)
def form(akun_id: int) -> ResponseReturnValue:
    """Show an account."""
    return _page(_account(akun_id))


@pages.post("/<int:akun_id>")
@needs(Izin.ATUR)
def change(akun_id: int) -> ResponseReturnValue:
    """Change an account; every session under it ends."""
    one = _account(akun_id)
    faults = [*_full_name_fault(), *_role_faults(), *sandi.faults(wanted=False)]
    if faults:
        return _page(one, faults), 422
    peran, terkunci = Peran(request.form["peran"]), "terkunci" in request.form
    facts: dict[str, object] = {"peran": peran, "terkunci": terkunci}
    try:
        with recorded("ubah-akun", f"akun/{one.username}", facts) as conn:
            users.change(
                conn,
                one,
                nama=request.form["nama"],
                peran=peran,
                terkunci=terkunci,
                password=sandi.typed() or None,
            )
            now = users.get(conn, one.id, office().id)
    except Refused as refusal:
        return _page(one, [settings_form.refusal(refusal)]), 422
    _stay_in(now)
    flash("Akun tersimpan. Sesi yang sedang terbuka dengan akun itu sudah diakhiri.", "success")
    return redirect(url_for("akun.every"))


@pages.get("/sandi")
@needs(Izin.DIRI)
def own() -> ResponseReturnValue:
    """Ask for a new password of one's own."""
    return render_template("pengaturan/sandi.html", faults=())


@pages.post("/sandi")
@needs(Izin.DIRI)
def change_own() -> ResponseReturnValue:
    """Change one's own password; sessions on other machines end."""
    faults = sandi.faults(wanted=True)
    if faults:
        return render_template("pengaturan/sandi.html", faults=faults), 422
    with recorded("ganti-sandi", f"akun/{user().username}", {}) as conn:
        users.change(conn, user(), password=sandi.typed())
        now = users.get(conn, user().id)
    _stay_in(now)
    flash("Kata sandi Anda sudah diganti.", "success")
    return redirect(url_for("beranda.page"))


def _stay_in(changed: User) -> None:
    """Keep the session of somebody who changed the own account."""
    if changed.id == user().id and not changed.terkunci:
        login_user(SignedIn(changed, office()))


def _account(akun_id: int) -> User:
    with reading() as conn:
        return users.get(conn, akun_id, office().id)


def _name_faults() -> list[Fault]:
    username = request.form.get("username", "").strip()
    pesan = users.username_fault(username) if username else "Belum diisi."
    return [*_full_name_fault(), *settings_form.blame("username", "Nama masuk", pesan)]


def _full_name_fault() -> list[Fault]:
    typed = request.form.get("nama", "").strip()
    return settings_form.blame("nama", "Nama lengkap", "" if typed else "Belum diisi.")


def _role_faults() -> list[Fault]:
    known = request.form.get("peran", "") in OF_OFFICE
    return settings_form.blame("peran", "Peran", "" if known else "Pilih peran akun ini.")


def _page(one: User | None, faults: Sequence[Fault] = ()) -> str:
    return render_template(
        "pengaturan/akun_isian.html",
        one=one,
        roles={peran: ROLES[peran] for peran in OF_OFFICE},
        faults=faults,
        typed=request.form,
    )
