"""The whole check: every book of every office, in every period that it ever counted in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Connection

from numbering.books import Buku, every_book
from numbering.ledger import Finding, check_ledger
from numbering.schema import nomor, penghitung
from numbering.twins import Twins, twins


@dataclass(frozen=True)
class Question:
    """Something that is not explained, and where."""

    buku: Buku
    periode: str
    finding: Finding


def check_books(
    conn: Connection, *, instansi_id: int | None = None, tahun: int | None = None
) -> Iterator[Question]:
    """What is not explained, of one office or all, of one year or all; nothing when all is well.

    A book that never restarts is checked as a whole, whatever the year. Last come the printed
    numbers that stand in two books or periods of one office.
    """
    counting = _counting(conn)
    shelf = {buku.id: buku for buku in every_book(conn, instansi_id)}
    for buku in shelf.values():
        for periode in sorted(counting.get(buku.id, ())):
            if tahun is None or periode[:4] in {f"{tahun:04}", "-"}:
                for finding in check_ledger(conn, buku, periode):
                    yield Question(buku, periode, finding)
    for one in twins(conn, instansi_id=instansi_id, tahun=tahun):
        yield _of_twins(shelf, one)


def _of_twins(shelf: Mapping[int, Buku], found: Twins) -> Question:
    first, *others = found.places
    there = ", ".join(dict.fromkeys(f"{one.buku} periode {one.periode}" for one in others))
    pesan = f"Nomor {found.nomor_surat} tercetak juga di buku {there}."
    finding = Finding("ganda", first.nomor_urut or 0, pesan)
    return Question(shelf[first.buku_id], first.periode, finding)


def _counting(conn: Connection) -> dict[int, set[str]]:
    """The periods by book; also those of rows whose counter is lost."""
    counters = sa.select(penghitung.c.buku_id, penghitung.c.periode)
    rows = sa.select(nomor.c.buku_id, nomor.c.periode).where(nomor.c.nomor_urut.is_not(None))
    found: dict[int, set[str]] = {}
    for row in conn.execute(sa.union(counters, rows.distinct())):
        found.setdefault(row.buku_id, set()).add(row.periode)
    return found
