"""Are all loops and conditions closed, by the right word and at the right level?"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from doc_templates.doctor.reading import Spot
from doc_templates.doctor.tags import Tag

BLOCKS = {"for": "endfor", "if": "endif", "with": "endwith", "filter": "endfilter"}
SETS = "set"
_BETWEEN = {"elif": ("if",), "else": ("if", "for")}
_ENDS = {end: word for word, end in BLOCKS.items()} | {"endset": SETS}
_LEVELS = {"p": "paragraf", "tr": "baris tabel", "tc": "sel tabel", "": "tengah kalimat"}


DEEPEST = 20
"""Loops and conditions in each other: what Python can still run."""


def too_deep(tags: Iterable[Tag]) -> bool:
    """Whether loops and conditions are nested deeper than anything can be filled."""
    depth = 0
    for tag in tags:
        depth = max(depth + opens(tag) - (tag.word in _ENDS), 0)
        if depth > DEEPEST:
            return True
    return False


def opens(tag: Tag) -> bool:
    """Whether a tag begins something that another one has to end."""
    return tag.word in BLOCKS or (tag.word == SETS and "=" not in tag.inner)


def unpaired(tags: Iterable[Tag]) -> Iterator[Spot]:
    """The faults of all loops and conditions of one part, its tags in their order."""
    opened: list[Tag] = []
    for tag in tags:
        if opens(tag):
            opened.append(tag)
        elif tag.word in _BETWEEN:
            yield from _between(tag, opened)
        elif tag.word in _ENDS:
            yield from _close(tag, opened)
    for tag in opened:
        pesan = f"“{tag.told}” belum ditutup. Tambahkan {_closing(tag)} sesudah bagian itu."
        yield tag.spot("D08", pesan)


def _between(tag: Tag, opened: list[Tag]) -> Iterator[Spot]:
    if not opened or opened[-1].word not in _BETWEEN[tag.word]:
        yield tag.spot("D09", f"“{tag.told}” tidak berada di dalam {{% if … %}}.")
    else:
        yield from _level(opened[-1], tag)


def _close(tag: Tag, opened: list[Tag]) -> Iterator[Spot]:
    """Whoever closes another one than the last has left those between open."""
    word = _ENDS[tag.word]
    if word not in [one.word for one in opened]:
        yield tag.spot("D09", f"“{tag.told}” menutup {{% {word} … %}} yang tidak pernah dibuka.")
        return
    while opened[-1].word != word:
        left = opened.pop()
        pesan = f"“{left.told}” belum ditutup ketika “{tag.told}” datang. "
        yield left.spot("D08", f"{pesan}Tambahkan {_closing(left)} sebelumnya.")
    yield from _level(opened.pop(), tag)


def _level(opened: Tag, tag: Tag) -> Iterator[Spot]:
    if opened.scope != tag.scope:
        pesan = (
            f"“{opened.told}” dibuka di {_LEVELS[opened.scope]}, tetapi “{tag.told}” berada di "
            f"{_LEVELS[tag.scope]}. Tulis {{%{opened.scope} {tag.word} %}}."
        )
        yield tag.spot("D10", pesan)
    elif _holder(opened) is not _holder(tag):
        pesan = f"“{opened.told}” dan “{tag.told}” harus berada di {_wanted(opened)} yang sama."
        yield tag.spot("D10", pesan)


def _holder(tag: Tag) -> object:
    """What the beginning and the end of a block have to share."""
    where = tag.paragraph
    if tag.scope == "tc":
        return where.row
    if tag.scope == "tr" and where.row is not None:
        return where.row.getparent()
    return where.home


def _wanted(tag: Tag) -> str:
    return {"tc": "baris tabel", "tr": "tabel"}.get(tag.scope, "sel atau bagian dokumen")


def _closing(tag: Tag) -> str:
    return f"{{%{tag.scope} {BLOCKS.get(tag.word, 'endset')} %}}"


def misplaced(tags: Iterable[Tag]) -> Iterator[Spot]:
    """What a tag that takes its paragraph, row or cell along would take along besides."""
    for _, found in groupby(tags, key=lambda tag: id(tag.paragraph)):
        together = list(found)
        for tag in together:
            yield from _alone(tag, together)


def _alone(tag: Tag, together: list[Tag]) -> Iterator[Spot]:
    if tag.scope in ("tr", "tc") and tag.paragraph.cell is None:
        pesan = f"“{tag.told}” hanya untuk tabel. Di luar tabel tulis {{%p … %}}."
        yield tag.spot("D11", pesan)
    if tag.scope and tag.mark == "{%" and ("%" in tag.inner or "}" in tag.inner):
        pesan = f"Tanda % atau }} tidak dapat dipakai di dalam {{%{tag.scope} … %}}."
        yield tag.spot("D10", pesan)
    if tag.scope != "p" or tag.mark != "{%":
        return
    others = [one for one in together if one is not tag and one.scope == "p"]
    text = tag.paragraph.text
    rest = text[: tag.start] + text[tag.end :]
    for one in others:
        rest = rest.replace(text[one.start : one.end], "")
    if others and tag is together[0]:
        pesan = "Dua penanda {%p … %} dalam satu paragraf. Tulis masing-masing di barisnya sendiri."
        yield tag.spot("D12", pesan)
    elif rest.strip() and not others:
        pesan = (
            f"Paragraf yang memuat “{tag.told}” hilang saat dicetak, bersama tulisan lain di situ."
        )
        yield tag.spot("D12", f"{pesan} Pindahkan tulisan itu ke paragraf tersendiri.")
