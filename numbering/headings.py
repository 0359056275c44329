"""Which column of a table holds what: its headings, however the office has worded them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from types import MappingProxyType

from numbering.errors import BadTable
from numbering.tabular import Line

_DEEPEST = 25  # rows; above the headings stand a title and the name of the office
Synonyms = Mapping[str, Sequence[str]]
Chosen = Mapping[str, int | None]  # the column of a thing; None: the table has no such column

# The likeliest wording first: where two columns would do, the earlier word wins.
REGISTER: Synonyms = {
    "nomor_urut": ("no urut", "nomor urut", "no agenda", "no verbal", "no register", "urut", "no"),
    "nomor_surat": ("no surat", "no naskah", "no naskah dinas", "no dan kode surat",
                    "no surat keluar", "nomor"),
    "tanggal_surat": ("tanggal surat", "tanggal naskah", "tanggal surat keluar", "tanggal dan no",
                      "tanggal keluar", "hari tanggal", "tanggal"),
    "hal": ("hal", "perihal", "hal perihal", "perihal surat", "isi ringkas", "isi ringkas surat",
            "isi singkat", "isi surat", "tentang", "uraian", "isi"),
    "tujuan": ("tujuan", "tujuan surat", "dikirim kepada", "ditujukan kepada", "kepada",
               "alamat tujuan", "alamat yang dituju", "tujuan kepada", "penerima", "alamat"),
    "kode": ("kode klasifikasi", "klasifikasi", "kode", "indeks"),
    "keterangan": ("keterangan", "catatan"),
}  # fmt: skip
CODES: Synonyms = {
    "kode": ("kode", "kode klasifikasi", "klasifikasi", "no"),
    "uraian": ("uraian", "judul", "nama", "jenis arsip", "keterangan"),
    "retensi_aktif": ("retensi aktif", "aktif", "jra aktif"),
    "retensi_inaktif": ("retensi inaktif", "inaktif", "jra inaktif"),
    "nasib_akhir": ("nasib akhir", "penyusutan akhir", "keterangan akhir"),
    "keamanan": ("klasifikasi keamanan", "keamanan", "sifat"),
}
_SHORT = {"nomor": "no", "nomer": "no", "tgl": "tanggal", "ket": "keterangan", "thn": "tahun"}


@dataclass(frozen=True)
class Headings:
    """The row of the headings, their texts, and the column (from 0) of each thing that we know.

    A text that its cell lacks is taken from the cell above; `two_rows` tells that some were.
    """

    row: int
    texts: tuple[str, ...]
    columns: Mapping[str, int]
    two_rows: bool = False

    @property
    def unused(self) -> tuple[str, ...]:
        """Headings of columns that are not read, for the preview."""
        used = set(self.columns.values())
        return tuple(text for n, text in enumerate(self.texts) if text and n not in used)


def find_headings(
    lines: Iterable[Line],
    known: Synonyms,
    needed: Sequence[Sequence[str]],
    chosen: Chosen = MappingProxyType({}),
) -> Headings:
    """The first row among the topmost that names what is `needed`: one of each group.

    `chosen` are columns that a person has picked, which need no heading that we know; a row with
    two headings is then enough. Reads only as many lines as it must. Raises BadTable when there
    is no such row.
    """
    before = Line(0, ())
    for line in lines:
        if line.number > _DEEPEST:
            break
        found = _read(before, line, known)
        if len(found.columns) >= 2:
            found = replace(found, columns=_overruled(found.columns, chosen))
        if not _lacking(found.columns, needed):
            return found
        before = line
    raise BadTable(
        f"Baris judul kolom tidak ditemukan di {_DEEPEST} baris teratas. Beri judul kolom "
        f"sekurangnya: {_names(needed)}."
    )


def headings_at(
    lines: Iterable[Line],
    known: Synonyms,
    needed: Sequence[Sequence[str]],
    row: int,
    chosen: Chosen,
) -> Headings:
    """The headings in the row that a person has picked; row 0 tells that there are none.

    Raises BadTable, naming what has no column yet.
    """
    before = here = Line(0, ())
    for line in lines:
        if line.number > row:
            break
        before, here = here, line
    found = _read(before, here, known) if here.number == row else Headings(row, (), {})
    columns = _overruled(found.columns, chosen)
    if lacking := _lacking(columns, needed):
        raise BadTable(f"Pilih kolom untuk {_names(lacking)}.")
    return replace(found, row=row, columns=columns, two_rows=False)


def _read(before: Line, line: Line, known: Synonyms) -> Headings:
    """A row as headings, with what stands right above its empty cells.

    A title above is no heading: it fills one cell only.
    """
    above = [_text(cell) for cell in before.cells] if before.number == line.number - 1 else []
    above = above if sum(map(bool, above)) > 1 else []
    own = [_text(cell) for cell in line.cells]
    texts = tuple(here or up for here, up in zip_longest(own, above, fillvalue=""))
    return Headings(
        line.number, texts, match(texts, known), sum(map(bool, texts)) > sum(map(bool, own))
    )


def _lacking(columns: Mapping[str, int], needed: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    return [group for group in needed if not any(name in columns for name in group)]


def _names(needed: Sequence[Sequence[str]]) -> str:
    return ", ".join(" atau ".join(_spoken(name) for name in group) for group in needed)


def match(cells: Sequence[object], known: Synonyms) -> dict[str, int]:
    """The column of each known thing; a column serves once, the likeliest wording first."""
    words = [normalise(_text(cell)) for cell in cells]
    found: dict[str, int] = {}
    for name, synonyms in known.items():
        likely = map(normalise, synonyms)
        places = (place for one in likely for place, word in enumerate(words) if word == one)
        column = next((place for place in places if place not in found.values()), None)
        if column is not None:
            found[name] = column
    return found


def _overruled(columns: Mapping[str, int], chosen: Chosen) -> dict[str, int]:
    """A column that a person has picked for one thing no longer serves another."""
    taken = set(chosen.values())
    left = {name: n for name, n in columns.items() if n not in taken and name not in chosen}
    return left | {name: n for name, n in chosen.items() if n is not None}


def normalise(heading: str) -> str:
    """Small letters without marks, short forms as one: “Tgl. Surat” is “tanggal surat”."""
    words = re.findall(r"[a-z0-9]+", heading.lower())
    return " ".join(_SHORT.get(word, word) for word in words)


def _text(cell: object) -> str:
    return "" if cell is None else " ".join(str(cell).split())


def _spoken(name: str) -> str:
    return f"“{name.replace('_', ' ').capitalize()}”"
