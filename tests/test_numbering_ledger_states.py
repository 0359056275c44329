"""Whatever an office does with numbers of every kind, in any order, the ledger explains each."""

from collections.abc import Callable
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

from numbering.block import Blok
from numbering.blocks import release_block
from numbering.books import get_buku, set_rules
from numbering.counter import counted, next_number, set_last_used
from numbering.dating import newest
from numbering.errors import (
    AlreadyCancelled,
    BackDated,
    BadBlock,
    BadInsertion,
    BlockClosed,
    CounterBehind,
    NumberTaken,
    UnknownNumber,
)
from numbering.ledger import cells, check_ledger
from numbering.register import Nomor, agenda, cancel, mark_issued
from tests.numbering_desk import keep, record, squeeze, use
from tests.numbering_office import NOW, OFFICE, take

DRAFTS = st.sampled_from("abcdefghij")
DAYS = st.integers(1, 28).map(lambda day: date(2026, 3, day))
PLACES = st.integers(0, 30)


class Office(RuleBasedStateMachine):
    """One book of an office, and what we know it must hold."""

    engine: ClassVar[Engine]

    def __init__(self) -> None:
        super().__init__()
        self.conn = self.engine.connect()
        self.buku = get_buku(self.conn, OFFICE, "surat-keluar")
        self.given: dict[str, Nomor] = {}
        self.dead: set[int] = set()
        self.blocks: list[Blok] = []

    @initialize(terakhir=st.integers(0, 20), mundur=st.booleans())
    def open(self, terakhir: int, mundur: bool) -> None:
        """The paper book ended at `terakhir`; some offices allow dates to go back."""
        self.buku = set_rules(self.conn, self.buku, mundur=mundur, gaya_sisipan=".A")
        set_last_used(self.conn, self.buku, "2026", terakhir)

    def rows(self) -> list[Nomor]:
        """The register as it stands."""
        return agenda(self.conn, self.buku.id, "2026")

    def new(self, draft: str, take_it: Callable[[], Nomor]) -> None:
        """A draft keeps its number; a new one gets a number that nobody had."""
        before = {(row.nomor_urut, row.sisipan): row.draft_key for row in self.rows()}
        nomor = take_it()
        if draft in self.given:
            assert nomor.id == self.given[draft].id
            assert nomor.nomor_surat == self.given[draft].nomor_surat
        else:
            assert before.get((nomor.nomor_urut, nomor.sisipan)) is None
            assert nomor.draft_key == draft
            self.given[draft] = nomor

    @rule(draft=DRAFTS, day=DAYS)
    def reserve(self, draft: str, day: date) -> None:
        """The next free number, dated in order unless the book allows otherwise."""
        forecast = next_number(self.conn, self.buku.id, "2026")
        last = newest(self.conn, self.buku.id, "2026")
        fresh = draft not in self.given
        try:
            self.new(draft, lambda: take(self.conn, self.buku, draft, day))
        except BackDated:
            assert fresh
            assert not self.buku.mundur
            return
        if fresh:
            assert self.given[draft].nomor_urut == forecast
            assert self.given[draft].mundur or last is None or day >= last

    @rule(draft=DRAFTS, day=DAYS)
    def crash(self, draft: str, day: date) -> None:
        """Power is lost before the commit."""
        with self.conn.begin_nested() as step:
            with suppress(BackDated):
                take(self.conn, self.buku, draft, day)
            step.rollback()

    @rule(ahead=st.integers(-3, 8))
    def record_from_outside(self, ahead: int) -> None:
        """SRIKANDI gave a number near ours."""
        awal, terakhir = counted(self.conn, self.buku.id, "2026")
        urut = max(awal + 1, terakhir + ahead)
        there = any(row.nomor_urut == urut for row in self.rows())
        try:
            assert record(self.conn, self.buku, urut).nomor_urut == urut
        except NumberTaken:
            assert there

    @rule(place=PLACES, draft=DRAFTS, day=DAYS)
    def squeeze_in(self, place: int, draft: str, day: date) -> None:
        """Between two letters, or not at all."""
        rows = self.rows()
        if not rows:
            return
        urut = rows[place % len(rows)].nomor_urut
        assert urut is not None
        try:
            self.new(draft, lambda: squeeze(self.conn, self.buku, urut, draft, day))
        except BadInsertion:
            assert draft not in self.given

    @rule(count=st.integers(1, 4), ahead=st.one_of(st.none(), st.integers(-1, 9)))
    def keep_block(self, count: int, ahead: int | None) -> None:
        """For an event: wherever there is room, or at a wanted place."""
        terakhir = counted(self.conn, self.buku.id, "2026")[1]
        taken = {row.nomor_urut for row in self.rows()}
        pertama = None if ahead is None else terakhir + ahead
        try:
            block = keep(self.conn, self.buku, count, pertama)
        except BackDated:
            assert not self.buku.mundur
            return
        except BadBlock:
            assert pertama is not None
            wanted = set(range(pertama, pertama + count))
            assert pertama <= terakhir or wanted & taken
            return
        assert not taken & set(range(block.pertama, block.terakhir + 1))
        self.blocks.append(block)

    @rule(place=PLACES, draft=DRAFTS, day=DAYS)
    def use_block(self, place: int, draft: str, day: date) -> None:
        """A letter of the event."""
        if not self.blocks:
            return
        block = self.blocks[place % len(self.blocks)]
        try:
            self.new(draft, lambda: use(self.conn, self.buku, block, draft, day))
        except (BlockClosed, BadBlock):
            assert draft not in self.given

    @rule(place=PLACES)
    def release(self, place: int) -> None:
        """What is left of a block is burned, once."""
        if not self.blocks:
            return
        block = self.blocks[place % len(self.blocks)]
        left = [
            row.id
            for row in self.rows()
            if (row.blok_id, row.draft_key, row.state) == (block.id, None, "dipesan")
        ]
        try:
            burned = release_block(self.conn, block, alasan="Selesai", oleh="x", pada=NOW)
        except BlockClosed:
            return
        assert burned == len(left)
        self.dead.update(left)

    @rule(draft=DRAFTS)
    def issue(self, draft: str) -> None:
        """Only a number that lives is issued."""
        try:
            mark_issued(self.conn, draft, pada=NOW)
        except UnknownNumber:
            assert draft not in self.given
        except AlreadyCancelled:
            assert self.given[draft].id in self.dead

    @rule(place=PLACES)
    def cancel(self, place: int) -> None:
        """A number is burned once, whatever kind it is."""
        rows = self.rows()
        if not rows:
            return
        nomor = rows[place % len(rows)]
        try:
            cancel(self.conn, nomor.id, alasan="Batal", oleh="x", pada=NOW)
        except AlreadyCancelled:
            assert nomor.id in self.dead
        self.dead.add(nomor.id)

    @rule(terakhir=st.integers(0, 30))
    def correct(self, terakhir: int) -> None:
        """The paper book is corrected, too late once a number was given."""
        try:
            set_last_used(self.conn, self.buku, "2026", terakhir)
        except (CounterBehind, NumberTaken):
            assert self.rows()

    @invariant()
    def the_ledger_is_whole(self) -> None:
        """Every integer up to the counter has one row; who is dead stays dead."""
        assert check_ledger(self.conn, self.buku, "2026") == []
        rows = self.rows()
        awal, terakhir = counted(self.conn, self.buku.id, "2026")
        whole = [row.nomor_urut for row in rows if not row.sisipan]
        assert set(range(awal + 1, terakhir + 1)) <= set(whole)
        assert len(whole) == len(set(whole))
        assert {row.id for row in rows if row.state == "batal"} == self.dead
        assert [cell.nomor_id for cell in cells(self.conn, self.buku, "2026")] == [
            row.id for row in rows
        ]

    @invariant()
    def the_dates_are_in_order_or_bear_a_trace(self) -> None:
        """Among numbers that live, those from outside too; the counter knows the newest date."""
        terakhir = counted(self.conn, self.buku.id, "2026")[1]
        counts = [row for row in self.rows() if row.state != "batal" and row.blok_id is None]
        passed = [row for row in counts if (row.nomor_urut or 0) <= terakhir]
        days = [row.tanggal_surat for row in passed]
        assert newest(self.conn, self.buku.id, "2026") == max(days, default=None)
        for place, row in enumerate(passed):
            if not row.sisipan and not row.mundur:
                assert all(day <= row.tanggal_surat for day in days[:place])

    def teardown(self) -> None:
        """The office closes, and nothing of it stays."""
        self.conn.rollback()
        self.conn.close()


def test_numbers_of_every_kind_in_any_order_leave_no_question(office: Engine) -> None:
    """Reserve, issue, cancel, record from outside, squeeze in, keep, use, release, lose power."""

    class Here(Office):
        engine = office

    calm = [HealthCheck.too_slow]
    steps = settings(max_examples=30, stateful_step_count=30, suppress_health_check=calm)
    run_state_machine_as_test(Here, settings=steps)
