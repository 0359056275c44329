"""From when to when, as letters write it: days and hours with `s.d.`, nothing said twice."""

from datetime import date

from doc_templates.dates import long_date
from doc_templates.values import Gap

OPEN_END = "selesai"


def sampai(first: date, last: date | Gap | str | None = None) -> str:
    """Two days: `3 s.d. 5 Maret 2026`, `30 Maret s.d. 2 April 2026`; one when they are the same.

    Raises ValueError when the last day comes before the first.
    """
    if not isinstance(last, date):
        return f"{long_date(first)} s.d. {last}" if last else long_date(first)
    if last < first:
        raise ValueError(f"{long_date(last)} lebih awal daripada {long_date(first)}.")
    if first == last:
        return long_date(first)
    return f"{long_date(first, _differing(first, last))} s.d. {long_date(last)}"


def hari_sampai(first: date, last: date | None = None) -> str:
    """The same with the names of the days: `Selasa s.d. Kamis, 3 s.d. 5 Maret 2026`."""
    days = [first] if last in (None, first) else [first, last]
    return f"{' s.d. '.join(long_date(day, 'EEEE') for day in days)}, {sampai(first, last)}"


def pukul(begin: str, zona: str = "", end: str = "") -> str:
    """Hours with their zone: `09.00 s.d. 11.30 WIB`, `09.00 WIB s.d. selesai`, `09.00 WIB`."""
    zone = f" {zona}" if zona else ""
    if not end:
        return f"{begin}{zone}"
    if str(end).strip().lower() == OPEN_END:
        return f"{begin}{zone} s.d. {OPEN_END}"
    return f"{begin} s.d. {end}{zone}"


def _differing(first: date, last: date) -> str:
    """The pattern of the first day without what it has in common with the last."""
    if first.year != last.year:
        return "d MMMM y"
    return "d" if first.month == last.month else "d MMMM"
