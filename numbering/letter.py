"""A letter as the register knows it, and how a row of the register is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection

from numbering.books import Buku
from numbering.errors import NoteMissing
from numbering.format import NumberFormat
from numbering.parts import date_parts
from numbering.register import Nomor
from numbering.schema import nomor as table


@dataclass(frozen=True)
class Letter:
    """What a letter brings along: its date, its own parts of the number, and what it is about."""

    tanggal_surat: date
    parts: Mapping[str, str] = field(default_factory=dict)
    hal: str = ""
    tujuan: str = ""


def parts_of(buku: Buku, letter: Letter) -> dict[str, str]:
    """The values that are kept with the number: the book's own and the letter's."""
    return {"unit": buku.kode_unit, **buku.bagian, **letter.parts}


def printed(
    form: NumberFormat, bagian: Mapping[str, str], tanggal: date, urut: int, sisipan: str = ""
) -> str:
    """The number as printed. Raises BadPart for a part that is missing."""
    return form.render({**bagian, **date_parts(tanggal), "urut": urut, "sisipan": sisipan})


def printed_with_gaps(
    form: NumberFormat, bagian: Mapping[str, str], tanggal: date, urut: int
) -> str:
    """The same where parts are not known yet: those are blank."""
    values = {**bagian, **date_parts(tanggal), "urut": urut, "sisipan": ""}
    unknown = {name for name in form.sources if values.get(name) in (None, "")} - {"sisipan"}
    return form.render(values, gaps=unknown)


def write(conn: Connection, row: Mapping[str, Any]) -> Nomor:
    """One new row of the register, as it then stands."""
    return Nomor(**conn.execute(table.insert().values(**row).returning(table)).one()._mapping)


def told(what: str, text: str) -> str:
    """A reason or source without its outer spaces. Raises NoteMissing when there is none."""
    if not text.strip():
        raise NoteMissing(what)
    return text.strip()
