"""Days on which no office of the country works: public holidays and cuti bersama.

The dates come from the package `holidays`, whose category `government` is the cuti bersama of the
joint decree of three ministers (SKB). A year without that category has no decree yet: all of its
days are marked as estimates, as is each day that the package itself calls one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import holidays

ESTIMATED = " (perkiraan)"  # how the package ends the name of a day whose date is not settled
EID = "Hari Raya Idul Fitri"
RAMADAN_DAYS = 30  # or 29; an office can say which, see JamKerja.ramadan


@dataclass(frozen=True)
class Libur:
    """One day off; an estimate may still move, or be joined by others."""

    tanggal: date
    nama: str
    cuti_bersama: bool = False
    perkiraan: bool = False


@cache
def of_year(tahun: int) -> Mapping[date, Libur]:
    """Give the days off of a year by date, in order."""
    shared = _named(tahun, "government")
    settled = bool(shared)
    every = {**{day: (nama, True) for day, nama in shared.items()}}
    every |= {day: (nama, False) for day, nama in _named(tahun, "public").items()}
    return {
        day: Libur(
            day,
            nama.removesuffix(ESTIMATED),
            cuti_bersama=joint,
            perkiraan=not settled or nama.endswith(ESTIMATED),
        )
        for day, (nama, joint) in sorted(every.items())
    }


@cache
def ramadan_of(tahun: int) -> tuple[date, date] | None:
    """Give first and last day of Ramadan before the Idul Fitri of a year, taken as 30 days."""
    feast = next((one.tanggal for one in of_year(tahun).values() if one.nama == EID), None)
    if feast is None:
        return None
    return feast - timedelta(days=RAMADAN_DAYS), feast - timedelta(days=1)


def _named(tahun: int, category: str) -> dict[date, str]:
    found = holidays.country_holidays("ID", years=tahun, categories=(category,), language="id")
    return {day: nama for day, nama in found.items() if day.year == tahun}
