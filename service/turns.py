"""Turns of the writers of all processes, in the order in which they asked.

SQLite lets those who wait try again after a while, so newcomers overtake and a writer may wait for
seconds. One lock for all is little better: its release wakes everybody, and whoever runs first has
it. Here each writer draws a ticket and waits for the one just before it, and for nobody else. A
ticket is one byte of a lock file, held until its writer is done: the kernel lets go of it when the
file is closed, and so when the process dies.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from struct import Struct

_FLOCK = Struct("hhqqi4x")  # `struct flock` of fcntl(2)
_COUNTER = 8  # bytes at the start of the file: the last ticket drawn
_DOOR = _COUNTER  # this byte is held while a ticket is drawn
_TICKETS = _DOOR + 1


@contextmanager
def turn(path: str) -> Iterator[None]:
    """Wait until everybody is done who asked before; `path` is the lock file.

    It keeps the order only, and never two writers apart: that is the database's own lock.
    """
    queue = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        ticket = _draw(queue)
        _lock(queue, fcntl.F_WRLCK, _TICKETS + ticket - 1)
        yield
    finally:
        os.close(queue)


def _draw(queue: int) -> int:
    """Give the next ticket, its byte held."""
    _lock(queue, fcntl.F_WRLCK, _DOOR)
    ticket = int.from_bytes(os.pread(queue, _COUNTER, 0), "little") + 1
    os.pwrite(queue, ticket.to_bytes(_COUNTER, "little"), 0)
    _lock(queue, fcntl.F_WRLCK, _TICKETS + ticket)
    _lock(queue, fcntl.F_UNLCK, _DOOR)
    return ticket


def _lock(queue: int, kind: int, byte: int) -> None:
    """Wait for one byte; the lock belongs to this opening of the file, not to the process."""
    span = _FLOCK.pack(kind, os.SEEK_SET, byte, 1, 0)
    fcntl.fcntl(queue, fcntl.F_OFD_SETLKW, span)
