"""Asking the books what is not explained, as an auditor would."""

from collections.abc import Iterable, Iterator

from sqlalchemy.engine import Connection

from numbering.checking import Question, check_books
from service.agenda.matching import unmatched
from service.db import reading
from service.offices import profile
from service.offices.profile import Office
from service.workbench import Workbench


def check(bench: Workbench, slug: str | None, tahun: int | None) -> list[str]:
    """Give a line for each number that nothing explains, of one office or all; none is good.

    Letters in the archive and numbers in the books must also agree.

    Raises NotFound for an office that is not there.
    """
    with reading(bench.engine) as conn:
        wanted = profile.by_slug(conn, slug) if slug is not None else None
        offices = [wanted] if wanted else profile.every(conn)
        names = {office.id: office.slug for office in offices}
        found = check_books(conn, instansi_id=wanted.id if wanted else None, tahun=tahun)
        lines = [_line(names[one.buku.instansi_id], one) for one in found]
        return [*lines, *_letters(conn, offices, tahun)]


def _letters(conn: Connection, offices: Iterable[Office], tahun: int | None) -> Iterator[str]:
    for office in offices:
        for line in unmatched(conn, office, tahun):
            yield f"{office.slug}: {line}"


def _line(office: str, one: Question) -> str:
    return f"{office}, {one.buku.nama}, periode {one.periode}: {one.finding.pesan}"
