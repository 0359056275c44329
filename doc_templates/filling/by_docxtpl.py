"""docxtpl, made strict: faults are located, and nothing that it produces is repaired in silence.

It fills what a compiled template can't, and says what that is compared with in the tests.
"""

import io
import re
import zipfile
from collections.abc import Mapping

import docx
from docx.document import Document
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2 import Environment, TemplateError
from lxml import etree

from doc_templates.docx_text import docx_text, xml_text
from doc_templates.dress import dress, set_properties
from doc_templates.errors import TemplateFault
from doc_templates.filling.columns import repeats_columns, share_out
from doc_templates.filling.logo import Logo, drawn
from doc_templates.filling.order import Filled, Order
from doc_templates.filling.repack import repack
from doc_templates.filling.whole import read_whole
from doc_templates.places import explain, place_of
from doc_templates.sandbox import LetterEnvironment, with_braces
from doc_templates.shapes import Heading

FAILS = (
    *(TemplateError, ValueError, TypeError, AttributeError, ArithmeticError, LookupError),
    *(SyntaxError, RecursionError),  # of the Python that a template becomes
)
_BETWEEN = r"(?:<(?!/?w:p[ >])[^>]*>)*"
_TOKEN = re.compile(rf"\${_BETWEEN}\{{{_BETWEEN}[a-z]{_BETWEEN}(?:[\w.]{_BETWEEN})*\}}")
"""`${nama_pengirim}`, also where Word has put it into several runs."""
_MARKUP = re.compile(r"<[^>]*>")
_UNFIT = (zipfile.BadZipFile, OpcError, PythonDocxError, KeyError, ValueError)


class StrictTemplate(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """A Word template whose faults are told instead of repaired."""

    shares = False
    """Whether a row of it repeats its cells, so that columns have to share their table's width."""

    def render_xml_part(
        self, src_xml: str, part: object, context: Mapping[str, object], jinja_env: Environment
    ) -> str:
        """The XML of a filled part: the body, a header, a footer or the footnotes.

        TemplateFault names the fault and the paragraph where it stands.
        """
        source = by_lines(src_xml)
        try:
            xml = str(super().render_xml_part(src_xml, part, context, jinja_env))
        except FAILS as error:
            raise TemplateFault(explain(error, context), place_of(error, source)) from error
        read_whole(xml.encode())
        return with_braces(xml)

    def patch_xml(self, src_xml: str) -> str:
        """XML as Jinja reads it; words that another program fills are brought together as well."""
        return str(super().patch_xml(_TOKEN.sub(_joined, src_xml)))

    def map_headers_footers_xml(self, relKey: str, xml: bytes) -> None:  # noqa: N803 - its name
        """Puts a filled header where python-docx finds it again, which docxtpl forgets."""
        super().map_headers_footers_xml(relKey, xml)
        relations = self.docx.part.rels
        relations.related_parts[relKey] = relations[relKey].target_part

    def fix_tables(self, xml: str | bytes) -> etree._Element:
        """The filled body, its tables with as many columns as their rows have cells."""
        if self.shares:
            root = etree.fromstring(xml.encode() if isinstance(xml, str) else xml)
            share_out(root)
            xml = etree.tostring(root)
        try:
            tree: etree._Element = super().fix_tables(xml)
        except (AttributeError, TypeError, ValueError) as error:
            raise TemplateFault(
                "Ada tabel yang lebar kolomnya tidak disebut. Buka templat di Word, lalu simpan "
                "ulang."
            ) from error
        return tree

    def render_properties(self, context: object, jinja_env: object = None) -> None:
        """Leaves the properties of the file alone: they are the office's, not the template's."""


def opened(docx: bytes, nama: str) -> StrictTemplate:
    """A template that is ready to be filled; TemplateFault when it does not open."""
    template = StrictTemplate(io.BytesIO(docx))
    try:
        template.init_docx()
        template.shares = repeats_columns(xml_text(template.get_xml()))
    except _UNFIT as error:
        raise TemplateFault(
            f"template.docx untuk {nama} tidak dapat dibuka. Simpan ulang dari Word."
        ) from error
    return template


def _joined(token: re.Match[str]) -> str:
    """The token whole in its last run, all markup before it."""
    return "".join(_MARKUP.findall(token[0])) + _MARKUP.sub("", token[0])


def by_lines(xml: str) -> str:
    """XML with a line for each paragraph, as docxtpl hands it to Jinja."""
    return re.sub(r"<w:p([ >])", r"\n<w:p\1", xml)


def fill(order: Order) -> Filled:
    """The filled letter. Raises TemplateFault."""
    template = opened(order.docx, order.nama)
    look = order.look
    logo = Logo(lambda: drawn(template.current_rendering_part, look)) if look.logo else ""
    template.render({**order.context, "logo": logo}, LetterEnvironment())
    document: Document = template.docx
    dress(document, look)
    set_properties(document.core_properties, order.judul, order.penulis, order.tanggal)
    target = io.BytesIO()
    template.save(target)
    letter = repack(target.getvalue())
    return Filled(letter, docx_text(letter), tuple(headings(letter)))


def headings(letter: bytes) -> list[Heading]:
    """The headings of a DOCX in their order, their pages not yet known."""
    found = []
    for paragraph in docx.Document(io.BytesIO(letter)).paragraphs:
        style, _, level = (paragraph.style.name if paragraph.style else "").partition(" ")
        if style == "Heading" and level.isdecimal() and paragraph.text.strip():
            found.append(Heading(paragraph.text, int(level), None))
    return found
