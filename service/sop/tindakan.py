"""What was decided about the steps of a dossier, and what it means for a step.

Facts are only added. A step that was sent back or is done again begins a new round: what was
there before stays to be read, and what comes later counts.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.schema import penyampaian as handed
from service.schema import peristiwa
from service.schema import tindakan as table


class Tindak(StrEnum):
    """What can be decided."""

    KEMBALI = "kembali"  # the answer at a step leads back: from `ke_langkah` on it is done again
    SETUJU = "setuju"  # it leads on, to `ke_langkah`; what lies between need not come
    LEWATI = "lewati"  # nothing will come: a step, or one output of it
    TETAP = "tetap"  # what was there before the step was opened again still stands
    ULANG = "ulang"  # from `ke_langkah` to `langkah` it is done again, by the office's own will


REOPENING = (Tindak.KEMBALI, Tindak.ULANG)


@dataclass(frozen=True)
class Tindakan:
    """One decision; `arsip_sampai` and the two after it tell what there was when it was taken.

    `atas_nama` is who decided, where somebody else wrote it down.
    """

    langkah: int
    tindakan: str
    oleh: str
    catatan: str = ""
    keluaran: str = ""
    ke_langkah: int = 0
    arsip_sampai: int = 0
    file_sampai: int = 0
    peristiwa_sampai: int = 0
    atas_nama: str = ""
    dibuat_pada: str = ""
    id: int = 0

    @property
    def siapa(self) -> str:
        """Say who decided, and who only wrote it down."""
        return f"{self.atas_nama} (dicatat {self.oleh})" if self.atas_nama else self.oleh


@dataclass(frozen=True)
class Penyampaian:
    """Copies of an output that were handed over; `bukti_id` is the entry with the receipt."""

    langkah: int
    keluaran: str
    arsip_id: int
    kepada: str
    tanggal: date
    cara: str
    jumlah: int
    penerima: str
    oleh: str
    bukti_id: int | None = None
    dibuat_pada: str = ""
    id: int = 0


@dataclass(frozen=True)
class Rounds:
    """The decisions of one dossier, newest first, and what they say about a step."""

    taken: Sequence[Tindakan] = ()

    def since(self, nomor: int) -> Tindakan | None:
        """Give what opened a step again last."""
        spans = (one for one in self.taken if one.tindakan in REOPENING)
        return next((one for one in spans if one.ke_langkah <= nomor <= one.langkah), None)

    def excused(self, nomor: int, keluaran: str) -> Tindakan | None:
        """Give the decision by which an output need not come, as long as it stands."""
        return self._standing(
            nomor, lambda one: _skips(one, nomor, keluaran) or self._passes_over(one, nomor)
        )

    def _passes_over(self, one: Tindakan, nomor: int) -> bool:
        """Tell whether an answer leads past a step; one whose own step was reopened does not."""
        passes = one.tindakan == Tindak.SETUJU and one.langkah < nomor < one.ke_langkah
        return passes and self.answer(one.langkah) is one

    def kept(self, nomor: int, keluaran: str) -> Tindakan | None:
        """Give the decision by which what was there before still stands."""
        return self._standing(
            nomor, lambda one: one.tindakan == Tindak.TETAP and one.keluaran == keluaran
        )

    def answer(self, nomor: int) -> Tindakan | None:
        """Give how the question of a step was answered last.

        An answer that leads on ends with a new round; one that leads back stays to be read.
        """
        onward = self._standing(
            nomor, lambda one: one.tindakan == Tindak.SETUJU and one.langkah == nomor
        )
        asked = (one for one in self.taken if one.langkah == nomor)
        return onward or next((one for one in asked if one.tindakan == Tindak.KEMBALI), None)

    def of_step(self, nomor: int) -> tuple[Tindakan, ...]:
        """Give all that was decided at a step or sends it back, newest first."""
        return tuple(
            one
            for one in self.taken
            if one.langkah == nomor
            or (one.tindakan in REOPENING and one.ke_langkah <= nomor <= one.langkah)
        )

    def _standing(self, nomor: int, fits: Callable[[Tindakan], bool]) -> Tindakan | None:
        since = self.since(nomor)
        first = since.id if since else 0
        return next((one for one in self.taken if one.id > first and fits(one)), None)


def of_berkas(conn: Connection, berkas_ids: Sequence[int]) -> dict[int, Rounds]:
    """Read the decisions of dossiers; those without any are absent."""
    columns = [table.c[name] for name in Tindakan.__dataclass_fields__]
    query = sa.select(table.c.berkas_id, *columns).where(table.c.berkas_id.in_(berkas_ids))
    found = defaultdict(list)
    for row in conn.execute(query.order_by(table.c.id.desc())).mappings():
        values = dict(row)
        found[values.pop("berkas_id")].append(Tindakan(**values))
    return {berkas_id: Rounds(taken) for berkas_id, taken in found.items()}


def handed_over(conn: Connection, berkas_ids: Sequence[int]) -> dict[int, list[Penyampaian]]:
    """Read what was handed over, newest first; dossiers without any are absent."""
    columns = [handed.c[name] for name in Penyampaian.__dataclass_fields__]
    query = sa.select(handed.c.berkas_id, *columns).where(handed.c.berkas_id.in_(berkas_ids))
    found = defaultdict(list)
    for row in conn.execute(query.order_by(handed.c.id.desc())).mappings():
        values = dict(row)
        found[values.pop("berkas_id")].append(Penyampaian(**values))
    return found


def last_event(conn: Connection, berkas_id: int) -> int:
    """Give the id of the newest event of a dossier, 0 where none is."""
    newest = sa.select(sa.func.max(peristiwa.c.id)).where(peristiwa.c.berkas_id == berkas_id)
    return conn.scalar(newest) or 0


def add(conn: Connection, instansi_id: int, berkas_id: int, new: Tindakan, *, pada: str) -> None:
    """Write a decision down."""
    _insert(conn, table, instansi_id, berkas_id, vars(new), pada)


def hand_over(
    conn: Connection, instansi_id: int, berkas_id: int, new: Penyampaian, *, pada: str
) -> None:
    """Write down that copies were handed over."""
    _insert(conn, handed, instansi_id, berkas_id, vars(new), pada)


def _insert(
    conn: Connection,
    into: sa.Table,
    instansi_id: int,
    berkas_id: int,
    values: Mapping[str, object],
    pada: str,
) -> None:
    noted = {name: value for name, value in values.items() if name != "id"}
    where = {"instansi_id": instansi_id, "berkas_id": berkas_id, "dibuat_pada": pada}
    conn.execute(into.insert().values(noted | where))


def _skips(one: Tindakan, nomor: int, keluaran: str) -> bool:
    skipped = one.tindakan == Tindak.LEWATI and one.langkah == nomor
    return skipped and one.keluaran in ("", keluaran)
