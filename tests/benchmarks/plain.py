"""The bare warm conversion that others are compared with: LibreOffice, and a plain script."""

import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks import offices

SCRIPT = Path(__file__).with_name("plain_script.py")


@contextmanager
def script(folder: Path) -> Iterator[Callable[[bytes], float]]:
    """Converts a document; gives the milliseconds of its load, export and close."""
    program, python = offices.programs()
    source, target = folder / "polos.docx", folder / "polos.pdf"
    pipe = f"polos-{folder.name}"
    command = [
        str(program),
        f"-env:UserInstallation={(folder / 'profil-polos').as_uri()}",
        f"--accept=pipe,name={pipe};urp;StarOffice.ComponentContext",
        *("--headless", "--norestore", "--nologo"),
    ]
    words = [str(python), str(SCRIPT), pipe, source.as_uri(), target.as_uri()]
    with (
        subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True) as soffice,
        subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as plain,
    ):
        assert plain.stdin is not None
        assert plain.stdout is not None
        lines, answers = plain.stdin, plain.stdout

        def convert(docx: bytes) -> float:
            source.write_bytes(docx)
            target.unlink(missing_ok=True)
            lines.write("\n")
            lines.flush()
            spent = float(answers.readline())
            assert target.stat().st_size > 0
            return spent

        try:
            convert(offices.letter())
            yield convert
        finally:
            lines.close()
            os.killpg(soffice.pid, signal.SIGKILL)
