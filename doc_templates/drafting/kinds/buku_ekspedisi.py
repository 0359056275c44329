"""Buku ekspedisi: one row for each delivery, with room to sign for it."""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as Align

from doc_templates.drafting.books import book
from doc_templates.drafting.tables import Column

COLUMNS = [
    Column("No.", 1.2, "{{ b.no }}", Align.CENTER),
    Column("Tanggal", 2.5, "{{ b.tanggal }}", Align.CENTER),
    Column("Nomor surat", 5.5, "{{ b.nomor }}"),
    Column("Tujuan", 6.5, "{{ b.tujuan }}"),
    Column("Nama penerima", 4.8, "{{ b.penerima }}"),
    Column("Tanda tangan", 4.2, "{{ b.tanda_tangan }}"),
]


def draft() -> Document:
    """The book as a template."""
    return book(COLUMNS)
