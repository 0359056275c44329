"""Surat pengantar with the receipt at its foot (naskah-dinas 1.10); one copy comes back signed."""

from docx.document import Document

from doc_templates.drafting import shapes
from doc_templates.drafting.receipt import receiver_lines, sent_items, signing_row

RETURN = (
    "Setelah diterima, satu rangkap surat pengantar ini mohon ditandatangani dan dikembalikan "
    "kepada pengirim."
)


def draft() -> Document:
    """The letter as a template."""
    doc = shapes.new_document("korespondensi")
    shapes.kop(doc)
    shapes.say(doc, shapes.PLACE_AND_DATE, "Tanggal Kanan")
    _addressee(doc)
    shapes.title(doc, "SURAT PENGANTAR")
    sent_items(doc, "Jenis yang dikirim")
    shapes.say(doc, "", "Jarak")
    shapes.say(doc, RETURN, "Isi Penutup")
    _receipt(doc)
    shapes.tembusan(doc)
    return doc


def _addressee(doc: Document) -> None:
    shapes.say(doc, "", "Jarak")
    table = shapes.bare_table(doc, [1.2, 14.8])
    shapes.fill_row(shapes.add_row(table), ["Yth.", "{{ yth }}"], "Normal")
    shapes.fill_row(shapes.add_row(table), ["", "di {{ tujuan_di }}"], "Normal")
    shapes.say(doc, "", "Jarak")


def _receipt(doc: Document) -> None:
    receiver, sender = signing_row(doc)
    receiver_lines(receiver)
    shapes.say(sender, "Pengirim", "Jabatan Kolom")
    shapes.signature_lines(sender, "penandatangan", suffix="Kolom")
