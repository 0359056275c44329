"""Columns that the machine fills in from the others of their row: `hitung` in template.toml.

A rule gives None where it cannot count, and then what was typed stands.
"""

from collections.abc import Callable, Mapping, Sequence

from doc_templates import achievement, quarters
from doc_templates.blanks import is_empty
from doc_templates.shapes import Field
from doc_templates.values import Row, Value

Cells = Mapping[str, Value]
Rule = Callable[[Cells, Cells], str | None]


def _capaian(row: Cells, _form: Cells) -> str | None:
    return achievement.capaian(row["target"], row["realisasi"], row["arah"])


def _predikat(row: Cells, _form: Cells) -> str | None:
    return achievement.predikat(row["capaian"])


RULES: dict[str, Rule] = {
    "capaian": _capaian,
    "predikat": _predikat,
    "target_sd": quarters.target,
    "realisasi_sd": quarters.realisasi,
    "kelengkapan": quarters.kelengkapan,
}
"""Each takes the row's own cells, and the fields of the form that stand above the list."""

NEEDED: Mapping[str, Sequence[str]] = {
    "capaian": ("target", "realisasi", "arah"),
    "predikat": ("capaian",),
    "target_sd": (*quarters.TARGETS, *quarters.RESULTS, "target_tahun", "cara"),
    "realisasi_sd": (*quarters.RESULTS, "cara"),
    "kelengkapan": (*quarters.TARGETS, *quarters.RESULTS),
}
"""The columns that a rule reads; description.py asks for them."""


def completed(
    fields: Sequence[Field], raw: Mapping[str, object], values: Cells
) -> dict[str, object]:
    """Raw values with the counted cells in them, so that other documents can take them over."""
    return dict(raw) | {
        field.nama: _rows(field, raw.get(field.nama), values[field.nama])
        for field in fields
        if any(column.hitung for column in field.kolom)
    }


def _rows(field: Field, raw: object, value: Value) -> list[dict[str, object]]:
    given = [row for row in raw if not is_empty(row)] if isinstance(raw, list) else []
    counted = [row.cells() for row in _list(value) if isinstance(row, Row)]
    names = [column.nama for column in field.kolom if column.hitung]
    return [
        dict(row) | {name: cells[name] for name in names}
        for row, cells in zip(given, counted, strict=True)
    ]


def _list(value: Value) -> Sequence[object]:
    return value if isinstance(value, list) else []
