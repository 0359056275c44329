"""number-vs-fsync: a number with all that belongs to it / one line appended and flushed."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from statistics import median

from tests.benchmarks.harness import Benchmark, Measured, alternate, per_second
from tests.benchmarks.numbers import (
    NOW,
    OLEH,
    Desk,
    assert_whole,
    at_desk,
    give,
    names,
    prepare,
    sqlite_url,
)

SECONDS, ROUNDS = 0.25, 15  # short turns, since a disk has its moods

# What a plain text file would keep of a letter: the shortest append that could serve, so the
# strictest thing to be held against. A database writes pages; theirs is told in a note.
PAGE = b"\n" * 4096
LINE = json.dumps(["000.8.6.3/001/Kec.BBC/2026", "Undangan Rapat", OLEH, NOW]).encode() + b"\n"


def run(folder: Path) -> Measured:
    """One thread gives numbers; beside it a file grows by a line at a time."""
    prepare(folder, sqlite_url(folder))
    given: list[int | None] = []
    with at_desk(sqlite_url(folder)) as desk:
        ours, other = alternate(
            lambda: per_second(_giver(desk, given), SECONDS),
            lambda: _append(folder / "baris", LINE),
            rounds=ROUNDS,
        )
        assert_whole(desk, len(given))
    page = median(_append(folder / "halaman", PAGE) for _ in range(5))
    note = f"pembanding: {len(LINE)} bita tiap kali; {len(PAGE)} bita tiap kali: {page:.0f}/detik"
    return Measured(ours, other, ours / other, notes=(note,))


def _giver(desk: Desk, given: list[int | None]) -> Callable[[], None]:
    keys = names(f"surat-{len(given)}")
    return lambda: given.append(give(desk, next(keys)).nomor_urut)


def _append(path: Path, data: bytes) -> float:
    """How often in a second `data` is at the end of a file, and on the disk."""
    with path.open("ab", buffering=0) as file:

        def append() -> None:
            file.write(data)
            os.fsync(file)

        return per_second(append, SECONDS)


BENCHMARK = Benchmark("number-vs-fsync", "nomor/detik", ">=0.5", run)
