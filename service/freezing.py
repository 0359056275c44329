"""What a frozen draft keeps of its letter, so that the very same can be made again at any time."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from archive.errors import ArchiveError
from doc_templates import computing, fields
from doc_templates.catalog import Kind
from doc_templates.errors import DocTemplateError
from doc_templates.preflight import Expected, expect, only_number
from doc_templates.produce import Product, convert
from doc_templates.values import Pegawai, Value
from service import letter_parts, sheets
from service.drafts import Draft
from service.offices import profile
from service.offices.profile import Office
from service.sheets import Sheet
from service.templat.kept import Templat
from service.workbench import Workbench

PAPERS = "cetakan"  # in a snapshot: the files that were printed with gaps


def snapshot(sheet: Sheet, nomor_surat: str | None) -> dict[str, object]:
    """Keep all that the print of a settled sheet depends on, to make the same letter again."""
    assert sheet.templat is not None  # noqa: S101 - settled before a transaction was begun
    values = sheet.parsed.values.items()
    return {
        "isian": computing.completed(sheet.kind.fields, sheet.draft.isian, sheet.parsed.values),
        "pegawai": {name: asdict(one) for name, one in values if isinstance(one, Pegawai)},
        "instansi": asdict(sheet.office.profil)
        | {"logo": sheet.office.logo, "contoh": sheet.office.contoh},
        "templat": sheet.templat.asal,
        "templat_file": asdict(sheet.templat),
        "nomor_surat": nomor_surat,
        "nomor_kosong": sheets.blank_number(sheet),
    }


def thaw(bench: Workbench, draft: Draft) -> Sheet:
    """Read a frozen draft again, with the office and the people of that moment, not of today."""
    assert draft.snapshot is not None  # noqa: S101 - only a frozen draft comes here
    kept: Mapping[str, Any] = draft.snapshot
    then = kept["instansi"]
    office = Office(draft.instansi_id, "", profile.profil_from(then), then["logo"], then["contoh"])
    kind, templat = kind_of(bench, draft), templat_of(draft)
    parsed = fields.parse(
        kind.fields,
        {**letter_parts.without(kept["isian"]), **kept["pegawai"]},
        find_pegawai=_remembered,
        glyphs=lambda _text: [],  # they were checked before the draft was frozen
        dated=kind.tanggal_isian,
    )
    letterhead = profile.letterhead_of(office, bench.store)
    if templat is not None and templat.logo:
        letterhead = replace(letterhead, logo=bench.kept.file(templat.logo))
    sheet = Sheet(draft, office, kind, letterhead, parsed, None, templat)
    sheet.check()
    return sheet


def templat_of(draft: Draft) -> Templat | None:
    """Give what a frozen draft is made of; older drafts have only noted a digest."""
    kept: Mapping[str, Any] = draft.snapshot or {}
    return Templat(**kept["templat_file"]) if "templat_file" in kept else None


def kind_of(bench: Workbench, draft: Draft) -> Kind:
    """Give the kind of a frozen draft as it was then; of an older draft, as it is now."""
    templat = templat_of(draft)
    return bench.kept.kind(draft.jenis, templat) if templat else bench.catalog.get(draft.jenis)


def make(bench: Workbench, sheet: Sheet) -> Product:
    """Make the documents of a thawed sheet, with its number or with the gaps that it keeps."""
    return sheets.make(bench, sheet, *_printed(sheet)).held_back()


def reprint(bench: Workbench, draft: Draft, filed: bytes) -> Product:
    """Make the PDF of a letter that was filed without one, from its filed DOCX.

    A table of contents gets its page numbers only now, so such a letter is printed again. Without
    its template only the number can be looked for.
    """
    assert draft.snapshot is not None  # noqa: S101 - what was filed was frozen before
    kept = draft.snapshot
    with suppress(ArchiveError, DocTemplateError):
        sheet = thaw(bench, draft)
        if sheet.kind.daftar_isi and sheet.kind.digest == kept["templat"]:
            return make(bench, sheet)
        return _convert(bench, sheet, filed)
    number = kept["nomor_kosong" if _is_gapped(draft) else "nomor_surat"]
    return convert(filed, only_number(str(number or "")), bench.to_pdf).held_back()


def _convert(bench: Workbench, sheet: Sheet, document: bytes) -> Product:
    """Make the PDF of a thawed sheet's document, with the number or the gap that it keeps."""
    return convert(document, expected(sheet), bench.to_pdf).held_back()


def expected(sheet: Sheet) -> Expected:
    """Tell what the PDF of a thawed sheet must show."""
    values, number = _printed(sheet)
    return expect(sheet.kind, values, sheet.letterhead, number)


def _is_gapped(draft: Draft) -> bool:
    """Tell whether the papers of a frozen draft have blanks: a mere draft, or signed first."""
    return draft.konsep or PAPERS in (draft.snapshot or {})


def _printed(sheet: Sheet) -> tuple[Mapping[str, Value], str]:
    """Give the values and the number that a frozen sheet prints."""
    assert sheet.draft.snapshot is not None  # noqa: S101 - thaw() made the sheet
    kept = sheet.draft.snapshot
    if _is_gapped(sheet.draft):
        number = str(kept["nomor_kosong"])
        return sheets.gapped(sheet, number), number
    return sheet.parsed.values, str(kept["nomor_surat"] or "")


def _remembered(wanted: str | Mapping[str, object], _tanggal: date | None) -> Pegawai:
    if isinstance(wanted, str):
        raise ValueError("Pejabat ini tidak ikut dicatat saat naskah diterbitkan.")
    return Pegawai(**{str(key): str(value) for key, value in wanted.items()})
