"""The printed forms of a value: what may stand on paper for it, and what a register notes down."""

from collections.abc import Iterator, Sequence
from datetime import date

from doc_templates import filters, words
from doc_templates.dates import long_date
from doc_templates.shapes import Field
from doc_templates.values import Gap, Pegawai, Row, Tick, Value

Piece = tuple[str, str, tuple[str, ...]]

DATE_PATTERNS = ("d MMMM y", "d MMM y", "dd-MM-y", "dd/MM/y", "d-M-y", "d/M/y", "y-MM-dd")


def one_line(value: Value) -> str:
    """A value as the register notes it down: a date as `5 Maret 2026`, a list with semicolons."""
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, list):
        return "; ".join(text for text in map(_part, value) if text)
    return "" if value is None else " ".join(str(value).split())


def forms(value: Value) -> tuple[str, ...]:
    """The forms in which a single value may be printed; empty when nothing has to be printed."""
    if value is None or value == "" or isinstance(value, Gap | list):
        return ()
    if isinstance(value, date):
        return tuple(long_date(value, pattern) for pattern in DATE_PATTERNS)
    if isinstance(value, int):
        return (
            str(value),
            f"{value:,}".replace(",", "."),
            words.terbilang(value),
            filters.rupiah(value),
        )
    return (value.nama,) if isinstance(value, Pegawai) else (value,)


def pieces(field: Field, value: Value) -> Iterator[Piece]:
    """Everything of a field that has to be found on paper: place, label, and its possible forms."""
    if not isinstance(value, list):
        yield field.nama, field.label, forms(value)
        return
    items: Sequence[str | Tick | Row] = value
    for number, item in enumerate(items, start=1):
        place, label = f"{field.nama}.{number}", f"{field.label}, baris {number}"
        if isinstance(item, Row):
            yield from _cells(field, item, place, label)
        else:
            text = _part(item)
            yield place, label, (text,) if text else ()


def _cells(field: Field, row: Row, place: str, label: str) -> Iterator[Piece]:
    for column in field.kolom:
        if column.cetak:
            for name, said, printed in pieces(column, row.cells()[column.nama]):
                yield f"{place}.{name}", f"{label}, {said}", printed


def _part(item: str | Tick | Row) -> str:
    """One item of a list: its text, a tick that is set, or the first column of a row."""
    if isinstance(item, Tick):
        return item.teks if item.dipilih else ""
    return one_line(next(iter(item.cells().values()), None)) if isinstance(item, Row) else item
