"""What is known already is filled in: defaults, the office, earlier documents of the dossier."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from doc_templates.catalog import Kind
from doc_templates.shapes import Field
from service.offices.capacities import ACTING, OWN, Staff

HEAD = "pimpinan"  # a default that means: whoever leads the office, the first in order


@dataclass(frozen=True)
class Letter:
    """An earlier letter of the dossier; `snapshot` holds what was typed under `isian`."""

    jenis: str
    nomor_surat: str | None
    snapshot: Mapping[str, object]


@dataclass(frozen=True)
class Known:
    """What a new letter can draw on."""

    today: date
    staff: Staff
    letters: Sequence[Letter]  # of the dossier, newest first


def fill(kind: Kind, known: Known) -> dict[str, object]:
    """Give raw values for a new letter of this kind; what is not known is left out."""
    filled: dict[str, object] = {}
    for field in kind.fields:
        value = _from_earlier(field, known) or _default(kind, field, known)
        if value not in ("", None, []):
            filled[field.nama] = value
    return filled


def _default(kind: Kind, field: Field, known: Known) -> object:
    if field.jenis == "pegawai":
        return _official(str(field.bawaan or (HEAD if field.wajib else "")), known)
    if field.nama == kind.tanggal_isian and not field.bawaan:
        return known.today.isoformat()
    return field.bawaan


def _official(wanted: str, known: Known) -> str:
    """Find who is meant by `pimpinan` or by the beginning of a post, such as "Sekretaris"."""
    if wanted == HEAD:
        return known.staff.head(known.today)
    for way in known.staff.capacities if wanted else ():
        named = way.cara in (OWN, ACTING) and way.post.casefold().startswith(wanted.casefold())
        if named and way.serves(known.today):
            return way.key
    return ""


def _from_earlier(field: Field, known: Known) -> object:
    for source in field.dari:
        jenis, _, name = source.partition(".")
        for letter in known.letters:
            if letter.jenis == jenis:
                value = _told(letter, name)
                if value not in ("", None, []):
                    return _fitting(field, value)
    return ""


def _told(letter: Letter, name: str) -> object:
    if name == "nomor_surat":
        return letter.nomor_surat or ""
    raw = letter.snapshot.get("isian", {})
    return raw.get(name, "") if isinstance(raw, Mapping) else ""


def _fitting(field: Field, value: object) -> object:
    """Bring an earlier value into the shape that this field holds."""
    if field.jenis != "daftar":
        return "\n".join(_lines(value)) if isinstance(value, list) else value
    if not field.kolom:
        return list(_lines(value))
    names = {column.nama for column in field.kolom if not column.sekali}
    if not isinstance(value, list):
        return []
    rows = [_row(one, names, field) for one in value]
    return [row for row in rows if row]


def _row(one: object, names: set[str], field: Field) -> dict[str, object]:
    if isinstance(one, Mapping):
        return {key: part for key, part in one.items() if key in names}
    return {field.kolom[0].nama: one}


def _lines(value: object) -> Iterable[str]:
    rows = value if isinstance(value, list) else str(value).splitlines()
    for row in rows:
        text = str(next(iter(row.values()), "")) if isinstance(row, Mapping) else str(row)
        if text.strip():
            yield text
