"""Lembar kendali: which document of a dossier came and went when, and who answers for it."""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as Align

from doc_templates.drafting import shapes
from doc_templates.drafting.open_table import HEIGHT_CM, open_table

FACTS = (
    ("Judul berkas", "{{ judul }}"),
    ("SOP", "{{ sop or '-' }}"),
    ("Kode klasifikasi", "{{ kode_klasifikasi or '-' }}"),
    ("Kurun waktu", "{{ kurun_waktu or '-' }}"),
    ("Unit pengolah", "{{ unit_pengolah or instansi.nama }}"),
)
MOVES = [
    shapes.Column("No.", 1.0, "{{ loop.index }}.", Align.CENTER),
    shapes.Column("Langkah", 1.8, "{{ b.langkah }}", Align.CENTER),
    shapes.Column("Dokumen", 4.5, "{{ b.dokumen }}"),
    shapes.Column("Tanggal Masuk", 2.3, "{{ b.masuk|tanggal }}", Align.CENTER),
    shapes.Column("Tanggal Keluar", 2.3, "{{ b.keluar|tanggal }}", Align.CENTER),
    shapes.Column("Petugas", 2.6, "{{ b.petugas }}"),
    shapes.Column("Paraf", 1.5, ""),
]
CLOSING = "Lembar kendali ini disimpan bersama berkasnya."


def draft() -> Document:
    """The sheet as a template."""
    doc = shapes.new_document("korespondensi")
    shapes.kop(doc)
    shapes.title(doc, "LEMBAR KENDALI BERKAS", number="")
    table = shapes.bare_table(doc, [3.6, 0.4, 12.0])
    for label, value in FACTS:
        shapes.fill_row(shapes.add_row(table), [label, ":", value], "Baris Keterangan")
    shapes.say(doc, "", "Jarak")
    open_table(doc, MOVES, "dokumen", height=HEIGHT_CM)
    shapes.say(doc, CLOSING, "Isi Penutup")
    shapes.signature_block(
        doc, above=["{{ instansi.sebelum_tanggal }}{{ tanggal_kendali|tanggal }}"]
    )
    return doc
