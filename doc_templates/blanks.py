"""Values that are not there: what counts as empty, and what stands in their place."""

from collections.abc import Mapping

from doc_templates.readers import ticks
from doc_templates.shapes import Field
from doc_templates.values import PLACEHOLDER, Pegawai, Row, Value


def is_empty(raw: object) -> bool:
    """Nothing was typed: absent, only white space, or a list or table of nothing."""
    if isinstance(raw, str):
        return not raw.strip()
    if isinstance(raw, Mapping):
        return all(map(is_empty, raw.values()))
    return raw is None or (isinstance(raw, list) and all(map(is_empty, raw)))


def empty(field: Field) -> Value:
    """The typed value of an optional field that was left empty."""
    if field.jenis == "centang":
        return ticks(field.pilihan, ())
    if field.jenis in ("paragraf", "daftar"):
        return []
    return None if field.jenis in ("tanggal", "angka", "pegawai") else ""


def placeholder(field: Field) -> Value:
    """What a preview shows for a value that is missing or faulty."""
    dots = str(PLACEHOLDER)
    if field.jenis in ("tanggal", "angka"):
        return PLACEHOLDER
    if field.jenis == "pegawai":
        return Pegawai(dots)
    if field.jenis == "daftar" and field.kolom:
        return [Row(**{column.nama: placeholder(column) for column in field.kolom})]
    if field.jenis in ("paragraf", "daftar"):
        return [dots]
    return ticks(field.pilihan, ()) if field.jenis == "centang" else dots
