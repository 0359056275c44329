"""The office's own list of classification codes: it comes in as a file, edition by edition."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from numbering.code_list import CodesReport, import_codes
from numbering.schema import kode_klasifikasi
from service.accounts import audit
from service.db import transaction
from service.offices.profile import Office
from service.uploads import Incoming
from service.workbench import Workbench


def bring_in(
    bench: Workbench, office: Office, edisi: str, sent: Incoming, *, oleh: str
) -> CodesReport:
    """Put the office's list of an edition in place of its earlier one. Raises BadTable."""
    with transaction(bench.engine) as conn:
        report = import_codes(conn, office.id, edisi, sent.stream)
        facts = {"edisi": report.edisi, "file": sent.nama, "kode": report.count}
        deed = audit.Deed(oleh, "impor-klasifikasi", "klasifikasi", facts)
        audit.record(conn, office.id, deed, pada=bench.stamp())
    return report


def editions(conn: Connection, office: Office) -> Sequence[tuple[str, bool, int]]:
    """Give each edition with whether it is the office's own, and how many codes it has."""
    table = kode_klasifikasi
    own = table.c.instansi_id.is_not(None).label("milik")
    mine = sa.or_(table.c.instansi_id.is_(None), table.c.instansi_id == office.id)
    query = sa.select(table.c.edisi, own, sa.func.count()).where(mine)
    rows = conn.execute(query.group_by(table.c.edisi, own).order_by(own.desc(), table.c.edisi))
    return [(row[0], bool(row[1]), row[2]) for row in rows]
