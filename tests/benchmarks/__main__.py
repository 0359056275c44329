"""`python -m tests.benchmarks [NAME ...]`: prints the table and writes build/bench.json."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks import (
    after_kill,
    bulk,
    cold_start,
    filling,
    issue_warm,
    issuing,
    ledger,
    memory,
    number_fairness,
    number_fsync,
    number_postgres,
    pdfa,
    poison,
    preparation,
    preview,
    search,
    two_workers,
)
from tests.benchmarks.harness import Benchmark, Row, chosen, measure

BUILD = Path(__file__).parents[2] / "build"
BENCHMARKS = (
    number_fsync.BENCHMARK,
    number_fairness.BENCHMARK,
    number_postgres.BENCHMARK,
    ledger.BENCHMARK,
    search.BENCHMARK,
    issue_warm.BENCHMARK,
    issuing.BENCHMARK,
    preparation.BENCHMARK,
    preview.BENCHMARK,
    filling.BENCHMARK,
    cold_start.BENCHMARK,
    bulk.BENCHMARK,
    two_workers.BENCHMARK,
    pdfa.BENCHMARK,
    poison.BENCHMARK,
    memory.BENCHMARK,
    after_kill.BENCHMARK,
)
_WIDTHS = "{:<20} {:>11} {:>11} {:<13} {:>8} {:>8}  {}"


def main(names: list[str], build: Path = BUILD, known: tuple[Benchmark, ...] = BENCHMARKS) -> int:
    """Measure what is named, or everything that is known; give the exit code."""
    try:
        wanted = chosen(known, names)
    except KeyError as unknown:
        there = ", ".join(one.name for one in known)
        print(f"Tolok ukur {unknown} tidak ada. Yang ada: {there}.", file=sys.stderr)
        return 2
    build.mkdir(exist_ok=True)
    print(_WIDTHS.format("nama", "Naskah", "pembanding", "satuan", "rasio", "sasaran", "tercapai"))
    rows = []
    for benchmark in wanted:
        # beside the project: what lies under /tmp may be kept in memory, where nothing is durable
        with TemporaryDirectory(prefix="bench-", dir=build, ignore_cleanup_errors=True) as folder:
            row, notes = measure(benchmark, Path(folder))
        rows.append(row)
        _show(row, notes)
    told = json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=2)
    (build / "bench.json").write_text(f"{told}\n", encoding="utf-8")
    return 0


def _show(row: Row, notes: tuple[str, ...]) -> None:
    figures = [_figure(row.ours), _figure(row.other), row.unit, _figure(row.ratio)]
    print(_WIDTHS.format(row.name, *figures, row.goal, "ya" if row.met else "TIDAK"))
    for note in notes:
        print(f"    {note}", flush=True)


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.0f}" if value >= 1000 else f"{value:.3g}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
