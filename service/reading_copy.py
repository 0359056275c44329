"""All pages of a dossier as one PDF to read, with a cover that says on which page what begins."""

from collections.abc import Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from archive.entries import FiledFile
from archive.merge import Leaf, Merged, Part, merge
from doc_templates.errors import ConversionFailed
from service import cover, naming
from service.board import Board
from service.documents import Document
from service.offices.profile import Office
from service.workbench import Workbench

COVER_ROUNDS = 3


def write(
    bench: Workbench,
    office: Office,
    seen: Board,
    documents: Sequence[Document],
    jejak: str,
    target: Path,
) -> list[str]:
    """Write the merged PDF with its cover; give what could not be taken into it."""
    live = [one for one in documents if one.entry.state != "batal"]
    parts = [Part(one.bookmark, _leaves(bench, one)) for one in live]
    dry = merge(parts, BytesIO())
    front = _cover(bench, office, seen, live, dry, jejak)
    with target.open("wb") as out:
        done = (
            merge([Part("Sampul dan daftar isi", [front]), *parts], out)
            if front
            else merge(parts, out)
        )
    return [f"{one.judul}: {one.nama}. {one.alasan}" for one in done.dilewati]


def _cover(
    bench: Workbench,
    office: Office,
    seen: Board,
    documents: Sequence[Document],
    dry: Merged,
    jejak: str,
) -> Leaf | None:
    """Make the cover; its own length moves all page numbers, so it is made until they agree."""
    front, length = None, 1
    for _ in range(COVER_ROUNDS):
        lines = [_line(one, start, length) for one, start in zip(documents, dry.mulai, strict=True)]
        made = cover.make(bench, office, seen, lines, jejak)
        if made.pdf is None or made.halaman is None:
            return None
        front = Leaf("Sampul", naming.MEDIA["pdf"], made.pdf)
        if made.halaman == length:
            break
        length = made.halaman
    return front


def _line(document: Document, start: int | None, shift: int) -> cover.Line:
    step = str(document.langkah or "")
    page = str(start + shift) if start else ""
    return cover.Line(step, document.nama, document.entry, document.keterangan, page)


def _leaves(bench: Workbench, document: Document) -> list[Leaf]:
    return [_leaf(bench, one) for one in document.pages]


def _leaf(bench: Workbench, file: FiledFile) -> Leaf:
    """Give a file as pages; a Word file that was uploaded is converted for the reading copy."""
    path = bench.store.path(file.digest)
    if file.media_type == naming.MEDIA["docx"] and bench.to_pdf is not None:
        with suppress(ConversionFailed):
            return Leaf(file.nama, naming.MEDIA["pdf"], bench.to_pdf(path.read_bytes()))
    return Leaf(file.nama, file.media_type, path)
