"""A thin line across the page."""

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from doc_templates.drafting import looks_naskah  # noqa: F401  # makes its style known
from doc_templates.drafting.text import Place, say

BORDER = (
    f"<w:pBdr {nsdecls('w')}>"
    '<w:bottom w:val="single" w:sz="8" w:space="1" w:color="000000"/></w:pBdr>'
)


def thin_rule(place: Place) -> None:
    """Adds a line as wide as the text, with a little room below it."""
    properties = say(place, "", "Garis Tipis")._p.get_or_add_pPr()
    properties.insert_element_before(parse_xml(BORDER), "w:spacing", "w:ind", "w:jc")
