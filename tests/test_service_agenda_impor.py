"""An old register comes in beside people at work: in portions, once, and whole or not at all."""

import os
import signal
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path

import pytest
import sqlalchemy as sa

from numbering import books, counter, importing
from numbering.schema import baris_impor, nomor
from service import jobs
from service.agenda import impor
from service.agenda.checking import check
from service.agenda.impor import Upload
from service.db import reading, transaction
from service.jobs import Job, Progress
from service.schema import audit, job
from service.workbench import Workbench
from service.worker import WORKS
from tests import support_service as support
from tests.old_registers import lines_of

ROWS = 4_000
DYING = int(ROWS * 1.4)  # of 2 * ROWS steps: some portions lie aside, some do not


def _upload(bench: Workbench, count: int, year: int = 2025) -> Upload:
    text = "".join(lines_of(count)).replace("05/05/2025", f"05/05/{year}")
    return Upload("surat-keluar", bench.store.put(BytesIO(text.encode())), "agenda.csv")


def _start(bench: Workbench, upload: Upload) -> Job:
    office = support.office_of(bench)
    job_id = impor.start(bench, office, upload, ROWS, oleh="admin")
    with reading(bench.engine) as conn:
        return jobs.get(conn, office.id, job_id)


def _aside(bench: Workbench) -> int:
    with reading(bench.engine) as conn:
        return conn.scalar(sa.select(sa.func.count()).select_from(baris_impor)) or 0


def _history(bench: Workbench) -> list[importing.Impor]:
    with reading(bench.engine) as conn:
        buku = books.get_buku(conn, support.office_of(bench).id, "surat-keluar")
        return importing.imports(conn, buku.id)


def _work_and_die(data: Path) -> None:
    """What a worker does whose power fails in the middle of the writing."""

    def killed(bench: Workbench, job: Job, progress: Progress) -> dict[str, object]:
        def heard(done: int, total: int) -> None:
            progress(done, total)
            if done > DYING:
                os.kill(os.getpid(), signal.SIGKILL)

        return dict(impor.import_job(bench, job, heard))

    with support.at(data) as bench:
        jobs.run_one(bench, {impor.JOB: killed})


def test_an_import_that_is_killed_goes_on_where_it_stopped(bench: Workbench) -> None:
    """The ledger knows nothing of it before it is whole; letters are issued in between."""
    upload = _upload(bench, ROWS)
    begun = _start(bench, upload)
    process = get_context("spawn").Process(target=_work_and_die, args=(bench.settings.data,))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert 0 < _aside(bench) < ROWS
    assert (support.numbers(bench), _history(bench), check(bench, None, None)) == ([], [], [])
    support.issue(bench)
    with transaction(bench.engine) as conn:  # a mark that a second writing would not leave
        conn.execute(baris_impor.update().values(hal="Ditulis sebelum mati"))
    kept = _aside(bench)
    later = replace(bench, now=lambda: support.NOW + jobs.STALE + timedelta(minutes=1))
    assert jobs.run_one(later, WORKS)
    with reading(bench.engine) as conn:
        found = list(conn.scalars(sa.select(nomor.c.hal).where(nomor.c.periode == "2025")))
    assert (len(found), found.count("Ditulis sebelum mati")) == (ROWS, kept)
    assert _aside(bench) == 0
    assert [one.kunci for one in _history(bench)] == [f"{impor.JOB}-{begun.id}"]
    assert check(bench, None, None) == []


@pytest.mark.parametrize("database", ["bench", "pg_bench"])
def test_letters_are_issued_while_a_register_comes_in(
    request: pytest.FixtureRequest, database: str
) -> None:
    """In the same book and year: each finds its turn between two portions."""
    bench: Workbench = request.getfixturevalue(database)
    office = support.office_of(bench)
    with transaction(bench.engine) as conn:
        buku = books.get_buku(conn, office.id, "surat-keluar")
        counter.set_last_used(conn, buku, "2027", ROWS)
    given = []

    def heard(done: int, total: int) -> None:
        assert total == 2 * ROWS
        if done > ROWS:
            given.append(support.issue(bench).nomor_surat)

    impor.import_job(bench, _start(bench, _upload(bench, ROWS, 2027)), heard)
    assert given == [f"000.8.6.3/{ROWS + n}/Kec.BBC/2027" for n in range(1, 5)]
    assert len(support.numbers(bench)) == ROWS + 4
    assert check(bench, None, None) == []


def test_a_job_that_is_taken_twice_brings_in_one_import(bench: Workbench) -> None:
    """Each step is a sign of life, and the second worker finds it done."""
    begun = _start(bench, _upload(bench, ROWS))
    heard: list[int] = []
    first = impor.import_job(bench, begun, lambda done, _: heard.append(done))
    assert heard == list(range(1_000, 2 * ROWS + 1, 1_000))
    assert impor.import_job(bench, begun, lambda _done, _total: None) == first
    assert len(_history(bench)) == 1
    with reading(bench.engine) as conn:
        deeds = sa.select(sa.func.count()).where(audit.c.perbuatan == impor.JOB)
        assert conn.scalar(deeds) == 1


def test_an_import_that_is_refused_leaves_nothing_behind(bench: Workbench) -> None:
    """A number of it was given while it was read: the job says so, and no row lies about."""
    upload = _upload(bench, ROWS, 2027)
    begun = _start(bench, upload)

    def heard(done: int, _total: int) -> None:
        if done == 2 * ROWS:
            support.issue(bench)

    def meddled(bench: Workbench, job: Job, _progress: Progress) -> dict[str, object]:
        return dict(impor.import_job(bench, job, heard))

    assert jobs.run_one(bench, {impor.JOB: meddled})
    with reading(bench.engine) as conn:
        failed = conn.execute(sa.select(job).where(job.c.id == begun.id)).one()
    assert failed.state == jobs.FAILED
    assert "Nomor urut 1 periode 2027 di baris 2 sudah tercatat" in failed.pesan
    assert (_aside(bench), _history(bench), len(support.numbers(bench))) == (0, [], 1)
    assert check(bench, None, None) == []
