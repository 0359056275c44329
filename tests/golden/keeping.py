"""Where the golden pages lie: words once for all machines, pictures for each set of programs."""

import hashlib
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from PIL import Image
from PIL.Image import Image as Picture

from doc_templates.convert.profile import build_of, installed_version
from doc_templates.drafting.blank import FONTS
from tests.golden import comparing
from tests.golden.sheets import Word, pictures, words

HERE = Path(__file__).parent
BUILD = HERE.parents[1] / "build" / "golden"
FACES = [
    f"{family}{style}" for family in (*FONTS.values(), "DejaVu Sans") for style in ("", ":bold")
]
"""The fonts that the library prints; the last one has the ticked boxes."""
STEP = 17
"""From one grey to the next: there are sixteen, as half a byte can tell apart."""


@cache
def present() -> str:
    """The set of this machine: LibreOffice's version, and a digest of its build and the fonts."""
    program = Path(shutil.which("soffice") or "soffice")
    digest = hashlib.sha256(build_of(program).encode())
    for file in sorted({_file_of(face) for face in FACES}):
        digest.update(file.read_bytes())
    return f"{installed_version(program)}-{digest.hexdigest()[:8]}"


def accept(slug: str, made: bytes) -> None:
    """Keeps these pages as the golden ones of a kind."""
    lines = [f"{word.page} {word.top} {word.left} {word.text}\n" for word in words(made)]
    _words_of(slug).parent.mkdir(exist_ok=True)
    _words_of(slug).write_text("".join(lines), "utf-8")
    _folder().mkdir(parents=True, exist_ok=True)
    for old in _pictures_of(slug):
        old.unlink()
    for number, page in enumerate(pictures(made), start=1):
        _frugal(page).save(_folder() / f"{slug}.{number}.png", optimize=True, bits=4)


def words_apart(slug: str, made: bytes) -> list[str]:
    """How the words of these pages differ from the golden ones, wherever they were printed."""
    if not _words_of(slug).exists():
        return ["nobody has accepted a page yet"]
    return comparing.words_differ(_read(slug), words(made))


def is_known() -> bool:
    """Whether there are pictures that this machine should print."""
    return _folder().exists()


def pages_apart(slug: str, made: bytes) -> list[Path]:
    """Pictures of how these pages differ from the golden ones: old, new, difference."""
    before = [Image.open(path).convert("L") for path in _pictures_of(slug)]
    return [
        path
        for number, (old, new) in enumerate(_pairs(before, pictures(made)), start=1)
        if (path := _shown(f"{slug}-{number}.png", old, new))
    ]


def kinds() -> set[str]:
    """The kinds of which something is kept."""
    kept = [path.stem for path in HERE.glob("words/*.txt")]
    return {*kept, *(path.name.split(".")[0] for path in HERE.glob("pictures/*/*.png"))}


def _pairs(before: Sequence[Picture], after: Sequence[Picture]) -> list[tuple[Picture, Picture]]:
    """Page for page; where one of them ends earlier, an empty page."""
    white = Image.new("L", (1, 1), comparing.WHITE)
    most = max(len(before), len(after))
    old, new = ([*pages, *[white] * (most - len(pages))] for pages in (before, after))
    return list(zip(old, new, strict=True))


def _shown(name: str, old: Picture, new: Picture) -> Path | None:
    dots = comparing.unlike(old, new)
    if dots is None:
        return None
    BUILD.mkdir(parents=True, exist_ok=True)
    comparing.side_by_side(old, new, dots).save(BUILD / name)
    return BUILD / name


def _read(slug: str) -> list[Word]:
    lines = _words_of(slug).read_text("utf-8").splitlines()
    parts = (line.split(" ", 3) for line in lines)
    return [Word(int(page), int(top), int(left), text) for page, top, left, text in parts]


def _words_of(slug: str) -> Path:
    return HERE / "words" / f"{slug}.txt"


def _folder() -> Path:
    return HERE / "pictures" / present()


def _pictures_of(slug: str) -> list[Path]:
    """In the order of the pages, of which there may be more than nine."""
    return sorted(_folder().glob(f"{slug}.*.png"), key=lambda path: int(path.suffixes[0][1:]))


def _frugal(page: Picture) -> Picture:
    """The page in sixteen greys."""
    few = page.point([round(shade / STEP) for shade in range(256)])
    few.putpalette([grey * STEP for grey in range(16) for _ in "RGB"])
    return few


def _file_of(face: str) -> Path:
    """The file that fontconfig takes for a font."""
    told = subprocess.run(["fc-match", "-f", "%{file}", face], capture_output=True, check=True)
    return Path(told.stdout.decode())
