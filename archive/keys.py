"""The newest-first order as one number: yyyymmdd * 10^7 + id.

It numbers the rows of the full-text index on SQLite, so that the newest hits of a word stream out
without sorting, and it is the bookmark with which a list goes on to its next page.
"""

from datetime import date

# The most entries that one installation can hold: the digits that the id has in a key.
IDS = 10_000_000


def key(tanggal: date, entry_id: int) -> int:
    """Return the place of an entry in the order: a greater key is newer."""
    return (tanggal.year * 10_000 + tanggal.month * 100 + tanggal.day) * IDS + entry_id


def split(place: int) -> tuple[date, int]:
    """Return the date and the id in a key. Raises ValueError when it holds no date."""
    day, entry_id = divmod(place, IDS)
    return date(day // 10_000, day // 100 % 100, day % 100), entry_id
