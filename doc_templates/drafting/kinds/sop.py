"""An SOP as its office prints it: cover, identity, sections, and the table of steps that lies."""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as Align

from doc_templates.drafting.styles import LOOKS, Look
from doc_templates.drafting.tables import (
    add_row,
    bare_table,
    fill_row,
    keep_whole,
    logic_row,
    repeat_on_each_page,
    ruled_table,
)
from doc_templates.drafting.text import each, say, when
from doc_templates.drafting.worksheet import LYING_CM, lying_document

LOOKS.update(
    {
        "Baris Sampul SOP": Look(Align.CENTER, size=20, bold=True, after=8, line=1.2),
        "Awal Sampul SOP": Look(Align.CENTER, size=11, before=110, after=24),
        "Judul SOP": Look(Align.CENTER, size=14, bold=True, after=10, keep_next=True),
        "Isi SOP": Look(Align.JUSTIFY, size=11, after=4, line=1.15),
        "Label SOP": Look(size=9, bold=True, before=3, after=3),
        "Judul Bagian SOP": Look(size=11, bold=True, before=8, after=4, keep_next=True),
    }
)
HEADINGS = (
    ("No", 1.0),
    ("Uraian Prosedur", 7.2),
    ("Pelaksana", 3.6),
    ("Kelengkapan", 4.0),
    ("Waktu", 1.9),
    ("Output", 3.9),
    ("Keterangan", 3.1),
)
STANDARD = slice(3, 6)  # the columns that stand below "Mutu Baku"
LINES = ("uraian", "pelaksana", "kelengkapan", "keluaran", "keterangan")


def draft() -> Document:
    """The SOP as a template."""
    doc = lying_document()
    say(doc, "{{ instansi.nama }}, {{ edisi }}", "Awal Sampul SOP")
    with each(doc, "s in sampul"):
        say(doc, "{{ s }}", "Baris Sampul SOP")
    _new_page(doc, "{{ judul|upper }}")
    _identity(doc)
    with each(doc, "g in bagian"):
        say(doc, "{{ g.judul }}", "Judul Bagian SOP")
        with each(doc, "p in g.isi"):
            say(doc, "{{ p }}", "Isi SOP")
    _new_page(doc, "{{ judul|upper }}")
    _steps(doc)
    with when(doc, "jumlah_waktu"):
        say(doc, "Jumlah waktu: {{ jumlah_waktu }}.", "Isi Kurang")
    say(doc, "Dicetak {{ tanggal_cetak|tanggal }}.", "Isi Kurang")
    return doc


def _new_page(doc: Document, words: str) -> None:
    say(doc, words, "Judul SOP").paragraph_format.page_break_before = True


def _identity(doc: Document) -> None:
    table = bare_table(doc, [5.0, 0.4, LYING_CM - 5.4])
    logic_row(table, "for b in identitas")
    fill_row(add_row(table), ["{{ b.label }}", ":", "{{ b.isi }}"], "Identitas Berkas")
    logic_row(table, "endfor")
    say(doc, "", "Jarak")
    pairs = ruled_table(doc, [LYING_CM * 0.58, LYING_CM * 0.42])
    logic_row(pairs, "for b in pasangan")
    row = add_row(pairs)
    for cell, side in zip(row.cells, ("kiri", "kanan"), strict=True):
        say(cell, f"{{{{ b.{side} }}}}", "Label SOP")
        with each(cell, f"p in b.isi_{side}"):
            say(cell, "{{ p }}", "Sel Berkas")
    logic_row(pairs, "endfor")


def _steps(doc: Document) -> None:
    table = ruled_table(doc, [width for _title, width in HEADINGS])
    above, below = add_row(table), add_row(table)
    for place, (words, _width) in enumerate(HEADINGS):
        inside = place in range(*STANDARD.indices(len(HEADINGS)))
        cell = below.cells[place] if inside else above.cells[place].merge(below.cells[place])
        say(cell, words, "Kepala Berkas")
    merged = above.cells[STANDARD.start].merge(above.cells[STANDARD.stop - 1])
    say(merged, "Mutu Baku", "Kepala Berkas")
    for row in (above, below):
        repeat_on_each_page(row)
    logic_row(table, "for b in langkah")
    cells = add_row(table).cells
    say(cells[0], "{{ b.nomor }}", "Sel Berkas").alignment = Align.CENTER
    say(cells[4], "{{ b.waktu }}", "Sel Berkas").alignment = Align.CENTER
    for cell, name in zip((*cells[1:4], *cells[5:]), LINES, strict=True):
        with each(cell, f"p in b.{name}"):
            say(cell, "{{ p }}", "Sel Berkas")
        say(cell, "", "Logika")
    logic_row(table, "endfor")
    for row in table.rows:
        keep_whole(row)
