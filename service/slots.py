"""The places of a board: a step with its outputs and needs, and in which state each is."""

from dataclasses import dataclass

from archive.entries import Entry
from service.drafts import Draft
from service.sop.answers import Way
from service.sop.procedure import Cara, Kelengkapan, Keluaran, Langkah
from service.sop.records import Peristiwa
from service.sop.tindakan import Penyampaian, Tindak, Tindakan

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

DECIDED = {
    Tindak.KEMBALI: "Dikembalikan dari langkah {langkah} ke langkah {ke_langkah}",
    Tindak.SETUJU: "Dijawab",
    Tindak.LEWATI: "Dilewati",
    Tindak.TETAP: "Versi yang ada tetap dipakai",
    Tindak.ULANG: "Dilakukan lagi, langkah {ke_langkah} sampai {langkah}",
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
        decided = self.decided
        if decided is None:
            return ""
        if decided.tindakan != Tindak.SETUJU:
            return decided.catatan
        where = f"Dilewati keputusan langkah {decided.langkah}: lanjut ke langkah"
        return f"{where} {decided.ke_langkah}. {decided.catatan}".strip()

    @property
    def decided(self) -> Tindakan | None:
        """Give the decision by which it was let go or sent back, where that is its state."""
        return {SKIPPED: self.excused, RETURNED: self.reopened}.get(self.state)

    @property
    def passed(self) -> bool:
        """Tell whether an answer at an earlier step leads past it."""
        return self.excused is not None and self.excused.tindakan == Tindak.SETUJU


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

    `turn` tells that it is the step that comes next; `ways` is where the answers to its question
    lead, and `answer` how it was answered last.
    """

    langkah: Langkah
    slots: tuple[Slot, ...]
    needs: tuple[Need, ...] = ()
    tindakan: tuple[Tindakan, ...] = ()
    answer: Tindakan | None = None
    turn: bool = False
    ways: tuple[Way, ...] = ()

    @property
    def done(self) -> bool:
        """Tell whether every output is there or need not come, and the question is answered."""
        return all(slot.done for slot in self.slots) and not self.unanswered

    @property
    def finished(self) -> str:
        """Give the moment at which the last of it was done; empty until then."""
        if not self.done:
            return ""
        answered = self.answer.dibuat_pada if self.decided and self.answer else ""
        return max((slot.finished for slot in self.slots), default=answered) or answered

    @property
    def decided(self) -> bool:
        """Tell whether its question was answered so that the work goes on."""
        return self.answer is not None and self.answer.tindakan == Tindak.SETUJU

    @property
    def unanswered(self) -> bool:
        """Tell whether its question waits for an answer; that of a step let go does not."""
        return bool(self.ways) and not self.decided and not self.let_go

    @property
    def let_go(self) -> bool:
        """Tell whether the step was skipped whole, or an earlier answer leads past it."""
        gone = [slot.state == SKIPPED or slot.passed for slot in self.slots]
        return bool(gone) and all(gone)

    def way_of(self, one: Tindakan | None) -> Way | None:
        """Give the answer that a decision at this step was; None when it was none."""
        if one is None or one.tindakan not in (Tindak.SETUJU, Tindak.KEMBALI):
            return None
        fits = (way for way in self.ways if way.ke == (one.ke_langkah or way.berikut))
        return next(fits, None) if one.langkah == self.langkah.nomor else None

    def said_of(self, one: Tindakan) -> str:
        """Say in words what was decided at this step, or what sent it back from a later one."""
        way = self.way_of(one)
        return str(way) if way else DECIDED[Tindak(one.tindakan)].format(**vars(one))

    @property
    def reopened(self) -> Tindakan | None:
        """Give the decision that opened the step again last."""
        return next((slot.reopened for slot in self.slots if slot.reopened), None)


def question_of(row: Row) -> str:
    """Give the question of a step; empty where it has none."""
    return row.langkah.keputusan.tanya if row.langkah.keputusan else ""


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
