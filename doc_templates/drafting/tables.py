"""Tables of a template: bare ones that only align, and ruled ones whose rows repeat."""

from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.table import CT_Tbl
from docx.shared import Cm
from docx.table import Table, _Cell, _Row

from doc_templates.drafting.text import Place, say

TWIPS_PER_CM = 567

RULES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


@dataclass(frozen=True)
class Column:
    """A column of a table: heading, width in cm, and what a cell prints (`{{ b.nama }}`)."""

    title: str
    width: float
    value: str
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT


def bare_table(place: Place, widths: Sequence[float]) -> Table:
    """An empty table without rules or inner margins, as wide as the text; widths (cm) share it."""
    return _table(place, widths, rules="", margins=(0, 0))


def ruled_table(place: Place, widths: Sequence[float]) -> Table:
    """An empty table with rules round each cell, as wide as the text; widths (cm) share it."""
    return _table(place, widths, rules=f"<w:tblBorders>{RULES}</w:tblBorders>", margins=(45, 85))


def data_table(
    place: Place, columns: Sequence[Column], rows: str, item: str = "b", *, small: bool = False
) -> Table:
    """A ruled table: a heading that returns on each page, and a row for each item of `rows`.

    Column values print the item, `{{ b.nama }}`, or its number, `{{ loop.index }}`. Small is 10 pt,
    for many columns.
    """
    size = " Kecil" if small else ""
    table = ruled_table(place, [column.width for column in columns])
    heading = add_row(table)
    fill_row(heading, [column.title for column in columns], "Kepala Tabel" + size)
    repeat_on_each_page(heading)
    logic_row(table, f"for {item} in {rows}")
    fill_row(
        add_row(table),
        [column.value for column in columns],
        "Isi Tabel" + size,
        [column.align for column in columns],
    )
    logic_row(table, "endfor")
    for row in table.rows:
        keep_whole(row)
    return table


def add_row(table: Table) -> _Row:
    """Adds an empty row and returns it."""
    row: _Row = table.add_row()
    return row


def logic_row(table: Table, tag: str) -> None:
    """Adds a row of pure logic (`for b in baris`); it leaves no trace in the letter."""
    say(add_row(table).cells[0], "{%tr " + tag + " %}", "Logika")


def fill_row(
    row: _Row, texts: Sequence[str], style: str, aligns: Sequence[WD_ALIGN_PARAGRAPH] = ()
) -> None:
    """Writes one text a cell; fewer texts than cells leave the last cells empty."""
    for cell, text in zip(row.cells, texts, strict=False):
        say(cell, text, style)
    for cell, align in zip(row.cells, aligns, strict=False):
        cell.paragraphs[0].alignment = align


def hold_open(row: _Row, height: float) -> None:
    """Gives a row at least this height in cm, as room for handwriting."""
    row.height, row.height_rule = Cm(height), WD_ROW_HEIGHT_RULE.AT_LEAST


def merge_down(cell: _Cell, *, begins: bool) -> None:
    """Makes a cell one with that below it, or (not `begins`) with that above it.

    For rows that logic stands between, which python-docx would merge too.
    """
    start = ' w:val="restart"' if begins else ""
    cell._tc.get_or_add_tcPr().append(parse_xml(f"<w:vMerge {nsdecls('w')}{start}/>"))
    if not begins:
        say(cell, "", "Jarak")


def repeat_on_each_page(row: _Row) -> None:
    """Makes a row the heading of its table on every page."""
    row._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def keep_whole(row: _Row) -> None:
    """Keeps a row on one page."""
    row._tr.get_or_add_trPr().insert(0, parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))


def _table(place: Place, widths: Sequence[float], *, rules: str, margins: tuple[int, int]) -> Table:
    """Widths are in cm, margins in twips: above and below, at the sides."""
    columns = "".join(f'<w:gridCol w:w="{round(width * TWIPS_PER_CM)}"/>' for width in widths)
    inner = "".join(
        f'<w:{side} w:w="{margin}" w:type="dxa"/>'
        for side, margin in zip(("top", "left", "bottom", "right"), margins * 2, strict=True)
    )
    tbl: CT_Tbl = parse_xml(  # type: ignore[assignment]  # its w:tbl root makes it a CT_Tbl
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="5000" w:type="pct"/>{rules}'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{inner}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid></w:tbl>"
    )
    holder = place.element.body if isinstance(place, Document) else place._element
    holder._insert_tbl(tbl)
    return Table(tbl, place)
