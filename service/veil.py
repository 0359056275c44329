"""A dossier as somebody sees it who may not read all of it: what is closed has no Hal."""

from dataclasses import replace

from archive.entries import Entry
from archive.secrecy import Readers
from service.board import Board
from service.slots import Need, Row, Slot


def veiled(seen: Board, readers: Readers | None) -> Board:
    """Give the board with the Hal of every closed document that these readers may not open hidden.

    That there is a document, its class, number and day stay seen. None as readers sees all.
    """
    if readers is None:
        return seen
    rows = tuple(_row(row, readers) for row in seen.rows)
    return replace(seen, rows=rows, others=_entries(seen.others, readers))


def _row(row: Row, readers: Readers) -> Row:
    slots = tuple(_slot(slot, readers) for slot in row.slots)
    return replace(row, slots=slots, needs=tuple(_need(need, readers) for need in row.needs))


def _slot(slot: Slot, readers: Readers) -> Slot:
    return replace(slot, entries=_entries(slot.entries, readers))


def _need(need: Need, readers: Readers) -> Need:
    return replace(need, entries=_entries(need.entries, readers))


def _entries(found: tuple[Entry, ...], readers: Readers) -> tuple[Entry, ...]:
    return tuple(one if one.open_to(readers) else _shut(one) for one in found)


def _shut(entry: Entry) -> Entry:
    return replace(entry, hal=f"(dokumen {entry.sifat})", tujuan="")
