"""A letter that SRIKANDI, the national application, numbers and signs: what its form asks for.

Its DOCX has SRIKANDI's own words where number, date and signature come (sheets.py); its form also
asks for hal, ringkasan and kode klasifikasi, which people paste from here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from doc_templates.catalog import Kind
from doc_templates.shapes import Field
from service import freezing, sheets
from service.drafts import Draft
from service.sheets import Sheet
from service.workbench import Workbench

NAMA = "SRIKANDI"
LONGEST = 500  # characters of a summary


@dataclass(frozen=True)
class Entry:
    """One field of SRIKANDI's form: its name there and what to paste."""

    nama: str
    label: str
    isi: str


def meant_for(draft: Draft) -> bool:
    """Tell whether a printed draft went, or goes, to SRIKANDI."""
    kept: Mapping[str, Any] = draft.snapshot or {}
    return kept.get("nomor_kosong") == sheets.SRIKANDI_NOMOR


def form(bench: Workbench, draft: Draft) -> tuple[Entry, ...]:
    """Give what is to be pasted for a printed draft; what it has nothing of is left out."""
    sheet = freezing.thaw(bench, draft)
    told = sheet.described
    kept = sheet.draft.isian
    found = (
        Entry("hal", "Hal", told.hal),
        Entry("ringkasan", "Ringkasan", summary(sheet)),
        Entry("kode", "Kode klasifikasi", draft.kode_klasifikasi or sheet.kind.kode_klasifikasi),
        Entry("sifat", "Sifat", str(kept.get("sifat") or "")),
        Entry("urgensi", "Tingkat urgensi", str(kept.get("urgensi") or "")),
        Entry("tujuan", "Tujuan", told.tujuan),
    )
    return tuple(one for one in found if one.isi)


def summary(sheet: Sheet) -> str:
    """Give the letter in a few words: what it is, to whom, and how it begins."""
    told = sheet.described
    to = f" kepada {told.tujuan}" if told.tujuan else ""
    words = f"{sheet.kind.nama}{to}: {told.hal}. {_beginning(sheet)}".strip()
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"


def _beginning(sheet: Sheet) -> str:
    first = _body(sheet.kind)
    text = sheet.parsed.values.get(first.nama) if first else None
    return str(text[0]) if isinstance(text, list) and text else ""


def _body(kind: Kind) -> Field | None:
    """The long text that the letter must have, in which it says what it wants."""
    return next((one for one in kind.fields if one.jenis == "paragraf" and one.wajib), None)
