"""Finds the kinds of documents: folders with template.docx, template.toml and contoh.toml."""

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from doc_templates.description import NAMED, read_description
from doc_templates.errors import BadDescription, UnknownKind
from doc_templates.office import LIBRARY
from doc_templates.printed import one_line
from doc_templates.shapes import Field
from doc_templates.values import Pegawai, Value

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DOCX, _TOML, _SAMPLE = "template.docx", "template.toml", "contoh.toml"
Stamp = tuple[int, ...]


@dataclass(frozen=True)
class Kind:
    """A kind of document as its folder describes it.

    `digest` is the SHA-256 of template.docx and template.toml, one after the other. With
    `diunggah`, the template is not that of the folder: an office has uploaded its own.
    """

    slug: str
    folder: Path
    nama: str
    keterangan: str
    bentuk: str
    kelas: str
    kertas: str
    nomor: str
    buku: str
    kode_klasifikasi: str
    kode_jenis: str
    daftar_isi: bool
    halaman_maks: int | None
    terpilih: bool
    hal: str
    tujuan: str
    tanggal_isian: str
    fields: tuple[Field, ...]
    digest: str
    docx: bytes = field(repr=False)
    toml: bytes = field(repr=False)
    diunggah: bool = False

    @property
    def bawaan(self) -> bool:
        """Whether it came with Naskah; any other was made by who knows whom."""
        return self.folder.parent == LIBRARY and not self.diunggah

    @property
    def contoh(self) -> dict[str, Any]:
        """Sample values in the raw form that a data file has."""
        return tomllib.loads((self.folder / _SAMPLE).read_text("utf-8"))

    @property
    def has_sample(self) -> bool:
        """Whether its folder holds sample values."""
        return (self.folder / _SAMPLE).exists()


@dataclass(frozen=True)
class Described:
    """What the archive and the register note down about a document."""

    hal: str
    tujuan: str
    tanggal: date | None
    penandatangan: Pegawai | None


def signer_of(kind: Kind, values: Mapping[str, Value]) -> Pegawai | None:
    """The field `penandatangan`, or else the first field that holds an official."""
    officials = [values.get(f.nama) for f in kind.fields if f.jenis == "pegawai"]
    signer = values.get("penandatangan", officials[0] if officials else None)
    return signer if isinstance(signer, Pegawai) else None


def describe(kind: Kind, values: Mapping[str, Value]) -> Described:
    """Reads hal, tujuan, date and signer out of the values, as the kind's [arsip] table says."""
    day = values.get(kind.tanggal_isian)
    return Described(
        hal=_fill(kind.hal, values),
        tujuan=_fill(kind.tujuan, values),
        tanggal=day if isinstance(day, date) else None,
        penandatangan=signer_of(kind, values),
    )


class Catalog:
    """The kinds in some folders; a folder that is added or changed is seen without a restart."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)
        self._known: dict[Path, tuple[Stamp, Kind | BadDescription]] = {}

    def kinds(self) -> list[Kind]:
        """All usable kinds by name. A broken folder does not hide the others: see `broken`."""
        found = (entry for entry in self._entries().values() if isinstance(entry, Kind))
        return sorted(found, key=lambda kind: kind.nama)

    def get(self, slug: str) -> Kind:
        """The kind with this slug; UnknownKind, or BadDescription when its folder is faulty."""
        entry = self._entry(slug)
        if entry is None:
            raise UnknownKind(slug)
        if isinstance(entry, BadDescription):
            raise entry
        return entry

    def broken(self) -> list[BadDescription]:
        """The folders that cannot be used, and those whose slug is taken by an earlier folder."""
        faulty = [entry for entry in self._entries().values() if isinstance(entry, BadDescription)]
        return faulty + [
            BadDescription(
                folder, [f"Jenis “{folder.name}” sudah ada. Beri nama lain pada folder ini."]
            )
            for folder in self._paths()
            if self._first(folder.name) != folder
        ]

    def _entry(self, slug: str) -> Kind | BadDescription | None:
        """One folder alone: with many kinds, looking at all of them would take a while."""
        if not _SLUG.fullmatch(slug):
            return self._entries().get(slug)
        folders = (root / slug for root in self._folders)
        found = next((folder for folder in folders if (folder / _TOML).is_file()), None)
        return self._read(found) if found else None

    def _entries(self) -> dict[str, Kind | BadDescription]:
        entries: dict[str, Kind | BadDescription] = {}
        for folder in self._paths():
            if folder.name not in entries:
                entries[folder.name] = self._read(folder)
        return entries

    def _paths(self) -> Iterator[Path]:
        for root in self._folders:
            if root.is_dir():
                yield from sorted(path.parent for path in root.glob(f"*/{_TOML}"))

    def _first(self, slug: str) -> Path:
        return next(folder for folder in self._paths() if folder.name == slug)

    def _read(self, folder: Path) -> Kind | BadDescription:
        stamp = _stamp(folder)
        known = self._known.get(folder)
        if known is None or known[0] != stamp:
            known = self._known[folder] = (stamp, _load(folder))
        return known[1]


def described(folder: Path, docx: bytes, toml: bytes, *, diunggah: bool = False) -> Kind:
    """The kind that these files describe, as if they lay in the folder. Raises BadDescription."""
    try:
        facts, faults = read_description(toml.decode())
    except UnicodeDecodeError:
        raise BadDescription(folder, [f"{_TOML} harus disimpan sebagai teks UTF-8."]) from None
    if not _SLUG.fullmatch(folder.name):
        faults.append("Nama folder hanya boleh berisi huruf kecil, angka dan tanda hubung.")
    if faults:
        raise BadDescription(folder, faults)
    return Kind(
        slug=folder.name,
        folder=folder,
        digest=hashlib.sha256(docx + toml).hexdigest(),
        docx=docx,
        toml=toml,
        diunggah=diunggah,
        **facts,
    )


def uploaded(kind: Kind, docx: bytes) -> Kind:
    """The same kind with a template that an office has uploaded."""
    digest = hashlib.sha256(docx + kind.toml).hexdigest()
    return replace(kind, docx=docx, digest=digest, diunggah=True)


def _load(folder: Path) -> Kind | BadDescription:
    try:
        return described(folder, (folder / _DOCX).read_bytes(), (folder / _TOML).read_bytes())
    except FileNotFoundError:
        return BadDescription(folder, [f"{_DOCX} belum ada di folder ini."])
    except BadDescription as fault:
        return fault


def _stamp(folder: Path) -> Stamp:
    files = [path.stat() for path in (folder / _DOCX, folder / _TOML) if path.exists()]
    return tuple(part for file in files for part in (file.st_mtime_ns, file.st_size))


def _fill(pattern: str, values: Mapping[str, Value]) -> str:
    return NAMED.sub(lambda found: one_line(values[found[1]]), pattern)
