"""service/turns: writers come in the order in which they asked, whatever becomes of one."""

import multiprocessing
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep

from service.turns import Place

SPAWN = multiprocessing.get_context("spawn")


def test_writers_come_in_the_order_in_which_they_asked(tmp_path: Path) -> None:
    """Nobody overtakes: ten ask while one is busy, and are served first come, first served."""
    path, served = tmp_path / "antre", []

    def write(name: int) -> None:
        place = Place(str(path))
        place.wait()
        served.append(name)
        place.leave()

    busy = Place(str(path))
    busy.wait()
    with ThreadPoolExecutor(10) as pool:
        for name in range(10):
            pool.submit(write, name)
            _wait_until_drawn(path, name + 2)
        assert served == []
        busy.leave()
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


def test_a_place_is_used_again_and_again(tmp_path: Path) -> None:
    """Who was served may queue anew, behind those who came meanwhile; who goes holds up nobody."""
    path = str(tmp_path / "antre")
    place = Place(path)
    for _ in range(3):
        place.wait()
        place.leave()
        assert _take(path) == "done"
    place.wait()
    del place
    assert _take(path) == "done"


def _wait_until_drawn(path: Path, ticket: int) -> None:
    while int.from_bytes(path.read_bytes(), "little") < ticket:
        sleep(0.001)


def _take(path: str) -> str:
    place = Place(path)
    place.wait()
    place.leave()
    return "done"


def _die(path: str) -> None:
    place = Place(path)
    place.wait()
    os.kill(os.getpid(), signal.SIGKILL)
