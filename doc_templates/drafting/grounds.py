"""The labelled parts of an order (`Dasar : 1. …`): label, colon, mark and text in one table."""

from docx.document import Document
from docx.table import Table, _Cell

from doc_templates.drafting import looks  # noqa: F401  # makes its styles known
from doc_templates.drafting.blank import TEXT_WIDTH_CM
from doc_templates.drafting.tables import add_row, bare_table, fill_row, keep_whole, logic_row

LABEL_CM, COLON_CM, MARK_CM = 2.7, 0.4, 0.8
FIRST_ONLY = "{{% if loop.first %}}{}{{% endif %}}"


def labelled(doc: Document) -> Table:
    """An empty table of four columns: label, colon, mark, text."""
    text = TEXT_WIDTH_CM - LABEL_CM - COLON_CM - MARK_CM
    return bare_table(doc, [LABEL_CM, COLON_CM, MARK_CM, text])


def numbered(
    table: Table, label: str, field: str, value: str = "{{ b }}", mark: str = "{{ loop.index }}."
) -> _Cell:
    """A row for each item `b` of a field, the label beside the first one; gives the text's cell.

    Without a value the cell is left to the caller.
    """
    logic_row(table, f"for b in {field}")
    texts = [FIRST_ONLY.format(label), FIRST_ONLY.format(":"), mark]
    cell = _row(table, [*texts, value] if value else texts)
    logic_row(table, "endfor")
    return cell


def more(table: Table, mark: str, value: str) -> None:
    """One more row of the part above it."""
    _row(table, ["", "", mark, value])


def whole(table: Table, label: str, value: str) -> None:
    """A row without a mark: its text begins where the marks of the others stand."""
    row = add_row(table)
    keep_whole(row)
    row.cells[2].merge(row.cells[3])
    fill_row(row, [label, ":", value], "Konsiderans")


def _row(table: Table, texts: list[str]) -> _Cell:
    row = add_row(table)
    keep_whole(row)
    fill_row(row, texts, "Konsiderans")
    return row.cells[3]
