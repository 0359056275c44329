"""The workers beside the web server: they finish letters, follow up PDFs, do the long work."""

import logging
import threading
from collections.abc import Callable
from datetime import timedelta

from service import package, preparing, resuming, ringkasan
from service.agenda import cetak, impor
from service.jobs import Work, run_one
from service.massal import sending
from service.workbench import Workbench

WORKS: dict[str, Work] = {
    "ekspor": package.export_job,
    impor.JOB: impor.import_job,
    cetak.JOB: cetak.print_job,
    sending.JOB: sending.send_job,
}
# A letter that was begun so long ago is no longer in somebody's hands.
PATIENCE = timedelta(minutes=2)

Chore = Callable[[Workbench], None]
log = logging.getLogger(__name__)


def start(bench: Workbench) -> threading.Event:
    """Start a thread for each chore; set the event that is given back to stop them."""
    bench = bench.by_itself()
    stop = threading.Event()
    for chore, pause in CHORES:
        name = f"naskah-{chore.__name__.strip('_')}"
        threading.Thread(
            target=_repeat, args=(bench, stop, chore, pause), name=name, daemon=True
        ).start()
    return stop


def _repeat(bench: Workbench, stop: threading.Event, chore: Chore, pause: float) -> None:
    while True:
        try:
            chore(bench)
        except Exception:
            # A full disk or a locked database passes; the worker must still be there then.
            log.exception("the worker will try again")
        if stop.wait(pause):
            return


def _work_off(bench: Workbench) -> None:
    while run_one(bench, WORKS):
        pass


def _resume(bench: Workbench) -> None:
    for fault in resuming.resume(bench, patience=PATIENCE).faults:
        log.warning("left unfinished: %s", fault)


def _follow_up(bench: Workbench) -> None:
    resuming.follow_up(bench, patience=PATIENCE)


def _prepare(bench: Workbench) -> None:
    """Prepare templates, as long as no letter waits for LibreOffice."""
    if bench.status is not None and bench.status().warm:
        for _kind, outcome in preparing.prepare_all(bench):
            if outcome is None or bench.status().waiting:
                return


# What is done again and again, each in a thread of its own, and the seconds between.
CHORES: tuple[tuple[Chore, float], ...] = (
    (_work_off, 1.0),
    (_follow_up, 1.0),
    (_resume, 10.0),
    (_prepare, 10.0),
    (package.tidy, 3600.0),
    (ringkasan.send_all, 600.0),
)
