"""The parts of a printed number, and how each prints a value or leaves room for the hand."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from numbering.errors import BadPart

BUILT_IN = (
    *("kode", "urut", "sisipan", "unit", "jenis"),
    *("sub", "keamanan", "bulan", "bulan_romawi", "tahun"),
)
ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
NBSP = "\N{NO-BREAK SPACE}"

# The width of a part as printed at its shortest. Text has no width of its own.
_NATURAL = {"urut": 1, "bulan": 1, "bulan_romawi": 1, "tahun": 4}
_RANGES = {"urut": (1, 999_999_999), "bulan": (1, 12), "tahun": (1, 9999)}


@dataclass(frozen=True)
class Part:
    """One `{name}` or `{name:0n}` of a pola; `digits` is n, or 0 when there is none."""

    name: str
    digits: int = 0

    @cached_property
    def source(self) -> str:
        """The value that is printed: the Roman month comes from the month."""
        return "bulan" if self.name == "bulan_romawi" else self.name

    def has_value(self, values: Mapping[str, object]) -> bool:
        """True when there is something to print."""
        return values.get(self.source) not in (None, "")

    def print(self, values: Mapping[str, object]) -> str:
        """The printed form. Only sisipan may be empty, as in most letters; else BadPart."""
        if not self.has_value(values):
            if self.name == "sisipan":
                return ""
            raise BadPart(
                self.name, "belum diisi. Isi nilainya, atau sisakan celah untuk tulisan tangan."
            )
        value = values[self.source]
        if self.source in _RANGES:
            return self._number(_whole(self.source, value))
        return _text(self.name, str(value))

    def gap(self, room: int) -> str:
        """Blanks as wide as the part is at its shortest, and at least `room` characters."""
        return NBSP * max(self.digits or _NATURAL.get(self.name, 0), room)

    def _number(self, value: int) -> str:
        if self.name == "bulan_romawi":
            return ROMAN_MONTHS[value - 1]
        if self.name == "tahun" and self.digits:
            value %= 100
        return f"{value:0{self.digits}}" if self.digits else str(value)


def date_parts(tanggal: date) -> dict[str, object]:
    """The parts that a letter's date gives: bulan and tahun."""
    return {"bulan": tanggal.month, "tahun": tanggal.year}


def unprintable(text: str) -> str:
    """The first character that no printed number may hold (control, line break), or ""."""
    if text.isprintable():  # as nearly all text is
        return ""
    return next((c for c in text if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"}), "")


def _whole(name: str, value: object) -> int:
    least, most = _RANGES[name]
    if isinstance(value, int) and least <= value <= most:
        return value
    text = str(value)
    if re.fullmatch("[0-9]{1,9}", text) and least <= int(text) <= most:
        return int(text)
    raise BadPart(name, f"“{text}” bukan bilangan bulat antara {least} dan {most}.")


def _text(name: str, text: str) -> str:
    if unprintable(text):
        raise BadPart(
            name, "memuat karakter yang tidak dapat dicetak. Ketik ulang dalam satu baris."
        )
    return text
