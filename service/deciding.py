"""What is decided at a step: its question, skipped, still good, done again.

Each decision is a fact with its author, its moment and its reason; none changes another. Who
decided may be another than its author: `atas_nama`.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlalchemy.engine import Connection

from archive import entries
from service.board import Board
from service.errors import NotFound, Refused
from service.offices.profile import Office
from service.slots import SKIPPED, Row, Slot, lacks
from service.sop import tindakan
from service.sop.answers import Way
from service.sop.procedure import Cara
from service.sop.tindakan import Tindak, Tindakan
from service.steps import opened
from service.workbench import Workbench


def answer(
    bench: Workbench,
    office: Office,
    berkas_id: int,
    langkah: int,
    jawab: str,
    *,
    catatan: str,
    oleh: str,
    atas_nama: str = "",
) -> Way:
    """Answer a step's question with `jawab`, ya or tidak; give the way that is taken.

    A way back opens the steps from there to here again; the versions before stay to be compared.
    Refused without a note, or when nothing is there that could go back. On any other way, what is
    passed over need not come. Refused while an output of the step is not there.
    """
    where = (bench, office, berkas_id, langkah)
    return _answer(where, lambda way: way.jawab == jawab, catatan, oleh, atas_nama)


def send_back(
    bench: Workbench, office: Office, berkas_id: int, langkah: int, *, catatan: str, oleh: str
) -> int:
    """Give the answer that leads back, yes or no; give the step that it leads to. See `answer`."""
    where = (bench, office, berkas_id, langkah)
    return _answer(where, lambda way: way.back, catatan, oleh, "").ke


def approve(
    bench: Workbench, office: Office, berkas_id: int, langkah: int, *, catatan: str, oleh: str
) -> None:
    """Give the answer that leads on: yes, unless that leads back. See `answer`."""
    where = (bench, office, berkas_id, langkah)
    _answer(where, lambda way: not way.back, catatan, oleh, "")


def skip(
    bench: Workbench,
    office: Office,
    berkas_id: int,
    langkah: int,
    *,
    keluaran: str = "",
    alasan: str,
    oleh: str,
    atas_nama: str = "",
) -> None:
    """Decide that an output, or all that a step still lacks, will not come; the reason is kept."""
    facts = {"langkah": langkah, "keluaran": keluaran, "alasan": alasan.strip()} | _behalf(
        atas_nama
    )
    with opened(bench, office, berkas_id, "lewati-langkah", facts, oleh) as (conn, seen):
        slots = _slots(seen, langkah, keluaran)
        why = _wanted(alasan, "Tuliskan alasan melewati langkah ini; pemeriksa akan membacanya.")
        if any(slot.keluaran.cara is Cara.TUTUP for slot in slots):
            raise Refused("Penutupan berkas tidak dapat dilewati: tutup saja berkasnya.")
        if not any(slot.absent for slot in slots):
            raise Refused("Tidak ada yang dapat dilewati: naskahnya sudah ada atau sedang ditulis.")
        new = Tindakan(langkah, Tindak.LEWATI, oleh, why, keluaran, atas_nama=atas_nama)
        _add(conn, bench, office, berkas_id, new)


def keep(
    bench: Workbench,
    office: Office,
    berkas_id: int,
    keluaran: str,
    *,
    alasan: str,
    oleh: str,
    atas_nama: str = "",
) -> None:
    """Decide that what was there before its step was opened again is still good."""
    facts = {"keluaran": keluaran, "alasan": alasan.strip()} | _behalf(atas_nama)
    with opened(bench, office, berkas_id, "pakai-versi-lama", facts, oleh) as (conn, seen):
        found = seen.slot(keluaran)
        if found is None:
            raise NotFound(f"SOP berkas ini tidak punya keluaran “{keluaran}”.")
        row, slot = found
        why = _wanted(alasan, "Tuliskan mengapa versi yang ada tetap dipakai.")
        if not slot.returned:
            raise Refused("Keluaran ini tidak sedang dikembalikan, jadi tidak perlu ditetapkan.")
        new = Tindakan(row.langkah.nomor, Tindak.TETAP, oleh, why, keluaran, atas_nama=atas_nama)
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
    atas_nama: str = "",
) -> None:
    """Open a step again, and those after it up to `sampai`, though nobody said no."""
    last = sampai or langkah
    facts = {"langkah": langkah, "sampai": last, "alasan": alasan.strip()} | _behalf(atas_nama)
    with opened(bench, office, berkas_id, "ulangi-langkah", facts, oleh) as (conn, seen):
        for nomor in (langkah, last):
            seen.asked(nomor)
        why = _wanted(alasan, "Tuliskan mengapa langkah ini dilakukan lagi.")
        if last < langkah:
            raise Refused("Langkah terakhir yang diulang tidak boleh sebelum langkah pertamanya.")
        _check_there(seen, langkah, last)
        new = Tindakan(last, Tindak.ULANG, oleh, why, ke_langkah=langkah, atas_nama=atas_nama)
        _add(conn, bench, office, berkas_id, new)


def _answer(
    where: tuple[Workbench, Office, int, int],
    fits: Callable[[Way], bool],
    catatan: str,
    oleh: str,
    atas_nama: str,
) -> Way:
    bench, office, berkas_id, langkah = where
    facts: dict[str, object] = {"langkah": langkah, "catatan": catatan.strip()}
    facts |= _behalf(atas_nama)
    with opened(bench, office, berkas_id, "jawab-langkah", facts, oleh) as (conn, seen):
        row = seen.asked(langkah)
        way = next(filter(fits, row.ways), None)
        if way is None:
            raise NotFound(f"Langkah {langkah} tidak memutuskan hal ini menurut SOP.")
        facts |= {"jawab": way.jawab, "ke_langkah": way.ke}
        tindak = _checked_back(seen, way, catatan) if way.back else _checked_onward(row, way)
        note = catatan.strip()
        if atas_nama:
            _wanted(note, f"Tuliskan di mana {atas_nama} memutuskannya, misalnya paraf di naskah.")
        new = Tindakan(langkah, tindak, oleh, note, ke_langkah=way.ke, atas_nama=atas_nama)
        _add(conn, bench, office, berkas_id, new)
    return way


def _checked_back(seen: Board, way: Way, catatan: str) -> Tindak:
    _wanted(catatan, "Tuliskan apa yang harus diperbaiki, agar penyusunnya tahu.")
    _check_there(seen, way.ke, way.dari)
    return Tindak.KEMBALI


def _checked_onward(row: Row, way: Way) -> Tindak:
    """Refuse an answer about what is not there, and a second one."""
    nomor = row.langkah.nomor
    if row.decided and row.answer:
        raise Refused(
            f"Langkah {nomor} sudah dijawab “{row.said_of(row.answer)}” oleh {row.answer.siapa}. "
            "Bila keputusannya berubah, lakukan dulu langkah ini lagi."
        )
    lacking = [f"{slot.keluaran.nama} {lacks(slot)}" for slot in row.slots if _awaited(slot)]
    if lacking:
        raise Refused(
            f"Langkah {nomor} belum dapat dijawab “{way}”: {'; '.join(lacking)}. "
            "Lengkapi dulu, atau lewati dengan alasan."
        )
    return Tindak.SETUJU


def _awaited(slot: Slot) -> bool:
    """Tell whether an output must still come before the question; a dossier is closed after it."""
    there = slot.present or slot.state == SKIPPED or slot.keluaran.cara is Cara.TUTUP
    return not there


def _behalf(atas_nama: str) -> dict[str, object]:
    return {"atas_nama": atas_nama} if atas_nama else {}


def _slots(seen: Board, nomor: int, keluaran: str) -> Sequence[Slot]:
    slots = seen.asked(nomor).slots
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
