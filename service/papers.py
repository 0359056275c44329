"""The papers of a frozen letter: its DOCX and its PDF, made, looked at, and put on the disk.

No transaction is open meanwhile, and nothing here is a row: a file without one is harmless.
"""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

from archive.entries import NewFile
from doc_templates.docx_text import docx_text
from doc_templates.produce import Product, converted, inspected
from service import freezing, naming
from service.sheets import Sheet
from service.workbench import Workbench


@dataclass(frozen=True)
class Papers:
    """The documents of a letter, put on the disk, with their words; `why` there is no PDF."""

    files: tuple[NewFile, ...]
    text: str
    why: str
    held: bool = False  # there is a PDF, and it is unfit for paper


def print_papers(bench: Workbench, sheet: Sheet) -> Papers:
    """Make the documents of a frozen sheet, or give those that were printed before signing."""
    kept: Mapping[str, Any] = sheet.draft.snapshot or {}
    if freezing.PAPERS in kept:
        files = tuple(NewFile(**one) for one in kept[freezing.PAPERS])
        return Papers(files, docx_text(bench.store.read(files[0].digest)), kept["pdf_fault"])
    name = naming.letter(sheet)
    if sheet.kind.daftar_isi:  # its DOCX changes with the pages of its PDF
        product = freezing.make(bench.hasty(), sheet)
        return Papers(put(bench, product, name), product.text, product.why, product.held)
    return _print_and_keep(bench, sheet, name)


def _print_and_keep(bench: Workbench, sheet: Sheet, name: str) -> Papers:
    """Make the documents of a letter, and put them on the disk while something else is done.

    The DOCX goes there while LibreOffice makes the PDF, and that while it is read back. If it is
    then held back, its file lies there without a row, which is harmless.
    """
    letter = freezing.make(replace(bench, to_pdf=None), sheet)
    with ThreadPoolExecutor(1) as aside:
        files = [aside.submit(_put, bench, "docx", letter.docx, name)]
        expected = freezing.expected(sheet)
        made = converted(letter.docx, bench.hasty().to_pdf)
        if made.pdf:
            files.append(aside.submit(_put, bench, "pdf", made.pdf, name))
        product = inspected(made, expected).held_back()
    fit = files if product.pdf else files[:1]
    return Papers(tuple(one.result() for one in fit), letter.text, product.why, product.held)


def put(bench: Workbench, product: Product, name: str) -> tuple[NewFile, ...]:
    """Put the documents on the disk; a file without a row is harmless, the reverse is not."""
    made = [("docx", product.docx)] + ([("pdf", product.pdf)] if product.pdf else [])
    return tuple(_put(bench, peran, data, name) for peran, data in made)


def _put(bench: Workbench, peran: str, data: bytes, name: str) -> NewFile:
    media = naming.MEDIA[peran]
    return NewFile(peran, bench.store.put(data), f"{name}.{peran}", media, len(data))
