"""Who performs a step: the officials whose posts the SOP means, on a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from service.offices.capacities import ACTING, OWN, Capacity, Staff
from service.sop.procedure import Langkah, Pemegang, Procedure


@dataclass(frozen=True)
class Petugas:
    """A performer of a step, and who holds the post; nobody may, and `luar` is outside."""

    nama: str
    luar: bool
    pejabat: tuple[Capacity, ...]


def of_step(procedure: Procedure, step: Langkah, staff: Staff, today: date) -> list[Petugas]:
    """Give the performers of a step in the order of the SOP, with who holds their posts today."""
    return [_petugas(procedure, one.nama, staff, today) for one in step.pelaksana]


def performs(procedure: Procedure, step: Langkah, posts: list[str]) -> bool:
    """Tell whether somebody in one of these posts performs the step."""
    known = [procedure.performer(one.nama) for one in step.pelaksana]
    return any(one.held_by(post) for one in known if one for post in posts)


def posts_of(staff: Staff, pejabat_id: int | None, today: date) -> list[str]:
    """Give the posts that an official fills today: the own one, and those acted in."""
    return [way.post for way in _filling(staff, today) if way.pejabat.id == pejabat_id]


def posts(staff: Staff, today: date) -> list[str]:
    """Give all posts that somebody fills today, be it as acting head."""
    return [way.post for way in _filling(staff, today)]


def _petugas(procedure: Procedure, nama: str, staff: Staff, today: date) -> Petugas:
    known = procedure.performer(nama) or Pemegang(nama)
    if not known.jabatan:
        return Petugas(nama, known.luar, ())
    filling = [way for way in _filling(staff, today) if known.held_by(way.post)]
    return Petugas(nama, known.luar, tuple(filling))


def _filling(staff: Staff, today: date) -> Iterator[Capacity]:
    ways = (way for way in staff.capacities if way.cara in (OWN, ACTING))
    yield from (way for way in ways if way.serves(today))
