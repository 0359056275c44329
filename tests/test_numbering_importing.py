"""Old registers come in: what is written, and how it is taken back."""

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from numbering import expedition
from numbering.admitting import Source, admit
from numbering.agenda import outgoing
from numbering.books import Buku, change_buku
from numbering.counter import counted, periods, set_last_used
from numbering.errors import ImportRefused, NoteMissing, RestartSettled
from numbering.importing import (
    clear_aside,
    dry_run,
    imports,
    laid_aside,
    lay_aside,
    of_key,
    portions,
)
from numbering.ledger import check_ledger
from numbering.register import agenda, cancel
from numbering.schema import nomor as table
from numbering.taking_back import take_back
from tests.numbering_desk import allow_back_dating, bring, record, squeeze
from tests.numbering_office import NOW, OFFICE, take
from tests.old_registers import HEAD, MAY, row, text, xlsx

TWO = Source("a.xlsx", 2)
LATER = "2026-12-01T00:00:00+00:00"


def states(conn: Connection, buku: Buku, periode: str = "2025") -> list[tuple[str, str]]:
    """The book as read: number and state."""
    rows = agenda(conn, buku.id, periode)
    return [(f"{one.nomor_urut}{one.sisipan}", one.state) for one in rows]


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
    impor = bring(conn, buku, book)
    assert states(conn, buku) == [
        *(("1", "eksternal"), ("2", "batal"), ("2.A", "eksternal")),
        *(("3", "batal"), ("4", "eksternal"), ("5", "eksternal")),
    ]
    rows = agenda(conn, buku.id, "2025")
    assert (rows[1].alasan, rows[1].batal_oleh) == ("Batal, salah ketik", "admin")
    assert rows[3].alasan == "Tidak tercatat di register lama yang diimpor"
    assert rows[3].nomor_surat == "3 (tidak tercatat)"
    assert [one.mundur for one in rows] == [False] * 5 + [True]
    assert {one.asal for one in rows} == {"register lama (agenda-2025.xlsx)"}
    assert (impor.baris, impor.hitungan) == (5, {"2025": [0, 0, 0, 5]})
    assert take(conn, buku, "a", date(2025, 12, 1)).nomor_urut == 6
    assert check_ledger(conn, buku, "2025") == []
    assert len(list(outgoing(conn, buku, "2025"))) == 7


def test_a_cancelled_letter_makes_no_other_back_dated(conn: Connection, buku: Buku) -> None:
    """What follows it, insertions too, may bear the date of the letters around it."""
    gone = row(2, date(2025, 5, 30), ket="Batal")
    book = xlsx(HEAD, row(1), gone, row("2.A"), row(3), row(4, date(2025, 5, 4)))
    kinds = [one.kind for one in dry_run(conn, buku, book).problems]
    assert kinds == ["tanggal-mundur"]
    bring(conn, buku, book)
    assert [one.mundur for one in agenda(conn, buku.id, "2025")] == [False] * 4 + [True]


def test_an_insertion_is_printed_with_its_mark(conn: Connection, buku: Buku) -> None:
    """Also where the register has only its sequence: 1.A is not number 1 again."""
    head = ["No.", "Kode", "Tgl. Surat", "Perihal"]
    rows = ([no, "005", MAY, "Undangan"] for no in (1, "1.A", 2))
    bring(conn, buku, xlsx(head, *rows))
    assert [one.nomor_surat for one in agenda(conn, buku.id, "2025")] == [
        "005/001/Kec-BB/2025",
        "005/001.A/Kec-BB/2025",
        "005/002/Kec-BB/2025",
    ]


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


# Taken back


def test_an_import_is_taken_back_as_a_whole(conn: Connection, buku: Buku) -> None:
    """The ledger is as before, the rows are kept aside, and the corrected file comes in."""
    impor = bring(conn, buku, xlsx(HEAD, row(1), row(2), row(4))).id
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
    impor = bring(conn, buku, xlsx(HEAD, row(1), row(2))).id
    take(conn, buku, "a", date(2025, 7, 1))
    take_back(conn, buku, impor, alasan="Salah file", oleh="admin", pada=LATER)
    assert counted(conn, buku.id, "2025") == (2, 3)
    assert check_ledger(conn, buku, "2025") == []


def test_an_import_on_which_something_rests_stays(conn: Connection, buku: Buku) -> None:
    """A later number, a cancellation, an insertion, a delivery: each is named."""
    impor = bring(conn, buku, xlsx(HEAD, row(1), row(2))).id
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


# Large


def test_a_large_register_is_written_in_portions(conn: Connection, buku: Buku) -> None:
    """More rows than one portion, with gaps, and the ledger is whole."""
    lines = [f"{n};005/{n}/X;05/05/2025;Hal;;" for n in range(1, 3_001) if n % 7]
    book = text("\n".join([";".join(HEAD), *lines]))
    headings = dry_run(conn, buku, book).headings
    sizes = [len(rows) for rows in portions(buku, book, headings)]
    assert sizes == [1_000, 1_000, 572]
    rest = [len(rows) for rows in portions(buku, book, headings, after=2_001)]
    assert rest == [572]
    assert bring(conn, buku, book).baris == 2_572
    assert check_ledger(conn, buku, "2025") == []
    assert counted(conn, buku.id, "2025") == (0, 3_000)


def test_the_same_work_brings_in_one_import(conn: Connection, buku: Buku) -> None:
    """A portion written twice, the whole admitted twice: the ledger has each number once."""
    book = xlsx(HEAD, row(1), row(2))
    (rows,) = portions(buku, book, dry_run(conn, buku, book).headings)
    for _ in range(2):
        lay_aside(conn, "kerja-1", rows)
    assert (laid_aside(conn, "kerja-1"), states(conn, buku)) == (3, [])
    made = admit(conn, buku, "kerja-1", TWO, oleh="admin", pada=NOW)
    assert admit(conn, buku, "kerja-1", TWO, oleh="admin", pada=NOW) == made
    assert of_key(conn, "kerja-1") == made
    assert (clear_aside(conn, "kerja-1"), clear_aside(conn, "kerja-1")) == (2, 0)
    assert states(conn, buku) == [("1", "eksternal"), ("2", "eksternal")]


def test_a_number_given_while_the_file_is_read_keeps_the_import_out(
    conn: Connection, buku: Buku
) -> None:
    """It stands in the paper book too: only the office can tell which of the two is right."""
    book = xlsx(HEAD, row(1), row(2))
    (rows,) = portions(buku, book, dry_run(conn, buku, book).headings)
    lay_aside(conn, "kerja-1", rows)
    take(conn, buku, "a", MAY)
    with pytest.raises(ImportRefused, match="Nomor urut 1 periode 2025 di baris 2"):
        admit(conn, buku, "kerja-1", TWO, oleh="admin", pada=NOW)
    with pytest.raises(ImportRefused, match="Baru 0 dari 2 surat"):
        admit(conn, buku, "kerja-2", TWO, oleh="admin", pada=NOW)
    assert states(conn, buku) == [("1", "dipesan")]


def test_a_book_changed_while_the_file_is_read_keeps_the_import_out(
    conn: Connection, buku: Buku
) -> None:
    """Its rows were counted by year, and the book now counts by month."""
    book = xlsx(HEAD, row(1), row(2))
    (rows,) = portions(buku, book, dry_run(conn, buku, book).headings)
    lay_aside(conn, "kerja-1", rows)
    change_buku(conn, buku, nama="Surat", pola=buku.pola, restart="bulan")
    with pytest.raises(ImportRefused, match="diubah selagi file dibaca"):
        admit(conn, buku, "kerja-1", TWO, oleh="admin", pada=NOW)


def test_an_import_that_was_taken_back_leaves_the_restart_open(
    conn: Connection, buku: Buku
) -> None:
    """Its first import may be what shows an office how its book counts."""
    impor = bring(conn, buku, xlsx(HEAD, row(1), row(2)))
    with pytest.raises(RestartSettled):
        change_buku(conn, buku, nama="Surat", pola=buku.pola, restart="bulan")
    take_back(conn, buku, impor.id, alasan="Salah buku", oleh="admin", pada=LATER)
    assert change_buku(conn, buku, nama="Surat", pola=buku.pola, restart="bulan").id == buku.id
    assert periods(conn, buku.id) == []


def test_a_number_far_below_the_file_is_no_reason_to_burn_a_book(
    conn: Connection, buku: Buku
) -> None:
    """Given while the file was read, it would leave a gap that nobody has looked at."""
    book = xlsx(HEAD, row(900), row(901))
    (rows,) = portions(buku, book, dry_run(conn, buku, book).headings)
    lay_aside(conn, "kerja-1", rows)
    take(conn, buku, "a", MAY)
    with pytest.raises(ImportRefused, match="Lompatannya terlalu jauh"):
        admit(conn, buku, "kerja-1", TWO, oleh="admin", pada=NOW)
