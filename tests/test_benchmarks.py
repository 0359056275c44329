"""tests/benchmarks: what `make bench` writes; no figure is judged here."""

import json
from pathlib import Path

import pytest

from tests.benchmarks import __main__ as command
from tests.benchmarks.harness import Benchmark, CannotRun, Measured, alternate, chosen, measure

FOUND = Measured(30.0, 60.0, 0.5, notes=("sepi",))
HALF = Benchmark("half", "ms", "<=0.50", lambda _folder: FOUND)
ISSUES = [
    "number-vs-fsync",
    "number-fairness",
    "number-postgres",
    "ledger-check",
    "issue-vs-naive",
    "issue-vs-warm",
    "prepared-vs-original",
    "fill-vs-docxtpl",
    "bulk50-vs-single",
]


def test_a_row_holds_what_the_issue_asks_for(tmp_path: Path) -> None:
    """Both sides, the unit, the quotient, the goal with its sign, and whether it is met."""
    row, notes = measure(HALF, tmp_path)
    assert vars(row) == {
        "name": "half",
        "ours": 30.0,
        "other": 60.0,
        "unit": "ms",
        "ratio": 0.5,
        "goal": "<=0.50",
        "met": True,
    }
    assert notes == ("sepi",)


@pytest.mark.parametrize(
    ("goal", "ratio", "also", "met"),
    [
        ("<=1.10", 1.1, True, True),
        ("<=1.10", 1.11, True, False),
        (">=0.5", 0.5, True, True),
        (">=0.5", 0.49, True, False),
        (">=0.5", 0.9, False, False),  # the second condition of the goal is not met
    ],
)
def test_a_goal_is_met_on_its_side_of_the_limit(
    tmp_path: Path, goal: str, ratio: float, also: bool, met: bool
) -> None:
    """The sign says which side; the limit itself is enough."""
    benchmark = Benchmark("any", "ms", goal, lambda _folder: Measured(1, 1, ratio, also=also))
    assert measure(benchmark, tmp_path)[0].met is met


def test_what_cannot_be_measured_is_not_met_and_says_why(tmp_path: Path) -> None:
    """A machine without LibreOffice still gets its table."""

    def run(_folder: Path) -> Measured:
        raise CannotRun("LibreOffice tidak ada.")

    row, notes = measure(Benchmark("any", "ms", "<=1", run), tmp_path)
    assert (row.ours, row.other, row.ratio, row.met) == (None, None, None, False)
    assert notes == ("Tidak dapat diukur: LibreOffice tidak ada.",)


def test_two_sides_are_measured_by_turns() -> None:
    """What disturbs the machine disturbs both; the first round only warms up."""
    order: list[str] = []
    figures = iter([100.0, 100.0, 1.0, 4.0, 2.0, 5.0, 9.0, 6.0])

    def side(name: str) -> float:
        order.append(name)
        return next(figures)

    assert alternate(lambda: side("a"), lambda: side("b"), rounds=3) == (2.0, 5.0)
    assert order == ["a", "b"] * 4


def test_only_what_is_named_is_run() -> None:
    """`make bench ONLY=name` takes one; without a name all are taken; a slip is told."""
    assert chosen(command.BENCHMARKS, ["ledger-check"])[0].name == "ledger-check"
    assert chosen(command.BENCHMARKS, []) == list(command.BENCHMARKS)
    with pytest.raises(KeyError):
        chosen(command.BENCHMARKS, ["ledger"])


def test_every_benchmark_of_the_issues_is_there() -> None:
    """Names are those that the issues write, each once."""
    names = [benchmark.name for benchmark in command.BENCHMARKS]
    assert set(ISSUES) <= set(names)
    assert len(set(names)) == len(names)


def test_the_command_prints_the_table_and_writes_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both sides on the screen, the same rows in bench.json, and no working folder left."""
    assert command.main([], build=tmp_path, known=(HALF,)) == 0
    (row,) = json.loads((tmp_path / "bench.json").read_text("utf-8"))
    assert list(row) == ["name", "ours", "other", "unit", "ratio", "goal", "met"]
    printed = capsys.readouterr().out.splitlines()
    assert printed[1].split() == ["half", "30", "60", "ms", "0.5", "<=0.50", "ya"]
    assert [path.name for path in tmp_path.iterdir()] == ["bench.json"]


def test_an_unknown_name_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The sentence lists what there is, and nothing is written."""
    assert command.main(["kecepatan"], build=tmp_path) == 2
    assert "number-vs-fsync" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
