"""A table that is written on: rows that are known, and empty ones for the hand."""

from collections.abc import Sequence

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as Align

from doc_templates.drafting import looks_naskah  # noqa: F401  # makes its styles known
from doc_templates.drafting.tables import (
    Column,
    add_row,
    fill_row,
    hold_open,
    keep_whole,
    logic_row,
    repeat_on_each_page,
    ruled_table,
)

MOST = 100  # empty rows, so that a slip prints no book
HEIGHT_CM = 1.0  # of a row that is written on


def open_table(
    doc: Document, columns: Sequence[Column], rows: str, *, height: float | None = None
) -> None:
    """A row for each item `b` of `rows`, then as many empty ones as `baris_kosong` says.

    The first column counts on through both. `height` (cm) gives known rows room for an initial.
    """
    table = ruled_table(doc, [column.width for column in columns])
    heading = add_row(table)
    fill_row(heading, [column.title for column in columns], "Kepala Lembar")
    repeat_on_each_page(heading)
    logic_row(table, f"for b in {rows}")
    known = add_row(table)
    aligns = [column.align for column in columns]
    fill_row(known, [column.value for column in columns], "Sel Lembar", aligns)
    logic_row(table, "endfor")
    logic_row(table, f"for n in range([baris_kosong if baris_kosong is number else 0, {MOST}]|min)")
    empty = add_row(table)
    fill_row(empty, [f"{{{{ {rows}|length + loop.index }}}}."], "Sel Lembar", [Align.CENTER])
    logic_row(table, "endfor")
    hold_open(empty, HEIGHT_CM)
    if height:
        hold_open(known, height)
    for row in table.rows:
        keep_whole(row)
