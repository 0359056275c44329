"""The register: reserve, issue, cancel and read numbers, in the caller's transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from numbering.books import Buku
from numbering.errors import AlreadyCancelled, ReasonMissing, UnknownNumber
from numbering.parts import date_parts
from numbering.schema import buku as buku_table
from numbering.schema import nomor as table
from numbering.series import period_of

# Plain statements that SQLite and PostgreSQL read alike. The counter row is the queue:
# whoever raises it holds it until the commit, so a crash before that leaves nothing behind.
_RAISE = sa.text("""
    INSERT INTO penghitung (buku_id, periode, awal, terakhir) VALUES (:buku_id, :periode, 0, 1)
    ON CONFLICT (buku_id, periode) DO UPDATE SET terakhir = penghitung.terakhir + 1
    RETURNING terakhir
""")
_LOWER = sa.text("""
    UPDATE penghitung SET terakhir = terakhir - 1 WHERE buku_id = :buku_id AND periode = :periode
""")
_RECORD = sa.text("""
    INSERT INTO nomor (buku_id, periode, nomor_urut, nomor_surat, tanggal_surat, bagian, state,
                       draft_key, hal, tujuan, oleh, dipesan_pada)
    VALUES (:buku_id, :periode, :nomor_urut, :nomor_surat, :tanggal_surat, :bagian, 'dipesan',
            :draft_key, :hal, :tujuan, :oleh, :dipesan_pada)
    ON CONFLICT (draft_key) DO NOTHING
    RETURNING id
""").bindparams(sa.bindparam("tanggal_surat", type_=sa.Date), sa.bindparam("bagian", type_=sa.JSON))
_OF_DRAFT = sa.select(table).where(table.c.draft_key == sa.bindparam("draft_key"))


@dataclass(frozen=True)
class Nomor:
    """One row of the register. `state` is dipesan, terbit, batal, or eksternal."""

    id: int
    buku_id: int
    periode: str
    nomor_urut: int
    sisipan: str
    nomor_surat: str
    tanggal_surat: date
    bagian: Mapping[str, str]
    state: str
    draft_key: str | None
    hal: str
    tujuan: str
    oleh: str
    dipesan_pada: str
    terbit_pada: str | None = None
    batal_pada: str | None = None
    batal_oleh: str | None = None
    alasan: str = ""


def reserve(  # noqa: PLR0913 - the facts of one register row, each named at the call
    conn: Connection,
    buku: Buku,
    tanggal_surat: date,
    parts: Mapping[str, str],
    *,
    draft_key: str,
    hal: str,
    tujuan: str,
    oleh: str,
    pada: str,
) -> Nomor:
    """The number of this draft: the next of its book and period, or the one that it has already.

    `parts` are the letter's own values (kode, jenis, ...); the book gives unit and its fixed
    parts, the date gives month and year. A number that was cancelled is answered too, with its
    state. On SQLite the caller's transaction must be immediate, on PostgreSQL read committed.
    Raises BadPart before the counter moves.
    """
    if (given := of_draft(conn, draft_key)) is not None:
        return given
    bagian = {"unit": buku.kode_unit, **buku.bagian, **parts}
    printed = {**bagian, **date_parts(tanggal_surat), "sisipan": ""}
    buku.format.render(printed, gaps=("urut",))  # a fault must show before the counter moves
    key = {"buku_id": buku.id, "periode": period_of(buku.restart, tanggal_surat)}
    urut: int = conn.execute(_RAISE, key).scalar_one()
    number = {"nomor_urut": urut, "nomor_surat": buku.format.render({**printed, "urut": urut})}
    letter = {"tanggal_surat": tanggal_surat, "bagian": bagian, "hal": hal, "tujuan": tujuan}
    trace = {"draft_key": draft_key, "oleh": oleh, "dipesan_pada": pada}
    return _record(conn, {**key, **number, **letter, **trace})


def mark_issued(conn: Connection, draft_key: str, *, pada: str) -> Nomor:
    """The letter of this draft is filed: dipesan becomes terbit. Safe to repeat.

    Raises UnknownNumber, or AlreadyCancelled when the number was cancelled meanwhile.
    """
    waiting = (table.c.draft_key == draft_key, table.c.state == "dipesan")
    conn.execute(table.update().where(*waiting).values(state="terbit", terbit_pada=pada))
    nomor = of_draft(conn, draft_key)
    if nomor is None:
        raise UnknownNumber(draft_key)
    if nomor.state == "batal":
        raise AlreadyCancelled(nomor.nomor_surat)
    return nomor


def cancel(conn: Connection, nomor_id: int, *, alasan: str, oleh: str, pada: str) -> Nomor:
    """Burns a number, reserved or issued: its row stays with the reason, and it never comes back.

    Raises ReasonMissing, UnknownNumber or AlreadyCancelled.
    """
    if not alasan.strip():
        raise ReasonMissing
    alive = table.update().where(table.c.id == nomor_id, table.c.state != "batal")
    change = alive.values(state="batal", alasan=alasan.strip(), batal_oleh=oleh, batal_pada=pada)
    row = conn.execute(change.returning(table)).one_or_none()
    if row is not None:
        return _nomor(row)
    before = conn.scalar(sa.select(table.c.nomor_surat).where(table.c.id == nomor_id))
    raise UnknownNumber(nomor_id) if before is None else AlreadyCancelled(before)


def of_draft(conn: Connection, draft_key: str) -> Nomor | None:
    """The number that this draft has, or None."""
    row = conn.execute(_OF_DRAFT, {"draft_key": draft_key}).one_or_none()
    return _nomor(row) if row else None


def get(conn: Connection, instansi_id: int, nomor_id: int) -> Nomor:
    """One number of this office. Raises UnknownNumber, also for a number of another office."""
    own = (table.c.id == nomor_id, buku_table.c.instansi_id == instansi_id)
    row = conn.execute(sa.select(table).join(buku_table).where(*own)).one_or_none()
    if row is None:
        raise UnknownNumber(nomor_id)
    return _nomor(row)


def agenda(
    conn: Connection, buku_id: int, periode: str, *, after: int = 0, limit: int | None = None
) -> list[Nomor]:
    """The buku agenda of a period by number; `after` is the last nomor_urut of the page before."""
    there = (table.c.buku_id == buku_id, table.c.periode == periode, table.c.nomor_urut > after)
    rows = sa.select(table).where(*there).order_by(table.c.nomor_urut, table.c.sisipan)
    return [_nomor(row) for row in conn.execute(rows.limit(limit))]


def _record(conn: Connection, row: dict[str, Any]) -> Nomor:
    """Writes the row, unless another process recorded this draft while we waited for the counter.

    Then we give our number back, which nobody can have seen while we hold the counter row, and
    answer with theirs.
    """
    nomor_id = conn.execute(_RECORD, row).scalar_one_or_none()
    if nomor_id is not None:
        return Nomor(id=nomor_id, sisipan="", state="dipesan", **row)
    conn.execute(_LOWER, row)
    return _nomor(conn.execute(_OF_DRAFT, row).one())


def _nomor(row: sa.Row[tuple[object, ...]]) -> Nomor:
    return Nomor(**row._mapping)
