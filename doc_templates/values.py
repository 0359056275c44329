"""The typed values that a template prints."""

from collections.abc import Mapping
from dataclasses import FrozenInstanceError, dataclass
from datetime import date
from types import SimpleNamespace

from doc_templates.nip import spaced


@dataclass(frozen=True)
class Gap:
    """A date or number to be written by hand: prints `width` times `fill`, a no-break space."""

    width: int = 12
    fill: str = "\u00a0"

    def __str__(self) -> str:
        return self.fill * self.width


PLACEHOLDER = Gap(3, "…")
"""What a preview shows where a value is missing or faulty."""


@dataclass(frozen=True)
class Tick:
    """One line of a list to tick."""

    teks: str
    dipilih: bool


@dataclass(frozen=True)
class Pegawai:
    """An official as printed on a letter; `nama` is bare, since some kinds print no titles
    (Permendagri 1/2023 Pasal 44).

    The last four say in which capacity: `pelaksana` is `Plt.`, `Plh.` or `Pj.` of
    `jabatan_pelaksana`; `atas_nama` is the post signed for, `melalui` the one in between (u.b.).
    """

    nama: str
    gelar_depan: str = ""
    gelar_belakang: str = ""
    nip: str = ""
    pangkat: str = ""
    golongan: str = ""
    jabatan: str = ""
    pelaksana: str = ""
    jabatan_pelaksana: str = ""
    atas_nama: str = ""
    melalui: str = ""

    @property
    def nama_lengkap(self) -> str:
        """Name with titles: `Drs. Raden Contoh Wiratama, M.Si.`."""
        return self.titled(self.nama)

    def titled(self, nama: str) -> str:
        """The titles round a name, which some kinds print in capitals."""
        front = f"{self.gelar_depan} {nama}" if self.gelar_depan else nama
        return f"{front}, {self.gelar_belakang}" if self.gelar_belakang else front

    @property
    def sebutan(self) -> str:
        """The post as one speaks of it: `Plt. Camat Babakancikao`, or the official's own."""
        return f"{self.pelaksana} {self.jabatan_pelaksana}" if self.pelaksana else self.jabatan

    @property
    def wewenang(self) -> str:
        """The post whose authority a letter bears, as its title names it."""
        return self.atas_nama or self.jabatan_pelaksana or self.jabatan

    @property
    def nip_spasi(self) -> str:
        """The NIP as it is written: `19860926 201505 1 001`."""
        return spaced(self.nip)

    def __str__(self) -> str:
        return self.nama_lengkap


class Row(SimpleNamespace):
    """One row of a list; its columns are attributes, and it does not change."""

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError(f"cannot assign to {name!r}")

    def cells(self) -> Mapping[str, "Value"]:
        """The columns by name."""
        return vars(self)


Value = str | int | date | Gap | Pegawai | None | list[str] | list[Tick] | list[Row]
