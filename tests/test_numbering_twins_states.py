"""Two books of one office, in any order: no book gives a number twice, and every double is told."""

from collections import defaultdict
from contextlib import suppress
from datetime import date
from typing import ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Engine

from numbering.books import Buku, add_buku, change_buku, get_buku, set_rules
from numbering.checking import check_books
from numbering.counter import last_used, next_number, periods, set_last_used
from numbering.errors import CounterBehind, NumberTaken, RestartSettled
from numbering.external import External, record_external
from numbering.register import Nomor, agenda, cancel
from numbering.series import RESTARTS, period_of
from tests.numbering_desk import letter
from tests.numbering_office import NOW, OFFICE, take

POLA = {"surat-keluar": "{kode}/{urut}/{bulan}/{tahun}", "st": "{kode}/{urut}/ST/{bulan}/{tahun}"}
BOOKS = st.sampled_from(sorted(POLA))
DAYS = st.sampled_from([date(2026, 3, 5), date(2026, 4, 1), date(2027, 3, 5)])


class Office(RuleBasedStateMachine):
    """Both books tell months and years apart, so only a number from outside can be a double."""

    engine: ClassVar[Engine]

    def __init__(self) -> None:
        super().__init__()
        self.conn = self.engine.connect()
        self.letters = 0
        self.rows: dict[int, Nomor] = {}

    @initialize(restart=st.sampled_from(RESTARTS))
    def open(self, restart: str) -> None:
        """The office has set up its books."""
        add_buku(self.conn, OFFICE, "st", nama="ST", pola=POLA["st"], restart=restart)
        for slug in POLA:
            set_rules(self.conn, self.book(slug), mundur=True, gaya_sisipan=".A")
        self.change("surat-keluar", restart)

    def book(self, slug: str) -> Buku:
        """A book as it stands now."""
        return get_buku(self.conn, OFFICE, slug)

    def keep(self, nomor: Nomor) -> None:
        """Notes a row of the register."""
        self.rows[nomor.id] = nomor

    @rule(slug=BOOKS, day=DAYS)
    def reserve(self, slug: str, day: date) -> None:
        """The next number, of whatever period."""
        self.letters += 1
        self.keep(take(self.conn, self.book(slug), f"surat-{self.letters}", day))

    @rule(slug=BOOKS, restart=st.sampled_from(RESTARTS))
    def change(self, slug: str, restart: str) -> None:
        """Only a book that does not count yet may count otherwise."""
        buku = self.book(slug)
        counts = any(row.buku_id == buku.id for row in self.rows.values()) or any(
            last_used(self.conn, buku.id, periode) for periode in periods(self.conn, buku.id)
        )
        try:
            change_buku(self.conn, buku, nama=slug, pola=POLA[slug], restart=restart)
        except RestartSettled:
            assert counts
            assert restart != buku.restart
        else:
            assert not counts or restart == buku.restart

    @rule(slug=BOOKS, day=DAYS, terakhir=st.integers(0, 3))
    def correct(self, slug: str, day: date, terakhir: int) -> None:
        """Where the paper book stood."""
        buku = self.book(slug)
        with suppress(CounterBehind, NumberTaken):
            set_last_used(self.conn, buku, period_of(buku.restart, day), terakhir)

    @rule(
        slug=BOOKS, theirs=BOOKS, day=DAYS, ahead=st.sampled_from([0, 0, -1]), known=st.booleans()
    )
    def record(self, slug: str, theirs: str, day: date, ahead: int, known: bool) -> None:
        """SRIKANDI gave a number that reads as one of ours, of this book or of the other."""
        buku, other = self.book(slug), self.book(theirs)
        urut = max(1, next_number(self.conn, other.id, period_of(other.restart, day)) + ahead)
        parts = {"kode": "000.8.6.3", "urut": urut, "bulan": day.month, "tahun": day.year}
        coming = next_number(self.conn, buku.id, period_of(buku.restart, day))
        number = External("SRIKANDI", coming if known else None, other.format.render(parts))
        before = self.living(number.nomor_surat, day.year)
        try:
            self.keep(record_external(self.conn, buku, number, letter(day), oleh="staf", pada=NOW))
        except NumberTaken:
            assert before
        else:
            assert not before

    @rule(place=st.integers(0, 30))
    def cancel(self, place: int) -> None:
        """A number is burned."""
        alive = [row for row in self.rows.values() if row.state != "batal"]
        if alive:
            nomor = alive[place % len(alive)]
            self.keep(cancel(self.conn, nomor.id, alasan="Batal", oleh="x", pada=NOW))

    def living(self, nomor_surat: str, year: int) -> list[Nomor]:
        """The letters of a year that bear this number."""
        alive = (row for row in self.rows.values() if row.state != "batal")
        return [
            row for row in alive if (row.nomor_surat, row.tanggal_surat.year) == (nomor_surat, year)
        ]

    @invariant()
    def every_double_is_told(self) -> None:
        """And nothing else; no book has given one number twice."""
        by_text: defaultdict[tuple[str, int], list[Nomor]] = defaultdict(list)
        for row in self.rows.values():
            if row.state != "batal":
                by_text[row.nomor_surat, row.tanggal_surat.year].append(row)
        doubles = {text[0]: rows for text, rows in by_text.items() if len(rows) > 1}
        told = [one.finding for one in check_books(self.conn)]
        assert {one.kind for one in told} <= {"ganda"}
        assert {one.pesan.split()[1] for one in told} >= set(doubles)
        assert all(any(row.asal for row in rows) for rows in doubles.values())

    @invariant()
    def every_row_is_in_a_period_of_its_book(self) -> None:
        """So that every page of the book shows it."""
        for slug in POLA:
            buku = self.book(slug)
            for row in self.rows.values():
                if row.buku_id == buku.id:
                    assert row.periode == period_of(buku.restart, row.tanggal_surat)
            numbered = [row for row in self.rows.values() if row.nomor_urut is not None]
            shown = [
                one.id
                for periode in periods(self.conn, buku.id)
                for one in agenda(self.conn, buku.id, periode)
            ]
            assert sorted(shown) == sorted(row.id for row in numbered if row.buku_id == buku.id)

    def teardown(self) -> None:
        """The office closes, and nothing of it stays."""
        self.conn.rollback()
        self.conn.close()


def test_two_books_in_any_order_hide_no_double(office: Engine) -> None:
    """Reserve, record from outside, cancel, set the start, and try to count otherwise."""

    class Here(Office):
        engine = office

    calm = [HealthCheck.too_slow]
    steps = settings(max_examples=20, stateful_step_count=30, suppress_health_check=calm)
    run_state_machine_as_test(Here, settings=steps)
