"""Rekapitulasi data kinerja: each supplier's indicators by quarter, and what is still missing."""

from docx.document import Document

from doc_templates.drafting.laporan_kolom import MIDDLE, NUMBER, figure, percent
from doc_templates.drafting.report import finish, item_rows, spanned_heading
from doc_templates.drafting.tables import Column, ruled_table
from doc_templates.drafting.text import say
from doc_templates.drafting.worksheet import begin, grid, lying_document, sign, total
from doc_templates.quarters import COMPLETE, NAMES

QUARTERS = [
    figure(letter, f"{name}_{number}", 1.35)
    for number in range(1, 5)
    for letter, name in (("T", "target"), ("R", "realisasi"))
]
COLUMNS = [
    NUMBER,
    Column("Indikator Kinerja", 4.8, "{{ b.indikator }}"),
    Column("Satuan", 1.7, "{{ b.satuan }}", MIDDLE),
    figure("Target Tahunan", "target_tahun", 1.6),
    *QUARTERS,
    figure("T", "target", 1.35),
    figure("R", "realisasi", 1.35),
    Column("Status", 1.5, "{{ b.status }}", MIDDLE),
]
SPANS = [
    *[("", 1)] * 4,
    *[(f"TW {name}", 2) for name in NAMES],
    ("s.d. TW {{ sampai_triwulan }}", 2),
    ("", 1),
]
UNITS = "data|map(attribute='unit')|unique(case_sensitive=true)"
LEGEND = (
    "T = target, R = realisasi, TW = triwulan. Realisasi sampai dengan triwulan ini adalah posisi "
    "akhir, atau jumlah semua triwulan; targetnya target triwulan yang sama. Lengkap berarti "
    "setiap triwulan yang bertarget sudah ada realisasinya; nol berarti terisi."
)


def draft() -> Document:
    """The recapitulation as a template."""
    doc = lying_document()
    under = "SAMPAI DENGAN TRIWULAN {{ sampai_triwulan }} TAHUN {{ tahun }}"
    begin(doc, "REKAPITULASI DATA KINERJA", under)
    table = ruled_table(doc, [column.width for column in COLUMNS])
    spanned_heading(table, COLUMNS, SPANS)
    item_rows(table, COLUMNS, "data", groups=["unit", "sasaran"])
    finish(doc, table)
    _summary(doc)
    return doc


def _summary(doc: Document) -> None:
    """Suppliers and how much of theirs is there, then the total of all."""
    say(doc, "Kelengkapan Menurut Unit Penyuplai Data", "Judul Tabel")
    own = "{% set milik = data|selectattr('unit', 'equalto', b)|list %}"
    table = grid(doc, _columns("milik", own + "{{ loop.index }}", "{{ b }}"), UNITS)
    cells = [column.value for column in _columns("data", "", "Jumlah")]
    total(table, cells[1], 2, cells[2:])
    sign(table, "Disusun oleh,", 2, lines=[LEGEND])


def _columns(rows: str, first: str, name: str) -> list[Column]:
    """The columns of the summary, counted over these rows."""
    there = f"{rows}|selectattr('status', 'equalto', '{COMPLETE}')|list|length"
    share = percent("ada", "semua")
    return [
        Column("No.", 0.9, first, MIDDLE),
        Column("Unit Penyuplai Data", 12.0, name),
        Column("Jumlah Indikator", 2.9, f"{{{{ {rows}|length }}}}", MIDDLE),
        Column("Lengkap", 2.9, f"{{{{ {there} }}}}", MIDDLE),
        Column("Belum", 2.9, f"{{{{ {rows}|length - ({there}) }}}}", MIDDLE),
        Column(
            "Kelengkapan (%)",
            3.1,
            f"{{% set semua = {rows}|length %}}{{% set ada = {there} %}}{share}",
            MIDDLE,
        ),
    ]
