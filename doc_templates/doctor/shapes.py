"""What stands behind each name that a template may use: a text, a list, something with parts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from functools import cached_property

from doc_templates.office import Instansi
from doc_templates.shapes import Field, Heading
from doc_templates.signing import Blok, Gaya, Signer
from doc_templates.tata import Tata


@dataclass(frozen=True)
class Shape:
    """What is known of a value. `parts` are its attributes, `item` is what a list holds.

    `nama` is how people call it; a shape of which nothing is known has no parts and is no text.
    """

    nama: str = ""
    parts: Mapping[str, "Shape"] | None = None
    item: "Shape | None" = None
    text: bool = False


ANY = Shape()
TEXT = Shape(text=True)
LINES = Shape(item=TEXT)
_LOOP = (
    "index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0",
    "cycle", "changed",
)  # fmt: skip


def record(nama: str, kind: type, **known: Shape) -> Shape:
    """Something with the attributes of a class of ours."""
    names = [one.name for one in dataclass_fields(kind)]
    names += [
        name
        for base in kind.__mro__
        for name, one in vars(base).items()
        if isinstance(one, property | cached_property) or callable(one)
        if not name.startswith("_")
    ]
    return Shape(nama, dict.fromkeys(names, ANY) | known)


def loop(item: Shape) -> Shape:
    """The name `loop` inside a repetition."""
    parts = dict.fromkeys(_LOOP, ANY) | {"previtem": item, "nextitem": item}
    return Shape("loop", parts)


OFFICIAL = record(
    "pejabat",
    Signer,
    ttd=record("tanda tangan", Blok, baris=LINES),
    gaya=record("gaya tanda tangan", Gaya),
)
GIVEN = {
    "instansi": record("instansi", Instansi, alamat=LINES, tata=record("tata naskah", Tata)),
    "nomor_surat": TEXT,
    "logo": ANY,
    "daftar_isi": Shape(
        "daftar_isi",
        item=Shape("baris daftar isi", dict.fromkeys(Heading._fields, ANY)),
    ),
}
"""What every template may print."""


def shapes(fields: Iterable[Field]) -> dict[str, Shape]:
    """Every name that a template with these fields may use."""
    return GIVEN | {one.nama: _shape(one) for one in fields}


def _shape(one: Field) -> Shape:
    if one.jenis == "pegawai":
        return OFFICIAL
    if one.jenis == "paragraf":
        return Shape(one.nama, item=TEXT)
    if one.jenis == "centang":
        tick = Shape(f"pilihan “{one.nama}”", {"teks": TEXT, "dipilih": ANY})
        return Shape(one.nama, item=tick)
    if one.jenis != "daftar":
        return Shape(one.nama, text=True)
    if not one.kolom:
        return Shape(one.nama, item=TEXT)
    columns = {column.nama: _shape(column) for column in one.kolom}
    return Shape(one.nama, item=Shape(f"daftar “{one.nama}”", columns))
