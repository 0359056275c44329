"""Nota dinas: from one unit of the office to another (naskah-dinas 1.9)."""

from docx.document import Document
from docx.table import _Cell

from doc_templates.drafting import shapes
from doc_templates.drafting.rule import thin_rule

LABEL_CM, COLON_CM = 2.3, 0.4
MANY = 5  # more copies than these are listed at the foot, so that the head stays short
FACTS = (
    ("Tanggal", "{{ tanggal_surat|tanggal }}"),
    ("Nomor", "{{ nomor_surat }}"),
    ("Sifat", "{{ sifat }}" + shapes.URGENCY),
    ("Lampiran", shapes.ATTACHED),
    ("Hal", "{{ hal }}"),
)


def draft() -> Document:
    """The note as a template."""
    doc = shapes.new_document("korespondensi")
    shapes.kop(doc)
    shapes.title(doc, "NOTA DINAS", number="")
    _head(doc)
    thin_rule(doc)
    shapes.add_isi(doc, "isi")
    shapes.add_daftar(doc, "rincian")
    shapes.add_isi(doc, "lanjutan")
    shapes.say(doc, "{{ penutup }}", "Isi Penutup")
    shapes.signature_block(doc)
    shapes.tembusan(doc, f"tembusan|length > {MANY}")
    return doc


def _head(doc: Document) -> None:
    widths = [LABEL_CM, COLON_CM, 16.0 - LABEL_CM - COLON_CM]
    table = shapes.bare_table(doc, widths)

    def row(label: str, value: str = "") -> _Cell:
        new = shapes.add_row(table)
        shapes.keep_whole(new)
        shapes.fill_row(new, [label, ":", value] if value else [label, ":"], "Baris Keterangan")
        return new.cells[2]

    _list(row("Yth."), "yth", shapes.PERSON)
    row("Dari", "{{ dari or penandatangan.sebutan }}")
    shapes.logic_row(table, "if tembusan")
    _copies(row("Tembusan"))
    shapes.logic_row(table, "endif")
    for label, value in FACTS:
        row(label, value)


def _copies(cell: _Cell) -> None:
    with shapes.when(cell, f"tembusan|length > {MANY}"):
        shapes.say(cell, "(daftar di bagian akhir)", "Baris Keterangan")
        shapes.logic(cell, "else")
        _list(cell, "tembusan", "{{ b }}")


def _list(cell: _Cell, field: str, printed: str) -> None:
    shapes.add_daftar(cell, field, printed, style="Daftar Sel", lone="Baris Keterangan")
