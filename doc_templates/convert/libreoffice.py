"""A DOCX into a PDF with LibreOffice: its own profile each time, and a checked product."""

import json
import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from doc_templates.convert import product
from doc_templates.convert.intake import refuse_unfit
from doc_templates.convert.isolation import no_network
from doc_templates.convert.process import itself, missing, run, too_late
from doc_templates.convert.profile import build_of, installed_version, seed
from doc_templates.errors import ConversionFailed

RESTART_ME = 81
"""The exit code with which LibreOffice asks to be started again after it made its profile."""

_EXPORT = ":".join(
    [
        "pdf",
        product.EXPORT,
        json.dumps(
            {
                name: {
                    "type": "boolean" if isinstance(value, bool) else "long",
                    "value": str(value).lower(),
                }
                for name, value in product.OPTIONS.items()
            }
        ),
    ]
)

# One run for each core: more of them only wait for each other, with their memory held.
_slots = threading.BoundedSemaphore(os.cpu_count() or 1)


def to_pdf(docx: bytes, *, soffice: str = "soffice", seconds: float = 60) -> bytes:
    """The PDF/A-2b of a document, within so many seconds.

    Raises ConversionFailed: tidak-ada (no LibreOffice), waktu-habis (hung), mati (crashed twice),
    produk-rusak (no usable PDF), ditolak (not a document that may be converted).
    """
    refuse_unfit(docx)
    program = shutil.which(soffice)
    if program is None:
        raise missing(soffice)
    deadline = time.monotonic() + seconds
    with _slot(seconds), TemporaryDirectory(prefix="naskah-", ignore_cleanup_errors=True) as folder:
        room = Path(folder)
        (room / "surat.docx").write_bytes(docx)
        _convert(program, room, deadline)
        return product.read(room / "surat.pdf")


def _convert(program: str, room: Path, deadline: float) -> None:
    """Runs LibreOffice; once more when it asks for that, and once more after a crash."""
    code = _launch(program, room, "profil", deadline)
    if code == RESTART_ME:
        code = _launch(program, room, "profil", deadline)
    if code != 0:
        code = _launch(program, room, "profil-baru", deadline)
    if code != 0:
        raise ConversionFailed("mati", f"LibreOffice berhenti mendadak dua kali (kode {code}).")


def _launch(program: str, room: Path, profile: str, deadline: float) -> int:
    if not (room / profile).exists():
        seed(room / profile, installed_version(Path(program)), build_of(Path(program)))
    direct, path = itself(Path(program))
    command = [
        *no_network(),
        direct,
        f"-env:UserInstallation={(room / profile).as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--nologo",
        f"--infilter={product.IMPORT}",
        "--convert-to",
        _EXPORT,
        "--outdir",
        str(room),
        str(room / "surat.docx"),
    ]
    return run(command, room, path, deadline)


@contextmanager
def _slot(seconds: float) -> Iterator[None]:
    if not _slots.acquire(timeout=seconds):
        raise too_late()
    try:
        yield
    finally:
        _slots.release()
