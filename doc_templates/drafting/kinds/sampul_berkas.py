"""The cover of an exported dossier: what it is, what it holds, and what is still missing."""

from collections.abc import Sequence

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as Align

from doc_templates.drafting import looks  # noqa: F401  # makes its styles known
from doc_templates.drafting.shapes import kop, new_document
from doc_templates.drafting.tables import (
    Column,
    add_row,
    bare_table,
    fill_row,
    keep_whole,
    logic_row,
    repeat_on_each_page,
    ruled_table,
)
from doc_templates.drafting.text import each, say, when

IDENTITY = (
    ("Instansi", "{{ instansi.nama }}"),
    ("Judul berkas", "{{ judul }}"),
    ("SOP", "{{ sop }}"),
    ("Kurun waktu", "{{ periode }}"),
    ("Kode klasifikasi", "{{ kode_klasifikasi }}"),
    ("Tanggal ekspor", "{{ tanggal_ekspor|tanggal }}"),
)
CONTENTS = [
    Column("No.", 1.0, "{{ loop.index }}", Align.CENTER),
    Column("Langkah", 1.8, "{{ b.langkah }}", Align.CENTER),
    Column("Dokumen", 4.0, "{{ b.dokumen }}"),
    Column(
        "Nomor/Tanggal",
        4.5,
        "{% if b.nomor %}{{ b.nomor }}{% else %}{{ b.tanggal|tanggal }}{% endif %}",
    ),
    Column("Keterangan", 2.9, "{{ b.keterangan }}"),
    Column("Halaman", 1.8, "{{ b.halaman }}", Align.CENTER),
]
MATRIX = [
    Column("Langkah", 1.8, "{{ b.langkah }}", Align.CENTER),
    Column("Jenis", 2.4, "{{ b.jenis }}"),
    Column("Kelengkapan dan keluaran", 4.6, "{{ b.nama }}"),
    Column("Keadaan", 2.9, "{{ b.keadaan }}"),
    Column("Keterangan", 4.3, "{{ b.keterangan }}"),
]

DECISIONS = [
    Column("Langkah", 1.8, "{{ b.langkah }}", Align.CENTER),
    Column("Tanggal", 2.6, "{{ b.tanggal|tanggal }}"),
    Column("Keputusan", 3.8, "{{ b.keputusan }}"),
    Column("Catatan", 4.8, "{{ b.catatan }}"),
    Column("Oleh", 3.0, "{{ b.oleh }}"),
]
DELIVERIES = [
    Column("Langkah", 1.8, "{{ b.langkah }}", Align.CENTER),
    Column("Dokumen", 4.2, "{{ b.dokumen }}"),
    Column("Tanggal", 2.6, "{{ b.tanggal|tanggal }}"),
    Column("Kepada", 4.0, "{{ b.kepada }}"),
    Column("Jumlah", 1.6, "{{ b.jumlah }}", Align.CENTER),
    Column("Cara", 1.8, "{{ b.cara }}"),
]


def draft() -> Document:
    """The cover as a template."""
    doc = new_document("korespondensi")
    kop(doc)
    say(doc, "SAMPUL BERKAS", "Judul Sampul")
    _identity(doc)
    say(doc, "Daftar isi berkas", "Judul Bagian")
    with when(doc, "isi"):
        _listed(doc, CONTENTS, "b in isi")
    with when(doc, "not isi"):
        say(doc, "Berkas ini belum berisi dokumen.", "Isi Kurang")
    _missing(doc)
    with when(doc, "matriks"):
        say(doc, "Matriks kelengkapan", "Judul Bagian")
        _listed(doc, MATRIX, "b in matriks")
    with when(doc, "keputusan"):
        say(doc, "Keputusan", "Judul Bagian")
        _listed(doc, DECISIONS, "b in keputusan")
    with when(doc, "penyampaian"):
        say(doc, "Penyampaian", "Judul Bagian")
        _listed(doc, DELIVERIES, "b in penyampaian")
    with when(doc, "jejak"):
        say(doc, "{{ jejak }}", "Jejak Audit")
    return doc


def _identity(doc: Document) -> None:
    table = bare_table(doc, [3.8, 0.4, 11.8])
    for label, value in IDENTITY:
        fill_row(add_row(table), [label, ":", value], "Identitas Berkas")


def _listed(doc: Document, columns: Sequence[Column], rows: str) -> None:
    """A ruled table with a row for each of `rows`, its heading on every page."""
    table = ruled_table(doc, [column.width for column in columns])
    heading = add_row(table)
    fill_row(heading, [column.title for column in columns], "Kepala Berkas")
    repeat_on_each_page(heading)
    logic_row(table, f"for {rows}")
    row = add_row(table)
    values, aligns = zip(*((one.value, one.align) for one in columns), strict=True)
    fill_row(row, list(values), "Sel Berkas", list(aligns))
    if columns is CONTENTS:
        with when(row.cells[3], "b.nomor and b.tanggal"):
            say(row.cells[3], "{{ b.tanggal|tanggal }}", "Sel Berkas")
    logic_row(table, "endfor")
    for row in table.rows:
        keep_whole(row)


def _missing(doc: Document) -> None:
    say(doc, "Belum lengkap", "Judul Bagian")
    with each(doc, "b in kurang"):
        say(doc, "{{ loop.index }}.\t{{ b }}", "Butir Kurang")
    with when(doc, "not kurang"):
        say(doc, "Tidak ada. Semua dokumen sudah ada dan sudah ditandatangani.", "Isi Kurang")
