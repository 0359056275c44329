"""service/turns: writers come in the order in which they asked, whatever becomes of one."""

import multiprocessing
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep

import pytest

from service.turns import turn

SPAWN = multiprocessing.get_context("spawn")


def test_writers_come_in_the_order_in_which_they_asked(tmp_path: Path) -> None:
    """Nobody overtakes: ten ask while one is busy, and are served first come, first served."""
    path, served = tmp_path / "antre", []

    def write(name: int) -> None:
        with turn(str(path)):
            served.append(name)

    with ThreadPoolExecutor(10) as pool, turn(str(path)):
        for name in range(10):
            pool.submit(write, name)
            _wait_until_drawn(path, name + 2)
        assert served == []
    assert served == list(range(10))


def test_a_writer_that_dies_lets_the_next_one_go_on(tmp_path: Path) -> None:
    """A kill -9 in the middle of a turn ends the turn."""
    path = tmp_path / "antre"
    process = SPAWN.Process(target=_die, args=(str(path),))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(_take, str(path)).result(timeout=10) == "done"


def test_a_turn_ends_when_its_work_fails(tmp_path: Path) -> None:
    """What is raised goes on to the caller, and the next one comes."""
    path = str(tmp_path / "antre")
    with pytest.raises(ZeroDivisionError), turn(path):
        _ = 1 / 0
    assert _take(path) == "done"


def _wait_until_drawn(path: Path, ticket: int) -> None:
    while int.from_bytes(path.read_bytes(), "little") < ticket:
        sleep(0.001)


def _take(path: str) -> str:
    with turn(path):
        return "done"


def _die(path: str) -> None:
    with turn(path):
        os.kill(os.getpid(), signal.SIGKILL)
