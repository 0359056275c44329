"""The daftar isi berkas as a spreadsheet: one row a document."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from archive.entries import Entry, FiledFile
from archive.sheet import Cell, Column, Sheet, write_sheet
from service.board import Board
from service.offices.profile import Office

# The columns of the daftar isi berkas (naskah-dinas.md 5.1), then what proves each document.
COLUMNS = (
    Column("No. item arsip", 8),
    Column("Kode klasifikasi", 16),
    Column("Langkah", 9),
    Column("Uraian informasi arsip", 48),
    Column("Hal", 48),
    Column("Nomor", 28),
    Column("Tanggal", 13),
    Column("Jumlah file", 9),
    Column("Penandatangan", 32),
    Column("Keadaan", 26),
    Column("Tanggal tanda tangan", 13),
    Column("Lokasi kertas", 24),
    Column("SHA-256", 66),
)


@dataclass(frozen=True)
class Row:
    """One document with its files."""

    langkah: int | None
    nama: str
    entry: Entry
    files: Sequence[FiledFile]
    keterangan: str


def sheet(office: Office, seen: Board, rows: Sequence[Row], jejak: str) -> bytes:
    """Give the list as xlsx."""
    head = (
        "DAFTAR ISI BERKAS",
        f"{office.profil.pemerintah}, {office.profil.nama}",
        f"Berkas: {seen.berkas.judul}",
        f"Unit pengolah: {seen.berkas.unit_pengolah}",
        f"Kurun waktu: {seen.berkas.kurun_waktu}",
        jejak,
    )
    cells = [_cells(place, seen, row) for place, row in enumerate(rows, 1)]
    out = BytesIO()
    write_sheet(out, Sheet("Daftar isi berkas", COLUMNS, cells, head))
    return out.getvalue()


def _cells(place: int, seen: Board, row: Row) -> list[Cell]:
    entry, paper = row.entry, vars(row.entry.lokasi)
    return [
        place,
        seen.berkas.kode_klasifikasi,
        row.langkah,
        row.nama,
        entry.hal,
        entry.nomor_surat or "",
        entry.tanggal,
        len(row.files),
        entry.penandatangan,
        row.keterangan,
        entry.tanggal_ttd,
        ", ".join(f"{name} {value}" for name, value in paper.items() if value),
        "\n".join(one.digest for one in row.files),
    ]
