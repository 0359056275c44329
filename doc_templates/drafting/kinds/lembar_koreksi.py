"""Lembar koreksi: what is to be mended in a draft, and whether it goes on or back."""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as Align
from docx.table import Table, _Cell

from doc_templates.drafting import (
    looks_naskah,  # noqa: F401  # makes its styles known
    shapes,
)
from doc_templates.drafting.tables import fill_row, repeat_on_each_page

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
BLANK_ROWS = "range([baris_kosong or 0, 100]|min)"


def draft() -> Document:
    """The sheet as a template."""
    doc = shapes.new_document("korespondensi")
    shapes.kop(doc)
    shapes.title(doc, "LEMBAR KOREKSI", number="")
    _facts(doc)
    with shapes.when(doc, "koreksi or baris_kosong"):
        _corrections(doc)
        shapes.logic(doc, "else")
        shapes.say(doc, "Tidak ada yang perlu dikoreksi.", "Isi")
    shapes.say(doc, "", "Jarak Tanda Tangan")
    _outcome(doc)
    return doc


def _facts(doc: Document) -> None:
    table = shapes.bare_table(doc, [3.6, 0.4, 12.0])
    for label, value in FACTS:
        fill_row(shapes.add_row(table), [label, ":", value], "Baris Keterangan")
    shapes.say(doc, "", "Jarak")


def _corrections(doc: Document) -> None:
    table = shapes.ruled_table(doc, [column.width for column in CORRECTIONS])
    heading = shapes.add_row(table)
    fill_row(heading, [column.title for column in CORRECTIONS], "Kepala Lembar")
    repeat_on_each_page(heading)
    shapes.logic_row(table, "for b in koreksi")
    values = [column.value for column in CORRECTIONS]
    aligns = [column.align for column in CORRECTIONS]
    fill_row(shapes.add_row(table), values, "Sel Lembar", aligns)
    shapes.logic_row(table, "endfor")
    _blank_rows(table)
    for row in table.rows:
        shapes.keep_whole(row)


def _blank_rows(table: Table) -> None:
    shapes.logic_row(table, f"for n in {BLANK_ROWS}")
    row = shapes.add_row(table)
    shapes.hold_open(row, 1.0)
    fill_row(row, ["{{ koreksi|length + loop.index }}."], "Sel Lembar", [Align.CENTER])
    shapes.logic_row(table, "endfor")


def _outcome(doc: Document) -> None:
    """One row for all that is decided, so that it stays on one page."""
    row = shapes.add_row(shapes.ruled_table(doc, [9.0, 7.0]))
    shapes.keep_whole(row)
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
