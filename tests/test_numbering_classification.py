"""Kode klasifikasi: our list, an office's own, and search while typing."""

import io
from collections.abc import Iterator
from datetime import date

import pytest
from openpyxl import Workbook
from sqlalchemy import Connection, Engine

from numbering.classification import ASSUMED, find, load_shipped, plain, search, sort_key
from numbering.code_list import import_codes
from numbering.errors import BadTable
from tests.numbering_desk import undone
from tests.numbering_office import OFFICE

NEW, OLD = "Permendagri 83/2022", "Kepmendagri 78/2012"
OWN = b"Kode;Uraian;Retensi Aktif\r\n000.1.5;Rapat pimpinan kami;2 tahun\r\n000.1.5;Risalah;\r\n"


@pytest.fixture
def conn(office: Engine) -> Iterator[Connection]:
    """A connection with the list that comes with Naskah, whose changes are taken back."""
    for conn in undone(office):
        load_shipped(conn)
        yield conn


def codes(conn: Connection, typed: str, instansi_id: int = OFFICE) -> list[str]:
    """The codes that are offered for what was typed."""
    return [one.kode for one in search(conn, instansi_id, typed)]


def test_the_list_that_comes_with_naskah_is_loaded_once(conn: Connection) -> None:
    """Loading again replaces it; both editions stand side by side."""
    size = load_shipped(conn)
    assert size == load_shipped(conn) > 100
    assert [one.edisi for one in find(conn, OFFICE, "700")] == [NEW, OLD]
    sakip = find(conn, OFFICE, "000.8.6.3")[0]
    assert sakip.uraian == "Akuntabilitas kinerja instansi pemerintah"
    assert (sakip.retensi_aktif, sakip.retensi_inaktif, sakip.nasib_akhir) == (
        *("2 tahun", "3 tahun"),
        "musnah",
    )


@pytest.mark.parametrize(
    ("kode", "title"),
    [
        ("045", "Kearsipan"),
        ("060", "Organisasi"),
        ("061", "uraian tugas"),
        ("065", "SOP"),
        ("130", "Pemerintahan kabupaten"),
        ("138", "kecamatan"),
        ("180", "Hukum"),
        ("188", "Peraturan perundang-undangan"),
        ("790", "Pemeriksaan bidang keuangan"),
    ],
)
def test_an_old_code_without_a_source_says_that_it_is_assumed(
    conn: Connection, kode: str, title: str
) -> None:
    """It is found, and whoever chooses it reads that it must be confirmed; a sourced one is not."""
    (old,) = [one for one in find(conn, OFFICE, kode) if one.edisi == OLD]
    assert title in old.uraian
    assert old.uraian.endswith(ASSUMED)
    assert ASSUMED not in find(conn, OFFICE, "005")[0].uraian


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("000.8.6.3", ["000.8.6.3"]),
        ("000.8.6.", ["000.8.6.1", "000.8.6.2", "000.8.6.3"]),
        ("akuntabilitas", ["000.8.6.3"]),
        ("AKUNTAB kinerja", ["000.8.6.3"]),
        ("000.7.2 berkala", ["000.7.2.8"]),
        ("undangan", ["005", "188"]),  # and peraturan perundang-undangan
        ("188.45", ["188.45"]),
        ("%", []),
        ("tidakada", []),
    ],
)
def test_codes_are_found_by_code_or_words_while_typing(
    conn: Connection, typed: str, first: list[str]
) -> None:
    """A code by its beginning, words wherever they stand, both together below that code."""
    assert codes(conn, typed) == first


def test_codes_are_offered_by_segment_as_numbers(conn: Connection) -> None:
    """000.7.2.10 comes after 000.7.2.9, and the list is cut, not scrambled."""
    found = codes(conn, "000.7.2.")
    assert found == [f"000.7.2.{n}" for n in range(1, 11)]
    assert len(search(conn, OFFICE, "", limit=5)) == 5
    assert sorted(["000.7.2.10", "000.7.2.9", "000.7.2", "000.7.10"], key=sort_key) == [
        *("000.7.2", "000.7.2.9"),
        *("000.7.2.10", "000.7.10"),
    ]


def test_an_office_sees_its_own_titles_and_doubles(conn: Connection) -> None:
    """Its list stands before ours for the codes that it has; another office sees ours."""
    report = import_codes(conn, OFFICE, NEW, io.BytesIO(OWN))
    assert (report.count, report.doubled) == (2, {"000.1.5": ["Rapat pimpinan kami", "Risalah"]})
    assert [one.uraian for one in search(conn, OFFICE, "000.1.5")] == [
        *("Rapat pimpinan kami", "Risalah"),
    ]
    assert len(find(conn, OFFICE + 1, "000.1.5")) == 1
    assert codes(conn, "akuntabilitas") == ["000.8.6.3"]


def test_importing_again_replaces_the_same_edition_only(conn: Connection) -> None:
    """A region may bring a new list each year."""
    import_codes(conn, OFFICE, NEW, io.BytesIO(OWN))
    import_codes(conn, OFFICE, "Perbup 5/2027", io.BytesIO(b"kode,uraian\n000.1.5,Rapat\n"))
    import_codes(conn, OFFICE, NEW, io.BytesIO(b"kode,uraian\n000.1.5,Rapat saja\n"))
    assert [one.uraian for one in find(conn, OFFICE, "000.1.5")] == ["Rapat saja", "Rapat"]


def test_a_list_may_come_as_xlsx_with_codes_that_excel_has_made_numbers(conn: Connection) -> None:
    """Rows without code or title are named, with the row that Excel shows."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["DAFTAR KODE", None],
        ["No. Kode Klasifikasi", "Kode", "Jenis Arsip", "Keamanan"],
        [1, 100, "Pemerintahan", "Terbatas"],
        [2, "000.1", None, None],
        [3, date(2026, 1, 1), "Rusak", None],
    ):
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    report = import_codes(conn, OFFICE, NEW, file)
    assert report.count == 1
    assert find(conn, OFFICE, "100")[0].keamanan == "Terbatas"
    assert [said[:8] for said in report.unreadable] == ["Baris 4:", "Baris 5:"]


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"apa saja\nbukan daftar",
        b"kode,uraian\n",
        b"PK\x03\x04rusak",
        b"\xd0\xcf\x11\xe0lama",
    ],
)
def test_a_file_that_is_no_list_leaves_the_earlier_one(conn: Connection, file: bytes) -> None:
    """A sentence with the remedy, and nothing is lost."""
    import_codes(conn, OFFICE, NEW, io.BytesIO(OWN))
    with pytest.raises(BadTable) as fault:
        import_codes(conn, OFFICE, NEW, io.BytesIO(file))
    assert str(fault.value).endswith(".")
    with pytest.raises(BadTable):
        import_codes(conn, OFFICE, " ", io.BytesIO(OWN))
    assert len(find(conn, OFFICE, "000.1.5")) == 2


def test_a_list_of_real_size_comes_in_and_is_searched(conn: Connection) -> None:
    """Three thousand codes with doubles, each still found by its words."""
    lines = [
        f"{n // 100:03}.{n % 100 // 10}.{n % 10},perihal ke-{n} \u00c9dit" for n in range(3000)
    ]
    text = "\n".join(["kode,uraian", *lines, lines[7]])
    assert import_codes(conn, OFFICE, NEW, io.BytesIO(text.encode())).count == 3001
    assert codes(conn, "ke-2999 edit") == ["029.9.9"]
    assert len(find(conn, OFFICE, "000.0.7")) == 2


def test_words_are_sought_without_case_and_accents() -> None:
    """As people type them."""
    assert plain("  Édit   KINERJA ") == "edit kinerja"
