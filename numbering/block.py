"""A block of numbers, and what it may be: its size, its days, its place before the counter."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy import Connection

from numbering.books import Buku
from numbering.errors import BadBlock, BlockClosed
from numbering.holding import Key
from numbering.schema import nomor
from numbering.series import period_of
from numbering.wording import tanggal as spelled

_MOST = 1_000
_FARTHEST = 10_000  # numbers ahead of the counter; beyond it a typing error is certain


@dataclass(frozen=True)
class Blok:
    """The numbers `pertama` to `terakhir`, kept on `tanggal` for letters dated up to `sampai`."""

    id: int
    buku_id: int
    periode: str
    pertama: int
    terakhir: int
    tanggal: date
    sampai: date
    alasan: str
    oleh: str
    pada: str
    lepas_pada: str | None
    lepas_oleh: str | None
    lepas_alasan: str
    kunci: str | None = None

    @property
    def kisaran(self) -> str:
        """Its numbers as people write them: 5–9."""
        return f"{self.pertama}–{self.terakhir}"


@dataclass(frozen=True)
class NewBlock:
    """What a block is wanted for; without `pertama` it begins where enough numbers are free."""

    tanggal: date
    count: int
    sampai: date
    alasan: str
    pertama: int | None = None


def check_size(new: NewBlock, periode: str, restart: str) -> None:
    """Raises BadBlock for a size or an end that no block can have."""
    if not 1 <= new.count <= _MOST:
        raise BadBlock(f"Blok memuat 1 sampai {_MOST} nomor, bukan {new.count}. Ubah jumlahnya.")
    if new.sampai < new.tanggal:
        raise BadBlock(
            f"Blok berakhir {spelled(new.sampai)}, sebelum dimulai {spelled(new.tanggal)}. "
            "Ubah tanggal berakhirnya."
        )
    if period_of(restart, new.sampai) != periode:
        raise BadBlock(
            f"Blok periode {periode} tidak dapat berakhir {spelled(new.sampai)}, karena nomor urut "
            "sudah mulai lagi saat itu. Pesan blok tersendiri untuk periode berikutnya."
        )


def place(conn: Connection, key: Key, counted: int, new: NewBlock) -> int:
    """The first number of the block: as wanted, or after whatever is in the way."""
    if new.pertama is None:
        pertama = counted + 1
        while (blocked := _last_taken(conn, key, pertama, new.count)) is not None:
            pertama = blocked + 1
        return pertama
    if new.pertama <= counted:
        raise BadBlock(
            f"Nomor {new.pertama} sudah terlewati: buku ini sudah sampai {counted}. "
            f"Mulai blok dari {counted + 1} atau sesudahnya."
        )
    if new.pertama > counted + _FARTHEST:
        raise BadBlock(f"Nomor {new.pertama} terlalu jauh dari hitungan buku ini, {counted}.")
    blocked = _last_taken(conn, key, new.pertama, new.count)
    if blocked is not None:
        raise BadBlock(
            f"Blok {new.pertama} sampai {new.pertama + new.count - 1} bertindih dengan nomor "
            f"{blocked} yang sudah tercatat. Mulai blok dari {blocked + 1} atau sesudahnya."
        )
    return new.pertama


def _last_taken(conn: Connection, key: Key, pertama: int, count: int) -> int | None:
    there = (nomor.c.buku_id == key["buku_id"], nomor.c.periode == key["periode"])
    inside = nomor.c.nomor_urut.between(pertama, pertama + count - 1)
    last: int | None = conn.scalar(sa.select(sa.func.max(nomor.c.nomor_urut)).where(*there, inside))
    return last


def check_day(buku: Buku, block: Blok, day: date) -> None:
    """Raises BlockClosed or BadBlock when the block has no number for a letter of this day."""
    if block.lepas_pada is not None:
        raise BlockClosed(f"Blok nomor {block.kisaran} sudah dilepas. Pakai nomor berikutnya.")
    if day > block.sampai:
        raise BlockClosed(
            f"Blok nomor {block.kisaran} berakhir {spelled(block.sampai)}; surat bertanggal "
            f"{spelled(day)} memakai nomor berikutnya. Lepas blok ini bila tidak dipakai lagi."
        )
    same_period = period_of(buku.restart, day) == block.periode
    if day < block.tanggal and not (buku.mundur and same_period):
        raise BadBlock(
            f"Blok nomor {block.kisaran} dipesan {spelled(block.tanggal)}; surat bertanggal "
            f"{spelled(day)} lebih awal. Pakai tanggal {spelled(block.tanggal)} atau sesudahnya."
        )
