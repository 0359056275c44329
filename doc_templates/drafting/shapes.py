"""What every naskah dinas is made of: one place to take it from.

All words that change stand in the document as docxtpl tags: `{{ }}` prints, a paragraph with
`{%p %}` or a table row with `{%tr %}` disappears and leaves its logic. Logic paragraphs are small
and grey, so that staff see them in Word.
"""

from collections.abc import Sequence

from docx.document import Document
from docx.shared import Cm
from docx.table import Table

from doc_templates.drafting.blank import TEXT_WIDTH_CM
from doc_templates.drafting.blank import blank_document as new_document
from doc_templates.drafting.kop import continuation_number, kop
from doc_templates.drafting.lists import add_daftar, add_isi
from doc_templates.drafting.signature import signature_block, signature_lines, tembusan
from doc_templates.drafting.tables import (
    Column,
    add_row,
    bare_table,
    data_table,
    fill_row,
    hold_open,
    keep_whole,
    logic_row,
    ruled_table,
)
from doc_templates.drafting.text import Place, each, logic, say, when

__all__ = [
    "Column",
    "Place",
    "add_daftar",
    "add_isi",
    "add_row",
    "addressees",
    "bare_table",
    "body_rows",
    "continuation_number",
    "data_table",
    "each",
    "fill_row",
    "hold_open",
    "keep_whole",
    "kop",
    "logic",
    "logic_row",
    "new_document",
    "number_block",
    "ruled_table",
    "say",
    "signature_block",
    "signature_lines",
    "tembusan",
    "title",
    "when",
]

PLACE_AND_DATE = "{{ instansi.sebelum_tanggal }}{{ tanggal_surat|tanggal }}"
URGENCY = "{% if urgensi != 'Biasa' %}/{{ urgensi }}{% endif %}"
ATTACHED = (
    "{% if lampiran_jumlah %}{{ lampiran_jumlah|jumlah(lampiran_satuan) }}{% else %}-{% endif %}"
)
OF_A_LETTER = "Lampiran Surat {{ penandatangan.wewenang }}"
PERSON = "{{ b.jabatan }}{% if b.nama %} ({{ b.nama }}){% endif %}"
"""An official in a running list: the jabatan, and the name where one is given."""


def number_block(doc: Document) -> None:
    """Nomor, Sifat, Lampiran and Hal at the left, place and date at the right beside Nomor.

    Needs the fields tanggal_surat, sifat, urgensi, lampiran_jumlah, lampiran_satuan, hal. Urgency
    stands beside sifat unless it is Biasa; without a count Lampiran is a dash.
    """
    table = bare_table(doc, [2.1, 0.4, 6.5, 7.0])
    first = add_row(table)
    fill_row(first, ["Nomor", ":", "{{ nomor_surat }}"], "Normal")
    say(first.cells[3], PLACE_AND_DATE, "Tanggal Kanan")
    rows = {"Sifat": "{{ sifat }}" + URGENCY, "Lampiran": ATTACHED, "Hal": "{{ hal }}"}
    for label, value in rows.items():
        row = add_row(table)
        fill_row(row, [label, ":", value], "Normal")
        wide = row.cells[2].merge(row.cells[3])  # a long Hal may run below the date,
        wide.paragraphs[0].paragraph_format.right_indent = Cm(3.5)  # but not to the margin


def addressees(doc: Document, field: str, elsewhere: str, at: str = "tujuan_di") -> None:
    """`Yth.`, the addressees, and `di …`; where `elsewhere` holds, an attachment lists them.

    The rows of the field have jabatan and nama; several are numbered, one is not.
    """
    say(doc, "", "Jarak")
    label, names = add_row(bare_table(doc, [1.2, TEXT_WIDTH_CM - 1.2])).cells
    say(label, "Yth.", "Normal")
    with when(names, elsewhere):
        say(names, "(daftar terlampir)", "Normal")
        logic(names, "else")
        add_daftar(names, field, PERSON, style="Daftar Rapat", lone="Normal")
    say(names, f"di {{{{ {at} }}}}", "Normal")
    say(doc, "", "Jarak")


def body_rows(place: Place, rows: Sequence[tuple[str, str]], label_cm: float = 3.2) -> Table:
    """Indented rows `Tempat : …` in a letter; long values wrap under themselves.

    The value of a row may be empty and filled by the caller, in the row's last cell.
    """
    table = bare_table(place, [1.25, label_cm, 0.4, TEXT_WIDTH_CM - 1.65 - label_cm])
    for label, value in rows:
        for cell, text in zip(add_row(table).cells[1:], [label, ":", value], strict=True):
            if text:
                say(cell, text, "Baris Keterangan")
    say(place, "", "Jarak")
    return table


def title(doc: Document, words: str, number: str = "NOMOR: {{ nomor_surat }}") -> None:
    """A centred title with its number below it; an empty number for kinds that have none."""
    say(doc, words, "Judul Naskah" if number else "Judul Tanpa Nomor")
    if number:
        say(doc, number, "Nomor Naskah")
