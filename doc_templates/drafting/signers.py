"""Signatures of more than one: two side by side, and who takes note of them below."""

from docx.document import Document
from docx.table import _Cell

from doc_templates.drafting import looks_naskah  # noqa: F401  # makes its styles known
from doc_templates.drafting.receipt import signing_row
from doc_templates.drafting.shapes import PLACE_AND_DATE
from doc_templates.drafting.signature import signature_lines
from doc_templates.drafting.tables import add_row, bare_table, keep_whole
from doc_templates.drafting.text import say, when

NIP = "{{ instansi.tata.label_nip }}"
"""What stands before a NIP outside of a signature."""


def approved(doc: Document, field: str = "penandatangan", approver: str = "mengetahui") -> None:
    """Who made it at the right, with place and date; at the left who takes note, where one does."""
    left, right = signing_row(doc)
    with when(left, approver):
        say(left, "Mengetahui,", "Jabatan Kolom")
        signature_lines(left, approver, suffix="Kolom")
    say(right, PLACE_AND_DATE, "Jabatan Kolom")
    signature_lines(right, field, suffix="Kolom")
    say(doc, "", "Sesudah Tanda Tangan")


def one_page(doc: Document) -> _Cell:
    """A place for signatures that stay on one page, however many they are."""
    row = add_row(bare_table(doc, [1]))
    keep_whole(row)
    say(doc, "", "Sesudah Tanda Tangan")
    cell: _Cell = row.cells[0]
    cell._tc.remove(cell.paragraphs[0]._p)
    return cell


def noted_below(cell: _Cell, field: str = "mengetahui") -> None:
    """Who takes note of two signatures, in the middle below them; nobody when it is empty."""
    say(cell, "", "Jarak Tanda Tangan")  # what follows a table in a cell has to be a paragraph
    with when(cell, field):
        say(cell, "Mengetahui,", "Jabatan Tengah")
        signature_lines(cell, field, suffix="Tengah")
