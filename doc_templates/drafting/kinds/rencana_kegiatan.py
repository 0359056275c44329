"""Rencana kegiatan or program kerja: why, what for, who, and when, by steps and weeks."""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as Align

from doc_templates.drafting import shapes
from doc_templates.drafting.annex import kept_table
from doc_templates.drafting.sections import closing_prose, part, points, prose, titles
from doc_templates.drafting.signers import approved
from doc_templates.drafting.weeks import schedule

PEOPLE = [
    shapes.Column("No.", 1.0, "{{ loop.index }}.", Align.CENTER),
    shapes.Column("Nama/NIP", 5.8, "{{ b.nama or '-' }}"),
    shapes.Column("Jabatan", 4.8, "{{ b.jabatan }}"),
    shapes.Column("Kedudukan", 4.4, "{{ b.kedudukan }}"),
]


def draft() -> Document:
    """The plan as a template."""
    doc = shapes.new_document("korespondensi")
    shapes.kop(doc)
    titles(doc, "{{ sebutan|upper }}", "{{ hal|upper }}")
    part(doc, "A", "Pendahuluan")
    prose(doc, "pendahuluan")
    points(doc, "dasar", "Kegiatan ini dilaksanakan berdasarkan:")
    part(doc, "B", "Tujuan")
    points(doc, "tujuan")
    part(doc, "C", "Sasaran")
    points(doc, "sasaran")
    part(doc, "D", "Pelaksana")
    kept_table(doc, PEOPLE, "pelaksana", nip_in=1)
    shapes.say(doc, "", "Jarak")
    part(doc, "E", "Jadwal Kegiatan")
    schedule(doc)
    part(doc, "F", "Penutup")
    closing_prose(doc, "penutup")
    approved(doc)
    return doc
