"""The procedures of an office, in editions: a dossier keeps the one it was opened with."""

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from numbering import classification
from service.errors import NotFound
from service.schema import sop as table
from service.sop.checking import checked
from service.sop.procedure import Procedure
from service.sop.reading import read

DEFINITIONS = Path(__file__).parent / "definitions"


@dataclass(frozen=True)
class Edition:
    """One edition of an office's procedure; `isi` is the definition as data."""

    id: int
    instansi_id: int
    slug: str
    edisi: int
    isi: Mapping[str, object]
    oleh: str
    dibuat_pada: str

    def procedure(self) -> Procedure:
        """Read the steps; what they hold was checked when the edition was put in."""
        return read(self.isi)


def shipped() -> list[Path]:
    """List the definitions that come with Naskah."""
    return sorted(DEFINITIONS.glob("*.toml"))


def load(path: Path) -> Mapping[str, object]:
    """Read a definition file that comes with Naskah."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def put_in_use(
    conn: Connection,
    instansi_id: int,
    isi: Mapping[str, object],
    *,
    kinds: Sequence[str],
    oleh: str,
    pada: str,
) -> Edition:
    """Add an edition of an office's procedure after checking it; BadProcedure tells all faults."""
    knows = partial(knows_code, conn, instansi_id)
    slug = checked(isi, kinds=kinds, knows=knows).slug
    last = conn.execute(
        sa.select(sa.func.max(table.c.edisi)).where(
            table.c.instansi_id == instansi_id, table.c.slug == slug
        )
    ).scalar()
    values = {"instansi_id": instansi_id, "slug": slug, "edisi": (last or 0) + 1}
    row = conn.execute(
        table.insert().values(**values, isi=isi, oleh=oleh, dibuat_pada=pada).returning(table)
    ).one()
    return _edition(row)


def knows_code(conn: Connection, instansi_id: int, kode: str) -> bool:
    """Tell whether a classification code stands in a list of the office, or in ours."""
    return bool(classification.find(conn, instansi_id, kode))


def current(conn: Connection, instansi_id: int) -> list[Edition]:
    """List the newest edition of each procedure that the office has."""
    chosen = sa.select(table).where(table.c.instansi_id == instansi_id)
    newest: dict[str, Edition] = {}
    for row in conn.execute(chosen.order_by(table.c.slug, table.c.edisi)):
        newest[row.slug] = _edition(row)
    return list(newest.values())


def history(conn: Connection, instansi_id: int, slug: str) -> list[Edition]:
    """List all editions of a procedure, newest first."""
    chosen = sa.select(table).where(table.c.instansi_id == instansi_id, table.c.slug == slug)
    return [_edition(row) for row in conn.execute(chosen.order_by(table.c.edisi.desc()))]


def get(conn: Connection, instansi_id: int, sop_id: int) -> Edition:
    """Give one edition of the office; NotFound otherwise."""
    row = conn.execute(
        sa.select(table).where(table.c.id == sop_id, table.c.instansi_id == instansi_id)
    ).first()
    if row is None:
        raise NotFound("SOP ini tidak ada.")
    return _edition(row)


def of_ids(conn: Connection, instansi_id: int, ids: Collection[int]) -> dict[int, Edition]:
    """Give editions of the office by their ids."""
    chosen = sa.select(table).where(table.c.id.in_(ids), table.c.instansi_id == instansi_id)
    return {row.id: _edition(row) for row in conn.execute(chosen)}


def ids_of(conn: Connection, instansi_id: int, slug: str) -> list[int]:
    """List the ids of all editions of the office's procedure of that name."""
    own = (table.c.instansi_id == instansi_id, table.c.slug == slug)
    return list(conn.scalars(sa.select(table.c.id).where(*own)))


def by_slug(conn: Connection, instansi_id: int, slug: str) -> Edition:
    """Give the newest edition of the office's procedure of that name; NotFound otherwise."""
    for edition in current(conn, instansi_id):
        if edition.slug == slug:
            return edition
    raise NotFound(f"SOP “{slug}” belum dimuat untuk instansi ini.")


def _edition(row: sa.Row[tuple[object, ...]]) -> Edition:
    seen = row._mapping
    names = ("id", "instansi_id", "slug", "edisi", "isi", "oleh", "dibuat_pada")
    return Edition(**{name: seen[name] for name in names})
