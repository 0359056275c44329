"""Entry and its files: the shapes that filing writes and that lists, search and export read."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

import sqlalchemy as sa

from archive.errors import NoSuchEntry
from archive.schema import arsip, arsip_file
from archive.secrecy import OPEN, Readers, may_read, readable


@dataclass(frozen=True)
class Lokasi:
    """Where the paper lies; what is not known is empty."""

    ruang: str = ""
    rak: str = ""
    boks: str = ""
    map: str = ""


@dataclass(frozen=True)
class NewFile:
    """A file that the store already holds, to be joined to an entry.

    `peran`: docx, pdf, ttd (signed copy), unggahan (uploaded as it is), ttd-lama (a signed copy
    that was replaced since), paraf (the copy that goes round for initials).
    """

    peran: str
    digest: str
    nama: str
    media_type: str
    ukuran: int


@dataclass(frozen=True)
class FiledFile(NewFile):
    """A file of an entry; ids rise in the order in which files came: the order of pages."""

    id: int
    arsip_id: int
    oleh: str
    pada: str


@dataclass(frozen=True)
class Filing:
    """Everything that is noted down when a document is filed.

    `draft_key` makes filing idempotent; None for what has no draft. `text` is searched, `snapshot`
    is the JSON of values, office, signer, template digest and engine. `ttd_wanted`: the paper is to
    come back signed; `pdf_wanted`: the PDF follows by itself, `pdf_fault` says why it is not here.
    `sifat` is its class, `pembaca` who may read it when that is not Biasa (see secrecy.py).
    """

    instansi_id: int
    jenis: str
    tanggal: date
    hal: str
    oleh: str
    pada: str
    draft_key: str | None = None
    berkas_id: int | None = None
    langkah: int | None = None
    keluaran: str | None = None
    nomor_surat: str | None = None
    tujuan: str = ""
    penandatangan: str = ""
    text: str = ""
    snapshot: dict[str, Any] = field(default_factory=dict)
    lokasi: Lokasi = Lokasi()
    ttd_wanted: bool = True
    pdf_wanted: bool = False
    pdf_fault: str = ""
    sifat: str = OPEN
    pembaca: str = ""
    files: Sequence[NewFile] = ()


@dataclass(frozen=True)
class Entry:
    """One filed document; text and snapshot are read apart. `state`: terbit, ditandatangani,
    batal; `alasan` says why it was cancelled.
    """

    id: int
    instansi_id: int
    berkas_id: int | None
    langkah: int | None
    keluaran: str | None
    jenis: str
    nomor_surat: str | None
    tanggal: date
    tahun: int
    hal: str
    tujuan: str
    penandatangan: str
    state: str
    draft_key: str | None
    lokasi: Lokasi
    pdf_wanted: bool
    pdf_fault: str
    pdf_tries: int
    ttd_wanted: bool
    tanggal_ttd: date | None
    tanggal_kembali: date | None
    alasan: str
    oleh: str
    pada: str
    sifat: str
    pembaca: str

    @property
    def closed(self) -> bool:
        """Tell whether only some may read it."""
        return self.sifat != OPEN

    def open_to(self, readers: Readers | None) -> bool:
        """Tell whether these readers may see its text and its pages."""
        return may_read(self.sifat, self.pembaca, readers)

    @property
    def pdf_held(self) -> bool:
        """True when its PDF came and was unfit for paper; `pdf_fault` says why."""
        return bool(self.pdf_fault) and not self.pdf_wanted


@dataclass(frozen=True)
class Signed:
    """When the newest page of a signed copy came: its file, and the moment (ISO-8601)."""

    file_id: int
    pada: str


LOKASI = tuple(item.name for item in fields(Lokasi))
# Without text and snapshot, which can be long (a list reads many entries), and without what only
# the choice of entries needs.
COLUMNS = [column for column in arsip.c if column.name not in {"text", "snapshot", "pdf_next"}]
_OF_DRAFT = sa.select(*COLUMNS).where(arsip.c.draft_key == sa.bindparam("draft_key"))


def get(conn: sa.Connection, instansi_id: int, entry_id: int) -> Entry:
    """Return an entry of this office. Raises NoSuchEntry, also for one of another office."""
    found = select_entries(conn, arsip.c.id == entry_id, arsip.c.instansi_id == instansi_id)
    if not found:
        raise NoSuchEntry(entry_id)
    return found[0]


def of_draft(conn: sa.Connection, draft_key: str) -> Entry | None:
    """Return the entry that this draft became, or None while it is not filed."""
    row = conn.execute(_OF_DRAFT, {"draft_key": draft_key}).mappings().first()
    return entry_of(dict(row)) if row else None


def of_berkas(conn: sa.Connection, berkas_id: int) -> list[Entry]:
    """Return the entries of a dossier by step, then by date; those of no step come last."""
    found = select_entries(conn, arsip.c.berkas_id == berkas_id)
    return sorted(found, key=_order)


def of_many(conn: sa.Connection, berkas_ids: Sequence[int]) -> list[Entry]:
    """Return the entries of several dossiers, in the order of `of_berkas`."""
    return sorted(select_entries(conn, arsip.c.berkas_id.in_(berkas_ids)), key=_order)


def get_many(conn: sa.Connection, instansi_id: int, entry_ids: Collection[int]) -> dict[int, Entry]:
    """Return entries of this office by id; those of another office are absent."""
    own = (arsip.c.id.in_(entry_ids), arsip.c.instansi_id == instansi_id)
    return {one.id: one for one in select_entries(conn, *own)}


def signed_in(conn: sa.Connection, berkas_ids: Sequence[int]) -> dict[int, Signed]:
    """Return when the signed copies in these dossiers came, by entry."""
    query = (
        sa.select(
            arsip_file.c.arsip_id, sa.func.max(arsip_file.c.id), sa.func.max(arsip_file.c.pada)
        )
        .join(arsip, arsip.c.id == arsip_file.c.arsip_id)
        .where(arsip.c.berkas_id.in_(berkas_ids), arsip_file.c.peran == "ttd")
        .group_by(arsip_file.c.arsip_id)
    )
    return {row[0]: Signed(row[1], row[2]) for row in conn.execute(query)}


def last_ids(conn: sa.Connection, berkas_id: int) -> tuple[int, int]:
    """Return the ids of the newest entry and the newest file of a dossier, 0 where none is."""
    newest = sa.select(sa.func.max(arsip.c.id), sa.func.max(arsip_file.c.id)).select_from(
        arsip.outerjoin(arsip_file, arsip_file.c.arsip_id == arsip.c.id)
    )
    row = conn.execute(newest.where(arsip.c.berkas_id == berkas_id)).one()
    return row[0] or 0, row[1] or 0


def awaiting_signature(
    conn: sa.Connection, instansi_id: int, readers: Readers | None = None
) -> list[Entry]:
    """Return what was printed and has not come back signed, oldest first; to these readers."""
    return select_entries(
        conn,
        arsip.c.instansi_id == instansi_id,
        arsip.c.state == "terbit",
        arsip.c.ttd_wanted,
        *readable(arsip, readers),
        order_by=(arsip.c.tanggal, arsip.c.id),
    )


def held_back(conn: sa.Connection, instansi_id: int, since: date) -> list[Entry]:
    """Return letters dated from `since` on whose PDF came and was unfit for paper."""
    return select_entries(
        conn,
        arsip.c.instansi_id == instansi_id,
        arsip.c.tanggal >= since,
        arsip.c.pdf_fault != "",
        arsip.c.pdf_wanted.is_(False),
        arsip.c.state != "batal",
        order_by=(arsip.c.tanggal, arsip.c.id),
    )


def awaiting_pdf(
    conn: sa.Connection, limit: int | None = 100, *, due: str | None = None
) -> list[Entry]:
    """Return entries of any office whose PDF is still to be made, oldest first.

    With `due`, a moment, those that are not to be left alone for some time yet.
    """
    now = (arsip.c.pdf_next <= due) if due is not None else sa.true()
    return select_entries(conn, arsip.c.pdf_wanted, now, order_by=(arsip.c.id,), limit=limit)


def text(conn: sa.Connection, entry_id: int) -> str:
    """Return the searchable text of an entry. Raises NoSuchEntry."""
    found: str | None = conn.scalar(sa.select(arsip.c.text).where(arsip.c.id == entry_id))
    if found is None:
        raise NoSuchEntry(entry_id)
    return found


def snapshot(conn: sa.Connection, entry_id: int) -> dict[str, Any]:
    """Return what was noted down at filing: values, office, signer … Raises NoSuchEntry."""
    query = sa.select(arsip.c.snapshot).where(arsip.c.id == entry_id)
    found: dict[str, Any] | None = conn.scalar(query)
    if found is None:
        raise NoSuchEntry(entry_id)
    return found


def files(conn: sa.Connection, entry_id: int) -> list[FiledFile]:
    """Return the files of an entry in the order in which they came."""
    return files_of(conn, [entry_id]).get(entry_id, [])


def files_of(conn: sa.Connection, entry_ids: Sequence[int]) -> dict[int, list[FiledFile]]:
    """Return the files of many entries in one query, by entry; entries without files are absent."""
    chosen = arsip_file.c.arsip_id.in_(entry_ids)
    query = sa.select(arsip_file).where(chosen).order_by(arsip_file.c.id)
    found: dict[int, list[FiledFile]] = {}
    for row in conn.execute(query).mappings():
        found.setdefault(row["arsip_id"], []).append(FiledFile(**row))
    return found


def select_entries(
    conn: sa.Connection,
    *conditions: sa.ColumnElement[bool],
    order_by: Sequence[sa.ColumnElement[Any]] = (),
    limit: int | None = None,
) -> list[Entry]:
    """Return the entries that meet all conditions."""
    query = sa.select(*COLUMNS).where(*conditions).order_by(*order_by).limit(limit)
    return [entry_of(dict(row)) for row in conn.execute(query).mappings()]


def _order(entry: Entry) -> tuple[bool, int, date, int]:
    return entry.langkah is None, entry.langkah or 0, entry.tanggal, entry.id


def entry_of(values: dict[str, Any]) -> Entry:
    """Return the entry that the values of COLUMNS make."""
    lokasi = Lokasi(**{name: values[name] for name in LOKASI})
    rest = {name: value for name, value in values.items() if name not in LOKASI}
    return Entry(lokasi=lokasi, **rest)
