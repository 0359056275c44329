"""Completeness: each step by its outputs and needs, with the state and the reason of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from archive.sheet import Cell, Column, Sheet, write_sheet
from service.board import Board
from service.slots import STATES, Need, Row, Slot, lacks
from service.sop.procedure import Cara

OUTPUT, NEED = "Keluaran", "Kelengkapan"
THERE, WANTING = "ada", "kurang"
COLUMNS = (
    Column("Langkah", 9),
    Column("Uraian", 44),
    Column("Pelaksana", 28),
    Column("Jenis", 13),
    Column("Nama", 44),
    Column("Keadaan", 26),
    Column("Keterangan", 60),
)


@dataclass(frozen=True)
class Cel:
    """One output or need of a step; `state` is one of a board's, or whether a need is met."""

    row: Row
    jenis: str
    nama: str
    state: str
    keadaan: str
    keterangan: str
    lengkap: bool


def cells(seen: Board) -> list[Cel]:
    """Give every output and need of a dossier, in the order of its SOP."""
    return [cell for row in seen.rows for cell in _of_row(row)]


def book(seen: Board) -> bytes:
    """Give the same as xlsx."""
    head = ("MATRIKS KELENGKAPAN", f"Berkas: {seen.berkas.judul}")
    out = BytesIO()
    write_sheet(out, Sheet("Matriks", COLUMNS, [_line(one) for one in cells(seen)], head))
    return out.getvalue()


def _line(one: Cel) -> list[Cell]:
    return [
        one.row.langkah.nomor,
        one.row.langkah.uraian,
        ", ".join(who.nama for who in one.row.langkah.pelaksana),
        one.jenis,
        one.nama,
        one.keadaan,
        one.keterangan,
    ]


def _of_row(row: Row) -> Iterator[Cel]:
    yield from (_need(row, need) for need in row.needs)
    yield from (_output(row, slot) for slot in row.slots)


def _need(row: Row, need: Need) -> Cel:
    state = THERE if need.met else WANTING
    papers = "; ".join(one.hal for one in need.entries[:3])
    said = "Ada" if need.met else "Belum ada"
    return Cel(row, NEED, need.kelengkapan.nama, state, said, papers, need.met)


def _output(row: Row, slot: Slot) -> Cel:
    nama, state = slot.keluaran.nama, slot.state
    return Cel(row, OUTPUT, nama, state, STATES[state], _why(slot), slot.done)


def _why(slot: Slot) -> str:
    if slot.alasan:
        by = slot.excused if slot.state == "dilewati" else slot.reopened
        return f"{slot.alasan} ({by.oleh})" if by else slot.alasan
    if not slot.done:
        return f"{lacks(slot).capitalize()}."
    if slot.keluaran.cara is Cara.CATAT and slot.events:
        newest = slot.events[0]
        return f"{newest.tanggal:%d-%m-%Y} {newest.catatan}".strip()
    return slot.entries[0].hal if slot.entries else ""
