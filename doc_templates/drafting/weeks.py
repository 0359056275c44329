"""A plan of work by weeks: a row for each activity, a mark in each week that it takes."""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as Align
from docx.table import Table

from doc_templates.drafting import looks_naskah  # noqa: F401  # makes its styles known
from doc_templates.drafting.tables import (
    Column,
    add_row,
    data_table,
    fill_row,
    keep_whole,
    logic_row,
    repeat_on_each_page,
    ruled_table,
)
from doc_templates.drafting.text import logic, say, when

WEEKS = 8  # that a page has room for; longer plans say their weeks in figures
MARK = "■"
LAST = (
    "((jadwal|map(attribute='mulai')|list + jadwal|map(attribute='selesai')|list)"
    "|select('number')|list + [0])|max"
)
COLUMNS = [
    Column("No.", 0.9, "{{ loop.index }}.", Align.CENTER),
    Column("Kegiatan", 4.3, "{{ b.kegiatan }}"),
    Column("Penanggung Jawab", 2.8, "{{ b.penanggung_jawab }}"),
    Column("Keluaran", 2.8, "{{ b.keluaran }}"),
]
WEEK_CM = (16.0 - sum(column.width for column in COLUMNS)) / WEEKS
IN_FIGURES = Column(
    "Minggu ke-",
    16.0 - sum(column.width for column in COLUMNS),
    "{{ b.mulai }}{% if b.selesai and b.selesai != b.mulai %} s.d. {{ b.selesai }}{% endif %}",
    Align.CENTER,
)


def schedule(doc: Document) -> None:
    """The table of `jadwal`: activity, who answers for it, what comes of it, and its weeks."""
    with when(doc, f"{LAST} <= {WEEKS}"):
        _marked(doc)
        logic(doc, "else")
        data_table(doc, [*COLUMNS, IN_FIGURES], "jadwal", small=True)
    say(doc, "Minggu ke-1 dimulai tanggal {{ minggu_pertama|tanggal }}.", "Keterangan Tabel")


def _marked(doc: Document) -> None:
    widths = [column.width for column in COLUMNS] + [WEEK_CM] * WEEKS
    table = ruled_table(doc, widths)
    _heading(table)
    logic_row(table, "for b in jadwal")
    row = add_row(table)
    marks = [_mark(week) for week in range(1, WEEKS + 1)]
    aligns = [column.align for column in COLUMNS] + [Align.CENTER] * WEEKS
    fill_row(row, [column.value for column in COLUMNS] + marks, "Sel Lembar", aligns)
    logic_row(table, "endfor")
    for row in table.rows:
        keep_whole(row)


def _mark(week: int) -> str:
    span = "[b.mulai, b.selesai]|select('number')|list"
    taken = f"b.mulai is number and {span}|min <= {week} and {week} <= {span}|max"
    return f"{{% if {taken} %}}{MARK}{{% endif %}}"


def _heading(table: Table) -> None:
    """Two rows: the weeks' numbers stand below what they are."""
    upper, lower = add_row(table), add_row(table)
    fixed = len(COLUMNS)
    for place, column in enumerate(COLUMNS):
        say(upper.cells[place].merge(lower.cells[place]), column.title, "Kepala Lembar")
    say(upper.cells[fixed].merge(upper.cells[-1]), "Minggu ke-", "Kepala Lembar")
    for week in range(1, WEEKS + 1):
        say(lower.cells[fixed + week - 1], str(week), "Kepala Lembar")
    for row in (upper, lower):
        repeat_on_each_page(row)
