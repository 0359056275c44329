"""What is done with numbers out of their order; each deed with its row in the audit trail."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.engine import Connection

from archive import entries
from numbering import blocks, books, register
from numbering.block import Blok, NewBlock
from numbering.books import Buku
from numbering.errors import BadBlock, BadInsertion
from numbering.external import External, record_external
from numbering.inserting import insert
from numbering.letter import Letter
from numbering.register import Nomor
from numbering.series import period_of
from numbering.wording import tanggal as spelled
from service import drafts, issuing, slips
from service.accounts import audit
from service.db import reading, transaction
from service.errors import NotFound, Refused
from service.offices.profile import Office
from service.workbench import Workbench


@dataclass(frozen=True)
class Late:
    """A block past its last day, how many of its numbers are unused, and its book."""

    block: Blok
    sisa: int
    buku: Buku


def cancel(bench: Workbench, office: Office, nomor_id: int, *, alasan: str, oleh: str) -> None:
    """Burn a number with its reason; the letter that bears it is cancelled with it.

    Raises UnknownNumber, ReasonMissing, AlreadyCancelled, Refused while the letter is being made.
    """
    with reading(bench.engine) as conn:
        nomor = register.get(conn, office.id, nomor_id)
        entry = entries.of_draft(conn, nomor.draft_key) if nomor.draft_key else None
    if entry is not None and entry.state != "batal":
        return issuing.cancel(bench, office.id, entry.id, alasan=alasan, oleh=oleh)
    with transaction(bench.engine) as conn:
        _check_idle(conn, nomor)
        register.cancel(conn, nomor_id, alasan=alasan, oleh=oleh, pada=bench.stamp())
        facts = {"nomor_surat": nomor.nomor_surat, "alasan": alasan.strip()}
        _note(conn, bench, office, "batal-nomor", f"nomor/{nomor_id}", facts, oleh)
    return None


def record(
    bench: Workbench,
    office: Office,
    slug: str,
    number: External,
    letter: Letter,
    *,
    key: str,
    oleh: str,
) -> Nomor:
    """Record a number that was given elsewhere; the same `key`, the same number.

    Raises what `record_external` does, Refused for a slip in the year.
    """
    slips.check_day(letter.tanggal_surat, office.today(bench.now()))
    with transaction(bench.engine) as conn:
        if (given := register.of_draft(conn, key)) is not None:
            return given
        buku = books.get_buku(conn, office.id, slug)
        whose = {"draft_key": key, "oleh": oleh, "pada": bench.stamp()}
        nomor = record_external(conn, buku, number, letter, **whose)
        facts = {"nomor_surat": nomor.nomor_surat, "asal": nomor.asal}
        _note(conn, bench, office, "nomor-eksternal", f"nomor/{nomor.id}", facts, oleh)
    return nomor


def squeeze_in(
    bench: Workbench,
    office: Office,
    nomor_id: int,
    letter: Letter,
    *,
    key: str,
    alasan: str,
    oleh: str,
) -> Nomor:
    """Give a letter on paper a number right behind this one; the same `key`, the same number.

    Raises what `insert` does, and BadInsertion for a letter of another period.
    """
    with transaction(bench.engine) as conn:
        before = register.get(conn, office.id, nomor_id)
        if before.nomor_urut is None:
            raise Refused("Nomor ini tidak punya nomor urut di buku, jadi tidak dapat disisipi.")
        given = register.of_draft(conn, key)
        if given is not None:
            return given
        pada = bench.stamp()
        buku = book_of(conn, office, before)
        _check_period(buku, before, letter.tanggal_surat)
        urut = before.nomor_urut
        insert(conn, buku, urut, letter, draft_key=key, alasan=alasan, oleh=oleh, pada=pada)
        nomor = register.mark_issued(conn, key, pada=pada)
        facts = {"nomor_surat": nomor.nomor_surat, "alasan": alasan.strip()}
        _note(conn, bench, office, "sisip-nomor", f"nomor/{nomor.id}", facts, oleh)
    return nomor


def reserve(
    bench: Workbench, office: Office, slug: str, new: NewBlock, *, key: str, oleh: str
) -> Blok:
    """Keep a run of numbers for an event; the same `key`, the same block.

    Raises what `reserve_block` does, Refused for a slip in the year.
    """
    slips.check_day(new.tanggal, office.today(bench.now()))
    with transaction(bench.engine) as conn:
        if (given := blocks.of_key(conn, key)) is not None:
            return given
        buku = books.get_buku(conn, office.id, slug)
        buku = replace(buku, kode_unit=buku.kode_unit or office.profil.kode_unit)
        block = blocks.reserve_block(conn, buku, new, kunci=key, oleh=oleh, pada=bench.stamp())
        facts = {"nomor": block.kisaran, "sampai": block.sampai.isoformat(), "alasan": block.alasan}
        _note(conn, bench, office, "pesan-blok", f"blok/{block.id}", facts, oleh)
    return block


def release(bench: Workbench, office: Office, blok_id: int, *, alasan: str, oleh: str) -> int:
    """End a block and burn what is left of it; give how many numbers those were."""
    with transaction(bench.engine) as conn:
        block = find_block(conn, office, blok_id)
        burned = blocks.release_block(conn, block, alasan=alasan, oleh=oleh, pada=bench.stamp())
        facts = {"nomor": block.kisaran, "hangus": burned, "alasan": alasan.strip()}
        _note(conn, bench, office, "lepas-blok", f"blok/{blok_id}", facts, oleh)
    return burned


def overdue(conn: Connection, office: Office, today: date) -> list[Late]:
    """Give the blocks whose last day has passed, with the numbers that nobody has used."""
    shelf = {one.id: one for one in books.books(conn, office.id)}
    found = blocks.overdue(conn, office.id, today)
    return [Late(block, rest, shelf[block.buku_id]) for block, rest in found]


def find_block(conn: Connection, office: Office, blok_id: int) -> Blok:
    """Give a block of one of the office's books; NotFound otherwise."""
    for buku in books.books(conn, office.id):
        with suppress(BadBlock):
            return blocks.get_block(conn, buku, blok_id)
    raise NotFound("Blok nomor ini tidak ada.")


def book_of(conn: Connection, office: Office, nomor: Nomor) -> Buku:
    """Give the book that a number of this office stands in."""
    return next(one for one in books.books(conn, office.id) if one.id == nomor.buku_id)


def draft_of(nomor: Nomor) -> int | None:
    """Give the id of the draft that took this number, if a draft did."""
    key = nomor.draft_key or ""
    return drafts.id_of(key) if key.startswith(drafts.PREFIX) else None


def _check_period(buku: Buku, before: Nomor, day: date) -> None:
    """The same integer stands in every period, so the letter must belong to that of the number."""
    if period_of(buku.restart, day) != before.periode:
        raise BadInsertion(
            f"Surat bertanggal {spelled(day)} di luar periode {before.periode}, tempat nomor "
            f"{before.nomor_surat}. Ubah tanggalnya, atau sisipkan sesudah nomor pada periodenya."
        )


def _check_idle(conn: Connection, nomor: Nomor) -> None:
    draft_id = draft_of(nomor)
    if draft_id is not None and drafts.lock(conn, draft_id).state == drafts.ISSUING:
        raise Refused(
            "Surat dengan nomor ini sedang diterbitkan. Tunggu sampai masuk arsip, lalu batalkan."
        )


def _note(
    conn: Connection,
    bench: Workbench,
    office: Office,
    what: str,
    where: str,
    facts: Mapping[str, object],
    oleh: str,
) -> None:
    audit.record(conn, office.id, audit.Deed(oleh, what, where, facts), pada=bench.stamp())
