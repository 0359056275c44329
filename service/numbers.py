"""Which book a letter takes its number from, and what the number is made of."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from archive.secrecy import CLASSES, OPEN
from doc_templates.catalog import Kind
from numbering import blocks, counter, inserting, register
from numbering.books import Buku, get_buku
from numbering.external import External, record_external
from numbering.letter import Letter
from numbering.parts import date_parts
from numbering.series import period_of
from service.offices.profile import Office
from service.schema import buku_jenis

# That of the post stands before that of everybody, whose post is empty.
_OWN_BOOK = (
    sa.select(buku_jenis.c.buku)
    .where(
        buku_jenis.c.instansi_id == sa.bindparam("instansi_id"),
        buku_jenis.c.jenis == sa.bindparam("jenis"),
        sa.or_(buku_jenis.c.jabatan == "", buku_jenis.c.jabatan == sa.bindparam("jabatan")),
    )
    .order_by(buku_jenis.c.jabatan.desc())
    .limit(1)
)
_OF_POSTS = (
    sa.select(buku_jenis.c.jenis, buku_jenis.c.jabatan, buku_jenis.c.buku)
    .where(buku_jenis.c.instansi_id == sa.bindparam("instansi_id"), buku_jenis.c.jabatan != "")
    .order_by(buku_jenis.c.jabatan, buku_jenis.c.jenis)
)


_MARKS = dict(zip(CLASSES, ("B", "T", "R", "SR"), strict=True))


@dataclass(frozen=True)
class FromBlock:
    """The next number of a block that was kept for an event."""

    blok_id: int


@dataclass(frozen=True)
class Inserted:
    """A number right behind another one, with the reason."""

    sesudah: int
    alasan: str


Source = FromBlock | Inserted | External | None  # None: the next number of the book


@dataclass(frozen=True)
class OfPost:
    """The book that a post which signs keeps for a kind of letter."""

    jenis: str
    jabatan: str
    buku: str


def book_slug(conn: Connection, instansi_id: int, kind: Kind, jabatan: str = "") -> str | None:
    """Give the book that this office uses for a kind; None when the kind gets no number.

    A post that signs (`jabatan`) may have one of its own.

    A kind says `ya` (always numbered), `tidak` (never) or `pilihan` (the office decides; until
    it does, no number). For the first and the last the office may name another book.
    """
    if kind.nomor == "tidak":
        return None
    asked = {"instansi_id": instansi_id, "jenis": kind.slug, "jabatan": jabatan}
    row = conn.execute(_OWN_BOOK, asked).first()
    if kind.nomor == "pilihan":
        return row.buku if row else None
    return (row.buku if row else None) or kind.buku


def choose_book(
    conn: Connection, instansi_id: int, jenis: str, buku: str | None, jabatan: str = ""
) -> None:
    """Set the office's own book for a kind, or that of one post which signs it.

    None takes it back to what the kind itself says, or to what holds for everybody.
    """
    key = {"instansi_id": instansi_id, "jenis": jenis, "jabatan": jabatan}
    own = sa.and_(*(buku_jenis.c[name] == value for name, value in key.items()))
    conn.execute(buku_jenis.delete().where(own))
    if buku:
        conn.execute(buku_jenis.insert().values(**key, buku=buku))


def books_of_posts(conn: Connection, instansi_id: int) -> list[OfPost]:
    """List the books that posts of the office keep for themselves, by post."""
    rows = conn.execute(_OF_POSTS, {"instansi_id": instansi_id})
    return [OfPost(row.jenis, row.jabatan, row.buku) for row in rows]


def book_for(conn: Connection, office: Office, kind: Kind, jabatan: str = "") -> Buku | None:
    """Give the book itself. Raises UnknownBook when the office has none of that name."""
    slug = book_slug(conn, office.id, kind, jabatan)
    return get_buku(conn, office.id, slug) if slug else None


def parts(
    office: Office, kind: Kind, buku: Buku, kode_klasifikasi: str, sifat: str = OPEN
) -> dict[str, str]:
    """Give the parts of a number that the letter and its office supply; those of the book stay.

    `sifat` is the class of the letter. An open one has a mark only where the pola always prints it.
    """
    supplied = {
        "kode": kode_klasifikasi or kind.kode_klasifikasi,
        "unit": buku.kode_unit or office.profil.kode_unit,
        "jenis": kind.kode_jenis,
    }
    if sifat != OPEN or buku.format.always("keamanan"):
        supplied["keamanan"] = _MARKS[sifat]
    return {name: value for name, value in supplied.items() if name not in buku.fixed}


def take(
    conn: Connection,
    buku: Buku,
    letter: Letter,
    source: Source = None,
    *,
    draft_key: str,
    oleh: str,
    pada: str,
) -> str:
    """Give a draft its number, as printed: the next one, or from where `source` says.

    The same draft, the same number. Raises what the libraries raise for each source.
    """
    whose = {"draft_key": draft_key, "oleh": oleh, "pada": pada}
    if isinstance(source, FromBlock):
        block = blocks.get_block(conn, buku, source.blok_id)
        return blocks.take_from_block(conn, buku, block, letter, **whose).nomor_surat
    if isinstance(source, Inserted):
        behind, why = source.sesudah, source.alasan
        return inserting.insert(conn, buku, behind, letter, alasan=why, **whose).nomor_surat
    if isinstance(source, External):
        return record_external(conn, buku, source, letter, **whose).nomor_surat
    told = {"hal": letter.hal, "tujuan": letter.tujuan}
    day = letter.tanggal_surat
    return register.reserve(conn, buku, day, letter.parts, **told, **whose).nomor_surat


def forecast(conn: Connection, buku: Buku, tanggal: date, own_parts: dict[str, str]) -> str:
    """Print the number that a letter would be given next; others may be quicker.

    Raises NumberingError for what the book cannot print.
    """
    urut = counter.next_number(conn, buku.id, period_of(buku.restart, tanggal))
    known = {"unit": buku.kode_unit, **buku.bagian, **own_parts, **date_parts(tanggal)}
    return buku.format.render({**known, "sisipan": "", "urut": urut})


def with_gap(
    buku: Buku, tanggal: date, own_parts: dict[str, str], unknown: Collection[str] = ()
) -> str:
    """Print the number with blanks for what signing decides: the sequence, and the month.

    So it does for the parts that are `unknown`, where it always prints them.
    """
    known = {"unit": buku.kode_unit, **buku.bagian, **own_parts, **date_parts(tanggal)}
    gaps = {"urut", "bulan", *filter(buku.format.always, unknown)}
    return buku.format.render({**known, "sisipan": ""}, gaps=gaps)
