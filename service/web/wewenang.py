"""Who may do what: the permission matrix, printed as it is enforced."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from service.accounts.permissions import RIGHTS, ROLES, Izin
from service.web.gate import needs

pages = Blueprint("wewenang", __name__)


@pages.get("/siapa-boleh-apa")
@needs(Izin.DIRI)
def matrix() -> ResponseReturnValue:
    """Show every right with the roles that have it."""
    return render_template("wewenang.html", rights=RIGHTS, roles=ROLES)
