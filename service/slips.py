"""A slip in the year of a date: it would open a book that nobody looks into for decades."""

from datetime import date

from service.errors import Refused

FAR_YEARS = 5  # further from today than this, a date is taken for a slip


def is_far(day: date, today: date) -> bool:
    """Tell whether a date is so far from today that its year must be mistyped."""
    return abs(day.year - today.year) > FAR_YEARS


def told(day: date) -> str:
    """Say what is wrong with such a date."""
    return f"Tahun {day.year} terlalu jauh dari tahun ini. Periksa tahunnya."


def check_day(day: date, today: date) -> None:
    """Raise Refused for such a date."""
    if is_far(day, today):
        raise Refused(told(day))
