"""One's own second factor: switch it on with a telephone, switch it off with a code."""

import segno
from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from service.accounts import second_factor
from service.accounts.permissions import Izin
from service.errors import Refused
from service.web.context import bench, reading, recorded, user
from service.web.gate import needs

pages = Blueprint("kode", __name__, url_prefix="/pengaturan/kode")

PENDING = "rahasia_kode"  # in the session, until the telephone has shown that it has it


@pages.get("")
@needs(Izin.DIRI)
def form() -> ResponseReturnValue:
    """Show whether it is on; when it is not, the picture for the telephone."""
    return _page()


@pages.post("")
@needs(Izin.DIRI)
def switch_on() -> ResponseReturnValue:
    """Switch it on when the telephone shows the right code, and show the recovery codes once."""
    secret = session.get(PENDING) or second_factor.new_secret()
    try:
        with recorded("kode-kedua", f"akun/{user().username}", {"aktif": True}) as conn:
            typed = request.form.get("kode", "")
            codes = second_factor.switch_on(conn, user(), secret, typed, bench().now())
    except Refused as refusal:
        return _page(str(refusal)), 422
    session.pop(PENDING, None)
    return render_template("pengaturan/kode_pulih.html", codes=codes)


@pages.post("/matikan")
@needs(Izin.DIRI)
def switch_off() -> ResponseReturnValue:
    """Switch it off; whoever found an open session can't, without a code."""
    with recorded("kode-kedua", f"akun/{user().username}", {"aktif": False}) as conn:
        if not second_factor.proves(conn, user(), request.form.get("kode", ""), bench().now()):
            raise Refused(second_factor.WRONG)
        second_factor.switch_off(conn, user())
    flash("Kode kedua dimatikan. Anda masuk dengan kata sandi saja.", "success")
    return redirect(url_for("kode.form"), 303)


def _page(pesan: str = "") -> str:
    with reading() as conn:
        active = second_factor.active(conn, user())
    if active:
        return render_template("pengaturan/kode.html", active=True, pesan=pesan)
    secret = session.setdefault(PENDING, second_factor.new_secret())
    picture = segno.make(second_factor.address(user(), secret)).svg_data_uri(scale=5)
    return render_template(
        "pengaturan/kode.html", active=False, pesan=pesan, picture=picture, secret=secret
    )
