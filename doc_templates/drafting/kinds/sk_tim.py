"""Keputusan that forms a team, with the team in its lampiran (naskah-dinas 1.4)."""

from docx.document import Document
from docx.shared import Cm
from docx.table import Table

from doc_templates.drafting import looks  # noqa: F401  # makes its styles known
from doc_templates.drafting.closing import signing_cell
from doc_templates.drafting.shapes import (
    Column,
    Place,
    kop,
    new_document,
    say,
    signature_lines,
    tembusan,
    when,
)
from doc_templates.drafting.tables import (
    add_row,
    bare_table,
    fill_row,
    keep_whole,
    logic_row,
    repeat_on_each_page,
    ruled_table,
)

DECREE = "KEPUTUSAN {{ penandatangan.wewenang|upper }}"

LABEL_CM, COLON_CM, MARK_CM = 3.6, 0.5, 0.9
TEXT_CM = 16.0 - LABEL_CM - COLON_CM

TEAM = [
    Column("No.", 1.0, "{{ loop.index }}."),
    Column("Nama/NIP", 5.9, "{{ b.nama }}"),
    Column("Jabatan Dinas", 4.4, "{{ b.jabatan }}"),
    Column("Kedudukan dalam Tim", 4.7, "{{ b.kedudukan }}"),
]
COLON_AT_CM = 8.8  # of the lines at the head of the lampiran
LAST_ROWS = 2  # rows that stay with the signature, so that it never stands alone on a page


def draft() -> Document:
    """The decree as a template."""
    doc = new_document("keputusan")
    kop(doc)
    _title(doc)
    _grounds(doc)
    _ruling(doc)
    tembusan(doc)
    _attachment(doc)
    return doc


def _title(doc: Document) -> None:
    lines = [
        DECREE,
        "NOMOR {{ nomor_surat }}",
        "TENTANG",
        "{{ tentang|upper }}",
        "{{ penandatangan.wewenang|upper }},",
    ]
    for line in lines:
        say(doc, line, "Judul Keputusan")


def _grounds(doc: Document) -> None:
    table = bare_table(doc, [LABEL_CM, COLON_CM, MARK_CM, TEXT_CM - MARK_CM])
    for label, mark in (
        ("Menimbang", "{{ loop.index|huruf }}."),
        ("Mengingat", "{{ loop.index }}."),
        ("Memperhatikan", "{{ loop.index }}."),
    ):
        logic_row(table, f"for b in {label.lower()}")
        first = "{% if loop.first %}" + label + "{% endif %}"
        colon = "{% if loop.first %}:{% endif %}"
        fill_row(add_row(table), [first, colon, mark, "{{ b }}"], "Konsiderans")
        logic_row(table, "endfor")
    _keep_rows(table)


def _ruling(doc: Document) -> None:
    say(doc, "MEMUTUSKAN:", "Memutuskan")
    table = bare_table(doc, [LABEL_CM, COLON_CM, TEXT_CM])
    decided = DECREE + " TENTANG {{ tentang|upper }}."
    fill_row(add_row(table), ["Menetapkan", ":", decided], "Diktum Akhir")
    logic_row(table, "for d in diktum")
    logic_row(table, "set diktum_akhir = loop.last")
    dictum = ["{{ loop.index|urutan_diktum }}", ":", "{{ d.isi }}"]
    _kept_row(table, "loop.revindex <= 2 or d.rincian", dictum, "Konsiderans", "Diktum Akhir")
    logic_row(table, "for p in d.rincian")
    detail = ["", "", "{{ loop.index|huruf }}.\t{{ p }}"]
    _kept_row(
        table, "diktum_akhir and loop.revindex <= 2", detail, "Rincian Diktum", "Rincian Akhir"
    )
    logic_row(table, "endfor")
    logic_row(table, "endfor")
    _signed(signing_cell(table))
    _keep_rows(table)


def _kept_row(table: Table, condition: str, texts: list[str], free: str, kept: str) -> None:
    """A row in one of two styles; where the condition holds it stays with the next row."""
    logic_row(table, f"if {condition}")
    fill_row(add_row(table), texts, kept)
    logic_row(table, "else")
    fill_row(add_row(table), texts, free)
    logic_row(table, "endif")


def _keep_rows(table: Table) -> None:
    for row in table.rows:
        keep_whole(row)


def _signed(place: Place) -> None:
    """Place and date, and the signature."""
    say(place, "Ditetapkan di {{ ditetapkan_di or instansi.tempat }}", "Tempat Penetapan")
    say(place, "pada tanggal {{ tanggal_surat|tanggal }}", "Tanggal Penetapan")
    signature_lines(place, "penandatangan", suffix="Penetap")


def _attachment(doc: Document) -> None:
    say(doc, "LAMPIRAN", "Kepala Lampiran Keputusan").paragraph_format.page_break_before = True
    say(doc, DECREE, "Kepala Lampiran Keputusan")
    for label, value in (
        ("NOMOR", "{{ nomor_surat }}"),
        ("TANGGAL", "{{ tanggal_surat|tanggal|upper }}"),
        ("TENTANG", "{{ tentang|upper }}"),
    ):
        line = say(doc, f"{label}\t:\t{value}", "Baris Lampiran Keputusan")
        line.paragraph_format.tab_stops.add_tab_stop(Cm(COLON_AT_CM))
    say(doc, "SUSUNAN TIM", "Judul Lampiran")
    _team(doc)


def _team(doc: Document) -> None:
    table = ruled_table(doc, [column.width for column in TEAM])
    heading = add_row(table)
    fill_row(heading, [column.title for column in TEAM], "Kepala Tabel Keputusan")
    repeat_on_each_page(heading)
    logic_row(table, "for b in anggota")
    for condition, style in (
        (f"if loop.revindex > {LAST_ROWS}", "Isi Tabel Keputusan"),
        ("else", "Isi Tabel Akhir"),
    ):
        logic_row(table, condition)
        row = add_row(table)
        fill_row(row, [column.value for column in TEAM], style)
        with when(row.cells[1], "b.nip"):
            say(row.cells[1], "{{ instansi.tata.label_nip }} {{ b.nip|nip }}", style)
    logic_row(table, "endif")
    logic_row(table, "endfor")
    cell = signing_cell(table)
    say(cell, "", "Awal Tanda Tangan")
    signature_lines(cell, "penandatangan", suffix="Penetap")
    _keep_rows(table)
