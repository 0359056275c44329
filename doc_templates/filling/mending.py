"""What docxtpl mends in a filled body: the columns of tables, and the numbers of drawings."""

import re
from itertools import count

from docx.opc.oxml import serialize_part_xml
from lxml import etree

from doc_templates.docx_text import W
from doc_templates.filling.by_docxtpl import StrictTemplate

_FIRST = 1000
_NAMES = {
    "w": W.strip("{}"),
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}
_COLUMNS = "count(../w:tblGrid/w:gridCol)"
_WIDTH = "count(w:tc) - count(w:tc/w:tcPr/w:gridSpan) + sum(w:tc/w:tcPr/w:gridSpan/@w:val)"
# docxtpl leaves a table alone when no row has more cells than there are columns and the widest
# has no fewer; of tables in tables, and of rows in a wrapping, it judges for itself.
_UNEVEN = etree.XPath(
    "boolean(//w:tbl[ancestor::w:tbl])"
    " or boolean(//w:tr[count(w:tc) > count(parent::w:tbl/w:tblGrid/w:gridCol)])"
    f" or boolean(//w:tbl[not(w:tr[count(w:tc) = {_COLUMNS}])]"
    f"[not(w:tr[{_WIDTH} >= {_COLUMNS}])])",
    namespaces=_NAMES,
)
_DRAWINGS = etree.XPath("count(//wp:docPr)", namespaces=_NAMES)
_NUMBER = re.compile(rb'(<wp:docPr(?:\s+[\w:]+="[^"]*")*?\s+id=")[^"]*')


def mended(root: etree._Element, xml: bytes, *, shares: bool = False) -> bytes:
    """The document as docxtpl leaves it; `root` is `xml`, read. Raises TemplateFault.

    With `shares`, columns that the template repeats share the width of their table.
    """
    drawings = _DRAWINGS(root)
    if shares or _UNEVEN(root):
        return _by_docxtpl(xml, shares=shares)
    if not drawings:
        return xml
    numbers = count(_FIRST + 1)
    numbered, found = _NUMBER.subn(lambda drawn: b"%s%d" % (drawn[1], next(numbers)), xml)
    return numbered if found == drawings else _by_docxtpl(xml)


def _by_docxtpl(xml: bytes, *, shares: bool = False) -> bytes:
    docxtpl = StrictTemplate(None)
    docxtpl.shares = shares
    docxtpl.docx_ids_index = _FIRST
    tree = docxtpl.fix_tables(xml)
    docxtpl.fix_docpr_ids(tree)
    return bytes(serialize_part_xml(tree))
