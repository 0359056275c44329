"""A long post broken into lines of like length, never after a word that belongs to the next."""

from collections.abc import Sequence
from itertools import combinations, pairwise
from textwrap import wrap

_TIED = frozenset(("dan", "serta", "atau", "di", "pada", "untuk", "dari", "ke", "bidang"))
_PARTED = 1000  # how much worse such a break is than lines of unlike length
_MOST_WORDS = 16  # beyond, the ways to break a text are too many to try


def balanced(text: str, width: int) -> tuple[str, ...]:
    """The text in as few lines of at most `width` characters as it takes; words stay whole."""
    words = text.split(" ")
    plain = tuple(wrap(text, width, break_long_words=False, break_on_hyphens=False)) or (text,)
    if len(plain) == 1 or len(words) > _MOST_WORDS:
        return plain
    ways = [_lines(words, cuts) for cuts in combinations(range(1, len(words)), len(plain) - 1)]
    fitting = [way for way in ways if max(map(len, way)) <= max(map(len, plain))]
    return min(fitting, key=_badness, default=plain)


def _lines(words: Sequence[str], cuts: Sequence[int]) -> tuple[str, ...]:
    edges = (0, *cuts, len(words))
    return tuple(" ".join(words[a:b]) for a, b in pairwise(edges))


def _badness(lines: Sequence[str]) -> int:
    tied = sum(line.rsplit(" ", 1)[-1].casefold() in _TIED for line in lines[:-1])
    return tied * _PARTED + max(map(len, lines)) - min(map(len, lines))
