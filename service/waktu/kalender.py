"""An office's calendar: when a step that takes so long is due, and how long one really took.

A `hari` is a whole working day: begun on a working day at some time, it ends on the next working
day at the same time. An end at the very opening of a day is the closing of the day before.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from service.sop.duration import Duration
from service.waktu import hari_libur
from service.waktu.hari_libur import Libur
from service.waktu.jam_kerja import JamKerja, Spans

_DAY = timedelta(days=1)
_FAR = 3660  # days without any work: an office that never opens again


@dataclass(frozen=True)
class Kalender:
    """The hours of an office in its zone."""

    jam: JamKerja
    zone: ZoneInfo

    def spans(self, day: date) -> Spans:
        """Give the hours that are worked on a day; none on a day off."""
        if self.off(day) is not None:
            return ()
        return self.jam.spans(day, ramadan=self.in_ramadan(day))

    def off(self, day: date) -> Libur | None:
        """Give why a day is off, if it is: the office's own reason, or the country's."""
        if day in self.jam.libur:
            return Libur(day, self.jam.libur[day])
        return hari_libur.of_year(day.year).get(day)

    def in_ramadan(self, day: date) -> bool:
        """Tell whether a day has Ramadan hours: as the office says, else as is estimated."""
        own = [span for span in self.jam.ramadan if day.year in (span[0].year, span[1].year)]
        if own:
            return any(first <= day <= last for first, last in own)
        estimate = hari_libur.ramadan_of(day.year)
        return estimate is not None and estimate[0] <= day <= estimate[1]

    def due(self, start: datetime, duration: Duration) -> datetime:
        """Give the moment at which work that is begun at `start` and takes so long is due."""
        at = self._settled(self._local(start))
        days = duration.hari + duration.minggu * self.jam.days
        for _ in range(days):
            at = self._same_time(next(self._working_after(at.date())), at.time())
        if duration.menit:
            at = self._worked(at, duration.menit)
        elif days:
            at = self._closed(at)
        return at.replace(tzinfo=self.zone).astimezone(start.tzinfo)

    def minutes(self, start: datetime, end: datetime) -> int:
        """Count the minutes of work between two moments; none when the end comes first."""
        first, last = self._local(start), self._local(end)
        days = (last.date() - first.date()).days
        spans = (
            span for count in range(days + 1) for span in self._moments(first.date() + count * _DAY)
        )
        worked = (min(last, closing) - max(first, opening) for opening, closing in spans)
        return sum(int(one.total_seconds()) // 60 for one in worked if one > timedelta())

    def working_days(self, first: date, last: date) -> int:
        """Count the working days from one day to another, both included."""
        days = (first + count * _DAY for count in range((last - first).days + 1))
        return sum(bool(self.spans(day)) for day in days)

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone).replace(tzinfo=None)

    def _moments(self, day: date) -> list[tuple[datetime, datetime]]:
        combine = datetime.combine
        return [(combine(day, start), combine(day, end)) for start, end in self.spans(day)]

    def _settled(self, at: datetime) -> datetime:
        """Give the first moment of work from `at` on."""
        for opening, closing in self._from(at):
            if at < closing:
                return max(at, opening)
        raise AssertionError("an office without hours is refused before")

    def _from(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        yield from self._moments(at.date())
        for day in self._working_after(at.date()):
            yield from self._moments(day)

    def _working_after(self, day: date) -> Iterator[date]:
        for count in range(1, _FAR):
            if self.spans(day + count * _DAY):
                yield day + count * _DAY

    def _same_time(self, day: date, hour: time) -> datetime:
        """Give this time of a working day; the end of a break that it falls in, or the closing."""
        at = datetime.combine(day, hour)
        for opening, closing in self._moments(day):
            if at < closing:
                return max(at, opening)
        return self._moments(day)[-1][1]

    def _worked(self, at: datetime, minutes: int) -> datetime:
        left = timedelta(minutes=minutes)
        for opening, closing in self._from(at):
            begun = max(at, opening)
            if closing - begun >= left:
                return begun + left
            left -= max(closing - begun, timedelta())
        raise AssertionError("an office without hours is refused before")

    def _closed(self, at: datetime) -> datetime:
        """Take the closing of the working day before for the very opening of a day."""
        if at != self._moments(at.date())[0][0]:
            return at
        before = (at.date() - count * _DAY for count in range(1, _FAR))
        return next(self._moments(day)[-1][1] for day in before if self.spans(day))
