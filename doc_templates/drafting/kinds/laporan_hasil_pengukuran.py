"""Laporan hasil pengukuran kinerja: what each indicator achieved, how measured, what it means."""

from docx.document import Document

from doc_templates.drafting.hasil import result_report, signed_annex
from doc_templates.drafting.laporan_capaian import achieved
from doc_templates.drafting.laporan_kolom import NUMBER
from doc_templates.drafting.sections import prose
from doc_templates.drafting.tables import Column
from doc_templates.drafting.text import say

METHOD = [
    NUMBER,
    Column("Indikator Kinerja", 5.0, "{{ b.indikator }}"),
    Column("Rumus Perhitungan", 3.8, "{{ b.rumus }}"),
    Column("Sumber Data", 2.8, "{{ b.sumber_data }}"),
    Column("Analisis", 3.5, "{{ b.analisis }}"),
]


def draft() -> Document:
    """The report as a template."""
    doc = result_report(_results)
    signed_annex(doc, "CARA PENGUKURAN DAN ANALISIS", METHOD, "capaian")
    return doc


def _results(doc: Document) -> None:
    prose(doc, "uraian_hasil")
    say(doc, "Capaian setiap indikator kinerja adalah sebagai berikut.", "Antar Bab")
    achieved(doc, "Tabel 1 Capaian Indikator Kinerja {{ periode }}")
