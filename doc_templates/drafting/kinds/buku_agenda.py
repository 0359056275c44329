"""Buku agenda surat keluar (naskah-dinas 2.5): one row for each number."""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as Align

from doc_templates.drafting.books import book
from doc_templates.drafting.tables import Column

COLUMNS = [
    Column("No.", 1.4, "{{ b.no }}", Align.CENTER),
    Column("Nomor surat", 4.6, "{{ b.nomor }}"),
    Column("Tanggal surat", 2.3, "{{ b.tanggal_surat }}", Align.CENTER),
    Column("Tanggal kirim", 2.3, "{{ b.tanggal_kirim }}", Align.CENTER),
    Column("Dikirim kepada", 4.9, "{{ b.tujuan }}"),
    Column("Isi ringkas", 5.9, "{{ b.isi_ringkas }}"),
    Column("Keterangan", 3.3, "{{ b.keterangan }}"),
]


def draft() -> Document:
    """The book as a template."""
    return book(COLUMNS)
