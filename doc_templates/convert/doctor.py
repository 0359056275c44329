"""Having templates of others looked at: in a process of its own, which may take only its share."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import IO

from doc_templates.catalog import Kind
from doc_templates.convert import pipes, visit
from doc_templates.convert.filler_process import ROOT
from doc_templates.convert.isolation import no_network
from doc_templates.doctor.intake import TOO_COSTLY, refuse_at_once
from doc_templates.doctor.report import Report
from doc_templates.errors import FillerFailed, UnfitTemplate
from doc_templates.filling.order import Order

SECONDS = 30.0
"""For one visit, of which the start of the process takes one."""
_RUN = (
    f"import sys; sys.path.insert(0, {str(ROOT)!r}); "
    "from doc_templates.convert.doctor_child import main; main()"
)
_one = threading.Semaphore(1)


def examine(kind: Kind, order: Order | None) -> Report:
    """Everything that is wrong with a kind's template, tried with the sample in `order`.

    Raises UnfitTemplate, also for a template that takes too much of anything, and FillerFailed
    when no process could look at it.
    """
    refuse_at_once(kind.docx)
    with _one:
        return visit.report_in(_answer(visit.order_out(kind, order)))


def _answer(asked: visit.Message) -> visit.Message:
    deadline = time.monotonic() + SECONDS
    process = _started()
    try:
        with suppress(BrokenPipeError):  # then there is no answer either
            pipes.send(_of(process.stdin), asked, deadline)
        return pipes.receive(_of(process.stdout), deadline)
    except (TimeoutError, pipes.TooLarge) as error:
        raise UnfitTemplate(TOO_COSTLY) from error
    except EOFError as error:
        raise _ended(process.wait()) from error
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for pipe in (process.stdin, process.stdout):
            _of(pipe).close()


def _started() -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            [*no_network(), sys.executable, "-I", "-c", _RUN],
            cwd="/",
            env={"PATH": os.defpath, "LANG": "C.UTF-8"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            start_new_session=True,
        )
    except OSError as error:
        raise FillerFailed(str(error.strerror)) from error


def _ended(code: int) -> UnfitTemplate | FillerFailed:
    costly = code in (-signal.SIGXCPU, -signal.SIGSEGV, -signal.SIGKILL)
    return UnfitTemplate(TOO_COSTLY) if costly else FillerFailed(f"kode {code}")


def _of(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None  # noqa: S101 - Popen was asked for it
    return pipe
