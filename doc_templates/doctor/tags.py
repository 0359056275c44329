"""The tags in a paragraph, whole ones and broken ones."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from doc_templates.doctor.reading import Paragraph, Spot

_OPEN = re.compile(r"\{[{%#]")
_CLOSE = {"{{": "}}", "{%": "%}", "{#": "#}"}
_STRAY = re.compile(r"(?<!\})\}\}(?!\})|%\}")
_APART = re.compile(r"\{\s+[{%][^{}]*|[^{}]*[}%]\s+\}")
_SINGLE = re.compile(r"(?<![${])\{\s*([a-z][a-z0-9_]*)((?:\.\w+)*(?:\|\w+)?)\s*\}(?!\})")
_SCOPE = re.compile(r"(tr|tc|p|r) ")
_HEALED = str.maketrans("“”‘’", "\"\"''")  # docxtpl reads these as they are meant
_QUOTES = re.compile("[“”‘’„‟‚‛«»′″`´]")
_LOST = re.compile(r"[\t\n]")


@dataclass(frozen=True, eq=False)
class Tag:
    """A tag: `{{`, `{%` or `{#`, what of the paragraph it takes along (`p`, `tr`, `tc`), its text.

    `start` and `end` count characters of the paragraph.
    """

    paragraph: Paragraph
    mark: str
    scope: str
    inner: str
    start: int
    end: int

    @property
    def word(self) -> str:
        """The command of a `{% … %}`: `for`, `endif`; "" for the others."""
        return (self.inner.split() or [""])[0] if self.mark == "{%" else ""

    @property
    def told(self) -> str:
        """The tag as it is written."""
        return " ".join(self.paragraph.text[self.start : self.end].split())

    def spot(self, kode: str, pesan: str, *, fatal: bool = True) -> Spot:
        """A fault of this tag, with its place."""
        return self.paragraph.spot(kode, pesan, self.start, self.end, fatal=fatal)


def tags(paragraph: Paragraph) -> Iterator[Tag]:
    """The whole tags of a paragraph, in their order."""
    text, at = paragraph.text, 0
    while found := _OPEN.search(text, at):
        end = _end(text, found.start())
        at = end or found.end()
        if end:
            yield _tag(paragraph, found.start(), end)


def broken(paragraph: Paragraph, known: frozenset[str]) -> Iterator[Spot]:
    """Faults of the braces themselves; `known` are the names that a template may use."""
    rest, at = "", 0
    text = paragraph.text
    while found := _OPEN.search(text, at):
        end = _end(text, found.start())
        rest += text[at : found.start()]
        at = end or found.end()
        if not end:
            pesan = _unclosed(text[found.start() :])
            yield paragraph.spot("D01", pesan, found.start())
    rest += text[at:]
    for mark in _STRAY.findall(rest):
        yield paragraph.spot("D02", f"“{mark}” menutup penanda yang tidak pernah dibuka.")
    if _APART.search(rest):
        pesan = "Kurung penanda terpisah spasi. Tulis {{ atau {% tanpa spasi di antaranya."
        yield paragraph.spot("D01", pesan)
    for name, more in _SINGLE.findall(rest):
        if name in known:
            pesan = f"“{{{name}{more}}}” tercetak apa adanya. Tulis {{{{ {name}{more} }}}}."
            yield paragraph.spot("D01", pesan, fatal=False)


def strange_quotes(tag: Tag) -> Iterator[Spot]:
    """Quotes that Word has put in by itself; some of them are read as they are meant."""
    written = tag.paragraph.text[tag.start : tag.end]
    found = "".join(dict.fromkeys(_QUOTES.findall(written)))
    if found:
        healed = not _QUOTES.search(written.translate(_HEALED))
        pesan = f"Ada tanda kutip {' '.join(found)} di dalam penanda. Pakai kutip lurus ' atau \"."
        yield tag.spot("D14", pesan, fatal=not healed)


def _end(text: str, start: int) -> int:
    """Where the tag ends that begins here; 0 when another one begins before."""
    mark = text[start : start + 2]
    end = text.find(_CLOSE[mark], start + 2)
    other = _OPEN.search(text, start + 2)
    if end < 0 or (other and other.start() < end and mark != "{#"):
        return 0
    return end + 2


def _tag(paragraph: Paragraph, start: int, end: int) -> Tag:
    mark, inner = paragraph.text[start : start + 2], paragraph.text[start + 2 : end - 2]
    inner = _LOST.sub("", inner).removeprefix("-").removesuffix("-")
    scope = _SCOPE.match(inner)
    body = inner[scope.end() :] if scope else inner
    return Tag(
        paragraph, mark, scope[1] if scope else "", body.translate(_HEALED).strip(), start, end
    )


def _unclosed(rest: str) -> str:
    mark = rest[:2]
    end = _CLOSE[mark]
    return f"Penanda yang dibuka dengan {mark} belum ditutup dengan {end} di paragraf yang sama."
