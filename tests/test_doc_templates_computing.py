"""Counted columns: capaian, predikat, quarters; from figures as Indonesian offices type them."""

from decimal import Decimal
from typing import Any

import pytest

from doc_templates.achievement import LOWEST, SCALE, capaian, efisiensi, perubahan, predikat
from doc_templates.computing import completed
from doc_templates.description import read_fields
from doc_templates.fields import parse
from doc_templates.figures import figure, mean
from doc_templates.quarters import kelengkapan, realisasi, target
from doc_templates.shapes import Field, Parsed
from service.panduan.chapters import chapter
from tests.letter_kinds import find_pegawai, no_faults

MEASURED = Field(
    "capaian",
    "Capaian",
    "daftar",
    kolom=(
        Field("indikator", "Indikator", wajib=True),
        Field("capaian", "Capaian (%)", wajib=True, hitung="capaian"),
        Field("predikat", "Predikat", hitung="predikat"),
        Field("target", "Target", wajib=True),
        Field("realisasi", "Realisasi", wajib=True),
        Field("arah", "Arah", "pilihan", pilihan=("Naik", "Turun", "Lain"), bawaan="Naik"),
    ),
)


def measured(**row: object) -> Parsed:
    """One indicator, read as a form is."""
    rows = [{"indikator": "Indeks", **row}]
    return parse(
        [MEASURED], {"capaian": rows}, find_pegawai=find_pegawai, glyphs=no_faults, dated=None
    )


def cells(parsed: Parsed) -> Any:  # noqa: ANN401 - a Row has the columns of its kind
    """The only row."""
    rows: Any = parsed.values["capaian"]
    return rows[0]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("85,5", "85.5"),
        ("1.234,5", "1234.5"),
        ("1.500", "1500"),
        ("93,75%", "93.75"),
        ("93,75 %", "93.75"),
        ("Rp1.500.000", "1500000"),
        ("12 bulan", "12"),
        ("-2,5", "-2.5"),
        ("0", "0"),
    ],
)
def test_figures_are_read_as_offices_type_them(text: str, number: str) -> None:
    """A dot parts thousands, a comma decimals (trap 19)."""
    assert figure(text) == Decimal(number)


@pytest.mark.parametrize("text", ["WTP", "", "93.75", "80-90", "3 dari 5", "1.23.456", "…"])
def test_what_is_no_figure_is_not_guessed(text: str) -> None:
    """93.75 may be meant as 93,75 or as a slip: it is asked about, not counted."""
    assert figure(text) is None


@pytest.mark.parametrize(
    ("wanted", "reached", "arah", "percent"),
    [
        ("86,00", "87,63", "Naik", "101,90"),
        ("100", "88,89", "", "88,89"),
        ("40,00", "43,75", "Naik", "109,38"),
        ("3", "2", "Naik", "66,67"),
        ("8", "1", "Naik", "12,50"),
        ("10", "8", "Turun", "120,00"),
        ("10", "12,5", "Turun", "75,00"),
        ("10", "25", "Turun", "0,00"),
        ("0", "0", "Turun", "100,00"),
        ("0", "3", "Turun", "0,00"),
        ("0", "3", "Naik", "–"),
        ("50", "0", "Naik", "0,00"),
        ("1.000.000", "999.995", "Naik", "100,00"),
        ("80", "64,004", "Naik", "80,01"),
        ("–", "–", "Naik", "–"),
        ("B", "b", "Naik", "100,00"),
        ("B", "BB", "Naik", None),
        ("86,00", "87,63", "Lain", None),
    ],
)
def test_an_achievement_is_counted_to_two_decimals(
    wanted: str, reached: str, arah: str, percent: str | None
) -> None:
    """R/T, or (2T - R)/T when less is better; a target of zero is reached or not."""
    assert capaian(wanted, reached, arah) == percent


@pytest.mark.parametrize(
    ("percent", "name"),
    [
        ("91,00", "Sangat Tinggi"),
        ("90,99", "Tinggi"),
        ("75,99", "Sedang"),
        ("65,50", "Rendah"),
        ("50,99", "Sangat Rendah"),
        ("–", "–"),
        ("B", None),
    ],
)
def test_no_achievement_falls_between_two_bands(percent: str, name: str | None) -> None:
    """The printed bands 76-90 and 91-100 say nothing of 90,4."""
    assert predikat(percent) == name


def test_the_guide_names_the_bounds_that_count() -> None:
    """Staff read them there; they are set in one place."""
    sections = {one.judul: " ".join(one.isi) for one in chapter("data-kinerja").bagian}
    said = sections["Cara capaian dihitung"]
    assert ", ".join(f"{bound} {name}" for bound, name in SCALE) in said
    assert LOWEST in said


def test_a_counted_cell_is_the_machines_whatever_was_typed() -> None:
    """A figure that was taken over from an older version does not outlive a new realisasi."""
    row = cells(measured(target="80", realisasi="60", capaian="99,99", predikat="Tinggi"))
    assert (row.capaian, row.predikat) == ("75,00", "Sedang")


def test_what_cannot_be_counted_is_typed() -> None:
    """An indicator with a formula of its own, or a grade that was exceeded."""
    row = cells(measured(target="B", realisasi="BB", capaian="116,67"))
    assert (row.capaian, row.predikat) == ("116,67", "Sangat Tinggi")


def test_what_cannot_be_counted_and_was_not_typed_is_told_once() -> None:
    """The sentence says what to look at; a missing target alone is one fault, not two."""
    (fault,) = measured(target="93.75", realisasi="90").faults
    assert fault.tempat == "capaian.1.capaian"
    assert "93,75 ditulis dengan koma" in fault.pesan
    (fault,) = measured(realisasi="90").faults
    assert fault.tempat == "capaian.1.target"


def test_other_documents_take_over_what_was_counted() -> None:
    """The snapshot holds it beside what was typed; empty rows keep their place."""
    typed = {"indikator": "Indeks", "target": "80", "realisasi": "60"}
    raw = {"capaian": [{}, typed]}
    parsed = parse([MEASURED], raw, find_pegawai=find_pegawai, glyphs=no_faults, dated=None)
    told = completed([MEASURED], raw, parsed.values)
    assert told["capaian"] == [{}, typed | {"capaian": "75,00", "predikat": "Sedang"}]


@pytest.mark.parametrize(
    ("column", "sentence"),
    [
        ({"hitung": "kira-kira"}, "“kira-kira” tidak dikenal"),
        ({"hitung": "capaian"}, "dihitung dari “target”, yang belum ada di situ"),
        ({"hitung": "predikat", "jenis": "angka"}, "hanya untuk kolom berjenis teks"),
    ],
)
def test_a_description_that_cannot_count_is_told(column: dict[str, str], sentence: str) -> None:
    """Whoever writes a template.toml learns which column is missing."""
    faults: list[str] = []
    kolom = [{"nama": "hasil", "label": "Hasil", **column}]
    read_fields([{"nama": "b", "label": "B", "jenis": "daftar", "kolom": kolom}], "isian", faults)
    assert any(sentence in fault for fault in faults), faults


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ("75,10", "78,42", "naik 3,32"),
        ("6,5", "4", "turun 2,5"),
        ("100,00", "100", "tetap"),
        ("CC", "B", None),
    ],
)
def test_a_change_since_last_year_is_counted(before: str, now: str, said: str | None) -> None:
    """Grades move by steps that no machine knows: those are typed."""
    assert perubahan(before, now) == said


def test_efficiency_is_achievement_above_spending() -> None:
    """It may be negative."""
    assert efisiensi("97,36", "96,39") == "0,97"
    assert efisiensi("90", "96,5") == "-6,50"
    assert efisiensi("–", "96,5") is None


def quarterly(*pairs: tuple[str, str], tahun: str = "100", cara: str = "") -> dict[str, Any]:
    """A row of a rekapitulasi: target and result of each quarter."""
    row = {"target_tahun": tahun, "cara": cara}
    for number, (wanted, reached) in enumerate(pairs, start=1):
        row |= {f"target_{number}": wanted, f"realisasi_{number}": reached}
    return row


@pytest.mark.parametrize(
    ("row", "upto", "expected"),
    [
        (quarterly(("25", "20"), ("50", "45"), ("75", ""), ("100", "")), "II", ("50", "45")),
        (quarterly(("25", "20"), ("50", "45"), ("75", ""), ("100", "")), "IV", ("50", "45")),
        (quarterly(("3", "2"), ("3", "4,5"), ("3", ""), ("3", ""), cara="Jumlah"), "II",
         ("6", "6,5")),
        (quarterly(("", "20"), ("", "45"), ("", ""), ("", "")), "II", ("100", "45")),
        (quarterly(("25", ""), ("50", ""), ("75", ""), ("100", "")), "I", ("100", "–")),
        (quarterly(("–", "–"), ("–", "–"), ("–", "–"), ("B", "BB"), tahun="B"), "IV", ("B", "BB")),
        (quarterly(("1", "0"), ("1", "0"), ("1", ""), ("1", ""), cara="Jumlah"), "II", ("2", "0")),
    ],
)  # fmt: skip
def test_quarters_come_to_one_figure(
    row: dict[str, Any], upto: str, expected: tuple[str, str]
) -> None:
    """Posisi akhir takes the newest, Jumlah adds up; the target is that of the same quarters."""
    form = {"sampai_triwulan": upto}
    assert (target(row, form), realisasi(row, form)) == expected


@pytest.mark.parametrize(
    ("row", "upto", "said"),
    [
        (quarterly(("25", "20"), ("50", "0"), ("75", ""), ("100", "")), "II", "Lengkap"),
        (quarterly(("25", "20"), ("50", ""), ("75", ""), ("100", "")), "II", "Belum"),
        (quarterly(("–", ""), ("–", ""), ("–", ""), ("80", "–")), "III", "Lengkap"),
        (quarterly(("–", ""), ("–", ""), ("–", ""), ("80", "–")), "IV", "Belum"),
        (quarterly(("", "5"), ("", ""), ("", ""), ("", "")), "II", "Belum"),
    ],
)
def test_a_quarter_that_is_due_has_its_result(row: dict[str, Any], upto: str, said: str) -> None:
    """Zero is a result, an empty cell is not; a quarter without target is not waited for."""
    assert kelengkapan(row, {"sampai_triwulan": upto}) == said


def test_a_mean_counts_figures_only() -> None:
    """Dashes and words do not pull it down."""
    assert mean(["88,89", "100", "–", "B"]) == "94,45"
    assert mean([]) == "–"
