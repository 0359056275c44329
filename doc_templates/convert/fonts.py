"""Which fonts really print, and which characters they have."""

import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from unicodedata import category

from fontTools.ttLib import TTFont, TTLibError

from doc_templates import glyphs

# Fonts of the same widths, which may stand for the proprietary ones without moving a line.
STAND_INS = {
    "Arial": ("Liberation Sans", "Arimo"),
    "Times New Roman": ("Liberation Serif", "Tinos"),
    "Courier New": ("Liberation Mono", "Cousine"),
    "Calibri": ("Carlito",),
    "Cambria": ("Caladea",),
    "Bookman Old Style": ("URW Bookman", "TeX Gyre Bonum"),
    "Arial Narrow": ("Liberation Sans Narrow",),
    "Helvetica": ("Nimbus Sans", "Liberation Sans"),
    "Times": ("Nimbus Roman", "Liberation Serif"),
}
_EQUALS = {name.casefold(): others for name, others in STAND_INS.items()}
_BETWEEN = re.compile(r"[^0-9A-Za-z]")
_STYLES = re.compile("(regular|roman|book|light|medium|demi|bold|italic|oblique|mt)*")
_SIGNS = re.compile(r"([\\\-:,])")  # which mean something in a pattern of fontconfig
# A package of fonts changes at least one of these when it comes or goes.
_FOLDERS = tuple(
    map(Path, ("/var/cache/fontconfig", "/usr/share/fonts", "/usr/share/fonts/truetype"))
)
# Line feeds, spaces and marks such as the zero width space print nothing, whatever the font.
_SHAPELESS = ("Cc", "Cf", "Zs")


def missing_glyphs(font_names: Sequence[str]) -> Callable[[str], list[str]]:
    """A function that names the characters of a text that none of these fonts has.

    Where fontconfig is missing nothing can be said, and nothing is blamed.
    """
    covered = _covered(tuple(font_names))

    def missing(text: str) -> list[str]:
        if covered.issuperset(map(ord, text)):
            return []
        strange = dict.fromkeys(char for char in text if ord(char) not in covered)
        return [glyphs.name(char) for char in strange if category(char) not in _SHAPELESS]

    return missing if covered else lambda _text: []


def replaced(font_names: Sequence[str]) -> dict[str, str]:
    """The fonts that are not installed and have no equal here, and what would be printed instead.

    LibreOffice replaces a font without a word, and the lines of the page move.
    """
    printed = {name: _match(name, "%{family}").split(",") for name in font_names}
    return {
        name: families[0]
        for name, families in printed.items()
        if families[0] and not any(same(own, one) for own in equals(name) for one in families)
    }


def equals(name: str) -> tuple[str, ...]:
    """A font, and those of the same widths."""
    return (name, *_EQUALS.get(name.casefold(), ()))


def same(name: str, family: str) -> bool:
    """Whether a family, as a PDF or fontconfig names it, is that of a font; styles do not count."""
    bare, other = (_BETWEEN.sub("", one).casefold() for one in (name, family))
    return other.startswith(bare) and _STYLES.fullmatch(other.removeprefix(bare)) is not None


@lru_cache
def _covered(names: tuple[str, ...]) -> frozenset[int]:
    return frozenset().union(*map(_coverage, names))


@lru_cache
def _coverage(name: str) -> frozenset[int]:
    file, _, index = _match(name, "%{file}\n%{index}").partition("\n")
    try:
        with TTFont(file, fontNumber=int(index or 0), lazy=True) as font:
            return frozenset(font.getBestCmap() or ())
    except (OSError, TTLibError):
        return frozenset()


def _match(name: str, form: str) -> str:
    """What fontconfig takes for a font of this name; "" without fontconfig."""
    return _asked(name, form, tuple(map(_changed, _FOLDERS)))


def _changed(folder: Path) -> int:
    return folder.stat().st_mtime_ns if folder.exists() else 0


@lru_cache
def _asked(name: str, form: str, _installed: tuple[int, ...]) -> str:
    """Asked once, and again after fonts were installed: it takes a third of a letter's time."""
    program = shutil.which("fc-match")
    if program is None:
        return ""
    asked = [program, "-f", form, "--", _SIGNS.sub(r"\\\1", name)]
    answer = subprocess.run(asked, capture_output=True, timeout=10, check=False)
    return answer.stdout.decode()
