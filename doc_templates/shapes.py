"""The shapes that description, form and faults share: a field, a fault, a parsed form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from doc_templates.values import Pegawai, Value

LIMITS = {
    "teks": 300,
    "pilihan": 300,
    "centang": 300,
    "jam": 20,
    "angka": 30,
    "tanggal": 40,
    "paragraf": 30_000,
    "daftar": 200,
}
"""Longest value where the description says nothing: characters, and rows for a list."""

FindPegawai = Callable[[str | Mapping[str, object], date | None], Pegawai]
"""Finds an official by id, NIP, name or table, in office on a date.

Raises ValueError with an Indonesian sentence.
"""

Glyphs = Callable[[str], list[str]]
"""Names the characters of a text that no font of the office has."""


class Refused(ValueError):
    """A value that cannot be taken; each argument is an Indonesian sentence about one fault."""


@dataclass(frozen=True)
class Fault:
    """What is wrong with one value.

    `tempat` is `hal` or `anggota.3.nip` (rows from 1); `label` says the same for people.
    """

    tempat: str
    label: str
    pesan: str


@dataclass(frozen=True)
class Field:
    """One field of a kind, as template.toml describes it."""

    nama: str
    label: str
    jenis: str = "teks"
    wajib: bool = False
    kelompok: str = ""
    bawaan: object = None
    petunjuk: str = ""
    maks: int | None = None
    pilihan: tuple[str, ...] = ()
    kolom: tuple["Field", ...] = ()
    pejabat: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    dari: tuple[str, ...] = ()
    cetak: bool = True
    hitung: str = ""
    sekali: bool = False  # said in this letter only; what continues it does not take it over

    @property
    def limit(self) -> int:
        """Longest value: characters, or rows for a list."""
        return self.maks or LIMITS.get(self.jenis, LIMITS["teks"])

    @property
    def columns(self) -> tuple["Field", ...]:
        """The columns of a list; a plain list has one, `isi`."""
        return self.kolom or (self.line,)

    @property
    def line(self) -> "Field":
        """The field that each line of a list without columns is."""
        return Field("isi", self.label, "teks", wajib=True, maks=LIMITS["paragraf"])


class Heading(NamedTuple):
    """A line of a table of contents; `halaman` counts from 1, and is None until it is known."""

    judul: str
    tingkat: int
    halaman: int | None


@dataclass(frozen=True)
class Parsed:
    """Typed values of a form and all that is wrong with it; a faulty value is a placeholder."""

    values: dict[str, Value]
    faults: tuple[Fault, ...]
