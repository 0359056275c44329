"""Dates as people write and read them."""

from datetime import date

MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)


def tanggal(day: date) -> str:
    """A date in words: 5 Maret 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
