"""Print first, number when the paper comes back signed: how many offices work.

The draft is printed with blanks for number and date, and frozen as it was printed (`dicetak`); its
files lie on the disk from then on. When it comes back signed, *Beri nomor* takes the number for the
date of that day and freezes both beside what was printed (transaction one); the rest is the same
path as for every letter (issuing.finish): the printed files are filed as they are, with their gaps,
under the number (transaction two). So a crash between the two leaves a frozen draft with its
number, which `resume` finishes. The number is then written into the gap by hand, and the scan of
that paper, joined as the signed copy, is the record.
"""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from sqlalchemy.engine import Connection

from archive import dossier
from doc_templates.produce import Product
from numbering.external import External
from service import drafts, freezing, issuing, naming, papers, sheets, slips
from service.db import reading, transaction
from service.drafts import Draft
from service.errors import DraftChanged, Refused
from service.numbers import Source
from service.sheets import Sheet
from service.workbench import Workbench


def print_with_gaps(bench: Workbench, instansi_id: int, draft_id: int, *, oleh: str) -> Product:
    """Print a draft with blanks; one that will get a number waits for it from then on.

    Raises BadValues with every fault, DraftChanged when it was saved meanwhile.
    """
    with reading(bench.engine) as conn:
        sheet = sheets.read(conn, bench, drafts.get(conn, instansi_id, draft_id))
    if _waits(sheet):
        return _print(bench, sheet, sheets.blank_number(sheet), "cetak-tanpa-nomor", oleh)
    sheet.check()
    sheet = sheets.settled(bench, sheet)
    product = sheets.print_gapped(bench, sheet, "")
    with transaction(bench.engine) as conn:
        facts: dict[str, object] = {"sha256": []}
        issuing.note(conn, bench, sheet.draft, "cetak-tanpa-nomor", facts, oleh=oleh)
    return product


def print_for_srikandi(bench: Workbench, instansi_id: int, draft_id: int, *, oleh: str) -> Product:
    """Print a draft with SRIKANDI's words for number, date and signature; it waits for them.

    Raises what `print_with_gaps` does, and Refused for a letter that gets no number.
    """
    with reading(bench.engine) as conn:
        sheet = sheets.read(conn, bench, drafts.get(conn, instansi_id, draft_id))
    if not _waits(sheet):
        raise Refused("Naskah ini tidak memakai nomor, jadi tidak perlu dikirim lewat SRIKANDI.")
    sheet = sheet.numbered_elsewhere()
    return _print(bench, sheet, sheets.SRIKANDI_NOMOR, "cetak-srikandi", oleh)


def give_number(
    bench: Workbench,
    instansi_id: int,
    draft_id: int,
    tanggal: date,
    source: Source = None,
    *,
    oleh: str,
) -> int:
    """Number a printed letter that came back signed; give the id of its entry. Safe to repeat.

    Raises Refused for a letter that is not waiting, BerkasClosed, and what `numbers.take` raises;
    then no number was taken.
    """
    with transaction(bench.engine) as conn:
        drafts.get(conn, instansi_id, draft_id)
        draft = drafts.lock(conn, draft_id)
        if draft.state == drafts.PRINTED:
            draft = _number(conn, bench, draft, tanggal, source, oleh)
        elif draft.state not in (drafts.ISSUING, drafts.ISSUED):
            raise Refused("Naskah ini belum dicetak untuk ditandatangani, atau sudah dibuang.")
    return issuing.finish(bench, draft, oleh=oleh)


def forecast(conn: Connection, bench: Workbench, draft: Draft, tanggal: date) -> str:
    """Print the number that a letter would be given next, of this date if it is on paper already.

    Empty where it lacks a part of its number, so that nothing can be told.
    """
    printed = draft.state == drafts.PRINTED
    sheet = _dated(conn, bench, draft, tanggal) if printed else sheets.read(conn, bench, draft)
    return sheets.next_number(conn, sheet)


def take_back(bench: Workbench, instansi_id: int, draft_id: int, *, oleh: str) -> None:
    """Let a printed draft be written on again, since its paper will not be signed."""
    with transaction(bench.engine) as conn:
        drafts.get(conn, instansi_id, draft_id)
        draft = drafts.lock(conn, draft_id)
        if draft.state != drafts.PRINTED:
            raise Refused("Naskah ini tidak sedang menunggu nomor, jadi tidak ada yang ditarik.")
        drafts.reopen(conn, draft, pada=bench.stamp())
        issuing.note(conn, bench, draft, "tarik-cetakan", {}, oleh=oleh)


def _waits(sheet: Sheet) -> bool:
    return sheet.buku is not None and not sheet.draft.konsep


def _print(bench: Workbench, sheet: Sheet, number: str, perbuatan: str, oleh: str) -> Product:
    """Print a letter that waits for its number from now on, with `number` in its place."""
    sheet.check()
    sheet = sheets.settled(bench, sheet)
    product = sheets.print_gapped(bench, sheet, number)
    files = papers.put(bench, product, naming.letter(sheet))
    printed = {freezing.PAPERS: [asdict(one) for one in files], "pdf_fault": product.why}
    with transaction(bench.engine) as conn:
        draft = _unchanged(drafts.lock(conn, sheet.draft.id), sheet.draft)
        frozen = freezing.snapshot(sheet, None) | printed | {"nomor_kosong": number}
        drafts.mark_printed(conn, draft, frozen, pada=bench.stamp())
        facts = {"sha256": [one.digest for one in files]}
        issuing.note(conn, bench, draft, perbuatan, facts, oleh=oleh)
    return product


def _number(
    conn: Connection, bench: Workbench, draft: Draft, tanggal: date, source: Source, oleh: str
) -> Draft:
    """Take the number and freeze it, with the date, beside what was printed."""
    if draft.place.berkas_id is not None:  # refused before a number is taken, not after
        dossier.open_for_filing(conn, draft.instansi_id, draft.place.berkas_id)
    sheet = _dated(conn, bench, draft, tanggal)
    slips.check_day(tanggal, sheet.office.today(bench.now()))
    if not isinstance(source, External):
        _check_printed_year(sheet, freezing.thaw(bench, draft).tanggal)
    number = issuing.take_number(conn, bench, sheet, source, oleh)
    frozen = {**_frozen(sheet.draft), "nomor_surat": number}
    return drafts.freeze(conn, draft, frozen, pada=bench.stamp())


def _dated(conn: Connection, bench: Workbench, draft: Draft, tanggal: date) -> Sheet:
    """Thaw the printed sheet with the date that it gets now, and with its book."""
    kind = freezing.kind_of(bench, draft)
    kept = _frozen(draft)
    isian = {**kept["isian"], kind.tanggal_isian: tanggal.isoformat()}
    sheet = freezing.thaw(bench, replace(draft, snapshot={**kept, "isian": isian}))
    return replace(sheet, buku=sheets.book_of(conn, sheet.office, kind, sheet.parsed.values))


def _check_printed_year(sheet: Sheet, printed: date) -> None:
    """The year of the number stands on the paper already; the register must not say another."""
    assert sheet.buku is not None  # noqa: S101 - only such a letter waits for its number
    if "tahun" in sheet.buku.format.sources and sheet.tanggal.year != printed.year:
        raise Refused(
            f"Di kertas sudah tercetak tahun {printed.year}, sedangkan tanggalnya tahun "
            f"{sheet.tanggal.year}. Tarik kembali cetakannya, ubah tanggalnya, lalu cetak lagi."
        )


def _frozen(draft: Draft) -> Mapping[str, Any]:
    assert draft.snapshot is not None  # noqa: S101 - only a printed draft comes here
    return draft.snapshot


def _unchanged(now: Draft, seen: Draft) -> Draft:
    if now.state != drafts.WRITTEN or now.versi != seen.versi:
        raise DraftChanged(
            "Konsep ini baru saja disimpan atau dicetak dari jendela lain. "
            "Muat ulang halaman, periksa isinya, lalu cetak lagi."
        )
    return now
