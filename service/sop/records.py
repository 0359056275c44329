"""What is noted about a dossier besides its papers: events, and where its needs are met."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.schema import kelengkapan, peristiwa


@dataclass(frozen=True)
class Peristiwa:
    """An output that is an event, as somebody noted it."""

    langkah: int
    keluaran: str
    tanggal: date
    catatan: str
    oleh: str
    id: int = 0
    dibuat_pada: str = ""


def events(conn: Connection, berkas_ids: Sequence[int]) -> dict[int, list[Peristiwa]]:
    """Give the events of dossiers, newest first; dossiers without any are absent."""
    columns = [peristiwa.c[name] for name in Peristiwa.__dataclass_fields__]
    query = sa.select(peristiwa.c.berkas_id, *columns).order_by(peristiwa.c.id.desc())
    found = defaultdict(list)
    for row in conn.execute(query.where(peristiwa.c.berkas_id.in_(berkas_ids))).mappings():
        values = dict(row)
        found[values.pop("berkas_id")].append(Peristiwa(**values))
    return found


def add_event(
    conn: Connection, instansi_id: int, berkas_id: int, event: Peristiwa, *, pada: str
) -> None:
    """Note an event; what was noted before stays."""
    noted = {name: value for name, value in vars(event).items() if name != "id"}
    where = {"instansi_id": instansi_id, "berkas_id": berkas_id, "dibuat_pada": pada}
    conn.execute(peristiwa.insert().values(noted | where))


def links(conn: Connection, berkas_ids: Sequence[int]) -> list[tuple[int, str, int]]:
    """Give what meets the needs of dossiers: dossier, slug and archived entry, newest first."""
    query = sa.select(kelengkapan.c.berkas_id, kelengkapan.c.slug, kelengkapan.c.arsip_id)
    chosen = query.where(kelengkapan.c.berkas_id.in_(berkas_ids))
    return [
        (one[0], one[1], one[2]) for one in conn.execute(chosen.order_by(kelengkapan.c.id.desc()))
    ]


def link(
    conn: Connection,
    instansi_id: int,
    berkas_id: int,
    slug: str,
    arsip_id: int,
    *,
    oleh: str,
    pada: str,
) -> None:
    """Let an archived entry meet a need; twice is once."""
    if (berkas_id, slug, arsip_id) in links(conn, [berkas_id]):
        return
    what = {"berkas_id": berkas_id, "slug": slug, "arsip_id": arsip_id}
    by = {"instansi_id": instansi_id, "oleh": oleh, "dibuat_pada": pada}
    conn.execute(kelengkapan.insert().values(**what, **by))


def unlink(conn: Connection, berkas_id: int, slug: str, arsip_id: int) -> bool:
    """Take such a link away; the entry itself stays in the archive. Tell whether it was there."""
    done = conn.execute(
        kelengkapan.delete().where(
            kelengkapan.c.berkas_id == berkas_id,
            kelengkapan.c.slug == slug,
            kelengkapan.c.arsip_id == arsip_id,
        )
    )
    return bool(done.rowcount)
