"""All letters of a run as one file to print, in the order of the list.

They are merged in portions that lie on the disk, and then the portions: memory and open files stay
within bounds however many recipients there are.
"""

import tempfile
from collections.abc import Iterable, Iterator
from itertools import count, islice
from pathlib import Path
from typing import BinaryIO

from sqlalchemy.engine import Connection

from archive import entries
from archive.merge import PDF, Leaf, Merged, Part, Skipped, merge
from service.db import reading
from service.massal import runs
from service.massal.runs import Row, Run
from service.workbench import Workbench

_PORTION = 50  # documents that are open at the same time


def write(bench: Workbench, run: Run, target: BinaryIO, *, duplex: bool) -> Merged:
    """Write the PDFs of a run as one; those that are not there (`waiting`) are left out.

    With `duplex` every letter and every receipt begins on a fresh sheet.
    """
    with reading(bench.engine) as conn, tempfile.TemporaryDirectory(prefix="naskah-") as room:
        left: list[Skipped] = []
        parts = _parts(conn, bench, run)
        portions = _portions(parts, Path(room), left, duplex=duplex)
        merged = merge(portions, target, duplex=duplex)
    return Merged(merged.halaman, merged.mulai, (*left, *merged.dilewati))


def waiting(conn: Connection, run: Run) -> list[str]:
    """Name the documents in the archive whose PDF is not there."""
    documents = (one for row in runs.rows(conn, run.id) for one in _documents(row))
    return [judul for judul, arsip_id in documents if _pdf(conn, arsip_id) is None]


def _parts(conn: Connection, bench: Workbench, run: Run) -> Iterator[Part]:
    for row in runs.rows(conn, run.id):
        for judul, arsip_id in _documents(row):
            digest = _pdf(conn, arsip_id)
            if digest is not None:
                yield Part(judul, [Leaf(judul, PDF, bench.store.path(digest))])


def _portions(
    parts: Iterable[Part], room: Path, left: list[Skipped], *, duplex: bool
) -> Iterator[Part]:
    """Merge a portion after another to the disk, each with the bookmarks of what is in it."""
    rest = iter(parts)
    for number in count():
        some = list(islice(rest, _PORTION))
        path = room / f"{number}.pdf"
        if not some:
            return
        with path.open("wb") as out:
            made = merge(some, out, duplex=duplex)
        left += made.dilewati
        begins = zip(some, made.mulai, strict=True)
        marks = [(part.judul, page) for part, page in begins if page is not None]
        if marks:
            yield Part("", [Leaf("", PDF, path)], marks)


def _documents(row: Row) -> Iterator[tuple[str, int]]:
    """Give what a row has in the archive, with its bookmark; nothing of a cancelled letter."""
    if row.state == "batal":
        return
    name = f"{row.urutan}. {row.told}"
    if row.arsip_id is not None:
        yield name, row.arsip_id
    if row.terima_arsip_id is not None:
        yield f"{name} (tanda terima)", row.terima_arsip_id


def _pdf(conn: Connection, arsip_id: int) -> str | None:
    found = [one for one in entries.files(conn, arsip_id) if one.peran == "pdf"]
    return found[-1].digest if found else None
