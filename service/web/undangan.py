"""The invitation: whoever holds the link chooses a password, once."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from service.accounts import audit, invitations
from service.accounts.users import User
from service.db import transaction
from service.web.context import bench, reading
from service.web.gate import open_to_all
from service.web.pengaturan import sandi

pages = Blueprint("undangan", __name__, url_prefix="/undangan/<token>")


@pages.get("")
@open_to_all
def form(token: str) -> ResponseReturnValue:
    """Ask for a password."""
    return _page(token)


@pages.post("")
@open_to_all
def accept(token: str) -> ResponseReturnValue:
    """Set the password; the link is used up."""
    faults = sandi.faults(wanted=True)
    if faults:
        return _page(token, faults), 422
    now = bench().now()
    with transaction(bench().engine) as conn:
        user = invitations.accept(conn, token, sandi.typed(), now)
        deed = audit.Deed(user.nama, "terima-undangan", f"akun/{user.username}", {})
        audit.record(conn, user.instansi_id, deed, pada=bench().stamp())
    flash(f"Kata sandi tersimpan. Masuk dengan nama masuk {user.username}.", "success")
    return redirect(url_for("masuk.form"), 303)


def shown(user: User, token: str, back: str) -> str:
    """Show a new link, this once, to whoever made it."""
    link = url_for("undangan.form", token=token, _external=True)
    days = invitations.VALID.days
    return render_template("undangan_jadi.html", user=user, link=link, days=days, back=back)


def _page(token: str, faults: object = ()) -> str:
    with reading() as conn:
        user = invitations.invited(conn, token, bench().now())
    return render_template("undangan.html", user=user, faults=faults)
