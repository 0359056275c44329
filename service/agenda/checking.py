"""Asking the books what is not explained, as an auditor would."""

from numbering.checking import Question, check_books
from service.db import reading
from service.offices import profile
from service.workbench import Workbench


def check(bench: Workbench, slug: str | None, tahun: int | None) -> list[str]:
    """Give a line for each number that nothing explains, of one office or all; none is good.

    Raises NotFound for an office that is not there.
    """
    with reading(bench.engine) as conn:
        wanted = profile.by_slug(conn, slug).id if slug is not None else None
        names = {office.id: office.slug for office in profile.every(conn)}
        found = check_books(conn, instansi_id=wanted, tahun=tahun)
        return [_line(names[one.buku.instansi_id], one) for one in found]


def _line(office: str, one: Question) -> str:
    return f"{office}, {one.buku.nama}, periode {one.periode}: {one.finding.pesan}"
