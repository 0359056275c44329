"""One outside program, with a deadline that its children cannot outlive."""

import ctypes.util
import errno
import os
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from doc_templates.errors import ConversionFailed

NOWHERE = "/nonexistent"


def run(command: Sequence[str], room: Path, path: str, deadline: float) -> int:
    """Runs a program in its own process group with `room` as its home, and returns its exit code.

    `deadline` is a moment of `time.monotonic()`; when it passes, or when the program ends, all
    that it started is killed. Raises ConversionFailed: waktu-habis, tidak-ada.
    """
    with (room / "log.txt").open("ab") as log:
        try:
            program = subprocess.Popen(
                command,
                cwd=room,
                env=surroundings(room, path),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        except OSError as error:
            raise missing(command[0]) from error
    try:
        return program.wait(max(deadline - time.monotonic(), 0))
    except subprocess.TimeoutExpired as error:
        raise too_late() from error
    finally:
        with suppress(ProcessLookupError):
            os.killpg(program.pid, signal.SIGKILL)
        program.wait()


def itself(soffice: Path) -> tuple[str, str]:
    """The program that `soffice` starts in the end, and the PATH that it needs.

    LibreOffice needs none. Where it finds gpg it asks that for its version, several times, when
    it opens the first document: a third of the time that a start takes.
    """
    direct = soffice.resolve().with_name("soffice.bin")
    return (str(direct), NOWHERE) if direct.exists() else (str(soffice), os.defpath)


def surroundings(room: Path, path: str) -> dict[str, str]:
    """A clean environment: nothing of ours leaks in, and nothing is written outside the room."""
    folder = str(room)
    return {
        "PATH": path,
        "HOME": folder,
        "TMPDIR": folder,
        "LANG": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
        **quicker_memory(),
    }


@lru_cache
def quicker_memory() -> dict[str, str]:
    """What lets LibreOffice be given memory by jemalloc, where that is installed.

    It asks for memory so often that a letter then takes a tenth less time. One pool for all its
    threads: else what it frees in one is of no use to the next, and it grows from letter to letter.
    """
    library = ctypes.util.find_library("jemalloc")
    if library is None:
        return {"MALLOC_ARENA_MAX": "1"}
    return {"LD_PRELOAD": library, "MALLOC_CONF": "narenas:1"}


def missing(program: str) -> ConversionFailed:
    """The program is not there."""
    return ConversionFailed(
        "tidak-ada",
        f"LibreOffice tidak ditemukan ({program}). Pasang libreoffice-writer, lalu coba lagi.",
    )


def too_late() -> ConversionFailed:
    """The time is over."""
    return ConversionFailed(
        "waktu-habis",
        "LibreOffice tidak selesai pada waktunya, jadi dihentikan; mungkin dokumennya terlalu "
        "panjang.",
    )


def not_yet() -> ConversionFailed:
    """Whoever asked waits no longer; LibreOffice goes on."""
    return ConversionFailed("ditunda", "PDF-nya masih dibuat; LibreOffice belum selesai.")


def too_many(waiting: int) -> ConversionFailed:
    """So many letters wait already."""
    return ConversionFailed(
        "ditunda", f"Sudah {waiting} surat menunggu dijadikan PDF. Coba lagi sebentar lagi."
    )


def crashed(code: int | None) -> ConversionFailed:
    """It ended by itself, with this exit code."""
    return ConversionFailed(
        "mati", f"LibreOffice berhenti mendadak (kode {code}). Coba lagi sebentar lagi."
    )


def stopped() -> ConversionFailed:
    """The service ends before the letter has its turn."""
    return ConversionFailed(
        "ditunda", "Layanan sedang dihentikan. PDF dibuat setelah layanan jalan."
    )


def outdated() -> ConversionFailed:
    """Nobody waits for it any more."""
    return ConversionFailed("usang", "Isiannya sudah berubah lagi, jadi halaman ini tidak dibuat.")


def no_room(error: OSError, folder: Path) -> ConversionFailed:
    """The folder for temporary files cannot be used."""
    reason = "disk penuh" if error.errno == errno.ENOSPC else error.strerror
    return ConversionFailed(
        "ditunda",
        f"Berkas sementara tidak dapat ditulis ({reason}). Periksa ruang disk untuk "
        f"{folder}, lalu coba lagi.",
    )
