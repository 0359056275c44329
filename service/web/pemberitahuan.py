"""What waits for whoever is signed in: the bell, the page behind it, and the daily digest."""

from flask import Blueprint, Flask, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from service import tugas
from service.accounts import users
from service.accounts.permissions import Izin
from service.tugas import Tugas
from service.web.context import bench, office, reading, recorded, user
from service.web.gate import needs

pages = Blueprint("pemberitahuan", __name__, url_prefix="/tugas")


@pages.get("")
@needs(Izin.LIHAT)
def mine() -> ResponseReturnValue:
    """Show all that waits for the account, the oldest deadline first."""
    return render_template("tugas.html", mail=bench().settings.smtp is not None)


@pages.post("/pos-el")
@needs(Izin.LIHAT)
def set_mail() -> ResponseReturnValue:
    """Say where the daily digest goes."""
    with recorded("ubah-pos-el", f"akun/{user().username}", {}) as conn:
        users.set_mail(conn, user(), request.form.get("pos_el", ""))
    flash("Alamat ringkasan harian tersimpan.", "success")
    return redirect(url_for("pemberitahuan.mine"), 303)


def install(app: Flask) -> None:
    """Let every page ask what waits."""
    app.jinja_env.globals["tugas_saya"] = waiting


def waiting() -> list[Tugas]:
    """Give what waits for whoever is signed in; worked out once a page."""
    if "tugas" not in g:
        with reading() as conn:
            g.tugas = tugas.of_user(conn, office(), user(), bench().now())
    found: list[Tugas] = g.tugas
    return found
