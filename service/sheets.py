"""A sheet: a draft together with all that its print depends on; frozen ones: see freezing.py."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.engine import Connection

from archive.secrecy import class_of
from doc_templates import fields
from doc_templates.catalog import Described, Kind, describe, signer_of
from doc_templates.convert.fonts import missing_glyphs
from doc_templates.errors import BadValues
from doc_templates.office import Instansi
from doc_templates.produce import Product, produce, unread
from doc_templates.shapes import Fault, Glyphs, Parsed
from doc_templates.signing import Awaited
from doc_templates.values import Gap, Pegawai, Value
from numbering.books import Buku
from numbering.errors import NumberingError
from service import letter_parts, numbers
from service.drafts import Draft
from service.offices import capacities, profile
from service.offices.profile import Office
from service.templat import versions
from service.templat.kept import Templat
from service.workbench import Workbench

NOT_YET = "(belum bernomor)"
BLANKS = 24  # width of the gap that a date is written into by hand, in spaces
# Where SRIKANDI, the national application, puts number, date and signature into a DOCX.
SRIKANDI_NOMOR, SRIKANDI_TANGGAL = "${nomor_naskah}", "${tanggal_naskah}"
SRIKANDI_TTD = "${ttd_pengirim}"


@dataclass(frozen=True)
class Sheet:
    """A draft, read: its kind, its office, the typed values, and what is wrong with them."""

    draft: Draft
    office: Office
    kind: Kind
    letterhead: Instansi
    parsed: Parsed
    buku: Buku | None
    templat: Templat | None = None  # what it is made of, once that is settled
    lacking: tuple[Fault, ...] = ()  # what is wrong with its own parts of the number

    @property
    def described(self) -> Described:
        """Say what the archive and the register note down of it."""
        return describe(self.kind, self.parsed.values)

    @property
    def tanggal(self) -> date:
        """Give the letter's date; a kind without one is dated by the day it was begun."""
        begun = datetime.fromisoformat(self.draft.dibuat_pada)
        return self.described.tanggal or self.office.today(begun)

    @property
    def parts(self) -> dict[str, str]:
        """Give the parts of its number that are its own."""
        if self.buku is None:
            return {}
        kode, sifat = self.draft.kode_klasifikasi, class_of(self.draft.isian.get("sifat"))
        given = numbers.parts(self.office, self.kind, self.buku, kode, sifat)
        return given | letter_parts.of(self.buku, self.kind, self.draft.isian)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Give all that is wrong with it."""
        return (*self.parsed.faults, *self.lacking)

    def check(self) -> None:
        """Raise BadValues with every fault at once, if there are any."""
        if self.faults:
            raise BadValues(self.faults)

    def numbered_elsewhere(self) -> "Sheet":
        """Give the same letter where its number comes from outside, whatever its parts."""
        return replace(self, lacking=())


def read(conn: Connection, bench: Workbench, draft: Draft) -> Sheet:
    """Read a draft with the office as it is now; faults are kept, not raised."""
    office = profile.get(conn, draft.instansi_id)
    kind = versions.kind_of(conn, bench, draft.instansi_id, draft.jenis)
    letterhead = profile.letterhead_of(office, bench.store)
    parsed = parse(conn, office, kind, draft.isian)
    buku = book_of(conn, office, kind, parsed.values)
    found = () if draft.konsep else lacking(office, kind, buku, draft.isian)
    return Sheet(draft, office, kind, letterhead, parsed, buku, lacking=found)


def book_of(
    conn: Connection, office: Office, kind: Kind, values: Mapping[str, Value]
) -> Buku | None:
    """Give the book that a letter takes its number from, as whoever signs it decides.

    Raises UnknownBook when the office has none of that name.
    """
    return numbers.book_for(conn, office, kind, capacities.post_of(signer_of(kind, values)))


def signing_post(conn: Connection, office: Office, kind: Kind, isian: Mapping[str, object]) -> str:
    """Give the post that signs a letter; empty where no book depends on it."""
    if not any(one.jenis == kind.slug for one in numbers.books_of_posts(conn, office.id)):
        return ""
    return capacities.post_of(signer_of(kind, parse(conn, office, kind, isian).values))


def parse(conn: Connection, office: Office, kind: Kind, isian: Mapping[str, object]) -> Parsed:
    """Type what was written for a kind, with the officials and the fonts of the office."""
    return fields.parse(
        kind.fields,
        letter_parts.without(isian),
        find_pegawai=capacities.staff_of(conn, office.id).find,
        glyphs=_glyphs(office),
        dated=kind.tanggal_isian,
    )


def lacking(
    office: Office, kind: Kind, buku: Buku | None, isian: Mapping[str, object]
) -> tuple[Fault, ...]:
    """Say what is wrong with the parts of the number that a letter brings along."""
    if buku is None:
        return ()
    return letter_parts.faults(buku, kind, isian, _glyphs(office))


def settled(bench: Workbench, sheet: Sheet) -> Sheet:
    """Settle what a letter is made of, and keep it: no change of a template moves it from now on.

    To be called outside of a transaction.
    """
    kind, letterhead = bench.prepared.best(sheet.kind, sheet.letterhead)
    templat = bench.kept.keep(bench.engine, kind, letterhead, sheet.kind.digest)
    return replace(sheet, kind=kind, letterhead=letterhead, templat=templat)


def print_gapped(bench: Workbench, sheet: Sheet, number: str) -> Product:
    """Make the documents with blanks for number and date, or with SRIKANDI's own words there."""
    return make(bench, sheet, gapped(sheet, number), number).held_back()


def make(bench: Workbench, sheet: Sheet, values: Mapping[str, Value], nomor_surat: str) -> Product:
    """Make DOCX and PDF; a converter that fails leaves the PDF out and says why."""
    kind, letterhead = sheet.kind, sheet.letterhead
    if sheet.templat is None:
        kind, letterhead = bench.prepared.best(kind, letterhead)
    return produce(kind, values, letterhead, nomor_surat=nomor_surat, to_pdf=bench.to_pdf)


def show(bench: Workbench, sheet: Sheet, nomor_surat: str) -> Product:
    """Make the same to be seen on the screen only, where nobody goes by the last look."""
    kind, letterhead = bench.prepared.best(sheet.kind, sheet.letterhead)
    values = sheet.parsed.values
    return unread(kind, values, letterhead, nomor_surat=nomor_surat, to_pdf=bench.to_pdf)


def gapped(sheet: Sheet, number: str) -> dict[str, Value]:
    """Give the values with a blank for the date, where the kind is one that gets a number.

    Where SRIKANDI gives the `number`, its date and its signature have their places too.
    """
    values = dict(sheet.parsed.values)
    theirs = number == SRIKANDI_NOMOR
    if sheet.kind.nomor != "tidak" and sheet.kind.tanggal_isian in values:
        blank = Gap(1, SRIKANDI_TANGGAL) if theirs else Gap(BLANKS)
        values[sheet.kind.tanggal_isian] = blank
    return _awaited(sheet, values) if theirs else values


def _awaited(sheet: Sheet, values: dict[str, Value]) -> dict[str, Value]:
    """Leave room for the signature of whoever signs the letter, and of nobody else in it."""
    signer = sheet.described.penandatangan
    return {
        name: Awaited(**vars(one), tanda=SRIKANDI_TTD)
        if isinstance(one, Pegawai) and one is signer
        else one
        for name, one in values.items()
    }


def next_number(conn: Connection, sheet: Sheet) -> str:
    """Forecast the number that it would be given next.

    Empty without a book, or where a part of the number is missing.
    """
    if sheet.buku is None:
        return ""
    with suppress(NumberingError):
        return numbers.forecast(conn, sheet.buku, sheet.tanggal, sheet.parts)
    return ""


def blank_number(sheet: Sheet) -> str:
    """Give the number with a blank for its sequence; empty for a kind without a book."""
    if sheet.buku is None:
        return ""
    unknown = [name for name, value in sheet.parts.items() if not value and name != "kode"]
    return numbers.with_gap(sheet.buku, sheet.tanggal, sheet.parts, unknown)


def _glyphs(office: Office) -> Glyphs:
    return missing_glyphs(tuple(sorted(set(office.profil.huruf.values()))))
