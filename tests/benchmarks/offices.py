"""What the benchmarks of the conversion share: LibreOffices, and letters for them."""

import io
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import docx

from doc_templates.catalog import Catalog
from doc_templates.convert.office import Office, find_python
from doc_templates.convert.pool import Pool
from doc_templates.fields import check
from doc_templates.office import LIBRARY, sample
from doc_templates.render import render
from doc_templates.values import Pegawai
from tests.benchmarks.harness import CannotRun

KIND = "undangan-rapat"
PATIENCE = 60.0


def letter(number: int = 1) -> bytes:
    """The sample invitation, with this number in its subject."""
    kind = Catalog([LIBRARY]).get(KIND)
    raw = kind.contoh | {"hal": f"Undangan Rapat Nomor {number}"}
    values = check(
        kind.fields,
        raw,
        find_pegawai=_official,
        glyphs=lambda _text: [],
        dated=kind.tanggal_isian,
    )
    return render(kind, values, sample(), nomor_surat=number_of(number))


def number_of(number: int) -> str:
    """The number that this letter bears."""
    return f"000.8/{number}/2026"


def report(pages: int) -> bytes:
    """A document of so many pages, each with text and a table."""
    document = docx.Document()
    for page in range(pages):
        if page:
            document.add_page_break()
        document.add_heading(f"Bagian {page + 1}", 1)
        document.add_paragraph("Capaian kinerja triwulan ini diuraikan dalam tabel. " * 12)
        table = document.add_table(rows=13, cols=6)
        for row in table.rows:
            for cell in row.cells:
                cell.text = "93,75%"
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


@contextmanager
def office() -> Iterator[Office]:
    """One warm LibreOffice, which has done a letter already."""
    with closing(start()) as made:
        made.convert(letter(), soon())
        yield made


def start() -> Office:
    """A LibreOffice that was just started."""
    program, python = programs()
    return Office(program, python, soon())


@contextmanager
def pool(workers: int) -> Iterator[Pool]:
    """So many warm LibreOffices, all of them ready."""
    programs()
    with Pool(workers=workers) as made:
        while len(made.status().pids) < workers:
            time.sleep(0.01)
        yield made


def programs() -> tuple[Path, Path]:
    """LibreOffice and the Python of its bridge; CannotRun without them."""
    found = shutil.which("soffice")
    if found is None:
        raise CannotRun("LibreOffice (soffice) tidak ada di PATH.")
    python = find_python(Path(found))
    if python is None:
        raise CannotRun("paket python3-uno tidak terpasang.")
    return Path(found), python


def private_kib(pid: int) -> int:
    """The memory of a process that it shares with no other, in KiB."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))


def soon() -> float:
    """The moment by which anything here must be done."""
    return time.monotonic() + PATIENCE


def cores() -> int:
    """How many processors this machine has."""
    return os.cpu_count() or 1


def _official(raw: object, _day: date | None) -> Pegawai:
    return Pegawai("Contoh Wiratama", "Drs.", "M.Si.", str(raw), "Pembina", "IV/a", "Camat Contoh")
