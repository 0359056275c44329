"""The worker beside the web server: finishes letters, follows up PDFs, does the long work."""

import logging
import threading

from service import package, resuming
from service.jobs import Work, run_one
from service.workbench import Workbench

WORKS: dict[str, Work] = {"ekspor": package.export_job}
PAUSE_SECONDS = 1.0
RESUME_EVERY = 10  # pauses between two looks for letters and PDFs that were left
TIDY_EVERY = 3600  # pauses between two looks for exports that nobody fetched any more

log = logging.getLogger(__name__)


def start(bench: Workbench) -> threading.Event:
    """Start the worker's thread; set the event that is given back to stop it."""
    stop = threading.Event()
    threading.Thread(target=_work, args=(bench, stop), name="naskah-worker", daemon=True).start()
    return stop


def _work(bench: Workbench, stop: threading.Event) -> None:
    turn = 0
    while not stop.wait(PAUSE_SECONDS if turn else 0):
        try:
            if turn % RESUME_EVERY == 0:
                for fault in resuming.resume(bench).faults:
                    log.warning("left unfinished: %s", fault)
            if turn % TIDY_EVERY == 0:
                package.tidy(bench)
            while run_one(bench, WORKS):
                pass
        except Exception:
            # A full disk or a locked database passes; the worker must still be there then.
            log.exception("the worker will try again")
        turn += 1
