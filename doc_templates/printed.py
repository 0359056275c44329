"""The printed forms of a value: what may stand on paper for it, and what a register notes down."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from doc_templates import filters, words
from doc_templates.dates import long_date
from doc_templates.shapes import Field
from doc_templates.values import Gap, Pegawai, Row, Tick, Value

DATE_PATTERNS = ("d MMMM y", "d MMM y", "dd-MM-y", "dd/MM/y", "d-M-y", "d/M/y", "y-MM-dd")


class Piece(NamedTuple):
    """A value that has to be found on paper; in a list, it is that of a row (from 1)."""

    value: Value
    field: Field
    row: int = 0
    column: Field | None = None

    @property
    def place(self) -> str:
        """Where it was typed: `hal` or `anggota.3.nip`."""
        place = f"{self.field.nama}.{self.row}" if self.row else self.field.nama
        return f"{place}.{self.column.nama}" if self.column else place

    @property
    def label(self) -> str:
        """The same for people."""
        label = f"{self.field.label}, baris {self.row}" if self.row else self.field.label
        return f"{label}, {self.column.label}" if self.column else label


def one_line(value: Value) -> str:
    """A value as the register notes it down: a date as `5 Maret 2026`, a list with semicolons."""
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, list):
        return "; ".join(text for text in map(_part, value) if text)
    return "" if value is None else " ".join(str(value).split())


def forms(value: Value) -> Iterator[str]:
    """The forms in which a single value may be printed, the likeliest first."""
    if isinstance(value, date):
        for pattern in DATE_PATTERNS:
            yield long_date(value, pattern)
    elif isinstance(value, int):
        yield str(value)
        yield f"{value:,}".replace(",", ".")
        yield filters.rupiah(value)
        yield words.terbilang(value)
    else:
        yield value.nama if isinstance(value, Pegawai) else str(value)


def pieces(field: Field, value: Value) -> Iterator[Piece]:
    """Everything of a field that has to be found on paper."""
    if not isinstance(value, list):
        if _asked(value):
            yield Piece(value, field)
        return
    items: Sequence[str | Tick | Row] = value
    columns = [column for column in field.kolom if column.cetak]
    for number, item in enumerate(items, start=1):
        if isinstance(item, Row):
            cells = item.cells()
            for column in columns:
                if _asked(cells[column.nama]):
                    yield Piece(cells[column.nama], field, number, column)
        elif _part(item):
            yield Piece(_part(item), field, number)


def _asked(value: Value) -> bool:
    return not (value is None or value == "" or isinstance(value, Gap | list))


def _part(item: str | Tick | Row) -> str:
    """One item of a list: its text, a tick that is set, or the first column of a row."""
    if isinstance(item, Tick):
        return item.teks if item.dipilih else ""
    return one_line(next(iter(item.cells().values()), None)) if isinstance(item, Row) else item
