"""The board of a dossier: each step, each output, what is there and what is still missing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.engine import Connection

from archive import dossier
from archive.dossier import Berkas
from archive.entries import Entry
from service.errors import NotFound
from service.held import Held, held_in
from service.offices.profile import Office
from service.slots import DUE, NOTHING, Need, Row, Slot, lacks, question_of
from service.sop import editions
from service.sop.editions import Edition
from service.sop.procedure import Cara, Langkah, Procedure


@dataclass(frozen=True)
class Board:
    """A dossier against its procedure; `others` belong to no step, or were cancelled."""

    berkas: Berkas
    edition: Edition
    procedure: Procedure
    rows: tuple[Row, ...]
    others: tuple[Entry, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Say in plain words what is missing, unsigned or undecided, in the order of the steps."""
        return self._said(lambda _slot: True)

    @property
    def missing_papers(self) -> tuple[str, ...]:
        """Say the same, leaving out that the dossier is not closed yet."""
        return self._said(lambda slot: slot.keluaran.cara is not Cara.TUTUP)

    @property
    def shut(self) -> tuple[Entry, ...]:
        """Give the closed documents, each once: an export asks what becomes of them."""
        filed = [entry for row in self.rows for slot in row.slots for entry in slot.entries]
        needed = [entry for _row, need in self.outside() for entry in need.entries]
        found = {one.id: one for one in [*filed, *needed, *self.others] if one.closed}
        return tuple(found.values())

    @property
    def progress(self) -> tuple[int, int]:
        """Give how many outputs are done, of how many."""
        slots = [slot for row in self.rows for slot in row.slots]
        return sum(slot.done for slot in slots), len(slots)

    @property
    def turn(self) -> Row | None:
        """Give the step that comes next; None when all is done."""
        return next((row for row in self.rows if row.turn), None)

    @property
    def unmet(self) -> tuple[Need, ...]:
        """Give the papers that are to be put in from outside and are not there, each once."""
        return tuple(need for _row, need in self._unmet())

    def row(self, nomor: int) -> Row | None:
        """Give the row of a step."""
        return next((row for row in self.rows if row.langkah.nomor == nomor), None)

    def asked(self, nomor: int) -> Row:
        """Give the step that somebody asks for. Raises NotFound where the SOP has none of it."""
        row = self.row(nomor)
        if row is None:
            raise NotFound(f"SOP berkas ini tidak punya langkah {nomor}.")
        return row

    def slot(self, slug: str) -> tuple[Row, Slot] | None:
        """Find an output with its row."""
        pairs = ((row, slot) for row in self.rows for slot in row.slots)
        return next((pair for pair in pairs if pair[1].keluaran.slug == slug), None)

    def need(self, slug: str) -> Need | None:
        """Find a paper that is put in from outside."""
        return next((need for _row, need in self.outside() if need.kelengkapan.slug == slug), None)

    def _said(self, wanted: Callable[[Slot], bool]) -> tuple[str, ...]:
        lines = [
            (row.langkah.nomor, 0, f"kelengkapan {need.kelengkapan.nama} belum ada")
            for row, need in self._unmet()
        ]
        lines += [
            (row.langkah.nomor, 1, f"{slot.keluaran.nama} {lacks(slot)}")
            for row in self.rows
            for slot in row.slots
            if not slot.done and wanted(slot)
        ]
        lines += [
            (row.langkah.nomor, 2, f"belum dijawab: {question_of(row)}")
            for row in self.rows
            if row.unanswered
        ]
        in_order = sorted(lines, key=lambda line: line[:2])
        return tuple(_sentence(f"Langkah {nomor}: {said}") for nomor, _, said in in_order)

    def _unmet(self) -> list[tuple[Row, Need]]:
        return [(row, need) for row, need in self.outside() if not need.met]

    def outside(self) -> list[tuple[Row, Need]]:
        """Give each paper from outside once, at the first step that needs it."""
        found: dict[str, tuple[Row, Need]] = {}
        for row in self.rows:
            for need in row.needs:
                if not need.kelengkapan.dari:
                    found.setdefault(need.kelengkapan.slug, (row, need))
        return list(found.values())


def read(conn: Connection, office: Office, berkas_id: int) -> Board:
    """Read the board of a dossier of this office. Raises NoSuchBerkas."""
    return read_many(conn, office, [dossier.get_berkas(conn, office.id, berkas_id)])[0]


def read_many(conn: Connection, office: Office, found: Sequence[Berkas]) -> list[Board]:
    """Read the boards of dossiers of this office, in as many queries as for one."""
    known = editions.of_ids(conn, office.id, {int(one.sop) for one in found})
    procedures = {number: edition.procedure() for number, edition in known.items()}
    held = held_in(conn, office, found)
    return [_board(known[int(one.sop)], procedures[int(one.sop)], held[one.id]) for one in found]


def _board(edition: Edition, procedure: Procedure, held: Held) -> Board:
    slots = {out.slug: held.slot(step, out) for step in procedure.langkah for out in step.keluaran}
    rows = _with_turn([_row(procedure, step, slots, held) for step in procedure.langkah])
    needed = {one.slug for step in procedure.langkah for one in step.kelengkapan}
    return Board(held.berkas, edition, procedure, rows, held.others(needed | set(slots)))


def _row(procedure: Procedure, step: Langkah, slots: dict[str, Slot], held: Held) -> Row:
    return Row(
        step,
        tuple(slots[out.slug] for out in step.keluaran),
        tuple(held.need(one, slots) for one in step.kelengkapan),
        held.rounds.of_step(step.nomor),
        held.rounds.answer(step.nomor),
        ways=procedure.ways(step),
    )


def _sentence(said: str) -> str:
    return said if said.endswith("?") else f"{said}."


def _with_turn(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Tell the first step that is not done that it is its turn."""
    first = next((row for row in rows if not row.done), None)
    return tuple(_come(row) if row is first else row for row in rows)


def _come(row: Row) -> Row:
    slots = tuple(replace(slot, state=DUE) if slot.state == NOTHING else slot for slot in row.slots)
    return replace(row, slots=slots, turn=True)
