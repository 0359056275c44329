"""Filing: one entry with its files and its index row, in the caller's transaction.

The database itself keeps the index (see schema.py), so a row and its index can't part.
"""

from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import date

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from archive import entries
from archive.dossier import open_for_filing
from archive.entries import Entry, Filing, Lokasi, NewFile
from archive.errors import NoSuchEntry
from archive.schema import arsip, arsip_file

# The facts of a filing that its row holds under the same name.
_AS_GIVEN = {item.name for item in fields(Filing)} & set(arsip.c.keys())
# Built once: to build a statement takes longer than to run it.
_INSERT = {
    name: made(arsip)
    .on_conflict_do_nothing(index_elements=["draft_key"])
    .returning(*entries.COLUMNS)
    for name, made in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}
_ADD_FILE = arsip_file.insert()


def file(conn: sa.Connection, filing: Filing) -> Entry:
    """File a document and return its entry.

    The same draft_key again returns the entry that is there, unchanged. Raises NoSuchBerkas or
    BerkasClosed when the dossier can't take it.
    """
    if filing.draft_key is not None and (filed := entries.of_draft(conn, filing.draft_key)):
        return filed
    if filing.berkas_id is not None:
        open_for_filing(conn, filing.instansi_id, filing.berkas_id)
    entry = _insert(conn, filing)
    if entry is None:
        (there,) = entries.select_entries(conn, arsip.c.draft_key == filing.draft_key)
        return there
    _add_files(conn, entry.id, filing.files, filing.oleh, filing.pada)
    return entry


def add_file(conn: sa.Connection, entry_id: int, new: NewFile, *, oleh: str, pada: str) -> None:
    """Join one more file to an entry; the same file in the same role again changes nothing.

    Raises NoSuchEntry.
    """
    _hold(conn, entry_id)
    known = {(one.peran, one.digest) for one in entries.files(conn, entry_id)}
    if (new.peran, new.digest) not in known:
        _add_files(conn, entry_id, [new], oleh, pada)


def add_pdf(
    conn: sa.Connection, entry_id: int, new: NewFile, text: str, *, oleh: str, pada: str
) -> bool:
    """Join the PDF that an entry waits for, with its text for the search.

    Returns False, and changes nothing, when the entry no longer waits: someone else was first.
    """
    waiting = (arsip.c.id == entry_id) & arsip.c.pdf_wanted
    values = {"pdf_wanted": False, "pdf_fault": "", "text": _searchable(text)}
    if conn.execute(arsip.update().where(waiting).values(values)).rowcount == 0:
        return False
    _add_files(conn, entry_id, [new], oleh, pada)
    return True


def ask_pdf_again(conn: sa.Connection, entry_id: int) -> bool:
    """Let the PDF of an entry be made anew whose last one was held back; False for any other."""
    held = (arsip.c.id == entry_id) & ~arsip.c.pdf_wanted & (arsip.c.pdf_fault != "")
    values = {"pdf_wanted": True, "pdf_tries": 0, "pdf_next": ""}
    return conn.execute(arsip.update().where(held).values(values)).rowcount > 0


def note_pdf_fault(
    conn: sa.Connection, entry_id: int, fault: str, *, again: str | None, tries: int = 0
) -> None:
    """Note why an entry has no PDF yet, and after how many tries of its own.

    `again` is the moment from which it is tried again by itself, None for not at all. An entry that
    no longer waits, since it has its PDF or was cancelled, stays as it is.
    """
    waiting = (arsip.c.id == entry_id) & arsip.c.pdf_wanted
    values = {"pdf_wanted": again is not None, "pdf_next": again or "", "pdf_tries": tries}
    conn.execute(arsip.update().where(waiting).values(pdf_fault=fault, **values))


def sign(
    conn: sa.Connection,
    entry_id: int,
    signed: Sequence[NewFile],
    *,
    tanggal_ttd: date,
    tanggal_kembali: date | None,
    oleh: str,
    pada: str,
) -> None:
    """Join the signed copy, one file or its pages in order; the entry becomes `ditandatangani`.

    Signing again replaces the copy: the earlier one stays with the entry in the role `ttd-lama`.
    The same files again change only the dates. Raises NoSuchEntry.
    """
    _hold(conn, entry_id)
    present = [one for one in entries.files(conn, entry_id) if one.peran == "ttd"]
    if [one.digest for one in present] != [one.digest for one in signed]:
        retired = arsip_file.c.id.in_([one.id for one in present])
        conn.execute(arsip_file.update().where(retired).values(peran="ttd-lama"))
        _add_files(conn, entry_id, signed, oleh, pada)
    values = {
        "state": "ditandatangani",
        "tanggal_ttd": tanggal_ttd,
        "tanggal_kembali": tanggal_kembali,
    }
    conn.execute(arsip.update().where(arsip.c.id == entry_id).values(values))


def cancel(conn: sa.Connection, entry_id: int, *, alasan: str) -> None:
    """Mark an entry as cancelled, with the reason; its files stay. Raises NoSuchEntry."""
    _hold(conn, entry_id)
    values = {"state": "batal", "alasan": alasan, "pdf_wanted": False, "pdf_fault": ""}
    conn.execute(arsip.update().where(arsip.c.id == entry_id).values(values))


def classify(conn: sa.Connection, entry_id: int, sifat: str, pembaca: str) -> None:
    """Put an entry into another class; its index follows by itself. Raises NoSuchEntry."""
    _hold(conn, entry_id)
    values = {"sifat": sifat, "pembaca": pembaca}
    conn.execute(arsip.update().where(arsip.c.id == entry_id).values(values))


def move(conn: sa.Connection, entry_id: int, lokasi: Lokasi) -> None:
    """Note where the paper of an entry lies now. Raises NoSuchEntry."""
    _hold(conn, entry_id)
    conn.execute(arsip.update().where(arsip.c.id == entry_id).values(asdict(lokasi)))


def put_in_berkas(
    conn: sa.Connection,
    entry: Entry,
    berkas_id: int,
    *,
    langkah: int | None = None,
    keluaran: str | None = None,
) -> None:
    """Put an entry into an open dossier, out of the one that it may lie in.

    Raises NoSuchBerkas, BerkasClosed.
    """
    if entry.berkas_id is not None:
        open_for_filing(conn, entry.instansi_id, entry.berkas_id)
    open_for_filing(conn, entry.instansi_id, berkas_id)
    values = {"berkas_id": berkas_id, "langkah": langkah, "keluaran": keluaran}
    conn.execute(arsip.update().where(arsip.c.id == entry.id).values(values))


def _insert(conn: sa.Connection, filing: Filing) -> Entry | None:
    """Insert the row of an entry; None when its draft was filed by someone else a moment ago."""
    values = {name: getattr(filing, name) for name in _AS_GIVEN} | asdict(filing.lokasi)
    values |= {
        "tahun": filing.tanggal.year,
        "state": "terbit",
        "text": _searchable(filing.text),
    }
    row = conn.execute(_INSERT[conn.dialect.name], values).mappings().first()
    return None if row is None else entries.entry_of(dict(row))


def _add_files(
    conn: sa.Connection, entry_id: int, new: Sequence[NewFile], oleh: str, pada: str
) -> None:
    """Insert one by one, so that ids rise in the order given."""
    for one in new:
        facts = {"arsip_id": entry_id, "oleh": oleh, "pada": pada}
        conn.execute(_ADD_FILE, asdict(one) | facts)


def _searchable(text: str) -> str:
    """Drop NUL, which PostgreSQL keeps in no text and which a PDF may contain."""
    return text.replace("\0", "")


def _hold(conn: sa.Connection, entry_id: int) -> None:
    """Keep others from changing an entry until the transaction ends. Raises NoSuchEntry."""
    if conn.scalar(sa.select(arsip.c.id).where(arsip.c.id == entry_id).with_for_update()) is None:
        raise NoSuchEntry(entry_id)
