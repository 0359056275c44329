"""Warm LibreOffices, one for each core: a letter costs what its pages cost, and no start."""

import hashlib
import logging
import os
import queue
import shutil
import threading
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from heapq import heapify
from itertools import count
from pathlib import Path
from types import TracebackType

from doc_templates.convert import libreoffice, process
from doc_templates.convert.breaker import Breaker
from doc_templates.convert.intake import refuse_unfit
from doc_templates.convert.isolation import no_network
from doc_templates.convert.late import Late
from doc_templates.convert.office import Office, find_python, has_bridge
from doc_templates.convert.room import sweep
from doc_templates.convert.worker import Habits, Worker
from doc_templates.errors import ConversionFailed

WAITING = 100
"""Letters that may wait; each is held in memory."""
LOOKING = 4
"""With so many people waiting, pages that are only looked at are not made; that is told at once."""
GLANCE = 0.2
"""Seconds between two questions whether anybody still waits for pages that are being made."""
LOOK_AGAIN = 10.0
"""Seconds until a LibreOffice that was not there is looked for again."""
LATE = 16
"""PDFs that came after their caller had given up, kept until somebody asks for them again."""
HANDOVER = 0.0005
"""Seconds in which a worker hands over what was begun, without waiting for the interpreter."""
REST = 0.02
"""Seconds in which whoever got a letter has the processor to himself, unless another waits."""
TICK = 1.0
"""Seconds between two looks at a LibreOffice that has nothing to do."""
FAREWELL = 10.0
"""Seconds until a thread that does not end is left alone; what it started ends with us."""

Wanted = Callable[[], bool]

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Status:
    """How the pool is. `pesan` tells people what is the matter; "" when all is well.

    Without `warm`, each letter starts a LibreOffice of its own. `pids` are the running ones, of so
    many `workers`.
    """

    warm: bool
    offline: bool
    workers: int
    pids: tuple[int, ...]
    waiting: int
    pesan: str


@dataclass(frozen=True, order=True)
class _Job:
    """A document that waits: who stands at a screen comes before what is made by itself."""

    by_itself: bool
    number: int
    docx: bytes = field(compare=False, repr=False)
    future: Future[bytes] = field(compare=False)
    wanted: Wanted | None = field(compare=False)

    def check(self) -> None:
        """Raises ConversionFailed (usang) when nobody waits for it any more."""
        if self.wanted is not None and not self.wanted():
            raise process.outdated()


class Pool:
    """Makes PDFs in as many threads as it has workers; for any number of callers.

    `python` is one that can import uno, and is looked for when not given. Where there is none, or
    no LibreOffice, letters are converted as `libreoffice.to_pdf` does it.
    """

    def __init__(
        self,
        soffice: str = "soffice",
        *,
        workers: int | None = None,
        habits: Habits | None = None,
        python: Path | None = None,
        breaker: Breaker | None = None,
    ) -> None:
        self._soffice, self._python, self._count = soffice, python, workers or os.cpu_count() or 1
        self._habits = habits or Habits()
        self._breaker = breaker or Breaker()
        self._jobs: queue.PriorityQueue[_Job] = queue.PriorityQueue(WAITING)
        self._numbers = count()
        self._late = Late(LATE)
        self._closing = threading.Event()
        self._workers: list[Worker] = []
        self._threads: list[threading.Thread] = []
        self._lack, self._next_look, self._looking = "", 0.0, threading.Lock()
        self._has_workers()

    def to_pdf(
        self,
        docx: bytes,
        wait: float | None = None,
        wanted: Wanted | None = None,
        *,
        by_itself: bool = False,
    ) -> bytes:
        """The PDF/A-2b of a document. Raises ConversionFailed like `libreoffice.to_pdf`.

        With `wait`, gives up after so many seconds (ditunda); LibreOffice then ends what it has
        begun, and whoever asks for the same document again gets that. A letter that still waits its
        turn is taken back. `wanted` is asked again and again, whether anybody still waits for the
        pages (usang); such pages are not made at all while many letters wait (ditunda). What is
        made `by_itself`, without anybody at a screen, comes after all else.
        """
        refuse_unfit(docx)
        if not self._has_workers():
            seconds = self._habits.seconds if wait is None else wait
            return libreoffice.to_pdf(docx, soffice=self._soffice, seconds=seconds)
        self._breaker.check(time.monotonic())
        future = self._late.take(docx) or self._queued(docx, wanted, by_itself=by_itself)
        try:
            return _result(future, 2 * self._habits.seconds if wait is None else wait, wanted)
        except TimeoutError:
            self._give_up(docx, future)
            raise process.not_yet() from None
        except CancelledError:
            raise process.stopped() from None
        except ConversionFailed as failure:
            if failure.code == "usang":
                self._give_up(docx, future)
            raise

    def begin(self, docx: bytes) -> None:
        """Begins a letter that was just filled, for who will most likely ask for it and gets that.

        Each of its parts was read whole as it was filled, so it is looked at only when it is asked
        for. Nothing is begun unless a LibreOffice has nothing else to do.
        """
        idle = any(worker.pid and not worker.busy for worker in self._workers)
        if not idle or not self._jobs.empty():
            return  # the breaker is not asked: a try that it grants must be made
        with suppress(ConversionFailed):
            self._breaker.check(time.monotonic())
            self._late.keep(docx, self._queued(docx))
            time.sleep(HANDOVER)

    def status(self) -> Status:
        """How it is at this moment."""
        self._has_workers()
        troubles = [worker.trouble for worker in self._workers if worker.trouble]
        trouble = self._breaker.trouble() or next(iter(troubles), "")
        return Status(
            warm=bool(self._workers),
            offline=bool(no_network()),
            workers=len(self._workers),
            pids=tuple(worker.pid for worker in self._workers if worker.pid),
            waiting=self._jobs.qsize(),
            pesan=trouble or self._lack,
        )

    def close(self) -> None:
        """Ends every LibreOffice; letters that wait or are under way fail with a sentence."""
        self._closing.set()
        with suppress(queue.Empty):
            while True:
                self._jobs.get_nowait().future.cancel()
        for worker in self._workers:
            self._queued(b"").cancel()  # wakes a thread that waits for letters
            worker.end()
        for thread in self._threads:
            thread.join(FAREWELL)

    def __enter__(self) -> "Pool":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _has_workers(self) -> bool:
        """Whether LibreOffices are kept warm; where there was none, looks again from time to time.

        Who installs it while the service runs need not start the service again.
        """
        with self._looking:
            now = time.monotonic()
            if not self._workers and now >= self._next_look and not self._closing.is_set():
                self._next_look = now + LOOK_AGAIN
                self._open()
            return bool(self._workers)

    def _open(self) -> None:
        try:
            start = _starter(self._soffice, self._python)
        except ConversionFailed as lack:
            if str(lack) != self._lack:
                log.warning("no warm LibreOffice: %s", lack)
            self._lack = str(lack)
            return
        self._lack = ""
        sweep()
        self._workers = [Worker(start, self._habits) for _ in range(self._count)]
        self._threads = [self._thread(worker) for worker in self._workers]

    def _thread(self, worker: Worker) -> threading.Thread:
        thread = threading.Thread(target=self._work, args=(worker,), name="naskah-pdf", daemon=True)
        thread.start()
        return thread

    def _give_up(self, docx: bytes, future: Future[bytes]) -> None:
        if future.cancel():
            self._forget(future)
        else:
            self._late.keep(docx, future)

    def _forget(self, future: Future[bytes]) -> None:
        """Takes out of the queue what nobody waits for, so that it is not counted as waiting."""
        with self._jobs.mutex:
            self._jobs.queue[:] = [job for job in self._jobs.queue if job.future is not future]
            heapify(self._jobs.queue)

    def _queued(
        self, docx: bytes, wanted: Wanted | None = None, *, by_itself: bool = False
    ) -> Future[bytes]:
        if wanted is not None:
            self._check_queue()
        job = _Job(by_itself, next(self._numbers), docx, Future(), wanted)
        try:
            self._jobs.put_nowait(job)
        except queue.Full:
            raise process.too_many(WAITING) from None
        if self._closing.is_set():
            job.future.cancel()
        return job.future

    def _check_queue(self) -> None:
        standing = sum(not job.by_itself for job in tuple(self._jobs.queue))
        if standing >= LOOKING:
            raise process.too_many(standing)

    def _work(self, worker: Worker) -> None:
        _tend(worker)
        while not self._closing.is_set():
            job = self._next(REST)
            if job is None:
                _tend(worker)
                job = self._next(TICK)
            if job is not None and job.future.set_running_or_notify_cancel():
                self._serve(worker, job)
        worker.stop()

    def _next(self, seconds: float) -> _Job | None:
        with suppress(queue.Empty):
            return self._jobs.get(timeout=seconds)
        return None

    def _serve(self, worker: Worker, job: _Job) -> None:
        worker.busy = True
        try:
            job.check()
            pdf = worker.convert(job.docx)
        except ConversionFailed as failure:
            if failure.code not in ("produk-rusak", "usang"):
                letter = hashlib.sha256(job.docx).digest()
                self._breaker.failed(letter, str(failure), time.monotonic())
            job.future.set_exception(failure)
        except BaseException as fault:  # noqa: BLE001 - the caller's thread must learn of it
            job.future.set_exception(fault)
        else:
            self._breaker.passed()
            job.future.set_result(pdf)
        finally:
            worker.busy = False


def _result(future: Future[bytes], seconds: float, wanted: Wanted | None) -> bytes:
    """What comes of it within so many seconds (TimeoutError), as long as it is wanted (usang)."""
    if wanted is None:
        return future.result(seconds)
    late = time.monotonic() + seconds
    while True:
        left = max(late - time.monotonic(), 0.0)
        try:
            return future.result(min(left, GLANCE))
        except TimeoutError:
            if left <= GLANCE:
                raise
        if not wanted():
            raise process.outdated()


def _tend(worker: Worker) -> None:
    try:
        worker.tend()
    except Exception:
        # Whatever it is, letters wait for this thread: the next of them tries again.
        log.exception("a worker could not be made ready")
        worker.stop()


def _starter(soffice: str, python: Path | None) -> Callable[[float], Office]:
    """What opens an Office. Raises ConversionFailed (tidak-ada) naming what is not installed."""
    program = shutil.which(soffice)
    if program is None:
        raise process.missing(soffice)
    python = python or find_python(Path(program))
    if python is None or not has_bridge(python):
        has_bridge.cache_clear()  # it may be installed while we run
        raise ConversionFailed(
            "tidak-ada",
            "Setiap PDF dibuat dengan LibreOffice yang baru dijalankan, jadi lebih lambat. "
            "Pasang paket python3-uno agar LibreOffice dapat tetap terbuka.",
        )
    return partial(Office, Path(program), python)
