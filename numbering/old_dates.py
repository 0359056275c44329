"""Days as old registers hold them: dates of the spreadsheet, its serial numbers, and text."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from numbering.old_values import text_of

DATE, TEXT, TWO_WAYS, UNREADABLE = "tanggal", "teks", "dua-arti", "tak-terbaca"
DAY_FIRST, MONTH_FIRST = "hari-bulan", "bulan-hari"
ORDERS = {DAY_FIRST: "hari-bulan-tahun", MONTH_FIRST: "bulan-hari-tahun"}

_EPOCH = date(1899, 12, 30)  # day 0 of a spreadsheet
_SERIALS = range(30_000, 80_000)  # 1982 to 2119
_SERIAL = re.compile(r"\d{5}")  # as a csv keeps it
_YEARS = range(1980, 2100)
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan", "feb peb", "mar", "apr", "mei may", "jun", "jul", "agu ags aug", "sep", "okt oct",
         "nov nop", "des dec"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_FIGURES = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_IN_WORDS = re.compile(r"(?:[a-z'’]+, *)?(\d{1,2})[-/ ]*([a-z]{3,})\.?[-/ ]*(\d{4}|\d{2})")


@dataclass(frozen=True)
class Reading:
    """A cell read as a day. `day` is None where `kind` is TWO_WAYS or UNREADABLE.

    `order` is the order of day and month that the figures alone allow, where they allow only one.
    """

    day: date | None
    kind: str
    order: str = ""


def read_day(cell: object, order: str = "") -> Reading:
    """The day that a cell holds.

    Text in figures such as 03/04/2025 may be two days. It is one only when the office has said
    in which `order` its dates are written.
    """
    if isinstance(cell, datetime):
        return Reading(cell.date(), DATE)
    if isinstance(cell, date):
        return Reading(cell, DATE)
    if isinstance(cell, int | float) and (day := _serial(int(cell))):
        return Reading(day, DATE)
    text = text_of(cell).lower()
    if match := _FIGURES.fullmatch(text):
        return _figures(match[1], match[2], match[3], order)
    return _text(_spelled(text))


def _figures(one: str, two: str, year: str, order: str) -> Reading:
    readings = {DAY_FIRST: _day(year, two, one), MONTH_FIRST: _day(year, one, two)}
    possible = {day: name for name, day in readings.items() if day}
    alone = "".join(possible.values()) if int(one) != int(two) and len(possible) == 1 else ""
    if order:
        return _text(readings[order], alone)
    if len(possible) == 2:
        return Reading(None, TWO_WAYS)
    return _text(next(iter(possible), None), alone)


def _text(day: date | None, order: str = "") -> Reading:
    return Reading(day, TEXT if day else UNREADABLE, order)


def _spelled(text: str) -> date | None:
    if match := _YEAR_FIRST.fullmatch(text):
        return _day(match[1], match[2], match[3])
    if match := _IN_WORDS.fullmatch(text):
        return _day(match[3], str(_MONTHS.get(match[2][:3], 0)), match[1])
    return _serial(int(text)) if _SERIAL.fullmatch(text) else None


def _serial(number: int) -> date | None:
    return _EPOCH + timedelta(days=number) if number in _SERIALS else None


def _day(year: str, month: str, day: str) -> date | None:
    whole = int(year) + (2000 if len(year) == 2 else 0)
    try:
        return date(whole, int(month), int(day)) if whole in _YEARS else None
    except ValueError:
        return None
