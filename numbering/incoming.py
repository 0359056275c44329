"""Incoming letters: each with an agenda number of its own, counted like any other number.

The book agenda-masuk holds the numbers, so one ledger explains them all: an entry made by mistake
is cancelled there (`register.cancel`), and never deleted.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from datetime import date

import sqlalchemy as sa
from sqlalchemy import Connection

from numbering.books import AGENDA_MASUK, Buku, add_buku, get_buku, set_rules
from numbering.errors import BadLetter, UnknownBook, UnknownNumber
from numbering.register import Nomor, mark_issued, reserve
from numbering.schema import buku as buku_table
from numbering.schema import nomor as nomor_table
from numbering.schema import surat_masuk as table

HEADINGS = (
    *("No.", "Tanggal terima", "Nomor agenda", "Pengirim", "Tanggal surat", "Nomor surat"),
    *("Isi ringkas", "Lampiran", "Sifat", "Keterangan"),
)
_CHUNK = 1_000


@dataclass(frozen=True)
class Received:
    """What the letter itself and its envelope say."""

    tanggal_terima: date
    pengirim: str
    isi_ringkas: str
    nomor_surat: str = ""
    tanggal_surat: date | None = None
    lampiran: str = ""
    sifat: str = ""
    keterangan: str = ""


@dataclass(frozen=True)
class Incoming:
    """One row of the book of incoming letters. `state` is terbit, or batal with its `alasan`."""

    id: int
    nomor_id: int
    nomor_urut: int
    nomor_agenda: str
    state: str
    alasan: str
    received: Received
    arsip_id: int | None

    def cells(self, no: int) -> tuple[str | int | date | None, ...]:
        """What stands under HEADINGS in the row with this running number."""
        one = self.received
        remark = f"Batal: {self.alasan}" if self.state == "batal" else one.keterangan
        return (
            *(no, one.tanggal_terima, self.nomor_agenda, one.pengirim, one.tanggal_surat),
            *(one.nomor_surat, one.isi_ringkas, one.lampiran, one.sifat, remark),
        )


def agenda_book(conn: Connection, instansi_id: int) -> Buku:
    """The book that gives agenda numbers to incoming letters; opened at its first use.

    It counts by the year of receipt, and takes yesterday's letter today: the row shows that.
    """
    try:
        return get_buku(conn, instansi_id, AGENDA_MASUK)
    except UnknownBook:
        buku = add_buku(conn, instansi_id, AGENDA_MASUK, nama="Agenda Surat Masuk", pola="{urut}")
        return set_rules(conn, buku, mundur=True, gaya_sisipan=buku.gaya_sisipan)


def receive(
    conn: Connection, buku: Buku, received: Received, *, key: str, oleh: str, pada: str
) -> Incoming:
    """Records an incoming letter under the next agenda number; the same `key`, the same entry.

    Raises BadLetter with every fault at once.
    """
    _check(received)
    nomor = reserve(
        conn,
        buku,
        received.tanggal_terima,
        {},
        draft_key=key,
        hal=received.isi_ringkas,
        tujuan="",
        oleh=oleh,
        pada=pada,
    )
    if nomor.state != "dipesan":
        return _of_number(conn, nomor)
    mark_issued(conn, key, pada=pada)
    conn.execute(table.insert().values(nomor_id=nomor.id, **asdict(received)))
    return _of_number(conn, nomor)


def correct(conn: Connection, instansi_id: int, masuk_id: int, received: Received) -> Incoming:
    """Corrects what was written down; the agenda number and the day of receipt stay.

    Raises UnknownNumber or BadLetter.
    """
    before = get_incoming(conn, instansi_id, masuk_id)
    _check(received)
    if received.tanggal_terima != before.received.tanggal_terima:
        raise BadLetter(
            "Tanggal terima tidak dapat diubah, karena nomor agenda mengikutinya. "
            "Batalkan catatan ini, lalu catat lagi."
        )
    facts = asdict(received)
    conn.execute(table.update().where(table.c.id == masuk_id).values(**facts))
    about = nomor_table.update().where(nomor_table.c.id == before.nomor_id)
    conn.execute(about.values(hal=received.isi_ringkas))
    return get_incoming(conn, instansi_id, masuk_id)


def attach_scan(conn: Connection, instansi_id: int, masuk_id: int, arsip_id: int) -> None:
    """Says which entry of the archive holds the scan. Raises UnknownNumber."""
    get_incoming(conn, instansi_id, masuk_id)
    conn.execute(table.update().where(table.c.id == masuk_id).values(arsip_id=arsip_id))


def get_incoming(conn: Connection, instansi_id: int, masuk_id: int) -> Incoming:
    """One incoming letter of this office. Raises UnknownNumber."""
    query = _query().where(table.c.id == masuk_id, buku_table.c.instansi_id == instansi_id)
    row = conn.execute(query).one_or_none()
    if row is None:
        raise UnknownNumber(masuk_id)
    return _incoming(row)


def incoming(
    conn: Connection, buku: Buku, periode: str, *, after: int = 0, limit: int | None = None
) -> Iterator[Incoming]:
    """The book of a period by agenda number; `after` is the last number of the page before."""
    here = (nomor_table.c.buku_id == buku.id, nomor_table.c.periode == periode)
    query = _query().where(*here, nomor_table.c.nomor_urut > after)
    query = query.order_by(nomor_table.c.nomor_urut).limit(limit)
    with conn.execute(query, execution_options={"yield_per": _CHUNK}) as found:
        for row in found:
            yield _incoming(row)


def _query() -> sa.Select[tuple[object, ...]]:
    number = (nomor_table.c.nomor_urut, nomor_table.c.nomor_surat.label("nomor_agenda"))
    state = (nomor_table.c.state, nomor_table.c.alasan)
    rows = table.join(nomor_table).join(buku_table)
    return sa.select(table, *number, *state).select_from(rows)


def _of_number(conn: Connection, nomor: Nomor) -> Incoming:
    return _incoming(conn.execute(_query().where(table.c.nomor_id == nomor.id)).one())


def _incoming(row: sa.Row[tuple[object, ...]]) -> Incoming:
    facts = row._mapping
    own = {"id", "nomor_id", "nomor_urut", "nomor_agenda", "state", "alasan", "arsip_id"}
    received = {field.name: facts[field.name] for field in fields(Received)}
    return Incoming(received=Received(**received), **{name: facts[name] for name in own})


def _check(received: Received) -> None:
    faults = []
    if not received.pengirim.strip():
        faults.append("Pengirim belum diisi.")
    if not received.isi_ringkas.strip():
        faults.append("Isi ringkas belum diisi.")
    written = received.tanggal_surat
    if written is not None and written > received.tanggal_terima:
        faults.append("Tanggal surat lebih baru daripada tanggal terima. Periksa keduanya.")
    if faults:
        raise BadLetter(" ".join(faults))
