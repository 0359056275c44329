"""The class of a document, and who may read one that is closed.

A reader is a short word of letters and digits that the caller makes (an account, a person); the
archive only compares them. Whoever asks without a set of readers sees everything.
"""

from collections.abc import Iterable

import sqlalchemy as sa

OPEN = "Biasa"
CLASSES = (OPEN, "Terbatas", "Rahasia", "Sangat Rahasia")
CLOSED = "tertutup"  # the word that the index of SQLite knows closed entries by

Readers = frozenset[str]


def class_of(written: object) -> str:
    """Return the class as it is written in a letter; what is no class is open."""
    return written if isinstance(written, str) and written in CLASSES else OPEN


def joined(readers: Iterable[str]) -> str:
    """Write readers the way a row holds them."""
    return " ".join(sorted(set(readers)))


def may_read(sifat: str, pembaca: str, readers: Readers | None) -> bool:
    """Tell whether one of these readers may see a document of this class."""
    return sifat == OPEN or readers is None or not readers.isdisjoint(pembaca.split())


def readable(table: sa.FromClause, readers: Readers | None) -> list[sa.ColumnElement[bool]]:
    """Return what `may_read` asks of the columns of an entry."""
    if readers is None:
        return []
    padded = sa.literal(" ") + table.c.pembaca + " "
    named = [padded.contains(f" {reader} ", autoescape=True) for reader in sorted(readers)]
    return [sa.or_(table.c.sifat == OPEN, *named)]
