"""number-fairness: what the slowest of 32 writers got / what each would get if all got the same."""

from itertools import pairwise
from pathlib import Path
from statistics import mean, median

from tests.benchmarks.crew import WRITERS, Turns, crew
from tests.benchmarks.harness import Benchmark, Measured
from tests.benchmarks.numbers import assert_whole, at_desk, prepare, sqlite_url

SECONDS = 2.0
ROUNDS = 3
MOST_TURNS = 3.0


def run(folder: Path) -> Measured:
    """Four processes with eight threads each write at once, on SQLite."""
    prepare(folder, sqlite_url(folder))
    with crew(sqlite_url(folder)) as writers:
        rounds = [writers.write(SECONDS) for _ in range(ROUNDS + 1)]
    given = sum(len(one.numbers) for found in rounds for one in found)
    with at_desk(sqlite_url(folder)) as desk:
        assert_whole(desk, given)
    least, usual, turns, waited = (
        median(of(found) for found in rounds[1:]) for of in (_least, _usual, _turns, _waited)
    )
    notes = (
        f"terlama menunggu {waited:.2f} kali giliran wajar, sasaran <={MOST_TURNS:g}",
        f"dihitung dalam nomor yang diberikan sementara itu: {turns:.2f} kali",
        f"{usual * WRITERS / SECONDS:.0f} nomor/detik bersama-sama",
    )
    return Measured(least, usual, least / usual, also=waited <= MOST_TURNS, notes=notes)


def _least(found: list[Turns]) -> int:
    return min(len(one.numbers) for one in found)


def _usual(found: list[Turns]) -> float:
    return mean(len(one.numbers) for one in found)


def _turns(found: list[Turns]) -> float:
    """The longest wait, counted in the numbers given meanwhile: a slow disk is no unfairness."""
    pairs = (pair for one in found for pair in pairwise(one.numbers))
    return max(later - earlier for earlier, later in pairs) / WRITERS


def _waited(found: list[Turns]) -> float:
    """The longest wait by the clock, in the time that everybody needs on average for a number."""
    return max(max(one.waits) for one in found) / (SECONDS / _usual(found))


BENCHMARK = Benchmark("number-fairness", "nomor/penulis", ">=0.5", run)
