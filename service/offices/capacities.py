"""In which capacities each official may sign, and who may on a date.

Whoever holds a post signs in it. Who was told to act for another signs under that post. Who has
a superior may sign a.n. that superior, and u.b. one level further up.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from sqlalchemy.engine import Connection

from doc_templates.dates import long_date as printed
from doc_templates.fields import FindPegawai
from doc_templates.values import Pegawai
from service.offices import penugasan, people
from service.offices.penugasan import Penugasan
from service.offices.people import Pejabat, known_as, names_of

OWN, ACTING, FOR, THROUGH = "sendiri", "pelaksana", "a.n.", "u.b."
_CAPACITY = ("pelaksana", "jabatan_pelaksana", "atas_nama", "melalui")


@dataclass(frozen=True)
class Capacity:
    """One way in which an official may sign; `key` is what a form sends."""

    key: str
    cara: str
    pejabat: Pejabat
    pegawai: Pegawai
    task: Penugasan | None = None

    @property
    def post(self) -> str:
        """Give the post that is filled: the one acted in, or the own."""
        return self.pegawai.jabatan_pelaksana or self.pegawai.jabatan

    @property
    def tertulis(self) -> str:
        """Say the capacity as one reads it in a list."""
        one = self.pegawai
        through = f"{one.melalui}, u.b. " if one.melalui else ""
        return f"a.n. {one.atas_nama}, {through}{one.sebutan}" if one.atas_nama else one.sebutan

    def serves(self, tanggal: date) -> bool:
        """Tell whether the official may sign so on `tanggal`."""
        if self.task and not people.within(self.task.mulai, self.task.selesai, tanggal):
            return False
        return self.pejabat.serves(tanggal)


@dataclass(frozen=True)
class Staff:
    """The officials of an office and who of them acts for whom, past and present."""

    people: Sequence[Pejabat]
    tasks: Sequence[Penugasan] = ()

    @property
    def posts(self) -> list[str]:
        """List all posts that somebody signs in, or for, by name."""
        held = {one.pegawai.jabatan for one in self.people} | {one.jabatan for one in self.tasks}
        return sorted((held | {one.atasan for one in self.people}) - {""})

    @cached_property
    def capacities(self) -> tuple[Capacity, ...]:
        """List all ways to sign, by official."""
        superiors = {one.pegawai.jabatan: one.atasan for one in reversed(self.people)}
        return tuple(way for one in self.people for way in self._ways(one, superiors))

    def head(self, tanggal: date) -> str:
        """Give the key of who leads the office on `tanggal`: first in order, or who acts for it."""
        first = self.people[0].pegawai.jabatan if self.people else ""
        ways = [way for way in self.capacities if way.serves(tanggal)]
        leads = [way for way in ways if way.post == first and way.cara in (OWN, ACTING)]
        leads.sort(key=lambda way: way.cara != ACTING)
        return next((way.key for way in (*leads, *ways)), "")

    def find(self, wanted: str | Mapping[str, object], tanggal: date | None) -> Pegawai:
        """Find who is meant by a key, NIP, name or table, allowed to sign so on the date.

        Raises ValueError with an Indonesian sentence that names who is in office.
        """
        matches = self._matches(wanted)
        if not matches:
            raise ValueError(
                f"{people.called(wanted)} tidak tercatat sebagai pejabat. "
                "Pilih dari daftar, atau tambahkan di Pengaturan › Pejabat."
            )
        for way in matches:
            if tanggal is None or way.serves(tanggal):
                return way.pegawai
        raise ValueError(self._refusal(matches[0], tanggal))

    def _ways(self, one: Pejabat, superiors: Mapping[str, str]) -> Iterator[Capacity]:
        yield from _of_post(Capacity(str(one.id), OWN, one, one.pegawai), one.atasan, superiors)
        for task in self.tasks:
            if task.pejabat_id == one.id:
                acting = replace(
                    one.pegawai, pelaksana=task.pelaksana, jabatan_pelaksana=task.jabatan
                )
                way = Capacity(f"{one.id}.tugas-{task.id}", ACTING, one, acting, task)
                yield from _of_post(way, superiors.get(task.jabatan, ""), superiors)

    def _matches(self, wanted: str | Mapping[str, object]) -> list[Capacity]:
        if isinstance(wanted, str):
            by_key = [way for way in self.capacities if way.key == wanted.strip()]
            if by_key:
                return by_key
        asked = wanted if isinstance(wanted, Mapping) else {}
        capacity = {name: str(asked.get(name) or "") for name in _CAPACITY}
        names = names_of(wanted)
        return [
            way
            for way in self.capacities
            if names & known_as(way.pejabat)
            and {name: getattr(way.pegawai, name) for name in _CAPACITY} == capacity
        ]

    def _refusal(self, way: Capacity, tanggal: date | None) -> str:
        assert tanggal is not None  # noqa: S101 - only a date can rule somebody out
        holders = [
            other.pegawai.nama_lengkap
            + (f" ({other.pegawai.sebutan})" if other.cara == ACTING else "")
            for other in self.capacities
            if other.cara in (OWN, ACTING) and other.post == way.post and other.serves(tanggal)
        ]
        said = ", ".join(holders).rstrip(".")
        who = f" Yang menjabat pada tanggal itu: {said}." if said else ""
        return (
            f"{way.pegawai.nama_lengkap} tidak menjabat {way.pegawai.sebutan} pada "
            f"{printed(tanggal)}.{who} "
            "Pilih pejabat lain, atau betulkan masa jabatannya di Pengaturan › Pejabat."
        )


def post_of(signer: Pegawai | None) -> str:
    """Give the post whose letter it is: the one signed for, acted in, or held."""
    if signer is None:
        return ""
    return signer.atas_nama or signer.jabatan_pelaksana or signer.jabatan


def staff_of(conn: Connection, instansi_id: int) -> Staff:
    """Read the officials of an office with all their appointments."""
    return Staff(people.every(conn, instansi_id), penugasan.every(conn, instansi_id))


def find_among(found: Sequence[Pejabat]) -> FindPegawai:
    """Make the look-up that a form uses, from officials who act for nobody."""
    return Staff(found).find


def _of_post(way: Capacity, superior: str, superiors: Mapping[str, str]) -> Iterator[Capacity]:
    """Give a capacity, and what its place below others adds to it."""
    yield way
    if superior:
        below = replace(way.pegawai, atas_nama=superior)
        yield replace(way, key=f"{way.key}.an", cara=FOR, pegawai=below)
    above = superiors.get(superior, "")
    if above:
        below = replace(way.pegawai, atas_nama=above, melalui=superior)
        yield replace(way, key=f"{way.key}.ub", cara=THROUGH, pegawai=below)
