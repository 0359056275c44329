"""Reading the chapters of the guide; a new chapter is a new file beside this one.

A chapter has `judul`, `urutan` and `ringkas`; each [[bagian]] has `judul`, and may have `isi`
(paragraphs, one a line; `backticks` set code), `langkah` (numbered), `contoh` (`kode`, `arti`) and
`temuan`, the same with faults that the doctor finds.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from docx import Document
from markupsafe import escape

from doc_templates.catalog import Catalog
from doc_templates.doctor.examine import examine
from doc_templates.office import LIBRARY, sample
from doc_templates.sandbox import LetterEnvironment
from doc_templates.signing import Signer
from service.errors import NotFound

FOLDER = Path(__file__).parent
KIND = "undangan-rapat"  # whose fields the faults are told of


@dataclass(frozen=True)
class Example:
    """What a template writer types, what it means, and the lines that it prints."""

    kode: str
    arti: str
    hasil: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """A part of a chapter."""

    judul: str
    isi: tuple[str, ...]
    langkah: tuple[str, ...]
    contoh: tuple[Example, ...]
    temuan: tuple[Example, ...] = ()


@dataclass(frozen=True)
class Chapter:
    """A chapter, as its file has it."""

    slug: str
    judul: str
    urutan: int
    ringkas: str
    bagian: tuple[Section, ...]


@cache
def chapters() -> tuple[Chapter, ...]:
    """List all chapters in their order."""
    found = [_read(path) for path in FOLDER.glob("*.toml")]
    return tuple(sorted(found, key=lambda one: (one.urutan, one.slug)))


def chapter(slug: str) -> Chapter:
    """Give one chapter; NotFound when there is none of that name."""
    for one in chapters():
        if one.slug == slug:
            return one
    raise NotFound("Bab panduan ini tidak ada.")


def printed(kode: str) -> tuple[str, ...]:
    """Give the lines that a piece of a template prints for the values of the examples."""
    plain = kode.replace("{%p ", "{% ").replace("{%tr ", "{% ")
    made = LetterEnvironment().from_string(plain).render(_values())
    return tuple(line.strip() for line in made.splitlines() if line.strip())


def found(kode: str) -> tuple[str, ...]:
    """Give what the template doctor says of a piece of a template, as HTML."""
    document = Document()
    for line in kode.splitlines():
        document.add_paragraph(line)
    spots = examine(document, Catalog([LIBRARY]).get(KIND))
    return tuple(str(escape(one.finding.pesan)) for one in spots if one.paragraph is not None)


def _read(path: Path) -> Chapter:
    data = tomllib.loads(path.read_text("utf-8"))
    sections = tuple(_section(one) for one in data["bagian"])
    return Chapter(path.stem, data["judul"], data["urutan"], data["ringkas"], sections)


def _section(data: Mapping[str, object]) -> Section:
    examples, faults = _list(data.get("contoh")), _list(data.get("temuan"))
    return Section(
        judul=str(data["judul"]),
        isi=tuple(str(data.get("isi", "")).strip().splitlines()),
        langkah=tuple(map(str, _list(data.get("langkah")))),
        contoh=tuple(_example(one, printed) for one in examples),
        temuan=tuple(_example(one, found) for one in faults),
    )


def _example(one: Mapping[str, str], computed: Callable[[str], tuple[str, ...]]) -> Example:
    return Example(one["kode"], one["arti"], computed(one["kode"]))


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _values() -> dict[str, object]:
    """The values that the examples print: an invented letter of an invented office."""
    return {
        "hal": "Undangan Rapat",
        "nomor_surat": "000.8.6.3/7/Kec-CTH/2026",
        "tanggal_surat": date(2026, 3, 5),
        "tanggal_mulai": date(2026, 3, 30),
        "tanggal_selesai": date(2026, 4, 2),
        "pukul_mulai": "09.00",
        "pukul_selesai": "11.30",
        "lampiran_jumlah": 1,
        "anggaran": 1_500_000,
        "nilai": [88, 92],
        "catatan": "",
        "acara": ["Pembukaan", "Pemaparan capaian kinerja", "Penutup"],
        "peserta": [
            SimpleNamespace(nama="Sari Contoh Lestari", jabatan="Sekretaris Kecamatan"),
            SimpleNamespace(nama="Asep Contoh Kurnia", jabatan="Kepala Seksi Pemerintahan"),
        ],
        "instansi": sample(),
        "penandatangan": Signer(
            nama="Sari Contoh Lestari",
            gelar_belakang="S.Sos., M.A.P.",
            nip="197806222003122002",
            pangkat="Pembina",
            golongan="IV/a",
            jabatan="Sekretaris Kecamatan",
            atas_nama="Camat Contoh",
        ),
    }
