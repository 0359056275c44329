"""What an auditor asks besides the papers: what was decided at a step, and what was handed over.

The same facts stand on the cover of a dossier and in its spreadsheet; where nothing happened,
nothing is printed.
"""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from archive.sheet import Column, Sheet
from service.board import Board
from service.sop.tindakan import Tindakan

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
    rows = {row.langkah.nomor: row for row in seen.rows}
    taken = {one.id: one for row in seen.rows for one in row.tindakan}
    names = {slot.keluaran.slug: slot.keluaran.nama for row in seen.rows for slot in row.slots}
    found = (taken[number] for number in sorted(taken))
    return [_decision(one, rows[one.langkah].said_of(one), names, zone) for one in found]


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


def _decision(one: Tindakan, said: str, names: dict[str, str], zone: ZoneInfo) -> Decision:
    day = datetime.fromisoformat(one.dibuat_pada).astimezone(zone).date()
    nama = names.get(one.keluaran, "")
    return Decision(one.langkah, day, f"{said}: {nama}" if nama else said, one.catatan, one.siapa)
