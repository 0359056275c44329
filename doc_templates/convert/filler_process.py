"""One process that fills templates of which nobody knows what they do."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from doc_templates.convert import pipes, wire
from doc_templates.convert.filler_child import TOO_LARGE
from doc_templates.convert.isolation import no_network
from doc_templates.errors import FillerFailed, TemplateFault
from doc_templates.filling.order import Filled, Order

ROOT = Path(__file__).parents[2]
FAREWELL = 1.0
_RUN = (
    f"import sys; sys.path.insert(0, {str(ROOT)!r}); "
    "from doc_templates.convert.filler_child import main; main()"
)
_TOO_LONG = "Templat ini terlalu lama diisi. Periksa perulangan {% for … %} di dalamnya."


class FillerProcess:
    """A process with the pipes to it, for one thread at a time; `served` counts its letters.

    `deadline` is a moment of `time.monotonic()`. Raises FillerFailed when it ends by itself.
    """

    def __init__(self, deadline: float) -> None:
        self.served = 0
        self._lost = True
        try:
            self._process = subprocess.Popen(
                [*no_network(), sys.executable, "-I", "-c", _RUN],
                cwd="/",
                env={"PATH": os.defpath, "LANG": "C.UTF-8"},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                start_new_session=True,
            )
        except OSError as error:
            raise FillerFailed(str(error.strerror)) from error
        try:
            self._ask((), deadline)
        except BaseException:
            self.close()
            raise

    @property
    def pid(self) -> int:
        """Its number in the system."""
        return self._process.pid

    @property
    def usable(self) -> bool:
        """Whether it runs and waits for a letter."""
        return not self._lost and self._process.poll() is None

    def fill(self, order: Order, deadline: float) -> Filled:
        """One letter. Raises TemplateFault, also for a template that takes too much of anything."""
        self.served += 1
        return wire.filled_in(self._ask(wire.order_out(order), deadline))

    def close(self) -> None:
        """Ends it, whatever it does."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            _of(pipe).close()

    def _ask(self, message: Sequence[bytes], deadline: float) -> wire.Message:
        """The answer to a message, or to its start; without one, the process is lost."""
        self._lost = True
        try:
            with suppress(BrokenPipeError):  # then there is no answer either
                if message:
                    pipes.send(_of(self._process.stdin), message, deadline)
            answer = pipes.receive(_of(self._process.stdout), deadline)
        except TimeoutError as error:
            raise TemplateFault(_TOO_LONG) from error
        except pipes.TooLarge as error:
            raise TemplateFault(TOO_LARGE) from error
        except EOFError as error:
            raise self._ended() from error
        self._lost = False
        return answer

    def _ended(self) -> TemplateFault | FillerFailed:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(FAREWELL)
        code = self._process.returncode
        if code == -signal.SIGXCPU:
            return TemplateFault(_TOO_LONG)
        return FillerFailed(f"kode {code}")


def _of(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None  # noqa: S101 - Popen was asked for it
    return pipe
