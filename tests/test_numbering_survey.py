"""Old registers are looked through: columns found or picked, and every doubt said by its row."""

import io
import time
import tracemalloc
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection

from numbering.books import Buku
from numbering.counter import counted
from numbering.errors import BadTable, ImportRefused
from numbering.importing import dry_run, imports
from numbering.old_book import OldBook, look_through, top
from numbering.register import agenda
from numbering.survey import Standing, Survey
from numbering.tabular import read_lines
from tests.broken_xlsx import BROKEN, broken
from tests.broken_xlsx import said as told_of
from tests.numbering_desk import bring
from tests.numbering_office import OFFICE
from tests.old_registers import (
    HEAD,
    MAY,
    from_windows,
    lines_of,
    row,
    text,
    without_headings,
    worn,
    xlsx,
)


def said(found: Survey) -> list[tuple[str, int, bool]]:
    """What was said, where, and whether it stands in the way."""
    return [(one.kind, one.baris, one.blocks) for one in found.problems]


def test_columns_are_found_by_their_headings(conn: Connection, buku: Buku) -> None:
    """Below a title, however worded; what is not read is named for the preview."""
    title = ["BUKU AGENDA SURAT KELUAR TAHUN 2025"]
    found = dry_run(conn, buku, xlsx(title, [], [*HEAD, "Paraf"], row(1), row(2), merged=["A1:F1"]))
    assert (found.headings.row, found.headings.unused) == (3, ("Paraf",))
    assert sorted(found.headings.columns.items(), key=lambda item: item[1]) == [
        *(("nomor_urut", 0), ("nomor_surat", 1), ("tanggal_surat", 2)),
        *(("hal", 3), ("tujuan", 4), ("keterangan", 5)),
    ]
    assert (found.lines, found.ready, said(found)) == (2, 2, [])
    first = found.preview[0]
    assert (first.nomor_urut, first.tanggal_surat, first.tujuan) == (1, MAY, "Para Kades")
    assert agenda(conn, buku.id, "2025") == []


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([HEAD, row(1), row(2), row(2)], [("ganda", 4, True)]),
        ([HEAD, row(1), row(4)], [("celah", 3, False)]),
        ([HEAD, row(1), row(90_000)], [("melompat", 3, True)]),
        ([HEAD, row(1, date(2025, 6, 1)), row(2)], [("tanggal-mundur", 3, False)]),
        ([HEAD, row(1, "5 Mei 2025")], [("tanggal-teks", 2, False)]),
        ([HEAD, row(1, "Mei 2025")], [("tanggal-tak-terbaca", 2, True)]),
        ([HEAD, row(1, None)], [("tanggal-tak-terbaca", 2, True)]),
        ([HEAD, row(1), row(2), row("3-5")], [("rentang", 4, True)]),
        ([HEAD, row(1), row("2 s/d 4")], [("rentang", 3, True)]),
        ([HEAD, [1, "005/1-3/Kec-BB/2025", MAY]], [("rentang", 2, True)]),
        ([HEAD[1:], ["005/1-3/Kec-BB/2025", MAY]], [("rentang", 2, True)]),
        (
            [HEAD[1:], ["005/1-2/Kec-BB/2025", None]],
            [("rentang", 2, True), ("tanggal-tak-terbaca", 2, True)],
        ),
        ([HEAD, row("Jumlah")], [("nomor-tak-terbaca", 2, True)]),
        ([HEAD, row(0)], [("nomor-tak-terbaca", 2, True)]),
        ([HEAD, row(1_000_000)], [("nomor-tak-terbaca", 2, True)]),
        ([HEAD, [1, "005/7/Kec/2025", MAY, "Hal", "", ""]], [("nomor-berbeda", 2, False)]),
        ([HEAD, row(1), HEAD, row(2)], [("judul-berulang", 3, True)]),
        ([HEAD, [1, 2, 3, 4, 5, 6], row(1)], [("nomor-kolom", 2, False)]),
        ([HEAD, ["(1)", "(2)", "(3)"], row(1)], [("nomor-kolom", 2, False)]),
        (
            [HEAD, [1, "005/12/X", MAY], [2, "005/12/X", MAY]],
            [("nomor-berbeda", 2, False), ("nomor-berbeda", 3, False), ("nomor-kembar", 3, False)],
        ),
    ],
)
def test_every_doubt_is_said_with_its_row(
    conn: Connection, buku: Buku, rows: list[list[object]], expected: list[tuple[str, int, bool]]
) -> None:
    """A sentence with the remedy; what stands in the way comes first."""
    found = dry_run(conn, buku, xlsx(*rows))
    assert said(found) == expected
    assert all(one.pesan.endswith(".") for one in found.problems)
    assert found.blocking == sum(blocks for _, _, blocks in expected)


@pytest.mark.parametrize(
    ("merged", "expected"),
    [
        ("D2:D4", [("sel-gabungan", 2, True)]),
        ("A3:F3", [("sel-gabungan", 3, True)]),
        ("A1:A2", [("judul-berulang", 1, True)]),
    ],
)
def test_merged_cells_are_refused_with_their_rows(
    conn: Connection, buku: Buku, merged: str, expected: list[tuple[str, int, bool]]
) -> None:
    """They hide values, or a second row of headings; which row is which nobody can tell."""
    found = dry_run(conn, buku, xlsx(HEAD, row(1), row(2), row(3), merged=[merged]))
    assert [one for one in said(found) if one[0] != "celah" and one[2]][:1] == expected


def test_a_register_in_doubt_is_not_imported(conn: Connection, buku: Buku) -> None:
    """The first fault is named, and the ledger is unchanged."""
    with pytest.raises(ImportRefused, match="baris 4"):
        bring(conn, buku, xlsx(HEAD, row(1), row(2), row(2)))
    with pytest.raises(ImportRefused):
        bring(conn, buku, xlsx(HEAD))
    assert agenda(conn, buku.id, "2025") == []
    assert imports(conn, buku.id) == []
    assert counted(conn, buku.id, "2025") == (0, 0)


def test_rows_that_the_office_leaves_out_are_not_looked_at(conn: Connection, buku: Buku) -> None:
    """The remedy that needs no change of the file: a heading once more, a total, a double."""
    book = xlsx(HEAD, row(1), HEAD, row(2), row(2), ["Jumlah", "2 surat"])
    assert dry_run(conn, buku, book).blocking == 2
    bring(conn, buku, replace(book, skip={3, 5}))
    assert [one.nomor_urut for one in agenda(conn, buku.id, "2025")] == [1, 2]


def test_columns_can_be_chosen_by_hand(conn: Connection, buku: Buku) -> None:
    """Where the headings mislead: the sequence stands under “Berkas”."""
    book = xlsx(["No", "Berkas", "Tanggal", "Isi"], [7, 1, MAY, "a"], [8, 2, MAY, "b"])
    assert dry_run(conn, buku, book).preview[0].nomor_urut == 7
    chosen = replace(book, columns=(("nomor_urut", 1),))
    assert [one.nomor_urut for one in dry_run(conn, buku, chosen).preview] == [1, 2]


@pytest.mark.parametrize(
    "book",
    [
        text("tanpa judul\n1,2,3\n"),
        text(""),
        OldBook(io.BytesIO(b"PK\x03\x04rusak"), "x.xlsx"),
        OldBook(io.BytesIO(b"\xd0\xcf\x11\xe0"), "x.xls"),
    ],
)
def test_a_file_that_is_no_register_is_refused(conn: Connection, buku: Buku, book: OldBook) -> None:
    """With what to do about it."""
    with pytest.raises(BadTable) as fault:
        dry_run(conn, buku, book)
    assert str(fault.value).endswith(".")


def test_a_truncated_xlsx_is_refused(conn: Connection, buku: Buku) -> None:
    """However much of it is left."""
    whole = xlsx(HEAD, row(1)).source.getvalue()  # type: ignore[attr-defined]  # it is a BytesIO
    for size in (50, len(whole) // 2, len(whole) - 30):
        with pytest.raises(BadTable):
            dry_run(conn, buku, OldBook(io.BytesIO(whole[:size]), "x.xlsx"))


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_xlsx_is_told_and_costs_little(what: str) -> None:
    """However deep in the file the fault stands, and whatever it unpacks to."""
    data = broken(what, [HEAD, row(1)])
    begun = time.monotonic()
    with pytest.raises(BadTable, match=told_of(what)):
        list(read_lines(io.BytesIO(data)))
    assert time.monotonic() - begun < 20


@pytest.mark.parametrize(
    ("mark", "encoding"), [(";", "utf-8-sig"), (",", "utf-8"), ("\t", "cp1252")]
)
def test_a_csv_of_any_excel_is_read(conn: Connection, buku: Buku, mark: str, encoding: str) -> None:
    """Semicolons, a byte order mark, Windows letters, a line break inside a cell."""
    lines = [HEAD, ["1", "005/1/X", "05/05/2025", '"Undangan\nrapat – é"', "Camat", ""]]
    book = text("\r\n".join(mark.join(line) for line in lines), encoding)
    (entry,) = dry_run(conn, buku, book).preview
    assert (entry.hal, entry.tanggal_surat) == ("Undangan rapat – é", MAY)


def test_a_number_that_stands_only_inside_the_printed_one_is_found(
    conn: Connection, buku: Buku
) -> None:
    """By the pola of the book, where that leaves no doubt."""
    book = text("Nomor Surat;Tanggal\n000.8.6.3/012/Kec-BB/2025;5 Mei 2025\n")
    entry = dry_run(conn, buku, book).preview[0]
    assert (entry.nomor_urut, entry.nomor_surat) == (12, "000.8.6.3/012/Kec-BB/2025")
    same = text("Nomor;Tanggal\n000.8.6.3/012/Kec-BB/2025;5 Mei 2025\n")
    assert dry_run(conn, buku, same).preview == [entry]
    assert dry_run(conn, buku, text("Nomor;Tanggal\nABC;5 Mei 2025\n")).blocking == 1


def test_memory_does_not_grow_with_the_register(tmp_path: Path) -> None:
    """Ten times the rows take almost the same memory: some bytes for each number."""
    empty = Buku(1, OFFICE, "b", "Buku", "{urut}", "tahun", "", {})
    peaks = []
    for count in (1_000, 10_000):
        path = tmp_path / f"{count}.csv"
        path.write_text("".join(lines_of(count)))
        with path.open("rb") as source:
            tracemalloc.start()
            look_through(empty, OldBook(source, path.name), _unknown, None)
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert peaks[1] - peaks[0] < 1_500_000


def _unknown(_periode: str) -> Standing:
    return Standing(0, 0, iter(()))


# Dates as text


def test_an_ambiguous_date_waits_for_the_office_to_say_its_order(
    conn: Connection, buku: Buku
) -> None:
    """03/04 may be April or March; the remedy is told, and one choice settles all of them."""
    book = xlsx(HEAD, row(1, "03/04/2025"), row(2, "25/04/2025"), row(3, "5 Mei 2025"))
    found = dry_run(conn, buku, book)
    assert said(found)[0] == ("tanggal-dua-arti", 2, True)
    assert "hari-bulan-tahun atau bulan-hari-tahun" in found.problems[0].pesan
    assert found.dates.orders == {"hari-bulan": 1}
    with pytest.raises(ImportRefused, match="baris 2"):
        bring(conn, buku, book)
    settled = dry_run(conn, buku, replace(book, urutan="hari-bulan"))
    assert settled.preview[0].tanggal_surat == date(2025, 4, 3)
    assert {one[0] for one in said(settled)} == {"tanggal-teks"}
    wrong = dry_run(conn, buku, replace(book, urutan="bulan-hari"))
    assert said(wrong)[0] == ("tanggal-tak-terbaca", 3, True)
    assert "sebagai bulan-hari-tahun" in wrong.problems[0].pesan


def test_a_spreadsheet_that_has_swapped_day_and_month_is_suspected(
    conn: Connection, buku: Buku
) -> None:
    """Where it could read a month it made a date; what it could not is still text."""
    swapped = [row(n, date(2025, n, 1)) for n in range(1, 4)]
    text_left = [row(n, f"{n + 10}/03/2025") for n in range(4, 7)]
    found = dry_run(conn, buku, xlsx(HEAD, *swapped, *text_left))
    assert ("tanggal-tertukar", 0, False) in said(found)
    honest = dry_run(conn, buku, xlsx(HEAD, *swapped, row(4, date(2025, 3, 14)), *text_left[1:]))
    assert "tanggal-tertukar" not in {one[0] for one in said(honest)}


# Headings picked by hand


def test_a_printed_number_of_another_pola_is_told_with_the_pola(
    conn: Connection, buku: Buku
) -> None:
    """Without a column of the sequence it is read by the pola of the book; a bare word has none."""
    book = text("Nomor Surat;Tanggal\n012/470-Kec.CT/II/2025;5 Mei 2025\nABC;5 Mei 2025\n")
    found = dry_run(conn, buku, book).problems
    other, word = (one for one in found if one.kind == "nomor-tak-terbaca")
    assert f"“012/470-Kec.CT/II/2025” tidak menurut pola buku ini, {buku.pola}, " in other.pesan
    assert "samakan dahulu pola buku" in other.pesan
    assert "Nomor urut “ABC” tidak terbaca" in word.pesan


@pytest.mark.parametrize("year", [2005, 2052])
def test_a_year_that_was_mistyped_is_suspected(conn: Connection, buku: Buku, year: int) -> None:
    """The count goes on in another year; where it begins again, January has come."""
    rows = [row(1), row(2, MAY.replace(year=year)), row(3)]
    assert ("periode-lain", 3, False) in said(dry_run(conn, buku, xlsx(HEAD, *rows)))
    new_year = xlsx(HEAD, row(1), row(2), row(1, date(2026, 1, 5)), row(2, date(2026, 1, 6)))
    assert said(dry_run(conn, buku, new_year)) == []


def test_two_rows_of_headings_are_refused_until_somebody_has_looked(
    conn: Connection, buku: Buku
) -> None:
    """“Surat” stands over “Nomor” and “Tanggal”: read together, and confirmed by hand."""
    rows: list[list[object]] = [
        ["No", "Surat", None, "Kepada"],
        [None, "Nomor", "Tanggal", None],
        [1, "5/1/X", MAY, "a"],
    ]
    book = xlsx(*rows, merged=["A1:A2", "B1:C1", "D1:D2"])
    found = dry_run(conn, buku, book)
    assert said(found) == [("judul-berulang", 1, True)]
    assert found.headings.texts == ("No", "Nomor", "Tanggal", "Kepada")
    settled = dry_run(conn, buku, replace(book, judul=2))
    assert (said(settled), settled.ready) == ([], 1)
    assert settled.preview[0].tujuan == "a"


def test_a_table_without_headings_is_matched_by_hand(conn: Connection, buku: Buku) -> None:
    """Row 0 tells that there are none; what has no column yet is named."""
    book = replace(xlsx([1, "5/1/X", MAY, "Undangan"]), judul=0)
    with pytest.raises(BadTable, match="Pilih kolom untuk “Nomor urut” atau “Nomor surat”"):
        dry_run(conn, buku, book)
    columns = (("nomor_urut", 0), ("nomor_surat", 1), ("tanggal_surat", 2), ("hal", 3))
    found = dry_run(conn, buku, replace(book, columns=columns))
    assert (found.ready, found.preview[0].hal) == (1, "Undangan")
    assert [line.number for line in top(book)] == [1]


def test_a_column_that_was_guessed_can_be_left_out(conn: Connection, buku: Buku) -> None:
    """Nothing is read where the office says that there is nothing."""
    book = replace(xlsx(HEAD, row(1)), columns=(("hal", None),))
    assert dry_run(conn, buku, book).preview[0].hal == ""


# Rows that are no letters


def test_totals_and_names_of_months_are_passed_over_with_a_word(
    conn: Connection, buku: Buku
) -> None:
    """Also when their cells are merged: nothing can be hidden in them."""
    january, total = ["JANUARI 2025"], ["Jumlah", None, None, "2 surat"]
    found = dry_run(conn, buku, xlsx(HEAD, january, row(1), row(2), total, merged=["A2:F2"]))
    assert said(found) == [("bukan-surat", 2, False), ("bukan-surat", 5, False)]
    assert found.ready == 2


def test_rows_that_are_left_out_hide_nothing_in_merged_cells(conn: Connection, buku: Buku) -> None:
    """The remedy that the page offers must hold for them too."""
    book = xlsx(HEAD, row(1), row(2), row(3), merged=["D3:D4"])
    assert said(dry_run(conn, buku, book))[0] == ("sel-gabungan", 3, True)
    left = dry_run(conn, buku, replace(book, skip={3, 4}))
    assert (left.blocking, left.ready) == (0, 1)


# Registers that a year has worn


def test_a_worn_register_comes_in_once_it_is_settled(conn: Connection, buku: Buku) -> None:
    """As a secretary would: confirm the headings, say the order of dates, leave out three rows."""
    book = worn()
    blocking = [one[:2] for one in said(dry_run(conn, buku, book)) if one[2]]
    assert blocking == [
        *(("judul-berulang", 4), ("tanggal-dua-arti", 15)),
        *(("tanpa-nomor", 16), ("nomor-tak-terbaca", 18), ("tanggal-tak-terbaca", 18)),
    ]
    settled = replace(book, judul=5, urutan="hari-bulan", skip={16, 18})
    assert dry_run(conn, buku, settled).blocking == 0
    bring(conn, buku, settled)
    rows = agenda(conn, buku.id, "2025")
    assert [(f"{one.nomor_urut}{one.sisipan}", one.state) for one in rows] == [
        *(("1", "eksternal"), ("2", "eksternal"), ("2.A", "eksternal"), ("3", "batal")),
        *(("4", "eksternal"), ("5", "batal"), ("6", "eksternal")),
    ]
    assert [one.tanggal_surat.isoformat()[5:] for one in rows] == [
        *("01-06", "01-08", "01-08", "01-30", "02-14", "02-14", "04-03"),
    ]
    assert (rows[4].hal, rows[3].alasan) == ("Surat tugas kegiatan reses", "BATAL")


def test_a_csv_of_an_old_program_comes_in(conn: Connection, buku: Buku) -> None:
    """Its sequence stands inside the printed number, its dates want their order said."""
    book = from_windows()
    assert {one[0] for one in said(dry_run(conn, buku, book)) if one[2]} == {"tanggal-dua-arti"}
    found = dry_run(conn, buku, replace(book, urutan="hari-bulan"))
    assert (found.blocking, found.ready) == (0, 3)
    assert [(one.nomor_urut, one.tujuan) for one in found.preview] == [
        *((1, "Lurah “Contoh”"), (2, "CV A; B"), (3, "Bupati")),
    ]


def test_a_table_that_begins_in_the_first_row_is_matched_by_hand(
    conn: Connection, buku: Buku
) -> None:
    """No heading helps; what stands where is said by hand."""
    columns = (("nomor_urut", 2), ("tanggal_surat", 3), ("hal", 0), ("tujuan", 1))
    found = dry_run(conn, buku, replace(without_headings(), judul=0, columns=columns))
    assert (said(found), found.ready, found.preview[1].hal) == ([], 2, "Laporan bulanan")
