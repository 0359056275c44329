"""Trying out a pola: the number that it prints from values as somebody types them."""

from collections.abc import Iterable, Mapping

from doc_templates.dates import read_date
from numbering.errors import BadPart
from numbering.format import NumberFormat
from numbering.parts import NBSP, ROMAN_MONTHS, date_parts
from service.errors import Refused

DATE = "tanggal"
ROMAN = "bulan_romawi"


def format_number(pola: str, given: Iterable[str]) -> str:
    """Print the number of `pola` from words such as `urut=208`; `tanggal` gives month and year.

    A part given without a value is left as a gap of its own width, of ordinary spaces, except in
    `[...]`, which is then not printed. A month that is given counts before that of the date, as
    `bulan=9` or `bulan_romawi=IX`. Raises Refused, BadPattern or BadPart, naming the part.
    """
    values = _pairs(given)
    form = NumberFormat.parse(pola, values)
    values = _with_month(values)
    if values.get(DATE):
        values = {**_date(values[DATE]), **values}
    gaps = {name for name in _asked(values) if form.always(name)}
    return form.render(values, gaps=gaps, room=0).replace(NBSP, " ")


def _pairs(given: Iterable[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for name, value in map(_pair, given):
        if values.setdefault(name, value) != value:
            raise Refused(f"{name} diberi dua nilai, {values[name]} dan {value}. Tulis satu saja.")
    return values


def _pair(word: str) -> tuple[str, str]:
    name, equals, value = word.partition("=")
    if not equals or not name:
        raise Refused(f"“{word}” tidak terbaca. Tulis bagian=nilai, misalnya urut=208.")
    return name, value


def _with_month(values: Mapping[str, str]) -> dict[str, str]:
    """Give the month as a number where it was given in Roman; the two must agree."""
    roman = values.get(ROMAN, "").strip().upper()
    if not roman:
        return dict(values)
    if roman not in ROMAN_MONTHS:
        raise BadPart(ROMAN, f"“{values[ROMAN]}” bukan bulan. Tulis I sampai XII.")
    bulan = str(ROMAN_MONTHS.index(roman) + 1)
    other = values.get("bulan") or bulan
    if other.lstrip("0") != bulan:
        raise Refused(f"bulan={other} dan {ROMAN}={roman} bukan bulan yang sama. Tulis satu saja.")
    return {**values, "bulan": bulan}


def _date(typed: str) -> dict[str, str]:
    try:
        day = read_date(typed)
    except ValueError as fault:
        raise BadPart(DATE, str(fault)) from fault
    return {name: str(value) for name, value in date_parts(day).items()}


def _asked(values: Mapping[str, str]) -> set[str]:
    """Give the parts that were named without a value; a date without one leaves all of its own."""
    empty = {name for name, value in values.items() if not value.strip()}
    return empty | ({"bulan", "tahun"} - set(values) if DATE in empty else set())
