"""after-kill: from kill -9 of LibreOffice to the next PDF / a start to the first PDF."""

import os
import signal
from pathlib import Path

from doc_templates.convert.pool import Pool
from tests.benchmarks import offices
from tests.benchmarks.cold_start import first_pdf
from tests.benchmarks.harness import Benchmark, Measured, alternate, milliseconds


def run(_folder: Path) -> Measured:
    """Killed while it waits, and killed while it works on the letter."""
    letter = offices.letter()
    with offices.pool(1) as pool:
        ours, other = alternate(lambda: _after_kill(pool, letter), lambda: first_pdf(letter))
    return Measured(ours, other, ours / other)


def _after_kill(pool: Pool, letter: bytes) -> float:
    pool.to_pdf(letter)
    os.kill(pool.status().pids[0], signal.SIGKILL)
    return milliseconds(lambda: pool.to_pdf(letter))


BENCHMARK = Benchmark("after-kill", "ms", "<=1.5", run)
