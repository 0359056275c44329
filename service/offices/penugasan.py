"""Who acts for a post that is vacant, or whose holder is away: Plt., Plh. and Pj."""

from dataclasses import asdict, dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.errors import NotFound
from service.schema import pejabat, penugasan

PELAKSANA = {
    "Plt.": "pelaksana tugas; jabatannya belum atau tidak lagi dijabat",
    "Plh.": "pelaksana harian; pejabatnya berhalangan sementara",
    "Pj.": "penjabat; jabatannya belum diisi pejabat tetap",
}
AWAY = "Plh."  # the one that is possible while the post has its holder
_OF_OFFICE = (
    sa.select(penugasan)
    .join(pejabat, pejabat.c.id == penugasan.c.pejabat_id)
    .where(pejabat.c.instansi_id == sa.bindparam("instansi_id"))
    .order_by(penugasan.c.mulai.desc(), penugasan.c.id.desc())
)


@dataclass(frozen=True)
class Penugasan:
    """An official who acts as `jabatan` from day to day; `dasar` is the order that says so."""

    pejabat_id: int
    pelaksana: str
    jabatan: str
    mulai: date
    selesai: date | None = None
    dasar: str = ""
    id: int = 0


def add(conn: Connection, task: Penugasan) -> None:
    """Enter an appointment."""
    conn.execute(penugasan.insert().values(**_columns(task)))


def change(conn: Connection, instansi_id: int, task: Penugasan) -> None:
    """Put an appointment right; NotFound if the office has no such one."""
    own = sa.select(pejabat.c.id).where(pejabat.c.instansi_id == instansi_id)
    done = conn.execute(
        penugasan.update()
        .where(penugasan.c.id == task.id, penugasan.c.pejabat_id.in_(own))
        .values(**_columns(task))
    )
    if not done.rowcount:
        raise NotFound("Penugasan ini tidak ada.")


def every(conn: Connection, instansi_id: int) -> list[Penugasan]:
    """List the appointments of an office, the newest first, past ones included."""
    rows = conn.execute(_OF_OFFICE, {"instansi_id": instansi_id})
    return [Penugasan(**row._mapping) for row in rows]


def _columns(task: Penugasan) -> dict[str, object]:
    return {name: value for name, value in asdict(task).items() if name != "id"}
