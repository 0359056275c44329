"""Taking an import back as a whole, while nothing rests on it.

No row is deleted: each stays as `ditarik` and lets go of its integer, so that the corrected file
can come in under the same numbers, and an auditor still sees what had been brought in and why it
was taken back.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Connection

from numbering.books import Buku
from numbering.counter import counted
from numbering.errors import ImportRefused
from numbering.holding import hold, refresh_newest
from numbering.importing import Impor
from numbering.letter import told
from numbering.schema import ekspedisi, nomor, penghitung
from numbering.schema import impor as table


@dataclass(frozen=True)
class Undoing:
    """What taking an import back would do: rows that leave, counters, and what stands in the way.

    `counters` are by period: (awal, terakhir) as they stand now, then as they would.
    """

    impor: Impor
    baris: int
    counters: Mapping[str, tuple[int, int, int, int]]
    obstacles: Sequence[str]


def weigh(conn: Connection, buku: Buku, impor_id: int) -> Undoing:
    """Looks at an undoing before it is done; changes nothing.

    Raises ImportRefused for an import that is not there or was taken back already.
    """
    impor = _get(conn, buku, impor_id)
    counters = {periode: _counter(conn, impor, periode) for periode in sorted(impor.hitungan)}
    mine = sa.select(sa.func.count()).where(nomor.c.impor_id == impor.id)
    obstacles = [*_moved_on(conn, impor), *_resting(conn, impor)]
    return Undoing(impor, conn.scalar(mine) or 0, counters, obstacles)


def take_back(
    conn: Connection, buku: Buku, impor_id: int, *, alasan: str, oleh: str, pada: str
) -> Impor:
    """Undoes an import: its rows become `ditarik`, the counters stand where they stood before.

    Raises NoteMissing without a reason, ImportRefused when it was taken back already or when
    numbers, cancellations, insertions or deliveries rest on it.
    """
    alasan = told("Alasan membatalkan impor", alasan)
    impor = _get(conn, buku, impor_id, lock=True)
    for periode in sorted(impor.hitungan):
        hold(conn, {"buku_id": buku.id, "periode": periode})
    if obstacles := weigh(conn, buku, impor_id).obstacles:
        remedy = "Batalkan satu per satu nomor yang keliru."
        raise ImportRefused(f"Impor ini tidak dapat dibatalkan lagi: {obstacles[0]} {remedy}")
    mine = nomor.update().where(nomor.c.impor_id == impor.id)
    conn.execute(mine.values(state="ditarik", nomor_urut=None))
    for periode in impor.hitungan:
        _restore_counter(conn, impor, periode)
    facts = {"tarik_pada": pada, "tarik_oleh": oleh, "tarik_alasan": alasan}
    ended = table.update().where(table.c.id == impor.id).values(**facts).returning(table)
    return Impor(**conn.execute(ended).one()._mapping)


def _get(conn: Connection, buku: Buku, impor_id: int, *, lock: bool = False) -> Impor:
    own = (table.c.id == impor_id, table.c.buku_id == buku.id)
    query = sa.select(table).where(*own)
    row = conn.execute(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise ImportRefused(f"Impor {impor_id} tidak ada di buku {buku.nama}. Buka dari buku itu.")
    if row.tarik_pada is not None:
        raise ImportRefused("Impor ini sudah dibatalkan. Tidak ada yang berubah.")
    return Impor(**row._mapping)


def _counter(conn: Connection, impor: Impor, periode: str) -> tuple[int, int, int, int]:
    awal, before, _, after = impor.hitungan[periode]
    now = counted(conn, impor.buku_id, periode)
    return (*now, awal, now[1] if after == before else before)


def _moved_on(conn: Connection, impor: Impor) -> Iterator[str]:
    """The counter may have gone on only where the import had not moved its end."""
    for periode, (_, before, awal, after) in sorted(impor.hitungan.items()):
        now = counted(conn, impor.buku_id, periode)
        if now[0] != awal or (after != before and now[1] != after):
            yield f"sesudahnya periode {periode} sudah mendapat nomor lain, sampai {now[1]}."


def _resting(conn: Connection, impor: Impor) -> Iterator[str]:
    mine = nomor.c.impor_id == impor.id
    later = sa.and_(mine, nomor.c.batal_pada.is_not(None), nomor.c.batal_pada != impor.pada)
    sent = sa.and_(mine, nomor.c.id.in_(sa.select(ekspedisi.c.nomor_id)))
    for what, found in (
        ("dibatalkan sesudah impor", sa.select(nomor.c.nomor_surat).where(later)),
        ("dicatat di buku ekspedisi", sa.select(nomor.c.nomor_surat).where(sent)),
        ("disisipkan di antaranya", _inserted(impor)),
    ):
        nomor_surat = conn.scalar(found.order_by(nomor.c.id).limit(1))
        if nomor_surat is not None:
            yield f"nomor {nomor_surat} sudah {what}."


def _inserted(impor: Impor) -> sa.Select[tuple[str]]:
    """Insertions of ours behind a number of the import."""
    base = nomor.alias("base")
    same = (base.c.buku_id == nomor.c.buku_id, base.c.periode == nomor.c.periode)
    behind = sa.exists().where(
        base.c.impor_id == impor.id, base.c.nomor_urut == nomor.c.nomor_urut, *same
    )
    ours = (nomor.c.buku_id == impor.buku_id, nomor.c.sisipan != "", nomor.c.impor_id.is_(None))
    return sa.select(nomor.c.nomor_surat).where(*ours, behind)


def _restore_counter(conn: Connection, impor: Impor, periode: str) -> None:
    awal, before, _, after = impor.hitungan[periode]
    there = (penghitung.c.buku_id == impor.buku_id, penghitung.c.periode == periode)
    now = {"awal": awal} if after == before else {"awal": awal, "terakhir": before}
    conn.execute(penghitung.update().where(*there).values(**now))
    refresh_newest(conn, {"buku_id": impor.buku_id, "periode": periode})
