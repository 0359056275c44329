"""A worker: keeps one LibreOffice ready, and replaces it when it dies, hangs, or grows old."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from doc_templates.convert import process
from doc_templates.convert.office import Office
from doc_templates.convert.warmup import greeting
from doc_templates.errors import ConversionFailed

REST = 30.0
"""Seconds until a LibreOffice that did not start is tried again without a letter that needs it."""
STARTS = 3

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Habits:
    """Seconds for one letter, letters for one LibreOffice, seconds until an idle one is renewed."""

    seconds: float = 60.0
    letters: int = 1000
    idle: float = 1800.0


class Worker:
    """For one thread, except `end`, `pid`, `trouble` and `busy`, which says that it has a letter.

    `start` opens an Office by a deadline.
    """

    def __init__(self, start: Callable[[float], Office], habits: Habits) -> None:
        self.trouble, self.busy = "", False
        self._start, self._habits = start, habits
        self._office: Office | None = None
        self._used = self._next_try = 0.0
        self._over = False

    @property
    def pid(self) -> int:
        """The process of LibreOffice; 0 while there is none."""
        office = self._office
        return office.pid if office is not None and office.alive else 0

    def convert(self, docx: bytes) -> bytes:
        """The PDF of a letter, within its time; tried once more after a crash."""
        deadline = time.monotonic() + self._habits.seconds
        office = self._ready(deadline)
        try:
            return self._done(office, docx, deadline)
        except ConversionFailed as failure:
            if failure.code != "mati":
                raise
        return self._done(self._ready(deadline), docx, deadline)

    def tend(self) -> None:
        """With nothing to do: clears away, replaces what is dead or old, and warms up the new."""
        now = time.monotonic()
        self._renew()
        if self._office is not None:
            self._office.clear()
        if self._alive() or now < self._next_try:
            return
        try:
            deadline = now + self._habits.seconds
            self._done(self._ready(deadline), greeting(), deadline)
        except ConversionFailed as failure:
            self.trouble = str(failure)
            self._next_try = now + REST
            if not self._over:
                log.warning("LibreOffice does not start: %s", failure)

    def end(self) -> None:
        """For another thread: ends LibreOffice at once and for good; the letter under way fails."""
        self._over = True
        office = self._office
        if office is not None:
            office.kill()

    def stop(self) -> None:
        """Ends the LibreOffice, when there is one; the next letter starts another."""
        if self._office is not None:
            self._office.close()
            self._office = None

    def _ready(self, deadline: float) -> Office:
        """A LibreOffice that runs. One that dies as it starts did not see the letter: once more."""
        self._renew()
        for left in reversed(range(STARTS)):
            if self._office is not None and self._office.alive:
                break
            self.stop()
            try:
                self._office = self._start(deadline)
            except ConversionFailed as failure:
                if failure.code != "mati" or not left:
                    raise
        assert self._office is not None  # noqa: S101 - the last failure was raised
        return self._office

    def _done(self, office: Office, docx: bytes, deadline: float) -> bytes:
        if self._over:
            raise process.stopped()
        try:
            pdf = office.convert(docx, deadline)
        except ConversionFailed as failure:
            if failure.code != "produk-rusak":
                self.stop()
            raise
        finally:
            self._used = time.monotonic()
        self.trouble = ""
        return pdf

    def _alive(self) -> bool:
        return self._office is not None and self._office.alive

    def _renew(self) -> None:
        """Ends a LibreOffice that grew old; the next one starts with a fresh memory."""
        if self._office is None:
            return
        idle = self._office.served > 1 and time.monotonic() - self._used > self._habits.idle
        if idle or self._office.served >= self._habits.letters:
            self.stop()
