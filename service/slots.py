"""The places of a board: a step with its outputs and needs, and in which state each is."""

from dataclasses import dataclass

from archive.entries import Entry
from service.drafts import Draft
from service.sop.procedure import Cara, Kelengkapan, Keluaran, Langkah
from service.sop.records import Peristiwa
from service.sop.tindakan import Penyampaian, Tindakan

# An output that is not there: its step has not come, or it is its turn, or it was sent back.
NOTHING, DUE, RETURNED = "belum", "saatnya", "dikembalikan"
LATE = "terlambat"  # DUE past its time; only a calendar can tell, see service/jadwal.py
WRITTEN, PRINTED, HELD, ISSUED = "ditulis", "dicetak", "ditahan", "terbit"
SIGNED, DONE, DELIVERED, SKIPPED = "ditandatangani", "selesai", "disampaikan", "dilewati"
ABSENT = (NOTHING, DUE, LATE, RETURNED)
FINISHED = (SIGNED, DONE, DELIVERED, SKIPPED)

STATES = {
    NOTHING: "Belum saatnya",
    DUE: "Saatnya",
    LATE: "Terlambat",
    RETURNED: "Dikembalikan",
    WRITTEN: "Konsep",
    PRINTED: "Dicetak, menunggu nomor",
    HELD: "PDF ditahan",
    ISSUED: "Menunggu tanda tangan",
    SIGNED: "Ditandatangani",
    DELIVERED: "Disampaikan",
    DONE: "Selesai",
    SKIPPED: "Dilewati",
}


@dataclass(frozen=True)
class Slot:
    """One output of a step: its state, and what is there; everything newest first.

    `reopened` is the decision that opened it again last, `excused` the one by which it need not
    come. `finished` is the moment at which nothing more was to be done, empty until then.
    """

    keluaran: Keluaran
    state: str
    entries: tuple[Entry, ...]
    drafts: tuple[Draft, ...]
    events: tuple[Peristiwa, ...] = ()
    deliveries: tuple[Penyampaian, ...] = ()
    reopened: Tindakan | None = None
    excused: Tindakan | None = None
    finished: str = ""

    @property
    def done(self) -> bool:
        """Tell whether nothing more is to be done for this output."""
        return self.state in FINISHED

    @property
    def absent(self) -> bool:
        """Tell whether nothing is there that counts, not even a draft."""
        return self.state in ABSENT

    @property
    def present(self) -> bool:
        """Tell whether something is there that counts, and more than a draft."""
        return self.state not in (*ABSENT, WRITTEN, PRINTED, SKIPPED)

    @property
    def returned(self) -> bool:
        """Tell whether it is to come again, and nothing new is there yet."""
        return self.state == RETURNED

    @property
    def alasan(self) -> str:
        """Say why it is as it is: the note of what sent it back, or let it go."""
        decided = self.excused if self.state == SKIPPED else self.reopened
        return decided.catatan if decided and self.state in (SKIPPED, RETURNED) else ""


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
    """One step with what it needs, its outputs, and what was decided at it, newest first.

    `turn` tells that it is the step that comes next; `answer` is how its question was answered.
    """

    langkah: Langkah
    slots: tuple[Slot, ...]
    needs: tuple[Need, ...] = ()
    tindakan: tuple[Tindakan, ...] = ()
    answer: Tindakan | None = None
    turn: bool = False

    @property
    def done(self) -> bool:
        """Tell whether every output of the step is there, or need not come."""
        return all(slot.done for slot in self.slots)

    @property
    def finished(self) -> str:
        """Give the moment at which the last of its outputs was done; empty until then."""
        return max((slot.finished for slot in self.slots), default="") if self.done else ""

    @property
    def reopened(self) -> Tindakan | None:
        """Give the decision that opened the step again last."""
        return next((slot.reopened for slot in self.slots if slot.reopened), None)


def lacks(slot: Slot) -> str:
    """Say in plain words what is still to be done for an output."""
    if slot.state == RETURNED:
        return f"dikembalikan: {slot.alasan.rstrip('.')}"
    if slot.state in ABSENT:
        absent = {Cara.TUTUP: "belum dilakukan", Cara.CATAT: "belum dicatat"}
        return absent.get(slot.keluaran.cara, "belum ada")
    return {
        WRITTEN: "baru berupa konsep yang belum diterbitkan",
        PRINTED: "dicetak tanpa nomor, dan belum kembali bertanda tangan",
        HELD: "PDF-nya ditahan, karena belum layak cetak",
        ISSUED: "belum ditandatangani, atau salinan bertanda tangannya belum diunggah",
    }[slot.state]
