"""How a book restarts is settled once it counts: otherwise a number could come a second time."""

import sqlalchemy as sa
from sqlalchemy import Connection

from numbering.errors import RestartSettled
from numbering.schema import buku as table
from numbering.schema import nomor, penghitung


def check_restart_open(conn: Connection, buku_id: int, restart: str) -> None:
    """Raises RestartSettled when the book counts already, and otherwise than `restart` says.

    It counts once it has a number, or once its last number on paper is set. What an import left
    behind that was taken back does not bind. Holds the book's row, so that a number which is just
    being written is waited for.
    """
    own = sa.select(table).where(table.c.id == buku_id).with_for_update()
    row = conn.execute(own).one_or_none()
    if row is None or row.restart == restart:
        return
    if _has_numbers(conn, buku_id):
        raise RestartSettled(row.nama)
    if (counter := _set_counter(conn, buku_id)) is not None:
        raise RestartSettled(row.nama, *counter)
    conn.execute(penghitung.delete().where(penghitung.c.buku_id == buku_id))


def _has_numbers(conn: Connection, buku_id: int) -> bool:
    there = sa.select(nomor.c.id).where(nomor.c.buku_id == buku_id, nomor.c.state != "ditarik")
    return conn.scalar(there.limit(1)) is not None


def _set_counter(conn: Connection, buku_id: int) -> tuple[str, int] | None:
    used = (penghitung.c.buku_id == buku_id, penghitung.c.terakhir > 0)
    query = sa.select(penghitung.c.periode, penghitung.c.terakhir).where(*used)
    row = conn.execute(query.order_by(penghitung.c.periode.desc()).limit(1)).one_or_none()
    return (row.periode, row.terakhir) if row else None
