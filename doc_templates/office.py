"""The office whose letters are printed: its kop, paper and fonts."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from doc_templates.tata import Tata, tata_from

PAPERS = {"A4": (210, 297), "F4-215": (215, 330), "F4-210": (210, 330)}
"""Paper in millimetres. Permendagri 1/2023 says A4; F4 is local habit, in two widths."""

LIBRARY = Path(__file__).parent / "library"


@dataclass(frozen=True)
class Instansi:
    """An office as its letters show it; `huruf` maps a class of documents to its font."""

    pemerintah: str
    nama: str
    alamat: tuple[str, ...]
    tempat: str
    telepon: str = ""
    kode_pos: str = ""
    laman: str = ""
    pos_el: str = ""
    induk: str = ""  # the perangkat daerah above a kelurahan or UPT, a line of its own in the kop
    zona: str = "WIB"
    kertas: str = "A4"
    huruf: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    tata: Tata = field(default_factory=Tata)
    logo: bytes | None = field(default=None, repr=False)
    contoh: bool = False

    @property
    def sebelum_tanggal(self) -> str:
        """What stands before a letter's date: the place, unless the office leaves it to the kop."""
        return f"{self.tempat}, " if self.tata.tempat_tanggal else ""


def sample() -> Instansi:
    """The invented office of the samples, from library/instansi-contoh.toml."""
    table = tomllib.loads((LIBRARY / "instansi-contoh.toml").read_text("utf-8"))
    logo = (LIBRARY / table.pop("logo")).read_bytes()
    table |= {"alamat": tuple(table["alamat"]), "tata": tata_from(table["tata"])}
    return Instansi(**table, logo=logo, contoh=True)
