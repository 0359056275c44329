"""Completeness: each step by its needs, its outputs and its question, with the reason of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from zoneinfo import ZoneInfo

from archive.sheet import Cell, Column, Sheet, write_sheet
from service import decided
from service.board import Board
from service.slots import SKIPPED, STATES, Need, Row, Slot, lacks, question_of
from service.sop.procedure import Cara

OUTPUT, NEED, DECISION = "Keluaran", "Kelengkapan", "Keputusan"
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
    """One need, output or question of a step; `state` is one of a board's, or whether it is met."""

    row: Row
    jenis: str
    nama: str
    state: str
    keadaan: str
    keterangan: str
    lengkap: bool


def cells(seen: Board) -> list[Cel]:
    """Give every need, output and question of a dossier, in the order of its SOP."""
    return [cell for row in seen.rows for cell in _of_row(row)]


def book(seen: Board, zone: ZoneInfo) -> bytes:
    """Give the same as xlsx, with what was decided and handed over; days in `zone`."""
    head = ("MATRIKS KELENGKAPAN", f"Berkas: {seen.berkas.judul}")
    out = BytesIO()
    matrix = Sheet("Matriks", COLUMNS, [_line(one) for one in cells(seen)], head)
    write_sheet(out, matrix, *decided.sheets(seen, zone))
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
    if row.ways:
        yield _decision(row)


def _need(row: Row, need: Need) -> Cel:
    state = THERE if need.met else WANTING
    papers = "; ".join(one.hal for one in need.entries[:3])
    said = "Ada" if need.met else "Belum ada"
    return Cel(row, NEED, need.kelengkapan.nama, state, said, papers, need.met)


def _output(row: Row, slot: Slot) -> Cel:
    nama, state = slot.keluaran.nama, slot.state
    return Cel(row, OUTPUT, nama, state, STATES[state], _why(slot), slot.done)


def _decision(row: Row) -> Cel:
    """Give the question with its answer, or with both ways while it has none."""
    tanya, one = question_of(row), row.answer
    if one and row.decided:
        why = f"{one.catatan} ({one.siapa})".strip()
        return Cel(row, DECISION, tanya, THERE, row.said_of(one), why, lengkap=True)
    if row.let_go:
        return Cel(row, DECISION, tanya, THERE, STATES[SKIPPED], "", lengkap=True)
    both = "; ".join(map(str, row.ways))
    return Cel(row, DECISION, tanya, WANTING, "Belum dijawab", both, lengkap=False)


def _why(slot: Slot) -> str:
    if slot.decided:
        return f"{slot.alasan} ({slot.decided.siapa})"
    if not slot.done:
        return f"{lacks(slot).capitalize()}."
    if slot.keluaran.cara is Cara.CATAT and slot.events:
        newest = slot.events[0]
        return f"{newest.tanggal:%d-%m-%Y} {newest.catatan}".strip()
    return slot.entries[0].hal if slot.entries else ""
