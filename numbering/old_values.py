"""Values as old registers hold them: texts, numbers as floats, printed numbers."""

import re
from collections.abc import Iterator

from numbering.format import NumberFormat
from numbering.grammar import Group, Piece
from numbering.parts import Part

_LONGEST = 100  # characters of a printed number

_MARK = r"[-./]?[A-Za-z]|[-.]\d{1,2}"
_SEQUENCE = re.compile(rf"(\d{{1,9}})(?: ?({_MARK}))?")
_RANGE = re.compile(r"(\d{1,9}) ?(?:[-–—]|s ?[./]? ?d[.]?|sampai) ?(\d{1,9})", re.IGNORECASE)


def text_of(cell: object) -> str:
    """A cell as one line of text, without control characters; 12.0, as spreadsheets keep 12, is 12.

    PostgreSQL keeps no NUL, and no paper shows one.
    """
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    line = " ".join(str(cell).split())
    return line if line.isprintable() else "".join(c for c in line if c.isprintable())


def sequence_of(text: str) -> tuple[int, str] | None:
    """The sequence and its insertion mark: “012” is 12, “12.A” is 12 with .A; None if neither."""
    match = _SEQUENCE.fullmatch(text)
    return (int(match[1]), match[2] or "") if match else None


def range_of(text: str) -> tuple[int, int] | None:
    """The ends of several numbers told as one, “3-5” or “3 s.d. 5”; 12-01 is an insertion."""
    match = _RANGE.fullmatch(text.strip())
    if match is None or int(match[2]) <= int(match[1]):
        return None
    return int(match[1]), int(match[2])


def sequence_in(form: NumberFormat, printed: str) -> tuple[int, str] | None:
    """The sequence inside a printed number, if the pola leaves no doubt where it stands."""
    if len(printed) > _LONGEST:
        return None
    found = {_match(form, printed, rest) for rest in (".+", ".+?")}
    return found.pop() if len(found) == 1 else None


def holds(printed: str, urut: int) -> bool:
    """True when this sequence stands somewhere in the printed number, with zeros or without."""
    return urut in {int(figures) for figures in re.findall(r"\d{1,9}", printed)}


def _match(form: NumberFormat, printed: str, rest: str) -> tuple[int, str] | None:
    match = re.fullmatch("".join(_patterns(form.pieces, rest)), printed)
    if match is None:
        return None
    marks = (text for name, text in match.groupdict().items() if name.startswith("mark") and text)
    return int(match["urut"]), next(marks, "")


def _patterns(pieces: tuple[Piece, ...], rest: str) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, str):
            yield r"\s*".join(re.escape(word) for word in re.split(r"\s+", piece))
        elif isinstance(piece, Group):
            yield f"(?:{''.join(_patterns(piece.pieces, rest))})?"
        elif piece.name == "urut":
            few = rest.removeprefix(".+")  # as greedy or as modest as the rest
            yield rf"\s*(?P<urut>\d{{1,9}}{few})(?: ?(?P<mark>{_MARK}))?\s*"
        else:
            yield _part(piece, rest)


def _part(part: Part, rest: str) -> str:
    if part.name == "sisipan":
        return rf"(?P<mark_apart>{_MARK})?"
    return {"tahun": r"\d{2,4}", "bulan": r"\d{1,2}", "bulan_romawi": "[IVX]+"}.get(part.name, rest)
