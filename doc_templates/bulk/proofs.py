"""Which templates may be joined: it is tried once with each version, and never believed."""

import threading


class Proofs:
    """Of each template version, why its letters are made alone; "" once they may be joined.

    For any number of threads. Kept for as long as the process runs: a new version of LibreOffice
    or of its fonts comes with a new process.
    """

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        self._lock = threading.Lock()

    def get(self, version: str) -> str | None:
        """What was found; None when it was not tried yet."""
        with self._lock:
            return self._known.get(version)

    def note(self, version: str, why: str) -> None:
        """What was found now. A refusal stays: later letters do not undo it."""
        with self._lock:
            self._known[version] = self._known.get(version) or why
