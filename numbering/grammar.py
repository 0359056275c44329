"""Reads a pola into its pieces, or says which parts are wrong, where, and what to write instead."""

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from difflib import get_close_matches

from numbering.errors import BadPattern, PatternFault
from numbering.parts import BUILT_IN, Part, unprintable

# A whole [group], a whole {part}, a bracket that stands alone, or literal text.
_TOKEN = re.compile(r"\[[^\[\]]*\]|\{[^{}\[\]]*\}|[{}\[\]]|[^{}\[\]]+")
_PART = re.compile(r"([a-z][a-z0-9_]*)(?::(.*))?", re.DOTALL)
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_WIDTHS = {"urut": "0[1-9]", "bulan": "02", "tahun": "02"}

_ALONE = {
    "{": "kurung kurawal ini tidak ditutup. Tambahkan “}” sesudah nama bagian.",
    "}": "kurung kurawal ini tidak pernah dibuka. Hapus, atau tambahkan “{”.",
    "[": "kurung siku ini tidak ditutup atau memuat kurung siku lain. Tutup dahulu dengan “]”.",
    "]": "kurung siku ini tidak pernah dibuka. Hapus, atau tambahkan “[”.",
}


@dataclass(frozen=True)
class Group:
    """`[ ... ]`: printed only when every part inside has a value."""

    pieces: tuple[str | Part, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts inside, without the literal text."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Part))


Piece = str | Part | Group


def read(pola: str, own_names: Set[str]) -> tuple[Piece, ...]:
    """The pieces of `pola` in order; `own_names` are the parts that the office has declared.

    Raises BadPattern with every fault.
    """
    reading = _Reading(own_names)
    pieces = tuple(reading.piece(text, position) for text, position in _tokens(pola, 1))
    # Where urut stands in a part that is faulty itself, that fault says enough.
    if not _has_sequence(pieces) and not (reading.faults and "urut" in pola.lower()):
        reading.blame(pola, len(pola) + 1, "nomor urut tidak ada. Tambahkan {urut} atau {urut:03}.")
    if reading.faults:
        raise BadPattern(sorted(reading.faults, key=lambda fault: fault.position))
    return pieces


def _tokens(text: str, start: int) -> Iterator[tuple[str, int]]:
    """Each token with the place of its first character; `start` is the place of the text's own."""
    return ((token[0], start + token.start()) for token in _TOKEN.finditer(text))


@dataclass
class _Reading:
    """One pass over a pola, which gathers its faults; a faulty piece stays as its text."""

    own_names: Set[str]
    faults: list[PatternFault] = field(default_factory=list)

    def blame(self, text: str, position: int, remedy: str) -> None:
        self.faults.append(PatternFault(text, position, remedy))

    def piece(self, text: str, position: int) -> Piece:
        if not (text.startswith("[") and text.endswith("]")):
            return self._single(text, position)
        before = len(self.faults)
        inner = _tokens(text[1:-1], position + 1)
        group = Group(tuple(self._single(token, place) for token, place in inner))
        if not group.parts and len(self.faults) == before:
            remedy = "kurung siku ini tidak memuat bagian. Tulis teksnya tanpa kurung siku."
            self.blame(text, position, remedy)
        if _has_sequence(group.pieces):
            self.blame(text, position, "{urut} selalu dicetak. Pindahkan ke luar kurung siku.")
        return group

    def _single(self, text: str, position: int) -> str | Part:
        if text in _ALONE:
            self.blame(text, position, _ALONE[text])
        elif text.startswith("{"):
            return self._part(text, position)
        elif fault := unprintable(text):
            code, place = f"U+{ord(fault):04X}", position + text.index(fault)
            self.blame(code, place, "karakter ini tidak dapat dicetak. Hapus dari pola.")
        return text

    def _part(self, text: str, position: int) -> str | Part:
        match = _PART.fullmatch(text[1:-1])
        if match is None or (match[1] not in BUILT_IN and match[1] not in self.own_names):
            self.blame(text, position, _unknown(text, self.own_names))
            return text
        name, width = match[1], match[2]
        if width is None:
            return Part(name)
        if name in _WIDTHS and re.fullmatch(_WIDTHS[name], width):
            return Part(name, int(width))
        self.blame(text, position, _bad_width(name))
        return text


def _unknown(text: str, own_names: Set[str]) -> str:
    if text[1:-1] in own_names:
        return "nama bagian ditulis dengan huruf kecil, angka, dan garis bawah. Ganti namanya."
    own = sorted(name for name in own_names - set(BUILT_IN) if _NAME.fullmatch(name))
    names = (*BUILT_IN, *own)
    close = get_close_matches(text[1:-1].lower(), names, n=1)
    hint = f"Mungkin maksudnya {{{close[0]}}}. " if close else ""
    known = ", ".join(f"{{{name}}}" for name in names)
    declare = " Nama lain ditambahkan dahulu sebagai bagian buatan sendiri."
    more = declare if _NAME.fullmatch(text[1:-1]) else ""
    return f"bagian ini tidak dikenal. {hint}Yang dikenal: {known}.{more}"


def _bad_width(name: str) -> str:
    if name == "urut":
        return "lebar nomor urut ditulis 01 sampai 09, misalnya {urut:03} untuk 007."
    if name in _WIDTHS:
        return f"tulis {{{name}}}, atau {{{name}:02}} untuk dua angka."
    return f"bagian ini tidak mengenal lebar. Tulis {{{name}}} saja."


def _has_sequence(pieces: Iterable[Piece]) -> bool:
    return any(isinstance(piece, Part) and piece.name == "urut" for piece in pieces)
