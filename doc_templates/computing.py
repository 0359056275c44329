"""Columns that the machine fills in from the others of their row: `hitung` in template.toml.

A rule gives None where it cannot count, and then what was typed stands.
"""

from collections.abc import Callable, Mapping, Sequence

from doc_templates import achievement, quarters
from doc_templates.blanks import is_empty
from doc_templates.shapes import Field
from doc_templates.values import PLACEHOLDER, Row, Value

Cells = Mapping[str, Value]
Rule = Callable[[Cells, Cells], str | None]


def _capaian(row: Cells, _form: Cells) -> str | None:
    return achievement.capaian(row["target"], row["realisasi"], row["arah"])


def _predikat(row: Cells, _form: Cells) -> str | None:
    return achievement.predikat(row["capaian"])


def _kemajuan(row: Cells, _form: Cells) -> str | None:
    return achievement.capaian(row["target_akhir"], row["realisasi"], row["arah"])


def _perubahan(row: Cells, _form: Cells) -> str | None:
    return achievement.perubahan(row["tahun_lalu"], row["tahun_ini"])


def _efisiensi(row: Cells, _form: Cells) -> str | None:
    return achievement.efisiensi(row["capaian"], row["serapan"])


RULES: dict[str, Rule] = {
    "capaian": _capaian,
    "predikat": _predikat,
    "kemajuan": _kemajuan,
    "perubahan": _perubahan,
    "efisiensi": _efisiensi,
    "target_sd": quarters.target,
    "realisasi_sd": quarters.realisasi,
    "kelengkapan": quarters.kelengkapan,
}
"""Each takes the row's own cells, and the fields of the form that stand above the list."""

NEEDED: Mapping[str, Sequence[str]] = {
    "capaian": ("target", "realisasi", "arah"),
    "predikat": ("capaian",),
    "kemajuan": ("target_akhir", "realisasi", "arah"),
    "perubahan": ("tahun_lalu", "tahun_ini"),
    "efisiensi": ("capaian", "serapan"),
    "target_sd": (*quarters.TARGETS, *quarters.RESULTS, "target_tahun", "cara"),
    "realisasi_sd": (*quarters.RESULTS, "cara"),
    "kelengkapan": (*quarters.TARGETS, *quarters.RESULTS),
}
"""The columns that a rule reads; description.py asks for them."""


_NOT_COUNTED = (None, str(PLACEHOLDER))


def completed(
    fields: Sequence[Field], raw: Mapping[str, object], values: Cells
) -> dict[str, object]:
    """Raw values with the counted cells in them, for the form and for other documents."""
    return dict(raw) | {
        field.nama: _rows(field, raw.get(field.nama), values[field.nama])
        for field in fields
        if any(column.hitung for column in field.kolom)
    }


def _rows(field: Field, raw: object, value: Value) -> list[object]:
    """Empty rows keep their place."""
    counted = iter([row.cells() for row in _list(value) if isinstance(row, Row)])
    return [row if is_empty(row) else _filled(field, row, next(counted, {})) for row in _list(raw)]


def _filled(field: Field, row: object, cells: Cells) -> object:
    if not isinstance(row, Mapping):
        return row
    counted = {column.nama: cells.get(column.nama) for column in field.kolom if column.hitung}
    return dict(row) | {name: cell for name, cell in counted.items() if cell not in _NOT_COUNTED}


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else []
