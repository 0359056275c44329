"""Finishing what a crash or a dead converter left; safe beside a running service."""

from archive import entries, filing
from archive.entries import Entry
from service import drafts, issuing, naming, sheets
from service.db import reading, transaction
from service.workbench import Workbench


def resume(bench: Workbench) -> tuple[int, int]:
    """Finish begun letters, then waiting PDFs; give how many of each came to their end."""
    with reading(bench.engine) as conn:
        left = drafts.unfinished(conn)
    for draft in left:
        issuing.finish(bench, draft, oleh=draft.oleh)
    return len(left), follow_pdfs(bench)


def follow_pdfs(bench: Workbench, limit: int = 50) -> int:
    """Convert letters whose PDF is waiting, oldest first; give how many have theirs now."""
    with reading(bench.engine) as conn:
        waiting = entries.awaiting_pdf(conn, limit)
    return sum(_follow(bench, entry) for entry in waiting)


def _follow(bench: Workbench, entry: Entry) -> bool:
    """Make the PDF that a letter waits for; its words and its number do not change."""
    assert entry.draft_key is not None  # noqa: S101 - only what was made here waits for a PDF
    with reading(bench.engine) as conn:
        draft = drafts.get(conn, entry.instansi_id, drafts.id_of(entry.draft_key))
        text = entries.text(conn, entry.id)
    sheet = sheets.thaw(bench, draft)
    product = sheets.print_frozen(bench, sheet)
    if product.pdf is None:
        with transaction(bench.engine) as conn:
            filing.note_pdf_fault(conn, entry.id, product.why, again=True)
        return False
    docx, pdf = issuing.put(bench, product, naming.letter(sheet))
    with transaction(bench.engine) as conn:
        if filing.add_pdf(conn, entry.id, pdf, text, oleh=draft.oleh, pada=bench.stamp()):
            # A table of contents gets its page numbers only now, so the DOCX may be a new one.
            filing.add_file(conn, entry.id, docx, oleh=draft.oleh, pada=bench.stamp())
            issuing.note(conn, bench, draft, "pdf-menyusul", {"arsip": entry.id}, oleh=draft.oleh)
    return True
