"""Daftar hadir: who came, each with room to sign, odd and even staggered (naskah-dinas 1.7)."""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as Align
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table, _Cell

from doc_templates.drafting.closing import signing_cell
from doc_templates.drafting.meeting import facts
from doc_templates.drafting.shapes import kop, new_document, signature_block, title
from doc_templates.drafting.tables import (
    add_row,
    fill_row,
    keep_whole,
    logic_row,
    repeat_on_each_page,
    ruled_table,
)
from doc_templates.drafting.text import say

WIDTHS = [1.1, 5.3, 5.0, 2.3, 2.3]  # the last two are the halves of the column for signatures
EXTRA = "(baris_kosong if baris_kosong is number else 0)"
LAST_ROWS = 2  # rows that stay with the signature below the table


def draft() -> Document:
    """The sheet as a template."""
    doc = new_document("korespondensi")
    kop(doc)
    title(doc, "DAFTAR HADIR", number="")
    facts(doc, [])
    say(doc, "", "Jarak")
    _table(doc)
    return doc


def _table(doc: Document) -> None:
    table = ruled_table(doc, WIDTHS)
    heading = add_row(table)
    fill_row(heading, ["No.", "Nama", "Jabatan/Instansi"], "Sel Rapat Kepala")
    say(heading.cells[3].merge(heading.cells[4]), "Tanda Tangan", "Sel Rapat Kepala")
    repeat_on_each_page(heading)
    logic_row(table, f"for nomor in range(1, peserta|length + [{EXTRA}, 100]|min + 1)")
    for condition, style in (
        (f"if loop.revindex > {LAST_ROWS}", "Sel Hadir"),
        ("else", "Sel Hadir Akhir"),
    ):
        logic_row(table, condition)
        _person(table, style)
    logic_row(table, "endif")
    logic_row(table, "endfor")
    cell = signing_cell(table)
    say(cell, "", "Awal Tanda Tangan")
    signature_block(cell)
    for row in table.rows:
        keep_whole(row)


def _person(table: Table, style: str) -> None:
    """An invited person or an empty line, to sign at the left when odd, at the right when even."""
    invited = "{% if nomor <= peserta|length %}{{ peserta[nomor - 1]."
    texts = [
        "{{ nomor }}.",
        invited + "nama }}{% endif %}",
        invited + "jabatan }}{% endif %}",
        "{% if nomor % 2 == 1 %}{{ nomor }}.{% endif %}",
        "{% if nomor % 2 == 0 %}{{ nomor }}.{% endif %}",
    ]
    row = add_row(table)
    fill_row(row, texts, style, [Align.CENTER])
    for cell, side in ((row.cells[3], "right"), (row.cells[4], "left")):
        _drop_rule(cell, side)


def _drop_rule(cell: _Cell, side: str) -> None:
    """The two halves of the signature column stand side by side without a line between them."""
    rule = f'<w:tcBorders {nsdecls("w")}><w:{side} w:val="nil"/></w:tcBorders>'
    cell._tc.get_or_add_tcPr().append(parse_xml(rule))
