"""Whatever an office does, in whatever order, no number is double, lost or unexplained."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from numbering.counter import last_used, set_last_used
from numbering.errors import AlreadyCancelled, CounterBehind, UnknownNumber
from numbering.ledger import check_ledger
from numbering.register import agenda, cancel, mark_issued
from tests.numbering_office import NOW, connect, open_office, take

DRAFTS = st.sampled_from("abcdefgh")


class Office(RuleBasedStateMachine):
    """An office that writes, repeats, issues, cancels, and loses power."""

    @initialize(terakhir=st.integers(0, 300))
    def open(self, terakhir: int) -> None:
        """The first day: the paper book ended at `terakhir`."""
        self.engine = connect("sqlite://")
        self.buku = open_office(self.engine)
        self.first = terakhir + 1
        self.given: dict[str, int] = {}
        self.cancelled: set[int | None] = set()
        with self.engine.begin() as conn:
            set_last_used(conn, self.buku, "2026", terakhir)

    @rule(draft=DRAFTS)
    def reserve(self, draft: str) -> None:
        """A draft keeps its number; a new one gets the next."""
        expected = self.given.get(draft, self.first + len(self.given))
        with self.engine.begin() as conn:
            nomor = take(conn, self.buku, draft)
        assert nomor.nomor_urut == self.given.setdefault(draft, expected)

    @rule(draft=DRAFTS)
    def crash(self, draft: str) -> None:
        """Power is lost before the commit."""
        with self.engine.connect() as conn:
            take(conn, self.buku, draft)
            conn.rollback()

    @rule(draft=DRAFTS)
    def issue(self, draft: str) -> None:
        """Only a number that lives is issued."""
        with self.engine.begin() as conn:
            try:
                assert mark_issued(conn, draft, pada=NOW).nomor_urut == self.given[draft]
            except UnknownNumber:
                assert draft not in self.given
            except AlreadyCancelled:
                assert self.given[draft] in self.cancelled

    @rule(urut=st.integers(1, 10))
    def cancel(self, urut: int) -> None:
        """A number is burned once."""
        with self.engine.begin() as conn:
            rows = agenda(conn, self.buku.id, "2026")
            if urut > len(rows):
                return
            nomor = rows[urut - 1]
            try:
                cancel(conn, nomor.id, alasan="Batal", oleh="sekretaris", pada=NOW)
            except AlreadyCancelled:
                assert nomor.nomor_urut in self.cancelled
            self.cancelled.add(nomor.nomor_urut)

    @rule(terakhir=st.integers(0, 300))
    def correct(self, terakhir: int) -> None:
        """The paper book is corrected, too late once a number was given."""
        with self.engine.begin() as conn:
            try:
                set_last_used(conn, self.buku, "2026", terakhir)
            except CounterBehind:
                assert self.given
                return
        assert not self.given or terakhir == self.first - 1
        self.first = terakhir + 1

    @invariant()
    def the_ledger_is_whole(self) -> None:
        """Every integer from the first to the last has its row, and each row its state."""
        with self.engine.connect() as conn:
            rows = agenda(conn, self.buku.id, "2026")
            assert check_ledger(conn, self.buku, "2026") == []
            assert last_used(conn, self.buku.id, "2026") == self.first - 1 + len(self.given)
        numbers = [nomor.nomor_urut for nomor in rows]
        assert numbers == list(range(self.first, self.first + len(self.given)))
        assert {n.nomor_urut for n in rows if n.state == "batal"} == self.cancelled

    def teardown(self) -> None:
        """The office closes."""
        if hasattr(self, "engine"):
            self.engine.dispose()


Office.TestCase.settings = settings(max_examples=25, stateful_step_count=25)
test_no_order_of_events_breaks_the_ledger = Office.TestCase
