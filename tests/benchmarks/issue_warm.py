"""issue-vs-warm: a letter issued through the use case / the bare conversion of its DOCX.

The bare conversion is a plain script's: load, export, close. Naskah's own LibreOffice is quicker,
since it answers before it closes, keeps its files in memory and has jemalloc; a note tells of it.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from types import ModuleType

from doc_templates.convert.office import Office
from service import desks
from tests.benchmarks import offices, plain
from tests.benchmarks.desk import desk
from tests.benchmarks.harness import Benchmark, Measured, alternate, milliseconds

KIND = "undangan-rapat"
ROUNDS, COUNTED = 60, 20


def run(folder: Path) -> Measured:
    """Many short turns; each converts the very DOCX that was filed in the turn before."""
    with desk(folder) as made:
        letter = made.letter(KIND)
        issued = [made.issue(letter)]

        def issue() -> float:
            return milliseconds(lambda: issued.append(made.issue(letter)))

        with plain.script(folder) as convert:
            ours, other = alternate(issue, lambda: convert(made.docx(issued[-1])), ROUNDS)
        with offices.office() as office:
            own = alternate(issue, lambda: _own(office, made.docx(issued[-1])), ROUNDS)
        syncs = _syncs(lambda: made.issue(letter))
    alone = (
        f"terhadap LibreOffice Naskah sendiri, tanpa hal lain: {own[0]:.1f} dan {own[1]:.1f} ms, "
        f"{own[0] / own[1]:.2f}"
    )
    return Measured(ours, other, ours / other, notes=(alone, syncs))


def _own(office: Office, docx: bytes) -> float:
    return milliseconds(lambda: office.convert(docx, offices.soon()))


def _syncs(issue: Callable[[], int]) -> str:
    """How often a letter waits for the disk, and how long: files and folders, then commits."""
    with _timed(os, "fsync", "") as files, _timed(desks, "run_plain", "COMMIT") as commits:
        for _ in range(COUNTED):
            issue()
    return (
        f"tiap surat: {len(files) / COUNTED:g} fsync berkas ({1000 * sum(files) / COUNTED:.2f} ms)"
        f" dan {len(commits) / COUNTED:g} commit SQLite, masing-masing satu fsync"
        f" ({1000 * sum(commits) / COUNTED:.2f} ms); semuanya sebelum jawaban"
    )


@contextmanager
def _timed(owner: ModuleType, name: str, word: str) -> Iterator[list[float]]:
    """The seconds of each call of a function that has this word among what it is given."""
    times, plain = list[float](), getattr(owner, name)

    def timed(*given: object) -> object:
        start = perf_counter()
        answer = plain(*given)
        if not word or word in given:
            times.append(perf_counter() - start)
        return answer

    setattr(owner, name, timed)
    try:
        yield times
    finally:
        setattr(owner, name, plain)


BENCHMARK = Benchmark("issue-vs-warm", "ms", "<=1.10", run)
