"""A long table is printed in several documents; those after the first go on where one ended."""

from io import BytesIO

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_AFTER = ("w:cols", "w:formProt", "w:vAlign", "w:noEndnote", "w:titlePg", "w:textDirection",
          "w:bidi", "w:rtlGutter", "w:docGrid", "w:printerSettings", "w:sectPrChange")  # fmt: skip


def continued(docx: bytes, page: int) -> bytes:
    """The document without its head: no letterhead, nothing above its table, pages from `page`."""
    document = Document(BytesIO(docx))
    body = document.element.body
    for element in list(body.iterchildren()):
        if element.tag == qn("w:tbl"):
            break
        body.remove(element)
    section = document.sections[0]
    section.different_first_page_header_footer = False
    _number_from(section._sectPr, page)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _number_from(properties: object, page: int) -> None:
    number = OxmlElement("w:pgNumType")
    number.set(qn("w:start"), str(page))
    properties.insert_element_before(number, *_AFTER)  # type: ignore[attr-defined]  # lxml class
