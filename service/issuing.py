"""Issuing a letter: the heart of the service; read this file first.

The path: check the draft and print it once before it has a number, so that every fault shows
before one exists; take the number and freeze what will be printed (transaction one); render,
convert and put the files on the disk (no transaction; see papers.py); file the entry and mark the
number (transaction two). A crash anywhere leaves either nothing, or a frozen draft with its number,
which the next press of the button, or `resume`, finishes as the same letter.

What is printed at first bears the number that the letter will most likely get, and LibreOffice
begins with it at once. If somebody else was quicker, the letter has another number, so its bytes
are others, and it is converted like any.

An office may also print first and number when the paper comes back signed: after_signing.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from sqlalchemy.engine import Connection

from archive import dossier, entries, filing
from archive.entries import Filing
from doc_templates.errors import BadValues
from doc_templates.shapes import Fault
from numbering import register
from numbering.books import Buku
from numbering.external import External
from numbering.letter import Letter
from service import drafts, freezing, numbers, sheets, slips
from service.accounts import audit, readers
from service.accounts.actor import account_of
from service.db import reading, transaction
from service.drafts import Draft, NewDraft
from service.errors import DraftChanged, Refused
from service.numbers import Source
from service.papers import Papers, print_papers
from service.sheets import Sheet
from service.workbench import Workbench


@dataclass(frozen=True)
class Preview:
    """The pages as they would be printed, and what is still wrong.

    Without pages, `why` says why; they are `to_come` when LibreOffice goes on with them.
    """

    docx: bytes
    pdf: bytes | None
    why: str
    faults: tuple[Fault, ...]
    to_come: bool


def issue(
    bench: Workbench, instansi_id: int, draft_id: int, source: Source = None, *, oleh: str
) -> int:
    """Issue a draft and give the id of its entry; safe to call again, and at the same time.

    `source` says where its number comes from, when it isn't the next one. Raises BadValues or
    LostText with every fault, before a number exists; Refused when the draft was put aside,
    DraftChanged when it was saved meanwhile; StoreFull or a database error when the machine
    cannot keep it.
    """
    with reading(bench.engine) as conn:
        seen = drafts.get(conn, instansi_id, draft_id)
        sheet = sheets.read(conn, bench, seen) if seen.state == drafts.WRITTEN else None
        likely = _likely_number(conn, sheet) if sheet and source is None else None
    if sheet is not None:
        elsewhere = isinstance(source, External)
        sheet = try_out(bench, sheet.numbered_elsewhere() if elsewhere else sheet, likely)
    with transaction(bench.engine) as conn:
        draft = _as_tried(drafts.lock(conn, draft_id), seen)
        frozen = None
        if sheet is not None and draft.state == drafts.WRITTEN:
            frozen = _begin(conn, bench, sheet, source, oleh)
        else:
            _refuse_put_aside(draft)
    return finish(bench, draft, oleh=oleh) if frozen is None else _file(bench, frozen, oleh)


def issue_new(bench: Workbench, new: NewDraft, *, oleh: str) -> int:
    """Issue a letter that was never a draft: a crash leaves the whole of it, or nothing."""
    sheet = tried(bench, new, ahead=True, oleh=oleh)
    with transaction(bench.engine) as conn:
        frozen = begin_new(conn, bench, sheet, new, oleh=oleh)
    return _file(bench, frozen, oleh)


def tried(bench: Workbench, new: NewDraft, *, ahead: bool = False, oleh: str) -> Sheet:
    """Read a letter that is no draft yet, and print it once to see its faults.

    With `ahead`, LibreOffice begins with it; see `try_out`. Raises BadValues or LostText with
    every fault.
    """
    unsaved = drafts.unsaved(new, oleh=oleh, pada=bench.stamp())
    with reading(bench.engine) as conn:
        sheet = sheets.read(conn, bench, unsaved)
        likely = _likely_number(conn, sheet) if ahead else None
    return try_out(bench, sheet, likely)


def begin_new(
    conn: Connection, bench: Workbench, sheet: Sheet, new: NewDraft, *, oleh: str
) -> Sheet:
    """Make a draft of what was tried, with its number, frozen at once; `finish` does the rest."""
    draft = drafts.create(conn, new, oleh=oleh, pada=bench.stamp())
    return _begin(conn, bench, replace(sheet, draft=draft), None, oleh)


def preview(bench: Workbench, instansi_id: int, draft_id: int) -> Preview:
    """Show the pages of a draft, with visible placeholders where something is missing.

    Whoever typed on meanwhile has asked again: the older pages are then no longer made.
    """
    sheet = _sheet(bench, instansi_id, draft_id)
    looking = bench.as_long_as(partial(_is_newest, bench, sheet.draft))
    product = sheets.show(looking, sheet, _number_to_come(sheet))
    to_come = product.failure is not None and product.failure.code == "ditunda"
    return Preview(product.docx, product.pdf, product.why, sheet.faults, to_come)


def finish(bench: Workbench, draft: Draft, *, oleh: str) -> int:
    """Print and file a frozen draft; give the id of its entry. Two may do it at once."""
    if draft.arsip_id is not None:
        return draft.arsip_id
    return _file(bench, freezing.thaw(bench, draft), oleh)


def _file(bench: Workbench, sheet: Sheet, oleh: str) -> int:
    """Print and file a frozen sheet, be it thawed, or the very one that was tried and frozen."""
    papers, draft = print_papers(bench, sheet), sheet.draft
    with transaction(bench.engine) as conn:
        now = drafts.lock(conn, draft.id)
        if now.arsip_id is not None:
            return now.arsip_id
        entry = filing.file(conn, _filing(conn, bench, sheet, papers, oleh))
        if entry.nomor_surat:
            register.mark_issued(conn, draft.key, pada=bench.stamp())
        drafts.mark_issued(conn, draft.id, entry.id, pada=bench.stamp())
        facts = {"arsip": entry.id, "jenis": draft.jenis, "nomor_surat": entry.nomor_surat}
        note(conn, bench, draft, "terbit", facts, oleh=oleh)
    return entry.id


def cancel(bench: Workbench, instansi_id: int, arsip_id: int, *, alasan: str, oleh: str) -> None:
    """Cancel an issued letter: its number stays spent, its files stay, the reason is kept."""
    if not alasan.strip():
        raise Refused("Tuliskan alasan pembatalan; alasan itu ikut dicatat di buku agenda.")
    with transaction(bench.engine) as conn:
        entry = entries.get(conn, instansi_id, arsip_id)
        if entry.state == "batal":
            raise Refused(f"Surat ini sudah dibatalkan, dengan alasan: {entry.alasan}")
        filing.cancel(conn, entry.id, alasan=alasan.strip())
        nomor = register.of_draft(conn, entry.draft_key) if entry.draft_key else None
        if nomor is not None:
            register.cancel(conn, nomor.id, alasan=alasan, oleh=oleh, pada=bench.stamp())
        deed = audit.Deed(oleh, "batal", f"arsip/{entry.id}", {"alasan": alasan.strip()})
        audit.record(conn, instansi_id, deed, pada=bench.stamp())


def take_number(conn: Connection, bench: Workbench, sheet: Sheet, source: Source, oleh: str) -> str:
    """Take the number of a sheet whose kind has a book; out of order only with a trace."""
    assert sheet.buku is not None  # noqa: S101 - asked by the callers
    told = sheet.described
    letter = Letter(sheet.tanggal, sheet.parts, told.hal, told.tujuan)
    whose = {"draft_key": sheet.draft.key, "oleh": oleh, "pada": bench.stamp()}
    nomor_surat = numbers.take(conn, sheet.buku, letter, source, **whose)
    if source is not None:
        facts = {"nomor_surat": nomor_surat, "dari": type(source).__name__, **vars(source)}
        note(conn, bench, sheet.draft, "nomor-khusus", facts, oleh=oleh)
    return nomor_surat


def note(
    conn: Connection,
    bench: Workbench,
    draft: Draft,
    perbuatan: str,
    facts: Mapping[str, object],
    *,
    oleh: str,
) -> None:
    """Write one row of the audit trail about a draft."""
    deed = audit.Deed(oleh, perbuatan, f"draft/{draft.id}", facts)
    audit.record(conn, draft.instansi_id, deed, pada=bench.stamp())


def _sheet(bench: Workbench, instansi_id: int, draft_id: int) -> Sheet:
    with reading(bench.engine) as conn:
        return sheets.read(conn, bench, drafts.get(conn, instansi_id, draft_id))


def _is_newest(bench: Workbench, draft: Draft) -> bool:
    with reading(bench.engine) as conn:
        return drafts.version(conn, draft.id) == draft.versi


def _number_to_come(sheet: Sheet) -> str:
    return sheets.NOT_YET if sheet.buku and not sheet.draft.konsep else ""


def try_out(bench: Workbench, sheet: Sheet, likely: str | None = None) -> Sheet:
    """Print a letter once before it is numbered, and settle what it is made of: the sheet from now.

    With the number that it will most likely get, LibreOffice begins with it, and whoever then asks
    for the very same letter gets that. Raises BadValues or LostText with every fault.
    """
    sheet.check()
    _check_year(sheet, sheet.office.today(bench.now()))
    sheet = sheets.settled(bench, sheet)
    number = _number_to_come(sheet) if likely is None else likely
    letter = sheets.make(replace(bench, to_pdf=None), sheet, sheet.parsed.values, number)
    if likely is not None and bench.ahead is not None:
        bench.ahead(letter.docx)
    return sheet


def _likely_number(conn: Connection, sheet: Sheet) -> str | None:
    """Forecast the number of a letter; None where nothing is gained, or where something is wrong.

    What is wrong is told by those who look for it.
    """
    if sheet.faults or sheet.draft.konsep:
        return None
    number = sheets.next_number(conn, sheet)
    return None if sheet.buku and not number else number


def _check_year(sheet: Sheet, today: date) -> None:
    if slips.is_far(sheet.tanggal, today):
        field = next(one for one in sheet.kind.fields if one.nama == sheet.kind.tanggal_isian)
        raise BadValues([Fault(field.nama, field.label, slips.told(sheet.tanggal))])


def _as_tried(now: Draft, seen: Draft) -> Draft:
    """Give the draft back, unless somebody saved what was not tried."""
    if now.state == drafts.WRITTEN and now.versi != seen.versi:
        raise DraftChanged(
            "Konsep ini baru saja disimpan dari jendela lain atau oleh orang lain. "
            "Muat ulang halaman, periksa isinya, lalu terbitkan lagi."
        )
    return now


def _refuse_put_aside(draft: Draft) -> None:
    if draft.state == drafts.PRINTED:
        raise Refused(
            "Naskah ini sudah dicetak untuk ditandatangani. "
            "Beri nomor bila sudah kembali, atau tarik kembali cetakannya."
        )
    if draft.state in (drafts.MANY, drafts.SENT):
        raise Refused("Naskah ini dikirim ke banyak penerima, masing-masing dengan suratnya.")
    if draft.state == drafts.DISCARDED:
        raise Refused("Konsep ini sudah dibuang. Buat naskah baru untuk menggantinya.")


def _begin(conn: Connection, bench: Workbench, tried: Sheet, source: Source, oleh: str) -> Sheet:
    """Take the number and freeze what will be printed: that which was tried, and nothing else."""
    draft = tried.draft
    if draft.place.berkas_id is not None:  # refused before a number is taken, not after
        dossier.open_for_filing(conn, draft.instansi_id, draft.place.berkas_id)
    sheet = replace(tried, buku=_book(conn, tried))
    wanted = sheet.buku is not None and not draft.konsep
    number = take_number(conn, bench, sheet, source, oleh) if wanted else None
    kept = freezing.snapshot(sheet, number)
    return replace(sheet, draft=drafts.freeze(conn, draft, kept, pada=bench.stamp()))


def _book(conn: Connection, tried: Sheet) -> Buku | None:
    return sheets.book_of(conn, tried.office, tried.kind, tried.parsed.values)


def _filing(conn: Connection, bench: Workbench, sheet: Sheet, papers: Papers, oleh: str) -> Filing:
    draft, told = sheet.draft, sheet.described
    assert draft.snapshot is not None  # noqa: S101 - only a frozen draft is filed
    nomor_surat = draft.snapshot["nomor_surat"]
    makers = (draft.pengguna_id, account_of(oleh))
    sifat, pembaca = readers.of_letter(conn, draft.instansi_id, draft.snapshot, told.tujuan, makers)
    return Filing(
        instansi_id=draft.instansi_id,
        berkas_id=draft.place.berkas_id,
        langkah=draft.place.langkah,
        keluaran=draft.place.keluaran,
        jenis=draft.jenis,
        nomor_surat=str(nomor_surat) if nomor_surat else None,
        tanggal=sheet.tanggal,
        hal=told.hal,
        tujuan=told.tujuan,
        penandatangan=told.penandatangan.nama_lengkap if told.penandatangan else "",
        draft_key=draft.key,
        text=papers.text,
        snapshot=dict(draft.snapshot),
        ttd_wanted=told.penandatangan is not None and not draft.konsep,
        pdf_wanted=not papers.held and not any(one.peran == "pdf" for one in papers.files),
        pdf_fault=papers.why,
        sifat=sifat,
        pembaca=pembaca,
        files=papers.files,
        oleh=oleh,
        pada=bench.stamp(),
    )
