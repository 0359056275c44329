"""The archive copy of a letter: the same document with a table for initials left of the signature.

The copy that is sent stays without one (naskah-dinas 4.3): the table is put into a finished DOCX,
so both say the same. Where the left half is taken, by a receipt for instance, it stands below.
"""

import io
from collections.abc import Sequence

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row, CT_Tbl, CT_Tc
from docx.oxml.text.paragraph import CT_P
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from doc_templates.drafting import styles
from doc_templates.drafting.blank import TEXT_WIDTH_CM
from doc_templates.drafting.styles import SIGNER_CM
from doc_templates.drafting.tables import (
    TWIPS_PER_CM,
    add_row,
    bare_table,
    fill_row,
    hold_open,
    keep_whole,
    ruled_table,
)
from doc_templates.drafting.text import Place, say

WIDTHS = (4.4, 1.9)  # cm: the post, and room for the initials
ROW_CM = 0.8
TITLE = "PARAF HIERARKI"
_SIGNERS = ("Penanda Tangan", "Penetap", "Penetapan", "Kolom")  # how names of styles end
_INDENTED = _SIGNERS[:-1]


def with_initials(document: bytes, posts: Sequence[str]) -> bytes:
    """The finished DOCX with a row for each post; posts come in the order in which they sign."""
    doc = docx.Document(io.BytesIO(document))
    signature = _signature(doc)
    _table(_place(doc, signature), posts)
    target = io.BytesIO()
    doc.save(target)
    return target.getvalue()


def _signature(doc: Document) -> Paragraph | None:
    """The first line of the first signature; the letter's own stands before its attachments'."""
    styles = {style.style_id: style.name or "" for style in doc.styles}
    for node in doc.element.body.iter(qn("w:p")):
        (style,) = node.xpath("w:pPr/w:pStyle/@w:val") or [""]
        if styles.get(str(style), "").endswith(_SIGNERS):
            return Paragraph(node, doc._body)
    return None


def _place(doc: Document, signature: Paragraph | None) -> Place:
    """Where the table goes: the free left half beside the signature, or the end of the letter."""
    if signature is None:
        return doc
    holder = signature._p.getparent()
    if _is_indented(signature):
        return _beside(doc, signature)
    row = holder.getparent() if isinstance(holder, CT_Tc) else None
    table = row.getparent() if isinstance(row, CT_Row) else None
    if isinstance(row, CT_Row) and isinstance(table, CT_Tbl):
        left = _Cell(row.tc_lst[0], Table(table, doc))
        if left._tc is not holder and not left.text.strip():
            return left
    return doc


def _is_indented(line: Paragraph) -> bool:
    return bool(line.style and (line.style.name or "").endswith(_INDENTED))


def _beside(doc: Document, first: Paragraph) -> Place:
    """The signature's lines moved into the right half of a row; its left half is free."""
    lines = [first]
    while isinstance(after := lines[-1]._p.getnext(), CT_P):
        line = Paragraph(after, doc._body)
        if not _is_indented(line):
            break
        lines.append(line)
    halves = bare_table(doc, [SIGNER_CM, TEXT_WIDTH_CM - SIGNER_CM])
    tail = doc.add_paragraph(style=styles.use(doc, "Sesudah Tanda Tangan"))
    first._p.addprevious(halves._tbl)
    halves._tbl.addnext(tail._p)
    row = add_row(halves)
    keep_whole(row)
    left, right = row.cells
    for line in lines:
        right._tc.append(line._p)
        line.paragraph_format.left_indent = 0
    right._tc.remove(right._tc.p_lst[0])
    return left


def _table(place: Place, posts: Sequence[str]) -> None:
    if isinstance(place, Document):
        say(place, "", "Jarak")
    table = ruled_table(place, WIDTHS)
    for width in table._tbl.tblPr.iter(qn("w:tblW")):
        width.set(qn("w:type"), "dxa")
        width.set(qn("w:w"), str(round(sum(WIDTHS) * TWIPS_PER_CM)))
    heading = add_row(table)
    say(heading.cells[0].merge(heading.cells[1]), TITLE, "Paraf Kepala")
    for post in posts:
        row = add_row(table)
        fill_row(row, [post], "Paraf Jabatan")
        hold_open(row, ROW_CM)
    for row in table.rows:
        keep_whole(row)
    if isinstance(place, _Cell):
        _begin_with(place, table)


def _begin_with(cell: _Cell, table: Table) -> None:
    """The table first in its cell, and one small paragraph behind it."""
    for node in cell._tc.p_lst:
        cell._tc.remove(node)
    cell._tc.append(table._tbl)
    cell.add_paragraph()
