"""The table of an SOP's steps: a column for each performer, and the mutu baku beside them."""

from collections.abc import Sequence

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as Vertical
from docx.enum.text import WD_ALIGN_PARAGRAPH as Align
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm
from docx.table import Table, _Cell, _Row

from doc_templates.drafting.closing import signing_cell
from doc_templates.drafting.styles import LOOKS, Look
from doc_templates.drafting.tables import (
    add_row,
    hold_open,
    keep_whole,
    logic_row,
    merge_down,
    repeat_on_each_page,
    ruled_table,
)
from doc_templates.drafting.text import each, say, when

MARGINS = f"""<w:tcMar {nsdecls("w")}>
  <w:left w:w="28" w:type="dxa"/><w:right w:w="28" w:type="dxa"/></w:tcMar>"""
RIGHT_CM = 15.5  # where the signature begins
LOOKS.update(
    {
        "Pelaksana SOP": Look(Align.CENTER, size=7, bold=True, before=2, after=2, keep_next=True),
        "Nomor Kolom SOP": Look(Align.CENTER, size=7, keep_next=True),
        "Catatan SOP": Look(size=8, before=3, keep_next=True),
        "Jabatan SOP": Look(size=10.5, before=14, left=RIGHT_CM, keep_next=True, caps=True),
        "Nama SOP": Look(
            size=10.5, before=50, left=RIGHT_CM, bold=True, underline=True, keep_next=True
        ),
        "Pangkat SOP": Look(size=10.5, left=RIGHT_CM, keep_next=True),
        "NIP SOP": Look(size=10.5, left=RIGHT_CM),
    }
)
for last in (False, True):
    name = " SOP Akhir" if last else " SOP"
    LOOKS.update(
        {
            f"Sel{name}": Look(size=9, before=2, after=1, keep_next=last),
            f"Tanda{name}": Look(Align.CENTER, size=14, keep_next=last),
            f"Arah{name}": Look(Align.CENTER, size=7, keep_next=last),
            f"Tutup{name}": Look(size=2, keep_next=last),  # a cell ends with a paragraph
        }
    )
LEGEND = "● mulai atau selesai   ■ melaksanakan   ◊ memutuskan, Ya atau Tidak"
MOST_UPRIGHT = 5  # more performers than these have their names turned
TURNED_CM, TURNED_WIDTH = 3.4, 1.25  # how high and how wide turned names stand
# The cells of a row; those of the loop disappear, what is left shares the width of the table.
FIRST = (("No", 1.0), ("Uraian Prosedur", 5.0))
LOOP, PERFORMER = 0.4, 1.8
STANDARD = (("Kelengkapan", 3.2), ("Waktu", 1.6), ("Output", 3.2))
LAST = (("Keterangan", 2.9),)
WIDTHS = [width for _words, width in FIRST] + [LOOP, PERFORMER, LOOP]
WIDTHS += [width for _words, width in STANDARD + LAST]
OTHERS = len(FIRST + STANDARD + LAST)


def procedure_table(doc: Document) -> None:
    """The steps; `pelaksana` are the performers, and each step names those who perform it.

    The heading returns on each page and no row is split; who approved the SOP ends the table.
    """
    table = ruled_table(doc, WIDTHS)
    _heading(table)
    logic_row(table, "for b in langkah")
    logic_row(table, "if not loop.last")
    _step(add_row(table), " SOP")
    logic_row(table, "else")  # the last step stays with what ends the table
    _step(add_row(table), " SOP Akhir")
    logic_row(table, "endif")
    logic_row(table, "endfor")
    _ending(table)
    for row in table.rows:
        keep_whole(row)


def _heading(table: Table) -> None:
    above = add_row(table)
    cells = above.cells
    for cell, (words, _width) in zip((*cells[:2], cells[8]), FIRST + LAST, strict=True):
        say(cell, words, "Kepala Berkas")
        merge_down(cell, begins=True)
    performers = cells[2].merge(cells[4])
    say(performers, "{% colspan pelaksana|length %}Pelaksana", "Kepala Berkas")
    say(cells[5].merge(cells[7]), "Mutu Baku", "Kepala Berkas")
    logic_row(table, f"if pelaksana|length > {MOST_UPRIGHT}")
    turned = add_row(table)
    hold_open(turned, TURNED_CM)
    rows = [above, turned]
    _names(turned, turned_names=True)
    logic_row(table, "else")
    rows.append(add_row(table))
    _names(rows[-1], turned_names=False)
    logic_row(table, "endif")
    rows.append(add_row(table))
    _numbers(rows[-1])
    for row in rows:
        repeat_on_each_page(row)


def _names(row: _Row, *, turned_names: bool) -> None:
    """The second line of the heading: the performers, and the parts of the mutu baku."""
    cells = _performers_loop(row)
    for cell in (*cells[:2], cells[8]):
        merge_down(cell, begins=False)
    say(cells[3], "{{ n }}", "Pelaksana SOP")
    if turned_names:
        _turn(cells[3])
    for cell, (words, _width) in zip(cells[5:8], STANDARD, strict=True):
        say(cell, words, "Kepala Berkas")


def _numbers(row: _Row) -> None:
    """The numbers of the columns."""
    cells = _performers_loop(row)
    say(cells[0], "1", "Nomor Kolom SOP")
    say(cells[1], "2", "Nomor Kolom SOP")
    say(cells[3], "{{ loop.index + 2 }}", "Nomor Kolom SOP")
    for place, cell in enumerate(cells[5:], 3):
        say(cell, f"{{{{ pelaksana|length + {place} }}}}", "Nomor Kolom SOP")


def _step(row: _Row, looks: str) -> None:
    """A row of the table; `looks` ends the names of its styles."""
    cells = _performers_loop(row)
    say(cells[0], "{{ b.nomor }}", f"Sel{looks}").alignment = Align.CENTER
    say(cells[6], "{{ b.waktu }}", f"Sel{looks}").alignment = Align.CENTER
    mark = cells[3]
    with when(mark, "n in b.pelaksana"):
        say(mark, "{{ b.tanda }}", f"Tanda{looks}")
        with each(mark, "p in b.arah"):
            say(mark, "{{ p }}", f"Arah{looks}")
    say(mark, "", f"Arah{looks}")
    for place, name in ((1, "uraian"), (5, "kelengkapan"), (7, "keluaran"), (8, "keterangan")):
        with each(cells[place], f"p in b.{name}"):
            say(cells[place], "{{ p }}", f"Sel{looks}")
        say(cells[place], "", f"Tutup{looks}")


def _ending(table: Table) -> None:
    """What the marks mean, the time that all takes, and who approved it, where the SOP says so."""
    cell = signing_cell(table)
    say(cell, f"{{% colspan pelaksana|length + {OTHERS} %}}{LEGEND}", "Catatan SOP")
    with when(cell, "jumlah_waktu"):
        say(cell, "Jumlah waktu: {{ jumlah_waktu }}.", "Catatan SOP")
    say(cell, "Dicetak {{ tanggal_cetak|tanggal }}.", "Catatan SOP")
    with when(cell, "pengesah"):
        say(cell, "{{ pengesah }},", "Jabatan SOP")
        say(cell, "{{ nama_pengesah }}", "Nama SOP")
        with when(cell, "pangkat_pengesah"):
            say(cell, "{{ pangkat_pengesah }}", "Pangkat SOP")
        with when(cell, "nip_pengesah"):
            say(cell, "NIP. {{ nip_pengesah }}", "NIP SOP")
    say(cell, "", "Tutup SOP")


def _performers_loop(row: _Row) -> Sequence[_Cell]:
    """The cells of a row whose fourth is there once for each performer."""
    cells = row.cells
    say(cells[2], "{%tc for n in pelaksana %}", "Logika")
    say(cells[4], "{%tc endfor %}", "Logika")
    cells[3]._tc.get_or_add_tcPr().append(parse_xml(MARGINS))
    cells[3].vertical_alignment = Vertical.CENTER
    return cells


def _turn(cell: _Cell) -> None:
    """Turns the text of a cell, to be read from below; its column may be narrow."""
    cell.width = Cm(TURNED_WIDTH)
    turned = parse_xml(f'<w:textDirection {nsdecls("w")} w:val="btLr"/>')
    looks = cell._tc.get_or_add_tcPr()
    looks.insert_element_before(turned, "w:vAlign")
