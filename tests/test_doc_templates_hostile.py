"""Documents that look like letters and are not: each has its end, and the next letter its PDF."""

import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from doc_templates import pdf
from doc_templates.convert.pool import Pool
from doc_templates.convert.worker import Habits
from doc_templates.errors import ConversionFailed
from tests.benchmarks import poison
from tests.test_doc_templates_convert import letter, listener

__all__ = ["listener"]  # a fixture of that file, for this one

SECONDS, GRACE = 2.5, 5.0  # a busy machine is no fault of the code


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    """One LibreOffice, with little time for each document."""
    with Pool(workers=1, habits=Habits(seconds=SECONDS)) as made:
        made.to_pdf(letter("x"))
        yield made


def end_of(pool: Pool, docx: bytes) -> str:
    """How a conversion ends, in time: with a PDF, or with a sentence for people."""
    started = time.monotonic()
    try:
        pool.to_pdf(docx)
    except ConversionFailed as failure:
        told = str(failure)
    else:
        told = "PDF"
    assert time.monotonic() - started < SECONDS + GRACE
    return told


@pytest.mark.parametrize("name", ["10.000 halaman", "5.000 huruf", "20 juta kata"])
def test_what_would_keep_libreoffice_busy_is_stopped_at_its_deadline(pool: Pool, name: str) -> None:
    """Ten thousand pages, a bomb of fonts, a paragraph without end; the next letter is done."""
    told = end_of(pool, poison.hostile(9)[name])
    assert told == "PDF" or "tidak selesai pada waktunya" in told or "kode" in told
    assert end_of(pool, letter("Sesudahnya")) == "PDF"


def test_a_picture_on_a_server_that_never_answers_keeps_nobody_waiting(
    pool: Pool, listener: tuple[str, list[bytes]]
) -> None:
    """It is not asked at all."""
    url, calls = listener
    port = int(url.rsplit(":", 1)[1].split("/")[0])
    assert end_of(pool, poison.hostile(port)["gambar dari peladen yang diam"]) == "PDF"
    assert calls == []


@pytest.mark.parametrize("moment", [0.05, 0.3, 0.6])
def test_a_libreoffice_that_is_killed_at_any_moment_loses_no_letter(
    pool: Pool, moment: float
) -> None:
    """While it loads, between load and export, while it exports."""
    pool.to_pdf(letter("x"))
    long = letter(*(f"Baris {number} dari laporan." for number in range(1500)))
    killer = threading.Timer(moment, os.kill, (pool.status().pids[0], signal.SIGKILL))
    killer.start()
    assert pdf.page_count(pool.to_pdf(long)) > 20
    killer.join()
    assert end_of(pool, letter("Sesudahnya")) == "PDF"


@pytest.fixture
def small_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A disk of 24 MB of its own for temporary files."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m", "none", str(disk)]
    if shutil.which("mount") is None or subprocess.run(mount, check=False).returncode:
        pytest.skip("this system does not let a test have a disk of its own")
    monkeypatch.setattr("tempfile.tempdir", str(disk))
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def test_a_disk_that_runs_full_is_told_and_passes(small_disk: Path) -> None:
    """LibreOffice would leave out what it could not write, and say that all is well."""
    with Pool(workers=1, habits=Habits(seconds=10)) as pool:
        pool.to_pdf(letter("x"))
        rest = small_disk / "penuh"
        rest.write_bytes(bytes(shutil.disk_usage(small_disk).free))
        with pytest.raises(ConversionFailed, match=r"disk penuh.*ruang disk"):
            pool.to_pdf(letter("Penuh"))
        rest.unlink()
        assert "Sesudahnya" in pdf.text(pool.to_pdf(letter("Sesudahnya")))
