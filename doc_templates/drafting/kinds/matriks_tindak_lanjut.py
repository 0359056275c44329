"""Matriks tindak lanjut (rencana aksi): what follows from each recommendation, who, by when."""

from docx.document import Document

from doc_templates.drafting.laporan_kolom import MIDDLE, NUMBER
from doc_templates.drafting.tables import Column
from doc_templates.drafting.worksheet import begin, grid, lying_document, sign

COLUMNS = [
    NUMBER,
    Column("Rekomendasi", 5.6, "{{ b.rekomendasi }}"),
    Column("Rencana Aksi", 5.6, "{{ b.rencana_aksi }}"),
    Column("Penanggung Jawab", 3.3, "{{ b.penanggung_jawab }}"),
    Column("Tenggat", 2.1, "{{ b.tenggat|tanggal }}", MIDDLE),
    Column("Status", 1.8, "{{ b.status }}", MIDDLE),
    Column("Kemajuan", 2.9, "{{ b.kemajuan }}"),
    Column("Bukti Dukung", 2.5, "{{ b.bukti }}"),
]
STATES = ("Selesai", "Dalam proses", "Belum mulai")


def draft() -> Document:
    """The matrix as a template."""
    doc = lying_document()
    begin(doc, "MATRIKS TINDAK LANJUT", "{{ dasar|upper }}")
    table = grid(doc, COLUMNS, "baris")
    counts = ", ".join(f"{state.lower()} {_count(state)}" for state in STATES)
    line = "Dari {{ baris|length }} rencana aksi: " + counts + "."
    sign(table, "", 4, lines=[line])
    return doc


def _count(state: str) -> str:
    return f"{{{{ baris|selectattr('status', 'equalto', '{state}')|list|length }}}}"
