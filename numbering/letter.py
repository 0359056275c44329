"""A letter as the register knows it, and how a row of the register is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection

from numbering.books import Buku
from numbering.errors import NoteMissing
from numbering.format import NumberFormat
from numbering.grammar import Piece
from numbering.parts import Part, date_parts
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
    values = {**bagian, **date_parts(tanggal), "urut": urut, "sisipan": sisipan}
    return _marked(form, sisipan).render(values)


def printed_with_gaps(
    form: NumberFormat, bagian: Mapping[str, str], tanggal: date, urut: int, sisipan: str = ""
) -> str:
    """The same where parts are not known yet: those are blank."""
    values = {**bagian, **date_parts(tanggal), "urut": urut, "sisipan": sisipan}
    unknown = {name for name in form.sources if values.get(name) in (None, "")} - {"sisipan"}
    return _marked(form, sisipan).render(values, gaps=unknown)


def _marked(form: NumberFormat, sisipan: str) -> NumberFormat:
    """The pola with {sisipan} right behind {urut} where an insertion has no other place: 012.A.

    That is how every example that was found looks, and an office need not change its pola for a
    rare case.
    """
    if not sisipan or "sisipan" in form.names:
        return form
    pieces: list[Piece] = []
    for piece in form.pieces:
        is_sequence = isinstance(piece, Part) and piece.name == "urut"
        pieces += [piece, Part("sisipan")] if is_sequence else [piece]
    return NumberFormat(form.pola, tuple(pieces))


def write(conn: Connection, row: Mapping[str, Any]) -> Nomor:
    """One new row of the register, as it then stands."""
    return Nomor(**conn.execute(table.insert().values(**row).returning(table)).one()._mapping)


def told(what: str, text: str) -> str:
    """A reason or source without its outer spaces. Raises NoteMissing when there is none."""
    if not text.strip():
        raise NoteMissing(what)
    return text.strip()
