"""Turns of the writers of all processes, in the order in which they asked.

SQLite lets those who wait try again after a while, so newcomers overtake and a writer may wait for
seconds. One lock for all is little better: its release wakes everybody, and whoever runs first has
it. Here each writer draws a ticket and waits for the one just before it, and for nobody else. A
ticket is one byte of a lock file, held until its writer is done: the kernel lets go of it when the
file is closed, and so when the process dies.
"""

import fcntl
import os
from mmap import mmap
from struct import Struct
from weakref import finalize

_FLOCK = Struct("hhqqi4x")  # `struct flock` of fcntl(2)
_COUNTER = 8  # bytes at the start of the file: the last ticket drawn
_DOOR = _COUNTER  # this byte is held while a ticket is drawn
_TICKETS = _DOOR + 1
_TO_THE_END = 0


class Place:
    """A writer's place in the queue that the lock file `path` is; it may queue again and again.

    It keeps the order only, and never two writers apart: that is the database's own lock.
    """

    def __init__(self, path: str) -> None:
        self._queue = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
        finalize(self, os.close, self._queue)
        os.posix_fallocate(self._queue, 0, _COUNTER)  # a full disk is told here, not by a signal
        self._last = memoryview(mmap(self._queue, _COUNTER)).cast("Q")  # as all processes see it

    def wait(self) -> None:
        """Come back when everybody is done who asked before."""
        self._lock(fcntl.F_WRLCK, _DOOR)
        ticket = self._last[0] = self._last[0] + 1
        self._lock(fcntl.F_WRLCK, _TICKETS + ticket)
        self._lock(fcntl.F_UNLCK, _DOOR)
        self._lock(fcntl.F_WRLCK, _TICKETS + ticket - 1)

    def leave(self) -> None:
        """Let the next one come."""
        self._lock(fcntl.F_UNLCK, _DOOR, _TO_THE_END)

    def _lock(self, kind: int, byte: int, length: int = 1) -> None:
        """Wait for bytes; the lock belongs to this opening of the file, not to the process."""
        span = _FLOCK.pack(kind, os.SEEK_SET, byte, length, 0)
        fcntl.fcntl(self._queue, fcntl.F_OFD_SETLKW, span)
