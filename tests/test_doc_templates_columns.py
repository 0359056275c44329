"""Columns that a template repeats: they share the width of their table, and Word takes the grid."""

import io
from collections.abc import Sequence
from itertools import pairwise

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Twips
from docx.table import Table

from doc_templates.catalog import Catalog
from doc_templates.filling import by_docxtpl
from doc_templates.filling.fill import fill
from doc_templates.office import LIBRARY, sample
from doc_templates.render import render
from tests.support_filling import members, order
from tests.support_library import typed

ORDER = ("tcW", "gridSpan", "vMerge", "tcBorders", "tcMar", "textDirection", "vAlign")
WIDTHS = (1000, 300, 2000, 300, 1400)


def draw(document: Document) -> None:
    """A heading, and a row with a cell for each of `names`."""
    table = document.add_table(rows=2, cols=len(WIDTHS))
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Twips(width)
        for cell in column.cells:
            cell.width = Twips(width)
    above, row = table.rows
    above.cells[1].merge(above.cells[3]).text = "{% colspan names|length %}Nama"
    texts = ("No", "{%tc for n in names %}", "{{ n }}", "{%tc endfor %}", "Catatan")
    for cell, text in zip(row.cells, texts, strict=True):
        cell.text = text


def grid(table: Table) -> list[int]:
    """The widths of a table's columns."""
    return [int(column.get(qn("w:w"), 0)) for column in table._tbl.tblGrid]


def widths(table: Table) -> list[list[int]]:
    """What each cell of each row says of its width."""
    return [[int(tc.tcPr.tcW.get(qn("w:w"))) for tc in row._tr.tc_lst] for row in table.rows]


@pytest.mark.parametrize("count", range(1, 10))
def test_repeated_columns_share_the_width_of_their_table(count: int) -> None:
    """Each as wide as its cell asks, all scaled alike; what spans them is as wide as they are."""
    names = [f"Contoh {number}" for number in range(count)]
    letter = order(draw, names=names)
    filled = fill(letter)
    table = docx.Document(io.BytesIO(filled.docx)).tables[0]
    columns = grid(table)
    above, below = widths(table)
    assert len(columns) == count + 2
    assert sum(columns) == sum(WIDTHS)
    assert below == columns
    assert above == [columns[0], sum(columns[1:-1]), columns[-1]]
    assert columns[1] == pytest.approx(2 * columns[0], abs=2)
    assert members(filled) == members(by_docxtpl.fill(letter))


@pytest.mark.parametrize("count", [1, 2, 5, 6, 9])
def test_an_sop_has_a_column_for_each_performer(count: int) -> None:
    """Between two and nine perform the steps of the procedures that are shipped."""
    kind = Catalog([LIBRARY]).get("sop")
    names = [f"Pelaksana {number}" for number in range(count)]
    raw = {**kind.contoh, "pelaksana": names}
    for step in raw["langkah"]:
        step["pelaksana"] = names[-1]
    letter = render(kind, typed(kind, raw), sample(), nomor_surat="")
    table = docx.Document(io.BytesIO(letter)).tables[-1]
    columns = grid(table)
    assert len(columns) == count + 6
    for row in table.rows:
        assert sum(tc.grid_span for tc in row._tr.tc_lst) == len(columns)
    marked = [[cell.text.split() for cell in row.cells] for row in table.rows[3:5]]
    assert [row[count + 1] for row in marked] == [["●"], ["◊", "Ya", "↓", "Tidak", "↑", "1"]]
    assert not any(cell for row in marked for cell in row[2 : count + 1])
    _is_as_the_schema_wants([tc for row in table.rows for tc in row._tr.tc_lst])


def _is_as_the_schema_wants(cells: Sequence[object]) -> None:
    """Word calls a file damaged when the properties of a cell stand in another order."""
    for cell in cells:
        names = [one.tag.split("}")[1] for one in cell.tcPr]  # type: ignore[attr-defined]
        places = [ORDER.index(name) for name in names]
        assert all(one < other for one, other in pairwise(places)), names
