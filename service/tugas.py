"""What waits for a person, across dossiers: steps, returns, signatures, held PDFs, blocks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy.engine import Connection

from archive import dossier, entries
from archive.entries import Entry
from service import jadwal, petugas
from service.accounts import readers
from service.accounts.permissions import Izin
from service.accounts.users import User
from service.agenda import deeds
from service.board import Board, read_many
from service.jadwal import Jadwal
from service.offices.capacities import Staff, staff_of
from service.offices.profile import Office
from service.slots import Slot
from service.waktu import setelan

STEP, RETURNED, SIGNATURE, HELD, BLOCK = "langkah", "kembali", "tanda-tangan", "pdf", "blok"
LOOK_BACK = timedelta(days=90)  # a PDF that was held back longer ago is no news
_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Tugas:
    """One thing that waits; `id` is of its dossier, entry or block. Not all have a `batas`."""

    jenis: str
    id: int
    judul: str
    keterangan: str
    langkah: int = 0
    batas: datetime | None = None
    terlambat: bool = False


@dataclass(frozen=True)
class Desk:
    """Whose work it is: the account, the posts it fills, the name it signs by."""

    user: User
    posts: list[str]
    nama_pejabat: str


def of_user(conn: Connection, office: Office, user: User, now: datetime) -> list[Tugas]:
    """Give what waits for an account, the oldest deadline first, then what has none."""
    if not user.may(Izin.LIHAT):
        return []
    desk = _desk(user, staff_of(conn, office.id), office, now)
    found = dossier.list_berkas(conn, office.id, "terbuka")
    kalender = setelan.calendar_of(conn, office)
    times = {
        seen.berkas.id: (seen, jadwal.schedule(seen, kalender, now))
        for seen in read_many(conn, office, found)
    }
    waiting = [
        *(one for seen, plan in times.values() for one in _steps(desk, seen, plan)),
        *_signatures(conn, office, desk, {key: plan for key, (_seen, plan) in times.items()}),
        *_held(conn, office, desk, now),
        *_blocks(conn, office, desk, now),
    ]
    return sorted(waiting, key=lambda one: one.batas or _LAST)


def _desk(user: User, staff: Staff, office: Office, now: datetime) -> Desk:
    posts = petugas.posts_of(staff, user.pejabat_id, office.today(now))
    own = [one.pegawai.nama_lengkap for one in staff.people if one.id == user.pejabat_id]
    return Desk(user, posts, own[0] if own else "")


def _steps(desk: Desk, seen: Board, plan: Sequence[Jadwal]) -> Iterator[Tugas]:
    for one in plan:
        row = one.row
        back = [slot for slot in row.slots if slot.returned]
        mine = petugas.performs(seen.procedure, row.langkah, desk.posts)
        if back and (mine or any(_wrote(desk, slot) for slot in back)):
            said = f"Langkah {row.langkah.nomor}: {back[0].keluaran.nama} dikembalikan"
            yield _step(RETURNED, said, f"{back[0].alasan} · {seen.berkas.judul}", seen, one)
        elif mine and row.turn:
            said = f"Langkah {row.langkah.nomor}: {row.langkah.uraian}"
            yield _step(STEP, said, seen.berkas.judul, seen, one)


def _step(jenis: str, judul: str, keterangan: str, seen: Board, one: Jadwal) -> Tugas:
    where = (seen.berkas.id, judul, keterangan, one.langkah.nomor)
    return Tugas(jenis, *where, one.batas, one.terlambat)


def _wrote(desk: Desk, slot: Slot) -> bool:
    return bool(slot.entries) and slot.entries[0].oleh == desk.user.nama


def _signatures(
    conn: Connection, office: Office, desk: Desk, plans: Mapping[int, Sequence[Jadwal]]
) -> Iterator[Tugas]:
    """Give the letters that the account issued or is to sign, and that did not come back."""
    if not desk.user.may(Izin.TANDA_TANGAN):
        return
    names = {desk.user.nama, desk.nama_pejabat}
    for one in entries.awaiting_signature(conn, office.id, readers.keys(conn, desk.user)):
        if names & {one.oleh, one.penandatangan} - {""}:
            step = _plan_of(one, plans)
            late = step is not None and step.terlambat
            judul = f"Tanda tangan: {one.hal}"
            due = step.batas if step else None
            yield Tugas(SIGNATURE, one.id, judul, one.nomor_surat or "", 0, due, late)


def _plan_of(one: Entry, plans: Mapping[int, Sequence[Jadwal]]) -> Jadwal | None:
    plan = plans.get(one.berkas_id or 0, ())
    return next((step for step in plan if step.langkah.nomor == one.langkah), None)


def _held(conn: Connection, office: Office, desk: Desk, now: datetime) -> Iterator[Tugas]:
    if not desk.user.may(Izin.BUAT):
        return
    since = office.today(now - LOOK_BACK)
    for one in entries.held_back(conn, office.id, since):
        if one.oleh == desk.user.nama:
            yield Tugas(HELD, one.id, f"PDF ditahan: {one.hal}", one.pdf_fault)


def _blocks(conn: Connection, office: Office, desk: Desk, now: datetime) -> Iterator[Tugas]:
    if not desk.user.may(Izin.AGENDA):
        return
    for late in deeds.overdue(conn, office, office.today(now)):
        judul = f"Blok nomor lewat waktunya: {late.block.alasan}"
        yield Tugas(BLOCK, late.block.id, judul, f"{late.sisa} nomor belum dipakai", terlambat=True)
