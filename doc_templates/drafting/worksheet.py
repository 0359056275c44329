"""Documents that are one ruled table: kop, title, facts above it, notes and signatures below it.

Notes and signatures are the table's last rows, so that they never stand alone on a page.
"""

from collections.abc import Sequence
from itertools import chain, zip_longest

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as Align
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table, _Cell

from doc_templates.drafting import looks  # noqa: F401  # makes its styles known
from doc_templates.drafting.closing import NO_RULES, signing_cell
from doc_templates.drafting.report import heading, item_rows
from doc_templates.drafting.shapes import PLACE_AND_DATE, kop, new_document, signature_lines
from doc_templates.drafting.styles import LOOKS, Look
from doc_templates.drafting.tables import (
    Column,
    add_row,
    bare_table,
    fill_row,
    keep_whole,
    ruled_table,
)
from doc_templates.drafting.text import say, when

LOOKS.update(
    {
        "Judul Lembar": Look(Align.CENTER, size=14, bold=True, keep_next=True),
        "Anak Judul Lembar": Look(Align.CENTER, bold=True, after=10, keep_next=True),
        "Jabatan Lembar": Look(size=10.5, keep_next=True, keep_lines=True),
        "Nama Lembar": Look(
            size=10.5, before=50, bold=True, underline=True, keep_next=True, keep_lines=True
        ),
        "Titik Lembar": Look(size=10.5, before=50, keep_next=True, keep_lines=True),
        "Pangkat Lembar": Look(size=10.5, keep_next=True, keep_lines=True),
        "NIP Lembar": Look(size=10.5, keep_lines=True),
        "Catatan Lembar": Look(size=9, before=2, keep_next=True),
    }
)
PERIOD = "{% if periode != 'Tahunan' %}{{ periode|upper }} {% endif %}TAHUN {{ tahun }}"
LYING_CM = 24.7  # of A4 that lies between its margins
UNTIL_LAST = "if loop.revindex > 2"


def lying_document() -> Document:
    """An empty document in the office's class of letters on paper that lies on its side."""
    doc = new_document("korespondensi")
    section = doc.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    return doc


def begin(doc: Document, title: str, under: str) -> None:
    """Kop, the title, and the line under it."""
    kop(doc)
    headline(doc, title, under)


def headline(doc: Document, title: str, under: str) -> None:
    """The centred title and the line under it."""
    say(doc, title, "Judul Lembar")
    say(doc, under, "Anak Judul Lembar")


def facts(doc: Document, *columns: Sequence[tuple[str, str]], label: float = 5.0) -> None:
    """Lines of label and value above the table, in one column or in two side by side.

    `label` is the width in cm of the first labels on A4 that lies; on other paper it scales.
    """
    whole = LYING_CM - label - 0.4
    widths = [label, 0.4, *([whole] if len(columns) == 1 else [8.6, 4.9, 0.4, whole - 13.9])]
    table = bare_table(doc, widths)
    for lines in zip_longest(*columns, fillvalue=None):
        texts = [[line[0], ":", line[1]] if line else [""] * 3 for line in lines]
        fill_row(add_row(table), list(chain.from_iterable(texts)), "Identitas Berkas")
    say(doc, "", "Jarak")


def grid(
    doc: Document,
    columns: Sequence[Column],
    rows: str,
    *,
    groups: Sequence[str] = (),
    height: float = 0,
) -> Table:
    """The table with its heading and a row `b` for each item; the caller adds what ends it.

    Rows are at least `height` cm high.
    """
    table = ruled_table(doc, [column.width for column in columns])
    heading(table, [column.title for column in columns])
    body(table, columns, rows, groups=groups, height=height)
    return table


def body(
    table: Table,
    columns: Sequence[Column],
    rows: str,
    *,
    groups: Sequence[str] = (),
    height: float = 0,
) -> None:
    """The rows of a grid; the last two stay on the page of the signatures."""
    item_rows(table, columns, rows, groups=groups, height=height, apart=UNTIL_LAST)


def total(table: Table, label: str, upto: int, cells: Sequence[str]) -> None:
    """A bold last row: its label over the first `upto` columns, then a text for each other."""
    row = add_row(table)
    say(row.cells[0].merge(row.cells[upto - 1]), label, "Sel Jumlah")
    for cell, text in zip(row.cells[upto:], cells, strict=False):
        say(cell, text, "Sel Jumlah").alignment = Align.CENTER


def sign(
    table: Table,
    role: str,
    left: int,
    *,
    lines: Sequence[str] = (),
    place_and_date: str = PLACE_AND_DATE,
) -> None:
    """Small lines below the table, then two signatures: `mengetahui`, if given, at the left.

    At the right signs `penandatangan`, under its role. The left one has the width of the first
    `left` columns.
    """
    known, signer = signing_cells(table, left, lines)
    with when(known, "mengetahui"):
        say(known, "Mengetahui,", "Jabatan Lembar")
        signature_lines(known, "mengetahui", suffix="Lembar")
    say(signer, place_and_date, "Jabatan Lembar")
    if role:
        say(signer, role, "Jabatan Lembar")
    signature_lines(signer, "penandatangan", suffix="Lembar")
    finish(table)


def signing_cells(table: Table, left: int, lines: Sequence[str] = ()) -> tuple[_Cell, _Cell]:
    """Small lines, and two cells without rules below them that end on the same line."""
    above = signing_cell(table)
    for line in lines:
        say(above, line, "Catatan Lembar")
    if not lines:
        say(above, "", "Awal Tanda Tangan")
    cells = add_row(table).cells
    pair = cells[0].merge(cells[left - 1]), cells[left].merge(cells[-1])
    for cell in pair:
        say(cell, "", "Awal Tanda Tangan")  # a cell whose signature is left out is not empty
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
        bare(cell)
    return pair


def bare(cell: _Cell) -> None:
    """Takes the rules of a cell away."""
    cell._tc.get_or_add_tcPr().append(
        parse_xml(f'<w:tcBorders {nsdecls("w")}><w:top w:val="nil"/>{NO_RULES}</w:tcBorders>')
    )


def finish(table: Table) -> None:
    """Keeps every row on one page."""
    for row in table.rows:
        keep_whole(row)
