"""A mail server of our own that keeps what it is given: real SMTP, on a port of this machine."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class Sink:
    """Where it listens, and what came; `refuses` makes it turn every letter away."""

    port: int = 0
    refuses: bool = False
    letters: list[EmailMessage] = field(default_factory=list)


class Session(socketserver.StreamRequestHandler):
    """One conversation."""

    def handle(self) -> None:
        """Answer line by line until the other side leaves."""
        self._say("220 siap")
        for line in self.rfile:
            if not self._answer(line.strip().upper()):
                return

    @property
    def _sink(self) -> Sink:
        assert isinstance(self.server, Server)
        return self.server.sink

    def _answer(self, asked: bytes) -> bool:
        if asked.startswith(b"QUIT"):
            self._say("221 sampai jumpa")
            return False
        if asked.startswith(b"RCPT") and self._sink.refuses:
            self._say("550 ditolak")
        elif asked.startswith(b"DATA"):
            self._say("354 kirim")
            self._sink.letters.append(self._letter())
            self._say("250 diterima")
        else:
            self._say("250 baik")
        return True

    def _letter(self) -> EmailMessage:
        lines = []
        for line in self.rfile:
            if line.strip() == b".":
                break
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return message_from_bytes(b"".join(lines), policy=policy.default)

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


class Server(socketserver.ThreadingTCPServer):
    """Listens on a free port of this machine."""

    daemon_threads = True

    def __init__(self, sink: Sink) -> None:
        super().__init__(("127.0.0.1", 0), Session)
        self.sink = sink
        sink.port = self.server_address[1]


@contextmanager
def listening() -> Iterator[Sink]:
    """Serve until the block ends."""
    with Server(Sink()) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server.sink
        finally:
            server.shutdown()
            thread.join()
