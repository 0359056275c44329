"""Laporan hasil pengumpulan data: what was asked of whom, what came, and what it means."""

from docx.document import Document

from doc_templates.drafting.hasil import result_report, signed_annex
from doc_templates.drafting.laporan_kolom import MIDDLE, NUMBER, UNIT, figure, percent
from doc_templates.drafting.report import report_table
from doc_templates.drafting.sections import prose
from doc_templates.drafting.tables import Column
from doc_templates.drafting.text import say, when

SUMS = {
    name: f"hasil|map(attribute='{name}')|select('number')|sum" for name in ("diminta", "diterima")
}
SHARE = (
    f"{{% set diminta = {SUMS['diminta']} %}}{{% set diterima = {SUMS['diterima']} %}}"
    "Dari {{ diminta }} data yang diminta, {{ diterima }} data telah diterima dan diperiksa "
    "atau " + percent("diterima", "diminta") + " persen, dengan rincian pada tabel berikut."
)
SUPPLIERS = [
    NUMBER,
    Column("Pemasok Data", 4.8, "{{ b.jabatan }}"),
    Column("Data Diminta", 1.8, "{{ b.diminta }}", MIDDLE),
    Column("Data Diterima", 1.8, "{{ b.diterima }}", MIDDLE),
    Column("Tanggal Diterima", 2.9, "{{ b.tanggal|tanggal }}", MIDDLE),
    Column("Keterangan", 3.8, "{{ b.keterangan }}"),
]
TOTAL = ["", "Jumlah", f"{{{{ {SUMS['diminta']} }}}}", f"{{{{ {SUMS['diterima']} }}}}", "", ""]
DATA = [
    NUMBER,
    Column("Unit Kerja", 3.6, "{{ b.unit }}"),
    Column("Data/Indikator", 5.6, "{{ b.indikator }}"),
    UNIT,
    figure("Realisasi", "realisasi", 2.0),
    Column("Status", 2.1, "{{ b.status }}", MIDDLE),
]


def draft() -> Document:
    """The report as a template."""
    doc = result_report(_results)
    with when(doc, "data"):
        signed_annex(doc, "DATA KINERJA YANG DIKUMPULKAN", DATA, "data")
    return doc


def _results(doc: Document) -> None:
    prose(doc, "uraian_hasil")
    say(doc, SHARE, "Antar Bab")
    report_table(doc, "Tabel 1 Data menurut Pemasoknya", SUPPLIERS, "hasil", total=TOTAL)
