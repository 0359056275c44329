"""Notulen: how a meeting went and what it decided (naskah-dinas 1.7). It has no number."""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as Align

from doc_templates.drafting.meeting import facts
from doc_templates.drafting.shapes import kop, new_document, signature_lines, title
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
from doc_templates.drafting.text import each, logic, say, when

DECISIONS = [
    Column("No.", 1.1, "{{ loop.index }}.", Align.CENTER),
    Column("Keputusan", 7.4, "{{ b.isi }}"),
    Column("Penanggung Jawab", 4.3, "{{ b.penanggung_jawab }}"),
    Column("Tenggat", 3.2, "{{ b.tenggat|tanggal }}", Align.CENTER),
]


def draft() -> Document:
    """The minutes as a template."""
    doc = new_document("korespondensi")
    kop(doc)
    title(doc, "NOTULEN", number="")
    _facts(doc)
    _opening(doc)
    _discussion(doc)
    _suggestions(doc)
    _decisions(doc)
    _closing(doc)
    _signatures(doc)
    return doc


def _facts(doc: Document) -> None:
    secretary = "{% if sekretaris %}" + _official("sekretaris") + "{% else %}-{% endif %}"
    officials = [
        ("Pimpinan rapat", _official("(pimpinan or penandatangan)")),
        ("Sekretaris", secretary),
        ("Pencatat", _official("pencatat")),
    ]
    facts(doc, officials)
    say(doc, "Peserta rapat", "Judul Bagian")
    with each(doc, "b in peserta"):
        person = "{% if b.nama %}{{ b.nama }}, {% endif %}{{ b.jabatan }}"
        say(doc, "{{ loop.index }}.\t" + person, "Daftar Rapat")


def _official(who: str) -> str:
    """Template code for an official's name and jabatan."""
    jabatan = f"{{% if {who}.sebutan %}} ({{{{ {who}.sebutan }}}}){{% endif %}}"
    return f"{{{{ {who}.nama_lengkap }}}}{jabatan}"


def _opening(doc: Document) -> None:
    say(doc, "A.\tPembukaan", "Butir Bagian")
    _lines(doc, "pembukaan")


def _lines(doc: Document, field: str) -> None:
    with each(doc, f"p in {field}"):
        say(doc, "{{ p }}", "Isi Bagian")


def _discussion(doc: Document) -> None:
    say(doc, "B.\tPembahasan", "Butir Bagian")
    with each(doc, "b in pembahasan"):
        say(doc, "{{ loop.index }}.\t{{ b.pokok }}", "Pokok Bahasan")
        with each(doc, "p in b.uraian"):
            say(doc, "{{ p }}", "Uraian Bahasan")


def _suggestions(doc: Document) -> None:
    with when(doc, "saran"):
        say(doc, "C.\tSaran", "Butir Bagian")
        with each(doc, "b in saran"):
            say(doc, "{{ loop.index }}.\t{{ b }}", "Butir Saran")


def _decisions(doc: Document) -> None:
    say(doc, "{{ 'D' if saran else 'C' }}.\tKeputusan", "Butir Bagian")
    table = ruled_table(doc, [column.width for column in DECISIONS])
    heading = add_row(table)
    fill_row(heading, [column.title for column in DECISIONS], "Sel Rapat Kepala")
    repeat_on_each_page(heading)
    logic_row(table, "for b in keputusan")
    aligns = [column.align for column in DECISIONS]
    for condition, style in (
        ("if loop.revindex > 2", "Sel Keputusan"),
        ("else", "Sel Keputusan Akhir"),
    ):
        logic_row(table, condition)
        fill_row(add_row(table), [column.value for column in DECISIONS], style, aligns)
    logic_row(table, "endif")
    logic_row(table, "endfor")
    for row in table.rows:
        keep_whole(row)


def _closing(doc: Document) -> None:
    say(doc, "{{ 'E' if saran else 'D' }}.\tPenutup", "Butir Bagian")
    with each(doc, "p in penutup"):
        logic(doc, "if not loop.last")
        say(doc, "{{ p }}", "Isi Bagian")
        logic(doc, "else")
        say(doc, "{{ p }}", "Penutup Bagian")
        logic(doc, "endif")


def _signatures(doc: Document) -> None:
    """The writer at the left; at the right who led the meeting, or who signs for it."""
    say(doc, "", "Awal Tanda Tangan")
    table = bare_table(doc, [8.0, 8.0])
    row = add_row(table)
    keep_whole(row)
    leads = "not pimpinan or pimpinan == penandatangan"
    role_of_signer = f"{{% if {leads} %}}Pimpinan Rapat{{% else %}}Mengetahui{{% endif %}},"
    roles = (("Pencatat,", "pencatat"), (role_of_signer, "penandatangan"))
    for cell, (role, field) in zip(row.cells, roles, strict=True):
        say(cell, role, "Jabatan Kolom")
        signature_lines(cell, field, suffix="Kolom")
