"""The lines of a text around its first hit, cut into pieces that a page can mark."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.query import words

BEFORE, LENGTH = 60, 200


@dataclass(frozen=True)
class Piece:
    """A part of a snippet; `kena` tells whether it is what was looked for."""

    teks: str
    kena: bool


def snippet(text: str, phrases: Sequence[str]) -> tuple[Piece, ...]:
    """Return some 200 characters of a text around the first hit, or its beginning without one.

    A word is marked from its first letter on, so that a word which goes on is marked as well.
    """
    plain = " ".join(text.split())
    wanted = _pattern(phrases)
    first = wanted.search(plain) if wanted else None
    start = _word_start(plain, max(0, first.start() - BEFORE)) if first else 0
    shown = plain[start : start + LENGTH].strip()
    framed = ("… " if start else "") + shown + (" …" if start + LENGTH < len(plain) else "")
    return tuple(_pieces(framed, wanted)) if wanted else (Piece(framed, kena=False),)


def _pattern(phrases: Sequence[str]) -> re.Pattern[str] | None:
    """Return what finds any of the phrases, whatever stands between their words."""
    found = [r"[\W_]+".join(map(re.escape, words(phrase))) for phrase in phrases]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(found)})", re.IGNORECASE) if found else None


def _pieces(shown: str, wanted: re.Pattern[str]) -> list[Piece]:
    pieces, at = [], 0
    for hit in wanted.finditer(shown):
        pieces += [Piece(shown[at : hit.start()], kena=False), Piece(hit[0], kena=True)]
        at = hit.end()
    return [piece for piece in [*pieces, Piece(shown[at:], kena=False)] if piece.teks]


def _word_start(plain: str, at: int) -> int:
    """Return the start of the first whole word at or after this place."""
    return at if at == 0 else plain.index(" ", at) + 1 if " " in plain[at : at + BEFORE] else at
