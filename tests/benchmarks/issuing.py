"""issue-vs-naive: docxtpl and a cold soffice / a letter issued with all that belongs to it."""

import io
import shutil
import subprocess
from pathlib import Path

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage

from archive import entries
from doc_templates.sandbox import LetterEnvironment
from service import drafts, issuing, setup, sheets
from service.config import Settings
from service.datafile import plain
from service.db import reading
from service.drafts import NewDraft
from service.migrating import migrate
from service.sheets import Sheet
from service.workbench import Workbench, kept_warm, open_workbench
from tests.benchmarks.harness import Benchmark, CannotRun, Measured, alternate, milliseconds
from tests.benchmarks.numbers import NOW, OLEH, sqlite_url

KIND = "undangan-rapat"


def run(folder: Path) -> Measured:
    """The sample invitation, from its values to a filed entry with its PDF."""
    if shutil.which("soffice") is None:
        raise CannotRun("LibreOffice (soffice) tidak ada di PATH.")
    bench = open_workbench(Settings(data=folder, database_url=sqlite_url(folder)))
    migrate(bench.engine)
    setup.load_samples(bench)
    office = setup.offices(bench)[0]
    isian = {key: plain(value) for key, value in bench.catalog.get(KIND).contoh.items()}
    new = NewDraft(office.id, KIND, isian)
    with reading(bench.engine) as conn:
        sheet = sheets.read(conn, bench, drafts.unsaved(new, oleh=OLEH, pada=NOW))
    with kept_warm(bench) as warm:
        ours, other = alternate(
            lambda: milliseconds(lambda: _issue(warm, new)),
            lambda: milliseconds(lambda: _naive(sheet, folder)),
            rounds=7,
        )
    bench.engine.dispose()
    return Measured(ours, other, other / ours)


def _issue(bench: Workbench, new: NewDraft) -> None:
    arsip_id = issuing.issue_new(bench, new, oleh=OLEH)
    with reading(bench.engine) as conn:
        assert {one.peran for one in entries.files(conn, arsip_id)} == {"docx", "pdf"}


def _naive(sheet: Sheet, folder: Path) -> None:
    """Fill with docxtpl and convert with a profile of before; nothing is checked or kept."""
    template = DocxTemplate(io.BytesIO(sheet.kind.docx))
    logo = sheet.letterhead.logo
    picture = InlineImage(template, io.BytesIO(logo), height=Mm(22)) if logo else ""
    office: dict[str, object] = {"instansi": sheet.letterhead, "logo": picture, "daftar_isi": []}
    values = {**sheet.parsed.values, **office, "nomor_surat": "000/1/2026"}
    template.render(values, LetterEnvironment())
    template.save(folder / "surat.docx")
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    (folder / "surat.pdf").unlink(missing_ok=True)
    subprocess.run([*command, str(folder / "surat.docx")], capture_output=True, check=True)
    assert (folder / "surat.pdf").stat().st_size > 0


BENCHMARK = Benchmark("issue-vs-naive", "ms", ">=15", run)
