"""A signature as the last row of a table: LibreOffice parts a long table from what is below it."""

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table, _Cell

from doc_templates.drafting.tables import add_row

NO_RULES = "".join(f'<w:{side} w:val="nil"/>' for side in ("left", "bottom", "right"))


def signing_cell(table: Table) -> _Cell:
    """Adds a row of one cell without rules; rows above whose style keeps with the next hold it."""
    cells = add_row(table).cells
    cell: _Cell = cells[0].merge(cells[-1])
    cell._tc.get_or_add_tcPr().append(
        parse_xml(f"<w:tcBorders {nsdecls('w')}>{NO_RULES}</w:tcBorders>")
    )
    return cell
