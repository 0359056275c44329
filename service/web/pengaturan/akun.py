"""The accounts of an office: invited by a link, changed and locked by its administrator."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_user

from doc_templates.shapes import Fault
from service.accounts import invitations, reach, second_factor, users
from service.accounts.permissions import OF_OFFICE, ROLES, Izin, Peran
from service.accounts.users import User
from service.errors import Refused
from service.offices import people
from service.web import settings_form, undangan
from service.web.context import SignedIn, bench, office, oleh, reading, recorded, user
from service.web.gate import needs
from service.web.pengaturan import sandi

pages = Blueprint("akun", __name__, url_prefix="/pengaturan/akun")


@pages.get("")
@needs(Izin.ATUR)
def every() -> ResponseReturnValue:
    """List the accounts; those that reach beyond the office are not this office's to change."""
    with reading() as conn:
        found = users.every(conn, office().id)
        waiting = invitations.waiting(conn, [one.id for one in found])
        wide = {one.id for one in reach.beyond(conn)}
    return render_template("pengaturan/akun.html", accounts=found, waiting=waiting, wide=wide)


@pages.get("/baru")
@needs(Izin.ATUR)
def new() -> ResponseReturnValue:
    """Ask for a new account."""
    return _page(None)


@pages.post("/baru")
@needs(Izin.ATUR)
def add() -> ResponseReturnValue:
    """Enter an account and show the link that invites its owner."""
    faults = [*_name_faults(), *_role_faults(), *_official_faults()]
    if faults:
        return _page(None, faults), 422
    username, nama, peran = (request.form[name] for name in ("username", "nama", "peran"))
    try:
        with recorded("undang-akun", f"akun/{username}", {"peran": peran}) as conn:
            made = users.add(
                conn, office().id, username, nama, Peran(peran), None, contoh=office().contoh
            )
            users.change(conn, made, pejabat_id=_official())
            token = invitations.invite(conn, made, oleh=oleh(), now=bench().now())
    except Refused as refusal:  # the name is somebody's already
        return _page(None, [Fault("username", "Nama masuk", str(refusal))]), 422
    return undangan.shown(made, token, url_for("akun.every"))


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
    faults = [*_full_name_fault(), *_role_faults(), *_official_faults()]
    if faults:
        return _page(one, faults), 422
    peran, terkunci = Peran(request.form["peran"]), "terkunci" in request.form
    facts: dict[str, object] = {"peran": peran, "terkunci": terkunci, "pejabat": _official()}
    try:
        with recorded("ubah-akun", f"akun/{one.username}", facts) as conn:
            users.change(
                conn,
                one,
                nama=request.form["nama"],
                peran=peran,
                terkunci=terkunci,
                pejabat_id=_official(),
            )
            now = users.get(conn, one.id, office().id)
    except Refused as refusal:
        return _page(one, [settings_form.refusal(refusal)]), 422
    _stay_in(now)
    flash("Akun tersimpan. Sesi yang sedang terbuka dengan akun itu sudah diakhiri.", "success")
    return redirect(url_for("akun.every"))


@pages.post("/<int:akun_id>/undang")
@needs(Izin.ATUR)
def invite(akun_id: int) -> ResponseReturnValue:
    """Show a new link, for whoever never used the first or forgot the password."""
    one = _account(akun_id)
    with recorded("undang-akun", f"akun/{one.username}", {"peran": one.peran}) as conn:
        token = invitations.invite(conn, one, oleh=oleh(), now=bench().now())
    return undangan.shown(one, token, url_for("akun.form", akun_id=akun_id))


@pages.post("/<int:akun_id>/kode-mati")
@needs(Izin.ATUR)
def forget_telephone(akun_id: int) -> ResponseReturnValue:
    """Switch the second factor of an account off, for whoever lost telephone and codes."""
    one = _account(akun_id)
    with recorded("kode-kedua", f"akun/{one.username}", {"aktif": False}) as conn:
        second_factor.switch_off(conn, one)
    flash("Kode kedua akun ini dimatikan; pemiliknya masuk dengan kata sandi saja.", "success")
    return redirect(url_for("akun.form", akun_id=akun_id), 303)


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
    """Give an account that this office may change."""
    with reading() as conn:
        one = users.get(conn, akun_id, office().id)
        if one.id in {wide.id for wide in reach.beyond(conn)}:
            raise Refused(
                "Akun ini menjangkau beberapa instansi; admin kabupaten yang mengaturnya."
            )
    return one


def _official() -> int:
    """Give the official that the account is said to belong to; 0 for none."""
    return request.form.get("pejabat", 0, type=int)


def _official_faults() -> list[Fault]:
    with reading() as conn:
        known = {0, *(one.id for one in people.every(conn, office().id))}
    said = "" if _official() in known else "Pejabat ini tidak ada. Pilih dari daftar."
    return settings_form.blame("pejabat", "Pejabat", said)


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
    with reading() as conn:
        officials = people.every(conn, office().id)
        coded = one is not None and second_factor.active(conn, one)
    return render_template(
        "pengaturan/akun_isian.html",
        one=one,
        roles={peran: ROLES[peran] for peran in OF_OFFICE},
        officials=officials,
        coded=coded,
        faults=faults,
        typed=request.form,
    )
