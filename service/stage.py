"""The place where a procedure is played: the office, its dossier, and what is there by now."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property
from pathlib import Path

from archive import entries
from archive.entries import Entry
from service import board, playbook, retelling
from service.board import Board
from service.db import reading
from service.offices.profile import Office
from service.playbook import Playbook
from service.slots import Slot
from service.sop.procedure import Cara
from service.workbench import Workbench

SCAN_WIDTH = 1240  # pixels across an A4 page at 150 dpi, as office scanners do
MORNING = time(3, tzinfo=UTC)  # ten o'clock in Jakarta


@dataclass
class Clock:
    """The time of a play: it goes from the day of one paper to the day of the next, never back."""

    moment: datetime

    def __call__(self) -> datetime:
        """Give the moment that it is."""
        return self.moment

    def turn_to(self, day: date) -> None:
        """Let it be that day, unless it is later already."""
        self.moment = max(self.moment, datetime.combine(day, MORNING))


@dataclass(frozen=True)
class Stage:
    """What the play needs at hand; the bench goes by the clock."""

    bench: Workbench
    clock: Clock
    office: Office
    berkas_id: int
    out: Path
    closing: date
    scan_width: int = SCAN_WIDTH

    @cached_property
    def words(self) -> dict[str, str]:
        """Give the words of this office for the sample letters."""
        return retelling.words_for(self.office.slug)

    @cached_property
    def book(self) -> Playbook:
        """Give what the office writes in this procedure."""
        return playbook.of_procedure(self.board().edition.slug)

    def day(self, slot: Slot) -> date:
        """Give the day of what an output makes now; the dossier is closed when all is over."""
        if slot.keluaran.cara is Cara.TUTUP:
            return self.closing
        return self.book.day(slot.keluaran.slug, again=slot.reopened is not None)

    def board(self) -> Board:
        """Read the board of the dossier as it stands."""
        with reading(self.bench.engine) as conn:
            return board.read(conn, self.office, self.berkas_id)

    def slot(self, slug: str) -> Slot:
        """Read the place of an output as it stands; the SOP has it."""
        return next(
            slot for row in self.board().rows for slot in row.slots if slot.keluaran.slug == slug
        )

    def entry(self, arsip_id: int) -> Entry:
        """Read an entry of the archive."""
        with reading(self.bench.engine) as conn:
            return entries.get(conn, self.office.id, arsip_id)

    def file(self, entry: Entry, peran: str) -> bytes | None:
        """Give the newest file of an entry in this role; None when there is none."""
        with reading(self.bench.engine) as conn:
            found = [one for one in entries.files(conn, entry.id) if _is(one, peran)]
        return self.bench.store.read(found[-1].digest) if found else None


def _is(file: entries.FiledFile, peran: str) -> bool:
    uploaded = file.peran == "unggahan" and file.nama.endswith(f".{peran}")
    return file.peran == peran or uploaded
