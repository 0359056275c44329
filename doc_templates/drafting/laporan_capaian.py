"""Bab III of the performance report: what was achieved, compared, explained and spent."""

from docx.document import Document

from doc_templates.drafting.laporan_kolom import (
    INDICATOR,
    MIDDLE,
    NUMBER,
    RIGHT,
    UNIT,
    figure,
    percent,
    sum_of,
)
from doc_templates.drafting.report import (
    chapter,
    finish,
    item_rows,
    prose,
    report_table,
    section,
    spanned_heading,
)
from doc_templates.drafting.tables import Column, ruled_table
from doc_templates.drafting.text import each, say, when
from doc_templates.quarters import NAMES


def three(doc: Document) -> None:
    """Bab III: what was achieved, compared, explained and spent."""
    chapter(doc, "BAB III\nAKUNTABILITAS KINERJA")
    section(doc, "3.1 Capaian Kinerja Organisasi")
    prose(doc, "capaian_uraian")
    achieved(doc, "Tabel 3.1 Capaian Indikator Kinerja Tahun {{ tahun }}")
    section(doc, "3.2 Target dan Realisasi Triwulan")
    _quarterly(doc)
    prose(doc, "triwulan_uraian")
    _comparisons(doc)
    section(doc, "3.6 Analisis Keberhasilan dan Kegagalan")
    _analysis(doc)
    section(doc, "3.7 Realisasi Anggaran")
    prose(doc, "anggaran_uraian")
    _spent(doc)
    section(doc, "3.8 Efisiensi Penggunaan Sumber Daya")
    prose(doc, "efisiensi_uraian")
    with when(doc, "efisiensi"):
        _efficiency(doc)


def achieved(doc: Document, caption: str) -> None:
    """The table of indicators with target, result, achievement and predicate."""
    columns = [
        NUMBER,
        Column("Indikator Kinerja", 5.9, "{{ b.indikator }}"),
        UNIT,
        figure("Target", "target", 1.6),
        figure("Realisasi", "realisasi", 1.8),
        figure("Capaian (%)", "capaian", 1.7),
        figure("Predikat", "predikat", 2.3),
    ]
    report_table(doc, caption, columns, "capaian", groups=["sasaran"])


def _quarterly(doc: Document) -> None:
    """A heading of two rows: each quarter spans its target (T) and its result (R)."""
    say(
        doc,
        "Target (T) dan realisasi (R) setiap triwulan (TW) adalah sebagai berikut.",
        "Pengantar Tabel",
    )
    say(doc, "Tabel 3.2 Target dan Realisasi Kinerja Triwulan I–IV", "Judul Tabel")
    columns = [
        Column("No.", 0.95, "{{ loop.index }}", MIDDLE),
        Column("Indikator Kinerja", 3.35, "{{ b.indikator }}"),
        Column("Satuan", 1.5, "{{ b.satuan }}", MIDDLE),
    ]
    for quarter in range(1, 5):
        columns += [
            figure("T", f"target_{quarter}", 1.28),
            figure("R", f"realisasi_{quarter}", 1.28),
        ]
    table = ruled_table(doc, [column.width for column in columns])
    spanned_heading(table, columns, [("", 1)] * 3 + [(f"TW {name}", 2) for name in NAMES])
    item_rows(table, columns, "triwulan", style="Sel Rapat")
    finish(doc, table)


def _comparisons(doc: Document) -> None:
    section(doc, "3.3 Perbandingan dengan Tahun Lalu")
    say(
        doc,
        "Realisasi tahun {{ tahun }} dan tahun sebelumnya dibandingkan pada tabel berikut.",
        "Pengantar Tabel",
    )
    last_year = [
        figure("Tahun Lalu", "tahun_lalu"),
        figure("Tahun {{ tahun }}", "tahun_ini"),
        figure("Naik/Turun", "perubahan", 2.9),
    ]
    _compared(
        doc, "Tabel 3.3 Perbandingan Realisasi dengan Tahun Lalu", last_year, "perbandingan_lalu"
    )
    section(doc, "3.4 Perbandingan dengan Target Jangka Menengah")
    say(
        doc,
        "Kemajuan menuju target akhir periode rencana strategis adalah sebagai berikut.",
        "Pengantar Tabel",
    )
    medium = [
        figure("Target Akhir", "target_akhir"),
        figure("Realisasi", "realisasi"),
        figure("Kemajuan (%)", "kemajuan", 2.9),
    ]
    _compared(
        doc,
        "Tabel 3.4 Perbandingan Realisasi dengan Target Akhir Renstra",
        medium,
        "perbandingan_menengah",
    )
    section(doc, "3.5 Perbandingan dengan Tingkat Nasional")
    _national(doc)


def _compared(doc: Document, caption: str, columns: list[Column], rows: str) -> None:
    report_table(doc, caption, [NUMBER, INDICATOR, UNIT, *columns], rows)
    prose(doc, f"{rows}_uraian")


def _national(doc: Document) -> None:
    with when(doc, "pembanding_nasional"):
        columns = [
            NUMBER,
            Column("Indikator Kinerja", 5.2, "{{ b.indikator }}"),
            figure("Realisasi", "realisasi"),
            figure("Pembanding", "pembanding", 2.3),
            Column("Sumber Pembanding", 5.4, "{{ b.sumber }}"),
        ]
        report_table(
            doc,
            "Tabel 3.5 Perbandingan Realisasi dengan Tingkat Nasional",
            columns,
            "pembanding_nasional",
        )
    with when(doc, "not pembanding_nasional"):
        say(
            doc,
            "Belum tersedia angka pembanding tingkat nasional untuk indikator instansi ini.",
            "Isi Laporan",
        )
    prose(doc, "pembanding_nasional_uraian")


def _analysis(doc: Document) -> None:
    with each(doc, "b in analisis"):
        say(doc, "{{ loop.index }}.\tSasaran: {{ b.sasaran }}", "Judul Butir")
        for label, field in (
            ("Keberhasilan dan faktor pendukung", "keberhasilan"),
            ("Kegagalan atau hambatan", "hambatan"),
            ("Tindak lanjut", "tindak_lanjut"),
        ):
            with when(doc, f"b.{field}"):
                say(doc, label, "Label Butir")
                prose(doc, f"b.{field}", "Isi Butir")


def _spent(doc: Document) -> None:
    columns = [
        NUMBER,
        Column("Program", 5.3, "{{ b.program }}"),
        Column("Pagu", 3.9, "{{ b.pagu|rupiah }}", RIGHT),
        Column("Realisasi", 3.9, "{{ b.realisasi|rupiah }}", RIGHT),
        Column("Serapan (%)", 2.0, percent("b.realisasi", "b.pagu"), MIDDLE),
    ]
    sums = [
        f"realisasi_anggaran|map(attribute='{name}')|select('number')|sum"
        for name in ("pagu", "realisasi")
    ]
    share = (
        "{% set pagu = "
        + sums[0]
        + " %}{% set terserap = "
        + sums[1]
        + " %}"
        + percent("terserap", "pagu")
    )
    total = [
        "",
        "Jumlah",
        sum_of("realisasi_anggaran", "pagu"),
        sum_of("realisasi_anggaran", "realisasi"),
        share,
    ]
    caption = "Tabel 3.{{ 6 if pembanding_nasional else 5 }} Realisasi Anggaran Tahun {{ tahun }}"
    report_table(doc, caption, columns, "realisasi_anggaran", total=total)


def _efficiency(doc: Document) -> None:
    columns = [
        NUMBER,
        Column("Sasaran", 7.0, "{{ b.sasaran }}"),
        figure("Rata-rata Capaian (%)", "capaian", 2.7),
        figure("Serapan Anggaran (%)", "serapan", 2.7),
        figure("Tingkat Efisiensi (%)", "tingkat", 2.7),
    ]
    caption = "Tabel 3.{{ 7 if pembanding_nasional else 6 }} Efisiensi Penggunaan Sumber Daya"
    report_table(doc, caption, columns, "efisiensi")
