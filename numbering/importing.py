"""An old register comes in as one import: looked through, laid aside in portions, admitted at once.

Nothing is written while a row is in doubt. The rows are laid aside in portions, each a short
transaction of the caller's, so that others can write between them; they are no part of the ledger
until `admitting.admit` takes them in together. Whoever dies on the way begins again with the same
key, and what lies there already is not written twice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from numbering.books import Buku
from numbering.counter import counted
from numbering.errors import ImportRefused
from numbering.headings import Headings
from numbering.old_book import OldBook, Progress, entries, look_through
from numbering.old_register import OldEntry
from numbering.schema import baris_impor as aside
from numbering.schema import impor as table
from numbering.schema import nomor
from numbering.survey import Standing, Survey

_PORTION = 1_000
Rows = Sequence[dict[str, Any]]


@dataclass(frozen=True)
class Impor:
    """One import, as it was done and perhaps taken back."""

    id: int
    buku_id: int
    nama_file: str
    baris: int
    hitungan: dict[str, list[int]]
    oleh: str
    pada: str
    tarik_pada: str | None
    tarik_oleh: str | None
    tarik_alasan: str
    kunci: str | None


def dry_run(
    conn: Connection, buku: Buku, book: OldBook, progress: Progress | None = None
) -> Survey:
    """What an import would do and what stands in its way; writes nothing. Raises BadTable."""

    def standing(periode: str) -> Standing:
        return Standing(*counted(conn, buku.id, periode), _numbers(conn, buku.id, periode))

    return look_through(buku, book, standing, progress)


def check_ready(found: Survey) -> None:
    """Raises ImportRefused while a row is in doubt, or when there is no letter at all."""
    if found.blocking:
        first = found.problems[0]
        raise ImportRefused(
            f"Register belum dapat diimpor: {found.blocking} hal perlu dibereskan. Yang pertama, "
            f"baris {first.baris}: {first.pesan}"
        )
    if not found.ready:
        raise ImportRefused("Register ini tidak memuat satu surat pun di bawah judul kolomnya.")


def portions(buku: Buku, book: OldBook, headings: Headings, *, after: int = 0) -> Iterator[Rows]:
    """The letters of the file as rows to lay aside, a thousand at a time, those `after` a row."""
    newest: dict[str, date] = {}
    portion = []
    for entry in entries(buku, book, headings, None):
        last = newest.get(entry.periode, date.min)
        if not entry.alasan:  # a cancelled letter binds no other
            newest[entry.periode] = max(last, entry.tanggal_surat)
        if entry.baris > after:
            portion.append(_row(buku, entry, mundur=entry.tanggal_surat < last))
        if len(portion) == _PORTION:
            yield portion
            portion = []
    if portion:
        yield portion


def lay_aside(conn: Connection, kunci: str, rows: Rows) -> None:
    """Keeps rows of an import that is on its way; a row that lies there already is left alone."""
    on_sqlite = conn.dialect.name == "sqlite"
    new = sqlite.insert(aside) if on_sqlite else postgresql.insert(aside)
    conn.execute(new.on_conflict_do_nothing(), [{"kunci": kunci, **row} for row in rows])


def laid_aside(conn: Connection, kunci: str) -> int:
    """The last row of the file that lies aside, 0 when none does."""
    last = sa.select(sa.func.max(aside.c.baris)).where(aside.c.kunci == kunci)
    return conn.scalar(last) or 0


def clear_aside(conn: Connection, kunci: str) -> int:
    """Removes a portion of what lies aside; gives how many rows those were, 0 at the end."""
    mine = aside.c.kunci == kunci
    some = sa.select(aside.c.baris).where(mine).order_by(aside.c.baris).limit(_PORTION)
    return conn.execute(aside.delete().where(mine, aside.c.baris.in_(some))).rowcount


def imports(conn: Connection, buku_id: int) -> list[Impor]:
    """The imports of a book, newest first, those that were taken back included."""
    query = sa.select(table).where(table.c.buku_id == buku_id).order_by(table.c.id.desc())
    return [Impor(**row._mapping) for row in conn.execute(query)]


def of_key(conn: Connection, kunci: str) -> Impor | None:
    """The import that this work has brought in already, or None."""
    row = conn.execute(sa.select(table).where(table.c.kunci == kunci)).one_or_none()
    return Impor(**row._mapping) if row else None


def _numbers(conn: Connection, buku_id: int, periode: str) -> Iterator[tuple[int, str]]:
    there = (nomor.c.buku_id == buku_id, nomor.c.periode == periode)
    query = sa.select(nomor.c.nomor_urut, nomor.c.sisipan).where(*there)
    for row in conn.execute(query.where(nomor.c.nomor_urut.is_not(None))):
        yield row.nomor_urut, row.sisipan


def _row(buku: Buku, entry: OldEntry, *, mundur: bool) -> dict[str, Any]:
    return {
        "baris": entry.baris,
        "periode": entry.periode,
        "nomor_urut": entry.nomor_urut,
        "sisipan": entry.sisipan,
        "nomor_surat": entry.nomor_surat,
        "tanggal_surat": entry.tanggal_surat,
        "bagian": {"unit": buku.kode_unit, **buku.bagian, "kode": entry.kode},
        "hal": entry.hal,
        "tujuan": entry.tujuan,
        "keterangan": entry.keterangan,
        "alasan": entry.alasan,
        "mundur": mundur,
    }
