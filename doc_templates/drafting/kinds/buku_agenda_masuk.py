"""Buku agenda surat masuk (naskah-dinas 2.5): one row for each letter that came in."""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as Align

from doc_templates.drafting.books import book
from doc_templates.drafting.tables import Column

COLUMNS = [
    Column("No.", 1.0, "{{ b.no }}", Align.CENTER),
    Column("Tanggal terima", 2.2, "{{ b.tanggal_terima }}", Align.CENTER),
    Column("Nomor agenda", 1.7, "{{ b.nomor_agenda }}", Align.CENTER),
    Column("Pengirim", 3.7, "{{ b.pengirim }}"),
    Column("Tanggal surat", 2.2, "{{ b.tanggal_surat }}", Align.CENTER),
    Column("Nomor surat", 3.6, "{{ b.nomor }}"),
    Column("Isi ringkas", 4.5, "{{ b.isi_ringkas }}"),
    Column("Lampiran", 1.8, "{{ b.lampiran }}"),
    Column("Sifat", 1.5, "{{ b.sifat }}"),
    Column("Keterangan", 2.5, "{{ b.keterangan }}"),
]


def draft() -> Document:
    """The book as a template."""
    return book(COLUMNS)
