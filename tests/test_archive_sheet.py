"""Lists for a spreadsheet hold what was typed, and nothing that runs."""

from datetime import date, datetime
from io import BytesIO
from time import process_time

import pytest
from openpyxl import Workbook, load_workbook

from archive.sheet import LONGEST, Cell, Column, Sheet, write_sheet


def _written(*rows: list[Cell], kepala: tuple[str, ...] = ()) -> bytes:
    target = BytesIO()
    columns = [Column("Hal", 40), Column("Tanggal")]
    write_sheet(target, Sheet("Daftar isi: berkas", columns, rows, kepala))
    return target.getvalue()


def _first(value: Cell) -> tuple[object, str]:
    cell = load_workbook(BytesIO(_written([value, None]))).worksheets[0]["A2"]
    return cell.value, cell.data_type


@pytest.mark.parametrize(
    "typed",
    [
        '=HYPERLINK("http://contoh.example";"klik")',
        "=1+1",
        "+62264",
        "-",
        "- dua rangkap",
        "@SUM(A1)",
        "\t=1+1",
        "=cmd|' /C calc'!A0",
    ],
)
def test_typed_text_never_becomes_a_formula(typed: str) -> None:
    """It stays the text that it was, marked as text (trap 22)."""
    assert _first(typed) == (typed, "s")
    cell = load_workbook(BytesIO(_written([typed, None]))).worksheets[0]["A2"]
    assert cell.quotePrefix


def test_a_nip_stays_text_and_keeps_its_digits() -> None:
    """18 digits as a number would end in zeros (trap 18)."""
    assert _first("197203141998031001") == ("197203141998031001", "s")


def test_dates_are_dates_and_numbers_numbers() -> None:
    """So that they sort."""
    assert _first(date(2026, 3, 5)) == (datetime(2026, 3, 5), "d")  # noqa: DTZ001 # as Excel has it
    assert _first(12) == (12, "n")
    assert _first(None) == (None, "n")


def test_what_a_cell_can_not_hold_is_left_out() -> None:
    """Control characters vanish; what is too long is cut."""
    assert _first("a\0b\x1fc")[0] == "abc"
    assert len(str(_first("x" * 40_000)[0])) == LONGEST


def test_headings_are_bold_and_stay_in_sight() -> None:
    """Lines above the table move the frozen row down."""
    book = load_workbook(BytesIO(_written(["a", None], kepala=("DAFTAR ISI BERKAS", "Kec."))))
    page = book.worksheets[0]
    assert page.title == "Daftar isi- berkas"
    assert page.freeze_panes == "A4"
    assert page["A3"].value == "Hal"
    assert page["A3"].font.bold
    assert page.column_dimensions["A"].width == 40


def test_the_same_list_gives_the_same_bytes() -> None:
    """The moment of its making is not in it."""
    assert _written(["a", date(2026, 3, 5)]) == _written(["a", date(2026, 3, 5)])
    assert b"1980-01-01" not in _written()[:100]
    book = load_workbook(BytesIO(_written()))
    assert book.properties.modified == datetime(1980, 1, 1)  # noqa: DTZ001 # as openpyxl has it


def test_a_row_takes_its_looks_from_the_row_before() -> None:
    """A year of 5,000 letters is ready while somebody waits: near what bare cells cost."""
    rows: list[list[Cell]] = [["Undangan rapat", date(2026, 3, 5)] for _ in range(2000)]
    start = process_time()
    _written(*rows)
    ours = process_time() - start
    book = Workbook(write_only=True)
    page = book.create_sheet()
    for row in rows:
        page.append(row)
    book.save(BytesIO())
    assert ours < 4 * (process_time() - start - ours)


def test_looks_do_not_run_from_one_row_into_the_next() -> None:
    """Text that could run is marked as text; what stands below it in the column is not."""
    page = load_workbook(BytesIO(_written(["=1+1", 1], ["a", date(2026, 3, 5)], ["", 2])))
    cells = list(page.worksheets[0].iter_rows(min_row=2))
    assert [bool(cell.quotePrefix) for cell, _ in cells] == [True, False, False]
    assert [cell.value for cell, _ in cells] == ["=1+1", "a", None]
    assert [cell.number_format for _, cell in cells] == ["General", "dd/mm/yyyy", "General"]
