"""A pola, parsed once, and the numbers that it prints. No database, no clock."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from numbering.errors import BadPart
from numbering.grammar import Group, Piece, read
from numbering.parts import Part

HAND_ROOM = 6  # characters: what a person needs to write a number such as 1.234 by hand


@dataclass(frozen=True)
class NumberFormat:
    """A checked pola. Make it with `parse`."""

    pola: str
    pieces: tuple[Piece, ...] = field(hash=False)  # that of the pola is quick, and tells enough

    @classmethod
    def parse(cls, pola: str, own_names: Iterable[str] = ()) -> "NumberFormat":
        """Reads `pola`; `own_names` are the parts that the office declares. Raises BadPattern."""
        return _parsed(pola, frozenset(own_names))

    @property
    def names(self) -> frozenset[str]:
        """The names of all parts in the pola."""
        return frozenset(part.name for piece in self.pieces for part in _parts(piece))

    @property
    def sources(self) -> frozenset[str]:
        """The names of the values that it prints: bulan_romawi prints bulan."""
        return frozenset(part.source for piece in self.pieces for part in _parts(piece))

    def always(self, name: str) -> bool:
        """True when the pola prints this value in every number, not only inside brackets."""
        return any(isinstance(one, Part) and name in (one.name, one.source) for one in self.pieces)

    def render(
        self, parts: Mapping[str, object], gaps: Collection[str] = (), room: int = HAND_ROOM
    ) -> str:
        """The printed number.

        `parts` holds the values by name (bulan_romawi prints `bulan`); names that the pola lacks
        are ignored. Parts named in `gaps` are left blank with no-break spaces, as wide as the part
        at its shortest and at least `room` characters. Raises BadPart for a value that is missing
        or cannot be printed.
        """
        return "".join([_print(piece, parts, gaps, room) for piece in self.pieces])

    def faults(self, parts: Mapping[str, object], gaps: Collection[str] = ()) -> list[BadPart]:
        """What `render` would refuse, one for each part in their order; it raises the first."""
        shown = dict.fromkeys(part for piece in self.pieces for part in _shown(piece, parts, gaps))
        return [fault for part in shown if (fault := _fault(part, parts)) is not None]

    def fill(self, parts: Mapping[str, object]) -> "NumberFormat":
        """The same pola with all but the sequence printed, so that `render` asks only for urut.

        Raises BadPart for a value that is missing or cannot be printed.
        """
        pieces: list[Piece] = [""]
        for piece in self.pieces:
            if _is_sequence(piece):
                pieces += piece, ""
            else:
                pieces[-1] = f"{pieces[-1]}{_print(piece, parts, (), 0)}"
        return NumberFormat(self.pola, tuple(pieces))


@lru_cache(maxsize=256)
def _parsed(pola: str, own_names: frozenset[str]) -> NumberFormat:
    return NumberFormat(pola, read(pola, own_names))


def _parts(piece: Piece) -> tuple[Part, ...]:
    if isinstance(piece, Group):
        return piece.parts
    return (piece,) if isinstance(piece, Part) else ()


def _is_sequence(piece: Piece) -> bool:
    return isinstance(piece, Part) and piece.name == "urut"


def _print(piece: Piece, values: Mapping[str, object], gaps: Collection[str], room: int) -> str:
    if isinstance(piece, str):
        return piece
    if isinstance(piece, Part):
        return piece.gap(room) if _is_gap(piece, gaps) else piece.print(values)
    if all(part.has_value(values) or _is_gap(part, gaps) for part in piece.parts):
        return "".join(_print(inner, values, gaps, room) for inner in piece.pieces)
    return ""


def _shown(piece: Piece, values: Mapping[str, object], gaps: Collection[str]) -> tuple[Part, ...]:
    """The parts of a piece that have to print a value."""
    if isinstance(piece, Group):
        there = all(part.has_value(values) or _is_gap(part, gaps) for part in piece.parts)
        return tuple(one for one in piece.parts if not _is_gap(one, gaps)) if there else ()
    return (piece,) if isinstance(piece, Part) and not _is_gap(piece, gaps) else ()


def _fault(part: Part, values: Mapping[str, object]) -> BadPart | None:
    try:
        part.print(values)
    except BadPart as fault:
        return fault
    return None


def _is_gap(part: Part, gaps: Collection[str]) -> bool:
    return part.name in gaps or part.source in gaps
