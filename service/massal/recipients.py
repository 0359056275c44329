"""Who letters of a kind go to, and what may differ from one recipient to the next.

Nothing is described for this: the recipients are the field that the kind's `tujuan` names, and a
choice with `Pada lampiran` among its options says that the letter can carry a list of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from doc_templates.catalog import Kind
from doc_templates.description import NAMED
from doc_templates.shapes import Fault, Field

GRID = "penerima"
MOST = 1000  # recipients of one run
ATTACHED, HERE = "Pada lampiran", "Pada surat"
_SINGLE = ("teks", "paragraf", "tanggal", "jam", "angka", "pilihan")
_ALIKE = ("sifat",)  # who may read a letter is decided for all of them

Row = Mapping[str, str]


@dataclass(frozen=True)
class Shape:
    """The recipients of a kind: their field, and the choice of where their list is printed."""

    kind: Kind
    field: Field
    place: Field | None

    @property
    def own(self) -> tuple[Field, ...]:
        """Give the columns that say who a recipient is."""
        if self.field.kolom:
            return self.field.kolom
        maks = self.field.maks if self.field.jenis == "teks" else None  # else it counts rows
        return (replace(self.field, jenis="teks", wajib=True, petunjuk="", maks=maks),)

    @property
    def may_differ(self) -> tuple[Field, ...]:
        """Give the fields of the letter that may be another for each recipient."""
        taken = {one.nama for one in self.own} | {self.field.nama, self.kind.tanggal_isian}
        taken |= {self.place.nama} if self.place else set()
        return tuple(
            field
            for field in self.kind.fields
            if field.jenis in _SINGLE and field.nama not in (*taken, *_ALIKE)
        )

    def grid(self, differing: Sequence[str]) -> Field:
        """Give the list that people fill in; an empty cell of the letter's own stays as it was."""
        more = [one for one in self.may_differ if one.nama in differing]
        cells = (replace(one, wajib=False, bawaan=None, petunjuk="", dari=()) for one in more)
        own = (replace(one, dari=()) for one in self.own)
        kolom = (*own, *cells)
        return Field(GRID, "Penerima", "daftar", wajib=True, maks=MOST, kolom=kolom)

    def one(self, isian: Mapping[str, object], row: Row) -> dict[str, object]:
        """Give the raw values of the letter to one recipient."""
        own = {field.nama for field in self.own}
        theirs = {name: text for name, text in row.items() if name not in own and text.strip()}
        here: dict[str, object] = {self.place.nama: HERE} if self.place else {}
        return {**isian, **here, **theirs, self.field.nama: self._told([row])}

    def all(self, isian: Mapping[str, object], rows: Sequence[Row]) -> dict[str, object]:
        """Give the raw values of one letter that carries the list of all recipients."""
        assert self.place is not None  # noqa: S101 - offered for such kinds only
        return {**isian, self.place.nama: ATTACHED, self.field.nama: self._told(rows)}

    def known(self, isian: Mapping[str, object]) -> list[dict[str, str]]:
        """Give the recipients that a draft names already, as rows of the grid."""
        value = isian.get(self.field.nama)
        lines = value if isinstance(value, list) else [value]
        return [row for row in map(self._row, lines) if any(row.values())]

    def cell(self, fault: Fault, number: int, differing: Sequence[str]) -> Fault | None:
        """Give a fault of one recipient's letter as one of its row; None when all have it."""
        name, *rest = fault.tempat.split(".")
        column = name
        if name == self.field.nama:
            column = rest[1] if len(rest) > 1 else self.own[0].nama
        elif name not in differing:
            return None
        label = next((one.label for one in self.grid(differing).kolom if one.nama == column), "")
        place = f"{GRID}.{number}.{column}"
        return Fault(place, f"Baris {number}, {label}" if label else f"Baris {number}", fault.pesan)

    def _told(self, rows: Sequence[Row]) -> object:
        names = [one.nama for one in self.own]
        if self.field.kolom:
            return [{name: row.get(name, "") for name in names} for row in rows]
        lines = [row.get(names[0], "") for row in rows]
        return lines if self.field.jenis == "daftar" else lines[0]

    def _row(self, line: object) -> dict[str, str]:
        if isinstance(line, Mapping):
            return {one.nama: str(line.get(one.nama) or "") for one in self.own}
        return {self.own[0].nama: str(line or "")}


def shape_of(kind: Kind) -> Shape | None:
    """Give the recipients of a kind; None for one that is not sent to anybody."""
    named = NAMED.findall(kind.tujuan)
    found = [one for one in kind.fields if one.nama in named and one.jenis in ("teks", "daftar")]
    if not found:
        return None
    places = (one for one in kind.fields if {ATTACHED, HERE} <= set(one.pilihan))
    return Shape(kind, found[0], next(places, None))
