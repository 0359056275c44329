"""The parts of a number that each letter brings along: neither its book nor its kind fixes them.

They are kept among the raw values of a draft under names that no field of a template can have.
"""

import re
from collections.abc import Mapping, Sequence

from doc_templates.catalog import Kind
from doc_templates.fields import parse
from doc_templates.shapes import Fault, Field, Glyphs
from numbering.books import Buku
from service.agenda import parts
from service.errors import Refused
from service.offices.people import as_given

TABLE = "nomor"  # of a data file
_PREFIX = "_nomor_"
_KEY = re.compile(rf"{_PREFIX}[a-z][a-z0-9_]*")
_ELSEWHERE = {"kode", "keamanan"}  # asked for, or derived, in a place of their own
_LONGEST = 60

Raw = Mapping[str, object]


def asked(buku: Buku, kind: Kind) -> list[str]:
    """Give the names of the parts that a letter of this kind must bring."""
    given = _ELSEWHERE | ({"jenis"} if kind.kode_jenis else set())
    return [name for name in parts.asked(buku) if name not in given]


def fields(
    buku: Buku, kind: Kind, used: Mapping[str, Sequence[str]] | None = None
) -> tuple[Field, ...]:
    """Give a field for each of them; `used` are the values that it had before, as suggestions."""
    return tuple(
        Field(f"{_PREFIX}{name}", parts.label(name), wajib=buku.format.always(name), maks=_LONGEST,
              petunjuk=f"Menjadi {{{name}}} di nomor surat.",
              pilihan=tuple((used or {}).get(name, ())))
        for name in asked(buku, kind)
    )  # fmt: skip


def of(buku: Buku, kind: Kind, isian: Raw) -> dict[str, str]:
    """Give the values that a draft has for them; what is not filled in is empty."""
    return {name: _text(isian, name) for name in asked(buku, kind)}


def faults(buku: Buku, kind: Kind, isian: Raw, glyphs: Glyphs) -> tuple[Fault, ...]:
    """Say what is wrong with them, each at its field."""
    raw = {f"{_PREFIX}{name}": value for name, value in of(buku, kind, isian).items()}
    described = fields(buku, kind)
    return parse(described, raw, find_pegawai=as_given, glyphs=glyphs, dated=None).faults


def sent(form: Mapping[str, str]) -> dict[str, object]:
    """Give those that a form holds, as raw values of a draft."""
    return {name: form[name].strip() for name in form if _KEY.fullmatch(name)}


def without(isian: Raw) -> dict[str, object]:
    """Give the raw values that the fields of the template know."""
    return {name: value for name, value in isian.items() if not name.startswith(_PREFIX)}


def from_table(data: dict[str, object], kind: Kind) -> dict[str, object]:
    """Take the table [nomor] out of a data file, as raw values of a draft."""
    table = data.get(TABLE)
    if not isinstance(table, dict) or TABLE in {one.nama for one in kind.fields}:
        return {}
    del data[TABLE]
    return {f"{_PREFIX}{name}": str(value).strip() for name, value in table.items()}


def check_known(buku: Buku | None, kind: Kind, isian: Raw) -> None:
    """Raise Refused, naming all, for parts of a data file that the number does not ask for."""
    known = asked(buku, kind) if buku else []
    given = [name.removeprefix(_PREFIX) for name in isian if name.startswith(_PREFIX)]
    unknown = ", ".join(f"{{{name}}}" for name in given if name not in known)
    if unknown:
        told = ", ".join(f"{{{name}}}" for name in known) or "tidak ada"
        raise Refused(
            f"Tabel [{TABLE}]: {unknown} tidak ditanyakan oleh buku nomor surat ini. "
            f"Yang ditanyakan: {told}. Hapus, atau betulkan namanya."
        )


def _text(isian: Raw, name: str) -> str:
    return str(isian.get(f"{_PREFIX}{name}") or "").strip()
