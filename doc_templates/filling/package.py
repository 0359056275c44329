"""Writing a zip of members that are packed already: the same members give the same bytes."""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION, _DEFLATED, _UTF8 = 20, 8, 0x800
_TIME, _DATE = 0, 0x21  # 1 January 1980, the first day that a zip can name
_RAW = -15  # deflate without a header of its own
QUICK = 1
"""A third of the time of the usual level, for a fiftieth more bytes of a letter."""


@dataclass(frozen=True)
class Member:
    """One file of the zip, deflated."""

    name: str
    check: int
    size: int
    packed: bytes = field(repr=False)


def pack(name: str, data: bytes, level: int = QUICK) -> Member:
    """A member with this content."""
    packed = zlib.compress(data, level, wbits=_RAW)
    return Member(name, zlib.crc32(data), len(data), packed)


def joined(members: Iterable[Member]) -> bytes:
    """The zip, its members in this order."""
    files: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for member in members:
        facts = (_UTF8, _DEFLATED, _TIME, _DATE, member.check, len(member.packed), member.size)
        name = member.name.encode()
        length = len(name)
        local = _LOCAL.pack(b"PK\3\4", _VERSION, *facts, length, 0)
        files += (local, name, member.packed)
        entry = _CENTRAL.pack(b"PK\1\2", _VERSION, _VERSION, *facts, length, 0, 0, 0, 0, 0, at)
        directory += (entry, name)
        at += len(local) + length + len(member.packed)
    count, size = len(directory) // 2, sum(map(len, directory))
    end = _END.pack(b"PK\5\6", 0, 0, count, count, size, at, 0)
    return b"".join((*files, *directory, end))
