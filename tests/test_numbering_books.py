"""The books of an office, where they stood before Naskah, and what is wrong in the ledger."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from numbering import schema
from numbering.advice import warnings
from numbering.books import Buku, add_buku, books, change_buku, get_buku
from numbering.counter import last_used, periods, set_last_used
from numbering.errors import (
    BadBook,
    BadPattern,
    BadPeriod,
    BookExists,
    CounterBehind,
    RestartSettled,
    UnknownBook,
)
from numbering.ledger import check_ledger, gaps
from numbering.register import cancel
from numbering.series import period_of
from tests.numbering_office import NOW, OFFICE, POLA, connect, open_office, take


@pytest.fixture(params=["sqlite", "postgresql"])
def conn(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Connection]:
    """An open transaction on an office with one book, on each database."""
    sqlite = request.param == "sqlite"
    url = f"sqlite:///{tmp_path}/naskah.db" if sqlite else request.getfixturevalue("pg_url")
    engine = connect(url)
    open_office(engine)
    with engine.begin() as connection:
        yield connection
    schema.metadata.drop_all(engine)
    engine.dispose()


@pytest.fixture
def buku(conn: Connection) -> Buku:
    """The book of the office, surat-keluar."""
    return get_buku(conn, OFFICE, "surat-keluar")


def test_a_book_reads_back_as_it_was_opened(conn: Connection) -> None:
    """Its fixed parts declare the office's own names."""
    pola = "{kode}/{urut}/{unit}-{bidang}/{tahun}"
    fixed = {"bidang": "IV"}
    nota = add_buku(
        conn, OFFICE, "nota-dinas", nama="Nota Dinas", pola=pola, kode_unit="Bappeda", bagian=fixed
    )
    assert get_buku(conn, OFFICE, "nota-dinas") == nota
    assert [book.slug for book in books(conn, OFFICE)] == ["nota-dinas", "surat-keluar"]
    assert take(conn, nota, "a").nomor_surat == "000.8.6.3/1/Bappeda-IV/2026"


def test_the_books_of_an_office_are_its_own(conn: Connection) -> None:
    """Another office may use the same short name and starts from nothing."""
    with pytest.raises(UnknownBook):
        get_buku(conn, OFFICE + 1, "surat-keluar")
    other = add_buku(conn, OFFICE + 1, "surat-keluar", nama="Surat Keluar", pola="{urut}")
    assert books(conn, OFFICE + 1) == [other]


@pytest.mark.parametrize(
    ("slug", "nama", "pola", "restart", "fault"),
    [
        ("surat-keluar", "Baru", POLA, "tahun", BookExists),
        ("Surat Keluar", "Baru", POLA, "tahun", BadBook),
        ("", "Baru", POLA, "tahun", BadBook),
        ("a" * 65, "Baru", POLA, "tahun", BadBook),
        ("baru", " ", POLA, "tahun", BadBook),
        ("baru", "Baru", POLA, "minggu", BadBook),
        ("baru", "Baru", "{kode}", "tahun", BadPattern),
        ("baru", "Baru", "{urut}/{bidang}", "tahun", BadPattern),
    ],
)
def test_a_book_that_cannot_be_kept_is_refused(
    conn: Connection, slug: str, nama: str, pola: str, restart: str, fault: type[Exception]
) -> None:
    """Nothing is stored, and the fault says what to do."""
    with pytest.raises(fault):
        add_buku(conn, OFFICE, slug, nama=nama, pola=pola, restart=restart)
    assert [book.slug for book in books(conn, OFFICE)] == ["surat-keluar"]


def test_a_changed_pola_leaves_printed_numbers_as_they_are(conn: Connection, buku: Buku) -> None:
    """Only the next number is printed the new way; the counting goes on."""
    first = take(conn, buku, "a")
    changed = change_buku(conn, buku, nama="Surat", pola="{urut:05}", restart="tahun")
    assert get_buku(conn, OFFICE, "surat-keluar") == changed
    assert take(conn, changed, "a") == first
    assert take(conn, changed, "b").nomor_surat == "00002"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("tidak", "tahun"),
        ("tidak", "bulan"),
        ("tahun", "tidak"),
        ("tahun", "bulan"),
        ("bulan", "tahun"),
    ],
)
def test_a_book_that_has_given_a_number_keeps_its_restart(
    conn: Connection, before: str, after: str
) -> None:
    """Begun again in the middle of a year, it would print 001 of that year a second time."""
    pola = "{kode}/{urut:03}/UT/{tahun}"
    buku = add_buku(conn, OFFICE, "st", nama="Surat Tugas", pola=pola, restart=before)
    first = take(conn, buku, "a")
    with pytest.raises(RestartSettled, match="buat buku baru"):
        change_buku(conn, buku, nama="ST", pola=pola, restart=after)
    assert get_buku(conn, OFFICE, "st") == buku
    renamed = change_buku(conn, buku, nama="ST", pola=buku.pola, restart=before)
    assert take(conn, renamed, "b").nomor_surat == "000.8.6.3/002/UT/2026"
    cancel(conn, first.id, alasan="Salah", oleh="staf", pada=NOW)
    with pytest.raises(RestartSettled):
        change_buku(conn, buku, nama="ST", pola=pola, restart=after)


def test_the_last_number_on_paper_is_not_lost_by_another_restart(
    conn: Connection, buku: Buku
) -> None:
    """It belongs to a year: it is emptied first, and set again for the new way of counting."""
    set_last_used(conn, buku, "2026", 212)
    with pytest.raises(RestartSettled, match="212 pada periode 2026"):
        change_buku(conn, buku, nama="Surat", pola=POLA, restart="bulan")
    set_last_used(conn, buku, "2026", 0)
    changed = change_buku(conn, buku, nama="Surat", pola=POLA, restart="bulan")
    assert (changed.restart, periods(conn, buku.id)) == ("bulan", [])


def test_a_book_that_is_gone_is_not_changed(conn: Connection, buku: Buku) -> None:
    """The page may be older than the database."""
    conn.execute(schema.buku.delete())
    with pytest.raises(UnknownBook):
        change_buku(conn, buku, nama="Surat", pola=POLA, restart="tahun")


@pytest.mark.parametrize(
    ("restart", "periode"), [("tahun", "2026"), ("bulan", "2026-03"), ("tidak", "-")]
)
def test_a_letter_counts_in_the_period_of_its_date(restart: str, periode: str) -> None:
    """By year, by month, or in one series without end."""
    assert period_of(restart, date(2026, 3, 5)) == periode


@pytest.mark.parametrize("periode", ["2026-03", "26", "-", "", "2026 ", "२०२६"])
def test_a_period_that_the_book_does_not_count_by_is_refused(
    conn: Connection, buku: Buku, periode: str
) -> None:
    """A book that counts by year has no March."""
    with pytest.raises(BadPeriod):
        set_last_used(conn, buku, periode, 212)
    assert periods(conn, buku.id) == []


def test_the_last_number_on_paper_may_be_corrected_until_the_first_letter(
    conn: Connection, buku: Buku
) -> None:
    """After that the register is the truth, and saving the same page again is no fault."""
    set_last_used(conn, buku, "2026", 213)
    set_last_used(conn, buku, "2026", 212)
    take(conn, buku, "a")
    set_last_used(conn, buku, "2026", 212)
    for terakhir in (0, 213, 500):
        with pytest.raises(CounterBehind) as fault:
            set_last_used(conn, buku, "2026", terakhir)
        assert fault.value.terakhir == 213
    assert last_used(conn, buku.id, "2026") == 213


def test_a_last_number_that_cannot_be_is_refused(conn: Connection, buku: Buku) -> None:
    """A typing error must not make the book jump."""
    for terakhir in (-1, 2120000000):
        with pytest.raises(BadBook):
            set_last_used(conn, buku, "2026", terakhir)


def test_a_book_knows_its_periods(conn: Connection, buku: Buku) -> None:
    """Newest first, for the choice of a year."""
    take(conn, buku, "a", date(2025, 12, 31))
    take(conn, buku, "b", date(2026, 1, 1))
    assert periods(conn, buku.id) == ["2026", "2025"]


def test_a_book_that_counts_by_month_begins_again_in_each(conn: Connection) -> None:
    """With the month in its pola no two numbers are the same."""
    pola = "{urut}/{bulan_romawi}/{tahun}"
    undangan = add_buku(conn, OFFICE, "undangan", nama="Undangan", pola=pola, restart="bulan")
    printed = [take(conn, undangan, str(m), date(2026, m, 1)).nomor_surat for m in (3, 4)]
    assert printed == ["1/III/2026", "1/IV/2026"]


def test_the_ledger_names_every_number_that_has_no_row(conn: Connection, buku: Buku) -> None:
    """At the start, in the middle and at the end of the period."""
    set_last_used(conn, buku, "2026", 10)
    for letter in range(9):
        take(conn, buku, str(letter))
    lost = [11, 14, 15, 19]
    conn.execute(schema.nomor.delete().where(schema.nomor.c.nomor_urut.in_(lost)))
    assert gaps(conn, buku.id, "2026") == lost
    found = check_ledger(conn, buku, "2026")
    assert [(finding.kind, finding.nomor_urut) for finding in found] == [
        ("tanpa-catatan", urut) for urut in lost
    ]
    conn.execute(schema.nomor.delete())
    assert gaps(conn, buku.id, "2026") == list(range(11, 20))


def test_the_ledger_names_rows_beyond_the_counter_and_numbers_printed_alike(
    conn: Connection, buku: Buku
) -> None:
    """Someone has changed the database by hand."""
    for letter in range(3):
        take(conn, buku, str(letter))
    conn.execute(schema.penghitung.update().values(awal=1, terakhir=2))
    conn.execute(schema.nomor.update().values(nomor_surat="kembar"))
    found = [(finding.kind, finding.nomor_urut) for finding in check_ledger(conn, buku, "2026")]
    assert found == [("di-luar-hitungan", 1), ("ganda", 1), ("di-luar-hitungan", 3)]


def test_an_empty_book_has_an_empty_and_whole_ledger(conn: Connection, buku: Buku) -> None:
    """Nothing was counted, so nothing is missing."""
    assert last_used(conn, buku.id, "2026") == 0
    assert check_ledger(conn, buku, "2026") == []


def test_the_migration_can_be_made_for_both_databases(conn: Connection) -> None:
    """The tables that were made are those that the schema describes."""
    assert set(schema.metadata.tables) <= set(sa.inspect(conn).get_table_names())


@pytest.mark.parametrize(
    ("pola", "restart", "example"),
    [
        ("{kode}/{urut:03}/{unit}/{tahun}", "bulan", "000.1/001/Kec/2026"),
        ("{urut}{bulan}", "tahun", "111: urut 1 dengan bulan 11, dan urut 11 dengan bulan 1"),
        ("{urut:03}{bulan}/{tahun}", "tahun", "11111/2026"),
        ("{kode}{urut}/{tahun}", "tahun", "urut 1 dengan kode 000.11"),
        ("{urut}[{sub}]", "tahun", "111"),
        ("{urut}{bidang}", "tidak", "111"),
    ],
)
def test_a_pola_that_cannot_tell_two_letters_apart_is_warned_of(
    pola: str, restart: str, example: str
) -> None:
    """With an example of the clash, when it is saved."""
    (warning,) = warnings(pola, restart, ["bidang"])
    assert example in warning


@pytest.mark.parametrize(
    ("pola", "restart"),
    [
        (POLA, "tahun"),
        (POLA, "tidak"),
        ("{kode}.{urut}", "tahun"),
        ("{urut}{sisipan}/{bulan_romawi}/{tahun}", "bulan"),
        ("{urut:03}{bulan:02}{tahun}", "bulan"),
        ("[{keamanan}-]{kode}/{urut}/{unit}", "tahun"),
    ],
)
def test_a_sound_pola_is_not_warned_of(pola: str, restart: str) -> None:
    """A warning that cries wolf would be ignored."""
    assert warnings(pola, restart) == []
