"""The board of a dossier: each step, each output, what is there and what is still missing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy.engine import Connection

from archive import dossier, entries
from archive.dossier import Berkas
from archive.entries import Entry
from service import drafts
from service.drafts import Draft
from service.offices.profile import Office
from service.sop import editions, records
from service.sop.editions import Edition
from service.sop.procedure import Cara, Kelengkapan, Keluaran, Langkah, Procedure
from service.sop.records import Peristiwa

T = TypeVar("T", Entry, Draft)

NOTHING, WRITTEN, HELD, ISSUED = "belum", "ditulis", "ditahan", "terbit"
SIGNED, DONE = "ditandatangani", "selesai"


@dataclass(frozen=True)
class Slot:
    """One output of a step: its state, and what is there; everything newest first."""

    keluaran: Keluaran
    state: str
    entries: tuple[Entry, ...]
    drafts: tuple[Draft, ...]
    events: tuple[Peristiwa, ...] = ()

    @property
    def done(self) -> bool:
        """Tell whether nothing more is to be done for this output."""
        return self.state in (SIGNED, DONE)


@dataclass(frozen=True)
class Need:
    """Something that a step needs, and the entries that meet it, newest first.

    `linked` are those of them that were not uploaded for it but found in the archive.
    """

    kelengkapan: Kelengkapan
    met: bool
    entries: tuple[Entry, ...]
    linked: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Row:
    """One step with what it needs and its outputs."""

    langkah: Langkah
    slots: tuple[Slot, ...]
    needs: tuple[Need, ...] = ()

    @property
    def done(self) -> bool:
        """Tell whether every output of the step is there."""
        return all(slot.done for slot in self.slots)


@dataclass(frozen=True)
class Board:
    """A dossier against its procedure; `others` belong to no step, or were cancelled."""

    berkas: Berkas
    edition: Edition
    procedure: Procedure
    rows: tuple[Row, ...]
    others: tuple[Entry, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Say in plain words what is missing or unsigned, in the order of the steps."""
        return self._said(lambda _slot: True)

    @property
    def missing_papers(self) -> tuple[str, ...]:
        """Say the same, leaving out that the dossier is not closed yet."""
        return self._said(lambda slot: slot.keluaran.cara is not Cara.TUTUP)

    @property
    def shut(self) -> tuple[Entry, ...]:
        """Give the closed documents, each once: an export asks what becomes of them."""
        filed = [entry for row in self.rows for slot in row.slots for entry in slot.entries]
        needed = [entry for _row, need in self.outside() for entry in need.entries]
        found = {one.id: one for one in [*filed, *needed, *self.others] if one.closed}
        return tuple(found.values())

    @property
    def progress(self) -> tuple[int, int]:
        """Give how many outputs are done, of how many."""
        slots = [slot for row in self.rows for slot in row.slots]
        return sum(slot.done for slot in slots), len(slots)

    @property
    def unmet(self) -> tuple[Need, ...]:
        """Give the papers that are to be put in from outside and are not there, each once."""
        return tuple(need for _row, need in self._unmet())

    def need(self, slug: str) -> Need | None:
        """Find a paper that is put in from outside."""
        return next((need for _row, need in self.outside() if need.kelengkapan.slug == slug), None)

    def _said(self, wanted: Callable[[Slot], bool]) -> tuple[str, ...]:
        lines = [
            (row.langkah.nomor, 0, f"kelengkapan {need.kelengkapan.nama} belum ada")
            for row, need in self._unmet()
        ]
        lines += [
            (row.langkah.nomor, 1, f"{slot.keluaran.nama} {_lacks(slot)}")
            for row in self.rows
            for slot in row.slots
            if not slot.done and wanted(slot)
        ]
        in_order = sorted(lines, key=lambda line: line[:2])
        return tuple(f"Langkah {nomor}: {said}." for nomor, _, said in in_order)

    def _unmet(self) -> list[tuple[Row, Need]]:
        return [(row, need) for row, need in self.outside() if not need.met]

    def outside(self) -> list[tuple[Row, Need]]:
        """Give each paper from outside once, at the first step that needs it."""
        found: dict[str, tuple[Row, Need]] = {}
        for row in self.rows:
            for need in row.needs:
                if not need.kelengkapan.dari:
                    found.setdefault(need.kelengkapan.slug, (row, need))
        return list(found.values())


def read(conn: Connection, office: Office, berkas_id: int) -> Board:
    """Read the board of a dossier of this office. Raises NoSuchBerkas."""
    berkas = dossier.get_berkas(conn, office.id, berkas_id)
    edition = editions.get(conn, office.id, int(berkas.sop))
    found = entries.of_berkas(conn, berkas_id)
    procedure = edition.procedure()
    held = _Held(
        berkas,
        _by_output([entry for entry in found if entry.state != "batal"]),
        _by_output(drafts.being_written(conn, office.id, berkas_id)),
        records.events(conn, berkas_id),
        _linked(conn, office, berkas_id),
    )
    slots = {out.slug: held.slot(out) for step in procedure.langkah for out in step.keluaran}
    rows = tuple(
        Row(
            step,
            tuple(slots[out.slug] for out in step.keluaran),
            tuple(held.need(one, slots) for one in step.kelengkapan),
        )
        for step in procedure.langkah
    )
    known = set(slots) | {one.slug for step in procedure.langkah for one in step.kelengkapan}
    others = tuple(one for one in found if one.keluaran not in known or one.state == "batal")
    return Board(berkas, edition, procedure, rows, others)


@dataclass(frozen=True)
class _Held:
    """What a dossier holds, by output or need; everything newest first."""

    berkas: Berkas
    filed: Mapping[str, Sequence[Entry]]
    written: Mapping[str, Sequence[Draft]]
    noted: Mapping[str, Sequence[Peristiwa]]
    linked: Mapping[str, Sequence[Entry]]

    def slot(self, out: Keluaran) -> Slot:
        own = tuple(self.filed.get(out.slug, ()))
        begun = tuple(self.written.get(out.slug, ()))
        events = tuple(self.noted.get(out.slug, ()))
        if out.cara is Cara.TANDA_TANGAN and not own:
            signed = self.filed.get(out.dari, ())
            own = tuple(entry for entry in signed if entry.state == "ditandatangani")
        return Slot(out, _state(out, self.berkas, own, begun, events), own, begun, events)

    def need(self, one: Kelengkapan, slots: Mapping[str, Slot]) -> Need:
        if one.dari:
            source = slots[one.dari]
            return Need(one, source.state not in (NOTHING, WRITTEN), source.entries)
        linked = tuple(self.linked.get(one.slug, ()))
        there = (*linked, *self.filed.get(one.slug, ()))
        return Need(one, bool(there), there, frozenset(entry.id for entry in linked))


def _linked(conn: Connection, office: Office, berkas_id: int) -> dict[str, list[Entry]]:
    found = records.links(conn, berkas_id)
    return {
        slug: [
            entry
            for arsip_id in ids
            if (entry := entries.get(conn, office.id, arsip_id)).state != "batal"
        ]
        for slug, ids in found.items()
    }


def _state(
    out: Keluaran,
    berkas: Berkas,
    own: Sequence[Entry],
    begun: Sequence[Draft],
    events: Sequence[Peristiwa],
) -> str:
    if out.cara is Cara.TUTUP:
        return DONE if berkas.state == "tutup" else NOTHING
    if out.cara is Cara.CATAT:
        return DONE if events else NOTHING
    if not own:
        return WRITTEN if begun else NOTHING
    newest = own[0]
    if newest.state == "ditandatangani":
        return SIGNED
    if newest.pdf_held:
        return HELD
    return ISSUED if newest.ttd_wanted else DONE


def _by_output(found: Sequence[T]) -> dict[str, list[T]]:
    """Group by output, newest first."""
    groups: dict[str, list[T]] = {}
    for one in sorted(found, key=lambda one: one.id, reverse=True):
        groups.setdefault(_output_of(one), []).append(one)
    return groups


def _output_of(one: Entry | Draft) -> str:
    return (one.keluaran if isinstance(one, Entry) else one.place.keluaran) or ""


def _lacks(slot: Slot) -> str:
    if slot.keluaran.cara is Cara.TUTUP:
        return "belum dilakukan"
    if slot.keluaran.cara is Cara.CATAT:
        return "belum dicatat"
    return {
        NOTHING: "belum ada",
        WRITTEN: "baru berupa konsep yang belum diterbitkan",
        HELD: "PDF-nya ditahan, karena belum layak cetak",
        ISSUED: "belum ditandatangani, atau salinan bertanda tangannya belum diunggah",
    }[slot.state]
