"""Columns that a template repeats: the grid of their table, and the width that each cell gets."""

import re
from collections.abc import Sequence
from itertools import accumulate

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from lxml import etree

_LOOP = re.compile(r"\{%-?tc\s")
_TBL, _GRID, _COLUMN = qn("w:tbl"), qn("w:tblGrid"), qn("w:gridCol")
_ROW, _CELL, _LOOKS = qn("w:tr"), qn("w:tc"), qn("w:tcPr")
_WIDTH, _SPAN, _W, _TYPE, _VAL = (
    qn(f"w:{name}") for name in ("tcW", "gridSpan", "w", "type", "val")
)


def repeats_columns(text: str) -> bool:
    """Whether a template with these words has a loop over the cells of a row."""
    return _LOOP.search(text) is not None


def share_out(body: etree._Element) -> None:
    """Let every table be as wide as before, whatever number of columns it got.

    The rows with the most cells say how the columns share the width: each as wide as the least
    that one of its cells asks, all scaled alike. docxtpl would add its new columns at the end, all
    of one width.
    """
    for table in body.iter(_TBL):
        rows = [row.findall(_CELL) for row in table.findall(_ROW)]
        most = max(map(len, rows), default=0)
        told = [_asked(cells) for cells in rows if len(cells) == most]
        asked = [min(widths) for widths in zip(*told, strict=False)] if all(told) else []
        grid = table.find(_GRID)
        if asked and grid is not None:
            _set_widths(grid, rows, _scaled(asked, sum(int(one.get(_W, 0)) for one in grid)))


def _asked(cells: Sequence[etree._Element]) -> list[int]:
    """The widths in twips that the cells of a row ask for; [] where one does not say."""
    widths = [cell.find(f"{_LOOKS}/{_WIDTH}") for cell in cells]
    if any(one is None or one.get(_TYPE) != "dxa" for one in widths):
        return []
    return [int(one.get(_W, 0)) for one in widths if one is not None]


def _scaled(asked: Sequence[int], whole: int) -> list[int]:
    """Widths in the same proportions that make up `whole` exactly."""
    ends = [round(end * whole / sum(asked)) for end in accumulate(asked)]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def _set_widths(
    grid: etree._Element, rows: Sequence[Sequence[etree._Element]], widths: Sequence[int]
) -> None:
    grid[:] = [_column(width) for width in widths]
    for cells in rows:
        place = 0
        for cell in cells:
            looks = cell.find(_LOOKS)
            place += _set_width(looks, widths[place:]) if looks is not None else 1


def _set_width(looks: etree._Element, widths: Sequence[int]) -> int:
    """Set the width of a cell that begins at the first of `widths`; tells how many it spans."""
    span = looks.find(_SPAN)
    count = 1 if span is None else int(span.get(_VAL, 1))
    width = looks.find(_WIDTH)
    if width is not None:
        width.set(_W, str(sum(widths[:count])))
        if span is not None:
            width.addnext(span)  # its place in the schema, where docxtpl does not put it
    return count


def _column(width: int) -> etree._Element:
    column: etree._Element = OxmlElement("w:gridCol")
    column.set(_W, str(width))
    return column
