"""A small shelf in memory for what is costly to make again: preview PDFs, pictures of pages."""

import threading
from collections import OrderedDict
from collections.abc import Hashable

ROOM = 64 * 1024 * 1024  # bytes


class Shelf:
    """Keeps bytes under a key; when the room is used up, what was not asked for longest goes."""

    def __init__(self, room: int = ROOM) -> None:
        """Make an empty shelf with room for so many bytes."""
        self._room, self._used = room, 0
        self._kept: OrderedDict[Hashable, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> bytes | None:
        """Give what lies under the key, None when it is not, or no longer, there."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: Hashable, data: bytes) -> bytes:
        """Lay bytes under the key, and give them back."""
        with self._lock:
            self._used += len(data) - len(self._kept.pop(key, b""))
            self._kept[key] = data
            while self._used > self._room and len(self._kept) > 1:
                self._used -= len(self._kept.popitem(last=False)[1])
        return data


shelf = Shelf()
