"""Many processes at once, and processes that are killed: numbers without a gap, nothing double."""

import time
from multiprocessing import get_context
from multiprocessing.context import SpawnProcess
from pathlib import Path

import pytest

from service import resuming
from service.workbench import Workbench
from tests import support_service as support
from tests.crowd import Crowd, play

SPAWN = get_context("spawn")  # as the command line does: nothing is shared but the data folder


@pytest.mark.parametrize("database", ["bench", "pg_bench"])
def test_a_crowd_of_which_some_die_shares_no_number_and_loses_none(
    request: pytest.FixtureRequest, tmp_path: Path, database: str
) -> None:
    """Threads in processes, a few of them killed: gapless numbers, one letter each, every file."""
    bench: Workbench = request.getfixturevalue(database)
    outcome = play(bench, Crowd(processes=4, threads=2, letters=6, kills=3), tmp_path)
    assert outcome.filed >= 24


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """A file in which the killed processes noted what they were answered."""
    path = tmp_path / "dijawab.txt"
    path.touch()
    return path


def test_killed_processes_lose_nothing_and_double_nothing(bench: Workbench, told: Path) -> None:
    """Kill -9 at many moments, then resume: each number taken is one letter, whole."""
    for moment in (0.0, 0.013, 0.029, 0.041, 0.058, 0.077):
        _kill_after(bench, told, moment)
    left = [one for one in support.numbers(bench) if one.state == "dipesan"]
    assert resuming.resume(bench).faults == ()
    filed = {one.nomor_surat for one in support.all_entries(bench)}
    assert set(told.read_text().split()) <= filed
    assert {one.nomor_surat for one in left} <= filed
    assert support.resumed(bench) == (0, 0)
    support.assert_whole(bench)


def test_resume_beside_processes_that_issue_is_safe(bench: Workbench, told: Path) -> None:
    """Resume takes up what another process is about to finish: it stays one letter."""
    process = _started(bench, told)
    for _ in range(20):
        resuming.resume(bench)
    process.kill()
    process.join()
    resuming.resume(bench)
    assert len(support.all_entries(bench)) == support.last_used(bench) > 0
    support.assert_whole(bench)


def _kill_after(bench: Workbench, told: Path, seconds: float) -> None:
    process = _started(bench, told)
    time.sleep(seconds)
    process.kill()
    process.join()


def _started(bench: Workbench, told: Path) -> SpawnProcess:
    """Start a process that issues; give it once it has issued its first letter."""
    size = told.stat().st_size
    process = SPAWN.Process(target=support.issue_for_ever, args=(bench.settings.data, told))
    process.start()
    deadline = time.monotonic() + 30
    while told.stat().st_size == size and time.monotonic() < deadline:
        time.sleep(0.001)
    return process
