"""Durations as SOPs write them: `5 menit`, `2 jam`, `8 hari 2 jam 5 menit`."""

import re
from dataclasses import dataclass

_PART = re.compile(r"(\d{1,4})\s*(hari|jam|menit)(?:\s+kerja)?", re.IGNORECASE)
_WHOLE = re.compile(rf"(?:{_PART.pattern}\s*)+", re.IGNORECASE)
READABLE = "Tulis seperti “5 menit”, “2 jam”, “3 hari”, atau “1 hari 2 jam”."


@dataclass(frozen=True)
class Duration:
    """Working days, and minutes of a working day; how long a day is, the office knows."""

    hari: int = 0
    menit: int = 0

    def __add__(self, other: "Duration") -> "Duration":
        return Duration(self.hari + other.hari, self.menit + other.menit)

    def __str__(self) -> str:
        jam, menit = divmod(self.menit, 60)
        parts = ((self.hari, "hari"), (jam, "jam"), (menit, "menit"))
        return " ".join(f"{count} {unit}" for count, unit in parts if count) or "0 menit"


def parse(text: str) -> Duration:
    """Read a duration; ValueError says how to write one. Units may come in any order."""
    if not _WHOLE.fullmatch(text.strip()):
        raise ValueError(f"“{text}” tidak terbaca sebagai lama waktu. {READABLE}")
    total = Duration()
    for count, unit in _PART.findall(text):
        number = int(count)
        total += {
            "hari": Duration(hari=number),
            "jam": Duration(menit=60 * number),
            "menit": Duration(menit=number),
        }[unit.lower()]
    return total
