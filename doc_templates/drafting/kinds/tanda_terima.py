"""Tanda terima of the report (naskah-dinas 1.10): two signatures, side by side."""

from docx.document import Document

from doc_templates.drafting import shapes
from doc_templates.drafting.receipt import receiver_lines, sent_items, signing_row

OPENING = (
    "Pada hari {{ tanggal_serah|hari }}, tanggal {{ tanggal_serah|tanggal }}, telah diserahkan "
    "{{ hal }} kepada {{ penerima_instansi }}"
)
COVER = (
    "{% if nomor_pengantar %} dengan Surat Pengantar Nomor {{ nomor_pengantar }}"
    "{% if tanggal_pengantar %} tanggal {{ tanggal_pengantar|tanggal }}{% endif %}{% endif %}"
)


def draft() -> Document:
    """The receipt as a template."""
    doc = shapes.new_document("korespondensi")
    shapes.kop(doc)
    shapes.title(doc, "TANDA TERIMA", number="")
    shapes.say(doc, OPENING + COVER + ", dengan rincian sebagai berikut:", "Isi")
    sent_items(doc, "Jenis yang diserahkan")
    shapes.say(doc, "", "Jarak")
    shapes.add_isi(doc, "catatan")
    shapes.say(
        doc,
        "Tanda terima ini dibuat dalam 2 (dua) rangkap, satu untuk masing-masing pihak.",
        "Isi Penutup",
    )
    _signatures(doc)
    return doc


def _signatures(doc: Document) -> None:
    receiver, giver = signing_row(doc)
    receiver_lines(receiver)
    shapes.say(giver, "{{ instansi.sebelum_tanggal }}{{ tanggal_serah|tanggal }}", "Jabatan Kolom")
    shapes.say(giver, "Yang menyerahkan", "Jabatan Kolom")
    shapes.signature_lines(giver, "penandatangan", suffix="Kolom")
