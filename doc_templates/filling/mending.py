"""What docxtpl mends in a filled body: the columns of tables, and the numbers of drawings."""

import re
from itertools import count

from docx.opc.oxml import serialize_part_xml
from lxml import etree

from doc_templates.docx_text import W
from doc_templates.filling.by_docxtpl import StrictTemplate
from doc_templates.filling.columns import share_out
from doc_templates.filling.proof import Mark, always, marks_of

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
_DRAWING = b"<wp:docPr"
_MARKED = {f"{W}{name}" for name in ("body", "tbl", "tc", "p", "r", "t")}
_ROW, _CELL, _GRID = f"{W}tr", f"{W}tc", f"{W}tblGrid"
_HEAD = [f"{W}tblPr", _GRID]
_WIDE = etree.XPath(_WIDTH, namespaces=_NAMES)
_NUMBER = re.compile(rb'(<wp:docPr(?:\s+[\w:]+="[^"]*")*?\s+id=")[^"]*')


def mended(root: etree._Element, xml: bytes, *, shares: bool = False) -> bytes:
    """The document as docxtpl leaves it; `root` is `xml`, read. Raises TemplateFault.

    With `shares`, columns that the template repeats share the width of their table.
    """
    if shares:
        share_out(root)
        xml = serialize_part_xml(root)
    uneven = _UNEVEN(root) or _told(xml) != _DRAWINGS(root)
    return _by_docxtpl(xml) if uneven else numbered(xml)


def numbered(xml: bytes) -> bytes:
    """A document whose drawings have the numbers that docxtpl gives them."""
    if _DRAWING not in xml:
        return xml
    numbers = count(_FIRST + 1)
    return _NUMBER.sub(lambda drawn: b"%s%d" % (drawn[1], next(numbers)), xml)


def stays_even(root: etree._Element) -> bool:
    """Whether docxtpl has only drawings to number in whatever a template prints, unless `rowless`.

    `root` is the template with marks, none of which may stand where it could change the cells of a
    row or their width. Each table needs a row as wide as it is, whichever of its rows are printed.
    """
    return (
        all(_place(mark) in _MARKED for mark in marks_of(root))
        and not _UNEVEN(root)
        and all(map(_stays_wide, root.iter(f"{W}tbl")))
        and _told(etree.tostring(root)) == _DRAWINGS(root)
    )


def rowless(xml: bytes) -> bool:
    """Whether a document has a table without a row."""
    return b"</w:tblGrid></w:tbl>" in xml


def _place(mark: etree._Element) -> str:
    parent = mark.getparent()
    return "" if parent is None else parent.tag


def _stays_wide(table: etree._Element) -> bool:
    grids, rows, sure = table.findall(_GRID), table.findall(_ROW), list(always(table))
    columns = len(table.findall(f"{_GRID}/{W}gridCol"))
    wide = {row for row in rows if len(row.findall(_CELL)) == columns or _width(row) >= columns}
    plain = [child.tag for child in table if not isinstance(child, Mark)]
    bare = plain == [*_HEAD, *[_ROW] * len(rows)] and not any(child.tail for child in table)
    wide_enough = any(row in wide for row in sure) or (bare and len(wide) == len(rows))
    return wide_enough and len(grids) == 1 and grids[0] in sure


def _width(row: etree._Element) -> float:
    width: float = _WIDE(row)  # type: ignore[assignment]  # as its words ask
    return width


def _told(xml: bytes) -> int:
    """How many drawings `numbered` would number."""
    return len(_NUMBER.findall(xml)) if _DRAWING in xml else 0


def _by_docxtpl(xml: bytes) -> bytes:
    docxtpl = StrictTemplate(None)
    docxtpl.docx_ids_index = _FIRST
    tree = docxtpl.fix_tables(xml)
    docxtpl.fix_docpr_ids(tree)
    return bytes(serialize_part_xml(tree))
