"""What a report is made of: chapters, prose, tables with groups and totals, page numbers."""

from collections.abc import Sequence

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm
from docx.table import Table
from docx.text.paragraph import Paragraph

from doc_templates.drafting import (
    looks,  # noqa: F401  # makes its styles known
    styles,
)
from doc_templates.drafting.blank import TEXT_WIDTH_CM
from doc_templates.drafting.tables import (
    Column,
    add_row,
    fill_row,
    hold_open,
    keep_whole,
    logic_row,
    repeat_on_each_page,
    ruled_table,
)
from doc_templates.drafting.text import each, field_code, logic, say, when

MAY_BREAK = "if loop.length > 8 and loop.index > 1 and loop.revindex > 2"
TOC_FIELD = 'TOC \\o "1-2" \\h \\z \\u'


def page_numbers(doc: Document, words: str) -> None:
    """A footer with `words` and the page's number on every page but the cover, which is page 1."""
    section = doc.sections[0]
    section.different_first_page_header_footer = True
    footer = say(section.footer, f"{words}  |  ", "Kaki Laporan")
    field_code(footer, "PAGE")


def turn(doc: Document, orientation: WD_ORIENT) -> None:
    """Begins a new page that stands or lies; the footer goes on."""
    section = doc.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = False
    if section.orientation != orientation:
        section.orientation = orientation
        section.page_width, section.page_height = section.page_height, section.page_width
    doc.paragraphs[-1].style = styles.use(
        doc, "Sesudah Tabel"
    )  # it carries the break; small, so that it adds no page


def chapter(doc: Document, words: str, *, new_page: bool = True) -> None:
    """A heading of the first level on a new page; a section that was just turned is one already."""
    say(doc, words, "heading 1").paragraph_format.page_break_before = new_page or None


def section(doc: Document, words: str) -> None:
    """A heading of the second level."""
    say(doc, words, "heading 2")


def prose(doc: Document, field: str, style: str = "Isi Laporan") -> None:
    """A long text, one paragraph a line."""
    with each(doc, f"p in {field}"):
        say(doc, "{{ p }}", style)


def prose_above_signature(doc: Document, field: str) -> None:
    """A long text whose last paragraph stays on the page of the signature below it."""
    with each(doc, f"p in {field}"):
        logic(doc, "if not loop.last")
        say(doc, "{{ p }}", "Isi Laporan")
        logic(doc, "else")
        say(doc, "{{ p }}", "Pengantar Tabel")
        logic(doc, "endif")


def points(doc: Document, field: str, mark: str = "{{ loop.index }}.") -> None:
    """A list of texts with a hanging indent."""
    with each(doc, f"b in {field}"):
        say(doc, f"{mark}\t{{{{ b }}}}", "Butir Laporan")


def report_table(
    doc: Document,
    caption: str,
    columns: Sequence[Column],
    rows: str,
    *,
    groups: Sequence[str] = (),
    total: Sequence[str] = (),
) -> None:
    """A table with its caption, in small print, with one row `b` for each item of `rows`.

    `groups` name columns that are printed as lines of their own where they change; `total` are
    the cells of a last row.
    """
    say(doc, caption, "Judul Tabel")
    table = ruled_table(doc, [column.width for column in columns])
    heading(table, [column.title for column in columns])
    item_rows(table, columns, rows, groups=groups)
    if total:
        fill_row(add_row(table), total, "Sel Jumlah", [column.align for column in columns])
    finish(doc, table)


def heading(table: Table, titles: Sequence[str]) -> None:
    """A heading row that returns on each page."""
    row = add_row(table)
    fill_row(row, titles, "Kepala Laporan")
    repeat_on_each_page(row)


def spanned_heading(
    table: Table, columns: Sequence[Column], spans: Sequence[tuple[str, int]]
) -> None:
    """A heading of two rows: each span is a title over so many columns.

    A span without a title is one column whose own title has both rows.
    """
    upper = add_row(table).cells
    repeat_on_each_page(table.rows[0])
    over = [title for title, count in spans for _ in range(count)]
    heading(
        table, [column.title if title else "" for title, column in zip(over, columns, strict=True)]
    )
    at = 0
    for title, count in spans:
        whole = upper[at].merge(upper[at + count - 1] if title else table.cell(1, at))
        say(whole, title or columns[at].title, "Kepala Laporan")
        at += count


def item_rows(
    table: Table,
    columns: Sequence[Column],
    rows: str,
    *,
    groups: Sequence[str] = (),
    style: str = "Sel Laporan",
    height: float = 0,
    apart: str = MAY_BREAK,
) -> None:
    """The repeated row. A short table stays whole; of a long one no first or last row is alone.

    A height in cm leaves room for handwriting; `apart` says when a page may end after a row.
    """
    logic_row(table, f"for b in {rows}")
    for group in groups:
        logic_row(table, f"if b.{group} and (loop.first or b.{group} != loop.previtem.{group})")
        cells = add_row(table).cells
        say(cells[0].merge(cells[-1]), f"{group.capitalize()}: {{{{ b.{group} }}}}", "Sel Kelompok")
        logic_row(table, "endif")
    aligns = [column.align for column in columns]
    for condition, look in ((apart, style), ("else", f"{style} Akhir")):
        logic_row(table, condition)
        row = add_row(table)
        fill_row(row, [column.value for column in columns], look, aligns)
        if height:
            hold_open(row, height)
    logic_row(table, "endif")
    logic_row(table, "endfor")


def finish(doc: Document, table: Table) -> None:
    """Rows that stay whole, and a little room below the table."""
    for row in table.rows:
        keep_whole(row)
    say(doc, "", "Sesudah Tabel")


def contents(doc: Document) -> None:
    """The table of contents as a field that Word can renew, already filled from `daftar_isi`."""
    _field_mark(say(doc, "", "Sesudah Tabel"), "begin", TOC_FIELD)
    logic(doc, "for d in daftar_isi")
    for level, condition in ((1, "if d.tingkat == 1"), (2, "elif d.tingkat == 2")):
        logic(doc, condition)
        say(doc, "{{ d.judul }}\t{{ d.halaman }}", f"toc {level}")
        _dot_leader(doc, f"toc {level}")
    logic(doc, "endif")
    logic(doc, "endfor")
    with when(doc, "not daftar_isi"):
        say(doc, "Klik kanan di sini, lalu pilih Perbarui Bidang.", "toc 1")
    _field_mark(say(doc, "", "Sesudah Tabel"), "end")


def _dot_leader(doc: Document, style: str) -> None:
    stops = doc.styles[style].paragraph_format.tab_stops
    stops.add_tab_stop(Cm(TEXT_WIDTH_CM), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _field_mark(paragraph: Paragraph, kind: str, code: str = "") -> None:
    parts = [f'<w:fldChar w:fldCharType="{kind}"/>']
    if code:
        parts += [
            f'<w:instrText xml:space="preserve"> {code} </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
        ]
    for part in parts:
        paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{part}</w:r>"))
