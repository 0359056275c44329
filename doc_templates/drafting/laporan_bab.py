"""Bab I, II and IV of the performance report: why, what was promised, what follows."""

from docx.document import Document

from doc_templates.drafting.laporan_kolom import (
    MIDDLE,
    NUMBER,
    RIGHT,
    UNIT,
    WIDE_INDICATOR,
    figure,
    sum_of,
)
from doc_templates.drafting.report import chapter, points, prose, report_table, section
from doc_templates.drafting.tables import Column
from doc_templates.drafting.text import each, say, when


def one(doc: Document) -> None:
    """Bab I: why, who, and the issues at hand."""
    chapter(doc, "BAB I\nPENDAHULUAN")
    section(doc, "1.1 Latar Belakang")
    prose(doc, "latar_belakang")
    section(doc, "1.2 Maksud dan Tujuan")
    prose(doc, "maksud_tujuan")
    section(doc, "1.3 Tugas dan Fungsi")
    prose(doc, "tugas_fungsi")
    points(doc, "fungsi", "{{ loop.index|huruf }}.")
    section(doc, "1.4 Struktur Organisasi")
    prose(doc, "struktur_organisasi")
    with when(doc, "susunan_organisasi"):
        _organisation(doc)
    section(doc, "1.5 Isu Strategis")
    with each(doc, "b in isu_strategis"):
        say(doc, "{{ loop.index }}.\t{{ b.isu }}", "Judul Butir")
        prose(doc, "b.uraian", "Isi Butir")


def _organisation(doc: Document) -> None:
    columns = [
        NUMBER,
        Column("Unsur Organisasi", 6.0, "{{ b.unsur }}"),
        Column("Pimpinan", 6.1, "{{ b.pimpinan }}"),
        figure("Jumlah Pegawai", "jumlah", 3.0),
    ]
    report_table(doc, "Tabel 1.1 Susunan Organisasi dan Pegawai", columns, "susunan_organisasi")


def two(doc: Document) -> None:
    """Bab II: what was planned and promised."""
    chapter(doc, "BAB II\nPERENCANAAN KINERJA")
    section(doc, "2.1 Ringkasan Rencana Strategis")
    prose(doc, "ringkasan_renstra")
    columns = [NUMBER, WIDE_INDICATOR, UNIT, figure("Target Akhir", "target_akhir", 2.6)]
    caption = "Tabel 2.1 Tujuan, Sasaran, dan Target Akhir Rencana Strategis"
    report_table(doc, caption, columns, "tujuan_sasaran", groups=["tujuan", "sasaran"])
    section(doc, "2.2 Perjanjian Kinerja Tahun {{ tahun }}")
    prose(doc, "perjanjian_uraian")
    promised(doc, "Tabel 2.2 Perjanjian Kinerja Tahun {{ tahun }}")
    budgeted(doc, "Tabel 2.3 Program dan Anggaran Tahun {{ tahun }}")


def promised(doc: Document, caption: str) -> None:
    """The table of the performance agreement."""
    columns = [NUMBER, WIDE_INDICATOR, UNIT, figure("Target", "target", 2.6)]
    report_table(doc, caption, columns, "perjanjian_kinerja", groups=["sasaran"])


def budgeted(doc: Document, caption: str) -> None:
    """The programmes of the performance agreement with their budget."""
    columns = [
        NUMBER,
        Column("Program", 8.2, "{{ b.program }}"),
        Column("Anggaran", 4.2, "{{ b.anggaran|rupiah }}", RIGHT),
        Column("Sumber Dana", 2.7, "{{ b.sumber }}", MIDDLE),
    ]
    total = ["", "Jumlah", sum_of("program_anggaran", "anggaran"), ""]
    report_table(doc, caption, columns, "program_anggaran", total=total)


def four(doc: Document) -> None:
    """Bab IV: what follows from it."""
    chapter(doc, "BAB IV\nPENUTUP")
    section(doc, "4.1 Kesimpulan")
    prose(doc, "kesimpulan")
    section(doc, "4.2 Rekomendasi")
    points(doc, "rekomendasi")
    prose(doc, "penutup")
