"""The accounts of an office."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_user

from service.accounts import users
from service.accounts.permissions import Izin, Peran
from service.accounts.users import User
from service.errors import Refused
from service.web.context import SignedIn, office, reading, recorded, user
from service.web.gate import needs

pages = Blueprint("akun", __name__, url_prefix="/pengaturan/akun")

ROLES = {
    Peran.STAF: "Staf: menulis, menerbitkan, mengunggah, dan mencari",
    Peran.SEKRETARIS: "Sekretaris: seperti staf, ditambah mengatur pelaksana SOP",
    Peran.ADMIN: "Admin: semuanya, termasuk pengaturan dan akun",
}


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
    return _page(None, "")


@pages.post("/baru")
@needs(Izin.ATUR)
def add() -> ResponseReturnValue:
    """Enter an account."""
    form = request.form
    try:
        password = _password()
        with recorded("tambah-akun", f"akun/{form['username']}", {"peran": form["peran"]}) as conn:
            users.add(conn, office().id, form["username"], form["nama"], _role(), password or "")
    except Refused as refusal:
        return _page(None, str(refusal)), 422
    flash("Akun baru siap dipakai.", "success")
    return redirect(url_for("akun.every"))


@pages.get("/<int:akun_id>")
@needs(Izin.ATUR)
def form(akun_id: int) -> ResponseReturnValue:
    """Show an account."""
    return _page(_account(akun_id), "")


@pages.post("/<int:akun_id>")
@needs(Izin.ATUR)
def change(akun_id: int) -> ResponseReturnValue:
    """Change an account; every session under it ends."""
    one = _account(akun_id)
    try:
        facts = {"peran": _role(), "terkunci": "terkunci" in request.form}
        with recorded("ubah-akun", f"akun/{one.username}", dict(facts)) as conn:
            users.change(
                conn,
                one,
                nama=request.form["nama"],
                peran=_role(),
                terkunci="terkunci" in request.form,
                password=_password(),
            )
            now = users.get(conn, one.id, office().id)
    except Refused as refusal:
        return _page(one, str(refusal)), 422
    _stay_in(now)
    flash("Akun tersimpan. Sesi yang sedang terbuka dengan akun itu sudah diakhiri.", "success")
    return redirect(url_for("akun.every"))


@pages.get("/sandi")
@needs(Izin.LIHAT)
def own() -> ResponseReturnValue:
    """Ask for a new password of one's own."""
    return render_template("pengaturan/sandi.html", pesan="")


@pages.post("/sandi")
@needs(Izin.LIHAT)
def change_own() -> ResponseReturnValue:
    """Change one's own password; sessions on other machines end."""
    try:
        with recorded("ganti-sandi", f"akun/{user().username}", {}) as conn:
            users.change(conn, user(), password=_password() or "")
            now = users.get(conn, user().id)
    except Refused as refusal:
        return render_template("pengaturan/sandi.html", pesan=str(refusal)), 422
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


def _role() -> Peran:
    typed = request.form.get("peran", "")
    if typed not in list(Peran):
        raise Refused("Pilih peran akun ini.")
    return Peran(typed)


def _password() -> str | None:
    """Give the password that was typed twice; None when both are empty."""
    password = request.form.get("sandi", "")
    if password != request.form.get("sandi_lagi", ""):
        raise Refused("Kedua kata sandi tidak sama. Ketik ulang keduanya.")
    return password or None


def _page(one: User | None, pesan: str) -> str:
    return render_template(
        "pengaturan/akun_isian.html", one=one, roles=ROLES, pesan=pesan, typed=request.form
    )
