"""The books of an office: what each prints and how it counts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Connection

from numbering.errors import BadBook, BookExists, UnknownBook
from numbering.format import NumberFormat
from numbering.marks import check_style
from numbering.restarting import check_restart_open
from numbering.schema import buku as table
from numbering.series import check_restart

_OF_SLUG = sa.select(table).where(
    table.c.instansi_id == sa.bindparam("instansi_id"), table.c.slug == sa.bindparam("slug")
)
AGENDA_MASUK = "agenda-masuk"  # the book that numbers incoming letters, and no others
_SLUG = re.compile(r"(?=.{1,64}$)[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Buku:
    """One book. `bagian` are the values of parts, the office's own names among them.

    One that is empty there is declared, and another for each letter.
    `mundur` allows letters dated before the newest; `gaya_sisipan` is the mark of an insertion.
    """

    id: int
    instansi_id: int
    slug: str
    nama: str
    pola: str
    restart: str
    kode_unit: str
    bagian: Mapping[str, str]
    mundur: bool = False
    gaya_sisipan: str = ".A"

    @property
    def fixed(self) -> dict[str, str]:
        """The parts that are the same for all letters of this book."""
        return {name: value for name, value in self.bagian.items() if value}

    @property
    def format(self) -> NumberFormat:
        """The pola of this book, parsed."""
        return NumberFormat.parse(self.pola, self.bagian)


def add_buku(
    conn: Connection,
    instansi_id: int,
    slug: str,
    *,
    nama: str,
    pola: str,
    restart: str = "tahun",
    kode_unit: str = "",
    bagian: Mapping[str, str] | None = None,
) -> Buku:
    """Opens a book of the office. Raises BadPattern, BadBook or BookExists."""
    check_slug(slug)
    values = _checked(nama, pola, restart, kode_unit, bagian or {})
    if any(book.slug == slug for book in books(conn, instansi_id)):
        raise BookExists(slug)
    new = table.insert().values(instansi_id=instansi_id, slug=slug, **values)
    return _buku(conn.execute(new.returning(table)).one())


def check_slug(slug: str) -> None:
    """Raises BadBook for what cannot be the short name of a book."""
    if not _SLUG.fullmatch(slug):
        example = "Pakai huruf kecil, angka, dan tanda hubung, misalnya surat-keluar."
        raise BadBook(f"Nama pendek buku “{slug}” salah. {example}")


def change_buku(
    conn: Connection,
    buku: Buku,
    *,
    nama: str,
    pola: str,
    restart: str,
    kode_unit: str = "",
    bagian: Mapping[str, str] | None = None,
) -> Buku:
    """Changes a book from its next number on; numbers already given stay as they were printed.

    Raises BadPattern, BadBook, UnknownBook, or RestartSettled for a book that counts already.
    """
    values = _checked(nama, pola, restart, kode_unit, bagian or {})
    check_restart_open(conn, buku.id, restart)
    change = table.update().where(table.c.id == buku.id).values(**values)
    row = conn.execute(change.returning(table)).one_or_none()
    if row is None:
        raise UnknownBook(buku.slug)
    return _buku(row)


def set_rules(conn: Connection, buku: Buku, *, mundur: bool, gaya_sisipan: str) -> Buku:
    """Sets whether letters may be dated back, and how insertions are marked: ".01", "A", ".A".

    Raises BadBook or UnknownBook.
    """
    check_style(gaya_sisipan)
    change = table.update().where(table.c.id == buku.id)
    change = change.values(mundur=mundur, gaya_sisipan=gaya_sisipan)
    row = conn.execute(change.returning(table)).one_or_none()
    if row is None:
        raise UnknownBook(buku.slug)
    return _buku(row)


def books(conn: Connection, instansi_id: int) -> list[Buku]:
    """All books of an office, by name."""
    query = sa.select(table).where(table.c.instansi_id == instansi_id)
    return [_buku(row) for row in conn.execute(query.order_by(table.c.nama, table.c.id))]


def outgoing(conn: Connection, instansi_id: int) -> list[Buku]:
    """The books of an office that its own letters may take their numbers from."""
    return [one for one in books(conn, instansi_id) if one.slug != AGENDA_MASUK]


def every_book(conn: Connection, instansi_id: int | None = None) -> list[Buku]:
    """All books of all offices, or of one, in a lasting order."""
    query = sa.select(table).order_by(table.c.instansi_id, table.c.id)
    if instansi_id is not None:
        query = query.where(table.c.instansi_id == instansi_id)
    return [_buku(row) for row in conn.execute(query)]


def get_buku(conn: Connection, instansi_id: int, slug: str) -> Buku:
    """The office's book of this short name. Raises UnknownBook."""
    row = conn.execute(_OF_SLUG, {"instansi_id": instansi_id, "slug": slug}).one_or_none()
    if row is None:
        raise UnknownBook(slug)
    return _buku(row)


def _checked(
    nama: str, pola: str, restart: str, kode_unit: str, bagian: Mapping[str, str]
) -> dict[str, object]:
    NumberFormat.parse(pola, bagian)
    check_restart(restart)
    if not nama.strip():
        raise BadBook("Nama buku belum diisi. Tulis misalnya “Surat Keluar”.")
    values = {"nama": nama, "pola": pola, "restart": restart, "kode_unit": kode_unit}
    return {**values, "bagian": dict(bagian)}


def _buku(row: sa.Row[tuple[object, ...]]) -> Buku:
    return Buku(**row._mapping)
