"""Blocks: numbers kept together for an event, until a day; what is left over is burned."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy import Connection

from numbering.block import Blok, NewBlock, check_day, check_size, place
from numbering.books import Buku
from numbering.dating import check_date
from numbering.errors import BadBlock, BlockClosed
from numbering.holding import hold, settle
from numbering.letter import Letter, parts_of, printed, printed_with_gaps, told
from numbering.register import Nomor, of_draft
from numbering.schema import blok as table
from numbering.schema import buku as buku_table
from numbering.schema import nomor
from numbering.series import period_of


def reserve_block(
    conn: Connection, buku: Buku, new: NewBlock, *, kunci: str | None = None, oleh: str, pada: str
) -> Blok:
    """Keeps a run of numbers for an event; each has its row, `dipesan`, from now on.

    With a `kunci` that was used before, it is the block that was made then.

    Raises NoteMissing without a reason, BadBlock for a size, day or place that cannot be,
    BackDated like a letter of that day.
    """
    alasan = told("Alasan memesan blok nomor", new.alasan)
    periode = period_of(buku.restart, new.tanggal)
    check_size(new, periode, buku.restart)
    key = {"buku_id": buku.id, "periode": periode}
    _, counted = hold(conn, key)
    if kunci is not None and (there := of_key(conn, kunci)) is not None:
        return there
    check_date(conn, buku, new.tanggal)
    pertama = place(conn, key, counted, new)
    terakhir = pertama + new.count - 1
    row = {**key, "pertama": pertama, "terakhir": terakhir, "alasan": alasan, "kunci": kunci}
    days = {"tanggal": new.tanggal, "sampai": new.sampai, "oleh": oleh, "pada": pada}
    made = conn.execute(table.insert().values(**row, **days).returning(table)).one()
    block = Blok(**made._mapping)
    _write_numbers(conn, buku, block)
    settle(conn, key)
    return block


def take_from_block(
    conn: Connection,
    buku: Buku,
    block: Blok,
    letter: Letter,
    *,
    draft_key: str,
    oleh: str,
    pada: str,
) -> Nomor:
    """The next number of the block for this draft, or the number that the draft has already.

    Raises BlockClosed when the block has ended, been released or used up, BadBlock for a date
    outside it, BadPart.
    """
    hold(conn, {"buku_id": block.buku_id, "periode": block.periode})
    if (given := of_draft(conn, draft_key)) is not None:
        return given
    check_day(buku, block, letter.tanggal_surat)
    row = conn.execute(_unused(block).order_by(nomor.c.nomor_urut).limit(1)).one_or_none()
    if row is None:
        raise _closed(conn, block)
    bagian = parts_of(buku, letter)
    facts = {
        "nomor_surat": printed(buku.format, bagian, letter.tanggal_surat, row.nomor_urut),
        "tanggal_surat": letter.tanggal_surat,
        "mundur": letter.tanggal_surat < block.tanggal,
        "bagian": bagian,
        "draft_key": draft_key,
    }
    whose = {"hal": letter.hal, "tujuan": letter.tujuan, "oleh": oleh, "dipesan_pada": pada}
    change = nomor.update().where(nomor.c.id == row.id).values(**facts, **whose)
    return Nomor(**conn.execute(change.returning(nomor)).one()._mapping)


def release_block(conn: Connection, block: Blok, *, alasan: str, oleh: str, pada: str) -> int:
    """Ends a block: burns the numbers that no letter took, and gives how many those were.

    Raises NoteMissing without a reason, BlockClosed when it was released before.
    """
    alasan = told("Alasan melepas blok nomor", alasan)
    hold(conn, {"buku_id": block.buku_id, "periode": block.periode})
    waiting = (table.c.id == block.id, table.c.lepas_pada.is_(None))
    facts = {"lepas_pada": pada, "lepas_oleh": oleh, "lepas_alasan": alasan}
    ended = conn.execute(table.update().where(*waiting).values(**facts))
    if ended.rowcount == 0:
        raise BlockClosed(f"Blok nomor {block.kisaran} sudah dilepas. Tidak ada yang berubah.")
    burned = {"state": "batal", "alasan": alasan, "batal_oleh": oleh, "batal_pada": pada}
    left = _unused(block).with_only_columns(nomor.c.id)
    return conn.execute(nomor.update().where(nomor.c.id.in_(left)).values(**burned)).rowcount


def blocks(conn: Connection, buku_id: int) -> list[tuple[Blok, int]]:
    """The blocks of a book, newest first, each with how many of its numbers are still unused."""
    query = _with_rest().where(table.c.buku_id == buku_id).order_by(table.c.id.desc())
    return [_counted(row) for row in conn.execute(query)]


def overdue(conn: Connection, instansi_id: int, today: date) -> list[tuple[Blok, int]]:
    """The blocks of an office whose last day has passed, each with its numbers still unused.

    Those that were released or used up are left out: nothing is to be done about them.
    """
    late = (buku_table.c.instansi_id == instansi_id, table.c.sampai < today)
    query = _with_rest().join(buku_table).where(*late, table.c.lepas_pada.is_(None))
    found = map(_counted, conn.execute(query.order_by(table.c.sampai, table.c.id)))
    return [(block, rest) for block, rest in found if rest]


def of_key(conn: Connection, kunci: str) -> Blok | None:
    """The block that this form has asked for already, or None."""
    row = conn.execute(sa.select(table).where(table.c.kunci == kunci)).one_or_none()
    return Blok(**row._mapping) if row else None


def get_block(conn: Connection, buku: Buku, blok_id: int) -> Blok:
    """One block of this book. Raises BadBlock when there is none."""
    own = (table.c.id == blok_id, table.c.buku_id == buku.id)
    row = conn.execute(sa.select(table).where(*own)).one_or_none()
    if row is None:
        raise BadBlock(f"Blok nomor {blok_id} tidak ada di buku {buku.nama}. Buka dari buku itu.")
    return Blok(**row._mapping)


def _write_numbers(conn: Connection, buku: Buku, block: Blok) -> None:
    bagian = {"unit": buku.kode_unit, **buku.bagian}
    same = {
        "buku_id": block.buku_id,
        "periode": block.periode,
        "tanggal_surat": block.tanggal,
        "bagian": bagian,
        "state": "dipesan",
        "hal": block.alasan,
        "tujuan": "",
        "oleh": block.oleh,
        "dipesan_pada": block.pada,
        "keterangan": f"Blok {block.kisaran}: {block.alasan}",
        "blok_id": block.id,
    }
    numbers = [
        {"nomor_urut": n, "nomor_surat": printed_with_gaps(buku.format, bagian, block.tanggal, n)}
        for n in range(block.pertama, block.terakhir + 1)
    ]
    conn.execute(nomor.insert(), [{**same, **number} for number in numbers])


def _unused(block: Blok) -> sa.Select[tuple[int, int | None]]:
    query = sa.select(nomor.c.id, nomor.c.nomor_urut)
    return query.where(*_waiting(), nomor.c.blok_id == block.id)


def _waiting() -> tuple[sa.ColumnElement[bool], ...]:
    """What marks a number of a block that no letter has taken: no draft."""
    return (nomor.c.state == "dipesan", nomor.c.draft_key.is_(None))


def _closed(conn: Connection, block: Blok) -> BlockClosed:
    ended = conn.scalar(sa.select(table.c.lepas_pada).where(table.c.id == block.id))
    why = "sudah habis terpakai" if ended is None else "sudah dilepas"
    return BlockClosed(f"Blok nomor {block.kisaran} {why}. Pakai nomor berikutnya.")


def _with_rest() -> sa.Select[tuple[object, ...]]:
    unused = sa.select(sa.func.count()).where(*_waiting(), nomor.c.blok_id == table.c.id)
    return sa.select(table, unused.scalar_subquery().label("sisa"))


def _counted(row: sa.Row[tuple[object, ...]]) -> tuple[Blok, int]:
    facts = dict(row._mapping)
    sisa = int(str(facts.pop("sisa")))
    return Blok(**facts), sisa
