"""Tanda terima formulir: who got a blank form, and whose filled one came back, with paraf."""

from docx.document import Document

from doc_templates.drafting.laporan_kolom import MIDDLE, NUMBER
from doc_templates.drafting.report import spanned_heading
from doc_templates.drafting.tables import Column, ruled_table
from doc_templates.drafting.worksheet import begin, body, lying_document, sign

COLUMNS = [
    NUMBER,
    Column("Unit Penyuplai Data", 4.4, "{{ b.unit }}"),
    Column("Jumlah (lembar)", 1.7, "{{ b.jumlah }}", MIDDLE),
    Column("Tanggal", 2.7, "{{ b.tanggal_bagi|tanggal }}", MIDDLE),
    Column("Nama Penerima", 4.3, "{{ b.nama }}"),
    Column("Paraf", 1.7, ""),
    Column("Tanggal", 2.7, "{{ b.tanggal_kembali|tanggal }}", MIDDLE),
    Column("Kelengkapan", 2.4, "{{ b.kelengkapan }}", MIDDLE),
    Column("Keterangan", 2.2, "{{ b.keterangan }}"),
    Column("Paraf", 1.7, ""),
]
SPANS = [*[("", 1)] * 3, ("Formulir Diserahkan", 3), ("Formulir Terisi Diterima Kembali", 4)]
COUNT = (
    "Formulir terisi yang sudah kembali: {{ baris|selectattr('kelengkapan')|list|length }} dari "
    "{{ baris|length }} unit, lengkap "
    "{{ baris|selectattr('kelengkapan', 'equalto', 'Lengkap')|list|length }}."
)


def draft() -> Document:
    """The receipt as a template."""
    doc = lying_document()
    begin(
        doc,
        "TANDA TERIMA FORMULIR",
        "PENGUMPULAN DATA KINERJA {{ periode|upper }} TAHUN {{ tahun }}",
    )
    table = ruled_table(doc, [column.width for column in COLUMNS])
    spanned_heading(table, COLUMNS, SPANS)
    body(table, COLUMNS, "baris", height=0.8)
    sign(table, "Petugas pengumpul data,", 5, lines=[COUNT])
    return doc
