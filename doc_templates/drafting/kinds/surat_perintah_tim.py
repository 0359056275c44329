"""Surat perintah that sends a team to work (naskah-dinas 1.5), its people listed or attached."""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as Align
from docx.table import Table

from doc_templates.drafting import shapes
from doc_templates.drafting.annex import annex, kept_table, signed_table
from doc_templates.drafting.grounds import labelled, more, numbered, whole

FEW = 3  # so many people stand one below the other; more of them stand in a table
ON_ATTACHMENT = "letak_daftar == 'Pada lampiran'"
RANK = (
    "{% if b.pangkat and b.golongan %}{{ b.pangkat }} ({{ b.golongan }})"
    "{% else %}{{ b.pangkat }}{{ b.golongan }}{% endif %}"
)
SPAN = (
    "melaksanakan tugas terhitung mulai tanggal {{ mulai|tanggal }}"
    "{% if selesai %} sampai dengan tanggal {{ selesai|tanggal }}{% endif %}"
    "{% if tempat %}, bertempat di {{ tempat }}{% endif %}; dan"
)
REPORT = (
    "melaporkan hasil pelaksanaan tugas secara tertulis kepada "
    "{{ lapor_kepada or penandatangan.wewenang }}."
)
CLOSING = "Surat Perintah ini agar dilaksanakan dengan penuh tanggung jawab."
PERSON = (
    ("Nama", "b.nama", "{{ b.nama }}"),
    ("NIP", "b.nip", "{{ b.nip|nip }}"),
    ("Pangkat/gol.", "b.pangkat or b.golongan", RANK),
    ("Jabatan", "b.jabatan", "{{ b.jabatan }}"),
    ("Kedudukan", "b.kedudukan", "{{ b.kedudukan }}"),
)
TEAM = [
    shapes.Column("No.", 1.0, "{{ loop.index }}.", Align.CENTER),
    shapes.Column("Nama/NIP", 5.3, "{{ b.nama }}"),
    shapes.Column("Pangkat/Golongan", 3.1, RANK),
    shapes.Column("Jabatan", 3.6, "{{ b.jabatan }}"),
    shapes.Column("Kedudukan dalam Tim", 3.0, "{{ b.kedudukan or '-' }}"),
]


def draft() -> Document:
    """The order as a template."""
    doc = shapes.new_document("korespondensi")
    shapes.kop(doc)
    shapes.title(doc, "SURAT PERINTAH")
    _grounds(doc)
    shapes.say(doc, "MEMERINTAHKAN:", "Memerintahkan")
    _to(doc)
    _task(doc)
    shapes.say(doc, CLOSING, "Isi Penutup")
    shapes.signature_block(doc, above=[shapes.PLACE_AND_DATE])
    shapes.tembusan(doc)
    with shapes.when(doc, ON_ATTACHMENT):
        _attachment(doc)
    return doc


def _grounds(doc: Document) -> None:
    table = labelled(doc)
    numbered(table, "Menimbang", "menimbang", mark="{{ loop.index|huruf }}.")
    numbered(table, "Dasar", "dasar")


def _to(doc: Document) -> None:
    with shapes.when(doc, ON_ATTACHMENT):
        elsewhere = "Nama-nama yang tercantum dalam Lampiran Surat Perintah ini."
        whole(labelled(doc), "Kepada", elsewhere)
        shapes.logic(doc, f"elif orang|length <= {FEW}")
        _one_by_one(labelled(doc))
        shapes.logic(doc, "else")
        whole(labelled(doc), "Kepada", "Nama-nama yang tercantum dalam daftar berikut.")
        shapes.say(doc, "", "Jarak Tabel")
        _team(doc)
        shapes.say(doc, "", "Jarak")
    shapes.say(doc, "", "Jarak Tabel")


def _one_by_one(table: Table) -> None:
    cell = numbered(table, "Kepada", "orang", value="")
    for label, known, value in PERSON:
        with shapes.when(cell, known):
            shapes.say(cell, f"{label}\t:\t{value}", "Rincian")


def _team(doc: Document) -> Table:
    return kept_table(doc, TEAM, "orang", nip_in=1)


def _task(doc: Document) -> None:
    table = labelled(doc)
    numbered(table, "Untuk", "untuk")
    more(table, "{{ untuk|length + 1 }}.", SPAN)
    more(table, "{{ untuk|length + 2 }}.", REPORT)


def _attachment(doc: Document) -> None:
    annex(doc, "Lampiran Surat Perintah {{ penandatangan.wewenang }}", "SUSUNAN TIM")
    signed_table(doc, TEAM, "orang", nip_in=1)
