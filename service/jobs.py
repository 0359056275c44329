"""Long work in the background: it has a row, a progress, and survives a closed page.

Any process of the service may take a waiting job; one that died is taken again by another when
its sign of life grows old.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.db import reading, transaction
from service.errors import NotFound
from service.schema import job as table
from service.workbench import Workbench

WAITING, RUNNING, DONE, FAILED = "antre", "jalan", "selesai", "gagal"
STALE = timedelta(minutes=2)

Progress = Callable[[int, int], None]  # done, of how many
Work = Callable[[Workbench, "Job", Progress], Mapping[str, object]]


@dataclass(frozen=True)
class Job:
    """One piece of long work; `hasil` is what it gave, `pesan` says why it failed."""

    id: int
    instansi_id: int
    jenis: str
    bahan: Mapping[str, object]
    state: str
    selesai: int
    dari: int
    hasil: Mapping[str, object] | None
    pesan: str | None
    oleh: str
    dibuat_pada: str
    detak: str | None


def start(
    bench: Workbench, instansi_id: int, jenis: str, bahan: Mapping[str, object], *, oleh: str
) -> int:
    """Put work in the queue and give its id; the same work already waiting is not queued twice."""
    with transaction(bench.engine) as conn:
        for job in _open(conn, instansi_id, jenis):
            if job.bahan == bahan:
                return job.id
        return queue(conn, instansi_id, jenis, bahan, oleh=oleh, pada=bench.stamp())


def queue(
    conn: Connection,
    instansi_id: int,
    jenis: str,
    bahan: Mapping[str, object],
    *,
    oleh: str,
    pada: str,
) -> int:
    """Put work in the queue together with what else the transaction does; give its id."""
    row = conn.execute(
        table.insert()
        .values(
            instansi_id=instansi_id,
            jenis=jenis,
            bahan=dict(bahan),
            state=WAITING,
            selesai=0,
            dari=0,
            oleh=oleh,
            dibuat_pada=pada,
        )
        .returning(table.c.id)
    )
    return int(row.scalar_one())


def get(conn: Connection, instansi_id: int, job_id: int) -> Job:
    """Give a job of the office; NotFound otherwise."""
    row = conn.execute(
        sa.select(table).where(table.c.id == job_id, table.c.instansi_id == instansi_id)
    ).first()
    if row is None:
        raise NotFound("Pekerjaan ini tidak ada.")
    return _job(row)


def run_one(bench: Workbench, works: Mapping[str, Work]) -> bool:
    """Take one waiting job and carry it out; tell whether there was one.

    A failure is kept with the job as a sentence for its page; it does not stop the others.
    """
    job = _take(bench)
    if job is None:
        return False

    def progress(done: int, total: int) -> None:
        _set(bench, job.id, selesai=done, dari=total, detak=bench.stamp())

    try:
        hasil = works[job.jenis](bench, job, progress)
    except Exception as fault:  # noqa: BLE001 - whatever it is, its page must say so
        _set(bench, job.id, state=FAILED, pesan=str(fault) or type(fault).__name__)
    else:
        _set(bench, job.id, state=DONE, hasil=dict(hasil))
    return True


def _take(bench: Workbench) -> Job | None:
    old = (bench.now() - STALE).isoformat(timespec="seconds")
    free = (table.c.state == WAITING) | ((table.c.state == RUNNING) & (table.c.detak < old))
    with reading(bench.engine) as conn:  # most looks find nothing: no writer is disturbed
        if conn.execute(sa.select(table.c.id).where(free).limit(1)).first() is None:
            return None
    with transaction(bench.engine) as conn:
        chosen = sa.select(table).where(free).order_by(table.c.id).limit(1)
        row = conn.execute(chosen.with_for_update(skip_locked=True)).first()
        if row is None:
            return None
        own = table.c.id == row.id
        conn.execute(table.update().where(own).values(state=RUNNING, detak=bench.stamp()))
        return _job(row)


def _open(conn: Connection, instansi_id: int, jenis: str) -> list[Job]:
    chosen = sa.select(table).where(
        table.c.instansi_id == instansi_id,
        table.c.jenis == jenis,
        table.c.state.in_([WAITING, RUNNING]),
    )
    return [_job(row) for row in conn.execute(chosen)]


def _set(bench: Workbench, job_id: int, **values: object) -> None:
    with transaction(bench.engine) as conn:
        conn.execute(table.update().where(table.c.id == job_id).values(**values))


def _job(row: sa.Row[tuple[object, ...]]) -> Job:
    return Job(**row._mapping)
