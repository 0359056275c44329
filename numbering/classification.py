"""Kode klasifikasi: the list that comes with Naskah, an office's own, and search while typing.

Both editions stand side by side, since one office prints both. A code is no key: regions use one
code for two titles, and both are kept and shown.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from numbering.schema import kode_klasifikasi as table

ASSUMED = "(andaian, perlu dipastikan)"
_SHIPPED = Path(__file__).parent / "codes"
_NOTES = ("retensi_aktif", "retensi_inaktif", "nasib_akhir", "keamanan")
_CODE = re.compile(r"[0-9]+(\.[0-9]*)*")
_AFTER_ALL = "\uffff"
_CHUNK = 1_000


@dataclass(frozen=True)
class Kode:
    """One code of one edition. `instansi_id` is None in the list that comes with Naskah."""

    id: int
    instansi_id: int | None
    edisi: str
    kode: str
    uraian: str
    retensi_aktif: str
    retensi_inaktif: str
    nasib_akhir: str
    keamanan: str


def load_shipped(conn: Connection) -> int:
    """Puts the list that comes with Naskah in place of an earlier one, and gives its size."""
    conn.execute(table.delete().where(table.c.instansi_id.is_(None)))
    lists = [tomllib.loads(path.read_text("utf-8")) for path in sorted(_SHIPPED.glob("*.toml"))]
    rows = [(one["edisi"], _marked(row)) for one in lists for row in one["kode"]]
    conn.execute(table.insert(), [_row(None, edisi, row) for edisi, row in rows])
    return len(rows)


def replace_list(
    conn: Connection, instansi_id: int, edisi: str, rows: Iterable[Mapping[str, str]]
) -> int:
    """Puts an office's own list of one edition in place of its earlier one, and gives its size.

    Each row has kode and uraian, and retention and security where known. Nothing refers to a
    row of this table, so the old list may go.
    """
    own = (table.c.instansi_id == instansi_id, table.c.edisi == edisi)
    conn.execute(table.delete().where(*own))
    size, chunk = 0, []
    for row in rows:
        chunk.append(_row(instansi_id, edisi, row))
        if len(chunk) == _CHUNK:
            size += _write(conn, chunk)
            chunk = []
    return size + _write(conn, chunk)


def search(conn: Connection, instansi_id: int, typed: str, *, limit: int = 20) -> list[Kode]:
    """Codes that begin with what was typed, or whose titles hold every typed word; by code.

    "000.8 kinerja" seeks the word below that code. Where an office has its own title for a code
    of the same edition, ours is left out. Nothing typed gives the first codes of all.
    """
    words = typed.split()
    wanted = [_below(word) if _CODE.fullmatch(word) else _holds(word) for word in words]
    query = sa.select(*_columns()).where(_visible(instansi_id), *wanted)
    rows = conn.execute(query.order_by(table.c.urutan, table.c.edisi, table.c.id).limit(limit))
    return [Kode(**row._mapping) for row in rows]


def find(conn: Connection, instansi_id: int, kode: str) -> list[Kode]:
    """Every title of exactly this code: an old edition and a new one, or a region's double."""
    query = sa.select(*_columns()).where(_visible(instansi_id), table.c.kode == kode)
    rows = conn.execute(query.order_by(table.c.edisi.desc(), table.c.id))
    return [Kode(**row._mapping) for row in rows]


def doubled(conn: Connection, instansi_id: int, edisi: str) -> dict[str, list[str]]:
    """The codes that stand more than once in the office's own list, with their titles."""
    own = (table.c.instansi_id == instansi_id, table.c.edisi == edisi)
    twice = sa.select(table.c.kode).where(*own).group_by(table.c.kode)
    twice = twice.having(sa.func.count() > 1)
    query = sa.select(table.c.kode, table.c.uraian).where(*own, table.c.kode.in_(twice))
    found: dict[str, list[str]] = {}
    for row in conn.execute(query.order_by(table.c.urutan, table.c.id)):
        found.setdefault(row.kode, []).append(row.uraian)
    return found


def sort_key(kode: str) -> str:
    """Sorts codes by segment as numbers: 000.7.2.10 comes after 000.7.2.9.

    Each segment is padded, so plain text comparison does it in every database.
    """
    return "".join(segment.rjust(8, "0") for segment in re.split(r"[.\s/-]+", kode.strip()))


def plain(text: str) -> str:
    """Text as it is searched: small letters without accents, one space between words."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in bare if not unicodedata.combining(c)).split())


def _marked(row: Mapping[str, Any]) -> dict[str, Any]:
    """A title that no source shows says so wherever it is read."""
    return {**row, "uraian": f"{row['uraian']} {ASSUMED}"} if row.get("andaian") else dict(row)


def _row(instansi_id: int | None, edisi: str, row: Mapping[str, str]) -> dict[str, object]:
    kode, uraian = row["kode"], row["uraian"]
    sought = {"urutan": sort_key(kode), "kata": plain(uraian)}
    notes = {name: row.get(name, "") for name in _NOTES}
    whose = {"instansi_id": instansi_id, "edisi": edisi}
    return {**whose, "kode": kode, "uraian": uraian, **sought, **notes}


def _write(conn: Connection, rows: Sequence[dict[str, object]]) -> int:
    if rows:
        conn.execute(table.insert(), rows)
    return len(rows)


def _columns() -> list[sa.ColumnElement[object]]:
    return [column for column in table.c if column.name not in {"urutan", "kata"}]


def _visible(instansi_id: int) -> sa.ColumnElement[bool]:
    own = table.alias("own")
    same = (own.c.kode == table.c.kode, own.c.edisi == table.c.edisi)
    replaced = sa.exists().where(own.c.instansi_id == instansi_id, *same)
    ours = sa.and_(table.c.instansi_id.is_(None), ~replaced)
    return sa.or_(table.c.instansi_id == instansi_id, ours)


def _below(kode: str) -> sa.ColumnElement[bool]:
    """Codes that begin so; written as a range, which the index answers on both databases."""
    return sa.and_(table.c.kode >= kode, table.c.kode < kode + _AFTER_ALL)


def _holds(word: str) -> sa.ColumnElement[bool]:
    return table.c.kata.contains(plain(word), autoescape=True)
