"""What a benchmark is, and how it becomes a row of `build/bench.json`."""

import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

ROUNDS = 7
_SIGNS = {"<=": operator.le, ">=": operator.ge}


class CannotRun(Exception):
    """This machine lacks something; the message is an Indonesian sentence that names it."""


@dataclass(frozen=True)
class Measured:
    """Both sides and their quotient as the goal means it.

    `also` is False when a second condition of the goal is not met; `notes` say more.
    """

    ours: float
    other: float
    ratio: float
    also: bool = True
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Benchmark:
    """One comparison; `run` measures it in an empty folder on the disk of this project."""

    name: str
    unit: str
    goal: str
    run: Callable[[Path], Measured]


@dataclass(frozen=True)
class Row:
    """A row of the table. Nothing was measured where `ratio` is None."""

    name: str
    ours: float | None
    other: float | None
    unit: str
    ratio: float | None
    goal: str
    met: bool


def measure(benchmark: Benchmark, folder: Path) -> tuple[Row, tuple[str, ...]]:
    """Run one benchmark; give its row and what is to be said of it."""
    named = (benchmark.name, benchmark.unit, benchmark.goal)
    try:
        found = benchmark.run(folder)
    except CannotRun as reason:
        return _row(*named, None), (f"Tidak dapat diukur: {reason}",)
    return _row(*named, found), found.notes


def alternate(
    ours: Callable[[], float], other: Callable[[], float], rounds: int = ROUNDS
) -> tuple[float, float]:
    """Measure two sides by turns, each in its first round only to warm up; give both medians."""
    pairs = [(ours(), other()) for _ in range(rounds + 1)][1:]
    return median(one for one, _ in pairs), median(two for _, two in pairs)


def per_second(act: Callable[[], object], seconds: float) -> float:
    """Do it again and again for so long; give how often it was done in a second."""
    start, count = perf_counter(), 0
    while perf_counter() - start < seconds:
        act()
        count += 1
    return count / (perf_counter() - start)


def milliseconds(act: Callable[[], object]) -> float:
    """Do it once; give how long it took."""
    start = perf_counter()
    act()
    return (perf_counter() - start) * 1000


def chosen(known: Iterable[Benchmark], names: Iterable[str]) -> list[Benchmark]:
    """Give the benchmarks of these names, or all; KeyError for a name that none has."""
    by_name = {one.name: one for one in known}
    return [by_name[name] for name in names or by_name]


def _row(name: str, unit: str, goal: str, found: Measured | None) -> Row:
    if found is None:
        return Row(name, None, None, unit, None, goal, met=False)
    ratio = round(found.ratio, 3)
    sign, limit = goal[:2], float(goal[2:])
    met = _SIGNS[sign](ratio, limit) and found.also
    return Row(name, round(found.ours, 3), round(found.other, 3), unit, ratio, goal, met=met)
