"""Ceklist dokumen: which supporting documents are there, to be ticked on screen or by hand."""

from docx.document import Document

from doc_templates.drafting.laporan_kolom import MIDDLE, NUMBER
from doc_templates.drafting.shapes import new_document
from doc_templates.drafting.tables import Column
from doc_templates.drafting.worksheet import begin, facts, grid, sign, total

TICK = "√"  # in every text font, unlike the check mark
COLUMNS = [
    NUMBER,
    Column("Dokumen", 8.0, "{{ b.dokumen }}"),
    Column("Ada", 1.4, f"{{% if b.keadaan == 'Ada' %}}{TICK}{{% endif %}}", MIDDLE),
    Column("Tidak Ada", 1.6, f"{{% if b.keadaan == 'Tidak ada' %}}{TICK}{{% endif %}}", MIDDLE),
    Column("Keterangan", 4.1, "{{ b.keterangan }}"),
]


def draft() -> Document:
    """The checklist as a template."""
    doc = new_document("korespondensi")
    begin(doc, "CEKLIST DOKUMEN", "{{ judul|upper }}")
    facts(
        doc,
        [
            ("Unit yang diperiksa", "{{ unit }}"),
            ("Tahun data", "{{ tahun }}"),
            ("Tanggal pemeriksaan", "{{ tanggal_surat|tanggal }}"),
        ],
        label=7.0,
    )
    table = grid(doc, COLUMNS, "dokumen", height=0.8)
    total(table, "Jumlah", 2, [_count("Ada"), _count("Tidak ada"), LEFT])
    sign(table, "Diperiksa oleh,", 2)
    return doc


def _count(state: str) -> str:
    return f"{{{{ dokumen|selectattr('keadaan', 'equalto', '{state}')|list|length }}}}"


LEFT = (
    "{% set sisa = dokumen|rejectattr('keadaan')|list|length %}"
    "{% if sisa %}belum diperiksa {{ sisa }}{% endif %}"
)
