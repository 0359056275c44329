"""Surat permintaan data: surat dinas with a table of what is asked for (naskah-dinas 1.8)."""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from doc_templates.drafting import shapes
from doc_templates.drafting.annex import annex, signed_table

ON_ATTACHMENT = "letak_tujuan == 'Pada lampiran'"
NUMBER = shapes.Column("No.", 1.2, "{{ loop.index }}.", WD_ALIGN_PARAGRAPH.CENTER)
DEADLINE = (
    "Data dimaksud agar disampaikan melalui {{ disampaikan_melalui }} dan diterima paling lambat "
    "hari {{ batas_waktu|hari_tanggal }}. Penjelasan lebih lanjut dapat diperoleh dari narahubung: "
    "{{ narahubung }}."
)
THANKS = "Demikian disampaikan. Atas perhatian dan kerja sama Saudara, kami ucapkan terima kasih."


def draft() -> Document:
    """The request as a template."""
    doc = shapes.new_document("korespondensi")
    shapes.kop(doc)
    shapes.number_block(doc)
    shapes.addressees(doc, "yth", ON_ATTACHMENT)
    shapes.add_isi(doc, "isi")
    _asked_for(doc)
    shapes.say(doc, DEADLINE, "Isi")
    shapes.add_isi(doc, "keterangan")
    shapes.say(doc, THANKS, "Isi Penutup")
    shapes.signature_block(doc)
    shapes.tembusan(doc)
    with shapes.when(doc, ON_ATTACHMENT):
        _recipients(doc)
    return doc


def _asked_for(doc: Document) -> None:
    columns = [
        NUMBER,
        shapes.Column("Data yang diminta", 5.3, "{{ b.data }}"),
        shapes.Column("Periode", 2.8, "{{ b.periode }}"),
        shapes.Column("Satuan/format", 3.1, "{{ b.satuan }}"),
        shapes.Column("Penanggung jawab", 3.6, "{{ b.penanggung_jawab }}"),
    ]
    shapes.data_table(doc, columns, "data", small=True)
    shapes.say(doc, "", "Jarak")


def _recipients(doc: Document) -> None:
    annex(doc, shapes.OF_A_LETTER, "DAFTAR PENERIMA SURAT")
    signed_table(doc, [NUMBER, shapes.Column("Jabatan/Instansi", 14.8, shapes.PERSON)], "yth")
