"""Rows that were begun, taken by the batch, so that LibreOffice makes many letters in one turn."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from archive.errors import ArchiveError
from doc_templates.bulk.many import MOST
from doc_templates.catalog import Kind
from doc_templates.errors import DocTemplateError
from service import freezing, together
from service.drafts import Draft
from service.sheets import Sheet
from service.workbench import Workbench


@dataclass(frozen=True)
class Begun:
    """A row whose letter has its number, and its receipt; both are frozen."""

    letter: Draft
    receipt: Draft | None


def with_pdfs(bench: Workbench, begun: Iterable[Begun]) -> Iterator[tuple[Workbench, Begun]]:
    """Give each begun row with the installation to finish it in, which has its PDFs at hand.

    Only where LibreOffice is kept warm; elsewhere each row is finished as soon as it is begun.
    No more than one batch is held in memory.
    """
    size = MOST * (bench.status().workers or 1) if bench.status and bench.to_pdf else 1
    for batch in _batches(begun, size):
        ready = _ready(bench, batch) if len(batch) > 1 else bench
        for one in batch:
            yield ready, one


def _batches(begun: Iterable[Begun], size: int) -> Iterator[Sequence[Begun]]:
    """Give so many rows at a time; what was begun before an error comes before the error."""
    batch: list[Begun] = []
    try:
        for one in begun:
            batch.append(one)
            if len(batch) == size:
                yield batch
                batch = []
    except Exception:
        yield batch
        raise
    yield batch


def _ready(bench: Workbench, batch: Sequence[Begun]) -> Workbench:
    """Give the installation with the PDFs of these letters, and then of their receipts."""
    bench = _at_hand(bench, [one.letter for one in batch])
    return _at_hand(bench, [one.receipt for one in batch if one.receipt is not None])


def _at_hand(bench: Workbench, drafts: Sequence[Draft]) -> Workbench:
    """Convert together what is made of the same template in the same letterhead as the first.

    The others were begun before a run was stopped and its template changed: they are few.
    """
    thawed = [sheet for draft in drafts for sheet in _thawed(bench, draft)]
    alike = [one for one in thawed if _made_of(one) == _made_of(thawed[0])]
    documents = [document for sheet in alike for document in _rendered(bench, sheet)]
    if len(documents) < 2:  # one alone gains nothing
        return bench
    return together.ready(bench, _version(alike[0]), alike[0].letterhead, documents)


def _version(sheet: Sheet) -> Kind:
    """Give the kind known by the very file that was filled, which may be a prepared one."""
    return replace(sheet.kind, digest=sheet.templat.docx) if sheet.templat else sheet.kind


def _made_of(sheet: Sheet) -> tuple[object, ...]:
    return sheet.templat, sheet.letterhead


def _thawed(bench: Workbench, draft: Draft) -> Iterator[Sheet]:
    """Give a draft that is still to be filed; whatever is wrong with it is told by finishing it."""
    with suppress(ArchiveError, DocTemplateError):
        if draft.arsip_id is None:
            sheet = freezing.thaw(bench, draft)
            if not sheet.kind.daftar_isi:  # its DOCX changes with the pages of its PDF
                yield sheet


def _rendered(bench: Workbench, sheet: Sheet) -> Iterator[bytes]:
    with suppress(DocTemplateError):
        yield freezing.make(replace(bench, to_pdf=None), sheet).docx
