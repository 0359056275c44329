"""Insertions (sisipan): a number between two others, marked as the office does it."""

from datetime import date
from itertools import count

import sqlalchemy as sa
from sqlalchemy import Connection

from numbering.books import Buku
from numbering.dating import newest
from numbering.errors import BadInsertion, NumberTaken
from numbering.holding import Key, hold, refresh_newest
from numbering.letter import Letter, parts_of, printed, told, write
from numbering.marks import mark
from numbering.register import Nomor, of_draft
from numbering.schema import nomor as table
from numbering.series import period_of
from numbering.wording import tanggal as spelled


def insert(
    conn: Connection,
    buku: Buku,
    sesudah: int,
    letter: Letter,
    *,
    draft_key: str,
    alasan: str,
    oleh: str,
    pada: str,
) -> Nomor:
    """A number right behind `sesudah` for this draft, or the number that the draft has already.

    Its date lies between those of its living neighbours, an earlier insertion among them. The
    counter does not move. Raises NoteMissing without a reason, BadInsertion, InsertionsFull,
    NumberTaken when the printed number is there already, BadPart.
    """
    alasan = told("Alasan menyisipkan nomor", alasan)
    day = letter.tanggal_surat
    periode = period_of(buku.restart, day)
    key = {"buku_id": buku.id, "periode": periode}
    hold(conn, key)
    if (given := of_draft(conn, draft_key)) is not None:
        return given
    _check_neighbours(conn, key, sesudah, day)
    sisipan = _next_mark(conn, key, buku.gaya_sisipan, sesudah)
    bagian = parts_of(buku, letter)
    nomor_surat = printed(buku.format, bagian, day, sesudah, sisipan)
    _check_unprinted(conn, key, nomor_surat)
    row = {
        **key,
        "nomor_urut": sesudah,
        "sisipan": sisipan,
        "nomor_surat": nomor_surat,
        "tanggal_surat": day,
        "bagian": bagian,
        "state": "dipesan",
        "draft_key": draft_key,
        "hal": letter.hal,
        "tujuan": letter.tujuan,
        "oleh": oleh,
        "dipesan_pada": pada,
        "keterangan": alasan,
        "mundur": day < (newest(conn, buku.id, periode) or day),
    }
    nomor = write(conn, row)
    refresh_newest(conn, key)
    return nomor


def _next_mark(conn: Connection, key: Key, gaya: str, urut: int) -> str:
    """The mark of the next insertion behind this number; a cancelled one keeps its own."""
    family = sa.select(table.c.sisipan).where(*_of(key), table.c.nomor_urut == urut)
    used = set(conn.scalars(family))
    marks = (mark(gaya, place) for place in count(max(1, len(used))))
    return next(one for one in marks if one not in used)


def _check_neighbours(conn: Connection, key: Key, urut: int, day: date) -> None:
    own = _date_of(conn, key, urut)
    if own is None:
        raise BadInsertion(f"Nomor urut {urut} belum ada di buku ini. Pilih nomor yang sudah ada.")
    before = _living(conn, key, table.c.nomor_urut <= urut, descending=True) or own
    after = _living(conn, key, table.c.nomor_urut > urut, descending=False)
    if after is None:
        raise BadInsertion(
            f"Sesudah nomor urut {urut} belum ada surat lain, jadi tidak ada yang perlu disisipi. "
            "Pakai nomor berikutnya."
        )
    if not before <= day <= after:
        raise BadInsertion(
            f"Surat bertanggal {spelled(day)} tidak dapat disisipkan sesudah nomor urut {urut}: "
            f"tanggalnya harus {spelled(before)} sampai {spelled(after)}, sesuai surat di "
            "sebelahnya. Pilih nomor lain atau tanggal lain."
        )


def _living(
    conn: Connection, key: Key, side: sa.ColumnElement[bool], *, descending: bool
) -> date | None:
    """The day of the nearest letter on one side; no cancelled one, no number still in a block."""
    order = (table.c.nomor_urut, table.c.sisipan)
    letter = sa.or_(table.c.blok_id.is_(None), table.c.draft_key.is_not(None))
    query = sa.select(table.c.tanggal_surat).where(*_of(key), side)
    query = query.where(letter, table.c.state != "batal")
    query = query.order_by(*(column.desc() if descending else column for column in order))
    return conn.scalar(query.limit(1))


def _date_of(conn: Connection, key: Key, urut: int) -> date | None:
    same = (table.c.nomor_urut == urut, table.c.sisipan == "")
    return conn.scalar(sa.select(table.c.tanggal_surat).where(*_of(key), *same))


def _check_unprinted(conn: Connection, key: Key, nomor_surat: str) -> None:
    query = sa.select(table.c.state).where(*_of(key), table.c.nomor_surat == nomor_surat)
    state = conn.scalar(query.where(table.c.state != "ditarik").limit(1))
    if state is not None:
        raise NumberTaken(nomor_surat, state)


def _of(key: Key) -> tuple[sa.ColumnElement[bool], ...]:
    return (table.c.buku_id == key["buku_id"], table.c.periode == key["periode"])
