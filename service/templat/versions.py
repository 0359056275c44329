"""The templates that an office has uploaded for a kind, and which one it uses since when."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from doc_templates.catalog import Kind, uploaded
from service.db import reading
from service.errors import NotFound
from service.schema import templat_pakai, templat_versi
from service.templat import kept
from service.workbench import Workbench

# Built once, since it is asked for every letter.
_CHANGES = (
    sa.select(templat_pakai)
    .where(
        templat_pakai.c.instansi_id == sa.bindparam("instansi_id"),
        templat_pakai.c.jenis == sa.bindparam("jenis"),
    )
    .order_by(templat_pakai.c.id.desc())
)


@dataclass(frozen=True)
class Versi:
    """One uploaded template: the name and the digest of its file, by whom and when."""

    id: int
    instansi_id: int
    jenis: str
    digest: str
    nama: str
    ukuran: int
    oleh: str
    pada: str


@dataclass(frozen=True)
class Pakai:
    """A change of the template in use; without `versi_id` it is the kind's own again."""

    versi_id: int | None
    catatan: str
    oleh: str
    pada: str


def add(
    conn: Connection,
    instansi_id: int,
    jenis: str,
    nama: str,
    file: tuple[str, int],
    *,
    oleh: str,
    pada: str,
) -> int:
    """Note an uploaded template, whose `file` (digest, size) lies in the store; give its id.

    The same file again is the same version.
    """
    digest, ukuran = file
    own = (templat_versi.c.instansi_id == instansi_id) & (templat_versi.c.jenis == jenis)
    there = conn.scalar(sa.select(templat_versi.c.id).where(own, templat_versi.c.digest == digest))
    if there is not None:
        return int(there)
    kept.note(conn, [digest])
    values = {"instansi_id": instansi_id, "jenis": jenis, "nama": nama, "digest": digest}
    new = templat_versi.insert().values(**values, ukuran=ukuran, oleh=oleh, pada=pada)
    return int(conn.execute(new.returning(templat_versi.c.id)).scalar_one())


def every(conn: Connection, instansi_id: int, jenis: str) -> list[Versi]:
    """List the templates that an office has uploaded for a kind, newest first."""
    own = (templat_versi.c.instansi_id == instansi_id) & (templat_versi.c.jenis == jenis)
    rows = conn.execute(sa.select(templat_versi).where(own).order_by(templat_versi.c.id.desc()))
    return [Versi(**row._mapping) for row in rows]


def get(conn: Connection, instansi_id: int, jenis: str, versi_id: int) -> Versi:
    """Give one of them; NotFound for another office's."""
    found = [one for one in every(conn, instansi_id, jenis) if one.id == versi_id]
    if not found:
        raise NotFound("Versi templat ini tidak ada.")
    return found[0]


def use(conn: Connection, instansi_id: int, jenis: str, change: Pakai) -> None:
    """Put a template in use for letters to come; one that is in use already stays."""
    conn.execute(
        templat_pakai.insert().values(instansi_id=instansi_id, jenis=jenis, **vars(change))
    )


def changes(conn: Connection, instansi_id: int, jenis: str) -> list[Pakai]:
    """List the changes of the template in use, newest first; none means the kind's own."""
    rows = conn.execute(_CHANGES, {"instansi_id": instansi_id, "jenis": jenis})
    return [Pakai(row.versi_id, row.catatan, row.oleh, row.pada) for row in rows]


def in_use(conn: Connection, instansi_id: int, jenis: str) -> Versi | None:
    """Give the uploaded template that an office uses; None when it uses the kind's own."""
    latest = changes(conn, instansi_id, jenis)[:1]
    if not latest or latest[0].versi_id is None:
        return None
    return get(conn, instansi_id, jenis, latest[0].versi_id)


def kind_of(conn: Connection, bench: Workbench, instansi_id: int, jenis: str) -> Kind:
    """Give a kind with the template that this office uses. Raises UnknownKind, BadDescription."""
    kind = bench.catalog.get(jenis)
    versi = in_use(conn, instansi_id, jenis)
    return kind if versi is None else with_versi(bench, kind, versi)


def kinds(bench: Workbench, instansi_id: int) -> list[Kind]:
    """List all kinds by name, each with the template that this office uses."""
    with reading(bench.engine) as conn:
        own = templat_pakai.c.instansi_id == instansi_id
        changed = set(conn.scalars(sa.select(templat_pakai.c.jenis).where(own)))
        return [
            kind_of(conn, bench, instansi_id, kind.slug) if kind.slug in changed else kind
            for kind in bench.catalog.kinds()
        ]


def with_versi(bench: Workbench, kind: Kind, versi: Versi) -> Kind:
    """Give a kind with an uploaded template; FileMissing or FileDamaged when that is lost."""
    return uploaded(kind, bench.kept.file(versi.digest))


def kind_for(bench: Workbench, instansi_id: int, jenis: str) -> Kind:
    """Do the same without an open connection."""
    with reading(bench.engine) as conn:
        return kind_of(conn, bench, instansi_id, jenis)
