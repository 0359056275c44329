"""The documents that are one table: long lists, blank cells, and what the machine counts."""

from typing import Any

import pytest

from doc_templates.docx_text import docx_text
from tests.support_library import CATALOG, pages_of, produced, rendered

LONG_JABATAN = "Kepala Subbagian Perencanaan, Evaluasi, Keuangan, dan Pelaporan Kinerja"
SIGNER = {
    "nama": "Raden Mas Contoh Kusumaningrat Wiratama Adiputra",
    "gelar_depan": "Prof. Dr. Drs.",
    "gelar_belakang": "S.H., M.Hum., M.Si.",
    "nip": "198309102009011003",
    "pangkat": "Pembina Utama Muda",
    "jabatan": LONG_JABATAN,
}
LISTS = {
    "kertas-kerja-pengukuran": ("capaian", "indikator", "Rumus Perhitungan"),
    "rekapitulasi": ("data", "unit", "Kelengkapan (%)"),
    "tanda-terima-formulir": ("baris", "unit", "Unit Penyuplai Data"),
    "ceklist-dokumen": ("dokumen", "dokumen", "Keterangan"),
    "matriks-tindak-lanjut": ("baris", "rekomendasi", "Bukti Dukung"),
}
CLOSE = [("ceklist-dokumen", 16), ("matriks-tindak-lanjut", 7)]
LAST = "Yang paling akhir"


def sample_rows(slug: str, field: str) -> list[dict[str, Any]]:
    """The rows of a kind's sample."""
    rows: list[dict[str, Any]] = CATALOG.get(slug).contoh[field]
    return rows


def squeezed(text: str) -> str:
    """Text without white space: a cell breaks its lines where it will."""
    return "".join(text.split()).casefold()


def last_page(slug: str, count: int) -> str:
    """The squeezed last page of so many rows, which end with one called LAST."""
    field, column, _ = LISTS[slug]
    rows = (sample_rows(slug, field) * count)[:count]
    rows[-1] = rows[-1] | {column: LAST}
    made = produced(slug, **{field: rows, "penandatangan": SIGNER})
    assert made.pdf is not None, made.why
    pages = pages_of(made.pdf)
    assert len(pages) > 1
    return squeezed(pages[-1])


@pytest.mark.parametrize("slug", LISTS)
def test_forty_rows_go_over_pages_with_their_heading(slug: str) -> None:
    """The last page names its columns, and the signer with a long post and all titles."""
    last = last_page(slug, 40)
    heading = last.index(squeezed(LISTS[slug][2]))
    assert heading < last.index(squeezed(LAST)) < last.index(squeezed(LONG_JABATAN))
    assert squeezed("Adiputra, S.H., M.Hum., M.Si.") in last


@pytest.mark.parametrize(("slug", "count"), CLOSE)
def test_the_signature_takes_rows_along_to_its_page(slug: str, count: int) -> None:
    """So many rows that only the signature has no room on the page before."""
    assert squeezed(LAST) in last_page(slug, count)


def test_a_working_paper_counts_by_itself() -> None:
    """More or less being better, a target of zero, and the mean of what could be counted."""
    rows = [
        {"target": "80", "realisasi": "60", "arah": "Naik"},
        {"target": "5", "realisasi": "4", "arah": "Turun"},
        {"target": "0", "realisasi": "0", "arah": "Turun"},
        {"target": "0", "realisasi": "2", "arah": "Naik"},
    ]
    named = [{"sasaran": "S", "indikator": f"Indikator {n}", **row} for n, row in enumerate(rows)]
    text = docx_text(rendered("kertas-kerja-pengukuran", capaian=named))
    for said in ("75,00", "Sedang", "120,00", "Sangat Tinggi", "98,33"):
        assert said in text, said


def test_a_form_has_a_sheet_for_each_supplier() -> None:
    """Its own kop, its own indicators, its own signer; pages are counted within a sheet."""
    made = produced("formulir-data")
    assert made.pdf is not None, made.why
    pages = pages_of(made.pdf)
    units = {row["unit"] for row in sample_rows("formulir-data", "indikator")}
    first = [page for page in pages if "Nama dan jabatan pengisi" in page]
    assert len(first) == len(units)
    assert all("KECAMATAN BABAKANCIKAO" in page for page in first)
    assert "- 3 -" not in " ".join(pages)


def test_a_supplier_without_indicators_gets_an_empty_sheet() -> None:
    """And one whose head is not named signs on dots."""
    people = [{"unit": "Kelurahan Contoh"}]
    text = docx_text(rendered("formulir-data", penyuplai=people, baris_kosong=4))
    assert "Kelurahan Contoh" in text
    assert "Dadan Contoh Permana" not in text
    assert "NIP. ……" in text


def test_a_form_asks_for_the_target_of_its_quarter_only() -> None:
    """The other targets are kept for the forms and the recapitulation to come."""
    row = {f"target_{number}": f"1{number},11" for number in range(1, 5)}
    row |= {"unit": "U", "sasaran": "S", "indikator": "I", "target_tahun": "99"}
    text = docx_text(rendered("formulir-data", indikator=[row], periode="Triwulan II"))
    assert "12,11" in text
    assert "11,11" not in text


def test_a_form_that_was_filled_in_at_the_screen_prints_what_was_realised() -> None:
    """Blank for a pen otherwise."""
    row = sample_rows("formulir-data", "indikator")[0]
    assert "78,42" not in docx_text(rendered("formulir-data", indikator=[row]))
    assert "78,42" in docx_text(rendered("formulir-data", indikator=[row | {"terisi": "78,42"}]))


def test_a_recapitulation_counts_what_is_there() -> None:
    """By supplier and altogether; names that differ in case are different suppliers."""
    due = {"sasaran": "S", "indikator": "I", "target_tahun": "10", "target_1": "2"}
    rows = [
        {"unit": "Seksi A", "realisasi_1": "0", **due},
        {"unit": "Seksi A", "realisasi_1": "", **due},
        {"unit": "seksi a", "realisasi_1": "2,5", **due},
    ]
    text = docx_text(rendered("rekapitulasi", data=rows, sampai_triwulan="I"))
    counts = text[text.index("Kelengkapan (%)") :].split()
    said = " ".join(counts)
    assert "1 Seksi A 2 1 1 50,00" in said
    assert "2 seksi a 1 1 0 100,00" in said
    assert "Jumlah 3 2 1 66,67" in said


def test_a_checklist_is_ticked_or_left_open() -> None:
    """What nobody looked at yet is neither there nor missing."""
    states = ("Ada", "Tidak ada", "")
    rows = [{"dokumen": f"Dokumen {state}", "keadaan": state} for state in states]
    text = docx_text(rendered("ceklist-dokumen", dokumen=rows))
    assert text.count("√") == 2
    assert "belum diperiksa 1" in text


def test_a_matrix_counts_by_state() -> None:
    """So the meeting sees at once how far it is."""
    text = docx_text(rendered("matriks-tindak-lanjut"))
    assert "Dari 5 rencana aksi: selesai 1, dalam proses 1, belum mulai 3." in text
