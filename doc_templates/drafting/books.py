"""Books of the agenda: a wide ruled table on paper that lies, its heading on every page."""

from collections.abc import Sequence

from docx.document import Document

from doc_templates.drafting.shapes import kop
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
from doc_templates.drafting.worksheet import facts, lying_document


def book(columns: Sequence[Column], known: Sequence[tuple[str, str]] = ()) -> Document:
    """A book with these columns; its rows are `baris`, its title `judul`, its span `kurun`.

    `known` are lines of label and value above the rows.
    """
    doc = lying_document()
    kop(doc)
    say(doc, "{{ judul|upper }}", "Judul Sampul")
    say(doc, "{{ kurun }}, dicetak {{ tanggal_cetak|tanggal }}", "Kurun Buku")
    if known:
        facts(doc, known, label=3.0)
    _rows(doc, columns)
    with when(doc, "not baris"):
        say(doc, "Belum ada catatan.", "Isi Kurang")
    with when(doc, "jejak"):
        say(doc, "{{ jejak }}", "Jejak Audit")
    return doc


def _rows(doc: Document, columns: Sequence[Column]) -> None:
    table = ruled_table(doc, [column.width for column in columns])
    heading = add_row(table)
    fill_row(heading, [column.title for column in columns], "Kepala Berkas")
    repeat_on_each_page(heading)
    logic_row(table, "for b in baris")
    values = [column.value for column in columns]
    fill_row(add_row(table), values, "Sel Berkas", [column.align for column in columns])
    logic_row(table, "endfor")
    for row in table.rows:
        keep_whole(row)
