"""Lembar koreksi: what is to be mended in a draft, and whether it goes on or back."""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as Align
from docx.table import _Cell

from doc_templates.drafting import shapes
from doc_templates.drafting.open_table import open_table

TICKED, OPEN = "☑", "☐"
ON, BACK = "Lanjut", "Kembali"
FACTS = (
    ("Dokumen", "{{ dokumen }}"),
    ("Versi", "{{ versi or '-' }}"),
    ("Penyusun", "{{ penyusun or '-' }}"),
    ("Dikoreksi oleh", "{{ penandatangan.nama_lengkap }} ({{ penandatangan.sebutan }})"),
    ("Tanggal koreksi", "{{ tanggal_koreksi|tanggal }}"),
)
CORRECTIONS = [
    shapes.Column("No.", 1.0, "{{ loop.index }}.", Align.CENTER),
    shapes.Column("Halaman/Bagian", 2.8, "{{ b.bagian }}"),
    shapes.Column("Tertulis", 4.4, "{{ b.tertulis }}"),
    shapes.Column("Seharusnya", 4.4, "{{ b.seharusnya }}"),
    shapes.Column("Keterangan", 3.4, "{{ b.keterangan }}"),
]


def draft() -> Document:
    """The sheet as a template."""
    doc = shapes.new_document("korespondensi")
    shapes.kop(doc)
    shapes.title(doc, "LEMBAR KOREKSI", number="")
    _facts(doc)
    with shapes.when(doc, "koreksi or baris_kosong"):
        open_table(doc, CORRECTIONS, "koreksi")
        shapes.logic(doc, "else")
        shapes.say(doc, "Tidak ada yang perlu dikoreksi.", "Isi")
    shapes.say(doc, "", "Jarak Tanda Tangan")
    _outcome(doc)
    return doc


def _facts(doc: Document) -> None:
    table = shapes.bare_table(doc, [3.6, 0.4, 12.0])
    for label, value in FACTS:
        shapes.fill_row(shapes.add_row(table), [label, ":", value], "Baris Keterangan")
    shapes.say(doc, "", "Jarak")


def _outcome(doc: Document) -> None:
    """One row for all that is decided, so that it stays on one page."""
    row = shapes.add_row(shapes.ruled_table(doc, [9.0, 7.0]))
    shapes.keep_whole(row)
    shapes.say(doc, "", "Sesudah Tanda Tangan")
    decided, initialled = row.cells
    _decided(decided)
    shapes.say(initialled, "Paraf dan tanggal:", "Kepala Sel")
    shapes.say(initialled, "{{ tanggal_koreksi|tanggal }}", "Tanggal Paraf")
    shapes.signature_lines(initialled, "penandatangan", suffix="Sel")


def _decided(cell: _Cell) -> None:
    shapes.say(cell, "Hasil koreksi:", "Kepala Sel")
    for status, words in (
        (ON, "Dapat dilanjutkan ke langkah berikutnya"),
        (BACK, "Dikembalikan kepada penyusun untuk diperbaiki"),
    ):
        tick = f"{{% if hasil == '{status}' %}}{TICKED}{{% else %}}{OPEN}{{% endif %}}"
        shapes.say(cell, f"{tick}\t{words}", "Pilihan")
    with shapes.when(cell, f"hasil == '{BACK}' and batas_perbaikan"):
        shapes.say(cell, "\tpaling lambat {{ batas_perbaikan|hari_tanggal }}", "Pilihan")
    with shapes.when(cell, "catatan"):
        shapes.say(cell, "", "Jarak")
        shapes.say(cell, "Catatan:", "Kepala Sel")
        shapes.add_isi(cell, "catatan", "Isi Sel")
