"""Surat undangan rapat (naskah-dinas 1.6), with the list of invitees attached when asked for."""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.table import Table

from doc_templates.drafting import shapes
from doc_templates.drafting.annex import annex, signed_table
from doc_templates.drafting.signature import below

ON_ATTACHMENT = "letak_undangan == 'Pada lampiran'"
OPENING = (
    "Dalam rangka {{ maksud }}, dengan ini kami mengundang Saudara untuk menghadiri {{ rapat }} "
    "pada:"
)
HOURS = "{{ pukul_mulai|pukul(instansi.zona, pukul_selesai or 'selesai') }}"
THANKS = (
    "Demikian undangan ini disampaikan. Atas perhatian dan kehadiran Saudara, kami ucapkan "
    "terima kasih."
)


def draft() -> Document:
    """The invitation as a template."""
    doc = shapes.new_document("korespondensi")
    shapes.kop(doc)
    shapes.number_block(doc)
    shapes.addressees(doc, "undangan", ON_ATTACHMENT)
    _body(doc)
    shapes.signature_block(doc)
    shapes.tembusan(doc)
    _notes(doc.tables[-1])
    with shapes.when(doc, ON_ATTACHMENT):
        _invitees(doc)
    return doc


def _body(doc: Document) -> None:
    shapes.say(doc, OPENING, "Isi")
    day = ("Hari, tanggal", "{{ tanggal_rapat|hari_tanggal }}")
    rows = shapes.body_rows(doc, [day, ("Pukul", HOURS), ("Tempat", "{{ tempat }}"), ("Acara", "")])
    shapes.add_daftar(rows.rows[-1].cells[3], "acara", style="Daftar Sel", lone="Baris Keterangan")
    shapes.add_isi(doc, "isi")
    shapes.say(doc, THANKS, "Isi Penutup")


def _notes(table: Table) -> None:
    """Small lines that stay with the copies above them, as these with the signature."""
    shapes.logic_row(table, "if narahubung or pakaian or catatan")
    below(table, "", "Jarak Tabel")
    shapes.logic_row(table, "endif")
    for label, field in (("Narahubung", "narahubung"), ("Pakaian", "pakaian")):
        shapes.logic_row(table, f"if {field}")
        below(table, f"{label}\t:\t{{{{ {field} }}}}", "Catatan")
        shapes.logic_row(table, "endif")
    shapes.logic_row(table, "for p in catatan")
    first = "{% if loop.first %}Catatan\t:\t{% else %}\t\t{% endif %}"
    below(table, first + "{{ p }}", "Catatan")
    shapes.logic_row(table, "endfor")


def _invitees(doc: Document) -> None:
    annex(doc, shapes.OF_A_LETTER, "DAFTAR UNDANGAN")
    columns = [
        shapes.Column("No.", 1.2, "{{ loop.index }}.", WD_ALIGN_PARAGRAPH.CENTER),
        shapes.Column("Nama", 6.8, "{% if b.nama %}{{ b.nama }}{% else %}-{% endif %}"),
        shapes.Column("Jabatan/Instansi", 8, "{{ b.jabatan }}"),
    ]
    signed_table(doc, columns, "undangan")
