"""issue-vs-naive: docxtpl and a cold soffice / a letter issued with all that belongs to it."""

import io
import subprocess
from pathlib import Path

from docxtpl import DocxTemplate

from doc_templates.sandbox import LetterEnvironment
from service import trying
from tests.benchmarks import wordlike
from tests.benchmarks.desk import Desk, desk
from tests.benchmarks.harness import Benchmark, Measured, alternate, milliseconds


def run(folder: Path) -> Measured:
    """A template as Word makes them, from values to a filed entry with its PDF."""
    with desk(folder) as made:
        letter = made.letter(wordlike.SLUG)
        ours, other = alternate(
            lambda: milliseconds(lambda: made.issue(letter)),
            lambda: milliseconds(lambda: _naive(made, folder)),
            rounds=15,
        )
    note = "pembanding memakai templat yang tidak disiapkan, dan profil yang pernah dipakai"
    return Measured(ours, other, other / ours, notes=(note,))


def _naive(made: Desk, folder: Path) -> None:
    """Fill with docxtpl and convert with a profile of before; nothing is checked or kept."""
    kind = made.kind(wordlike.SLUG)
    template = DocxTemplate(io.BytesIO(kind.docx))
    values = trying.sample_values(kind) | {"nomor_surat": "000/1/2026"}
    template.render(values | {"instansi": made.letterhead}, LetterEnvironment())
    template.save(folder / "surat.docx")
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    (folder / "surat.pdf").unlink(missing_ok=True)
    subprocess.run([*command, str(folder / "surat.docx")], capture_output=True, check=True)
    assert (folder / "surat.pdf").stat().st_size > 0


BENCHMARK = Benchmark("issue-vs-naive", "ms", ">=15", run)
