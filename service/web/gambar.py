"""Files of an entry, and pictures of their pages."""

from flask import Blueprint, Response, abort, request, send_file
from flask.typing import ResponseReturnValue

from archive import entries
from archive.entries import FiledFile
from archive.errors import FileMissing
from doc_templates import pdf
from service.accounts.permissions import Izin
from service.web.context import bench, office, reading
from service.web.gate import needs
from service.web.photo import photo
from service.web.shelf import shelf

pages = Blueprint("gambar", __name__, url_prefix="/arsip/<int:arsip_id>")

PDF, PICTURES = "application/pdf", ("image/png", "image/jpeg")
WIDTHS = {"kecil": 320, "besar": 1240}
FOREVER = "private, max-age=31536000, immutable"  # a file of an entry never changes


@pages.get("/file/<int:file_id>")
@needs(Izin.LIHAT)
def fetch(arsip_id: int, file_id: int) -> ResponseReturnValue:
    """Give a file byte for byte: shown when it is made for reading, saved when it is not."""
    one = _file(arsip_id, file_id)
    store = bench().store
    if not store.has(one.digest):
        raise FileMissing(one.digest)
    shown = one.media_type in (PDF, *PICTURES) and "unduh" not in request.args
    return send_file(
        store.path(one.digest),
        mimetype=one.media_type,
        as_attachment=not shown,
        download_name=one.nama,
        etag=one.digest,
    )


@pages.get("/gambar/<int:file_id>/<int:page>-<any(kecil, besar):size>.png")
@needs(Izin.LIHAT)
def picture(arsip_id: int, file_id: int, page: int, size: str) -> ResponseReturnValue:
    """Give a picture of one page, in one of two sizes."""
    one = _file(arsip_id, file_id)
    key = (one.digest, page, size)
    data = shelf().get(key) or shelf().put(key, _draw(one, page, WIDTHS[size]))
    answer = Response(data, mimetype="image/png")
    answer.headers["Cache-Control"] = FOREVER
    answer.set_etag(f"{one.digest}-{page}-{size}")
    return answer.make_conditional(request)


def page_count(one: FiledFile) -> int:
    """Give the number of pages that can be shown of a file; 0 for what has no picture."""
    if one.media_type in PICTURES:
        return 1
    return pdf.page_count(bench().store.read(one.digest)) if one.media_type == PDF else 0


def _draw(one: FiledFile, page: int, width: int) -> bytes:
    if not 1 <= page <= page_count(one):
        abort(404)
    data = bench().store.read(one.digest)
    return photo(data, width) if one.media_type in PICTURES else pdf.picture(data, page, width)


def _file(arsip_id: int, file_id: int) -> FiledFile:
    with reading() as conn:
        entries.get(conn, office().id, arsip_id)
        found = [one for one in entries.files(conn, arsip_id) if one.id == file_id]
    if not found:
        abort(404)
    return found[0]
