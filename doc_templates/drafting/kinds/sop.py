"""An SOP as its office prints it: cover, identity, sections, and the table of steps that lies."""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as Align
from docx.shared import Cm
from docx.table import Table, _Cell, _Row

from doc_templates.drafting.report import page_numbers
from doc_templates.drafting.sop_table import procedure_table
from doc_templates.drafting.styles import LOOKS, Look
from doc_templates.drafting.tables import add_row, keep_whole, logic_row, merge_down, ruled_table
from doc_templates.drafting.text import each, say, when
from doc_templates.drafting.worksheet import LYING_CM, lying_document

LOOKS.update(
    {
        "Logo Sampul SOP": Look(Align.CENTER, before=40, after=6),
        "Baris Sampul SOP": Look(Align.CENTER, size=20, bold=True, after=8, line=1.2),
        "Awal Sampul SOP": Look(Align.CENTER, size=11, before=12, after=30),
        "Judul SOP": Look(Align.CENTER, size=14, bold=True, after=6, keep_next=True),
        "Isi SOP": Look(Align.JUSTIFY, size=11, after=3, line=1.1),
        "Label SOP": Look(size=9, bold=True, before=3, after=1),
        "Butir Sel SOP": Look(size=9, after=1, left=0.55, first=-0.55),
        "Judul Bagian SOP": Look(size=11, bold=True, before=7, after=3, keep_next=True),
        "Kop SOP": Look(Align.CENTER, size=11, bold=True, before=4),
        "Alamat SOP": Look(Align.CENTER, size=9, before=2),
        "Identitas SOP": Look(size=10, before=1, after=1),
    }
)


def draft() -> Document:
    """The SOP as a template."""
    doc = lying_document()
    _roomy(doc)
    page_numbers(doc, "{{ judul }}")
    with when(doc, "logo"):
        say(doc, "{{ logo }}", "Logo Sampul SOP")
    say(doc, "{{ instansi.nama }}, {{ edisi }}", "Awal Sampul SOP")
    with each(doc, "s in sampul"):
        say(doc, "{{ s }}", "Baris Sampul SOP")
    _new_page(doc, "{{ judul|upper }}")
    _identity(doc)
    _sections(doc)
    _new_page(doc, "{{ judul|upper }}")
    procedure_table(doc)
    return doc


def _roomy(doc: Document) -> None:
    """Margins in which identity and laws of a usual SOP stand on one page, as they are issued."""
    section = doc.sections[0]
    section.top_margin, section.bottom_margin, section.footer_distance = Cm(1.5), Cm(1.8), Cm(0.9)


def _new_page(doc: Document, words: str) -> None:
    say(doc, words, "Judul SOP").paragraph_format.page_break_before = True


def _identity(doc: Document) -> None:
    """The office at the left of what identifies the SOP, and under it six boxes in pairs."""
    table = ruled_table(doc, [9.0, 4.2, LYING_CM - 13.2])
    logic_row(table, "for b in identitas")
    logic_row(table, "if loop.first")
    office = _identity_row(table)
    say(office, "{{ instansi.pemerintah }}", "Kop SOP")
    say(office, "{{ instansi.nama }}", "Kop SOP")
    with each(office, "baris in instansi.alamat"):
        say(office, "{{ baris }}", "Alamat SOP")
    say(office, "", "Tutup SOP")  # a cell ends with a paragraph, not with logic
    merge_down(office, begins=True)
    logic_row(table, "else")
    merge_down(_identity_row(table), begins=False)
    logic_row(table, "endif")
    logic_row(table, "endfor")
    say(doc, "", "Jarak")
    _pairs(doc)


def _identity_row(table: Table) -> _Cell:
    """A row of label and value; gives the cell at its left."""
    row = add_row(table)
    keep_whole(row)
    office, label, value = row.cells
    say(label, "{{ b.label }}", "Identitas SOP")
    with each(value, "p in b.isi"):
        say(value, "{{ p }}", "Identitas SOP")
    say(value, "", "Tutup SOP")
    return office


def _pairs(doc: Document) -> None:
    pairs = ruled_table(doc, [LYING_CM * 0.58, LYING_CM * 0.42])
    logic_row(pairs, "for b in pasangan")
    logic_row(pairs, "if loop.first")  # the laws may fill more than what is left of a page
    _pair(pairs)
    logic_row(pairs, "else")
    keep_whole(_pair(pairs))
    logic_row(pairs, "endif")
    logic_row(pairs, "endfor")


def _pair(table: Table) -> _Row:
    row = add_row(table)
    for cell, side in zip(row.cells, ("kiri", "kanan"), strict=True):
        say(cell, f"{{{{ b.{side} }}}}", "Label SOP")
        with each(cell, f"p in b.isi_{side}"):
            say(cell, "{{ loop.index }}.\t{{ p }}", "Butir Sel SOP")
        say(cell, "", "Tutup SOP")
    return row


def _sections(doc: Document) -> None:
    with each(doc, "g in bagian"):
        say(doc, "{{ g.judul }}", "Judul Bagian SOP")
        with each(doc, "p in g.isi"):
            say(doc, "{{ p }}", "Isi SOP")
