"""Whom a letter's form offers: officials in each capacity, those in office on its date first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from doc_templates.blanks import is_empty
from doc_templates.dates import long_date
from doc_templates.shapes import Field
from service.offices.capacities import ACTING, FOR, OWN, THROUGH, Capacity, Staff

SIGNER = "penandatangan"  # the field that may be signed for somebody else
_HEADINGS = {
    OWN: "Dalam jabatannya",
    ACTING: "Pelaksana (Plt., Plh., Pj.)",
    FOR: "Atas nama (a.n.)",
    THROUGH: "Untuk beliau (u.b.)",
}


@dataclass(frozen=True)
class Options:
    """One heading of a list to choose from: keys, and what is read beside them."""

    judul: str
    pilihan: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Choosing:
    """The officials of the office, and the day that decides who of them is in office."""

    staff: Staff
    tanggal: date

    def chosen(self, value: object) -> str:
        """Give the key of the official who is meant; who is not known stays as typed."""
        if is_empty(value) or not isinstance(value, str | Mapping):
            return ""
        try:
            wanted = self.staff.find(value, None)
        except ValueError:
            return value if isinstance(value, str) else str(value.get("nama", ""))
        if any(value == way.key for way in self.staff.capacities):
            return str(value)
        return next(way.key for way in self.staff.capacities if way.pegawai == wanted)

    def options(self, field: Field, chosen: str) -> list[Options]:
        """Give what a field offers: who is in office by capacity, then the others."""
        wanted = tuple(_HEADINGS) if field.nama == SIGNER else (OWN, ACTING)
        ways = [way for way in self.staff.capacities if way.cara in wanted or way.key == chosen]
        now = [way for way in ways if way.serves(self.tanggal)]
        past = [way for way in ways if way not in now and _shown(way, chosen)]
        groups = [
            (judul, [way for way in now if way.cara == cara]) for cara, judul in _HEADINGS.items()
        ]
        groups.append((f"Tidak menjabat pada {long_date(self.tanggal)}", past))
        return [Options(judul, _told(group)) for judul, group in groups if group]


def _shown(way: Capacity, chosen: str) -> bool:
    return way.cara in (OWN, ACTING) or way.key == chosen


def _told(ways: Sequence[Capacity]) -> tuple[tuple[str, str], ...]:
    return tuple((way.key, f"{way.pegawai.nama_lengkap} · {way.tertulis}") for way in ways)
