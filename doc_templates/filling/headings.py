"""The headings of a document, for its table of contents."""

import re
from functools import cache

from docx.document import Document
from lxml import etree

from doc_templates.docx_text import W, xml_text
from doc_templates.shapes import Heading

_STYLED = etree.XPath("w:body/w:p[w:pPr/w:pStyle]", namespaces={"w": W.strip("{}")})


def levels(document: Document) -> dict[str, int]:
    """Which styles of a document are headings, and how deep."""
    named = ((style.style_id, (style.name or "").partition(" ")) for style in document.styles)
    return {
        slug: int(level)
        for slug, (word, _, level) in named
        if word == "Heading" and level.isdecimal()
    }


def headings(root: etree._Element, known: dict[str, int]) -> tuple[Heading, ...]:
    """The headings in their order, their pages not yet known; `root` is the whole document."""
    found = []
    for paragraph in _styled(root) if known else ():
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        level = known.get(str(style.get(f"{W}val"))) if style is not None else None
        text = _text(paragraph) if level else ""
        if level and text:
            found.append(Heading(text, level, None))
    return tuple(found)


def told(xml: str, known: dict[str, int]) -> tuple[Heading, ...]:
    """The same headings of a document of which `stays_told` holds, as it is written."""
    found = _pattern(tuple(known)).findall(xml) if known else ()
    lines = ((xml_text(words).strip(), known[style]) for style, words in found)
    return tuple(Heading(text, level, None) for text, level in lines if text)


def stays_told(root: etree._Element, known: dict[str, int]) -> bool:
    """Whether `told` finds what `headings` would find, whatever a template prints.

    `root` is the template with marks. A heading stands in the body itself, says its style before
    all else, and holds no other paragraph.
    """
    if not known:
        return True
    styles = [one for one in root.iter(f"{W}pStyle") if one.get(f"{W}val") in known]
    found = _pattern(tuple(known)).findall(etree.tostring(root, encoding="unicode"))
    return len(styles) == len(found) and all(_is_first(style, root) for style in styles)


def _is_first(style: etree._Element, root: etree._Element) -> bool:
    looks = style.getparent()
    paragraph = looks.getparent() if looks is not None else None
    return (
        looks is not None
        and paragraph is not None
        and paragraph.getparent() is root.find(f"{W}body")
        and (paragraph[0], looks[0]) == (looks, style)
        and (paragraph.tag, looks.tag) == (f"{W}p", f"{W}pPr")
        and paragraph.find(f".//{W}p") is None
    )


@cache
def _pattern(styles: tuple[str, ...]) -> re.Pattern[str]:
    known = "|".join(map(re.escape, styles))
    return re.compile(f'<w:pStyle w:val="({known})"/>(.*?)</w:p>', re.DOTALL)


def _styled(root: etree._Element) -> list[etree._Element]:
    found: list[etree._Element] = _STYLED(root)  # type: ignore[assignment]  # as its words ask
    return found


def _text(paragraph: etree._Element) -> str:
    return xml_text(etree.tostring(paragraph, encoding="unicode", with_tail=False)).strip()
