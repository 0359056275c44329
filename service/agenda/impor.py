"""An old register comes in: looked through first, then imported by a job, and undone as a whole.

The job writes in portions, so that letters are issued between them; the rows count only when all
are there. Whoever takes the job again goes on where it stopped, and never brings it in twice.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, BinaryIO

from sqlalchemy.engine import Connection

from numbering import books, importing, old_book, taking_back
from numbering.admitting import Source, admit
from numbering.books import Buku
from numbering.importing import Impor
from numbering.old_book import OldBook
from numbering.survey import Survey
from numbering.tabular import Line
from numbering.taking_back import Undoing
from service import jobs
from service.accounts import audit
from service.db import reading, transaction
from service.errors import NotFound
from service.jobs import Job, Progress
from service.offices import profile
from service.offices.profile import Office
from service.workbench import Workbench

JOB = "impor-register"
Heard = Callable[[int], None]


@dataclass(frozen=True)
class Upload:
    """A file of an old register that lies in the store, and what was chosen about it."""

    slug: str
    digest: str
    nama: str
    columns: tuple[tuple[str, int | None], ...] = ()
    skip: tuple[int, ...] = ()
    judul: int | None = None
    urutan: str = ""

    def book(self, source: BinaryIO) -> OldBook:
        """Give the file as the library wants it."""
        skip = frozenset(self.skip)
        return OldBook(source, self.nama, self.columns, skip, self.judul, self.urutan)


def look(bench: Workbench, office: Office, upload: Upload) -> Survey:
    """Say what an import would do, and what stands in its way. Raises BadTable, UnknownBook."""
    with reading(bench.engine) as conn, bench.store.open(upload.digest) as source:
        buku = _book(conn, office, upload.slug)
        return importing.dry_run(conn, buku, upload.book(source))


def top(bench: Workbench, upload: Upload) -> list[Line]:
    """Give the topmost rows of the file as they stand there. Raises BadTable."""
    with bench.store.open(upload.digest) as source:
        return old_book.top(upload.book(source))


def start(bench: Workbench, office: Office, upload: Upload, baris: int, *, oleh: str) -> int:
    """Put the import of `baris` rows in the queue; give the id of its job."""
    columns = [list(one) for one in upload.columns]
    bahan = {**asdict(upload), "columns": columns, "skip": list(upload.skip), "baris": baris}
    return jobs.start(bench, office.id, JOB, bahan, oleh=oleh)


def import_job(bench: Workbench, job: Job, progress: Progress) -> Mapping[str, object]:
    """Import the register of a job: read through once, then laid aside, then admitted at once."""
    upload = _upload(job.bahan)
    kunci = f"{JOB}-{job.id}"
    with reading(bench.engine) as conn:
        buku = _book(conn, profile.get(conn, job.instansi_id), upload.slug)
        made = importing.of_key(conn, kunci)
    try:
        if made is None:
            halves = _halves(progress, int(str(job.bahan["baris"])))
            count = _lay_aside(bench, buku, kunci, upload, halves)
            made = _admit(bench, buku, kunci, Source(upload.nama, count), job)
    finally:
        _clear(bench, kunci)
    return {"impor": made.id, "baris": made.baris, "periode": max(made.hitungan)}


def weigh(conn: Connection, office: Office, impor_id: int) -> tuple[Buku, Undoing]:
    """Say what undoing an import would do. Raises NotFound, ImportRefused."""
    buku = _book_of(conn, office, impor_id)
    return buku, taking_back.weigh(conn, buku, impor_id)


def take_back(bench: Workbench, office: Office, impor_id: int, *, alasan: str, oleh: str) -> Buku:
    """Undo an import as a whole; give its book. Raises ImportRefused, NoteMissing, NotFound."""
    with transaction(bench.engine) as conn:
        buku = _book_of(conn, office, impor_id)
        pada = bench.stamp()
        taking_back.take_back(conn, buku, impor_id, alasan=alasan, oleh=oleh, pada=pada)
        deed = audit.Deed(oleh, "tarik-impor", f"impor/{impor_id}", {"alasan": alasan.strip()})
        audit.record(conn, office.id, deed, pada=pada)
    return buku


def history(conn: Connection, buku: Buku) -> Sequence[Impor]:
    """Give the imports of a book, newest first."""
    return importing.imports(conn, buku.id)


def _halves(progress: Progress, baris: int) -> tuple[Heard, Heard]:
    """Give what hears of rows read, and what hears of rows laid aside: half of the work each."""
    return lambda row: progress(row, 2 * baris), lambda row: progress(baris + row, 2 * baris)


def _lay_aside(
    bench: Workbench, buku: Buku, kunci: str, upload: Upload, heard: tuple[Heard, Heard]
) -> int:
    """Write the letters of the file beside the ledger, and give how many they are.

    Those that lie there already are left out.
    """
    with bench.store.open(upload.digest) as source:
        book = upload.book(source)
        with reading(bench.engine) as conn:
            found = importing.dry_run(conn, buku, book, heard[0])
            count = after = importing.laid_aside(conn, kunci)
        importing.check_ready(found)
        for rows in importing.portions(buku, book, found.headings, after=after):
            with transaction(bench.engine) as conn:
                importing.lay_aside(conn, kunci, rows)
            count += len(rows)
            heard[1](count)
    return found.ready


def _admit(bench: Workbench, buku: Buku, kunci: str, source: Source, job: Job) -> Impor:
    with transaction(bench.engine) as conn:
        pada = bench.stamp()
        made = admit(conn, buku, kunci, source, oleh=job.oleh, pada=pada)
        if made.pada == pada:
            facts = {"file": made.nama_file, "sha256": job.bahan["digest"], "baris": made.baris}
            deed = audit.Deed(job.oleh, JOB, f"impor/{made.id}", facts)
            audit.record(conn, job.instansi_id, deed, pada=pada)
    return made


def _clear(bench: Workbench, kunci: str) -> None:
    """Remove what lies aside, whether it was admitted or refused."""
    left = 1
    while left:
        with transaction(bench.engine) as conn:
            left = importing.clear_aside(conn, kunci)


def _book(conn: Connection, office: Office, slug: str) -> Buku:
    """Give a book as it prints: with the unit of the office unless it has one of its own."""
    buku = books.get_buku(conn, office.id, slug)
    return replace(buku, kode_unit=buku.kode_unit or office.profil.kode_unit)


def _book_of(conn: Connection, office: Office, impor_id: int) -> Buku:
    for buku in books.books(conn, office.id):
        if any(one.id == impor_id for one in importing.imports(conn, buku.id)):
            return buku
    raise NotFound("Impor ini tidak ada.")


def _upload(bahan: Mapping[str, Any]) -> Upload:
    columns = tuple((name, number) for name, number in bahan["columns"])
    rest = {name: bahan[name] for name in ("slug", "digest", "nama", "judul", "urutan")}
    return Upload(columns=columns, skip=tuple(bahan["skip"]), **rest)
