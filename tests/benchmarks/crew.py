"""Thirty-two writers in four processes, who give numbers as fast as they are let."""

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from threading import Barrier
from time import monotonic

from tests.benchmarks.numbers import Desk, give, names, open_desk

PROCESSES, THREADS = 4, 8
WRITERS = PROCESSES * THREADS
_SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True)
class Turns:
    """What one writer got: its numbers, and how long it waited for each, in seconds."""

    numbers: tuple[int, ...]
    waits: tuple[float, ...]


class Crew:
    """The processes, kept for several rounds; make it with `crew`."""

    def __init__(self, pool: ProcessPoolExecutor, url: str, start: Barrier) -> None:
        self._pool, self._url, self._start = pool, url, start
        self._round = names("regu")

    def write(self, seconds: float) -> list[Turns]:
        """Let all write for so long; give what each of them got."""
        task = partial(_process, self._url, self._start, seconds, next(self._round))
        return [one for writers in self._pool.map(task, range(PROCESSES)) for one in writers]


@contextmanager
def crew(url: str) -> Iterator[Crew]:
    """Processes of their own at the database `url`."""
    with _SPAWN.Manager() as manager, ProcessPoolExecutor(PROCESSES, mp_context=_SPAWN) as pool:
        yield Crew(pool, url, manager.Barrier(PROCESSES))


def _process(url: str, start: Barrier, seconds: float, prefix: str, number: int) -> list[Turns]:
    desk = _desk(url)
    with ThreadPoolExecutor(THREADS) as pool:
        start.wait(timeout=60)
        end = monotonic() + seconds
        writers = [f"{prefix}-{number}-{thread}" for thread in range(THREADS)]
        return list(pool.map(lambda writer: _write(desk, writer, end), writers))


@cache
def _desk(url: str) -> Desk:
    """The database, opened once in each process."""
    return open_desk(url)


def _write(desk: Desk, writer: str, end: float) -> Turns:
    numbers, waits = [], []
    for key in names(writer):
        asked = monotonic()
        if asked >= end:
            break
        numbers.append(give(desk, key).nomor_urut or 0)
        waits.append(monotonic() - asked)
    return Turns(tuple(numbers), tuple(waits))
