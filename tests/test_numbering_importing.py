"""Old registers come in: what is said about them, what is written, and how it is taken back."""

import io
import tracemalloc
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from openpyxl import Workbook
from sqlalchemy import Connection, Engine

from numbering import expedition
from numbering.agenda import outgoing
from numbering.books import Buku, get_buku
from numbering.counter import counted, set_last_used
from numbering.errors import BadTable, ImportRefused, NoteMissing
from numbering.format import NumberFormat
from numbering.importing import dry_run, import_register, imports
from numbering.ledger import check_ledger
from numbering.old_book import OldBook, look_through
from numbering.old_values import date_of, sequence_in, sequence_of
from numbering.register import agenda, cancel
from numbering.schema import nomor as table
from numbering.survey import Standing, Survey
from numbering.taking_back import take_back
from tests.numbering_desk import DATABASES, allow_back_dating, opened, record, squeeze, undone
from tests.numbering_office import NOW, OFFICE, take

HEAD = ["No.", "Nomor Surat", "Tgl. Surat", "Perihal", "Dikirim Kepada", "Ket."]
LATER = "2026-12-01T00:00:00+00:00"
MAY = date(2025, 5, 5)


@pytest.fixture(scope="module", params=DATABASES)
def office(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """The engine of an office, on each database that Naskah runs on."""
    yield from opened(request, tmp_path_factory)


@pytest.fixture
def conn(office: Engine) -> Iterator[Connection]:
    """A connection whose changes are taken back."""
    yield from undone(office)


@pytest.fixture
def buku(conn: Connection) -> Buku:
    """The book of the office, surat-keluar."""
    return get_buku(conn, OFFICE, "surat-keluar")


def row(no: object, tanggal: object = MAY, hal: str = "Undangan", ket: str = "") -> list[object]:
    """One row of an old register."""
    return [no, f"005/{no}/Kec-BB/2025", tanggal, hal, "Para Kades", ket]


def xlsx(*rows: Sequence[object], merged: Sequence[str] = ()) -> OldBook:
    """A register as Excel keeps it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for one in rows:
        sheet.append(list(one))
    for cells in merged:
        sheet.merge_cells(cells)
    file = io.BytesIO()
    book.save(file)
    return OldBook(file, "agenda-2025.xlsx")


def text(content: str, encoding: str = "utf-8") -> OldBook:
    """A register as csv."""
    return OldBook(io.BytesIO(content.encode(encoding)), "agenda.csv")


def said(found: Survey) -> list[tuple[str, int, bool]]:
    """What was said, where, and whether it stands in the way."""
    return [(one.kind, one.baris, one.blocks) for one in found.problems]


def bring(conn: Connection, buku: Buku, book: OldBook) -> int:
    """Imports a register."""
    return import_register(conn, buku, book, oleh="admin", pada=NOW).id


def states(conn: Connection, buku: Buku, periode: str = "2025") -> list[tuple[str, str]]:
    """The book as read: number and state."""
    rows = agenda(conn, buku.id, periode)
    return [(f"{one.nomor_urut}{one.sisipan}", one.state) for one in rows]


# What is said before anything is written


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
    assert dry_run(conn, buku, book).blocking == 4
    bring(conn, buku, replace(book, skip={3, 5, 6}))
    assert states(conn, buku) == [("1", "eksternal"), ("2", "eksternal")]


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


@pytest.mark.parametrize(
    ("mark", "encoding"), [(";", "utf-8-sig"), (",", "utf-8"), ("\t", "cp1252")]
)
def test_a_csv_of_any_excel_is_read(conn: Connection, buku: Buku, mark: str, encoding: str) -> None:
    """Semicolons, a byte order mark, Windows letters, a line break inside a cell."""
    lines = [HEAD, ["1", "005/1/X", "05/05/2025", '"Undangan\nrapat – é"', "Camat", ""]]
    book = text("\r\n".join(mark.join(line) for line in lines), encoding)
    (entry,) = dry_run(conn, buku, book).preview
    assert (entry.hal, entry.tanggal_surat) == ("Undangan rapat – é", MAY)


# What is written


def test_an_old_register_comes_in_and_the_counter_goes_on(conn: Connection, buku: Buku) -> None:
    """Numbers of the paper book, with what was cancelled, inserted and missing explained."""
    book = xlsx(
        HEAD,
        row(1),
        row(2, ket="Batal, salah ketik"),
        row("2.A"),
        row(4, date(2025, 5, 9)),
        row(5, date(2025, 5, 7), hal="Rapat pembatalan lelang"),
    )
    impor = import_register(conn, buku, book, oleh="admin", pada=NOW)
    assert states(conn, buku) == [
        *(("1", "eksternal"), ("2", "batal"), ("2.A", "eksternal")),
        *(("3", "batal"), ("4", "eksternal"), ("5", "eksternal")),
    ]
    rows = agenda(conn, buku.id, "2025")
    assert (rows[1].alasan, rows[1].batal_oleh) == ("Batal, salah ketik", "admin")
    assert rows[3].alasan == "Tidak tercatat di register lama yang diimpor"
    assert [one.mundur for one in rows] == [False] * 5 + [True]
    assert {one.asal for one in rows} == {"register lama (agenda-2025.xlsx)"}
    assert (impor.baris, impor.hitungan) == (5, {"2025": [0, 0, 0, 5]})
    assert take(conn, buku, "a", date(2025, 12, 1)).nomor_urut == 6
    assert check_ledger(conn, buku, "2025") == []
    assert len(list(outgoing(conn, buku, "2025"))) == 7


def test_a_file_may_span_years_and_begin_in_mid_book(conn: Connection, buku: Buku) -> None:
    """Each year counts for itself, from its first number in the file."""
    rows = [row(40), row(41), row(1, date(2026, 1, 4)), row(2, date(2026, 1, 5))]
    bring(conn, buku, xlsx(HEAD, *rows))
    assert counted(conn, buku.id, "2025") == (39, 41)
    assert take(conn, buku, "a", date(2026, 2, 1)).nomor_urut == 3
    assert check_ledger(conn, buku, "2025") == check_ledger(conn, buku, "2026") == []


def test_the_first_half_of_the_year_comes_in_behind(conn: Connection, buku: Buku) -> None:
    """The office has said 4, and gone on with 5; now the paper numbers get their rows."""
    set_last_used(conn, buku, "2025", 4)
    take(conn, buku, "a", date(2025, 7, 1))
    bring(conn, buku, xlsx(HEAD, row(1), row(3)))
    assert states(conn, buku) == [
        *(("1", "eksternal"), ("2", "eksternal"), ("3", "eksternal")),
        *(("4", "eksternal"), ("5", "dipesan")),
    ]
    assert counted(conn, buku.id, "2025") == (0, 5)
    assert check_ledger(conn, buku, "2025") == []
    with pytest.raises(ImportRefused, match="sudah tercatat di Naskah"):
        bring(conn, buku, xlsx(HEAD, row(5)))


def test_a_register_joins_numbers_recorded_one_by_one(conn: Connection, buku: Buku) -> None:
    """An outside number below the file belongs to the same ledger."""
    record(conn, replace(buku), 3)
    rows = [row(5, date(2026, 3, 6)), row(6, date(2026, 3, 6))]
    bring(conn, buku, xlsx(HEAD, *rows))
    assert [urut for urut, _ in states(conn, buku, "2026")] == ["3", "4", "5", "6"]
    assert check_ledger(conn, buku, "2026") == []


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


# Taken back


def test_an_import_is_taken_back_as_a_whole(conn: Connection, buku: Buku) -> None:
    """The ledger is as before, the rows are kept aside, and the corrected file comes in."""
    impor = bring(conn, buku, xlsx(HEAD, row(1), row(2), row(4)))
    gone = take_back(conn, buku, impor, alasan="Salah file", oleh="admin", pada=LATER)
    assert (gone.tarik_alasan, gone.tarik_oleh, gone.tarik_pada) == ("Salah file", "admin", LATER)
    assert imports(conn, buku.id) == [gone]
    assert states(conn, buku) == []
    assert list(outgoing(conn, buku, "2025")) == []
    assert counted(conn, buku.id, "2025") == (0, 0)
    kept = conn.scalars(sa.select(table.c.state).where(table.c.impor_id == impor))
    assert set(kept) == {"ditarik"}
    with pytest.raises(ImportRefused):
        take_back(conn, buku, impor, alasan="Lagi", oleh="admin", pada=LATER)
    bring(conn, buku, xlsx(HEAD, row(1), row(2), row(3)))
    assert take(conn, buku, "a", date(2025, 6, 1)).nomor_urut == 4
    assert check_ledger(conn, buku, "2025") == []


def test_an_import_behind_the_counter_is_taken_back_while_the_counter_goes_on(
    conn: Connection, buku: Buku
) -> None:
    """Later numbers do not rest on it: they had their place before."""
    set_last_used(conn, buku, "2025", 2)
    impor = bring(conn, buku, xlsx(HEAD, row(1), row(2)))
    take(conn, buku, "a", date(2025, 7, 1))
    take_back(conn, buku, impor, alasan="Salah file", oleh="admin", pada=LATER)
    assert counted(conn, buku.id, "2025") == (2, 3)
    assert check_ledger(conn, buku, "2025") == []


def test_an_import_on_which_something_rests_stays(conn: Connection, buku: Buku) -> None:
    """A later number, a cancellation, an insertion, a delivery: each is named."""
    impor = bring(conn, buku, xlsx(HEAD, row(1), row(2)))
    first, second = agenda(conn, buku.id, "2025")
    rests = (
        lambda: take(conn, buku, "a", date(2025, 6, 1)),
        lambda: cancel(conn, first.id, alasan="Salah", oleh="x", pada=LATER),
        lambda: squeeze(conn, buku, 1, "x", MAY),
        lambda: expedition.send(
            conn, OFFICE, second.id, tanggal=MAY, tujuan="Camat", oleh="x", pada=NOW
        ),
    )
    for rest in rests:
        with conn.begin_nested() as step:
            rest()
            with pytest.raises(ImportRefused):
                take_back(conn, buku, impor, alasan="Salah file", oleh="x", pada=LATER)
            step.rollback()
    with pytest.raises(NoteMissing):
        take_back(conn, buku, impor, alasan="", oleh="x", pada=LATER)
    with pytest.raises(ImportRefused):
        take_back(conn, buku, impor + 1, alasan="Salah file", oleh="x", pada=LATER)
    take_back(conn, buku, impor, alasan="Salah file", oleh="x", pada=LATER)


def test_back_dated_rows_do_not_hinder_a_book_that_forbids_them(
    conn: Connection, buku: Buku
) -> None:
    """The old register is a fact; the rule is for new letters, and counts from its newest."""
    bring(conn, buku, xlsx(HEAD, row(1, date(2025, 9, 1)), row(2)))
    assert not take(conn, buku, "a", date(2025, 9, 1)).mundur
    assert take(conn, allow_back_dating(conn, buku), "b", MAY).mundur


# Large, and strange


def lines_of(count: int) -> Iterator[str]:
    """A csv of many letters, each with its own subject."""
    yield ";".join(HEAD) + "\n"
    for n in range(1, count + 1):
        yield f"{n};005/{n}/X;05/05/2025;Perihal surat ke-{n};Camat;\n"


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


def test_fifty_thousand_rows_come_in_with_progress(
    conn: Connection, buku: Buku, tmp_path: Path
) -> None:
    """Read, then written; progress is heard all the way, and the ledger is whole."""
    path = tmp_path / "agenda.csv"
    path.write_text("".join(lines_of(50_000)))
    heard: list[int] = []
    with path.open("rb") as source:
        book = OldBook(source, path.name)
        impor = import_register(conn, buku, book, oleh="a", pada=NOW, progress=heard.append)
    assert impor.baris == 50_000
    assert heard == [*range(1_000, 51_000, 1_000)] * 2
    assert check_ledger(conn, buku, "2025") == []


def test_a_large_register_is_written_in_steps(conn: Connection, buku: Buku) -> None:
    """More rows than one step, with gaps, and the ledger is whole."""
    lines = [f"{n};005/{n}/X;05/05/2025;Hal;;" for n in range(1, 3_001) if n % 7]
    heard: list[int] = []
    book = text("\n".join([";".join(HEAD), *lines]))
    import_register(conn, buku, book, oleh="a", pada=NOW, progress=heard.append)
    assert heard == [1_000, 2_000, 1_000, 2_000]
    assert check_ledger(conn, buku, "2025") == []
    assert counted(conn, buku.id, "2025") == (0, 2_999 if 3_000 % 7 == 0 else 3_000)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (datetime(2025, 5, 5, 8, 0), (MAY, False)),  # noqa: DTZ001 - spreadsheets know no zones
        (45782, (MAY, False)),
        ("05/05/2025", (MAY, True)),
        ("5-5-25", (MAY, True)),
        ("2025-05-05", (MAY, True)),
        ("Senin, 5 Mei 2025", (MAY, True)),
        ("Jum'at, 7 Nopember 2025", (date(2025, 11, 7), True)),
        ("1 Pebruari 2025", (date(2025, 2, 1), True)),
        ("5 MEI 2025", (MAY, True)),
        ("05.05.2025", (MAY, True)),
        ("31/02/2025", (None, True)),
        ("13/13/2025", (None, True)),
        ("05/05/0025", (None, True)),
        ("Mei", (None, True)),
        ("", (None, True)),
        (None, (None, True)),
        (12, (None, True)),
    ],
)
def test_days_are_read_as_offices_write_them(
    cell: object, expected: tuple[date | None, bool]
) -> None:
    """Day before month; what cannot be a day is not guessed."""
    assert date_of(cell) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("12", (12, "")),
        ("012", (12, "")),
        ("12.A", (12, ".A")),
        ("12a", (12, "a")),
        ("12.01", (12, ".01")),
        ("12/B", (12, "/B")),
        ("12 A", (12, "A")),
        ("12.345", None),
        ("dua", None),
        ("", None),
        ("-3", None),
    ],
)
def test_a_sequence_may_bear_its_insertion(written: str, expected: tuple[int, str] | None) -> None:
    """As paper books mark it."""
    assert sequence_of(written) == expected


@pytest.mark.parametrize(
    ("pola", "printed", "expected"),
    [
        ("{kode}/{urut}/{unit}/{tahun}", "005/12/Kec-BB/2025", (12, "")),
        ("{kode}/{urut}/{unit}/{tahun}", "005/12.A/Kec-BB/2025", (12, ".A")),
        ("{kode}/{unit}/{urut}/{tahun}", "050/PROG.SET-BB/208/2022", (208, "")),
        ("{kode} / {urut:03} /{unit}", "005/ 012/Kec", (12, "")),
        ("Nomor {urut} Tahun {tahun}", "Nomor 449 Tahun 2022", (449, "")),
        ("{kode}/{urut}/{unit}", "005/12/13/Kec", None),
        ("{urut}{kode}", "12005", None),
        ("{kode}/{urut}", "x" * 200, None),
    ],
)
def test_a_sequence_is_read_from_a_printed_number_only_without_doubt(
    pola: str, printed: str, expected: tuple[int, str] | None
) -> None:
    """Where two readings are possible there is none."""
    assert sequence_in(NumberFormat.parse(pola), printed) == expected
