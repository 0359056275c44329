"""The period that a dossier is about: a year, a quarter or a month, as it is printed."""

import re
from dataclasses import dataclass

from doc_templates.dates import MONTHS
from doc_templates.filters import romawi
from service.errors import Refused

TAHUN, TRIWULAN, BULAN = "tahun", "triwulan", "bulan"
PARTS = {TAHUN: 1, TRIWULAN: 4, BULAN: 12}
_MONTH = {number: name.capitalize() for name, number in MONTHS.items()}
_YEAR = re.compile(r"\b(\d{4})$")


@dataclass(frozen=True, order=True)
class Kurun:
    """The part `ke` (from 1) of a year; of a whole year there is one."""

    tahun: int
    jenis: str = TAHUN
    ke: int = 1

    def __str__(self) -> str:
        if self.jenis == TAHUN:
            return str(self.tahun)
        part = f"Triwulan {romawi(self.ke)}" if self.jenis == TRIWULAN else _MONTH[self.ke]
        return f"{part} {self.tahun}"

    @property
    def judul(self) -> str:
        """Give it as it stands in the title of a dossier: `Tahun 2026`, `Triwulan I 2026`."""
        return f"Tahun {self}" if self.jenis == TAHUN else str(self)

    @property
    def before(self) -> "Kurun":
        """Give the period of the same kind just before."""
        if self.ke > 1:
            return Kurun(self.tahun, self.jenis, self.ke - 1)
        return Kurun(self.tahun - 1, self.jenis, PARTS[self.jenis])

    @property
    def after(self) -> "Kurun":
        """Give the period of the same kind just after."""
        if self.ke < PARTS[self.jenis]:
            return Kurun(self.tahun, self.jenis, self.ke + 1)
        return Kurun(self.tahun + 1, self.jenis)


def parts(tahun: int, jenis: str) -> list[Kurun]:
    """Give the periods of this kind in a year; Refused when there is no such kind."""
    if jenis not in PARTS:
        raise Refused(f"Kurun waktu “{jenis}” tidak dikenal. Pakai {', '.join(PARTS)}.")
    return [Kurun(tahun, jenis, ke) for ke in range(1, PARTS[jenis] + 1)]


def read(text: str) -> Kurun | None:
    """Read a period as it is printed; None for what an older Naskah wrote otherwise."""
    tahun = year_of(text)
    every = [one for jenis in PARTS for one in parts(tahun, jenis)] if tahun else []
    return next((one for one in every if str(one) == text), None)


def year_of(text: str) -> int | None:
    """Give the year that a printed period ends with."""
    found = _YEAR.search(text)
    return int(found[1]) if found else None


def checked(tahun: int, jenis: str, ke: int) -> Kurun:
    """Give a period that somebody asked for; Refused when there is no such one."""
    if not 2000 <= tahun <= 2100:
        raise Refused(f"Tahun {tahun} tidak masuk akal. Tulis tahun data, misalnya 2026.")
    every = parts(tahun, jenis)
    if not 1 <= ke <= len(every):
        raise Refused(f"{jenis.capitalize()} ke-{ke} tidak ada. Pilih 1 sampai {len(every)}.")
    return every[ke - 1]
