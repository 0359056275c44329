"""Changing what a definition says besides its steps: its names, its identity, its sections."""

from dataclasses import fields

from service.sop.editing import Form, Isi
from service.sop.procedure import Identitas

NAMES = ("judul", "penerbit", "judul_berkas", "kode_klasifikasi", "jangka_waktu")
LISTED = tuple(one.name for one in fields(Identitas) if one.default == ())
SINGLE = tuple(one.name for one in fields(Identitas) if one.name not in LISTED)


def with_identity(isi: Isi, typed: Form) -> dict[str, object]:
    """Set names and identity to what was typed; what is left empty is not said any more."""
    identity: dict[str, object] = {name: _line(typed, name) for name in SINGLE}
    identity |= {name: _lines(typed, name) for name in LISTED}
    names = {name: _line(typed, name) for name in NAMES}
    kept = {key: isi[key] for key in isi if key not in (*NAMES, "identitas")}
    return {
        **{key: value for key, value in names.items() if value},
        **kept,
        "identitas": {key: value for key, value in identity.items() if value},
    }


def with_sections(isi: Isi, typed: Form) -> dict[str, object]:
    """Set the sections in the order of the form; one without a heading and text is left out."""
    rows = zip(typed("judul_bagian"), typed("isi_bagian"), strict=False)
    found = [(judul.strip(), "\n".join(text.splitlines()).strip()) for judul, text in rows]
    return {**isi, "bagian": [{"judul": one, "isi": text} for one, text in found if one or text]}


def _line(typed: Form, name: str) -> str:
    return " ".join(" ".join(typed(name)).split())


def _lines(typed: Form, name: str) -> list[str]:
    lines = (line.strip() for text in typed(name) for line in text.splitlines())
    return [line for line in lines if line]
