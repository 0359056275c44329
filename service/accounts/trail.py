"""Reading the audit trail: what was done to a document, by whom, and where the chain stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.schema import audit as table
from service.schema import audit_kepala

EXPORT = "ekspor-berkas"
ROWS = 50  # on a page
_MANY = 400  # names in one question: SQLite takes some hundreds


@dataclass(frozen=True)
class Row:
    """One deed as it stands in the trail."""

    urutan: int
    pada: str
    oleh: str
    perbuatan: str
    objek: str
    rincian: Mapping[str, object]
    hash: str

    @property
    def alamat(self) -> str:
        """Give where the deed came from; empty for the command line and the service itself."""
        return str(self.rincian.get("alamat", ""))

    @property
    def facts(self) -> dict[str, object]:
        """Give what else is known of the deed."""
        return {
            key: value
            for key, value in self.rincian.items()
            if key not in ("akun", "alamat") and value not in ("", None)
        }


@dataclass(frozen=True)
class Wanted:
    """What is looked for in the trail; what is empty does not narrow it."""

    oleh: str = ""
    perbuatan: str = ""
    objek: str = ""
    urutan: int | None = None
    dari: date | None = None
    sampai: date | None = None


@dataclass(frozen=True)
class Head:
    """The end of an office's chain: paper that bears it proves all that came before."""

    urutan: int
    hash: str

    def __str__(self) -> str:
        """Write it as it stands on paper."""
        return f"Jejak audit nomor {self.urutan}, sidik {self.hash}"


def page(
    conn: Connection, instansi_id: int, wanted: Wanted, zone: ZoneInfo, before: int | None = None
) -> tuple[list[Row], int | None]:
    """Give the newest rows that are wanted, and the bookmark of the page that follows.

    Days are those of the office, in `zone`.
    """
    asked = [table.c.instansi_id == instansi_id, *_conditions(wanted, zone)]
    if before is not None:
        asked.append(table.c.urutan < before)
    rows = _rows(conn, asked, ROWS + 1)
    more = len(rows) > ROWS
    return rows[:ROWS], rows[ROWS - 1].urutan if more else None


def of_objects(conn: Connection, instansi_id: int, objects: Iterable[str]) -> list[Row]:
    """Give all that was done to these documents, newest first."""
    names = sorted(set(objects))
    found: list[Row] = []
    for start in range(0, len(names), _MANY):
        some = names[start : start + _MANY]
        found += _rows(conn, [table.c.instansi_id == instansi_id, table.c.objek.in_(some)])
    return sorted(found, key=lambda row: row.urutan, reverse=True)


def deeds(conn: Connection, instansi_id: int) -> list[str]:
    """List the kinds of deeds that the trail of an office holds."""
    chosen = sa.select(table.c.perbuatan).where(table.c.instansi_id == instansi_id).distinct()
    return sorted(conn.scalars(chosen))


def head(conn: Connection, instansi_id: int) -> Head:
    """Give where the chain of an office stands now."""
    chosen = sa.select(audit_kepala).where(audit_kepala.c.instansi_id == instansi_id)
    row = conn.execute(chosen).first()
    return Head(row.urutan, row.hash) if row else Head(0, "")


def before_exports(conn: Connection, instansi_id: int) -> Head:
    """Give the newest row that is no export: what a dossier's cover bears.

    An export leaves a row itself; the same dossier exported twice is to be the same paper.
    """
    asked = [table.c.instansi_id == instansi_id, table.c.perbuatan != EXPORT]
    newest = _rows(conn, asked, 1)
    return Head(newest[0].urutan, newest[0].hash) if newest else Head(0, "")


def _rows(
    conn: Connection, asked: list[sa.ColumnElement[bool]], limit: int | None = None
) -> list[Row]:
    columns = [table.c[name] for name in Row.__dataclass_fields__]
    newest = sa.select(*columns).where(*asked).order_by(table.c.urutan.desc()).limit(limit)
    return [Row(**row) for row in conn.execute(newest).mappings()]


def _conditions(wanted: Wanted, zone: ZoneInfo) -> list[sa.ColumnElement[bool]]:
    asked: list[sa.ColumnElement[bool]] = []
    if wanted.oleh:
        asked.append(table.c.oleh.icontains(wanted.oleh, autoescape=True))
    if wanted.perbuatan:
        asked.append(table.c.perbuatan == wanted.perbuatan)
    if wanted.objek:
        asked.append(table.c.objek == wanted.objek)
    if wanted.urutan is not None:
        asked.append(table.c.urutan == wanted.urutan)
    if wanted.dari:
        asked.append(table.c.pada >= _begin(wanted.dari, zone))
    if wanted.sampai:
        asked.append(table.c.pada < _begin(wanted.sampai + timedelta(days=1), zone))
    return asked


def _begin(day: date, zone: ZoneInfo) -> str:
    """Write the first moment of a day the way rows are stamped: ISO 8601 in UTC."""
    midnight = datetime.combine(day, time(), zone)
    return midnight.astimezone(ZoneInfo("UTC")).isoformat(timespec="seconds")
