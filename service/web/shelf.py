"""A shelf on the disk for what is costly to make again: preview PDFs, pictures of pages.

It lies beside the data, so that every process of the service finds what another has made. Nothing
on it is needed: what is lost is made again.
"""

import os
from collections.abc import Hashable
from contextlib import suppress
from hashlib import sha256
from itertools import count
from pathlib import Path
from tempfile import mkstemp
from typing import cast

from flask import current_app

ROOM = 128 * 1024 * 1024  # bytes
FOLDER = "sementara"
_LOOKS = 32  # so many things are put down between two looks at how much there is


class Shelf:
    """Keeps bytes under a key; when the room is used up, what was not asked for longest goes."""

    def __init__(self, folder: Path, room: int = ROOM) -> None:
        """Take a folder with room for so many bytes; it is made when the first thing comes."""
        self._folder, self._room = folder, room
        self._puts = count()

    def get(self, key: Hashable) -> bytes | None:
        """Give what lies under the key, None when it is not, or no longer, there."""
        path = self._path(key)
        with suppress(OSError):
            data = path.read_bytes()
            os.utime(path)
            return data
        return None

    def put(self, key: Hashable, data: bytes) -> bytes:
        """Lay bytes under the key, and give them back; a full disk only means that none lie."""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, temporary = mkstemp(dir=self._folder)
            with os.fdopen(handle, "wb") as target:
                target.write(data)
            Path(temporary).replace(self._path(key))
            if next(self._puts) % _LOOKS == 0:
                self._make_room()
        return data

    def _path(self, key: Hashable) -> Path:
        return self._folder / sha256(repr(key).encode()).hexdigest()

    def _make_room(self) -> None:
        found = []
        for path in self._folder.iterdir():
            with suppress(FileNotFoundError):  # another process makes room as well
                found.append((path.stat().st_mtime_ns, path.stat().st_size, path))
        used = sum(size for _, size, _ in found)
        for _, size, path in sorted(found):
            if used <= self._room:
                return
            path.unlink(missing_ok=True)
            used -= size


def shelf() -> Shelf:
    """Give the shelf of the installation that this application serves."""
    return cast(Shelf, current_app.extensions[FOLDER])
