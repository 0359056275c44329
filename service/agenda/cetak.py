"""A book on paper: a short one at once, a long one as a job, part by part.

LibreOffice needs seconds for every few hundred rows of a table, so a long book is printed in
parts that go on where the one before ended, and joined: time and memory stay within bounds
however many numbers a year has.
"""

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path

from sqlalchemy.engine import Connection

from archive.merge import PDF, Leaf, Part, merge
from archive.sheet import Cell
from doc_templates import pdf
from doc_templates.continuing import continued
from numbering import books
from service import naming
from service.agenda import listing
from service.agenda.listing import Listing
from service.db import reading
from service.errors import NotFound, Refused
from service.jobs import Job, Progress
from service.offices import profile
from service.offices.profile import Office
from service.package import EXPORTS
from service.workbench import Workbench

JOB = "cetak-buku"
AT_ONCE = 200  # rows that are printed while somebody waits
_PART = 500  # rows of one document
Row = Sequence[Cell]


def outgoing(slug: str, periode: str) -> dict[str, object]:
    """Name the buku agenda of a book as a job keeps it."""
    return {"buku": "keluar", "slug": slug, "periode": periode}


def received(slug: str, periode: str) -> dict[str, object]:
    """Name the buku agenda of incoming letters as a job keeps it."""
    return {"buku": "masuk", "slug": slug, "periode": periode}


def delivered(since: date, until: date) -> dict[str, object]:
    """Name the buku ekspedisi of some days as a job keeps it."""
    return {"buku": "ekspedisi", "dari": since.isoformat(), "sampai": until.isoformat()}


def listed(conn: Connection, office: Office, named: Mapping[str, object]) -> Listing:
    """Give the listing of a book that was named so. Raises UnknownBook."""
    if named["buku"] == "ekspedisi":
        days = (date.fromisoformat(str(named[name])) for name in ("dari", "sampai"))
        return listing.delivered(conn, office, *days)
    kind = {"keluar": listing.outgoing, "masuk": listing.received}.get(str(named["buku"]))
    if kind is None:
        raise NotFound("Buku ini tidak dikenal.")
    buku = books.get_buku(conn, office.id, str(named["slug"]))
    return kind(conn, buku, str(named["periode"]))


def short(bench: Workbench, office: Office, book: Listing) -> bytes | None:
    """Print a book that is short; None when it is to be a job. Raises Refused."""
    rows = list(islice(book.rows, AT_ONCE + 1))
    return pages(bench, office, book, rows) if len(rows) <= AT_ONCE else None


def pages(
    bench: Workbench, office: Office, book: Listing, rows: Sequence[Row], page: int = 1
) -> bytes:
    """Print these rows of a book, from its first page or as it goes on at another.

    Raises Refused with the reason when it cannot be made now.
    """
    to_pdf = bench.to_pdf
    if page > 1 and to_pdf is not None:
        bench = replace(bench, to_pdf=lambda docx: to_pdf(continued(docx, page)))
    product = listing.paper(bench, office, book, rows)
    if product.pdf is None:
        raise Refused(f"PDF belum dapat dibuat: {product.why}")
    return product.pdf


def print_job(bench: Workbench, job: Job, progress: Progress) -> Mapping[str, object]:
    """Print the book that a job names; the file lies with the data until fetched."""
    folder = bench.settings.data / EXPORTS / str(job.id)
    folder.mkdir(parents=True, exist_ok=True)
    with reading(bench.engine) as conn, tempfile.TemporaryDirectory(dir=folder) as room:
        office = profile.get(conn, job.instansi_id)
        total = sum(1 for _ in listed(conn, office, job.bahan).rows)
        book = listed(conn, office, job.bahan)
        path = folder / f"{naming.safe(f'{book.judul} {book.kurun}')}.pdf"
        parts = list(_parts(bench, office, book, total, Path(room), progress))
        merged = Path(room) / "buku"
        with merged.open("wb") as out:
            count = merge(parts, out).halaman
        merged.replace(path)
    return {"file": str(path), "nama": path.name, "halaman": count, "baris": total}


def _parts(
    bench: Workbench, office: Office, book: Listing, total: int, room: Path, progress: Progress
) -> Iterator[Part]:
    """Print part after part to disk; only the last bears the head of the audit trail."""
    done = count = 0
    progress(done, total)
    for rows in _slices(book.rows):
        first, done = done + 1, done + len(rows)
        this = book if done == total else replace(book, jejak="")
        made = pages(bench, office, this, rows, page=count + 1)
        count += pdf.page_count(made)
        path = room / f"{first:07}.pdf"
        path.write_bytes(made)
        progress(done, total)
        yield Part(f"Baris {first} sampai {done}", [Leaf(path.name, PDF, path)])


def _slices(rows: Iterable[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while found := list(islice(left, _PART)):
        yield found
