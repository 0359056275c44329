"""A folder for each LibreOffice that stays open: gone with it, and swept up when we died first."""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from tempfile import gettempdir, mkdtemp

PREFIX = "naskah-office-"
_LOCK = "kunci"
MEMORY = Path("/dev/shm")  # noqa: S108 - each room in it is a folder of our own, by mkdtemp
ROOMY = 2**30
"""Bytes that must be free in memory; LibreOffice needs a few million."""
USUAL = "/tmp"  # noqa: S108 - what tempfile says when nobody chose another
_SOCKET_FOLDERS = (Path("/tmp"), Path("/var/tmp"))  # noqa: S108 - LibreOffice asks for these two


class Room:
    """Profile, temporary files, and the document at hand; locked as long as we live."""

    def __init__(self) -> None:
        self.path = Path(mkdtemp(prefix=PREFIX, dir=place()))
        self.name = self.path.name
        self.profile = self.path / "profil"
        self._lock = (self.path / _LOCK).open("wb")
        fcntl.flock(self._lock, fcntl.LOCK_EX)

    def close(self) -> None:
        """Removes the folder, and the sockets that a killed LibreOffice leaves elsewhere."""
        _remove(self.path)
        self._lock.close()


def place() -> Path:
    """Where rooms are made: in memory, unless somebody chose a folder (TMPDIR) or it is scarce.

    LibreOffice writes and removes a dozen files for a letter; on a disk that is a tenth of its
    time, and whoever then writes something that must last waits for those as well.
    """
    chosen = gettempdir()
    if chosen != USUAL or not os.access(MEMORY, os.W_OK):
        return Path(chosen)
    return MEMORY if shutil.disk_usage(MEMORY).free >= ROOMY else Path(chosen)


def sweep() -> None:
    """Removes the rooms whose process is no more; those in use are locked."""
    for folder in (Path(gettempdir()), MEMORY):
        for lock in folder.glob(f"{PREFIX}*/{_LOCK}"):
            with suppress(OSError), lock.open("rb") as held:
                if os.fstat(held.fileno()).st_uid == os.geteuid():
                    fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    _remove(lock.parent)


def _remove(path: Path) -> None:
    for socket in sockets(path):
        with suppress(OSError):
            socket.unlink()
    rmtree(path, ignore_errors=True)


def sockets(path: Path) -> Iterator[Path]:
    """Ours, named after the room, and the one by which LibreOffice finds a second start of itself.

    Inside a user namespace our user has another number, so that is left open.
    """
    profile = (path / "profil").as_uri().encode("utf-16-le")
    digest = hashlib.md5(profile, usedforsecurity=False).digest()
    own = "".join(f"{byte:x}" for byte in digest)  # as LibreOffice writes it, without zeros
    for folder in _SOCKET_FOLDERS:
        yield from folder.glob(f"OSL_PIPE_*_{path.name}")
        yield from folder.glob(f"OSL_PIPE_*_SingleOfficeIPC_{own}")
