"""Paragraphs of a template: words in a style, and the logic that repeats or omits them."""

from collections.abc import Iterator
from contextlib import contextmanager

from docx.blkcntnr import BlockItemContainer
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from doc_templates.drafting import styles

Place = Document | BlockItemContainer  # where text can stand: body, table cell, header, footer


def say(place: Place, text: str, style: str) -> Paragraph:
    """Adds one paragraph of text (with its tags) in a style of styles.py. Returns the paragraph."""
    paragraph = _untouched(place) or place.add_paragraph()
    if text:
        paragraph.add_run(text)
    if style != "Normal":
        document = paragraph.part.package.main_document_part.document
        paragraph.style = styles.use(document, style)
    return paragraph


def _untouched(place: Place) -> Paragraph | None:
    """The empty paragraph that a new cell begins with."""
    if len(place.paragraphs) != 1 or place.tables:
        return None
    paragraph = place.paragraphs[0]
    return paragraph if paragraph._p.pPr is None and not paragraph.runs else None


def cleared(place: BlockItemContainer) -> BlockItemContainer:
    """The same header or footer without the empty paragraph that it begins with."""
    place._element[:] = []
    return place


def logic(place: Place, tag: str) -> None:
    """Adds a paragraph of pure logic, such as `if tembusan`; it leaves no trace in the letter."""
    say(place, "{%p " + tag + " %}", "Logika")


@contextmanager
def when(place: Place, condition: str) -> Iterator[None]:
    """Prints what is added inside only when the condition holds."""
    logic(place, f"if {condition}")
    yield
    logic(place, "endif")


@contextmanager
def each(place: Place, loop: str) -> Iterator[None]:
    """Prints what is added inside once for each item of a loop such as `p in isi`."""
    logic(place, f"for {loop}")
    yield
    logic(place, "endfor")


def field_code(paragraph: Paragraph, code: str) -> None:
    """Adds a field that Word counts itself, such as PAGE or NUMPAGES."""
    shown = "<w:r><w:t>2</w:t></w:r>"  # until it is counted
    field = f'<w:fldSimple {nsdecls("w")} w:instr="{code}">{shown}</w:fldSimple>'
    paragraph._p.append(parse_xml(field))
