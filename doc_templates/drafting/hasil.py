"""What the reports on collecting and on measuring share (naskah-dinas 1.12)."""

from collections.abc import Callable, Sequence

from docx.document import Document

from doc_templates.drafting.annex import annex, signed_table
from doc_templates.drafting.kop import kop
from doc_templates.drafting.laporan_kolom import NUMBER
from doc_templates.drafting.report import report_table
from doc_templates.drafting.sections import closing_prose, part, points, prose, subpart, titles
from doc_templates.drafting.shapes import (
    PLACE_AND_DATE,
    new_document,
    signature_block,
    tembusan,
)
from doc_templates.drafting.tables import Column
from doc_templates.drafting.text import logic, say, when

OBSTACLES = [
    NUMBER,
    Column("Kendala", 5.8, "{{ b.kendala }}"),
    Column("Tindak Lanjut", 5.8, "{{ b.tindak_lanjut }}"),
    Column("Penanggung Jawab", 3.5, "{{ b.penanggung_jawab }}"),
]


def result_report(results: Callable[[Document], None]) -> Document:
    """A report up to its signature; `results` writes its third part."""
    doc = new_document("laporan")
    kop(doc)
    with when(doc, "versi != 'Final'"):
        say(doc, "{{ versi|upper }}", "Versi Naskah")
    titles(doc, "{{ hal|upper }}", "{{ instansi.nama|upper }}", "{{ periode|upper }}")
    part(doc, "I", "Pendahuluan")
    prose(doc, "pendahuluan")
    points(doc, "dasar", "Dasar pelaksanaan kegiatan ini adalah:")
    part(doc, "II", "Pelaksanaan")
    prose(doc, "pelaksanaan")
    part(doc, "III", "Hasil")
    results(doc)
    part(doc, "IV", "Kendala dan Tindak Lanjut")
    _obstacles(doc)
    _end(doc)
    return doc


def _obstacles(doc: Document) -> None:
    with when(doc, "kendala"):
        report_table(doc, "Tabel 2 Kendala dan Tindak Lanjut", OBSTACLES, "kendala")
        logic(doc, "else")
        say(doc, "Tidak ada kendala yang berarti.", "Isi Bab")


def _end(doc: Document) -> None:
    part(doc, "V", "Kesimpulan dan Saran")
    subpart(doc, "Kesimpulan")
    points(doc, "kesimpulan")
    with when(doc, "saran"):
        subpart(doc, "Saran")
        points(doc, "saran")
    part(doc, "VI", "Penutup")
    closing_prose(doc, "penutup")
    signature_block(doc, above=[PLACE_AND_DATE])
    tembusan(doc)


def signed_annex(doc: Document, words: str, columns: Sequence[Column], rows: str) -> None:
    """A lampiran with one table, signed like the report."""
    annex(doc, "Lampiran {{ hal }}", words)
    signed_table(doc, columns, rows)
