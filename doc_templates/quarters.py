"""Four quarters of an indicator: what they come to so far, and whether all that is due is there."""

from collections.abc import Mapping
from decimal import Decimal

from doc_templates.figures import NOTHING, figure, is_dash, written
from doc_templates.values import Value

Cells = Mapping[str, Value]

NAMES = ("I", "II", "III", "IV")
TARGETS = tuple(f"target_{number}" for number in range(1, 5))
RESULTS = tuple(f"realisasi_{number}" for number in range(1, 5))
SUM = "Jumlah"
"""The quarters add up; any other word says that the newest one counts (posisi akhir)."""

COMPLETE, INCOMPLETE = "Lengkap", "Belum"


def realisasi(row: Cells, form: Cells) -> str | None:
    """What was reached up to the quarter `sampai_triwulan`; a dash while there is nothing yet."""
    return _together(row, [name for name in RESULTS[: _last(form)] if _there(row[name])])


def target(row: Cells, form: Cells) -> str | None:
    """What was to be reached by then: in the quarters that have a result, else in the whole year.

    So the achievement compares like with like while quarters are still missing.
    """
    pairs = zip(TARGETS[: _last(form)], RESULTS, strict=False)
    names = [name for name, result in pairs if _there(row[result]) and _there(row[name])]
    return _together(row, names) if names else str(row["target_tahun"] or NOTHING)


def kelengkapan(row: Cells, form: Cells) -> str:
    """Whether every quarter so far with a target has its result; zero is there, empty is not."""
    pairs = list(zip(TARGETS, RESULTS, strict=True))
    planned = any(_there(row[name]) for name in TARGETS)
    due = [result for name, result in pairs[: _last(form)] if _there(row[name]) or not planned]
    return COMPLETE if all(_there(row[result]) for result in due) else INCOMPLETE


def _together(row: Cells, names: list[str]) -> str | None:
    if not names:
        return NOTHING
    figures = [number for name in names if (number := figure(row[name])) is not None]
    if row["cara"] != SUM:
        return str(row[names[-1]])
    return written(sum(figures, Decimal())) if len(figures) == len(names) else None


def _there(cell: Value) -> bool:
    return bool(str(cell).strip()) and not is_dash(cell)


def _last(form: Cells) -> int:
    named = str(form.get("sampai_triwulan", ""))
    return NAMES.index(named) + 1 if named in NAMES else len(NAMES)
