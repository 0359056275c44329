"""A form from fields: what the browser sends becomes raw values, and raw values become inputs.

The inputs of a row are named `anggota-0-nama`, and those of a plain list `acara-0-isi`. A place
that a fault names counts rows from 1 (`anggota.1.nama`), so empty rows keep their place.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from werkzeug.datastructures import MultiDict

from doc_templates.blanks import is_empty
from doc_templates.dates import read_date
from doc_templates.nip import doubt
from doc_templates.shapes import Fault, Field
from service.web.context import today
from service.web.signers import Choosing, Options

NIP = "nip"  # how a field for a NIP is named, or how its name ends
PANGKAT = "pangkat"  # the same for the rank beside it
ROWS_AT_FIRST = 3  # empty rows that a list without any begins with
# Widths in rem, as in naskah.css: what stands beside the cells of a row, and each cell.
BESIDE, CELL, LONG_CELL, PARAGRAPH_CELL = 8.5, 7.5, 12.0, 16.0


@dataclass(frozen=True)
class Input:
    """One input: its field, its name in the form, what is in it, and what is wrong with that.

    `options` are those of a field for officials; `pangkat` is what is typed beside a NIP.
    """

    field: Field
    name: str
    value: object
    faults: tuple[str, ...]
    options: tuple[Options, ...] = ()
    pangkat: str = ""

    @property
    def id(self) -> str:
        """Give the id that labels and the list of faults point to."""
        return f"isian-{self.name}"

    @property
    def doubt(self) -> str | None:
        """Say why a NIP looks damaged, though it is taken; None where no NIP is asked for."""
        if not _asks_nip(self.field):
            return None
        if not str(self.value).strip():
            return ""
        return doubt(str(self.value), today(), pangkat=self.pangkat)


@dataclass(frozen=True)
class Rows:
    """A list: a line of inputs for each row, and an empty line to make more of."""

    field: Field
    rows: tuple[tuple[Input, ...], ...]
    blank: tuple[Input, ...]
    faults: tuple[str, ...]

    @property
    def id(self) -> str:
        """Give the id that the list of faults points to."""
        return f"isian-{self.field.nama}"

    @property
    def room(self) -> int:
        """Give how wide a row must be to show all its columns on one line, in tens of rem."""
        return ceil((BESIDE + sum(_width(column) for column in self.field.columns)) / 10)


@dataclass(frozen=True)
class Group:
    """The inputs under one heading."""

    nama: str
    inputs: tuple[Input | Rows, ...]


def read(fields: Sequence[Field], form: MultiDict[str, str]) -> dict[str, object]:
    """Give the raw values that a form sends; what it does not send is empty."""
    return {field.nama: _read(field, form) for field in fields}


def groups(
    fields: Sequence[Field],
    raw: Mapping[str, object],
    faults: Iterable[Fault] = (),
    choosing: Choosing | None = None,
) -> list[Group]:
    """Give the inputs of a form under their headings, in the order of the description.

    `choosing` is needed where a field asks for an official.
    """
    told = _by_name(fields, faults)
    found: dict[str, list[Input | Rows]] = {}
    for field in fields:
        value = raw.get(field.nama, field.bawaan)
        made = (
            _rows(field, value, told)
            if field.jenis == "daftar"
            else _beside(_input(field, field.nama, value, told, choosing), raw)
        )
        found.setdefault(field.kelompok, []).append(made)
    return [Group(nama, tuple(inputs)) for nama, inputs in found.items()]


def input_name(fields: Sequence[Field], tempat: str) -> str:
    """Give the name of the input that a fault's place means: `acara.2` is `acara-1-isi`."""
    nama, *rest = tempat.split(".")
    if not rest:
        return nama
    field = next((one for one in fields if one.nama == nama), None)
    column = rest[1] if len(rest) > 1 else field.columns[0].nama if field else "isi"
    return f"{nama}-{int(rest[0]) - 1}-{column}"


def doubts(fields: Sequence[Field], raw: Mapping[str, object]) -> list[tuple[str, str]]:
    """Give the inputs that look damaged, each with a sentence that warns."""
    made = [one for group in groups(fields, raw) for one in group.inputs]
    cells = [cell for one in made for cell in (_cells(one) if isinstance(one, Rows) else (one,))]
    return [(cell.name, cell.doubt) for cell in cells if cell.doubt]


def _cells(rows: Rows) -> tuple[Input, ...]:
    return tuple(cell for row in rows.rows for cell in row)


def _width(column: Field) -> float:
    if column.jenis == "paragraf":
        return PARAGRAPH_CELL
    return LONG_CELL if column.limit > 150 else CELL


def _read(field: Field, form: MultiDict[str, str]) -> object:
    if field.jenis == "daftar":
        return _read_rows(field, form)
    if field.jenis == "centang":
        return [text for text in form.getlist(field.nama) if text.strip()]
    return form.get(field.nama, "").replace("\r\n", "\n")


def _read_rows(field: Field, form: MultiDict[str, str]) -> list[object]:
    """Read rows in the order in which they stand in the form; empty ones at the end are dropped."""
    name = re.compile(rf"{re.escape(field.nama)}-(\d+)-(\w+)")
    found: dict[str, dict[str, str]] = {}
    known = {column.nama for column in field.columns}
    for key in form:
        seen = name.fullmatch(key)
        if seen and seen[2] in known:
            found.setdefault(seen[1], {})[seen[2]] = form[key].replace("\r\n", "\n")
    rows: list[object] = [row if field.kolom else row["isi"] for row in found.values()]
    while rows and is_empty(rows[-1]):
        rows.pop()
    return rows


def _rows(field: Field, value: object, told: Mapping[str, tuple[str, ...]]) -> Rows:
    given = list(value) if isinstance(value, list | tuple) else []
    given = given or [""] * (1 if field.kolom else ROWS_AT_FIRST)
    rows = tuple(_row(field, str(place), one, told) for place, one in enumerate(given))
    return Rows(field, rows, _row(field, "x", "", {}), told.get(field.nama, ()))


def _row(
    field: Field, place: str, value: object, told: Mapping[str, tuple[str, ...]]
) -> tuple[Input, ...]:
    cells = value if isinstance(value, Mapping) else {field.columns[0].nama: value}
    return tuple(
        _beside(
            _input(column, f"{field.nama}-{place}-{column.nama}", cells.get(column.nama, ""), told),
            cells,
        )
        for column in field.columns
    )


def _input(
    field: Field,
    name: str,
    value: object,
    told: Mapping[str, tuple[str, ...]],
    choosing: Choosing | None = None,
) -> Input:
    options: tuple[Options, ...] = ()
    if field.jenis == "pegawai" and choosing is not None:
        value = choosing.chosen(value)
        options = tuple(choosing.options(field, value))
    elif field.jenis == "tanggal":
        value = _iso(value)
    elif field.jenis == "centang":
        value = value if isinstance(value, list) else []
    elif isinstance(value, list):
        value = "\n".join(map(str, value))
    return Input(field, name, "" if value is None else value, told.get(name, ()), options)


def _asks_nip(field: Field) -> bool:
    return field.jenis == "teks" and (field.nama == NIP or field.nama.endswith(f"_{NIP}"))


def _beside(one: Input, others: Mapping[str, object]) -> Input:
    """Give the input of a NIP with the pangkat that stands beside it: only PNS have one."""
    if not _asks_nip(one.field):
        return one
    known = others.get(f"{one.field.nama.removesuffix(NIP)}{PANGKAT}")
    return replace(one, pangkat=str(known or ""))


def _iso(value: object) -> str:
    """Give a date as the date input holds it; what cannot be read stays as it was typed."""
    try:
        return read_date(str(value or "")).isoformat()
    except ValueError:
        return str(value or "")


def _by_name(fields: Sequence[Field], faults: Iterable[Fault]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for fault in faults:
        name = input_name(fields, fault.tempat)
        found[name] = (*found.get(name, ()), fault.pesan)
    return found
