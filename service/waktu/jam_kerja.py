"""The hours and the days off that an office sets for itself."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from itertools import pairwise

Span = tuple[time, time]
Spans = tuple[Span, ...]
BIASA, RAMADAN = "biasa", "ramadan"
SENIN_KAMIS, JUMAT, SABTU = "senin-kamis", "jumat", "sabtu"
DAYS = {SENIN_KAMIS: 4, JUMAT: 1, SABTU: 1}  # how many such days a week has
_FRIDAY, _SATURDAY, _SUNDAY = 4, 5, 6
_SPAN = re.compile(r"(\d{1,2})[.:](\d{2})\s*[-–]\s*(\d{1,2})[.:](\d{2})")


def read_hours(text: str) -> Spans:
    """Read `07.30-12.00, 13.00-16.00`, or nothing for a day without work; else ValueError."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    spans = tuple(_span(part) for part in parts)
    for before, after in pairwise(spans):
        if after[0] < before[1]:
            raise ValueError("Jamnya bertumpang tindih. Tulis dari yang paling pagi.")
    return spans


def write_hours(spans: Spans) -> str:
    """Write hours as `read_hours` reads them."""
    return ", ".join(f"{start:%H.%M}-{end:%H.%M}" for start, end in spans)


def minutes_of(spans: Spans) -> int:
    """Count the minutes of a day's hours."""
    return sum(_minute(end) - _minute(start) for start, end in spans)


def _span(text: str) -> Span:
    found = _SPAN.fullmatch(text)
    if found is None:
        raise ValueError(f"“{text}” tidak terbaca. Tulis seperti 07.30-12.00, 13.00-16.00.")
    hours = [int(part) for part in found.groups()]
    try:
        start, end = time(hours[0], hours[1]), time(hours[2], hours[3])
    except ValueError as fault:
        raise ValueError(f"“{text}” bukan jam yang ada. Tulis 00.00 sampai 23.59.") from fault
    if end <= start:
        raise ValueError(f"“{text}” berakhir sebelum dimulai. Balikkan jamnya.")
    return start, end


def _minute(one: time) -> int:
    return 60 * one.hour + one.minute


def _hours(biasa: tuple[str, str, str], ramadan: tuple[str, str, str]) -> dict[str, Spans]:
    written = zip((BIASA, RAMADAN), (biasa, ramadan), strict=True)
    return {
        f"{season}.{day}": read_hours(text)
        for season, texts in written
        for day, text in zip(DAYS, texts, strict=True)
    }


# 37.5 hours a week, 32.5 in Ramadan, without the breaks (Perpres 21/2023).
LIMA_HARI = _hours(
    ("07.30-12.00, 13.00-16.00", "07.30-11.30, 13.00-16.30", ""),
    ("08.00-12.00, 12.30-15.00", "08.00-11.30, 12.30-15.30", ""),
)
ENAM_HARI = _hours(
    ("07.30-12.00, 12.30-14.30", "07.30-11.30, 13.00-14.30", "07.30-12.00, 12.30-14.00"),
    ("08.00-12.00, 12.30-14.00", "08.00-11.30, 12.30-14.00", "08.00-12.00, 12.30-14.00"),
)


@dataclass(frozen=True)
class JamKerja:
    """An office's hours by season and kind of day, the days off of its own, its Ramadan dates.

    `libur` gives each own day off a name. `ramadan` holds spans of days, where the office knows
    better than the estimate.
    """

    jam: Mapping[str, Spans] = field(default_factory=lambda: dict(LIMA_HARI))
    libur: Mapping[date, str] = field(default_factory=dict)
    ramadan: Sequence[tuple[date, date]] = ()

    def __post_init__(self) -> None:
        for season in (BIASA, RAMADAN):
            if not any(self.jam.get(f"{season}.{day}") for day in DAYS):
                raise ValueError("Paling sedikit satu hari dalam seminggu harus punya jam kerja.")

    def spans(self, day: date, *, ramadan: bool) -> Spans:
        """Give the hours of a day of the week, whether or not it is off."""
        if day.weekday() == _SUNDAY:
            return ()
        kind = {_FRIDAY: JUMAT, _SATURDAY: SABTU}.get(day.weekday(), SENIN_KAMIS)
        return self.jam.get(f"{RAMADAN if ramadan else BIASA}.{kind}", ())

    @property
    def days(self) -> int:
        """Count the days that the office works in a week."""
        return sum(n for day, n in DAYS.items() if self.jam.get(f"{BIASA}.{day}"))

    def week(self, season: str) -> int:
        """Count the minutes of a full week."""
        return sum(minutes_of(self.jam.get(f"{season}.{day}", ())) * n for day, n in DAYS.items())
