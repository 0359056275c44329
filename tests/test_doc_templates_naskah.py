"""What is particular to orders, notes, plans, records and correction sheets of the library."""

import io
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from doc_templates.docx_text import docx_text
from doc_templates.office import sample
from doc_templates.render import render
from doc_templates.values import Gap
from tests.support_library import CATALOG, NUMBER, pages_of, produced, rendered, typed

LONG_POST = "Kepala Seksi Pemberdayaan Masyarakat, Kesejahteraan Sosial, dan Lingk."
LONG_NAME = "Prof. Dr. Drs. H. Muhamad Contoh Wirasasmita Kusumah, S.Sos., M.Si., Ph.D."
COPIES = [f"Kepala Dinas Contoh Nomor {number}" for number in range(1, 26)]


def people(count: int) -> list[dict[str, Any]]:
    """So many invented members of a team, with long names and posts."""
    rest = {"pangkat": "Pembina Tingkat I", "golongan": "IV/b", "jabatan": LONG_POST}
    return [
        {"nama": f"{number} {LONG_NAME}", "nip": "197203141998031001", "kedudukan": "Anggota"}
        | rest
        for number in range(1, count + 1)
    ]


def tables(made: bytes) -> list[list[str]]:
    """The first row of each table of a document's body."""
    found = docx.Document(io.BytesIO(made)).tables
    return [[cell.text for cell in table.rows[0].cells] for table in found]


@pytest.mark.parametrize(("count", "in_table"), [(1, False), (3, False), (4, True), (40, True)])
def test_a_few_people_are_told_one_by_one_and_many_in_a_table(count: int, in_table: bool) -> None:
    """A table of one line looks like a mistake; a list of forty blocks fills six pages."""
    made = rendered("surat-perintah-tim", orang=people(count))
    assert any("Nama/NIP" in row for row in tables(made)) is in_table


def test_a_long_team_goes_on_an_attachment_that_is_signed_too() -> None:
    """The letter names its attachment; the last names stay with the signature below them."""
    made = produced("surat-perintah-tim", orang=people(40), letak_daftar="Pada lampiran")
    assert made.pdf is not None
    pages = pages_of(made.pdf)
    assert "tercantum dalam Lampiran Surat Perintah" in pages[0]
    assert "40 Prof." in pages[-1]
    assert "CAMAT BABAKANCIKAO," in pages[-1]


def test_an_order_ends_with_its_span_and_where_to_report() -> None:
    """They are numbered on after the tasks; without a name the report goes to the signer."""
    text = docx_text(rendered("surat-perintah-tim", selesai="", lapor_kepada="", tempat=""))
    assert "mulai tanggal 4 Januari 2027; dan" in text
    assert "secara tertulis kepada Camat Babakancikao." in text


@pytest.mark.parametrize("lines", [3, 8])
@pytest.mark.parametrize(
    ("slug", "field", "closing"),
    [
        ("surat-perintah-tim", "untuk", "penuh tanggung jawab"),
        ("nota-dinas", "rincian", "diucapkan terima kasih"),
        ("berita-acara", "hasil", "dibuat dengan sebenarnya"),
        ("rencana-kegiatan", "sasaran", "Rencana kegiatan ini menjadi pedoman"),
        ("laporan-hasil-pengukuran", "saran", "Demikian laporan ini disampaikan"),
    ],
)
def test_the_closing_words_go_over_with_the_signature(
    slug: str, field: str, closing: str, lines: int
) -> None:
    """However long the text is, the signature is never alone on the last page."""
    text = [f"Butir {number} yang panjangnya kira-kira sebaris;" for number in range(lines)]
    without: dict[str, Any] = {"tembusan": []} if "tembusan" in CATALOG.get(slug).contoh else {}
    made = produced(slug, **{field: text}, **without)
    assert made.pdf is not None
    pages = ["".join(page.split()) for page in pages_of(made.pdf)]
    (signed,) = [page for page in pages if "".join(closing.split()) in page]
    assert "NIP.19" in signed


@pytest.mark.parametrize(
    "slug",
    [
        "berita-acara",
        "laporan-hasil-pengukuran",
        "laporan-hasil-pengumpulan",
        "lembar-kendali",
        "lembar-koreksi",
        "rencana-kegiatan",
        "surat-perintah-tim",
    ],
)
def test_no_row_is_split_and_headings_return(slug: str) -> None:
    """A person or a correction that is cut in two by a page cannot be read."""
    body = docx.Document(io.BytesIO(rendered(slug))).element.body
    ruled = [table for table in body.iter(qn("w:tbl")) if table.xpath("w:tblPr/w:tblBorders")]
    assert ruled
    for table in ruled:
        assert all(row.xpath("w:trPr/w:cantSplit") for row in table.xpath("w:tr"))
        assert len(table.xpath("w:tr")) == 1 or table.xpath("w:tr[1]/w:trPr/w:tblHeader")


def test_a_note_tells_many_copies_at_its_foot() -> None:
    """25 of them in the head would push the note itself off the page."""
    few = docx_text(rendered("nota-dinas", tembusan=COPIES[:5]))
    many = docx_text(rendered("nota-dinas", tembusan=COPIES))
    assert "di bagian akhir" not in few
    assert "di bagian akhir" in many
    assert many.index("diucapkan terima kasih") < many.index(COPIES[0])
    assert few.index(COPIES[0]) < few.index("diucapkan terima kasih")


def test_a_record_spells_its_day_and_can_leave_it_open() -> None:
    """Numbered after signing, day and number are gaps."""
    spelt = "Rabu, tanggal tiga belas bulan Januari tahun dua ribu dua puluh tujuh (13-01-2027)"
    assert spelt in docx_text(rendered("berita-acara"))
    kind = CATALOG.get("berita-acara")
    values = typed(kind, kind.contoh) | {"tanggal_surat": Gap()}
    assert "Januari" not in docx_text(render(kind, values, sample(), nomor_surat=NUMBER))


def test_a_plan_marks_the_weeks_that_a_step_takes() -> None:
    """From its first to its last week, also where the two were typed the wrong way round."""
    steps = [
        {"kegiatan": "Menghimpun", "mulai": 5, "selesai": 3},
        {"kegiatan": "Sekali", "mulai": 8},
    ]
    made = docx.Document(io.BytesIO(rendered("rencana-kegiatan", jadwal=steps)))
    rows = [[cell.text for cell in row.cells] for row in made.tables[1].rows[2:]]
    assert [[week for week, mark in enumerate(row[4:], 1) if mark] for row in rows] == [
        [3, 4, 5],
        [8],
    ]


def test_a_plan_of_a_year_says_its_weeks_in_figures() -> None:
    """There is room to draw eight weeks."""
    steps = [{"kegiatan": "Sepanjang tahun", "mulai": 2, "selesai": 52}]
    assert "2 s.d. 52" in docx_text(rendered("rencana-kegiatan", jadwal=steps))


@pytest.mark.parametrize(
    ("hasil", "ticked"), [("Lanjut", "☑Dapatdilanjutkan"), ("Kembali", "☑Dikembalikan")]
)
def test_a_correction_sheet_says_whether_the_draft_goes_on(hasil: str, ticked: str) -> None:
    """The day by which it is to be mended is printed only when it goes back."""
    text = "".join(docx_text(rendered("lembar-koreksi", hasil=hasil)).split())
    assert ticked in text
    assert ("Senin,18Januari2027" in text) is (hasil == "Kembali")


def test_a_correction_sheet_can_be_left_open_for_the_hand() -> None:
    """Empty rows are numbered on after those that are typed; without either, nothing is wrong."""
    blank = rendered("lembar-koreksi", koreksi=[], baris_kosong=12)
    assert len(docx.Document(io.BytesIO(blank)).tables[1].rows) == 13
    assert "Tidak ada yang perlu" in docx_text(rendered("lembar-koreksi", koreksi=[]))


def test_a_report_counts_what_was_asked_for_and_what_came() -> None:
    """Staff type the counts; the sum and the share are not theirs to get wrong."""
    rows = [
        {"jabatan": "Seksi Satu", "diminta": 3, "diterima": 3},
        {"jabatan": "Seksi Dua", "diminta": 5, "diterima": 4},
    ]
    text = docx_text(rendered("laporan-hasil-pengumpulan", hasil=rows))
    assert "Dari 8 data yang diminta, 7 data telah diterima dan diperiksa atau 87,50 persen" in text


@pytest.mark.parametrize(("versi", "told"), [("Konsep", True), ("Draft", True), ("Final", False)])
def test_a_report_says_which_version_it_is_until_it_is_final(versi: str, told: bool) -> None:
    """A draft that lies on a desk must not be taken for the report."""
    text = docx_text(rendered("laporan-hasil-pengukuran", versi=versi))
    assert text.startswith(f"{versi.upper()}\n") is told


def test_a_report_without_collected_data_has_no_annex() -> None:
    """Nor a table of obstacles where there were none."""
    text = docx_text(rendered("laporan-hasil-pengumpulan", data=[], kendala=[]))
    assert "DATA KINERJA YANG DIKUMPULKAN" not in text
    assert "Tabel 2" not in text
    assert "Tidak ada kendala yang berarti." in text


def test_measured_results_are_counted_from_target_and_result() -> None:
    """The same rule as in the performance report, also where less is better."""
    text = docx_text(rendered("laporan-hasil-pengukuran"))
    assert "88,89" in text
    assert "125,00" in text  # 9 events where 12 were allowed


def test_a_control_sheet_counts_on_into_its_empty_rows() -> None:
    """Rows that are known and rows for the hand are one list."""
    made = docx.Document(io.BytesIO(rendered("lembar-kendali", baris_kosong=2)))
    known = len(CATALOG.get("lembar-kendali").contoh["dokumen"])
    numbers = [row.cells[0].text for row in made.tables[1].rows[1:]]
    assert numbers == [f"{number}." for number in range(1, known + 3)]
