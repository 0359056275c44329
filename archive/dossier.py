"""Berkas: the dossier that the documents of one activity are kept in, opened and closed.

The two levels (berkas, item arsip) and the columns follow the usual daftar berkas and daftar isi
berkas.
"""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa

from archive.errors import BerkasClosed, NoSuchBerkas
from archive.schema import arsip, berkas


@dataclass(frozen=True)
class NewBerkas:
    """A dossier to be opened; `sop` is the slug of its SOP or empty, `dibuka_pada` in ISO-8601."""

    instansi_id: int
    kode_klasifikasi: str
    judul: str
    kurun_waktu: str
    sop: str
    unit_pengolah: str
    oleh: str
    dibuka_pada: str


@dataclass(frozen=True)
class Berkas(NewBerkas):
    """One dossier as the daftar berkas shows it; `state` is `terbuka` or `tutup`."""

    id: int
    state: str
    ditutup_pada: str | None


def open_berkas(conn: sa.Connection, new: NewBerkas) -> Berkas:
    """Open a new dossier."""
    statement = berkas.insert().values(asdict(new) | {"state": "terbuka"}).returning(berkas)
    return Berkas(**conn.execute(statement).mappings().one())


def get_berkas(conn: sa.Connection, instansi_id: int, berkas_id: int) -> Berkas:
    """Return a dossier of this office. Raises NoSuchBerkas, also for one of another office."""
    return _get(conn, _of_office(sa.select(berkas), instansi_id, berkas_id), berkas_id)


def open_for_filing(conn: sa.Connection, instansi_id: int, berkas_id: int) -> Berkas:
    """Return a dossier that takes documents, held so until the transaction ends.

    Raises NoSuchBerkas, BerkasClosed.
    """
    held = _of_office(sa.select(berkas), instansi_id, berkas_id).with_for_update(read=True)
    found = _get(conn, held, berkas_id)
    if found.state != "terbuka":
        raise BerkasClosed(found.id, found.judul)
    return found


def list_berkas(conn: sa.Connection, instansi_id: int, state: str | None = None) -> list[Berkas]:
    """Return the dossiers of an office, newest first; only those in `state` when it is given."""
    query = sa.select(berkas).where(berkas.c.instansi_id == instansi_id)
    if state is not None:
        query = query.where(berkas.c.state == state)
    return [Berkas(**row) for row in conn.execute(query.order_by(berkas.c.id.desc())).mappings()]


def find_berkas(
    conn: sa.Connection, instansi_id: int, sops: Collection[str], kurun_waktu: str
) -> list[Berkas]:
    """Return the dossiers of any of these SOPs about this period: open ones first, then newest."""
    query = sa.select(berkas).where(
        berkas.c.instansi_id == instansi_id,
        berkas.c.sop.in_(sops),
        berkas.c.kurun_waktu == kurun_waktu,
    )
    found = [Berkas(**row) for row in conn.execute(query.order_by(berkas.c.id.desc())).mappings()]
    return sorted(found, key=lambda one: one.state != "terbuka")


def count_items(conn: sa.Connection, berkas_ids: Sequence[int]) -> dict[int, int]:
    """Return how many entries each of these dossiers holds; those without any are absent."""
    query = (
        sa.select(arsip.c.berkas_id, sa.func.count())
        .where(arsip.c.berkas_id.in_(berkas_ids))
        .group_by(arsip.c.berkas_id)
    )
    return {row[0]: row[1] for row in conn.execute(query)}


def close_berkas(conn: sa.Connection, instansi_id: int, berkas_id: int, *, pada: str) -> Berkas:
    """Close a dossier: it takes no more documents. Closing twice keeps the first moment."""
    get_berkas(conn, instansi_id, berkas_id)
    still_open = (berkas.c.id == berkas_id) & (berkas.c.state == "terbuka")
    conn.execute(berkas.update().where(still_open).values(state="tutup", ditutup_pada=pada))
    return get_berkas(conn, instansi_id, berkas_id)


def reopen_berkas(conn: sa.Connection, instansi_id: int, berkas_id: int) -> Berkas:
    """Open a closed dossier again; an open one stays as it is."""
    get_berkas(conn, instansi_id, berkas_id)
    chosen = berkas.c.id == berkas_id
    conn.execute(berkas.update().where(chosen).values(state="terbuka", ditutup_pada=None))
    return get_berkas(conn, instansi_id, berkas_id)


def _of_office(query: sa.Select[Any], instansi_id: int, berkas_id: int) -> sa.Select[Any]:
    return query.where(berkas.c.id == berkas_id, berkas.c.instansi_id == instansi_id)


def _get(conn: sa.Connection, query: sa.Select[Any], berkas_id: int) -> Berkas:
    row = conn.execute(query).mappings().one_or_none()
    if row is None:
        raise NoSuchBerkas(berkas_id)
    return Berkas(**row)
