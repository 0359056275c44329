"""Formulir pengumpulan data kinerja: a sheet for each supplier, filled in by hand or typed.

The columns are those of the Bukit Batu SOP, part V (naskah-dinas 6.3), with unit and source.
"""

from collections.abc import Sequence
from copy import deepcopy

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table, _Cell

from doc_templates.drafting.laporan_kolom import MIDDLE
from doc_templates.drafting.report import heading
from doc_templates.drafting.shapes import kop, signature_lines
from doc_templates.drafting.signature import in_capitals
from doc_templates.drafting.tables import (
    Column,
    add_row,
    fill_row,
    hold_open,
    logic_row,
    ruled_table,
)
from doc_templates.drafting.text import each, say, when
from doc_templates.drafting.worksheet import (
    facts,
    finish,
    headline,
    lying_document,
    signing_cells,
)
from doc_templates.quarters import NAMES

DOTS = "…" * 16
LABEL = "{{ instansi.tata.label_nip }} "
ROW_CM = 0.9
UNITS = "(indikator|map(attribute='unit')|list + penyuplai|map(attribute='unit')|list)"
OWN = (
    "{% set milik = indikator|selectattr('unit', 'equalto', unit)|list %}"
    "{% set orang = penyuplai|selectattr('unit', 'equalto', unit)|list %}"
)
EMPTY_ROWS = "([baris_kosong if baris_kosong is number else 0, 30]|min)"
LAST_ROWS = 2  # rows that stay with the signatures below the table
THIS_ROW = "{% set b = milik[nomor - 1] if nomor <= milik|length else none %}"
HINT = (
    "Diisi menurut keadaan akhir {{ periode }}, disertai bukti dukung. Pecahan ditulis dengan koma "
    "(93,75); nol ditulis 0; kosong berarti belum ada datanya."
)


def draft() -> Document:
    """The form as a template."""
    doc = lying_document()
    kop(doc)
    _number_from_one(doc)
    with each(doc, f"unit in {UNITS}|unique(case_sensitive=true)"):
        headline(doc, "FORMULIR PENGUMPULAN DATA KINERJA", "{{ periode|upper }} TAHUN {{ tahun }}")
        _supplier(doc)
        _table(doc)
        with when(doc, "not loop.last"):
            _next_sheet(doc)
    return doc


def _supplier(doc: Document) -> None:
    """Who supplies the data, and until when; what is not known is written by hand."""
    until = f"{{% if batas_waktu %}}{{{{ batas_waktu|tanggal }}}}{{% else %}}{DOTS}{{% endif %}}"
    facts(
        doc,
        [
            ("Unit penyuplai data", OWN + "{{ unit }}"),
            ("Nama dan jabatan pengisi", DOTS),
            ("Nomor telepon pengisi", DOTS),
        ],
        [
            ("Tanggal formulir", "{{ tanggal_surat|tanggal }}"),
            ("Dikembalikan paling lambat", until),
        ],
    )


def _table(doc: Document) -> None:
    columns = [
        Column("No.", 0.9, THIS_ROW + _if_row("nomor"), MIDDLE),
        Column("Sasaran", 5.1, _if_row("b.sasaran")),
        Column("Indikator Kinerja", 5.4, _if_row("b.indikator")),
        Column("Satuan", 1.8, _if_row("b.satuan"), MIDDLE),
        Column("Target Tahunan", 1.7, _if_row("b.target_tahun"), MIDDLE),
        Column("Target {{ periode }}", 2.2, _quarter_target(), MIDDLE),
        Column("Realisasi {{ periode }}", 2.2, _if_row("b.terisi"), MIDDLE),
        Column("Sumber Data", 2.8, _if_row("b.sumber_data")),
        Column("Keterangan", 2.6, ""),
    ]
    table = ruled_table(doc, [column.width for column in columns])
    heading(table, [column.title for column in columns])
    _rows(table, columns)
    supplier, collector = signing_cells(table, 4, [HINT])
    _supplier_signs(supplier)
    say(collector, "{{ instansi.sebelum_tanggal }}" + DOTS, "Jabatan Lembar")
    say(collector, "Petugas pengumpul data,", "Jabatan Lembar")
    signature_lines(collector, "penandatangan", suffix="Lembar")
    finish(table)


def _rows(table: Table, columns: Sequence[Column]) -> None:
    """The supplier's indicators, then empty rows for others; all high enough to write in."""
    logic_row(table, f"for nomor in range(1, milik|length + {EMPTY_ROWS} + 1)")
    for condition, style in (
        (f"if loop.revindex > {LAST_ROWS}", "Sel Laporan"),
        ("else", "Sel Laporan Akhir"),
    ):
        logic_row(table, condition)
        row = add_row(table)
        fill_row(
            row, [column.value for column in columns], style, [column.align for column in columns]
        )
        hold_open(row, ROW_CM)
    logic_row(table, "endif")
    logic_row(table, "endfor")


def _if_row(printed: str) -> str:
    return f"{{% if b %}}{{{{ {printed} }}}}{{% endif %}}"


def _quarter_target() -> str:
    """Template code for the target of the quarter that the form asks about."""
    choices = [
        f"{{% if b and periode == 'Triwulan {name}' %}}{{{{ b.target_{number} }}}}{{% endif %}}"
        for number, name in enumerate(NAMES, start=1)
    ]
    return "".join(choices)


def _supplier_signs(cell: _Cell) -> None:
    say(cell, "Penanggung jawab data,", "Jabatan Lembar")
    with when(cell, "orang and orang[0].nama"):
        post = in_capitals("(orang[0].jabatan or unit)")
        say(cell, f"{{{{ {post} }}}},", "Jabatan Lembar")
        say(cell, "{{ orang[0].nama }}", "Nama Lembar")
        with when(cell, "orang[0].pangkat"):
            say(cell, "{{ orang[0].pangkat }}", "Pangkat Lembar")
        say(cell, LABEL + f"{{{{ orang[0].nip|nip or '{DOTS}' }}}}", "NIP Lembar")
    with when(cell, "not (orang and orang[0].nama)"):
        say(cell, f"{{{{ {in_capitals('unit')} }}}},", "Jabatan Lembar")
        say(cell, DOTS, "Titik Lembar")
        say(cell, LABEL + DOTS, "NIP Lembar")


def _number_from_one(doc: Document) -> None:
    """Each supplier's pages are counted on their own."""
    numbering = parse_xml(f'<w:pgNumType {nsdecls("w")} w:start="1"/>')
    doc.sections[0]._sectPr.xpath("w:pgMar")[0].addnext(numbering)


def _next_sheet(doc: Document) -> None:
    """Ends the section: the next supplier's first page has the kop again."""
    paragraph = say(doc, "", "Sesudah Tabel")
    paragraph._p.get_or_add_pPr().append(deepcopy(doc.sections[-1]._sectPr))
