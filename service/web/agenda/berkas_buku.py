"""Books as files: the spreadsheet and the print of a listing."""

from io import BytesIO

from flask import send_file
from flask.typing import ResponseReturnValue

from service import naming
from service.agenda import listing
from service.agenda.listing import Listing
from service.errors import Refused
from service.web.context import bench, office

ROWS = 100  # on a page of the screen


def as_sheet(book: Listing) -> ResponseReturnValue:
    """Give a book as xlsx."""
    return _sent(listing.sheet(office(), book), book, "xlsx", download=True)


def as_paper(book: Listing) -> ResponseReturnValue:
    """Give a book as PDF; Refused with the reason when it cannot be made now."""
    product = listing.paper(bench(), office(), book)
    if product.pdf is None:
        raise Refused(f"PDF belum dapat dibuat: {product.why}")
    return _sent(product.pdf, book, "pdf", download=False)


def _sent(data: bytes, book: Listing, suffix: str, *, download: bool) -> ResponseReturnValue:
    name = f"{naming.safe(f'{book.judul} {book.kurun}')}.{suffix}"
    return send_file(
        BytesIO(data),
        mimetype=naming.MEDIA[suffix],
        as_attachment=download,
        download_name=name,
    )
