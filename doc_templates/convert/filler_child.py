"""The other end of a filler: takes letters in, gives filled ones out, and takes only its share."""

import io
import os
import resource
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import IO

from doc_templates.convert import pipes, wire
from doc_templates.errors import TemplateFault
from doc_templates.filling import fill
from doc_templates.filling.order import Filled

MIB = 2**20
LIMITS = (
    (resource.RLIMIT_AS, 512 * MIB),  # of which Python and its libraries take a tenth
    (resource.RLIMIT_FSIZE, 0),
    (resource.RLIMIT_NOFILE, 64),
    (resource.RLIMIT_CORE, 0),
)
CPU_SECONDS = 2
LARGEST = 50 * MIB
"""Bytes of a letter, unpacked: as much as LibreOffice is handed."""
GROWN = 256 * MIB
"""The memory after which it ends and another begins."""
TOO_LARGE = (
    "Dokumen yang dihasilkan templat ini terlalu besar. Periksa perulangan {% for … %} dan gambar "
    "di dalamnya."
)


def main() -> None:
    """Serves until no more letters come."""
    letters, answers = os.fdopen(os.dup(0), "rb", 0), os.fdopen(os.dup(1), "wb", 0)
    os.dup2(2, 1)  # what any library prints never comes between the answers
    for what, most in LIMITS:
        resource.setrlimit(what, (most, most))
    pipes.send(answers, (b"ready",), None)
    with suppress(EOFError):
        while _held() < GROWN:
            _serve(letters, answers)


def _serve(letters: IO[bytes], answers: IO[bytes]) -> None:
    order = wire.order_in(pipes.receive(letters, None))
    _allow(CPU_SECONDS)
    try:
        answer = wire.filled_out(_within_bounds(fill.fill(order)))
    except TemplateFault as fault:
        answer = wire.fault_out(fault)
    except MemoryError:
        answer = wire.fault_out(TemplateFault(TOO_LARGE))
    pipes.send(answers, answer, None)


def _within_bounds(filled: Filled) -> Filled:
    with zipfile.ZipFile(io.BytesIO(filled.docx)) as files:
        if sum(file.file_size for file in files.infolist()) > LARGEST:
            raise TemplateFault(TOO_LARGE)
    return filled


def _allow(seconds: int) -> None:
    """So much time of a processor from now on; whoever takes more is ended."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + 1 + seconds
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (until, hard))


def _held() -> int:
    """The bytes of memory that it has now; what getrusage tells begins with those of its parent."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
