"""The fonts in which a document prints its text, as its runs and their styles ask for them."""

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache

from docx.document import Document
from docx.opc.part import XmlPart
from lxml import etree

from doc_templates.docx_text import W
from doc_templates.dress import Look, dress
from doc_templates.errors import TemplateFault
from doc_templates.filling.by_docxtpl import opened

KEPT = 64
"""Templates whose fonts are remembered, each in the look of one office."""
MOST = 40
"""Fonts of one template that are told; no letter has as many."""
LONGEST_NAME = 100
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WHICH = ("major", "minor")
_COMMAND = re.compile(r"\{[%#].*?[%#]\}", re.DOTALL)  # of which nothing is printed


class Typefaces:
    """The fonts of a document: those of its styles and its theme, and from them that of a run."""

    def __init__(self, document: Document) -> None:
        root = document.styles.element
        self._themes = _themes(document)
        self._styles = {str(one.get(f"{W}styleId")): one for one in root.iter(f"{W}style")}
        self._base = self._named(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        self._usual = next(
            (
                slug
                for slug, one in self._styles.items()
                if one.get(f"{W}type") == "paragraph" and one.get(f"{W}default") in ("1", "true")
            ),
            "",
        )

    def of(self, run: etree._Element) -> str:
        """The font of a run; "" where nothing says one, or a tag decides it."""
        name = self._named(run.find(f"{W}rPr"))
        for style in self._styles_of(run) if not name else ():
            name = name or self._by_style(style)
        name = (name or self._base).partition(";")[0].strip()
        return "" if "{" in name or len(name) > LONGEST_NAME else name

    def _styles_of(self, run: etree._Element) -> Iterator[str]:
        """The styles that may say it, the nearest first."""
        yield _value(run.find(f"{W}rPr/{W}rStyle"))
        paragraph = next(run.iterancestors(f"{W}p"), None)
        own = None if paragraph is None else paragraph.find(f"{W}pPr/{W}pStyle")
        yield _value(own) or self._usual
        table = next(run.iterancestors(f"{W}tbl"), None)
        yield "" if table is None else _value(table.find(f"{W}tblPr/{W}tblStyle"))

    def _by_style(self, slug: str) -> str:
        seen: set[str] = set()
        while slug in self._styles and slug not in seen:
            seen.add(slug)
            style = self._styles[slug]
            name = self._named(style.find(f"{W}rPr"))
            if name:
                return name
            slug = _value(style.find(f"{W}basedOn"))
        return ""

    def _named(self, look: etree._Element | None) -> str:
        """What `w:rFonts` says; LibreOffice goes by the font for Latin letters."""
        fonts = None if look is None else look.find(f"{W}rFonts")
        if fonts is None:
            return ""
        theme = str(fonts.get(f"{W}asciiTheme", ""))
        return self._themes.get(theme[:5], "") or str(fonts.get(f"{W}ascii", ""))


@lru_cache(KEPT)
def typefaces(docx: bytes, look: Look) -> tuple[str, ...]:
    """The fonts of a template in the look of an office, wherever letters have text.

    They do not depend on the letter, so they are looked for once. Nothing is said of a template
    that does not open: filling it tells why.
    """
    try:
        document = opened(docx, "").docx
    except TemplateFault:
        return ()
    dress(document, look)
    known = Typefaces(document)
    parts = (one for one in document.part.package.iter_parts() if isinstance(one, XmlPart))
    runs = (run for part in parts for run in part.element.iter(f"{W}r") if _prints(run))
    found = dict.fromkeys(known.of(run) for run in runs)
    return tuple(name for name in found if name)[:MOST]


def _prints(run: etree._Element) -> bool:
    text = "".join(one.text or "" for one in run.iterchildren(f"{W}t"))
    return bool(_COMMAND.sub("", text).strip())


def _themes(document: Document) -> dict[str, str]:
    """The fonts of the theme, by how the names of its fonts begin: `major` and `minor`."""
    root = _theme(document)
    if root is None:
        return {}
    found = {which: root.find(f".//{_A}{which}Font/{_A}latin") for which in _WHICH}
    return {name: str(one.get("typeface", "")) for name, one in found.items() if one is not None}


def _theme(document: Document) -> etree._Element | None:
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/theme") and not relation.is_external:
            calm = etree.XMLParser(resolve_entities=False, no_network=True)
            with suppress(etree.XMLSyntaxError):  # Word would not read it either
                return etree.fromstring(relation.target_part.blob, calm)
    return None


def _value(element: etree._Element | None) -> str:
    return "" if element is None else str(element.get(f"{W}val", ""))
