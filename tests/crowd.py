"""A crowd that issues letters at once, threads and processes, some of them killed on the way.

`python -m tests.crowd` plays it at full size on both databases and prints what came of it; the
tests play it small. Every number must be one letter in the end, and none may be missing.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.context import SpawnProcess
from pathlib import Path
from threading import Lock

from service import direct, resuming, setup
from service.config import Settings
from service.migrating import migrate
from service.workbench import Workbench
from tests import support_service as support
from tests.postgres import server

SPAWN = get_context("spawn")  # nothing is shared but the data folder and the database


@dataclass(frozen=True)
class Crowd:
    """How many processes with how many threads issue how many letters each; so many are killed."""

    processes: int
    threads: int
    letters: int
    kills: int


@dataclass(frozen=True)
class Outcome:
    """What came of it: answers given, letters filed, and those that `resume` had to finish."""

    answered: int
    filed: int
    resumed: int


def play(bench: Workbench, crowd: Crowd, folder: Path) -> Outcome:
    """Let the crowd issue in an installation without letters; raises AssertionError for any fault.

    `folder` takes what each process was answered.
    """
    told = [folder / f"dijawab-{number}.txt" for number in range(crowd.processes)]
    for path in told:
        path.touch()
    _issue_all(bench, crowd, told)
    finished = resuming.resume(bench)
    assert finished.faults == ()
    assert support.resumed(bench) == (0, 0)
    answers = [number for path in told for number in path.read_text().split()]
    filed = [entry.nomor_surat for entry in support.all_entries(bench)]
    assert len(set(answers)) == len(answers) >= crowd.processes * crowd.letters
    assert len(set(filed)) == len(filed) == support.last_used(bench)
    assert set(answers) <= set(filed)
    support.assert_whole(bench)
    return Outcome(len(answers), len(filed), finished.letters)


def _issue_all(bench: Workbench, crowd: Crowd, told: list[Path]) -> None:
    running = {path: _start(bench, crowd, path) for path in told}
    dice, kills = random.Random(20261121), crowd.kills  # noqa: S311 - no secret: moments of death
    while running:
        time.sleep(dice.uniform(0.02, 0.4))
        if kills and (busy := [path for path in running if path.stat().st_size]):
            running[dice.choice(busy)].kill()
            kills -= 1
        for path, process in list(running.items()):
            if process.is_alive():
                continue
            process.join()
            del running[path]
            if _answered(path) < crowd.letters:
                running[path] = _start(bench, crowd, path)


def _start(bench: Workbench, crowd: Crowd, told: Path) -> SpawnProcess:
    process = SPAWN.Process(target=_issue, args=(bench.settings, crowd, told))
    process.start()
    return process


def _issue(settings: Settings, crowd: Crowd, told: Path) -> None:
    """What one process does: its threads issue until enough was answered."""
    bench, lock, open_letters = support.open_fast(settings), Lock(), crowd.letters - _answered(told)

    def issue(_number: int) -> None:
        answer = direct.issue(
            bench, support.SMALL, dict(support.RAW), support.OFFICE, None, None, support.OLEH
        )
        with lock, told.open("a") as out:
            out.write(f"{answer['nomor_surat']}\n")

    with ThreadPoolExecutor(crowd.threads) as pool:
        list(pool.map(issue, range(open_letters)))
    bench.engine.dispose()


def _answered(told: Path) -> int:
    return len(told.read_text().split())


@contextmanager
def _office(folder: Path, url: str) -> Iterator[Workbench]:
    bench = support.open_fast(Settings(data=folder, database_url=url))
    migrate(bench.engine)
    setup.load_samples(bench)
    support.add_small_kind(bench.settings)
    yield bench
    bench.engine.dispose()


def _report(name: str, url: str, crowd: Crowd) -> None:
    with tempfile.TemporaryDirectory() as there, _office(Path(there) / "data", url) as bench:
        started = time.monotonic()
        outcome = play(bench, crowd, Path(there))
        seconds = time.monotonic() - started
        print(f"{name}: {crowd} -> {outcome}, whole, {seconds:.0f} s")  # noqa: T201 - its output


def main() -> None:
    """Play at full size on SQLite and on PostgreSQL."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("processes", 8), ("threads", 4), ("letters", 200), ("kills", 24)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    crowd = Crowd(**vars(parser.parse_args()))
    with tempfile.TemporaryDirectory() as there:
        _report("sqlite", f"sqlite:///{there}/naskah.db", crowd)
    with server(durable=True) as url:
        _report("postgresql", url, crowd)


if __name__ == "__main__":
    main()
