"""How an inserted number is marked: 12.01, 12.A, or 12A, as the book says."""

import re

from numbering.errors import BadBook, InsertionsFull

# A figure needs its separator: 12 with 1 would read as number 121.
_STYLE = re.compile(r"([-./])(01|1|A|a)|()(A|a)")
_LAST = {"01": 99, "1": 9, "A": 26, "a": 26}


def check_style(gaya: str) -> None:
    """Raises BadBook for a mark that is none of `.01`, `.1`, `A`, `.A` and their like."""
    if not _STYLE.fullmatch(gaya):
        raise BadBook(
            f"Gaya nomor sisipan “{gaya}” tidak dikenal. Pilih .01, .1, A, atau .A; "
            "tanda pisahnya titik, garis miring, atau tanda hubung."
        )


def mark(gaya: str, place: int) -> str:
    """The mark of the insertion at this place, from 1: `.A` gives .A, .B, ... in sorting order.

    Raises InsertionsFull after the last that still sorts.
    """
    match = _STYLE.fullmatch(gaya)
    if match is None:
        raise BadBook(f"Gaya nomor sisipan “{gaya}” tidak dikenal.")
    separator, first = (match[1], match[2]) if match[2] else (match[3], match[4])
    if place > _LAST[first]:
        raise InsertionsFull(_LAST[first])
    if first in {"A", "a"}:
        return separator + chr(ord(first) + place - 1)
    return f"{separator}{place:0{len(first)}}"
