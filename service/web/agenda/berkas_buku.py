"""Books as files: the spreadsheet and the print of a listing."""

from collections.abc import Mapping
from io import BytesIO

from flask import redirect, send_file, url_for
from flask.typing import ResponseReturnValue

from service import jobs, naming
from service.agenda import cetak, listing
from service.agenda.listing import Listing
from service.web.context import bench, office, oleh, reading

ROWS = 100  # on a page of the screen


def as_sheet(book: Listing) -> ResponseReturnValue:
    """Give a book as xlsx."""
    return _sent(listing.sheet(office(), book), book, "xlsx", download=True)


def as_paper(book: Listing) -> ResponseReturnValue:
    """Give a list as PDF; Refused with the reason when it cannot be made now."""
    data = cetak.pages(bench(), office(), book, list(book.rows))
    return _sent(data, book, "pdf", download=False)


def as_book(named: Mapping[str, object]) -> ResponseReturnValue:
    """Give a short book as PDF, or lead to the job that prints a long one.

    Refused with the reason when it cannot be made now.
    """
    with reading() as conn:
        book = cetak.listed(conn, office(), named)
        data = cetak.short(bench(), office(), book)
    if data is not None:
        return _sent(data, book, "pdf", download=False)
    job_id = jobs.start(bench(), office().id, cetak.JOB, named, oleh=oleh())
    return redirect(url_for("cetak.watch", job_id=job_id), 303)


def _sent(data: bytes, book: Listing, suffix: str, *, download: bool) -> ResponseReturnValue:
    name = f"{naming.safe(f'{book.judul} {book.kurun}')}.{suffix}"
    return send_file(
        BytesIO(data),
        mimetype=naming.MEDIA[suffix],
        as_attachment=download,
        download_name=name,
    )
