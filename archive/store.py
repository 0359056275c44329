"""Files by their SHA-256: kept once, byte for byte, and complete or not at all.

A file lies at `<root>/<first two hex digits>/<digest>`. It is written under a temporary name in
`<root>/tmp`, synced, renamed, and its folder synced, so that a power cut leaves either the whole
file or none. The folders themselves are all made and synced before the first file comes.
"""

import errno
import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from archive.errors import FileDamaged, FileMissing, StoreFull

CHUNK = 1 << 20
# The folders that files lie in: the first two digits of their digests.
SHARDS = [f"{number:02x}" for number in range(256)]
_DIGEST = re.compile(r"[0-9a-f]{64}")


class Store:
    """A folder of files that are named by their own digest."""

    def __init__(self, root: Path) -> None:
        """Take the folder of the store; it is made when the first file comes."""
        self._root = root
        self._tmp = root / "tmp"
        self._laid_out = False

    def put(self, data: bytes | BinaryIO) -> str:
        """Keep the bytes and return their SHA-256 in hex; the same bytes again change nothing.

        A stream is read to its end in pieces. Raises StoreFull when disk or quota is full; nothing
        is left behind then.
        """
        source = BytesIO(data) if isinstance(data, bytes) else data
        with told_when_full():
            self._lay_out()
            handle, name = tempfile.mkstemp(dir=self._tmp)
            temporary = Path(name)
            try:
                with os.fdopen(handle, "wb") as target:
                    digest = _copy(source, target)
                self._adopt(temporary, digest)
            finally:
                temporary.unlink(missing_ok=True)
        return digest

    def _adopt(self, temporary: Path, digest: str) -> None:
        """Give a synced temporary file its lasting name; a damaged file of that name is healed."""
        target = self.path(digest)
        temporary.replace(target)
        _sync_folder(target.parent)

    def _lay_out(self) -> None:
        """Make the folders, once; afterwards a file waits for no folder but its own."""
        if self._laid_out:
            return
        for name in ("tmp", *SHARDS):
            (self._root / name).mkdir(parents=True, exist_ok=True)
        _sync_folder(self._root)
        _sync_folder(self._root.parent)
        self._laid_out = True

    def path(self, digest: str) -> Path:
        """Return where the file with this digest lies or would lie; FileMissing for no digest."""
        if not _DIGEST.fullmatch(digest):
            raise FileMissing(digest)
        return self._root / digest[:2] / digest

    def open(self, digest: str) -> BinaryIO:
        """Open a stored file for reading; its digest is not checked. Raises FileMissing."""
        try:
            return self.path(digest).open("rb")
        except FileNotFoundError:
            raise FileMissing(digest) from None

    def read(self, digest: str) -> bytes:
        """Return the bytes of a file, proven by their digest. Raises FileMissing, FileDamaged."""
        with self.open(digest) as file:
            data = file.read()
        if hashlib.sha256(data).hexdigest() != digest:
            raise FileDamaged(digest)
        return data

    def has(self, digest: str) -> bool:
        """Tell whether the file is there; its content is not looked at."""
        return self.path(digest).is_file()

    def check(self, digest: str) -> bool:
        """Read the whole file and tell whether it still has its digest. Raises FileMissing."""
        if not self.has(digest):
            raise FileMissing(digest)
        with self.path(digest).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == digest

    def size(self, digest: str) -> int:
        """Return the length of a file in bytes. Raises FileMissing."""
        try:
            return self.path(digest).stat().st_size
        except FileNotFoundError:
            raise FileMissing(digest) from None

    def digests(self, shard: str) -> list[str]:
        """Return the digests in one of the folders SHARDS, sorted."""
        folder = self._root / shard
        return sorted(file.name for file in folder.iterdir()) if folder.is_dir() else []

    def unfinished(self) -> list[Path]:
        """Return files of writes that were cut off, or that are going on right now."""
        return sorted(self._tmp.iterdir()) if self._tmp.is_dir() else []


@contextmanager
def told_when_full() -> Iterator[None]:
    """Turn the system's word for a full disk or quota into StoreFull."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StoreFull from error
        raise


def _copy(source: BinaryIO, target: BinaryIO) -> str:
    """Copy to the end, sync the target, return the SHA-256."""
    hashed = hashlib.sha256()
    while piece := source.read(CHUNK):
        hashed.update(piece)
        target.write(piece)
    target.flush()
    os.fsync(target.fileno())
    return hashed.hexdigest()


def _sync_folder(folder: Path) -> None:
    """Make the names in a folder last through a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
