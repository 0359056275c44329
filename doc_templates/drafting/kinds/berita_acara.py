"""Berita acara: two sides put down what they handed over or found (naskah-dinas 1.11)."""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as Align
from docx.table import _Cell

from doc_templates.drafting import shapes
from doc_templates.drafting.receipt import signing_row
from doc_templates.drafting.signature import in_capitals
from doc_templates.drafting.signers import NIP, noted_below, one_page

FIRST, SECOND = "PIHAK KESATU", "PIHAK KEDUA"
OPENING = (
    "Pada hari ini, {{ tanggal_surat|hari }}, tanggal {{ tanggal_surat|tanggal_terbilang }}, "
    "bertempat di {{ tempat }}, kami yang bertanda tangan di bawah ini:"
)
CLOSING = (
    "Demikian Berita Acara ini dibuat dengan sebenarnya dalam {{ rangkap|jumlah('rangkap') }} "
    "untuk dipergunakan sebagaimana mestinya."
)
OWN = (
    ("Nama", "penandatangan.nama", "{{ penandatangan.nama_lengkap }}"),
    ("NIP", "penandatangan.nip", "{{ penandatangan.nip_spasi }}"),
    ("Jabatan", "penandatangan.sebutan", "{{ penandatangan.sebutan }}"),
)
OTHER = (
    ("Nama", "b.nama", "{{ b.nama }}"),
    ("NIP", "b.nip", "{{ b.nip|nip }}"),
    ("Jabatan", "b.jabatan", "{{ b.jabatan }}"),
    ("Instansi", "b.unit_kerja", "{{ b.unit_kerja }}"),
)
ITEMS = [
    shapes.Column("No.", 1.1, "{{ loop.index }}.", Align.CENTER),
    shapes.Column("Uraian", 6.9, "{{ b.uraian }}"),
    shapes.Column("Banyaknya", 3.0, "{{ b.banyaknya }}"),
    shapes.Column("Keterangan", 5.0, "{{ b.keterangan }}"),
]


def draft() -> Document:
    """The record as a template."""
    doc = shapes.new_document("korespondensi")
    shapes.kop(doc)
    shapes.say(doc, "BERITA ACARA", "Judul Naskah")
    shapes.say(doc, "{{ hal|upper }}", "Judul Lanjutan")
    shapes.say(doc, "NOMOR: {{ nomor_surat }}", "Nomor Naskah")
    shapes.say(doc, OPENING, "Isi")
    _parties(doc)
    shapes.add_isi(doc, "isi")
    _items(doc)
    _results(doc)
    shapes.say(doc, CLOSING, "Isi Penutup")
    _signatures(doc)
    return doc


def _parties(doc: Document) -> None:
    table = shapes.bare_table(doc, [0.8, 15.2])
    row = shapes.add_row(table)
    shapes.keep_whole(row)
    shapes.say(row.cells[0], "1.", "Normal")
    _party(row.cells[1], OWN, f"{FIRST};")
    shapes.logic_row(table, "for b in pihak_kedua")
    row = shapes.add_row(table)
    shapes.keep_whole(row)
    shapes.say(row.cells[0], "2.", "Normal")
    _party(row.cells[1], OTHER, f"{SECOND}.")
    shapes.logic_row(table, "endfor")
    shapes.say(doc, "", "Jarak Tabel")


def _party(cell: _Cell, rows: tuple[tuple[str, str, str], ...], name: str) -> None:
    for label, known, value in rows:
        with shapes.when(cell, known):
            shapes.say(cell, f"{label}\t:\t{value}", "Rincian")
    shapes.say(cell, f"selanjutnya disebut {name}", "Isi Sel")


def _items(doc: Document) -> None:
    with shapes.when(doc, "rincian"):
        shapes.data_table(doc, ITEMS, "rincian", small=True)
        shapes.say(doc, "", "Jarak")


def _results(doc: Document) -> None:
    for words, field in (
        ("Hasil pelaksanaan kegiatan tersebut adalah sebagai berikut:", "hasil"),
        ("Berita Acara ini dilengkapi dengan dokumen pendukung sebagai berikut:", "dokumen"),
    ):
        with shapes.when(doc, field):
            shapes.say(doc, words, "Isi Pengantar")
            shapes.add_daftar(doc, field)


def _signatures(doc: Document) -> None:
    """The second side at the left, the office's own at the right, who takes note below them."""
    place = one_page(doc)
    left, right = signing_row(place)
    shapes.logic(left, "for b in pihak_kedua")
    shapes.say(left, f"{SECOND},", "Jabatan Kolom")
    shapes.say(left, "{{ " + in_capitals("b.jabatan") + " }},", "Jabatan Kolom")
    shapes.say(left, "{{ b.nama }}", "Nama Kolom")
    with shapes.when(left, "b.pangkat"):
        shapes.say(left, "{{ b.pangkat }}", "Jabatan Kolom")
    with shapes.when(left, "b.nip"):
        shapes.say(left, NIP + " {{ b.nip|nip }}", "NIP Kolom")
    shapes.logic(left, "endfor")
    shapes.say(right, f"{FIRST},", "Jabatan Kolom")
    shapes.signature_lines(right, "penandatangan", suffix="Kolom")
    noted_below(place)
