"""Kertas kerja pengukuran kinerja: each indicator with formula, figures, achievement, analysis."""

from docx.document import Document

from doc_templates.achievement import LOWEST, SCALE
from doc_templates.drafting.laporan_kolom import MIDDLE, NUMBER, figure
from doc_templates.drafting.tables import Column
from doc_templates.drafting.worksheet import (
    PERIOD,
    begin,
    grid,
    lying_document,
    sign,
    total,
)

COLUMNS = [
    NUMBER,
    Column("Indikator Kinerja", 4.4, "{{ b.indikator }}"),
    Column("Rumus Perhitungan", 4.0, "{{ b.rumus }}"),
    Column("Arah", 1.3, "{{ b.arah or 'Naik' }}", MIDDLE),
    Column("Satuan", 1.8, "{{ b.satuan }}", MIDDLE),
    figure("Target", "target", 1.6),
    figure("Realisasi", "realisasi", 1.8),
    figure("Capaian (%)", "capaian", 1.7),
    figure("Predikat", "predikat", 1.9),
    Column("Sumber Data", 2.4, "{{ b.sumber_data }}"),
    Column("Analisis", 3.9, "{{ b.analisis }}"),
]


def draft() -> Document:
    """The working paper as a template."""
    doc = lying_document()
    begin(doc, "KERTAS KERJA PENGUKURAN KINERJA", PERIOD)
    table = grid(doc, COLUMNS, "capaian", groups=["sasaran"])
    mean = "{{ capaian|map(attribute='capaian')|rata_rata }}"
    total(table, "Rata-rata capaian indikator yang dapat dihitung", 7, [mean, "", "", ""])
    sign(table, "Disusun oleh,", 6, lines=["Keterangan:", *RULES])
    return doc


def _scale() -> str:
    bands = "; ".join(f"{bound} ke atas {name}" for bound, name in SCALE)
    return f"{bands}; di bawah {SCALE[-1][0]} {LOWEST}"


RULES = [
    (
        "1. Capaian indikator yang baik bila naik = realisasi : target × 100; yang baik bila "
        "turun = (2 × target − realisasi) : target × 100, tidak kurang dari nol; arah Lain "
        "memakai rumusnya sendiri. Dibulatkan sampai dua angka di belakang koma."
    ),
    (
        "2. Target nol yang baik bila turun: realisasi nol 100,00, selain itu 0,00; yang baik "
        "bila naik tidak dihitung (–). Predikat yang sama dengan target bernilai 100,00."
    ),
    f"3. Predikat menurut batas bawah: {_scale()}.",
]
