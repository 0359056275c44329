"""Where the bars of plan and fact lie on a time line, in percent of its width."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from service.jadwal import Jadwal

TICKS = 4
THIN = 0.6  # percent: a step of minutes must still be seen


@dataclass(frozen=True)
class Bar:
    """A bar from `x` on, `lebar` wide."""

    x: float
    lebar: float


@dataclass(frozen=True)
class Line:
    """One step: its plan, and its fact as far as it went."""

    jadwal: Jadwal
    rencana: Bar
    kenyataan: Bar | None


@dataclass(frozen=True)
class Chart:
    """The lines of a dossier, the moments under the line, and where now is, if on the line."""

    lines: Sequence[Line]
    ticks: Sequence[tuple[float, datetime]]
    now: float | None


def chart(found: Sequence[Jadwal], now: datetime) -> Chart:
    """Lay the steps out from the first moment to the last."""
    moments = [one.rencana.mulai for one in found] + [one.rencana.selesai for one in found]
    moments += [one.selesai or now for one in found if one.mulai]
    first, last = min(moments), max(moments)
    whole = max(last - first, timedelta(hours=1))

    def place(moment: datetime) -> float:
        return round(100 * ((moment - first) / whole), 2)

    def bar(start: datetime, end: datetime) -> Bar:
        return Bar(min(place(start), 100 - THIN), max(place(end) - place(start), THIN))

    lines = [
        Line(
            one,
            bar(one.rencana.mulai, one.rencana.selesai),
            bar(one.mulai, max(one.selesai or now, one.mulai)) if one.mulai else None,
        )
        for one in found
    ]
    ticks = [(100 * n / TICKS, first + whole * (n / TICKS)) for n in range(TICKS + 1)]
    return Chart(lines, ticks, place(now) if first <= now <= last else None)
