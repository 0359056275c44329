"""memory-500: what LibreOffice keeps for itself after 500 letters / after 100."""

from functools import partial
from pathlib import Path
from statistics import median

from tests.benchmarks import offices
from tests.benchmarks.harness import Benchmark, Measured, milliseconds

FIRST, ALL, DIFFERENT, SPAN = 100, 500, 50, 50


def run(_folder: Path) -> Measured:
    """One LibreOffice, fifty different letters again and again."""
    letters = [offices.letter(number) for number in range(DIFFERENT)]
    times: list[float] = []
    before = 0
    with offices.office() as office:
        for number in range(ALL):
            letter = letters[number % DIFFERENT]
            times.append(milliseconds(partial(office.convert, letter, offices.soon())))
            if number + 1 == FIRST:
                before = offices.private_kib(office.pid)
        after = offices.private_kib(office.pid)
    first, last = median(times[:SPAN]), median(times[-SPAN:])
    note = f"waktu tiap surat, {SPAN} terakhir / {SPAN} pertama: {last:.0f} / {first:.0f} ms"
    return Measured(after / 1024, before / 1024, after / before, notes=(note,))


BENCHMARK = Benchmark("memory-500", "MiB", "<=1.10", run)
