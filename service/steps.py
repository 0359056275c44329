"""What is done at a step besides letters and uploads: noting events, and meeting needs."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from sqlalchemy.engine import Connection

from archive import dossier, entries
from service import board
from service.accounts import audit
from service.board import Board
from service.db import transaction
from service.errors import NotFound, Refused
from service.offices.profile import Office
from service.sop import records
from service.sop.procedure import Cara, Procedure
from service.sop.records import Peristiwa
from service.workbench import Workbench


def note_event(
    bench: Workbench,
    office: Office,
    berkas_id: int,
    keluaran: str,
    *,
    tanggal: date,
    catatan: str,
    oleh: str,
) -> None:
    """Note that the event of an output happened. Raises NotFound, BerkasClosed, Refused."""
    if tanggal > office.today(bench.now()):
        raise Refused("Tanggal kejadian tidak boleh sesudah hari ini.")
    facts = {"keluaran": keluaran, "tanggal": tanggal.isoformat()}
    with opened(bench, office, berkas_id, "catat-kejadian", facts, oleh) as (conn, seen):
        found = seen.procedure.output(keluaran)
        if found is None or found[1].cara is not Cara.CATAT:
            raise NotFound(f"SOP berkas ini tidak mencatat kejadian “{keluaran}”.")
        event = Peristiwa(found[0].nomor, keluaran, tanggal, catatan.strip(), oleh)
        records.add_event(conn, office.id, berkas_id, event, pada=bench.stamp())


def link(
    bench: Workbench, office: Office, berkas_id: int, slug: str, arsip_id: int, *, oleh: str
) -> None:
    """Let an entry of the archive meet a need of the dossier.

    Raises NotFound, NoSuchEntry, BerkasClosed, and Refused for a cancelled entry.
    """
    facts = {"kelengkapan": slug, "arsip": arsip_id}
    with opened(bench, office, berkas_id, "pasang-kelengkapan", facts, oleh) as (conn, seen):
        _need(seen.procedure, slug)
        if entries.get(conn, office.id, arsip_id).state == "batal":
            raise Refused("Surat ini sudah dibatalkan. Pilih surat lain sebagai kelengkapan.")
        records.link(conn, office.id, berkas_id, slug, arsip_id, oleh=oleh, pada=bench.stamp())


def unlink(
    bench: Workbench, office: Office, berkas_id: int, slug: str, arsip_id: int, *, oleh: str
) -> None:
    """Take an entry away from a need; the entry stays. Raises NotFound, BerkasClosed."""
    facts = {"kelengkapan": slug, "arsip": arsip_id}
    with opened(bench, office, berkas_id, "lepas-kelengkapan", facts, oleh) as (conn, seen):
        _need(seen.procedure, slug)
        if not records.unlink(conn, berkas_id, slug, arsip_id):
            raise NotFound("Kelengkapan ini tidak dipasang dari arsip.")


def _need(procedure: Procedure, slug: str) -> None:
    if procedure.need(slug) is None:
        raise NotFound(f"SOP berkas ini tidak punya kelengkapan “{slug}”.")


@contextmanager
def opened(
    bench: Workbench,
    office: Office,
    berkas_id: int,
    perbuatan: str,
    facts: Mapping[str, object],
    oleh: str,
) -> Iterator[tuple[Connection, Board]]:
    """Hold a dossier open for one deed, which leaves a row in the audit trail."""
    with transaction(bench.engine) as conn:
        dossier.open_for_filing(conn, office.id, berkas_id)
        yield conn, board.read(conn, office, berkas_id)
        deed = audit.Deed(oleh, perbuatan, f"berkas/{berkas_id}", facts)
        audit.record(conn, office.id, deed, pada=bench.stamp())
