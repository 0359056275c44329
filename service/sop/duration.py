"""Durations as SOPs write them: `5 menit`, `1,5 jam`, `1 minggu`, `8 hari 2 jam 5 menit`."""

import re
from dataclasses import dataclass

_PART = re.compile(
    r"(\d{1,4})(?:[.,](\d{1,2}))?\s*(minggu|pekan|hari|jam|menit)(?:\s+kerja)?", re.IGNORECASE
)
_WHOLE = re.compile(rf"(?:{_PART.pattern}\s*)+", re.IGNORECASE)
_LONGER = re.compile(r"\d\s*(?:bulan|triwulan|semester|tahun)\b", re.IGNORECASE)
READABLE = "Tulis seperti “5 menit”, “1,5 jam”, “3 hari”, “1 minggu”, atau “1 hari 2 jam”."


@dataclass(frozen=True)
class Duration:
    """Working days, minutes of a working day, and working weeks.

    How long a day is and how many days a week has, the office knows.
    """

    hari: int = 0
    menit: int = 0
    minggu: int = 0

    def __add__(self, other: "Duration") -> "Duration":
        return Duration(
            self.hari + other.hari, self.menit + other.menit, self.minggu + other.minggu
        )

    def __str__(self) -> str:
        jam, menit = divmod(self.menit, 60)
        parts = ((self.minggu, "minggu"), (self.hari, "hari"), (jam, "jam"), (menit, "menit"))
        return " ".join(f"{count} {unit}" for count, unit in parts if count) or "0 menit"


def parse(text: str) -> Duration:
    """Read a duration; ValueError says how to write one. Units may come in any order.

    A part of a day or of a week is none: how many minutes it has differs by office and day.
    """
    if _LONGER.search(text):
        raise ValueError(
            f"“{text}” tidak dapat dihitung sebagai waktu kerja, karena hari kerja tiap bulan "
            f"berbeda. {READABLE}"
        )
    if not _WHOLE.fullmatch(text.strip()):
        raise ValueError(f"“{text}” tidak terbaca sebagai lama waktu. {READABLE}")
    total = Duration()
    for whole, part, unit in _PART.findall(text):
        if part and unit.lower() != "jam":
            raise ValueError(f"“{text}”: hanya jam yang boleh berkoma. {READABLE}")
        total += _of(unit.lower(), int(whole), round(float(f"{whole}.{part or 0}") * 60))
    return total


def _of(unit: str, count: int, minutes: int) -> Duration:
    match unit:
        case "minggu" | "pekan":
            return Duration(minggu=count)
        case "hari":
            return Duration(hari=count)
        case "jam":
            return Duration(menit=minutes)
        case _:
            return Duration(menit=count)
