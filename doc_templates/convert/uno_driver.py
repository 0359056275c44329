"""Drives one LibreOffice over UNO: for each line that comes in, one answer goes out.

Run by the Python that LibreOffice's bridge belongs to, which need not be the one of the service:
nothing but the standard library and uno is imported, and the syntax is that of Python 3.9.

    in    {"soffice": [words of the command], "pipe": "name"}      once, at first
    out   {"ready": pid of LibreOffice}
    in    {"load": "file:///…/surat.docx", "as": "name of the import filter",
           "save": "file:///…/surat.pdf", "by": "name of the export filter", "options": {…}}
    out   {"ok": true}  or  {"ok": false, "why": "…"}

It ends when LibreOffice ends, with that exit code, or when no more lines can come.
"""

from __future__ import annotations

import ctypes
import importlib
import json
import os
import queue
import resource
import signal
import subprocess
import sys
import threading
import time
from typing import Any, NoReturn, TextIO

Remote = Any  # uno, and what lives in LibreOffice, have no types here

RESTART_ME = 81  # LibreOffice wants to be started again, after it changed its profile
STARTS, START_SECONDS = 3, 60.0
REST = 0.02  # seconds in which whoever got an answer has the processor to himself
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of linux/prctl.h
GIB = 2**30
LIMITS = (
    (resource.RLIMIT_AS, 3 * GIB),  # a letter takes 0.8, nearly all of it shared libraries
    (resource.RLIMIT_FSIZE, GIB // 2),
    (resource.RLIMIT_NOFILE, 512),
    (resource.RLIMIT_CORE, 0),
)

libc = ctypes.CDLL(None)


class Bridge:
    """A LibreOffice that is up, seen from here."""

    def __init__(self, uno: Remote, desktop: Remote) -> None:
        self._uno, self._desktop = uno, desktop
        self.fault: type[Exception] = uno.getClass("com.sun.star.uno.Exception")
        self._lost: type[Exception] = uno.getClass("com.sun.star.uno.RuntimeException")

    def convert(self, job: dict[str, Any], answers: TextIO) -> Remote:
        """Does one job and gives the document, to be closed, when it was opened.

        What UNO says of it is the answer; a lost bridge is raised.
        """
        document, why = None, "load gave nothing"
        try:
            document = self._desktop.loadComponentFromURL(job["load"], "_blank", 0, self._in(job))
            if document is not None:
                document.storeToURL(job["save"], self._out(job))
                why = ""
        except self._lost:
            raise
        except self.fault as fault:
            why = str(fault) or type(fault).__name__
        answers.write(json.dumps({"ok": not why, "why": why}) + "\n")
        return document

    def _in(self, job: dict[str, Any]) -> tuple[Remote, ...]:
        """As what it must be, whatever it looks like; unseen, and without its macros."""
        return self._values({"Hidden": True, "FilterName": job["as"], "MacroExecutionMode": 0})

    def _out(self, job: dict[str, Any]) -> tuple[Remote, ...]:
        """By a filter with these options."""
        options = self._values(job["options"])
        data = self._uno.Any("[]com.sun.star.beans.PropertyValue", options)
        return self._values({"FilterName": job["by"], "FilterData": data})

    def _values(self, named: dict[str, Any]) -> tuple[Remote, ...]:
        new, kind = self._uno.createUnoStruct, "com.sun.star.beans.PropertyValue"
        return tuple(new(kind, Name=name, Value=value) for name, value in named.items())


def main() -> None:
    """Serves until no more lines come, or LibreOffice is lost."""
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # what any library prints goes to the log, never between the answers
    told = json.loads(sys.stdin.readline())
    office, bridge = start(told["soffice"], told["pipe"])
    jobs: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=listen, args=(office, jobs), daemon=True).start()
    threading.Thread(target=end_with, args=(office,), daemon=True).start()
    answers.write(json.dumps({"ready": office.pid}) + "\n")
    try:
        serve(bridge, jobs, answers)
    except bridge.fault as lost:
        sys.stderr.write(f"{lost}\n")
        office.kill()
        end_with(office)


def serve(bridge: Bridge, jobs: queue.SimpleQueue[str], answers: TextIO) -> NoReturn:
    """Does one job after the other. Nobody waits for a document to be closed: that comes last."""
    line = jobs.get()
    while True:
        document = bridge.convert(json.loads(line), answers)
        try:
            line = jobs.get(timeout=REST)
        except queue.Empty:
            line = ""
        if document is not None:
            document.close(True)
        line = line or jobs.get()


def listen(office: subprocess.Popen[bytes], jobs: queue.SimpleQueue[str]) -> None:
    """Takes the lines in; their end is the end of the service, even while a document hangs."""
    for line in sys.stdin:
        jobs.put(line)
    office.kill()


def end_with(office: subprocess.Popen[bytes]) -> NoReturn:
    """Ends this process as soon as LibreOffice ends, whatever the other threads wait for."""
    os._exit(abs(office.wait()) or 1)


def start(command: list[str], pipe: str) -> tuple[subprocess.Popen[bytes], Bridge]:
    """LibreOffice and the bridge to it; exits with its code when it does not come up."""
    code = 0
    for _ in range(STARTS):
        office = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            preexec_fn=restrain,  # noqa: PLW1509 - threads come only with the bridge
        )
        bridge = connect(office, pipe)
        if bridge is not None:
            return office, bridge
        code = office.wait()
        if code != RESTART_ME:
            break
    sys.exit(abs(code) or 1)


def restrain() -> None:
    """LibreOffice ends with us, and takes no more than its share."""
    libc.prctl(DIE_WITH_PARENT, signal.SIGKILL)
    for what, most in LIMITS:
        hard = resource.getrlimit(what)[1]
        limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (limit, limit))


def connect(office: subprocess.Popen[bytes], pipe: str) -> Bridge | None:
    """The bridge to a LibreOffice that is starting; None when it ended instead."""
    uno = importlib.import_module("uno")  # only now, so that LibreOffice starts meanwhile
    refused = uno.getClass("com.sun.star.connection.NoConnectException")
    resolver = made(uno.getComponentContext(), "com.sun.star.bridge.UnoUrlResolver")
    late = time.monotonic() + START_SECONDS
    while office.poll() is None:
        if time.monotonic() > late:
            office.kill()
        try:
            there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except refused:
            time.sleep(0.005)
        else:
            return Bridge(uno, made(there, "com.sun.star.frame.Desktop"))
    return None


def made(context: Remote, service: str) -> Remote:
    """An object of this UNO service."""
    return context.ServiceManager.createInstanceWithContext(service, context)


if __name__ == "__main__":
    main()
