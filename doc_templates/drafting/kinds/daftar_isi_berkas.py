"""Daftar isi berkas (naskah-dinas 5.1): one row for each document of a dossier."""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as Align

from doc_templates.drafting.books import book
from doc_templates.drafting.tables import Column

FACTS = [("Berkas", "{{ berkas }}"), ("Unit pengolah", "{{ unit_pengolah }}")]
COLUMNS = [
    Column("No. Berkas", 1.6, "{{ b.nomor_berkas }}", Align.CENTER),
    Column("No. Item Arsip", 1.7, "{{ b.no }}", Align.CENTER),
    Column("Kode Klasifikasi", 2.6, "{{ b.kode_klasifikasi }}"),
    Column("Uraian Informasi Arsip", 10.2, "{{ b.uraian }}"),
    Column("Tanggal", 2.3, "{{ b.tanggal }}", Align.CENTER),
    Column("Jumlah", 2.0, "{{ b.jumlah }}", Align.CENTER),
    Column("Keterangan", 4.3, "{{ b.keterangan }}"),
]


def draft() -> Document:
    """The list as a template."""
    return book(COLUMNS, FACTS)
