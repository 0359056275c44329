"""two-workers: letters a second with two LibreOffices / with one."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from doc_templates.convert.pool import Pool
from tests.benchmarks import offices
from tests.benchmarks.harness import Benchmark, Measured, alternate, milliseconds

LETTERS, CLIENTS = 24, 8


def run(_folder: Path) -> Measured:
    """The same letters, by turns through one worker and through two."""
    letters = [offices.letter(number) for number in range(LETTERS)]
    with offices.pool(1) as one, offices.pool(2) as two:
        ours, other = alternate(lambda: _speed(two, letters), lambda: _speed(one, letters))
    note = f"{LETTERS} surat dari {CLIENTS} klien; {offices.cores()} inti prosesor"
    return Measured(ours, other, ours / other, notes=(note,))


def _speed(pool: Pool, letters: list[bytes]) -> float:
    with ThreadPoolExecutor(CLIENTS) as clients:
        taken = milliseconds(lambda: list(clients.map(pool.to_pdf, letters)))
    return len(letters) * 1000 / taken


BENCHMARK = Benchmark("two-workers", "surat/detik", ">=1.7", run)
