"""Finishing what a crash or a dead converter left; safe beside a running service."""

from datetime import UTC, timedelta
from typing import NamedTuple

from archive import entries, filing
from archive.entries import Entry, FiledFile
from archive.errors import ArchiveError, StoreFull
from doc_templates.errors import DocTemplateError
from doc_templates.preflight import Finding, inspect
from doc_templates.produce import Product
from numbering.errors import NumberingError
from service import drafts, freezing, issuing, papers
from service.accounts import audit
from service.db import reading, transaction
from service.drafts import Draft
from service.errors import Refused
from service.workbench import Workbench

# After a try that failed because of the letter itself, LibreOffice is spared it for so long: each
# costs it the whole time that a letter may take. Then somebody has to ask.
PAUSES = tuple(timedelta(seconds=seconds) for seconds in (10, 60, 300, 600))


_REMEDY = "Periksa templat dan panjang isinya, lalu minta lagi. DOCX-nya tetap dapat dicetak."


class Resumed(NamedTuple):
    """How many letters and PDFs came to their end, and why others could not."""

    letters: int
    pdfs: int
    faults: tuple[str, ...]


def resume(bench: Workbench, *, patience: timedelta = timedelta()) -> Resumed:
    """Finish begun letters, then waiting PDFs, oldest first. StoreFull ends it at once.

    With some `patience`, letters that were begun just now are left to whoever began them, their
    PDFs to `follow_up`, and those that failed a moment ago wait for their time.
    """
    before = _ago(bench, patience)
    with reading(bench.engine) as conn:
        left = [draft for draft in drafts.unfinished(conn) if draft.diubah_pada <= before]
    faults = [fault for draft in left if (fault := _finish(bench, draft))]
    with reading(bench.engine) as conn:
        due = _ago(bench, timedelta()) if patience else None
        found = entries.awaiting_pdf(conn, limit=None, due=due)
        waiting = [one for one in found if one.pada <= before]
    pdfs = sum(_follow(bench, entry) for entry in waiting)
    return Resumed(len(left) - len(faults), pdfs, tuple(faults))


def follow_up(bench: Workbench, *, patience: timedelta) -> int:
    """Make the PDFs of letters that were issued within `patience`; give how many came.

    Somebody looks at such a letter and waits, so this is asked for every second.
    """
    before = _ago(bench, patience)
    with reading(bench.engine) as conn:
        found = entries.awaiting_pdf(conn, limit=None, due=_ago(bench, timedelta()))
        waiting = [one for one in found if one.pada > before]
    return sum(_follow(bench, entry) for entry in waiting)


def ask_again(bench: Workbench, instansi_id: int, arsip_id: int, *, oleh: str) -> None:
    """Have a PDF made anew that was held back or given up, once what was wrong is mended.

    Refused for an entry without such a PDF.
    """
    with transaction(bench.engine) as conn:
        entry = entries.get(conn, instansi_id, arsip_id)
        if not filing.ask_pdf_again(conn, entry.id):
            raise Refused("PDF surat ini tidak sedang ditahan.")
        deed = audit.Deed(oleh, "pdf-diulang", f"arsip/{entry.id}", {"alasan": entry.pdf_fault})
        audit.record(conn, instansi_id, deed, pada=bench.stamp())


def findings(bench: Workbench, entry: Entry, pdf: FiledFile) -> tuple[Finding, ...]:
    """Look once more at a filed PDF, with the fonts and rules of today.

    Nothing is said of a letter that was not made here, or whose template is gone.
    """
    if entry.draft_key is None:
        return ()
    with reading(bench.engine) as conn:
        draft = drafts.get(conn, entry.instansi_id, drafts.id_of(entry.draft_key))
    try:
        expected = freezing.expected(freezing.thaw(bench, draft))
    except (ArchiveError, DocTemplateError):
        return ()
    return inspect(bench.store.read(pdf.digest), expected)[1]


def _ago(bench: Workbench, patience: timedelta) -> str:
    """Give the moment that lies so long back, as rows note it."""
    return (bench.now() - patience).astimezone(UTC).isoformat(timespec="seconds")


def _finish(bench: Workbench, draft: Draft) -> str:
    """Finish one letter; what is wrong with it must not hold up the others, so it is told."""
    try:
        issuing.finish(bench, draft, oleh=draft.oleh)
    except StoreFull:
        raise
    except (ArchiveError, DocTemplateError, NumberingError) as fault:
        number = (draft.snapshot or {}).get("nomor_surat") or draft.jenis
        return f"Surat {number} belum dapat diselesaikan. {fault}"
    return ""


def _follow(bench: Workbench, entry: Entry) -> bool:
    """Make the PDF that a letter waits for; its words and its number do not change."""
    assert entry.draft_key is not None  # noqa: S101 - only what was made here waits for a PDF
    with reading(bench.engine) as conn:
        draft = drafts.get(conn, entry.instansi_id, drafts.id_of(entry.draft_key))
        filed = [one for one in entries.files(conn, entry.id) if one.peran == "docx"][-1]
    try:
        product = freezing.reprint(bench, draft, bench.store.read(filed.digest))
    except (ArchiveError, DocTemplateError) as fault:
        product = Product(b"", None, str(fault), None)
    return _join(bench, draft, entry, filed, product)


def _join(bench: Workbench, draft: Draft, entry: Entry, filed: FiledFile, product: Product) -> bool:
    """Join the PDF to its entry, or note why there is none yet."""
    if product.pdf is None:
        _note_fault(bench, entry, product)
        return False
    docx, pdf = papers.put(bench, product, filed.nama.removesuffix(".docx"))
    with transaction(bench.engine) as conn:
        text = entries.text(conn, entry.id)
        added = filing.add_pdf(conn, entry.id, pdf, text, oleh=draft.oleh, pada=bench.stamp())
        if added:
            # A table of contents gets its page numbers only now, so the DOCX may be a new one.
            filing.add_file(conn, entry.id, docx, oleh=draft.oleh, pada=bench.stamp())
            issuing.note(conn, bench, draft, "pdf-menyusul", {"arsip": entry.id}, oleh=draft.oleh)
    return added


def _note_fault(bench: Workbench, entry: Entry, product: Product) -> None:
    """Note why there is no PDF yet, and from when it is tried again by itself."""
    if product.held:
        fault, tries, again = product.why, entry.pdf_tries, None
    elif product.failure is not None and not product.failure.of_document:
        fault, tries, again = product.why, entry.pdf_tries, ""
    else:
        tries = entry.pdf_tries + 1
        fault, again = _after(bench, product.why, tries)
    if fault != entry.pdf_fault or tries != entry.pdf_tries:
        with transaction(bench.engine) as conn:
            filing.note_pdf_fault(conn, entry.id, fault, again=again, tries=tries)


def _after(bench: Workbench, why: str, tries: int) -> tuple[str, str | None]:
    """Tell what is said after so many tries, and when the next one is due; None for never."""
    if tries > len(PAUSES):
        return f"PDF-nya sudah {tries} kali dicoba tanpa hasil. {why} {_REMEDY}", None
    return why, _ago(bench, -PAUSES[tries - 1])
