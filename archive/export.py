"""A dossier as one zip laid out as BagIt 1.0 (RFC 8493), which anyone can check without Naskah.

The same bag gives the same bytes. Files are stored, not deflated: PDFs do not shrink. Digests that
the archive knows go into the manifest as they are, so a file that was damaged since shows when the
bag is validated.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from archive.names import distinct, safe_name

CHUNK = 1 << 20
BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
README = "BACA-DULU.txt"


@dataclass(frozen=True)
class Item:
    """A file of the bag: its folder under data/ (empty or `03 Rencana`), its name, and its bytes.

    `digest` is its SHA-256 where that is known; otherwise it is computed while the file is written.
    """

    folder: str
    nama: str
    source: bytes | Path
    digest: str | None = None


@dataclass(frozen=True)
class Bag:
    """A package: `nama` is its top folder, `tanggal` its date and that of all files in it.

    `info` goes into bag-info.txt, `catatan` into BACA-DULU.txt for whoever opens the zip.
    """

    nama: str
    tanggal: date
    items: Sequence[Item]
    info: Mapping[str, str] = field(default_factory=dict)
    catatan: str = ""


def write_bag(target: BinaryIO, bag: Bag) -> None:
    """Write the bag as a zip; a seekable target gives the plainest zip. Memory stays constant.

    Raises FileNotFoundError when a source is not there.
    """
    with ZipFile(target, "w", ZIP_STORED) as package:
        writer = _Writer(package, bag)
        payload, octets = {}, 0
        for path, item in _placed(bag.items):
            payload[path], length = writer.add(path, item.source, item.digest)
            octets += length
        tags = _tags(bag, payload, octets)
        digests = {path: writer.add(path, data)[0] for path, data in sorted(tags.items())}
        writer.add("tagmanifest-sha256.txt", _manifest(digests))


class _Writer:
    """Adds files to the zip under the bag's top folder."""

    def __init__(self, package: ZipFile, bag: Bag) -> None:
        self._package = package
        self._top = safe_name(bag.nama)
        # A zip knows no date before 1980.
        self._moment = (max(bag.tanggal.year, 1980), bag.tanggal.month, bag.tanggal.day, 0, 0, 0)

    def add(self, path: str, source: bytes | Path, digest: str | None = None) -> tuple[str, int]:
        """Write one file; return its SHA-256, which is computed when not known, and its length."""
        hashed = None if digest else hashlib.sha256()
        length = len(source) if isinstance(source, bytes) else source.stat().st_size
        with (
            BytesIO(source) if isinstance(source, bytes) else source.open("rb") as data,
            self._package.open(self._entry(path, length), "w") as target,
        ):
            while piece := data.read(CHUNK):
                target.write(piece)
                if hashed:
                    hashed.update(piece)
        return digest or (hashed.hexdigest() if hashed else ""), length

    def _entry(self, path: str, length: int) -> ZipInfo:
        entry = ZipInfo(f"{self._top}/{path}", self._moment)
        entry.create_system = 3  # the permissions below are those of Unix, on whatever system
        entry.external_attr = 0o100644 << 16
        entry.file_size = length
        return entry


def _placed(items: Sequence[Item]) -> Iterator[tuple[str, Item]]:
    """Give each item its path in the bag, sorted; no two differ by letter case alone."""
    taken: set[str] = set()
    placed = [(distinct(_path(item), taken), item) for item in items]
    yield from sorted(placed, key=lambda one: one[0])


def _path(item: Item) -> str:
    stem, dot, ending = item.nama.rpartition(".")
    name = safe_name(stem, ending) if dot and stem else safe_name(item.nama)
    return "/".join(["data", *map(safe_name, filter(None, item.folder.split("/"))), name])


def _tags(bag: Bag, payload: Mapping[str, str], octets: int) -> dict[str, bytes]:
    """Return the files beside data/ but for the manifest of these files themselves."""
    info = {
        **bag.info,
        "Bagging-Date": bag.tanggal.isoformat(),
        "Payload-Oxum": f"{octets}.{len(payload)}",
    }
    lines = "".join(f"{name}: {' '.join(value.split())}\n" for name, value in sorted(info.items()))
    tags = {
        "bagit.txt": BAGIT,
        "bag-info.txt": lines.encode(),
        "manifest-sha256.txt": _manifest(payload),
    }
    if bag.catatan:
        # Line ends that the oldest Windows Notepad shows as such.
        tags[README] = bag.catatan.replace("\r\n", "\n").replace("\n", "\r\n").encode()
    return tags


def _manifest(digests: Mapping[str, str]) -> bytes:
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items())).encode()
