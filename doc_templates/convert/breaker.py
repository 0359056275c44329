"""A circuit breaker: an engine that keeps failing is left alone for a while, and then tried."""

import threading
from collections.abc import Hashable

from doc_templates.errors import ConversionFailed

FAILURES = 3
PAUSE = 20.0


class Breaker:
    """Opens after failures with so many different letters in a row, closes with the next success.

    One letter that kills LibreOffice each time is the letter's fault, so it counts only once.
    `now` is a moment of `time.monotonic()`.
    """

    def __init__(self, failures: int = FAILURES, pause: float = PAUSE) -> None:
        self._failures, self._pause = failures, pause
        self._lock = threading.Lock()
        self._failed: set[Hashable] = set()
        self._until = 0.0
        self._why = ""

    def check(self, now: float) -> None:
        """ConversionFailed (ditunda) while open; after the pause, one letter may try."""
        with self._lock:
            if not self._open():
                return
            if now < self._until:
                raise ConversionFailed("ditunda", self._sentence())
            self._until = now + self._pause

    def failed(self, letter: Hashable, why: str, now: float) -> None:
        """Notes that the engine failed with this letter, and why."""
        with self._lock:
            self._failed.add(letter)
            self._why = why
            self._until = now + self._pause

    def passed(self) -> None:
        """Notes a success."""
        with self._lock:
            self._failed.clear()
            self._why = ""

    def trouble(self) -> str:
        """What is the matter, for people; "" when all is well."""
        with self._lock:
            return self._sentence() if self._open() else self._why

    def _open(self) -> bool:
        return len(self._failed) >= self._failures

    def _sentence(self) -> str:
        """The same words as long as nothing changes: they are noted with each letter that waits."""
        return (
            f"LibreOffice gagal {len(self._failed)} kali berturut-turut, jadi pembuatan PDF "
            f"ditunda dan dicoba lagi setiap {self._pause:g} detik. Sebab terakhir: {self._why}"
        )
