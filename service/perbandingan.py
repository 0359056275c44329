"""Two versions of a paper side by side: what changed in its fields, and in its words.

Pure functions over what the archive keeps; the machine compares, nobody retypes.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Piece:
    """A run of text, and whether the other version lacks it."""

    text: str
    changed: bool = False


@dataclass(frozen=True)
class Pair:
    """What stands at one place in the older and in the newer version; `label` names a field."""

    lama: tuple[Piece, ...]
    baru: tuple[Piece, ...]
    label: str = ""

    @property
    def changed(self) -> bool:
        """Tell whether the two differ."""
        return any(piece.changed for piece in (*self.lama, *self.baru))


def fields(
    lama: Mapping[str, object], baru: Mapping[str, object], labels: Mapping[str, str]
) -> list[Pair]:
    """Compare raw values of a form, in the order of `labels`; equal ones are left out."""
    names = [*labels, *sorted((set(lama) | set(baru)) - set(labels))]
    pairs = (
        pair(plain(lama.get(name)), plain(baru.get(name)), labels.get(name, name)) for name in names
    )
    return [one for one in pairs if one.changed]


def words(lama: str, baru: str, around: int = 2) -> list[Pair]:
    """Compare texts line by line; of what is equal, `around` lines beside a change are kept."""
    older, newer = lama.splitlines(), baru.splitlines()
    groups = SequenceMatcher(None, older, newer, autojunk=False).get_grouped_opcodes(around)
    return [
        one
        for group in groups
        for tag, a, b, c, d in group
        for one in _lines(tag, older[a:b], newer[c:d])
    ]


def pair(lama: str, baru: str, label: str = "") -> Pair:
    """Compare two texts word by word."""
    older, newer = _WORD.findall(lama), _WORD.findall(baru)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, older, newer, autojunk=False).get_opcodes():
        left += _piece(older[a:b], changed=tag != "equal")
        right += _piece(newer[c:d], changed=tag != "equal")
    return Pair(tuple(left), tuple(right), label)


def plain(value: object) -> str:
    """Write a raw value as text: a list line by line, a row with its cells beside each other."""
    if isinstance(value, Mapping):
        return " | ".join(plain(one) for one in value.values() if plain(one))
    if isinstance(value, list | tuple):
        return "\n".join(plain(one) for one in value)
    return "" if value is None else str(value)


def _lines(tag: str, older: Sequence[str], newer: Sequence[str]) -> Iterator[Pair]:
    if tag == "equal":
        yield from (Pair((Piece(line),), (Piece(line),)) for line in older)
        return
    for place in range(max(len(older), len(newer))):
        yield pair("".join(older[place : place + 1]), "".join(newer[place : place + 1]))


def _piece(found: Sequence[str], *, changed: bool) -> list[Piece]:
    return [Piece("".join(found), changed)] if found else []
