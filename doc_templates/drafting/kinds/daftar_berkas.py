"""Daftar berkas (naskah-dinas 5.1): one row for each dossier of a year."""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as Align

from doc_templates.drafting.books import book
from doc_templates.drafting.tables import Column

COLUMNS = [
    Column("No.", 1.2, "{{ b.no }}", Align.CENTER),
    Column("Kode Klasifikasi", 2.8, "{{ b.kode_klasifikasi }}"),
    Column("Nomor Berkas", 1.9, "{{ b.nomor_berkas }}", Align.CENTER),
    Column("Unit Pengolah", 4.3, "{{ b.unit_pengolah }}"),
    Column("Uraian Informasi Berkas", 6.6, "{{ b.uraian }}"),
    Column("Kurun Waktu", 1.9, "{{ b.kurun_waktu }}", Align.CENTER),
    Column("Jumlah", 1.8, "{{ b.jumlah }}", Align.CENTER),
    Column("Keterangan", 4.2, "{{ b.keterangan }}"),
]


def draft() -> Document:
    """The list as a template."""
    return book(COLUMNS)
