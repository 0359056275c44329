"""An old register comes in: looked through first, then imported by a job, and undone as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from sqlalchemy.engine import Connection

from numbering import books, importing, taking_back
from numbering.books import Buku
from numbering.importing import Impor
from numbering.old_book import OldBook
from numbering.survey import Survey
from service import jobs
from service.accounts import audit
from service.db import reading, transaction
from service.errors import NotFound
from service.jobs import Job, Progress
from service.offices.profile import Office
from service.workbench import Workbench

JOB = "impor-register"


@dataclass(frozen=True)
class Upload:
    """A file of an old register that lies in the store, and what was chosen about it."""

    slug: str
    digest: str
    nama: str
    columns: tuple[tuple[str, int], ...] = ()
    skip: tuple[int, ...] = ()

    def book(self, source: BinaryIO) -> OldBook:
        """Give the file as the library wants it."""
        return OldBook(source, self.nama, self.columns, frozenset(self.skip))


def look(bench: Workbench, office: Office, upload: Upload) -> Survey:
    """Say what an import would do, and what stands in its way. Raises BadTable, UnknownBook."""
    with reading(bench.engine) as conn, bench.store.open(upload.digest) as source:
        buku = books.get_buku(conn, office.id, upload.slug)
        return importing.dry_run(conn, buku, upload.book(source))


def start(bench: Workbench, office: Office, upload: Upload, baris: int, *, oleh: str) -> int:
    """Put the import of `baris` rows in the queue; give the id of its job."""
    bahan = {**vars(upload), "columns": [list(one) for one in upload.columns]}
    bahan |= {"skip": list(upload.skip), "baris": baris}
    return jobs.start(bench, office.id, JOB, bahan, oleh=oleh)


def import_job(bench: Workbench, job: Job, progress: Progress) -> Mapping[str, object]:
    """Import the register of a job; its rows are counted while read, then all written at once."""
    upload = _upload(job.bahan)
    total = int(str(job.bahan["baris"])) * 2
    with bench.store.open(upload.digest) as source:
        with reading(bench.engine) as conn:
            buku = books.get_buku(conn, job.instansi_id, upload.slug)
            importing.dry_run(conn, buku, upload.book(source), lambda row: progress(row, total))
        progress(total // 2, total)  # from here on nobody else can write, not even this
        with transaction(bench.engine) as conn:
            pada = bench.stamp()
            buku = books.get_buku(conn, job.instansi_id, upload.slug)
            made = importing.import_register(
                conn, buku, upload.book(source), oleh=job.oleh, pada=pada
            )
            facts = {"file": upload.nama, "sha256": upload.digest, "baris": made.baris}
            deed = audit.Deed(job.oleh, "impor-register", f"impor/{made.id}", facts)
            audit.record(conn, job.instansi_id, deed, pada=pada)
    return {"impor": made.id, "baris": made.baris, "slug": upload.slug}


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


def _book_of(conn: Connection, office: Office, impor_id: int) -> Buku:
    for buku in books.books(conn, office.id):
        if any(one.id == impor_id for one in importing.imports(conn, buku.id)):
            return buku
    raise NotFound("Impor ini tidak ada.")


def _upload(bahan: Mapping[str, object]) -> Upload:
    columns, skip = bahan["columns"], bahan["skip"]
    assert isinstance(columns, list)  # noqa: S101 - `start` has written it so
    assert isinstance(skip, list)  # noqa: S101 - likewise
    return Upload(
        str(bahan["slug"]),
        str(bahan["digest"]),
        str(bahan["nama"]),
        tuple((name, number) for name, number in columns),
        tuple(skip),
    )
