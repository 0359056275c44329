"""Number patterns of real offices, one file each; `bawaan` is for an office that has none yet."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "presets"


@dataclass(frozen=True)
class PresetBook:
    """One book of such an office. `andaian` says what its source does not show."""

    slug: str
    nama: str
    pola: str
    restart: str
    kode_unit: str
    bagian: Mapping[str, str]
    andaian: tuple[str, ...]


@dataclass(frozen=True)
class Sample:
    """A printed number, the values that make it, and the parts left blank in it (`celah`).

    `ruang` is the width of each gap. `buatan` marks a number of ours, not one from the source.
    """

    buku: str
    nomor: str
    isi: Mapping[str, object]
    celah: tuple[str, ...]
    ruang: int
    buatan: bool


@dataclass(frozen=True)
class Preset:
    """One region or office, with the source of its numbers."""

    slug: str
    nama: str
    sumber: str
    catatan: str
    buku: tuple[PresetBook, ...]
    contoh: tuple[Sample, ...]


def presets() -> list[Preset]:
    """All presets, by file name."""
    return [_read(path) for path in sorted(_FOLDER.glob("*.toml"))]


def default_books() -> tuple[PresetBook, ...]:
    """The books of an office that has chosen nothing yet."""
    return _read(_FOLDER / "bawaan.toml").buku


def _read(path: Path) -> Preset:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Preset(
        slug=path.stem,
        nama=data["nama"],
        sumber=data["sumber"],
        catatan=data.get("catatan", ""),
        buku=tuple(_book(row) for row in data["buku"]),
        contoh=tuple(_sample(row) for row in data["contoh"]),
    )


def _book(row: Mapping[str, Any]) -> PresetBook:
    return PresetBook(
        slug=row["slug"],
        nama=row["nama"],
        pola=row["pola"],
        restart=row["restart"],
        kode_unit=row.get("kode_unit", ""),
        bagian=row.get("bagian", {}),
        andaian=tuple(row.get("andaian", ())),
    )


def _sample(row: Mapping[str, Any]) -> Sample:
    return Sample(
        buku=row["buku"],
        nomor=row["nomor"],
        isi=row["isi"],
        celah=tuple(row.get("celah", ())),
        ruang=row.get("ruang", 0),
        buatan=row.get("buatan", False),
    )
