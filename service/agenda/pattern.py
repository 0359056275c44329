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
    `bulan=9` or `bulan_romawi=IX`. Raises BadPattern, or Refused with a line for every fault of
    the values, naming the part.
    """
    faults: list[str] = []
    values = _pairs(given, faults)
    form = NumberFormat.parse(pola, values)
    dated = {**_date(values.get(DATE, ""), faults), **_with_month(values, faults)}
    gaps = {name for name in _asked(values) if form.always(name)}
    unknown = {"bulan", "tahun"} - set(dated) if faults else set[str]()  # why, is told already
    faults += map(str, form.faults(dated, gaps | unknown))
    if faults:
        raise Refused("\n".join(faults))
    return form.render(dated, gaps=gaps, room=0).replace(NBSP, " ")


def _pairs(given: Iterable[str], faults: list[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for word in given:
        name, equals, value = word.partition("=")
        if not equals or not name:
            faults.append(f"“{word}” tidak terbaca. Tulis bagian=nilai, misalnya urut=208.")
        elif values.setdefault(name, value) != value:
            faults.append(f"{name} diberi dua nilai, {values[name]} dan {value}. Tulis satu saja.")
    return values


def _with_month(values: Mapping[str, str], faults: list[str]) -> dict[str, str]:
    """Give the month as a number where it was given in Roman; the two must agree."""
    roman = values.get(ROMAN, "").strip().upper()
    if not roman:
        return dict(values)
    if roman not in ROMAN_MONTHS:
        faults.append(str(BadPart(ROMAN, f"“{values[ROMAN]}” bukan bulan. Tulis I sampai XII.")))
        return dict(values)
    bulan = str(ROMAN_MONTHS.index(roman) + 1)
    other = values.get("bulan") or bulan
    if other.lstrip("0") != bulan:
        faults.append(f"bulan={other} dan {ROMAN}={roman} bukan bulan yang sama. Tulis satu saja.")
    return {**values, "bulan": bulan}


def _date(typed: str, faults: list[str]) -> dict[str, str]:
    try:
        day = read_date(typed) if typed else None
    except ValueError as fault:
        faults.append(str(BadPart(DATE, str(fault))))
        day = None
    return {name: str(value) for name, value in date_parts(day).items()} if day else {}


def _asked(values: Mapping[str, str]) -> set[str]:
    """Give the parts that were named without a value; a date without one leaves all of its own."""
    empty = {name for name, value in values.items() if not value.strip()}
    return empty | ({"bulan", "tahun"} - set(values) if DATE in empty else set())
