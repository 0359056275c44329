"""Filling templates that an office uploaded: in warm processes that may take only their share."""

import atexit
import os
import threading
import time

from doc_templates.convert.filler_process import FillerProcess
from doc_templates.errors import FillerFailed
from doc_templates.filling.order import Filled, Order

SECONDS = 10.0
"""For one letter, which takes some milliseconds."""
STARTING = 30.0
"""More of them, when a process has to be started first."""
LETTERS = 500
"""Letters for one process: what a template leaves in its memory goes with it."""

_slots = threading.BoundedSemaphore(os.cpu_count() or 1)
idle: list[FillerProcess] = []
"""Processes that wait for a letter."""


def fill(order: Order) -> Filled:
    """One letter. Raises TemplateFault, also for a template that takes too much of anything, and
    FillerFailed when no process could do it.
    """
    with _slots:
        try:
            return _filled(order)
        except FillerFailed:  # it was killed, or grew old in some way: a new one, once
            return _filled(order)


def close() -> None:
    """Ends the processes that wait; the next letter starts another."""
    while idle:
        idle.pop().close()


def _filled(order: Order) -> Filled:
    process = _ready()
    try:
        filled = process.fill(order, time.monotonic() + SECONDS)
    finally:
        if process.usable and process.served < LETTERS:
            idle.append(process)
        else:
            process.close()
    return filled


def _ready() -> FillerProcess:
    while idle:
        process = idle.pop()
        if process.usable:
            return process
        process.close()
    return FillerProcess(time.monotonic() + STARTING)


atexit.register(close)
os.register_at_fork(after_in_child=idle.clear)  # their pipes belong to the parent
