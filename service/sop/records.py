"""What is noted about a dossier besides its papers: events, and where its needs are met."""

from collections import defaultdict
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


def events(conn: Connection, berkas_id: int) -> dict[str, list[Peristiwa]]:
    """Give the events of a dossier by output, newest first."""
    columns = [peristiwa.c[name] for name in Peristiwa.__dataclass_fields__]
    query = sa.select(*columns).where(peristiwa.c.berkas_id == berkas_id)
    found = defaultdict(list)
    for row in conn.execute(query.order_by(peristiwa.c.id.desc())).mappings():
        found[row["keluaran"]].append(Peristiwa(**row))
    return found


def add_event(
    conn: Connection, instansi_id: int, berkas_id: int, event: Peristiwa, *, pada: str
) -> None:
    """Note an event; what was noted before stays."""
    where = {"instansi_id": instansi_id, "berkas_id": berkas_id, "dibuat_pada": pada}
    conn.execute(peristiwa.insert().values(**vars(event), **where))


def links(conn: Connection, berkas_id: int) -> dict[str, list[int]]:
    """Give the archived entries that meet the needs of a dossier, by slug, newest first."""
    query = sa.select(kelengkapan.c.slug, kelengkapan.c.arsip_id)
    found = defaultdict(list)
    chosen = query.where(kelengkapan.c.berkas_id == berkas_id).order_by(kelengkapan.c.id.desc())
    for slug, arsip_id in conn.execute(chosen):
        found[slug].append(arsip_id)
    return found


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
    if arsip_id in links(conn, berkas_id).get(slug, []):
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
