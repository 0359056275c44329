"""Dates as staff type them and as letters print them."""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

from babel.dates import format_date, get_month_names

from doc_templates.shapes import Refused

MONTHS = {name.lower(): number for number, name in get_month_names("wide", locale="id").items()}
YEARS = range(1900, 2200)
_SPELT_OTHERWISE = {"pebruari": 2, "nopember": 11}
_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})")
_DAY_FIRST = re.compile(r"(?P<d>\d{1,2})([-/])(?P<m>\d{1,2})\2(?P<y>\d{4})")
_SPELT = re.compile(r"(?P<d>\d{1,2})\s+(?P<m>[A-Za-z]+)\s+(?P<y>\d{4})")


def read_date(text: str) -> date:
    """Reads 2026-03-05, 05-03-2026, 05/03/2026 or 5 Maret 2026.

    Raises Refused with an Indonesian sentence.
    """
    for form in (_ISO, _DAY_FIRST, _SPELT):
        found = form.fullmatch(text.strip())
        if found:
            return _real_date(int(found["y"]), _month(found["m"]), int(found["d"]))
    raise Refused("Tanggal tidak terbaca. Tulis seperti 5 Maret 2026 atau 05-03-2026.")


@lru_cache(2048)  # a letter says its few dates over and over
def long_date(day: date, pattern: str = "d MMMM y") -> str:
    """A date in Indonesian words, by default `5 Maret 2026`; `pattern` is a CLDR date pattern."""
    return format_date(day, pattern, locale="id")


def _month(text: str) -> int:
    number = (
        int(text)
        if text.isdecimal()
        else MONTHS.get(text.lower()) or _SPELT_OTHERWISE.get(text.lower(), 0)
    )
    if number not in MONTHS.values():
        raise Refused(f"Bulan “{text}” tidak ada. Tulis seperti 5 Maret 2026 atau 05-03-2026.")
    return number


def _real_date(year: int, month: int, day: int) -> date:
    if year not in YEARS:
        raise Refused(f"Tahun {year} tidak masuk akal. Periksa tahunnya.")
    last = monthrange(year, month)[1]
    name = f"{long_date(date(year, month, 1), 'MMMM')} {year}"
    if not 1 <= day <= last:
        raise Refused(
            f"Tanggal {day} {name} tidak ada; {name} hanya sampai tanggal {last}. Perbaiki."
        )
    return date(year, month, day)
