"""What is decided at a step: yes, no and back, skipped, still good, done again.

Each decision is a fact with its author, its moment and its reason; none changes another.
"""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.engine import Connection

from archive import entries
from service.board import Board
from service.errors import NotFound, Refused
from service.offices.profile import Office
from service.slots import Row, Slot
from service.sop import tindakan
from service.sop.procedure import Cara, Keputusan
from service.sop.tindakan import Tindak, Tindakan
from service.steps import opened
from service.workbench import Workbench


def send_back(
    bench: Workbench, office: Office, berkas_id: int, langkah: int, *, catatan: str, oleh: str
) -> int:
    """Answer a step's question with no: back to the step that the SOP says; give its number.

    Everything from there to here is to come again; the versions before stay to be compared.
    Refused without a note, or when nothing is there that could go back.
    """
    facts: dict[str, object] = {"langkah": langkah, "catatan": catatan.strip()}
    with opened(bench, office, berkas_id, "kembalikan-langkah", facts, oleh) as (conn, seen):
        row, asked = _decision(seen, langkah)
        note = _wanted(catatan, "Tuliskan apa yang harus diperbaiki, agar penyusunnya tahu.")
        facts["ke_langkah"] = asked.tidak
        _check_there(seen, asked.tidak, row.langkah.nomor)
        new = Tindakan(langkah, Tindak.KEMBALI, oleh, note, ke_langkah=asked.tidak)
        _add(conn, bench, office, berkas_id, new)
    return asked.tidak


def approve(
    bench: Workbench, office: Office, berkas_id: int, langkah: int, *, catatan: str, oleh: str
) -> None:
    """Answer a step's question with yes; where the SOP then goes further on, what lies between
    need not come.
    """
    facts = {"langkah": langkah}
    with opened(bench, office, berkas_id, "setujui-langkah", facts, oleh) as (conn, seen):
        row, asked = _decision(seen, langkah)
        if row.answer and row.answer.tindakan == Tindak.SETUJU:
            raise Refused(f"Langkah {langkah} sudah disetujui oleh {row.answer.oleh}.")
        new = Tindakan(langkah, Tindak.SETUJU, oleh, catatan.strip(), ke_langkah=asked.ya)
        _add(conn, bench, office, berkas_id, new)


def skip(
    bench: Workbench,
    office: Office,
    berkas_id: int,
    langkah: int,
    *,
    keluaran: str = "",
    alasan: str,
    oleh: str,
) -> None:
    """Decide that an output, or all that a step still lacks, will not come; the reason is kept."""
    facts = {"langkah": langkah, "keluaran": keluaran, "alasan": alasan.strip()}
    with opened(bench, office, berkas_id, "lewati-langkah", facts, oleh) as (conn, seen):
        slots = _slots(seen, langkah, keluaran)
        why = _wanted(alasan, "Tuliskan alasan melewati langkah ini; pemeriksa akan membacanya.")
        if any(slot.keluaran.cara is Cara.TUTUP for slot in slots):
            raise Refused("Penutupan berkas tidak dapat dilewati: tutup saja berkasnya.")
        if not any(slot.absent for slot in slots):
            raise Refused("Tidak ada yang dapat dilewati: naskahnya sudah ada atau sedang ditulis.")
        _add(conn, bench, office, berkas_id, Tindakan(langkah, Tindak.LEWATI, oleh, why, keluaran))


def keep(
    bench: Workbench, office: Office, berkas_id: int, keluaran: str, *, alasan: str, oleh: str
) -> None:
    """Decide that what was there before its step was opened again is still good."""
    facts = {"keluaran": keluaran, "alasan": alasan.strip()}
    with opened(bench, office, berkas_id, "pakai-versi-lama", facts, oleh) as (conn, seen):
        found = seen.slot(keluaran)
        if found is None:
            raise NotFound(f"SOP berkas ini tidak punya keluaran “{keluaran}”.")
        row, slot = found
        why = _wanted(alasan, "Tuliskan mengapa versi yang ada tetap dipakai.")
        if not slot.returned:
            raise Refused("Keluaran ini tidak sedang dikembalikan, jadi tidak perlu ditetapkan.")
        new = Tindakan(row.langkah.nomor, Tindak.TETAP, oleh, why, keluaran)
        _add(conn, bench, office, berkas_id, new)


def redo(
    bench: Workbench,
    office: Office,
    berkas_id: int,
    langkah: int,
    *,
    sampai: int | None = None,
    alasan: str,
    oleh: str,
) -> None:
    """Open a step again, and those after it up to `sampai`, though nobody said no."""
    last = sampai or langkah
    facts = {"langkah": langkah, "sampai": last, "alasan": alasan.strip()}
    with opened(bench, office, berkas_id, "ulangi-langkah", facts, oleh) as (conn, seen):
        for nomor in (langkah, last):
            _row(seen, nomor)
        why = _wanted(alasan, "Tuliskan mengapa langkah ini dilakukan lagi.")
        if last < langkah:
            raise Refused("Langkah terakhir yang diulang tidak boleh sebelum langkah pertamanya.")
        _check_there(seen, langkah, last)
        new = Tindakan(last, Tindak.ULANG, oleh, why, ke_langkah=langkah)
        _add(conn, bench, office, berkas_id, new)


def _row(seen: Board, nomor: int) -> Row:
    row = seen.row(nomor)
    if row is None:
        raise NotFound(f"SOP berkas ini tidak punya langkah {nomor}.")
    return row


def _decision(seen: Board, nomor: int) -> tuple[Row, Keputusan]:
    row = _row(seen, nomor)
    if row.langkah.keputusan is None:
        raise NotFound(f"Langkah {nomor} tidak memutuskan apa pun menurut SOP.")
    return row, row.langkah.keputusan


def _slots(seen: Board, nomor: int, keluaran: str) -> Sequence[Slot]:
    slots = _row(seen, nomor).slots
    chosen = [one for one in slots if not keluaran or one.keluaran.slug == keluaran]
    if not chosen:
        raise NotFound(f"Langkah {nomor} tidak punya keluaran “{keluaran}”.")
    return chosen


def _check_there(seen: Board, first: int, last: int) -> None:
    """A second press must not open what nobody has touched since the first."""
    span = [row for row in seen.rows if first <= row.langkah.nomor <= last]
    if not any(slot.present for row in span for slot in row.slots):
        raise Refused(
            f"Langkah {first} sampai {last} belum menghasilkan apa pun yang dapat dikembalikan. "
            "Muat ulang papannya; mungkin sudah dikembalikan."
        )


def _add(conn: Connection, bench: Workbench, office: Office, berkas_id: int, new: Tindakan) -> None:
    arsip, file = entries.last_ids(conn, berkas_id)
    seen = replace(
        new,
        arsip_sampai=arsip,
        file_sampai=file,
        peristiwa_sampai=tindakan.last_event(conn, berkas_id),
    )
    tindakan.add(conn, office.id, berkas_id, seen, pada=bench.stamp())


def _wanted(text: str, otherwise: str) -> str:
    if not text.strip():
        raise Refused(otherwise)
    return text.strip()
