"""Trying a template without an installation: the sample office, no number, no archive."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from doc_templates import fields
from doc_templates.catalog import Kind
from doc_templates.convert.fonts import missing_glyphs
from doc_templates.errors import ConversionFailed
from doc_templates.office import Instansi, sample
from doc_templates.produce import Product, produce
from doc_templates.values import Pegawai, Value
from service.datafile import plain
from service.errors import Refused
from service.offices.capacities import find_among
from service.offices.people import as_given
from service.offices.profile import FONTS
from service.setup import sample_people
from service.sheets import NOT_YET
from service.workbench import Workbench


def sample_letter(bench: Workbench, kind: Kind, letterhead: Instansi) -> Product:
    """Print the sample of a kind as an office would, with invented people."""
    nomor_surat = NOT_YET if kind.nomor == "ya" else ""
    values = sample_values(kind)
    return produce(kind, values, letterhead, nomor_surat=nomor_surat, to_pdf=bench.to_pdf)


def render(bench: Workbench, jenis: str, data: Mapping[str, Any], suffix: str) -> bytes:
    """Give the DOCX or PDF (`suffix`) of a data file; BadValues tells all its faults."""
    if suffix not in {".docx", ".pdf"}:
        raise Refused("Akhiran nama hasil harus .docx atau .pdf.")
    kind = bench.catalog.get(jenis)
    values = _values(kind, data)
    nomor_surat = NOT_YET if kind.nomor == "ya" else ""
    to_pdf = bench.to_pdf if suffix == ".pdf" or kind.daftar_isi else None
    product = produce(kind, values, sample(), nomor_surat=nomor_surat, to_pdf=to_pdf)
    if suffix == ".docx":
        return product.docx
    if product.pdf is None:
        raise ConversionFailed("tidak-ada", product.why)
    return product.pdf


def sample_values(kind: Kind) -> dict[str, Value]:
    """Give the values of a kind's own sample; BadValues tells all its faults."""
    return _values(kind, kind.contoh)


def _values(kind: Kind, data: Mapping[str, Any]) -> dict[str, Value]:
    names = {field.nama for field in kind.fields}
    beside = {"kode_klasifikasi"} - names  # of the letter, where it is no field of its form
    raw = {key: plain(value) for key, value in data.items() if key not in beside}
    return fields.check(
        kind.fields,
        raw,
        find_pegawai=_sample_or_given,
        glyphs=missing_glyphs(tuple(FONTS.values())),
        dated=kind.tanggal_isian,
    )


def _sample_or_given(wanted: str | Mapping[str, object], tanggal: date | None) -> Pegawai:
    """Find a sample official by NIP or name; a table describes anybody else."""
    if isinstance(wanted, str):
        return find_among(sample_people())(wanted, tanggal)
    return as_given(wanted, tanggal)
