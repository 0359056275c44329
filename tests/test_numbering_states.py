"""Numbers out of the ordinary: from outside, kept in blocks, squeezed in between, dated back."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Connection, Engine

from numbering.block import NewBlock
from numbering.blocks import blocks, get_block, overdue, release_block, reserve_block
from numbering.books import Buku, set_rules
from numbering.counter import last_used, next_number, set_last_used
from numbering.dating import check_date, newest
from numbering.errors import (
    BackDated,
    BadBlock,
    BadBook,
    BadInsertion,
    BadNumber,
    BlockClosed,
    InsertionsFull,
    NoteMissing,
    NumberingError,
    NumberTaken,
)
from numbering.external import External, record_external
from numbering.inserting import insert
from numbering.ledger import check_ledger
from numbering.marks import check_style, mark
from numbering.register import agenda, cancel, get, mark_issued, reserve
from tests.numbering_desk import (
    allow_back_dating,
    keep,
    letter,
    record,
    squeeze,
    use,
)
from tests.numbering_office import DAY, NOW, OFFICE, open_office, take

NEXT_DAY = DAY + timedelta(days=1)
EVE = DAY - timedelta(days=1)


def urut_of(conn: Connection, buku: Buku) -> list[str]:
    """The book as people read it: 1, 1.A, 2."""
    return [f"{one.nomor_urut}{one.sisipan}" for one in agenda(conn, buku.id, "2026")]


# From outside


def test_the_counter_steps_over_numbers_from_outside(conn: Connection, buku: Buku) -> None:
    """Three numbers of a paper day are recorded; the next of ours comes after them."""
    take(conn, buku, "a")
    for urut in (2, 3, 4):
        record(conn, buku, urut)
    assert next_number(conn, buku.id, "2026") == 5
    assert take(conn, buku, "b").nomor_surat == "000.8.6.3/005/Kec-BB/2026"
    assert check_ledger(conn, buku, "2026") == []


def test_a_number_ahead_of_the_counter_waits_until_the_counter_gets_there(
    conn: Connection, buku: Buku
) -> None:
    """SRIKANDI gave 3 and 4: ours are 1, 2, and then 5."""
    record(conn, buku, 4)
    record(conn, buku, 3)
    assert [take(conn, buku, key).nomor_urut for key in "abc"] == [1, 2, 5]
    assert take(conn, buku, "c").nomor_urut == 5
    assert check_ledger(conn, buku, "2026") == []


def test_a_number_from_outside_says_where_it_came_from(conn: Connection, buku: Buku) -> None:
    """Printed by the pola where its text is not given; the row keeps source and remark."""
    number = External("SRIKANDI", 7, keterangan="Gangguan 3 Maret")
    nomor = record_external(conn, buku, number, letter(), oleh="staf", pada=NOW)
    assert (nomor.state, nomor.asal, nomor.keterangan) == (
        *("eksternal", "SRIKANDI"),
        "Gangguan 3 Maret",
    )
    assert nomor.nomor_surat == "000.8.6.3/007/Kec-BB/2026"
    assert get(conn, OFFICE, nomor.id) == nomor
    with pytest.raises(NoteMissing):
        record_external(conn, buku, External(" ", 8), letter(), oleh="staf", pada=NOW)


def test_a_back_dated_number_from_outside_leaves_a_trace(conn: Connection, buku: Buku) -> None:
    """It is on paper, so the book cannot refuse it; a foreign text has no elders here."""
    assert not record(conn, buku, 1).mundur
    take(conn, buku, "a", NEXT_DAY)
    assert record(conn, buku, 3).mundur
    assert record(conn, buku, 9).mundur
    assert not record(conn, buku, None, "B/99/2026").mundur


def test_a_number_from_outside_is_marked_once_later_letters_stand_before_it(
    conn: Connection, buku: Buku
) -> None:
    """Recorded ahead of the counter it was in order; when the counter gets there it is not."""
    assert not record(conn, buku, 2).mundur
    take(conn, buku, "a", NEXT_DAY)
    take(conn, buku, "b", NEXT_DAY)
    marks = [(one.nomor_urut, one.mundur) for one in agenda(conn, buku.id, "2026")]
    assert marks == [(1, False), (2, True), (3, False)]


def test_a_foreign_text_takes_no_integer(conn: Connection, buku: Buku) -> None:
    """A number of another system is kept in the book, and the counter does not move."""
    nomor = record(conn, buku, None, "B/1234/XII/2026")
    assert nomor.nomor_urut is None
    assert take(conn, buku, "a").nomor_urut == 1
    with pytest.raises(NumberTaken):
        record(conn, buku, None, "B/1234/XII/2026")
    cancel(conn, nomor.id, alasan="Salah ketik", oleh="staf", pada=NOW)
    assert record(conn, buku, None, "B/1234/XII/2026").state == "eksternal"
    with pytest.raises(NoteMissing):
        record(conn, buku, None)
    assert check_ledger(conn, buku, "2026") == []


def test_a_draft_with_a_number_from_outside_keeps_it(conn: Connection, buku: Buku) -> None:
    """Issuing the letter here later prints the number that SRIKANDI gave."""
    number = External("SRIKANDI", 9)
    given = record_external(conn, buku, number, letter(), draft_key="surat", oleh="staf", pada=NOW)
    assert take(conn, buku, "surat") == given
    assert mark_issued(conn, "surat", pada=NOW).state == "eksternal"
    again = record_external(
        conn, buku, External("SRIKANDI", 10), letter(), draft_key="surat", oleh="x", pada=NOW
    )
    assert again == given


@pytest.mark.parametrize(("urut", "fault"), [(0, BadNumber), (-3, BadNumber), (99_999, BadNumber)])
def test_an_impossible_number_from_outside_is_refused(
    conn: Connection, buku: Buku, urut: int, fault: type[NumberingError]
) -> None:
    """A typing error must not make a strip of ninety thousand cells."""
    with pytest.raises(fault):
        record(conn, buku, urut)
    assert agenda(conn, buku.id, "2026") == []


def test_a_number_is_not_recorded_twice(conn: Connection, buku: Buku) -> None:
    """Nor one that is ours, nor one that was cancelled: its row explains it already."""
    nomor = take(conn, buku, "a")
    with pytest.raises(NumberTaken):
        record(conn, buku, 1)
    cancel(conn, nomor.id, alasan="Salah", oleh="staf", pada=NOW)
    with pytest.raises(NumberTaken) as fault:
        record(conn, buku, 1)
    assert "batal" in str(fault.value)


def test_what_was_used_on_paper_before_naskah_is_not_recorded_one_by_one(
    conn: Connection, buku: Buku
) -> None:
    """The ledger begins after 212; an import can bring in what was before."""
    set_last_used(conn, buku, "2026", 212)
    with pytest.raises(BadNumber):
        record(conn, buku, 100)
    record(conn, buku, 214)
    set_last_used(conn, buku, "2026", 213)
    assert take(conn, buku, "a").nomor_urut == 215


def test_the_paper_book_does_not_end_behind_a_number_from_outside(
    conn: Connection, buku: Buku
) -> None:
    """Otherwise a recorded number would fall out of the ledger."""
    record(conn, buku, 5)
    with pytest.raises(NumberTaken):
        set_last_used(conn, buku, "2026", 10)
    set_last_used(conn, buku, "2026", 3)
    assert [take(conn, buku, key).nomor_urut for key in "ab"] == [4, 6]


# Dated back


def test_a_letter_dated_before_the_newest_is_refused(conn: Connection, buku: Buku) -> None:
    """It says both dates and what to do; the counter has not moved, even if all is committed."""
    take(conn, buku, "a", DAY)
    with pytest.raises(BackDated) as fault:
        take(conn, buku, "b", EVE)
    assert "4 Maret 2026" in str(fault.value)
    assert "5 Maret 2026" in str(fault.value)
    assert last_used(conn, buku.id, "2026") == 1
    with pytest.raises(BackDated):
        check_date(conn, buku, EVE)
    assert take(conn, buku, "c", DAY).nomor_urut == 2
    assert not take(conn, buku, "d", NEXT_DAY).mundur


def test_a_book_that_allows_it_leaves_a_trace(conn: Connection, buku: Buku) -> None:
    """The row of a letter dated back says so; later ones in order do not."""
    buku = allow_back_dating(conn, buku)
    take(conn, buku, "a", DAY)
    check_date(conn, buku, EVE)
    assert take(conn, buku, "b", EVE).mundur
    assert not take(conn, buku, "c", DAY).mundur
    assert [one.mundur for one in agenda(conn, buku.id, "2026")] == [False, True, False]


def test_a_cancelled_letter_of_december_does_not_stop_the_year(
    conn: Connection, buku: Buku
) -> None:
    """A mistyped date is cured by cancelling its number."""
    wrong = take(conn, buku, "a", date(2026, 12, 31))
    with pytest.raises(BackDated):
        take(conn, buku, "b", DAY)
    cancel(conn, wrong.id, alasan="Salah tanggal", oleh="staf", pada=NOW)
    assert newest(conn, buku.id, "2026") is None
    assert not take(conn, buku, "b", DAY).mundur


def test_dates_of_numbers_that_were_stepped_over_count(conn: Connection, buku: Buku) -> None:
    """After a paper letter of the 6th, a letter of the 5th is dated back."""
    take(conn, buku, "a", DAY)
    later = External("buku kertas", 2)
    record_external(conn, buku, later, letter(NEXT_DAY), oleh="staf", pada=NOW)
    with pytest.raises(BackDated):
        take(conn, buku, "b", DAY)
    ahead = External("buku kertas", 4)
    record_external(conn, buku, ahead, letter(date(2026, 3, 20)), oleh="staf", pada=NOW)
    assert take(conn, buku, "c", NEXT_DAY).nomor_urut == 3
    with pytest.raises(BackDated):
        take(conn, buku, "d", NEXT_DAY)
    assert last_used(conn, buku.id, "2026") == 4
    assert check_ledger(conn, buku, "2026") == []


def test_each_period_has_its_own_newest_date(conn: Connection, buku: Buku) -> None:
    """A letter of December may still be written in January."""
    take(conn, buku, "a", date(2027, 1, 4))
    assert take(conn, buku, "b", date(2026, 12, 31)).nomor_urut == 1


# Blocks


def test_a_block_is_kept_and_the_counter_goes_on_behind_it(conn: Connection, buku: Buku) -> None:
    """Five numbers for an event; each has its row with who and why, and blanks for its code."""
    take(conn, buku, "a")
    block = keep(conn, buku, 5)
    assert (block.pertama, block.terakhir) == (2, 6)
    assert take(conn, buku, "b").nomor_urut == 7
    row = agenda(conn, buku.id, "2026")[1]
    assert (row.state, row.blok_id, row.oleh) == ("dipesan", block.id, "sekretaris")
    assert row.nomor_surat == "\N{NO-BREAK SPACE}" * 6 + "/002/Kec-BB/2026"
    assert blocks(conn, buku.id) == [(block, 5)]
    assert get_block(conn, buku, block.id) == block


def test_letters_take_their_numbers_from_the_block_in_order(conn: Connection, buku: Buku) -> None:
    """The same draft, the same number; dates of the event do not hold up other letters."""
    block = keep(conn, buku, 2)
    first = use(conn, buku, block, "a", date(2026, 3, 30))
    assert first.nomor_surat == "000.8.6.3/001/Kec-BB/2026"
    assert use(conn, buku, block, "a") == first
    assert use(conn, buku, block, "b").nomor_urut == 2
    assert take(conn, buku, "c", DAY).nomor_urut == 3
    with pytest.raises(BlockClosed):
        use(conn, buku, block, "d")


def test_a_released_block_burns_what_was_not_used(conn: Connection, buku: Buku) -> None:
    """With who, when and why; used numbers stay, and nothing is given from it any more."""
    block = keep(conn, buku, 3)
    use(conn, buku, block, "a")
    assert release_block(conn, block, alasan="Acara selesai", oleh="camat", pada=NOW) == 2
    rows = agenda(conn, buku.id, "2026")
    assert [row.state for row in rows] == ["dipesan", "batal", "batal"]
    assert (rows[1].alasan, rows[1].batal_oleh) == ("Acara selesai", "camat")
    with pytest.raises(BlockClosed):
        use(conn, buku, block, "b")
    with pytest.raises(BlockClosed):
        release_block(conn, block, alasan="Lagi", oleh="camat", pada=NOW)
    released = get_block(conn, buku, block.id)
    assert (released.lepas_alasan, released.lepas_oleh) == ("Acara selesai", "camat")
    with pytest.raises(BlockClosed):
        use(conn, buku, released, "b")
    assert check_ledger(conn, buku, "2026") == []


def test_a_block_ahead_of_the_counter_is_stepped_over(conn: Connection, buku: Buku) -> None:
    """100 to 102 are kept for an event while 1 to 99 are still to come."""
    set_last_used(conn, buku, "2026", 98)
    keep(conn, buku, 3, pertama=100)
    assert [take(conn, buku, key).nomor_urut for key in "ab"] == [99, 103]
    assert check_ledger(conn, buku, "2026") == []


def test_a_block_over_other_numbers_is_refused(conn: Connection, buku: Buku) -> None:
    """It names the first number in the way; one without a place of its own goes behind it."""
    take(conn, buku, "a")
    record(conn, buku, 5)
    for pertama in (1, 3):
        with pytest.raises(BadBlock):
            keep(conn, buku, 4, pertama=pertama)
    assert keep(conn, buku, 4).pertama == 6
    with pytest.raises(BadBlock, match="bertindih"):
        keep(conn, buku, 1, pertama=6)
    assert [take(conn, buku, key).nomor_urut for key in "bcde"] == [2, 3, 4, 10]


@pytest.mark.parametrize(
    "change",
    [
        {"count": 0},
        {"count": 100_000},
        {"sampai": EVE},
        {"sampai": date(2027, 1, 5)},
        {"pertama": 50_000},
    ],
)
def test_an_impossible_block_is_refused(
    conn: Connection, buku: Buku, change: dict[str, object]
) -> None:
    """A sentence with the remedy, and nothing is written."""
    new = NewBlock(DAY, 3, DAY, "Bimtek")
    with pytest.raises(BadBlock):
        reserve_block(conn, buku, replace(new, **change), oleh="x", pada=NOW)  # type: ignore[arg-type]  # each is a field
    with pytest.raises(NoteMissing):
        reserve_block(conn, buku, replace(new, alasan=""), oleh="x", pada=NOW)
    with pytest.raises(BadBlock):
        get_block(conn, buku, 12345)
    assert agenda(conn, buku.id, "2026") == []


def test_a_block_ends_on_its_day(conn: Connection, buku: Buku) -> None:
    """A letter after the last day, or before the block was kept, takes another number."""
    block = keep(conn, buku, 3)
    with pytest.raises(BlockClosed):
        use(conn, buku, block, "a", date(2026, 4, 1))
    with pytest.raises(BadBlock):
        use(conn, buku, block, "a", EVE)
    assert use(conn, allow_back_dating(conn, buku), block, "a", EVE).mundur
    assert overdue(conn, OFFICE, date(2026, 3, 31)) == []
    use(conn, buku, keep(conn, buku, 1), "b")  # used up: nothing is to be done about it
    assert overdue(conn, OFFICE, date(2026, 4, 1)) == [(block, 2)]
    release_block(conn, block, alasan="Selesai", oleh="x", pada=NOW)
    assert overdue(conn, OFFICE, date(2026, 4, 1)) == []


# In between


def test_a_number_is_squeezed_in_between_two_others(conn: Connection, buku: Buku) -> None:
    """Marked in the office's style and printed behind the sequence, with its reason."""
    take(conn, buku, "a", DAY)
    take(conn, buku, "b", NEXT_DAY)
    nomor = squeeze(conn, buku, 1, "x")
    assert nomor.nomor_surat == "000.8.6.3/001.A/Kec-BB/2026"
    assert (nomor.keterangan, nomor.mundur, nomor.state) == ("Surat tertinggal", True, "dipesan")
    assert squeeze(conn, buku, 1, "x") == nomor
    assert squeeze(conn, buku, 1, "y", NEXT_DAY).sisipan == ".B"
    assert urut_of(conn, buku) == ["1", "1.A", "1.B", "2"]
    assert take(conn, buku, "c", NEXT_DAY).nomor_urut == 3
    assert mark_issued(conn, "x", pada=NOW).state == "terbit"
    assert check_ledger(conn, buku, "2026") == []


@pytest.mark.parametrize(
    ("pola", "gaya", "printed"),
    [
        ("{kode}/{urut:03}/{unit}", ".01", "000.8.6.3/001.01/Kec-BB"),
        ("{kode}/{urut:03}/{unit}", "A", "000.8.6.3/001A/Kec-BB"),
        ("{urut}[-{sisipan}]/{unit}", "A", "1-A/Kec-BB"),
        ("{urut}{sisipan}/{unit}", "-1", "1-1/Kec-BB"),
        ("{urut}/{unit}/{sisipan}", ".A", "1/Kec-BB/.A"),
    ],
)
def test_the_mark_is_printed_where_the_pola_says_or_behind_the_sequence(
    conn: Connection, buku: Buku, pola: str, gaya: str, printed: str
) -> None:
    """An office need not change its pola for a rare case."""
    set_rules(conn, buku, mundur=False, gaya_sisipan=gaya)
    buku = replace(buku, pola=pola, gaya_sisipan=gaya)
    take(conn, buku, "a")
    take(conn, buku, "b")
    assert squeeze(conn, buku, 1, "x").nomor_surat == printed


def test_an_insertion_is_never_dated_outside_its_neighbours(conn: Connection, buku: Buku) -> None:
    """Nor before an earlier insertion; a cancelled neighbour does not bind."""
    for key, day in (("a", DAY), ("b", DAY + timedelta(days=4)), ("c", DAY + timedelta(days=9))):
        take(conn, buku, key, day)
    for day in (EVE, DAY + timedelta(days=5)):
        with pytest.raises(BadInsertion):
            squeeze(conn, buku, 1, "x", day)
    squeeze(conn, buku, 1, "x", DAY + timedelta(days=2))
    with pytest.raises(BadInsertion):
        squeeze(conn, buku, 1, "y", NEXT_DAY)
    second = agenda(conn, buku.id, "2026")[2]
    cancel(conn, second.id, alasan="Salah", oleh="staf", pada=NOW)
    assert squeeze(conn, buku, 2, "y", DAY + timedelta(days=8)).sisipan == ".A"


def test_an_insertion_needs_two_neighbours(conn: Connection, buku: Buku) -> None:
    """Behind the last number there is nothing to squeeze into; nor behind one that is not there."""
    take(conn, buku, "a")
    for sesudah in (1, 2):
        with pytest.raises(BadInsertion):
            squeeze(conn, buku, sesudah, "x")
    take(conn, buku, "b")
    with pytest.raises(NoteMissing):
        insert(conn, buku, 1, letter(), draft_key="x", alasan="", oleh="x", pada=NOW)
    assert urut_of(conn, buku) == ["1", "2"]


def test_an_insertion_does_not_print_a_number_that_is_there(conn: Connection, buku: Buku) -> None:
    """Not even one that SRIKANDI printed."""
    take(conn, buku, "a")
    take(conn, buku, "b")
    record(conn, buku, None, "000.8.6.3/001.A/Kec-BB/2026")
    with pytest.raises(NumberTaken):
        squeeze(conn, buku, 1, "x")


def test_marks_run_out_before_they_stop_sorting() -> None:
    """After .Z or .99 another number must be chosen; a figure needs its separator."""
    assert [mark(".01", 1), mark("A", 26), mark("-a", 2), mark(".1", 9)] == [
        *(".01", "Z"),
        *("-b", ".9"),
    ]
    for gaya, place in ((".A", 27), (".01", 100), (".1", 10)):
        with pytest.raises(InsertionsFull):
            mark(gaya, place)
    for gaya in ("1", "01", "x", "", ".AB"):
        with pytest.raises(BadBook):
            check_style(gaya)


# Together


def test_everybody_at_once_leaves_no_number_twice(office: Engine) -> None:
    """Letters, outside numbers, blocks and cancellations from eight threads."""
    buku = open_office(office)

    def work(worker: int) -> None:
        for step in range(6):
            with office.begin() as conn:
                key = f"{worker}-{step}"
                if step == 2 and worker % 2:
                    keep(conn, buku, 3)
                elif step == 4 and worker % 2:
                    record(conn, buku, last_used(conn, buku.id, "2026") + 2 + worker)
                elif step == 3:
                    nomor = take(conn, buku, key)
                    cancel(conn, nomor.id, alasan="Batal", oleh="x", pada=NOW)
                else:
                    take(conn, buku, key)

    with ThreadPoolExecutor(8) as pool:
        done = [pool.submit(work, worker) for worker in range(8)]
    taken_already = [one.exception() for one in done if one.exception() is not None]
    assert all(isinstance(fault, NumberTaken) for fault in taken_already)
    with office.connect() as conn:
        assert check_ledger(conn, buku, "2026") == []
        rows = agenda(conn, buku.id, "2026")
        assert len({row.nomor_urut for row in rows}) == len(rows)
    open_office(office)


def test_reserve_by_hand_still_prints_what_the_register_holds(conn: Connection, buku: Buku) -> None:
    """Number at signing is the same reserve with the date of signing."""
    nomor = reserve(
        conn,
        buku,
        date(2026, 7, 4),
        {"kode": "050"},
        draft_key="ttd",
        hal="Laporan",
        tujuan="Bupati",
        oleh="tu",
        pada=NOW,
    )
    assert (nomor.nomor_surat, nomor.tanggal_surat) == ("050/001/Kec-BB/2026", date(2026, 7, 4))
