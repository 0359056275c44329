"""Every fault of a list before anything is issued: by row, with its column and a sentence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sqlalchemy.engine import Connection

from doc_templates.errors import BadValues, LostText
from doc_templates.shapes import Fault
from service import drafts, issuing, sheets
from service.db import reading, transaction
from service.errors import Refused
from service.massal import listing
from service.massal.listing import Listed
from service.massal.receipts import receipt_for
from service.massal.recipients import GRID
from service.offices.profile import Office
from service.sheets import NOT_YET, Sheet
from service.workbench import Workbench

NOBODY = "Belum ada satu pun. Ketik penerimanya, atau muat dari file .xlsx."


def check(bench: Workbench, office: Office, listed: Listed) -> list[Fault]:
    """Give all that is wrong with the letters of a list; what all have in common is told once.

    Letters are printed on trial only when their values are right.
    """
    if not listed.filled:
        return [Fault(GRID, "Penerima", NOBODY)]
    with reading(bench.engine) as conn:
        letters = list(_letters(conn, bench, office, listed))
        faults = [*_twice(listed.filled), *_typed(listed, letters)]
        if not faults and listed.run is not None and listed.run.tanda_terima:
            letters += _receipts(conn, bench, letters)
            faults = list(_typed(listed, letters[len(listed.filled) :], "Tanda terima, "))
    return faults or list(_tried(bench, listed, letters))


def attach(bench: Workbench, office: Office, draft_id: int) -> list[Fault]:
    """Write all recipients into the one letter, which prints them as its attachment.

    Gives what is wrong with the rows; nothing is written then.
    """
    with transaction(bench.engine) as conn:
        listed = listing.read_on(conn, bench, office, draft_id)
        draft, shape, rows = drafts.lock(conn, draft_id), listed.shape, listed.filled
        if shape.place is None:
            raise Refused("Jenis naskah ini tidak punya lampiran daftar penerima.")
        if not rows:
            return [Fault(GRID, "Penerima", NOBODY)]
        isian = shape.all(draft.isian, rows)
        found = sheets.parse(conn, office, shape.kind, isian).faults
        own = [one for one in found if one.tempat.partition(".")[0] == shape.field.nama]
        faults = [*_twice(rows), *(_of_list(listed, one) for one in own)]
        if not faults:
            kode, versi = draft.kode_klasifikasi, draft.versi
            drafts.save(conn, draft, isian, kode_klasifikasi=kode, versi=versi, pada=bench.stamp())
    return faults


def _letters(conn: Connection, bench: Workbench, office: Office, listed: Listed) -> Iterator[Sheet]:
    """Read each recipient's letter; the office and the book are read once for all."""
    base = sheets.read(conn, bench, listed.draft)
    for row in listed.filled:
        isian = listed.letter(row).isian
        parsed = sheets.parse(conn, office, base.kind, isian)
        yield replace(base, draft=replace(listed.draft, isian=isian), parsed=parsed)


def _receipts(conn: Connection, bench: Workbench, letters: Sequence[Sheet]) -> list[Sheet]:
    made = (receipt_for(conn, bench, one, NOT_YET) for one in letters)
    oleh, pada = letters[0].draft.oleh, bench.stamp()
    return [sheets.read(conn, bench, drafts.unsaved(new, oleh=oleh, pada=pada)) for new in made]


def _typed(listed: Listed, letters: Sequence[Sheet], said: str = "") -> Iterator[Fault]:
    """Tell the faults of values; those that every letter has stand at their end, each once."""
    common: dict[Fault, None] = {}
    for number, sheet in enumerate(letters, start=1):
        for fault in sheet.faults:
            told = replace(fault, label=f"{said}{fault.label}")
            cell = None if said else listed.shape.cell(fault, number, listed.kolom)
            if cell is not None:
                yield cell
            elif said:
                yield Fault(f"{GRID}.{number}", f"Baris {number}, {told.label}", fault.pesan)
            else:
                common[replace(told, tempat="")] = None
    yield from common


def _tried(bench: Workbench, listed: Listed, letters: Sequence[Sheet]) -> Iterator[Fault]:
    """Tell what only a print shows, such as a word that the template loses."""
    for place, sheet in enumerate(letters):
        number = place % len(listed.filled) + 1
        try:
            issuing.try_out(bench, sheet)
        except (BadValues, LostText) as refusal:
            for fault in refusal.faults:
                yield Fault(f"{GRID}.{number}", f"Baris {number}, {fault.label}", fault.pesan)


def _twice(rows: Sequence[Mapping[str, str]]) -> Iterator[Fault]:
    """Tell of recipients that stand in the list more than once, word for word."""
    seen: dict[tuple[str, ...], int] = {}
    for number, row in enumerate(rows, start=1):
        words = tuple(" ".join(text.casefold().split()) for text in row.values())
        first = seen.setdefault(words, number)
        if first != number:
            pesan = f"Sama dengan baris {first}. Hapus salah satunya."
            yield Fault(f"{GRID}.{number}", f"Baris {number}", pesan)


def _of_list(listed: Listed, fault: Fault) -> Fault:
    """Give a fault of the list that is attached as one of its row; of the whole list otherwise."""
    number = fault.tempat.split(".")[1:2]
    if not number:
        return Fault(GRID, "Penerima", fault.pesan)
    return listed.shape.cell(fault, int(number[0]), ()) or fault
