"""Drafts: a kind of letter and what was typed so far, without a number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.accounts.actor import account_of
from service.errors import DraftChanged, NotFound, Refused
from service.schema import draft as table

WRITTEN, ISSUING, ISSUED, DISCARDED = "ditulis", "menerbitkan", "terbit", "dibuang"
PREFIX = "draft-"  # of the name under which number and entry know a draft
MANY, SENT = "massal", "massal-selesai"  # its recipients get a letter each; see service/massal
PRINTED = "dicetak"  # on paper with gaps, away to be signed; see after_signing.py
_OPEN = (WRITTEN, PRINTED, MANY, ISSUING)
# Built once: to build a statement takes longer than to run it.
_CHOSEN = sa.select(table).where(table.c.id == sa.bindparam("draft_id"))
_OF_OFFICE = _CHOSEN.where(table.c.instansi_id == sa.bindparam("instansi_id"))
_LOCKED = _CHOSEN.with_for_update()
_NEW = table.insert().returning(table)
_CHANGE = table.update().where(table.c.id == sa.bindparam("draft_id"))
_FREEZE = _CHANGE.returning(table)


@dataclass(frozen=True)
class Place:
    """Where a letter belongs: the dossier, the step and the output it answers."""

    berkas_id: int | None = None
    langkah: int | None = None
    keluaran: str | None = None


@dataclass(frozen=True)
class Draft:
    """A draft as it stands; `isian` holds raw values, as a form or a data file gives them."""

    id: int
    instansi_id: int
    jenis: str
    place: Place
    konsep: bool
    kode_klasifikasi: str
    isian: Mapping[str, object]
    versi: int
    state: str
    snapshot: Mapping[str, object] | None
    arsip_id: int | None
    oleh: str
    dibuat_pada: str
    diubah_pada: str
    pengguna_id: int | None

    @property
    def key(self) -> str:
        """Give the name under which number and entry know this draft: never used twice."""
        return f"{PREFIX}{self.id}"


@dataclass(frozen=True)
class NewDraft:
    """What is needed to begin a draft."""

    instansi_id: int
    jenis: str
    isian: Mapping[str, object]
    place: Place = Place()
    konsep: bool = False
    kode_klasifikasi: str = ""


def create(conn: Connection, new: NewDraft, *, oleh: str, pada: str) -> Draft:
    """Begin a draft."""
    values = {
        "instansi_id": new.instansi_id,
        "jenis": new.jenis,
        "berkas_id": new.place.berkas_id,
        "langkah": new.place.langkah,
        "keluaran": new.place.keluaran,
        "konsep": new.konsep,
        "kode_klasifikasi": new.kode_klasifikasi,
        "isian": dict(new.isian),
        "versi": 1,
        "state": WRITTEN,
        "oleh": oleh,
        "dibuat_pada": pada,
        "diubah_pada": pada,
        "pengguna_id": account_of(oleh),
    }
    return _draft(conn.execute(_NEW, values).one())


def unsaved(new: NewDraft, *, oleh: str, pada: str) -> Draft:
    """Give a draft that no row holds yet, to see what it would print."""
    return Draft(
        id=0,
        instansi_id=new.instansi_id,
        jenis=new.jenis,
        place=new.place,
        konsep=new.konsep,
        kode_klasifikasi=new.kode_klasifikasi,
        isian=new.isian,
        versi=0,
        state=WRITTEN,
        snapshot=None,
        arsip_id=None,
        oleh=oleh,
        dibuat_pada=pada,
        diubah_pada=pada,
        pengguna_id=account_of(oleh),
    )


def id_of(key: str) -> int:
    """Give the id of the draft that is known to number and entry as `key`."""
    return int(key.removeprefix(PREFIX))


def get(conn: Connection, instansi_id: int, draft_id: int) -> Draft:
    """Give a draft of the office; NotFound otherwise."""
    row = conn.execute(_OF_OFFICE, {"draft_id": draft_id, "instansi_id": instansi_id}).first()
    if row is None:
        raise NotFound("Konsep ini tidak ada.")
    return _draft(row)


def version(conn: Connection, draft_id: int) -> int | None:
    """Give the newest version of what was typed; None for a draft that is no more."""
    return conn.scalar(sa.select(table.c.versi).where(table.c.id == draft_id))


def lock(conn: Connection, draft_id: int) -> Draft:
    """Give a draft and keep others from changing it until the transaction ends."""
    row = conn.execute(_LOCKED, {"draft_id": draft_id}).first()
    if row is None:
        raise NotFound("Konsep ini tidak ada.")
    return _draft(row)


def save(
    conn: Connection,
    draft: Draft,
    isian: Mapping[str, object],
    *,
    kode_klasifikasi: str,
    versi: int,
    pada: str,
) -> int:
    """Keep what was typed; give the new version.

    `versi` is the one that the form was made from: when somebody saved in between,
    DraftChanged is raised and neither text is lost.
    """
    done = conn.execute(
        table.update()
        .where(table.c.id == draft.id, table.c.versi == versi, table.c.state == WRITTEN)
        .values(
            isian=dict(isian),
            kode_klasifikasi=kode_klasifikasi,
            versi=versi + 1,
            diubah_pada=pada,
        )
    )
    if done.rowcount:
        return versi + 1
    now = lock(conn, draft.id)
    if now.state == PRINTED:
        raise Refused(
            "Naskah ini sudah dicetak untuk ditandatangani. "
            "Tarik kembali cetakannya bila isinya harus diubah."
        )
    if now.state != WRITTEN:
        raise Refused("Naskah ini sudah diterbitkan, sehingga isinya tidak dapat diubah lagi.")
    raise DraftChanged(
        "Konsep ini baru saja disimpan dari jendela lain atau oleh orang lain. "
        "Salin ketikan Anda, muat ulang halaman, lalu lanjutkan."
    )


def freeze(conn: Connection, draft: Draft, snapshot: Mapping[str, object], *, pada: str) -> Draft:
    """Fix what will be printed, and give it so; from here on the draft can only be finished."""
    frozen = {"state": ISSUING, "snapshot": dict(snapshot), "diubah_pada": pada}
    return _draft(conn.execute(_FREEZE, {"draft_id": draft.id, **frozen}).one())


def mark_printed(
    conn: Connection, draft: Draft, snapshot: Mapping[str, object], *, pada: str
) -> None:
    """Fix what was printed with gaps; the draft waits for its signature and its number."""
    _set(conn, draft.id, state=PRINTED, snapshot=dict(snapshot), diubah_pada=pada)


def reopen(conn: Connection, draft: Draft, *, pada: str) -> None:
    """Let a printed draft be written on again; what was printed no longer counts."""
    _set(conn, draft.id, state=WRITTEN, snapshot=None, versi=draft.versi + 1, diubah_pada=pada)


def hand_out(conn: Connection, draft: Draft, *, pada: str) -> None:
    """Keep a draft as it is while each of its recipients gets a letter."""
    _set(conn, draft.id, state=MANY, diubah_pada=pada)


def mark_sent(conn: Connection, draft_id: int, *, pada: str) -> None:
    """Note that every recipient of a draft has a letter."""
    _set(conn, draft_id, state=SENT, diubah_pada=pada)


def mark_issued(conn: Connection, draft_id: int, arsip_id: int, *, pada: str) -> None:
    """Note that the draft has become an entry of the archive."""
    _set(conn, draft_id, state=ISSUED, arsip_id=arsip_id, diubah_pada=pada)


def discard(conn: Connection, draft: Draft, *, pada: str) -> None:
    """Put a draft aside; only one that was never issued can be."""
    if lock(conn, draft.id).state != WRITTEN:
        raise Refused(
            "Naskah yang sudah diterbitkan, atau dicetak untuk ditandatangani, tidak dapat dibuang."
        )
    _set(conn, draft.id, state=DISCARDED, diubah_pada=pada)


def unfinished(conn: Connection) -> list[Draft]:
    """List drafts of all offices whose issue was begun and not finished."""
    rows = conn.execute(sa.select(table).where(table.c.state == ISSUING).order_by(table.c.id))
    return [_draft(row) for row in rows]


def being_written(conn: Connection, instansi_id: int, berkas_id: int | None = None) -> list[Draft]:
    """List drafts of the office (of one dossier) that are not issued yet, newest first."""
    chosen = sa.select(table).where(table.c.instansi_id == instansi_id, table.c.state.in_(_OPEN))
    if berkas_id is not None:
        chosen = chosen.where(table.c.berkas_id == berkas_id)
    return [_draft(row) for row in conn.execute(chosen.order_by(table.c.id.desc()))]


def of_berkas(conn: Connection, instansi_id: int, berkas_ids: Sequence[int]) -> list[Draft]:
    """List drafts of several dossiers that are not issued yet, newest first."""
    chosen = sa.select(table).where(
        table.c.instansi_id == instansi_id,
        table.c.state.in_(_OPEN),
        table.c.berkas_id.in_(berkas_ids),
    )
    return [_draft(row) for row in conn.execute(chosen.order_by(table.c.id.desc()))]


def iso(tanggal: date | None) -> str:
    """Write a date the way raw values hold it."""
    return tanggal.isoformat() if tanggal else ""


def _set(conn: Connection, draft_id: int, **values: object) -> None:
    conn.execute(_CHANGE, {"draft_id": draft_id, **values})


def _draft(row: sa.Row[tuple[object, ...]]) -> Draft:
    seen = dict(row._mapping)
    place = Place(seen.pop("berkas_id"), seen.pop("langkah"), seen.pop("keluaran"))
    return Draft(place=place, **seen)
