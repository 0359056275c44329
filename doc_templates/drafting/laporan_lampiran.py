"""The lampiran of the performance report: the agreement, how it was measured, and the evidence."""

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.table import _Cell

from doc_templates.drafting.laporan_bab import budgeted, promised
from doc_templates.drafting.laporan_kolom import MIDDLE, NUMBER, UNIT, figure
from doc_templates.drafting.report import chapter, prose, report_table, turn
from doc_templates.drafting.shapes import signature_lines
from doc_templates.drafting.signature import in_capitals
from doc_templates.drafting.tables import Column, add_row, bare_table, keep_whole
from doc_templates.drafting.text import say, when


def agreement(doc: Document) -> None:
    """Lampiran I: the agreement between the office and who gave it its task, with both signers."""
    chapter(doc, "LAMPIRAN I\nPERJANJIAN KINERJA TAHUN {{ tahun }}")
    prose(doc, "pk_pernyataan")
    promised(doc, "Sasaran, Indikator, dan Target Kinerja")
    budgeted(doc, "Program dan Anggaran")
    doc.paragraphs[-1].paragraph_format.keep_with_next = True  # the signatures are not left alone
    with when(doc, "pk_tanggal"):
        say(doc, "{{ instansi.sebelum_tanggal }}{{ pk_tanggal|tanggal }}", "Tempat Tanggal")
    with when(doc, "pihak_kedua_nama"):
        _both_signers(doc)


def _both_signers(doc: Document) -> None:
    table = bare_table(doc, [8.0, 8.0])
    row = add_row(table)
    keep_whole(row)
    _second_party(row.cells[0])
    say(row.cells[1], "Pihak Pertama,", "Jabatan Kolom")
    signature_lines(row.cells[1], "penandatangan", suffix="Kolom")


def _second_party(cell: _Cell) -> None:
    say(cell, "Pihak Kedua,", "Jabatan Kolom")
    say(cell, "{{ " + in_capitals("pihak_kedua_jabatan") + " }},", "Jabatan Kolom")
    say(cell, "{{ pihak_kedua_nama }}", "Nama Kolom")


def measurement(doc: Document) -> None:
    """Lampiran II, lying: the measured indicators, and how each was measured."""
    turn(doc, WD_ORIENT.LANDSCAPE)
    chapter(doc, "LAMPIRAN II\nPENGUKURAN KINERJA TAHUN {{ tahun }}", new_page=False)
    columns = [
        NUMBER,
        Column("Indikator Kinerja", 11.0, "{{ b.indikator }}"),
        UNIT,
        figure("Target", "target", 2.5),
        figure("Realisasi", "realisasi", 2.5),
        figure("Capaian (%)", "capaian", 2.5),
        figure("Predikat", "predikat", 3.0),
    ]
    report_table(doc, "Hasil Pengukuran", columns, "capaian", groups=["sasaran"])
    with when(doc, "pengukuran"):
        _method(doc)


def _method(doc: Document) -> None:
    columns = [
        NUMBER,
        Column("Indikator Kinerja", 7.0, "{{ b.indikator }}"),
        Column("Rumus Perhitungan", 8.0, "{{ b.rumus }}"),
        Column("Sumber Data", 4.4, "{{ b.sumber_data }}"),
        Column("Penanggung Jawab", 4.4, "{{ b.penanggung_jawab }}"),
    ]
    report_table(doc, "Cara Pengukuran", columns, "pengukuran")


def evidence(doc: Document) -> None:
    """Lampiran III: what shows that it was done."""
    turn(doc, WD_ORIENT.PORTRAIT)
    chapter(doc, "LAMPIRAN III\nDOKUMENTASI DAN BUKTI DUKUNG", new_page=False)
    columns = [
        NUMBER,
        Column("Kegiatan", 6.6, "{{ b.kegiatan }}"),
        Column("Tanggal", 3.3, "{{ b.tanggal|tanggal }}", MIDDLE),
        Column("Bukti Dukung", 5.2, "{{ b.bukti }}"),
    ]
    with when(doc, "dokumentasi"):
        report_table(doc, "Daftar Dokumentasi dan Bukti Dukung", columns, "dokumentasi")
    with when(doc, "not dokumentasi"):
        say(doc, "Bukti dukung disimpan pada berkas kinerja {{ instansi.nama }}.", "Isi Laporan")
