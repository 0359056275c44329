"""Plan and fact of a dossier: when each step is due by its SOP, and when it was really done."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from service.board import Board
from service.slots import DUE, LATE, Row
from service.sop.procedure import Langkah
from service.waktu.kalender import Kalender


@dataclass(frozen=True)
class Span:
    """From a moment to another; both aware."""

    mulai: datetime
    selesai: datetime


@dataclass(frozen=True)
class Jadwal:
    """One step in time.

    `rencana` is where the step stands when all steps since the opening take what the SOP says.
    `mulai` is when it could really begin, `batas` when it is then due (None where the SOP gives no
    time), `selesai` when it was done. `menit` counts the minutes of work that it has taken so far.
    """

    row: Row
    rencana: Span
    mulai: datetime | None = None
    batas: datetime | None = None
    selesai: datetime | None = None
    menit: int = 0
    terlambat: bool = False

    @property
    def langkah(self) -> Langkah:
        """Give the step itself."""
        return self.row.langkah


def schedule(seen: Board, kalender: Kalender, now: datetime) -> list[Jadwal]:
    """Give plan and fact of each step of a dossier; `now` decides what is late."""
    opened = datetime.fromisoformat(seen.berkas.dibuka_pada)
    plans = _plans(seen.rows, kalender, opened)
    made: list[Jadwal] = []
    ready: datetime | None = opened  # when the step before was done; None while it is not
    for row, plan in zip(seen.rows, plans, strict=True):
        one = _fact(Jadwal(row, plan), kalender, ready, now)
        made.append(one)
        ready = one.selesai
    return made


def with_late(seen: Board, found: Sequence[Jadwal]) -> Board:
    """Say of the outputs whose turn it is that they are late, where their step is."""
    late = {one.langkah.nomor for one in found if one.terlambat and one.row.turn}
    rows = tuple(_late(row) if row.langkah.nomor in late else row for row in seen.rows)
    return replace(seen, rows=rows)


def _plans(rows: Sequence[Row], kalender: Kalender, opened: datetime) -> Iterator[Span]:
    at = opened
    for row in rows:
        due = kalender.due(at, row.langkah.duration) if row.langkah.duration else at
        yield Span(at, due)
        at = due


def _fact(one: Jadwal, kalender: Kalender, ready: datetime | None, now: datetime) -> Jadwal:
    """Work out when a step began, by when it should be done, and whether it is late."""
    again = one.row.reopened
    if again is not None and not one.row.done:
        ready = datetime.fromisoformat(again.dibuat_pada)
    done = datetime.fromisoformat(one.row.finished) if one.row.finished else None
    if ready is None:
        return replace(one, mulai=done, selesai=done)  # done before its turn came
    begun = min(ready, done) if done else ready
    length = one.langkah.duration
    due = kalender.due(begun, length) if length else None
    end = done or now
    return replace(
        one,
        mulai=begun,
        batas=due,
        selesai=done,
        menit=kalender.minutes(begun, end),
        terlambat=due is not None and end > due,
    )


def _late(row: Row) -> Row:
    slots = tuple(replace(slot, state=LATE) if slot.state == DUE else slot for slot in row.slots)
    return replace(row, slots=slots)
