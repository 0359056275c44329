"""What the office decides about a document: paper, kop, footer, fonts, language, properties."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.coreprops import CoreProperties
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section, _Footer
from docx.shared import Cm, Mm, Pt
from lxml import etree

from doc_templates.office import PAPERS
from doc_templates.tata import KOP_RULES, Tata

_THEMES = [qn(f"w:{name}") for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")]
_FACES = [qn(f"w:{name}") for name in ("ascii", "hAnsi", "eastAsia", "cs")]
LANGUAGE = "id-ID"
SAID = 255
"""Characters that a property of a file may have."""
KOP = "Kop "  # how the names of the kop's styles begin
RULED = "Garis Kop"
_RULES = dict(
    zip(
        KOP_RULES,
        (("thinThickSmallGap", 24), ("single", 18), ("single", 6), ("double", 6)),
        strict=True,
    )
)
"""How WordprocessingML draws each rule: its name, and its width in eighths of a point."""
_ABOVE = (
    f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="4" w:space="4" w:color="808080"/></w:pBdr>'
)


@dataclass(frozen=True)
class Look:
    """What all letters of an office and a kind have in common.

    With `tepi`, pages have the office's margins. `klausul` are the lines at the foot of each page.
    `huruf` replaces the template's base font, `huruf_kop` that of the kop; "" keeps what is there.
    Without a `logo`, its tag prints nothing; `teks_logo` is read aloud in its place.
    """

    kertas: str
    tata: Tata
    tepi: bool = False
    klausul: tuple[str, ...] = ()
    huruf: str = ""
    huruf_kop: str = ""
    logo: bytes | None = field(default=None, repr=False)
    teks_logo: str = ""


def dress(document: Document, look: Look) -> None:
    """All that does not depend on the letter."""
    adopt_properties(document)
    set_paper(document, look.kertas)
    if look.tepi:
        set_margins(document, look.tata)
    set_kop(document, look.tata)
    set_footer(document, look.klausul)
    if look.huruf:
        set_font(document, look.huruf)
    if look.huruf_kop:
        set_kop_font(document, look.huruf_kop)
    set_language(document)


def set_paper(document: Document, paper: str) -> None:
    """Every section on this paper; one that lies on its side keeps lying."""
    short, long = (Mm(side) for side in PAPERS[paper])
    for section in document.sections:
        lies = (section.page_width or 0) > (section.page_height or 0)
        section.page_width, section.page_height = (long, short) if lies else (short, long)


def set_margins(document: Document, tata: Tata) -> None:
    """Every standing section with the office's margins; one that lies keeps its own."""
    for section in document.sections:
        if (section.page_width or 0) <= (section.page_height or 0):
            section.top_margin, section.bottom_margin = Cm(tata.margin_atas), Cm(tata.margin_bawah)
            section.left_margin, section.right_margin = Cm(tata.margin_kiri), Cm(tata.margin_kanan)


def set_kop(document: Document, tata: Tata) -> None:
    """The sizes of the kop's lines and the rule below them, where the template has these styles."""
    sizes = {"Pemerintah": tata.kop_pemerintah, "Nama": tata.kop_nama, "Alamat": tata.kop_alamat}
    named = {style.name: style for style in document.styles}
    for name, size in sizes.items():
        if f"{KOP}{name}" in named:
            named[f"{KOP}{name}"].font.size = Pt(size)
    if RULED in named:
        for line in named[RULED].element.xpath("w:pPr/w:pBdr/w:top"):
            kind, width = _RULES[tata.kop_garis]
            line.set(qn("w:val"), kind)
            line.set(qn("w:sz"), str(width))


def set_footer(document: Document, lines: Sequence[str]) -> None:
    """Lines in small print at the foot of every page, below what the template has there."""
    for section in document.sections if lines else ():
        for footer in _footers(section):
            for place, words in enumerate(lines):
                paragraph = footer.add_paragraph(words)
                paragraph.runs[0].font.size = Pt(8)
                if place == 0:
                    rule = parse_xml(_ABOVE)
                    paragraph._p.get_or_add_pPr().insert_element_before(rule, "w:spacing", "w:jc")


def _footers(section: Section) -> Iterator[_Footer]:
    """The footers of a section's pages, without the empty line that a new one begins with."""
    kinds = [section.footer]
    if section.different_first_page_header_footer:
        kinds.append(section.first_page_footer)
    for footer in kinds:
        if footer.is_linked_to_previous:
            footer.is_linked_to_previous = False
            footer._element[:] = []
        yield footer


def set_font(document: Document, font: str) -> None:
    """The template's own base font becomes this one, wherever it is named."""
    normal = document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
    defaults = document.styles.element.xpath("w:docDefaults//w:rFonts/@w:ascii")
    base = normal.get(qn("w:ascii")) or (defaults[0] if defaults else None)
    for fonts in [node for root in _roots(document) for node in root.iter(qn("w:rFonts"))]:
        for face in _FACES:
            if base and fonts.get(face) == base:
                fonts.set(face, font)
    _name(normal, font)


def set_kop_font(document: Document, font: str) -> None:
    """The kop looks the same on every class of document, whatever font the body has."""
    for style in document.styles:
        if style.name and style.name.startswith(KOP):
            _name(style.element.get_or_add_rPr().get_or_add_rFonts(), font)


def set_language(document: Document) -> None:
    """All text is Indonesian, so that words are parted and read aloud as such."""
    for root in _roots(document):
        for language in root.iter(qn("w:lang")):
            language.set(qn("w:val"), LANGUAGE)


def set_properties(properties: CoreProperties, title: str, author: str, day: date) -> None:
    """Title, author, language; the times are the letter's own day, so that renders are alike."""
    title, author = title[:SAID], author[:SAID]
    properties.title, properties.author, properties.language = title, author, LANGUAGE
    properties.last_modified_by, properties.comments, properties.revision = author, "", 1
    properties.created = properties.modified = datetime.combine(day, time(), UTC)


def adopt_properties(document: Document) -> None:
    """LibreOffice names the properties by another type; unseen, they would be added once more.

    Google Docs writes none at all.
    """
    relations = document.part.package.rels.values()
    told = [one for one in relations if one.reltype.endswith("/metadata/core-properties")]
    for relation in told:
        relation._reltype = RELATIONSHIP_TYPE.CORE_PROPERTIES  # noqa: SLF001 - no public way
    if not told:
        _ = document.core_properties  # which makes them


def _name(fonts: etree._Element, font: str) -> None:
    for theme in _THEMES:
        fonts.attrib.pop(theme, "")
    for face in _FACES:
        fonts.set(face, font)


def _roots(document: Document) -> Iterator[etree._Element]:
    for part in document.part.package.iter_parts():
        if isinstance(part, XmlPart):
            yield part.element
