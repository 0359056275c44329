"""The preview: the real pages of a draft, as pictures."""

from base64 import b64encode
from hashlib import sha256

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from doc_templates import pdf
from service import issuing
from service.accounts.permissions import Izin
from service.errors import DraftChanged
from service.web import desk as desks
from service.web import isian
from service.web.context import bench, office
from service.web.desk import Desk
from service.web.gate import needs
from service.web.shelf import shelf

pages = Blueprint("pratinjau", __name__, url_prefix="/surat/<int:draft_id>/pratinjau")

WIDTHS = (480, 720, 960, 1240)  # pixels; the last is A4 at 150 dots per inch


@pages.get("")
@needs(Izin.BUAT)
def show(draft_id: int) -> ResponseReturnValue:
    """Show the pages of a draft as it was last kept; `bagian` asks for the pages alone."""
    return _show(desks.sit_down(draft_id))


@pages.post("")
@needs(Izin.BUAT)
def keep_and_show(draft_id: int) -> ResponseReturnValue:
    """Keep what was typed, and show its pages."""
    desk = desks.sit_down(draft_id)
    raw, kode = desks.typed(desk)
    try:
        desk = desks.keep(desk, raw, kode)
    except DraftChanged as conflict:
        return desks.show(desk, raw=raw, pesan=str(conflict), conflict=True), 409
    return _show(desk)


@pages.get("/<digest>/<int:page>.png")
@needs(Izin.BUAT)
def page(draft_id: int, digest: str, page: int) -> ResponseReturnValue:
    """Give one page of a preview that was made a moment ago, or make it again."""
    desk = desks.sit_down(draft_id)
    made = shelf().get((office().id, draft_id, digest)) or _make(desk)[0]
    if made is None or not 1 <= page <= pdf.page_count(made):
        abort(404)
    picture = Response(pdf.picture(made, page, _width()), mimetype="image/png")
    picture.headers["Cache-Control"] = "private, max-age=3600, immutable"
    return picture


def _show(desk: Desk) -> str:
    made, preview = _make(desk)
    bare = "bagian" in request.args
    return render_template(
        "surat/_pratinjau.html" if bare else "surat/pratinjau.html",
        desk=desk,
        bare=bare,
        digest=sha256(made).hexdigest() if made else "",
        halaman=pdf.page_count(made) if made else 0,
        first=_at_once(made) if made and bare else "",
        lebar=_width(),
        preview=preview,
        fault_name=lambda tempat: isian.input_name(desk.kind.fields, tempat),
    )


def _at_once(made: bytes) -> str:
    """Give the first page inside the answer, so that nobody has to ask for it again."""
    return "data:image/png;base64," + b64encode(pdf.picture(made, 1, _width())).decode()


def _width() -> int:
    """Give the width that was asked for, or the next that is drawn: the widest by itself."""
    wanted = request.args.get("lebar", WIDTHS[-1], type=int)
    return next((width for width in WIDTHS if width >= wanted), WIDTHS[-1])


def _make(desk: Desk) -> tuple[bytes | None, issuing.Preview]:
    preview = issuing.preview(bench(), office().id, desk.draft.id)
    made = preview.pdf
    if made is not None:
        shelf().put((office().id, desk.draft.id, sha256(made).hexdigest()), made)
    return made, preview
