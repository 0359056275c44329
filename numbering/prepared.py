"""What is known of a number before its counter moves; letters that look alike share it."""

import json
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from numbering.format import NumberFormat
from numbering.parts import date_parts


class Prepared(NamedTuple):
    """A form that lacks the sequence only, and the parts as the register keeps them."""

    form: NumberFormat
    bagian: str


def prepare(pola: NumberFormat, bagian: dict[str, str], tanggal: date) -> Prepared:
    """Print all but the sequence. Raises BadPart for a value that is missing or unprintable."""
    return _prepared(pola, tuple(bagian.items()), tanggal.replace(day=1))


@lru_cache(maxsize=256)
def _prepared(pola: NumberFormat, bagian: tuple[tuple[str, str], ...], month: date) -> Prepared:
    parts = dict(bagian)
    form = pola.fill({**parts, **date_parts(month), "sisipan": ""})
    return Prepared(form, json.dumps(parts))
