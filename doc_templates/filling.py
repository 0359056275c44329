"""docxtpl, made strict: faults are located, and nothing that it produces is repaired in silence."""

import re
from collections.abc import Mapping

from docxtpl import DocxTemplate
from jinja2 import Environment, TemplateError
from lxml import etree

from doc_templates.docx_text import W
from doc_templates.errors import TemplateFault
from doc_templates.places import explain, place_of, readable

_FAILS = (TemplateError, ValueError, TypeError, AttributeError, ArithmeticError, LookupError)
_HOLDS_NO_TEXT = {
    f"{W}{name}" for name in ("body", "hdr", "ftr", "p", "r", "tbl", "tr", "tc", "footnote")
}


class StrictTemplate(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """A Word template whose faults are told instead of repaired."""

    def render_xml_part(
        self, src_xml: str, part: object, context: Mapping[str, object], jinja_env: Environment
    ) -> str:
        """The XML of a filled part: the body, a header, a footer or the footnotes.

        TemplateFault names the fault and the paragraph where it stands.
        """
        source = re.sub(r"<w:p([ >])", r"\n<w:p\1", src_xml)  # as docxtpl does: the same lines
        try:
            xml = str(super().render_xml_part(src_xml, part, context, jinja_env))
        except _FAILS as error:
            raise TemplateFault(explain(error, context), place_of(error, source)) from error
        refuse_broken(xml)
        return xml

    def render_properties(self, context: object, jinja_env: object = None) -> None:
        """Leaves the properties of the file alone: they are the office's, not the template's."""


def refuse_broken(xml: str) -> None:
    """TemplateFault for XML that docxtpl would repair by dropping content, and for text that Word
    would not show.
    """
    try:
        root = etree.fromstring(xml.encode())
    except etree.XMLSyntaxError as error:
        line = xml.splitlines()[max((error.lineno or 1) - 1, 0)]
        around = line[max(error.offset - 300, 0) : error.offset + 100] if error.offset else line
        raise TemplateFault(
            "Hasilnya bukan dokumen yang utuh; ada penanda yang memotong paragraf atau tabel.",
            readable(around),
        ) from error
    for node in root.iter(*_HOLDS_NO_TEXT):
        stray = (node.text or "") + "".join(child.tail or "" for child in node)
        if stray.strip():
            raise TemplateFault(
                "Ada teks di luar paragraf, yang tidak akan tercetak.", readable(stray)
            )
