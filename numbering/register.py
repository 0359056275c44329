"""The register: reserve, issue, cancel and read numbers, in the caller's transaction."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import Connection

from numbering.books import Buku
from numbering.dating import check_date
from numbering.errors import AlreadyCancelled, ReasonMissing, UnknownNumber
from numbering.format import NumberFormat
from numbering.holding import hold, refresh_newest, step_over
from numbering.prepared import prepare
from numbering.schema import buku as buku_table
from numbering.schema import nomor as table
from numbering.series import period_of
from numbering.statement import Statement

# The counter row is the queue: whoever raises it holds it until the commit, so a crash before
# that leaves nothing behind. A draft that has its number already raises nothing.
_RAISE = Statement("""
    UPDATE penghitung SET
        terakhir = terakhir + 1,
        terbaru = CASE WHEN terbaru > :tanggal_surat THEN terbaru ELSE :tanggal_surat END
    WHERE buku_id = :buku_id AND periode = :periode
      AND NOT EXISTS (SELECT 1 FROM nomor WHERE draft_key = :draft_key)
    RETURNING terakhir, terbaru > :tanggal_surat
""")
_LOWER = Statement("""
    UPDATE penghitung SET terakhir = terakhir - 1 WHERE buku_id = :buku_id AND periode = :periode
""")
_RECORD = Statement("""
    INSERT INTO nomor (buku_id, periode, nomor_urut, nomor_surat, tanggal_surat, bagian, state,
                       draft_key, hal, tujuan, oleh, dipesan_pada, mundur)
    VALUES (:buku_id, :periode, :nomor_urut, :nomor_surat, :tanggal_surat, :bagian, 'dipesan',
            :draft_key, :hal, :tujuan, :oleh, :dipesan_pada, :mundur)
    ON CONFLICT DO NOTHING
    RETURNING id
""")
_ISSUE = Statement("""
    UPDATE nomor SET state = 'terbit', terbit_pada = :pada
    WHERE draft_key = :draft_key AND state = 'dipesan'
""")
_OF_DRAFT = sa.select(table).where(table.c.draft_key == sa.bindparam("draft_key"))


class Nomor(NamedTuple):
    """One row of the register. `state` is dipesan, terbit, batal, eksternal, or ditarik.

    `nomor_urut` is None for a foreign number that is none of ours.
    """

    id: int
    buku_id: int
    periode: str
    nomor_urut: int | None
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
    asal: str = ""
    keterangan: str = ""
    mundur: bool = False
    blok_id: int | None = None
    impor_id: int | None = None


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
    Numbers that have a row already (external ones, blocks) are stepped over. A letter dated
    before the newest of its book and period bears the mark `mundur`.
    Raises BadPart or BackDated, and leaves the counter as it was.
    """
    bagian = {"unit": buku.kode_unit, **buku.bagian, **parts}
    form, written = prepare(buku.format, bagian, tanggal_surat)  # a fault shows before it counts
    key = {"buku_id": buku.id, "periode": period_of(buku.restart, tanggal_surat)}
    letter = {"tanggal_surat": tanggal_surat, "bagian": bagian, "hal": hal, "tujuan": tujuan}
    row = {**key, **letter, "draft_key": draft_key, "oleh": oleh, "dipesan_pada": pada}
    plain = row | {"tanggal_surat": tanggal_surat.isoformat(), "bagian": written}
    while (nomor := _give(conn, buku, row, plain, form)) is None:
        step_over(conn, key)
    return nomor


def mark_issued(conn: Connection, draft_key: str, *, pada: str) -> Nomor:
    """The letter of this draft is filed: dipesan becomes terbit. Safe to repeat.

    Raises UnknownNumber, or AlreadyCancelled when the number was cancelled meanwhile.
    """
    _ISSUE.run(conn, {"draft_key": draft_key, "pada": pada})
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
    before = conn.execute(sa.select(table).where(table.c.id == nomor_id)).one_or_none()
    if before is None:
        raise UnknownNumber(nomor_id)
    key = {"buku_id": before.buku_id, "periode": before.periode}
    hold(conn, key)
    alive = (table.c.id == nomor_id, table.c.state.not_in(("batal", "ditarik")))
    change = table.update().where(*alive).values(state="batal", alasan=alasan.strip())
    change = change.values(batal_oleh=oleh, batal_pada=pada).returning(table)
    row = conn.execute(change).one_or_none()
    if row is None:
        raise AlreadyCancelled(before.nomor_surat)
    refresh_newest(conn, key)
    return _nomor(row)


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


def _give(
    conn: Connection, buku: Buku, row: dict[str, Any], plain: dict[str, Any], form: NumberFormat
) -> Nomor | None:
    """The draft's number; None when the next of the book has a row already.

    `plain` is the row as the driver takes it.
    """
    raised = _RAISE.run(conn, plain)
    if raised is None:
        if (given := of_draft(conn, row["draft_key"])) is not None:
            return given
        hold(conn, row)  # the first of its period: now there is a counter
        return _give(conn, buku, row, plain, form)
    urut, mundur = raised[0], bool(raised[1])
    if mundur and not buku.mundur:
        _LOWER.run(conn, row)
        check_date(conn, buku, row["tanggal_surat"])
    number = {"nomor_urut": urut, "nomor_surat": form.render({"urut": urut}), "mundur": mundur}
    nomor_id = _RECORD.scalar(conn, plain | number)
    if nomor_id is None:
        return _given_meanwhile(conn, row)
    return Nomor(id=nomor_id, sisipan="", state="dipesan", **row, **number)


def _given_meanwhile(conn: Connection, row: Mapping[str, Any]) -> Nomor | None:
    """The number that somebody else gave to this draft while we waited for the counter, if so."""
    theirs = of_draft(conn, row["draft_key"])
    if theirs is not None:
        _LOWER.run(conn, row)  # nobody can have seen our number while we hold the counter row
        refresh_newest(conn, row)
    return theirs


def _nomor(row: sa.Row[tuple[object, ...]]) -> Nomor:
    return Nomor(**row._mapping)
