"""The documents of a dossier in the order of its SOP, each with its files."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from archive import entries
from archive.entries import Entry, FiledFile
from service import inventory
from service.board import Board
from service.cover import state_of
from service.slots import Row, Slot

NEEDS = "kelengkapan"
SIGNED = {"ttd", "ttd-lama"}
BEFORE_SIGNING = "naskah, salinan bertanda tangan di langkah lain"


@dataclass(frozen=True)
class Document:
    """One document of the dossier, in its place in the order of the SOP."""

    langkah: int | None
    uraian: str
    nama: str
    entry: Entry
    files: tuple[FiledFile, ...]
    keterangan: str

    @property
    def pages(self) -> list[FiledFile]:
        """Give what a reader sees: the signed copy, else the PDF, else what was uploaded."""
        for peran in ("ttd", "pdf", "unggahan"):
            found = [one for one in self.files if one.peran == peran]
            if found:
                return found[-1:] if peran == "pdf" else found
        return []

    @property
    def bookmark(self) -> str:
        """Give the line that stands for it in the merged PDF."""
        step = f"Langkah {self.langkah}: " if self.langkah else ""
        return f"{step}{self.nama}"


def of_board(conn: Connection, seen: Board) -> list[Document]:
    """Give the documents of a dossier with their files, in the order of the SOP."""
    return _documents(seen, entries.files_of(conn, _ids(seen)))


def rows(documents: Sequence[Document]) -> list[inventory.Row]:
    """Give the documents as rows of the daftar isi berkas."""
    return [
        inventory.Row(one.langkah, one.nama, one.entry, one.files, one.keterangan)
        for one in documents
    ]


def _documents(seen: Board, files: Mapping[int, Sequence[FiledFile]]) -> list[Document]:
    """Give the documents in the order of the SOP.

    A signed copy that is an output of its own stands at that step, and the paper at its own.
    """
    filed = list(_filed(seen))
    parted = {entry.id for _row, slot, entry in filed if _borrowed(slot, entry)}
    found = []
    for row, slot, entry in filed:
        mine, said = tuple(files.get(entry.id, ())), state_of(entry)
        if _borrowed(slot, entry):
            mine = tuple(one for one in mine if one.peran in SIGNED)
        elif entry.id in parted:
            mine, said = tuple(one for one in mine if one.peran not in SIGNED), BEFORE_SIGNING
        step = row.langkah
        found.append(Document(step.nomor, step.uraian, slot.keluaran.nama, entry, mine, said))
    needs = _needs(seen, files)
    return [*found, *needs, *(_beside(one, files) for one in seen.others)]


def _needs(seen: Board, files: Mapping[int, Sequence[FiledFile]]) -> Iterator[Document]:
    """Give the papers that were put in because a step needs them, whichever dossier they are of."""
    for row, need in seen.outside():
        for entry in reversed(need.entries):
            mine = tuple(files.get(entry.id, ()))
            step = row.langkah.nomor
            yield Document(step, NEEDS, need.kelengkapan.nama, entry, mine, state_of(entry))


def _borrowed(slot: Slot, entry: Entry) -> bool:
    """Tell whether an output shows the entry of another one: its signed copy."""
    return entry.keluaran != slot.keluaran.slug


def _ids(seen: Board) -> list[int]:
    needed = [entry.id for _row, need in seen.outside() for entry in need.entries]
    own = {entry.id for _row, _slot, entry in _filed(seen)}
    return [*own.union(needed), *(one.id for one in seen.others)]


def _filed(seen: Board) -> Iterator[tuple[Row, Slot, Entry]]:
    for row in seen.rows:
        for slot in row.slots:
            for entry in reversed(slot.entries):
                yield row, slot, entry


def _beside(entry: Entry, files: Mapping[int, Sequence[FiledFile]]) -> Document:
    mine = tuple(files.get(entry.id, ()))
    return Document(entry.langkah, "Di luar langkah SOP", entry.hal, entry, mine, state_of(entry))
