"""An old register comes in as one import, and can be taken back as a whole.

Nothing is written while a row is in doubt. Imported numbers are `eksternal`, because the paper
book gave them; the integers that it lacks get rows of their own that say so, and the counter goes
on after the last.

Taking back deletes nothing either: the rows stay, in the state `ditarik`, and let go of their
integers, so that the corrected file can come in. It is refused as soon as anything rests on the
import: a number given after it, a cancellation, an insertion, a delivery.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from numbering.books import Buku
from numbering.counter import counted
from numbering.errors import ImportRefused
from numbering.holding import hold, settle
from numbering.old_book import OldBook, Progress, entries, look_through
from numbering.old_register import OldEntry
from numbering.schema import impor as table
from numbering.schema import nomor, penghitung
from numbering.survey import Period, Standing, Survey

_CHUNK = 1_000
_NO_LETTER = "Tidak tercatat di register lama yang diimpor"


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


def dry_run(
    conn: Connection, buku: Buku, book: OldBook, progress: Progress | None = None
) -> Survey:
    """What an import would do and what stands in its way; writes nothing. Raises BadTable."""

    def standing(periode: str) -> Standing:
        return Standing(*counted(conn, buku.id, periode), _numbers(conn, buku.id, periode))

    return look_through(buku, book, standing, progress)


def import_register(
    conn: Connection,
    buku: Buku,
    book: OldBook,
    *,
    oleh: str,
    pada: str,
    progress: Progress | None = None,
) -> Impor:
    """Takes the register into the book, in the caller's one transaction.

    `progress` hears the count of rows gone through, twice over the file: read, then written.
    Raises BadTable, or ImportRefused while a row is in doubt or nothing is there.
    """

    def standing(periode: str) -> Standing:
        key = {"buku_id": buku.id, "periode": periode}
        return Standing(*hold(conn, key), _numbers(conn, buku.id, periode))

    found = look_through(buku, book, standing, progress)
    _check(found)
    impor_id = _open(conn, buku, book, found.ready, oleh, pada)
    same = {"buku_id": buku.id, "impor_id": impor_id, "oleh": oleh, "dipesan_pada": pada}
    same["asal"] = f"register lama ({book.nama_file})"
    letters = _letters(buku, entries(buku, book, found.headings, progress))
    gaps = (row for period in found.periods.values() for row in _gaps(period))
    for rows in (letters, gaps):
        _write(conn, (_cancelled_by(row, oleh, pada) for row in rows), same)
    hitungan = {name: _move_counter(conn, buku.id, one) for name, one in found.periods.items()}
    done = table.update().where(table.c.id == impor_id).values(hitungan=hitungan)
    return Impor(**conn.execute(done.returning(table)).one()._mapping)


def imports(conn: Connection, buku_id: int) -> list[Impor]:
    """The imports of a book, newest first, those that were taken back included."""
    query = sa.select(table).where(table.c.buku_id == buku_id).order_by(table.c.id.desc())
    return [Impor(**row._mapping) for row in conn.execute(query)]


def _check(found: Survey) -> None:
    if found.blocking:
        first = found.problems[0]
        raise ImportRefused(
            f"Register belum dapat diimpor: {found.blocking} hal perlu dibereskan. Yang pertama, "
            f"baris {first.baris}: {first.pesan}"
        )
    if not found.ready:
        raise ImportRefused("Register ini tidak memuat satu surat pun di bawah judul kolomnya.")


def _numbers(conn: Connection, buku_id: int, periode: str) -> Iterator[tuple[int, str]]:
    there = (nomor.c.buku_id == buku_id, nomor.c.periode == periode)
    query = sa.select(nomor.c.nomor_urut, nomor.c.sisipan).where(*there)
    for row in conn.execute(query.where(nomor.c.nomor_urut.is_not(None))):
        yield row.nomor_urut, row.sisipan


def _open(conn: Connection, buku: Buku, book: OldBook, count: int, oleh: str, pada: str) -> int:
    row = {"buku_id": buku.id, "nama_file": book.nama_file, "baris": count, "hitungan": {}}
    new = table.insert().values(**row, oleh=oleh, pada=pada).returning(table.c.id)
    impor_id: int = conn.execute(new).scalar_one()
    return impor_id


def _letters(buku: Buku, old: Iterable[OldEntry]) -> Iterator[dict[str, Any]]:
    newest: dict[str, date] = {}
    for entry in old:
        last = newest.get(entry.periode, date.min)
        newest[entry.periode] = max(last, entry.tanggal_surat)
        yield {
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
            "mundur": entry.tanggal_surat < last,
        }


def _gaps(period: Period) -> Iterator[dict[str, Any]]:
    """Rows for the numbers that the register lacks, dated as the number before.

    Those up to `awal` were used on paper, as the office has said; the others are burned.
    """
    for urut, day in period.missing():
        on_paper = urut <= period.awal
        yield {
            "periode": period.periode,
            "nomor_urut": urut,
            "sisipan": "",
            "nomor_surat": str(urut),
            "tanggal_surat": date.fromordinal(day or period.days[period.first]),
            "bagian": {},
            "hal": "",
            "tujuan": "",
            "keterangan": _NO_LETTER if on_paper else "",
            "alasan": "" if on_paper else _NO_LETTER,
            "mundur": False,
        }


def _cancelled_by(row: dict[str, Any], oleh: str, pada: str) -> dict[str, Any]:
    """The row with its state: a number with a reason is cancelled, any other external."""
    if row["alasan"]:
        return {**row, "state": "batal", "batal_oleh": oleh, "batal_pada": pada}
    return {**row, "state": "eksternal", "batal_oleh": None, "batal_pada": None}


def _move_counter(conn: Connection, buku_id: int, period: Period) -> list[int]:
    """Where the counter stood and where it stands: awal and terakhir before, then after."""
    if period.count:
        there = (penghitung.c.buku_id == buku_id, penghitung.c.periode == period.periode)
        now = {"awal": period.span.start - 1, "terakhir": period.span.stop - 1}
        conn.execute(penghitung.update().where(*there).values(**now))
        settle(conn, {"buku_id": buku_id, "periode": period.periode})
    return [period.awal, period.terakhir, *counted(conn, buku_id, period.periode)]


def _write(conn: Connection, rows: Iterable[dict[str, Any]], same: dict[str, Any]) -> None:
    chunk: list[dict[str, Any]] = []
    for row in rows:
        chunk.append({**same, **row})
        if len(chunk) == _CHUNK:
            conn.execute(nomor.insert(), chunk)
            chunk = []
    if chunk:
        conn.execute(nomor.insert(), chunk)
