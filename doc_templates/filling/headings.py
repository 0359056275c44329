"""The headings of a document, for its table of contents."""

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


def _styled(root: etree._Element) -> list[etree._Element]:
    found: list[etree._Element] = _STYLED(root)  # type: ignore[assignment]  # as its words ask
    return found


def _text(paragraph: etree._Element) -> str:
    return xml_text(etree.tostring(paragraph, encoding="unicode", with_tail=False)).strip()
