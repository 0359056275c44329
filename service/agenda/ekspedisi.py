"""Deliveries: which letter left for whom, and who signed for it."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy.engine import Connection

from numbering import expedition
from numbering.expedition import Delivery
from service.accounts import audit
from service.db import transaction
from service.offices.profile import Office
from service.workbench import Workbench


def send(
    bench: Workbench, office: Office, nomor_id: int, *, tanggal: date, tujuan: str, oleh: str
) -> Delivery:
    """Write down that a letter leaves. Raises UnknownNumber or BadLetter."""
    with transaction(bench.engine) as conn:
        made = expedition.send(
            conn,
            office.id,
            nomor_id,
            tanggal=tanggal,
            tujuan=tujuan,
            oleh=oleh,
            pada=bench.stamp(),
        )
        facts = {"nomor_surat": made.nomor_surat, "tujuan": made.tujuan}
        _note(conn, bench, office, made, "kirim-surat", facts, oleh)
    return made


def sign_for(
    bench: Workbench,
    office: Office,
    ekspedisi_id: int,
    *,
    penerima: str,
    tanggal: date,
    oleh: str,
) -> None:
    """Write down who took the letter. Raises UnknownNumber or BadLetter."""
    with transaction(bench.engine) as conn:
        made = expedition.sign_for(
            conn, office.id, ekspedisi_id, penerima=penerima, tanggal=tanggal
        )
        facts = {"nomor_surat": made.nomor_surat, "penerima": made.penerima}
        _note(conn, bench, office, made, "terima-kiriman", facts, oleh)


def _note(
    conn: Connection,
    bench: Workbench,
    office: Office,
    made: Delivery,
    what: str,
    facts: Mapping[str, object],
    oleh: str,
) -> None:
    deed = audit.Deed(oleh, what, f"ekspedisi/{made.id}", facts)
    audit.record(conn, office.id, deed, pada=bench.stamp())
