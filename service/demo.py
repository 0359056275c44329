"""Whole SOPs with the sample offices, through the same use cases that people use."""

import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from service import berkas, package, playbook, playing, setup, showing
from service.config import Settings
from service.db import reading
from service.errors import Refused
from service.migrating import migrate
from service.offices import profile
from service.offices.profile import Office
from service.playing import OLEH
from service.sop import editions
from service.stage import MORNING, SCAN_WIDTH, Clock, Stage
from service.workbench import Workbench, kept_warm, open_workbench

TAHUN = 2026
# The samples are dated in the January after the year that they report on.
PLAYED_ON = datetime(2027, 2, 1, 3, 0, tzinfo=UTC)
MARK = "ringkasan.json"


def run(settings: Settings, sop: str, out: Path) -> Iterator[str]:
    """Play the SOP into the folder `out`, which is made anew; yield a line for each document.

    Refused when no sample office has the SOP, or `out` holds what is not an earlier demo.
    """
    _known([sop])
    _clear(out)
    with _installation(settings) as bench:
        yield from play(bench, sop, out)


def run_all(settings: Settings, out: Path) -> Iterator[str]:
    """Play every shipped procedure in one installation, each into its own folder below `out`."""
    names = [path.stem for path in editions.shipped()]
    _clear(out)
    with _installation(settings) as bench:
        for sop in names:
            yield f"== {sop}"
            (out / sop).mkdir()
            yield from play(bench, sop, out / sop)
    (out / MARK).write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")


def play(bench: Workbench, sop: str, out: Path, *, scan_width: int = SCAN_WIDTH) -> Iterator[str]:
    """Play one SOP in an open installation; yield a line for each document, and what is missing.

    Signed pages come back from a scanner that sees `scan_width` pixels across.
    """
    office = _office_of(bench, sop)
    clock = Clock(datetime.combine(playbook.of_procedure(sop).first, MORNING))
    then = replace(bench, now=clock)
    berkas_id = berkas.open_berkas(then, office, sop, TAHUN, oleh=OLEH)
    stage = Stage(then, clock, office, berkas_id, out, office.today(bench.now()), scan_width)
    told: list[dict[str, object]] = []
    for nomor, slug in playing.outputs(stage):
        told.append(showing.told(stage, nomor, slug, playing.play(stage, slug)))
        line = told[-1]
        yield f"Langkah {nomor:>2}  {line['nomor_surat'] or '-':<32} {line['hal']}"
    path, missing = package.export(bench, office, berkas_id, out, oleh=OLEH)
    (out / MARK).write_text(json.dumps(told, ensure_ascii=False, indent=2), encoding="utf-8")
    yield f"Berkas: {path}"
    yield from (f"Belum lengkap: {line}" for line in missing)


def _known(names: Sequence[str]) -> None:
    known = [path.stem for path in editions.shipped()]
    for name in names:
        if name not in known:
            raise Refused(f"SOP “{name}” tidak dikenal. Pakai salah satu dari: {', '.join(known)}.")


def _clear(out: Path) -> None:
    if out.exists() and any(out.iterdir()):
        if not (out / MARK).exists():
            raise Refused(f"Folder {out} berisi hal lain. Pilih folder kosong untuk demo.")
        shutil.rmtree(out)
    out.mkdir(parents=True, exist_ok=True)
    (out / MARK).write_text("[]", encoding="utf-8")  # a demo that is cut off can be made anew too


@contextmanager
def _installation(settings: Settings) -> Iterator[Workbench]:
    """Give an installation with all sample offices, on the day of the demo; it goes afterwards."""
    with tempfile.TemporaryDirectory(prefix="naskah-demo-") as folder:
        data = Path(folder)
        own = replace(settings, data=data, database_url=f"sqlite:///{data / 'naskah.db'}")
        opened = replace(open_workbench(own), now=lambda: PLAYED_ON)
        with kept_warm(opened, workers=1) as bench:  # one letter after another
            migrate(bench.engine)
            setup.load_samples(bench)
            yield bench.patient()
            bench.engine.dispose()


def _office_of(bench: Workbench, sop: str) -> Office:
    with reading(bench.engine) as conn:
        for office in profile.every(conn):
            if sop in {edition.slug for edition in editions.current(conn, office.id)}:
                return office
    raise Refused(f"Tidak ada instansi contoh yang memakai SOP “{sop}”.")
