"""A lampiran with whose it is at its top right, and a table that ends with a signature."""

from collections.abc import Sequence

from docx.document import Document
from docx.table import Table

from doc_templates.drafting import looks_naskah  # noqa: F401  # makes its styles known
from doc_templates.drafting.closing import signing_cell
from doc_templates.drafting.signature import signature_lines
from doc_templates.drafting.signers import NIP
from doc_templates.drafting.tables import (
    Column,
    add_row,
    fill_row,
    keep_whole,
    logic_row,
    repeat_on_each_page,
    ruled_table,
)
from doc_templates.drafting.text import say, when

LAST_ROWS = 2  # rows that stay with what is below the table


def annex(doc: Document, whose: str, words: str) -> None:
    """A new page with whose lampiran it is at its top right, number and date, and a title.

    A draft has no number yet, and may have no date: only what is numbered has a gap for it.
    """
    heading = say(doc, whose, "Kepala Lampiran")
    heading.paragraph_format.page_break_before = True
    with when(doc, "nomor_surat"):
        say(doc, "Nomor\t:\t{{ nomor_surat }}", "Rincian Lampiran")
    with when(doc, "nomor_surat or tanggal_surat|tanggal|trim"):
        say(doc, "Tanggal\t:\t{{ tanggal_surat|tanggal }}", "Rincian Lampiran")
    say(doc, words, "Judul Daftar")


def kept_table(
    doc: Document,
    columns: Sequence[Column],
    rows: str,
    *,
    nip_in: int | None = None,
) -> Table:
    """A ruled table in small print whose last rows stay with what its caller puts below them.

    `nip_in` is the place of the column that has a person's NIP below the name. Rows added later
    need `keep_whole` too.
    """
    table = ruled_table(doc, [column.width for column in columns])
    heading = add_row(table)
    fill_row(heading, [column.title for column in columns], "Kepala Lembar")
    repeat_on_each_page(heading)
    logic_row(table, f"for b in {rows}")
    for condition, style in (
        (f"if loop.revindex > {LAST_ROWS}", "Sel Lembar"),
        ("else", "Sel Lembar Akhir"),
    ):
        logic_row(table, condition)
        row = add_row(table)
        fill_row(
            row,
            [column.value for column in columns],
            style,
            [column.align for column in columns],
        )
        if nip_in is not None:
            with when(row.cells[nip_in], "b.nip"):
                say(row.cells[nip_in], NIP + " {{ b.nip|nip }}", style)
    logic_row(table, "endif")
    logic_row(table, "endfor")
    for row in table.rows:
        keep_whole(row)
    return table


def signed_table(
    doc: Document, columns: Sequence[Column], rows: str, *, nip_in: int | None = None
) -> None:
    """The table of a lampiran, signed below; the signature is never alone on a page."""
    table = kept_table(doc, columns, rows, nip_in=nip_in)
    cell = signing_cell(table)
    keep_whole(table.rows[-1])
    say(cell, "", "Jarak Tanda Tangan")
    signature_lines(cell, "penandatangan")
