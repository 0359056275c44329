"""What an auditor asks besides the papers: what was decided at a step, and what was handed over.

The same facts stand on the cover of a dossier and in its spreadsheet; where nothing happened,
nothing is printed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from archive.sheet import Column, Sheet
from service.board import Board
from service.sop.tindakan import Tindak, Tindakan

DECISIONS = (
    Column("Langkah", 9),
    Column("Tanggal", 12),
    Column("Keputusan", 44),
    Column("Catatan", 70),
    Column("Oleh", 30),
)
DELIVERIES = (
    Column("Langkah", 9),
    Column("Dokumen", 44),
    Column("Tanggal", 12),
    Column("Kepada", 40),
    Column("Jumlah", 9),
    Column("Cara", 14),
    Column("Penerima", 30),
    Column("Dicatat oleh", 30),
)


@dataclass(frozen=True)
class Decision:
    """One decision about the steps of a dossier, in words."""

    langkah: int
    tanggal: date
    keputusan: str
    catatan: str
    oleh: str


@dataclass(frozen=True)
class Delivery:
    """Copies of an output that were handed over."""

    langkah: int
    dokumen: str
    tanggal: date
    kepada: str
    jumlah: int
    cara: str
    penerima: str
    oleh: str


def decisions(seen: Board, zone: ZoneInfo) -> list[Decision]:
    """Give every decision of a dossier, in the order in which they were taken; days in `zone`."""
    taken = {one.id: one for row in seen.rows for one in row.tindakan}
    names = {slot.keluaran.slug: slot.keluaran.nama for row in seen.rows for slot in row.slots}
    return [_decision(taken[number], names, zone) for number in sorted(taken)]


def deliveries(seen: Board) -> list[Delivery]:
    """Give everything that was handed over, in the order of the steps."""
    return [
        Delivery(
            row.langkah.nomor,
            slot.keluaran.nama,
            one.tanggal,
            one.kepada,
            one.jumlah,
            one.cara,
            one.penerima,
            one.oleh,
        )
        for row in seen.rows
        for slot in row.slots
        for one in reversed(slot.deliveries)
    ]


def sheets(seen: Board, zone: ZoneInfo) -> list[Sheet]:
    """Give the same as pages of a workbook; a page that would be empty is left out."""
    head = (f"Berkas: {seen.berkas.judul}",)
    taken = [list(vars(one).values()) for one in decisions(seen, zone)]
    handed = [list(vars(one).values()) for one in deliveries(seen)]
    pages = [
        Sheet("Keputusan", DECISIONS, taken, ("KEPUTUSAN", *head)),
        Sheet("Penyampaian", DELIVERIES, handed, ("PENYAMPAIAN", *head)),
    ]
    return [page for page in pages if page.baris]


def _decision(one: Tindakan, names: dict[str, str], zone: ZoneInfo) -> Decision:
    day = datetime.fromisoformat(one.dibuat_pada).astimezone(zone).date()
    what = SAID[Tindak(one.tindakan)](one)
    nama = names.get(one.keluaran, "")
    return Decision(one.langkah, day, f"{what}: {nama}" if nama else what, one.catatan, one.oleh)


SAID: dict[Tindak, Callable[[Tindakan], str]] = {
    Tindak.KEMBALI: lambda one: f"Tidak, dikembalikan ke langkah {one.ke_langkah}",
    Tindak.SETUJU: lambda _one: "Ya, disetujui",
    Tindak.LEWATI: lambda _one: "Dilewati",
    Tindak.TETAP: lambda _one: "Versi yang ada tetap dipakai",
    Tindak.ULANG: lambda one: f"Dilakukan lagi, langkah {one.ke_langkah} sampai {one.langkah}",
}
