"""coldstart-vs-soffice: a worker from its start to its first PDF / `soffice --convert-to`."""

import subprocess
from contextlib import closing
from pathlib import Path

from tests.benchmarks import offices
from tests.benchmarks.harness import Benchmark, Measured, alternate, milliseconds


def run(folder: Path) -> Measured:
    """The other side has a profile that it has used before, as anybody's LibreOffice has."""
    letter = offices.letter()
    (folder / "surat.docx").write_bytes(letter)
    ours, other = alternate(lambda: first_pdf(letter), lambda: milliseconds(lambda: _plain(folder)))
    return Measured(ours, other, ours / other)


def first_pdf(letter: bytes) -> float:
    """The milliseconds from nothing to the PDF of a letter; ending it again is not counted."""
    made = []

    def begin() -> None:
        made.append(offices.start())
        made[0].convert(letter, offices.soon())

    taken = milliseconds(begin)
    with closing(made[0]):
        return taken


def _plain(folder: Path) -> None:
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    (folder / "surat.pdf").unlink(missing_ok=True)
    subprocess.run([*command, str(folder / "surat.docx")], capture_output=True, check=True)
    assert (folder / "surat.pdf").stat().st_size > 0


BENCHMARK = Benchmark("coldstart-vs-soffice", "ms", "<=0.35", run)
