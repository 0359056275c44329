"""What LibreOffice goes on with after its caller has given up: it is not made a second time."""

import hashlib
import threading
from collections import OrderedDict
from concurrent.futures import Future


class Late:
    """Conversions under way, or done, that nobody waits for any more; only the newest `most`."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[bytes, Future[bytes]] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, docx: bytes, future: Future[bytes]) -> None:
        """Keeps the conversion of this document for whoever asks for it again."""
        with self._lock:
            self._kept[_name(docx)] = future
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def take(self, docx: bytes) -> Future[bytes] | None:
        """Gives the conversion of this very document, once; None when there is none."""
        with self._lock:
            return self._kept.pop(_name(docx), None) if self._kept else None


def _name(docx: bytes) -> bytes:
    return hashlib.sha256(docx).digest()
