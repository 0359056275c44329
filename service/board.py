"""The board of a dossier: each step, each output, what is there and what is still missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy.engine import Connection

from archive import dossier, entries
from archive.dossier import Berkas
from archive.entries import Entry
from service import drafts
from service.drafts import Draft
from service.offices.profile import Office
from service.sop import editions
from service.sop.editions import Edition
from service.sop.procedure import Cara, Keluaran, Langkah, Procedure

T = TypeVar("T", Entry, Draft)

NOTHING, WRITTEN, HELD, ISSUED = "belum", "ditulis", "ditahan", "terbit"
SIGNED, DONE = "ditandatangani", "selesai"


@dataclass(frozen=True)
class Slot:
    """One output of a step: its state, and what is there; entries newest first."""

    keluaran: Keluaran
    state: str
    entries: tuple[Entry, ...]
    drafts: tuple[Draft, ...]

    @property
    def done(self) -> bool:
        """Tell whether nothing more is to be done for this output."""
        return self.state in (SIGNED, DONE)


@dataclass(frozen=True)
class Row:
    """One step with its outputs."""

    langkah: Langkah
    slots: tuple[Slot, ...]

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
        return tuple(_said(row, slot) for row, slot in self._undone())

    @property
    def missing_papers(self) -> tuple[str, ...]:
        """Say the same, leaving out that the dossier is not closed yet."""
        undone = self._undone()
        return tuple(
            _said(row, slot) for row, slot in undone if slot.keluaran.cara is not Cara.TUTUP
        )

    @property
    def progress(self) -> tuple[int, int]:
        """Give how many outputs are done, of how many."""
        slots = [slot for row in self.rows for slot in row.slots]
        return sum(slot.done for slot in slots), len(slots)

    def _undone(self) -> list[tuple[Row, Slot]]:
        return [(row, slot) for row in self.rows for slot in row.slots if not slot.done]


def read(conn: Connection, office: Office, berkas_id: int) -> Board:
    """Read the board of a dossier of this office. Raises NoSuchBerkas."""
    berkas = dossier.get_berkas(conn, office.id, berkas_id)
    edition = editions.get(conn, office.id, int(berkas.sop))
    found = entries.of_berkas(conn, berkas_id)
    filed = _by_output([entry for entry in found if entry.state != "batal"])
    written = _by_output(drafts.being_written(conn, office.id, berkas_id))
    procedure = edition.procedure()
    rows = tuple(
        Row(step, tuple(_slot(out, berkas, filed, written) for out in step.keluaran))
        for step in procedure.langkah
    )
    known = {out.slug for step in procedure.langkah for out in step.keluaran}
    others = tuple(one for one in found if one.keluaran not in known or one.state == "batal")
    return Board(berkas, edition, procedure, rows, others)


def _slot(
    out: Keluaran,
    berkas: Berkas,
    filed: Mapping[str, Sequence[Entry]],
    written: Mapping[str, Sequence[Draft]],
) -> Slot:
    own, begun = tuple(filed.get(out.slug, ())), tuple(written.get(out.slug, ()))
    if out.cara is Cara.TANDA_TANGAN and not own:
        own = tuple(entry for entry in filed.get(out.dari, ()) if entry.state == "ditandatangani")
    return Slot(out, _state(out, berkas, own, begun), own, begun)


def _state(out: Keluaran, berkas: Berkas, own: Sequence[Entry], begun: Sequence[Draft]) -> str:
    if out.cara is Cara.TUTUP:
        return DONE if berkas.state == "tutup" else NOTHING
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


def _said(row: Row, slot: Slot) -> str:
    return f"Langkah {row.langkah.nomor}: {slot.keluaran.nama} {_lacks(slot)}."


def _lacks(slot: Slot) -> str:
    if slot.keluaran.cara is Cara.TUTUP:
        return "belum dilakukan"
    return {
        NOTHING: "belum ada",
        WRITTEN: "baru berupa konsep yang belum diterbitkan",
        HELD: "PDF-nya ditahan, karena belum layak cetak",
        ISSUED: "belum ditandatangani, atau salinan bertanda tangannya belum diunggah",
    }[slot.state]
