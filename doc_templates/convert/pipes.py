"""Messages through a pair of pipes, by a deadline and within a size.

A message is a number of pieces: how many, the length of each, and the pieces themselves.
`deadline` is a moment of `time.monotonic()`, or None for who can wait.
"""

import os
import select
import struct
import time
from collections.abc import Sequence
from typing import IO

LARGEST = 64 * 2**20
"""Bytes of one piece."""
MOST = 8
"""Pieces of one message."""
_NUMBER = struct.Struct(">Q")
_CHUNK = 2**18


class TooLarge(Exception):
    """More than a message may hold."""


def send(pipe: IO[bytes], message: Sequence[bytes], deadline: float | None) -> None:
    """Writes a message. Raises TimeoutError, BrokenPipeError."""
    numbers = [len(message), *map(len, message)]
    data = memoryview(b"".join([*map(_NUMBER.pack, numbers), *message]))
    poll = _poll(pipe, select.POLLOUT)
    while data:
        _wait(poll, deadline)
        data = data[os.write(pipe.fileno(), data[:_CHUNK]) :]


def receive(pipe: IO[bytes], deadline: float | None) -> tuple[bytes, ...]:
    """Reads a message. Raises TimeoutError, TooLarge, EOFError."""
    poll = _poll(pipe, select.POLLIN)

    def read(size: int) -> bytes:
        data = bytearray()
        while len(data) < size:
            _wait(poll, deadline)
            part = os.read(pipe.fileno(), min(size - len(data), _CHUNK))
            if not part:
                raise EOFError
            data += part
        return bytes(data)

    def number(most: int) -> int:
        (said,) = _NUMBER.unpack(read(_NUMBER.size))
        if said > most:
            raise TooLarge
        return int(said)

    sizes = [number(LARGEST) for _ in range(number(MOST))]
    return tuple(read(size) for size in sizes)


def _poll(pipe: IO[bytes], event: int) -> "select.poll":
    os.set_blocking(pipe.fileno(), False)
    poll = select.poll()
    poll.register(pipe, event)
    return poll


def _wait(poll: "select.poll", deadline: float | None) -> None:
    left = None if deadline is None else max(deadline - time.monotonic(), 0) * 1000
    if not poll.poll(left):
        raise TimeoutError
