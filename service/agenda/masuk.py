"""Incoming letters: recorded under their agenda number, with the scan in the archive."""

from collections.abc import Sequence
from dataclasses import asdict, replace

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from archive import filing
from archive.entries import Filing, NewFile
from archive.secrecy import class_of
from numbering import incoming
from numbering.incoming import Incoming, Received
from numbering.schema import buku, nomor, surat_masuk
from service import slips, uploads
from service.accounts import audit, readers
from service.datafile import plain
from service.db import reading, transaction
from service.offices.profile import Office
from service.workbench import Workbench

KIND = "surat-masuk"


def receive(
    bench: Workbench,
    office: Office,
    received: Received,
    scan: Sequence[uploads.Incoming],
    *,
    key: str,
    oleh: str,
) -> int:
    """Record a letter under the next agenda number and file its scan; give its id.

    The same `key`, the same letter. Raises BadLetter, UploadRefused, BackDated, Refused for a
    slip in the year.
    """
    slips.check_day(received.tanggal_terima, office.today(bench.now()))
    kept = _keep(bench, scan)
    with transaction(bench.engine) as conn:
        book = incoming.agenda_book(conn, office.id)
        made = incoming.receive(conn, book, received, key=key, oleh=oleh, pada=bench.stamp())
        if made.arsip_id is None and kept:
            _file(conn, bench, office, made, kept, oleh)
        _note(conn, bench, office, made, "catat-surat-masuk", oleh)
    return made.id


def correct(
    bench: Workbench,
    office: Office,
    masuk_id: int,
    received: Received,
    scan: Sequence[uploads.Incoming],
    *,
    oleh: str,
) -> None:
    """Correct what was written down, and join pages to the scan. Raises what `receive` does."""
    with reading(bench.engine) as conn:
        before = incoming.get_incoming(conn, office.id, masuk_id)
    kept = _keep(bench, scan)
    fixed = replace(received, tanggal_terima=before.received.tanggal_terima)
    with transaction(bench.engine) as conn:
        made = incoming.correct(conn, office.id, masuk_id, fixed)
        if made.arsip_id is None and kept:
            _file(conn, bench, office, made, kept, oleh)
        elif made.arsip_id is not None:
            for one in kept:
                filing.add_file(conn, made.arsip_id, one, oleh=oleh, pada=bench.stamp())
        _note(conn, bench, office, made, "ubah-surat-masuk", oleh)


def head(one: Incoming) -> dict[str, object]:
    """Give what the head of a lembar disposisi takes over from a letter."""
    known = one.received
    return {
        "surat_dari": known.pengirim,
        "surat_nomor": known.nomor_surat,
        "surat_tanggal": known.tanggal_surat.isoformat() if known.tanggal_surat else "",
        "diterima_tanggal": known.tanggal_terima.isoformat(),
        "nomor_agenda": one.nomor_agenda,
        "hal": known.isi_ringkas,
        **({"sifat": known.sifat} if known.sifat else {}),
    }


def of_number(conn: Connection, nomor_id: int) -> int | None:
    """Give the id of the letter that has this agenda number, if an incoming one has it."""
    found: int | None = conn.scalar(
        sa.select(surat_masuk.c.id).where(surat_masuk.c.nomor_id == nomor_id)
    )
    return found


def newest(conn: Connection, office: Office, count: int) -> list[Incoming]:
    """Give the incoming letters that came last, the last first; cancelled ones left out."""
    living = (buku.c.instansi_id == office.id, nomor.c.state != "batal")
    rows = surat_masuk.join(nomor).join(buku)
    query = sa.select(surat_masuk.c.id).select_from(rows).where(*living)
    ids = conn.scalars(query.order_by(surat_masuk.c.id.desc()).limit(count)).all()
    return [incoming.get_incoming(conn, office.id, one) for one in ids]


def _keep(bench: Workbench, scan: Sequence[uploads.Incoming]) -> list[NewFile]:
    return [uploads.keep(bench, page, "unggahan", uploads.PAPER) for page in scan]


def _file(
    conn: Connection,
    bench: Workbench,
    office: Office,
    made: Incoming,
    kept: Sequence[NewFile],
    oleh: str,
) -> None:
    """File the scan as an entry of its own, found by sender, number and subject."""
    known = made.received
    words = "\n".join(uploads.text_of(bench, one) for one in kept)
    entry = filing.file(
        conn,
        Filing(
            instansi_id=office.id,
            jenis=KIND,
            nomor_surat=known.nomor_surat or None,
            tanggal=known.tanggal_surat or known.tanggal_terima,
            hal=known.isi_ringkas,
            tujuan=f"Dari {known.pengirim}",
            text=f"{known.pengirim} {known.isi_ringkas} {known.keterangan}\n{words}",
            ttd_wanted=False,
            sifat=class_of(known.sifat),
            pembaca=readers.of_maker(oleh),
            files=kept,
            oleh=oleh,
            pada=bench.stamp(),
        ),
    )
    incoming.attach_scan(conn, office.id, made.id, entry.id)


def _note(
    conn: Connection, bench: Workbench, office: Office, made: Incoming, what: str, oleh: str
) -> None:
    facts = {name: plain(value) for name, value in asdict(made.received).items()}
    told = {"nomor_agenda": made.nomor_agenda, **facts}
    deed = audit.Deed(oleh, what, f"surat-masuk/{made.id}", told)
    audit.record(conn, office.id, deed, pada=bench.stamp())
