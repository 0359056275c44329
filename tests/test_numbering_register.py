"""Who gets which number: one counter row, one register row, one transaction."""

import multiprocessing
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from numbering import schema
from numbering.books import Buku, add_buku, get_buku
from numbering.counter import last_used, set_last_used
from numbering.errors import AlreadyCancelled, BadPart, ReasonMissing, UnknownNumber
from numbering.ledger import check_ledger
from numbering.register import Nomor, agenda, cancel, get, mark_issued, of_draft, reserve
from tests.numbering_office import (
    DAY,
    NOW,
    OFFICE,
    connect,
    open_office,
    take,
    take_and_die,
    take_many,
)

SPAWN = multiprocessing.get_context("spawn")


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An engine on an office with one book, on each database that Naskah runs on."""
    sqlite = request.param == "sqlite"
    url = f"sqlite:///{tmp_path}/naskah.db" if sqlite else request.getfixturevalue("pg_url")
    engine = connect(url)
    open_office(engine)
    yield engine
    schema.metadata.drop_all(engine)
    engine.dispose()


@pytest.fixture
def buku(engine: Engine) -> Buku:
    """The book of the office, surat-keluar."""
    with engine.connect() as conn:
        return get_buku(conn, OFFICE, "surat-keluar")


def test_the_first_letter_of_a_book_gets_number_one(engine: Engine, buku: Buku) -> None:
    """The printed number and its parts are kept, and the state is dipesan."""
    with engine.begin() as conn:
        nomor = take(conn, buku, "a")
    assert (nomor.nomor_urut, nomor.nomor_surat) == (1, "000.8.6.3/001/Kec-BB/2026")
    assert (nomor.periode, nomor.state, nomor.sisipan) == ("2026", "dipesan", "")
    assert nomor.bagian == {"unit": "Kec-BB", "kode": "000.8.6.3"}


def test_what_is_answered_is_what_is_stored(engine: Engine, buku: Buku) -> None:
    """A reserved number reads the same from the register."""
    with engine.begin() as conn:
        nomor = take(conn, buku, "a")
    with engine.connect() as conn:
        assert of_draft(conn, "a") == nomor
        assert get(conn, OFFICE, nomor.id) == nomor


def test_a_draft_always_has_the_same_number(engine: Engine, buku: Buku) -> None:
    """Pressing Terbitkan twice uses one number, also when the letter's date was changed."""
    with engine.begin() as conn:
        first = take(conn, buku, "a")
        assert take(conn, buku, "a", date(2027, 1, 4)) == first
        assert take(conn, buku, "b").nomor_urut == 2


def test_an_office_that_starts_in_mid_year_goes_on_from_its_paper_book(
    engine: Engine, buku: Buku
) -> None:
    """After 212 on paper comes 213, and the ledger begins there."""
    with engine.begin() as conn:
        set_last_used(conn, buku, "2026", 212)
        assert take(conn, buku, "a").nomor_surat == "000.8.6.3/213/Kec-BB/2026"
        assert check_ledger(conn, buku, "2026") == []


def test_numbers_begin_again_in_a_new_year_and_sort_as_numbers(engine: Engine, buku: Buku) -> None:
    """A year of 1,001 letters: 999 comes before 1000, and January begins at one."""
    with engine.begin() as conn:
        set_last_used(conn, buku, "2026", 998)
        printed = [take(conn, buku, str(letter)).nomor_surat for letter in range(3)]
        assert take(conn, buku, "januari", date(2027, 1, 4)).nomor_urut == 1
        assert [nomor.nomor_surat for nomor in agenda(conn, buku.id, "2026")] == printed
    assert printed[1] == "000.8.6.3/1000/Kec-BB/2026"


def test_each_book_counts_for_itself(engine: Engine, buku: Buku) -> None:
    """A keputusan does not use up a number of surat keluar."""
    with engine.begin() as conn:
        pola = "{urut} Tahun {tahun}"
        keputusan = add_buku(conn, OFFICE, "keputusan", nama="Keputusan", pola=pola)
        take(conn, buku, "a")
        assert take(conn, keputusan, "b").nomor_surat == "1 Tahun 2026"


def test_a_faulty_value_uses_no_number(engine: Engine, buku: Buku) -> None:
    """The fault shows before the counter moves, so even a careless commit loses nothing."""
    letter = {"hal": "Hal", "tujuan": "", "oleh": "staf", "pada": NOW}
    with engine.begin() as conn:
        with pytest.raises(BadPart) as fault:
            reserve(conn, buku, DAY, {}, draft_key="a", **letter)
        assert last_used(conn, buku.id, "2026") == 0
    assert fault.value.name == "kode"


def test_a_cancelled_number_is_never_given_again(engine: Engine, buku: Buku) -> None:
    """Its row stays with who, when and why; the next letter gets the next number."""
    with engine.begin() as conn:
        nomor = take(conn, buku, "a")
        gone = cancel(conn, nomor.id, alasan=" Rapat ditunda ", oleh="sekretaris", pada=NOW)
        assert take(conn, buku, "b").nomor_urut == 2
        assert check_ledger(conn, buku, "2026") == []
    who_and_when = nomor._replace(batal_oleh="sekretaris", batal_pada=NOW)
    assert gone == who_and_when._replace(state="batal", alasan="Rapat ditunda")


@pytest.mark.parametrize("alasan", ["", "  \n"])
def test_a_number_is_not_cancelled_without_a_reason(
    engine: Engine, buku: Buku, alasan: str
) -> None:
    """An auditor must be able to read why."""
    with engine.begin() as conn:
        nomor = take(conn, buku, "a")
        with pytest.raises(ReasonMissing):
            cancel(conn, nomor.id, alasan=alasan, oleh="sekretaris", pada=NOW)
        assert get(conn, OFFICE, nomor.id) == nomor


def test_a_number_is_cancelled_once(engine: Engine, buku: Buku) -> None:
    """The first reason stands, and a number that does not exist is said so."""
    with engine.begin() as conn:
        nomor = take(conn, buku, "a")
        gone = cancel(conn, nomor.id, alasan="Salah alamat", oleh="sekretaris", pada=NOW)
        with pytest.raises(AlreadyCancelled):
            cancel(conn, nomor.id, alasan="Lain", oleh="sekretaris", pada=NOW)
        with pytest.raises(UnknownNumber):
            cancel(conn, nomor.id + 1, alasan="Lain", oleh="sekretaris", pada=NOW)
        assert get(conn, OFFICE, nomor.id) == gone


def test_a_filed_letter_is_terbit_and_saying_so_twice_changes_nothing(
    engine: Engine, buku: Buku
) -> None:
    """Resuming after a crash may file the same letter again; the first moment stands."""
    with engine.begin() as conn:
        nomor = take(conn, buku, "a")
        issued = mark_issued(conn, "a", pada=NOW)
        assert issued == nomor._replace(state="terbit", terbit_pada=NOW)
        assert mark_issued(conn, "a", pada="2026-11-22T00:00:00+00:00") == issued


def test_a_cancelled_letter_is_not_issued(engine: Engine, buku: Buku) -> None:
    """Nor is one that never had a number."""
    with engine.begin() as conn:
        nomor = take(conn, buku, "a")
        cancel(conn, nomor.id, alasan="Salah alamat", oleh="sekretaris", pada=NOW)
        with pytest.raises(AlreadyCancelled):
            mark_issued(conn, "a", pada=NOW)
        with pytest.raises(UnknownNumber):
            mark_issued(conn, "b", pada=NOW)


def test_an_office_does_not_read_the_number_of_another(engine: Engine, buku: Buku) -> None:
    """The id of a number is no key to a neighbour's register."""
    with engine.begin() as conn:
        nomor = take(conn, buku, "a")
        with pytest.raises(UnknownNumber):
            get(conn, OFFICE + 1, nomor.id)


def test_the_agenda_is_read_page_by_page(engine: Engine, buku: Buku) -> None:
    """Each page goes on after the last number of the one before."""
    with engine.begin() as conn:
        for letter in range(5):
            take(conn, buku, str(letter))
        first = agenda(conn, buku.id, "2026", limit=2)
        rest = agenda(conn, buku.id, "2026", after=first[-1].nomor_urut or 0)
    assert [nomor.nomor_urut for nomor in [*first, *rest]] == [1, 2, 3, 4, 5]


def test_the_database_itself_refuses_the_same_number_twice(engine: Engine, buku: Buku) -> None:
    """The unique key is the last guard, whatever a program does."""
    with engine.begin() as conn:
        take(conn, buku, "a")
    copied = sa.select(*(c for c in schema.nomor.c if c.name not in {"id", "draft_key"}))
    names = [column.name for column in copied.selected_columns]
    with pytest.raises(IntegrityError), engine.begin() as conn:
        conn.execute(schema.nomor.insert().from_select(names, copied))


def test_nothing_stays_when_the_transaction_is_rolled_back(engine: Engine, buku: Buku) -> None:
    """The counter and the row live and die together."""
    with engine.connect() as conn:
        take(conn, buku, "a")
        conn.rollback()
    with engine.begin() as conn:
        assert last_used(conn, buku.id, "2026") == 0
        assert take(conn, buku, "b").nomor_urut == 1


def test_a_process_killed_before_the_commit_leaves_nothing(engine: Engine, buku: Buku) -> None:
    """A kill -9 between reserve and commit: the next letter gets the same number."""
    url = engine.url.render_as_string(hide_password=False)
    process = SPAWN.Process(target=take_and_die, args=(url,))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    with engine.begin() as conn:
        assert of_draft(conn, "never committed") is None
        assert take(conn, buku, "a").nomor_urut == 1


def test_a_draft_issued_from_two_places_at_once_has_one_number(engine: Engine, buku: Buku) -> None:
    """The second waits for the first, answers with its number and burns none."""
    with ThreadPoolExecutor() as pool, engine.connect() as conn:
        first = take(conn, buku, "a")
        waiting = pool.submit(_take_in_own_transaction, engine, buku, "a")
        with pytest.raises(TimeoutError):
            waiting.result(timeout=0.3)
        conn.commit()
        assert waiting.result(timeout=30) == first
        assert last_used(conn, buku.id, "2026") == 1


def test_threads_that_repeat_the_same_drafts_get_one_number_for_each(
    engine: Engine, buku: Buku
) -> None:
    """Eight threads press Terbitkan for the same ten drafts: ten numbers, no gap."""
    drafts = [str(draft) for draft in range(10)] * 8
    with ThreadPoolExecutor(8) as pool:
        given = set(
            pool.map(lambda draft: _take_in_own_transaction(engine, buku, draft).id, drafts)
        )
    with engine.connect() as conn:
        assert {nomor.id for nomor in agenda(conn, buku.id, "2026")} == given
        assert last_used(conn, buku.id, "2026") == len(given) == 10
        assert check_ledger(conn, buku, "2026") == []


def test_eight_processes_of_fifty_letters_get_four_hundred_numbers(
    engine: Engine, buku: Buku
) -> None:
    """No number is double and none is missing, and the counter agrees with the rows."""
    url = engine.url.render_as_string(hide_password=False)
    processes = [SPAWN.Process(target=take_many, args=(url, worker, 50)) for worker in range(8)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * 8
    with engine.connect() as conn:
        rows = agenda(conn, buku.id, "2026")
        assert [nomor.nomor_urut for nomor in rows] == list(range(1, 401))
        assert len({nomor.nomor_surat for nomor in rows}) == 400
        assert last_used(conn, buku.id, "2026") == 400
        assert check_ledger(conn, buku, "2026") == []


def _take_in_own_transaction(engine: Engine, buku: Buku, draft_key: str) -> Nomor:
    with engine.begin() as conn:
        return take(conn, buku, draft_key)
