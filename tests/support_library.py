"""The shipped library for the tests: its kinds, and their samples filled and printed."""

import atexit
import os
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from doc_templates.catalog import Catalog, Kind
from doc_templates.convert.pool import Pool
from doc_templates.fields import check
from doc_templates.office import LIBRARY, Instansi, sample
from doc_templates.produce import Product, produce
from doc_templates.render import render
from doc_templates.values import Pegawai, Value

CATALOG = Catalog([LIBRARY])
SLUGS = sorted(path.parent.name for path in LIBRARY.glob("*/template.toml"))
NUMBER = "000.8.6.3/213/Kec-BBC/2027"

every_kind = pytest.mark.parametrize("slug", SLUGS)


def an_official(raw: str | Mapping[str, object], day: date | None) -> Pegawai:
    """An invented official for any NIP, or the one that the table says."""
    if isinstance(raw, Mapping):
        return Pegawai(**{name: str(value) for name, value in raw.items()})
    return Pegawai("Contoh Wiratama", "Drs.", "M.Si.", raw, "Pembina", "IV/a", "Camat Babakancikao")


def no_gaps_in_fonts(text: str) -> list[str]:
    """A font check for fonts that have every character."""
    return []


def typed(kind: Kind, raw: Mapping[str, Any]) -> dict[str, Value]:
    """The values of a form without faults."""
    return check(
        kind.fields,
        raw,
        find_pegawai=an_official,
        glyphs=no_gaps_in_fonts,
        dated=kind.tanggal_isian,
    )


def number_of(kind: Kind) -> str:
    """A number for the kinds that have one."""
    return "" if kind.nomor == "tidak" else NUMBER


def rendered(slug: str, instansi: Instansi | None = None, **changes: object) -> bytes:
    """The sample letter with some fields changed."""
    kind = CATALOG.get(slug)
    values = typed(kind, kind.contoh | changes)
    return render(kind, values, instansi or sample(), nomor_surat=number_of(kind))


def produced(slug: str, **changes: object) -> Product:
    """The sample letter, with some fields changed, as DOCX and PDF."""
    kind = CATALOG.get(slug)
    return printed(kind, kind.contoh | changes, sample())


def printed(kind: Kind, raw: Mapping[str, Any], instansi: Instansi) -> Product:
    """A letter of an office from the values of a form without faults."""
    values = typed(kind, raw)
    return produce(kind, values, instansi, nomor_surat=number_of(kind), to_pdf=warm().to_pdf)


@cache
def warm() -> Pool:
    """One warm LibreOffice for all tests of this process."""
    pool = Pool(workers=1)
    atexit.register(pool.close)
    return pool


class Samples:
    """The PDF of each kind's sample, made once for all processes of a test run."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __getitem__(self, slug: str) -> bytes:
        kept = self._folder / f"contoh-{slug}.pdf"
        if not kept.exists():
            fresh = kept.with_suffix(f".{os.getpid()}")
            fresh.write_bytes(self._printed(slug))
            fresh.replace(kept)
        return kept.read_bytes()

    @staticmethod
    def _printed(slug: str) -> bytes:
        made = produced(slug)
        assert made.pdf is not None, made.why
        assert not made.findings, made.findings
        return made.pdf


def pages_of(made: bytes) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(made)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
