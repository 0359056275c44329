"""One LibreOffice that stays open and does one letter after the other, from start to end."""

import errno
import json
import logging
import os
import select
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import IO

from doc_templates.convert import process, product
from doc_templates.convert.isolation import no_network
from doc_templates.convert.profile import build_of, installed_version, seed
from doc_templates.convert.room import Room, place
from doc_templates.errors import ConversionFailed

DRIVER = Path(__file__).with_name("uno_driver.py")
SYSTEM_PYTHON = Path("/usr/bin/python3")
FAREWELL = 0.5
"""Seconds that a driver has to bury its LibreOffice, so that nobody else has to."""
DISK_FLOOR = 2**20
"""Bytes that must be free: with less, LibreOffice may leave out what it could not write."""
_LOG_TAIL = 500

log = logging.getLogger(__name__)


def find_python(program: Path) -> Path | None:
    """The Python that has LibreOffice's bridge: the one beside it, or the system's; None if none.

    `program` is soffice. Debian keeps the bridge in the package python3-uno.
    """
    for python in (program.resolve().with_name("python"), SYSTEM_PYTHON):
        if python.exists() and has_bridge(python):
            return python
    return None


@lru_cache
def has_bridge(python: Path) -> bool:
    """Whether this Python can import uno."""
    words = [str(python), "-I", "-c", "import uno"]
    try:
        return subprocess.run(words, capture_output=True, timeout=20, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


class Office:
    """A running LibreOffice with its driver; for one thread, except `kill`.

    `deadline` is a moment of `time.monotonic()`. Raises ConversionFailed: mati, waktu-habis; after
    that, and at the end, it must be closed.
    """

    def __init__(self, program: Path, python: Path, deadline: float) -> None:
        self.served = 0
        self.pid = 0
        try:
            self._room = Room()
        except OSError as error:
            raise process.no_room(error, place()) from error
        self._driver: subprocess.Popen[bytes] | None = None
        try:
            self._start(program, python, deadline)
        except BaseException:
            self.close()
            raise

    @property
    def alive(self) -> bool:
        """Whether it still runs; the driver ends when LibreOffice does."""
        return self._driver is not None and self._driver.poll() is None

    def convert(
        self, docx: bytes, deadline: float, options: product.Options = product.OPTIONS
    ) -> bytes:
        """The PDF of a document. Raises produk-rusak as well, after which it can go on."""
        source, target = self._files()
        self.served += 1
        try:
            self.clear()
            self._check_disk()
            source.write_bytes(docx)
            answer = self._ask(_job(source, target, options), deadline)
            if not answer["ok"]:
                log.warning("no PDF: %s", answer["why"])
                self._check_disk()
                raise product.unusable()
            return product.read(target)
        except OSError as error:
            raise process.no_room(error, self._room.path.parent) from error

    def clear(self) -> None:
        """Removes the letter that was converted last; for when nobody waits any more."""
        for file in self._files():
            file.unlink(missing_ok=True)

    def kill(self) -> None:
        """Ends LibreOffice at once; a conversion that is under way fails."""
        if self.alive and self.pid:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    def close(self) -> None:
        """Ends it with all that it started, and removes its folder."""
        self.kill()
        if self._driver is not None:
            with suppress(subprocess.TimeoutExpired):
                self._driver.wait(FAREWELL if self.pid else 0)
            with suppress(ProcessLookupError):
                os.killpg(self._driver.pid, signal.SIGKILL)
            self._driver.wait()
            for pipe in (self._driver.stdin, self._driver.stdout):
                _of(pipe).close()
        self._room.close()

    def _files(self) -> tuple[Path, Path]:
        return self._room.path / "surat.docx", self._room.path / "surat.pdf"

    def _start(self, program: Path, python: Path, deadline: float) -> None:
        room = self._room
        command, path = process.itself(program)
        try:
            seed(room.profile, installed_version(program), build_of(program))
            with (room.path / "log.txt").open("ab") as errors:
                self._driver = subprocess.Popen(
                    [*no_network(), python, "-I", DRIVER],
                    cwd=room.path,
                    env=process.surroundings(room.path, path),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=errors,
                    bufsize=0,
                    start_new_session=True,
                )
        except OSError as error:
            raise process.no_room(error, self._room.path.parent) from error
        told = {"soffice": _words(command, room), "pipe": room.name}
        self.pid = int(str(self._ask(told, deadline)["ready"]))

    def _ask(self, message: Mapping[str, object], deadline: float) -> dict[str, object]:
        assert self._driver is not None  # noqa: S101 - only a started office is asked
        with suppress(BrokenPipeError):  # then there is no answer either
            _of(self._driver.stdin).write(json.dumps(message).encode() + b"\n")
        line = _line(_of(self._driver.stdout), deadline)
        if not line:
            raise self._crashed(self._driver)
        answer: dict[str, object] = json.loads(line)
        return answer

    def _check_disk(self) -> None:
        """OSError when the disk is full: LibreOffice does not say so, and does not recover."""
        if shutil.disk_usage(self._room.path).free < DISK_FLOOR:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def _crashed(self, driver: subprocess.Popen[bytes]) -> ConversionFailed:
        with suppress(subprocess.TimeoutExpired):
            driver.wait(FAREWELL)
        words = (self._room.path / "log.txt").read_bytes()[-_LOG_TAIL:]
        log.warning("LibreOffice ended (%s): %s", driver.returncode, words.decode(errors="replace"))
        return process.crashed(driver.returncode)


def _job(source: Path, target: Path, options: product.Options) -> dict[str, object]:
    return {
        "load": source.as_uri(),
        "as": product.IMPORT,
        "save": target.as_uri(),
        "by": product.EXPORT,
        "options": options,
    }


def _words(program: str, room: Room) -> list[str]:
    return [
        program,
        f"-env:UserInstallation={room.profile.as_uri()}",
        f"--accept=pipe,name={room.name};urp;StarOffice.ComponentContext",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--nologo",
    ]


def _line(pipe: IO[bytes], deadline: float) -> bytes:
    """The next line; b"" at the end of all. Raises ConversionFailed: waktu-habis."""
    poll = select.poll()
    poll.register(pipe, select.POLLIN)
    line = b""
    while not line.endswith(b"\n"):
        if not poll.poll(max(deadline - time.monotonic(), 0) * 1000):
            raise process.too_late()
        part = os.read(pipe.fileno(), 4096)
        if not part:
            return b""
        line += part
    return line


def _of(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None  # noqa: S101 - Popen was asked for it
    return pipe
