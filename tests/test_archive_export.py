"""A dossier leaves as one zip that anyone can check without Naskah."""

import hashlib
import os
import tempfile
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import bagit
import pytest

from archive.export import Bag, Item, write_bag
from archive.names import LONGEST, distinct, safe_name

SURAT = b"%PDF-1.6 contoh"
BAG = Bag(
    nama="Berkas Kinerja 2026",
    tanggal=date(2026, 3, 5),
    items=[
        Item("08 Rapat", "02 Notulen.docx", b"PK notulen"),
        Item("08 Rapat", "01 Undangan.pdf", SURAT, hashlib.sha256(SURAT).hexdigest()),
        Item("", "Daftar isi.xlsx", b"PK daftar"),
    ],
    info={"Source-Organization": "Kecamatan Contoh", "Contact-Name": "Budi Contoh\nSantoso"},
    catatan="Yang belum ada:\n- Tanda terima",
)


def _zip(bag: Bag) -> bytes:
    target = BytesIO()
    write_bag(target, bag)
    return target.getvalue()


@contextmanager
def _unpacked(bag: Bag) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder, ZipFile(BytesIO(_zip(bag))) as package:
        package.extractall(folder)
        yield Path(folder)


def _validate(folder: Path) -> None:
    """Let the reference tool check every digest; it changes the working directory (trap 23)."""
    here = Path.cwd()
    try:
        bagit.Bag(str(folder)).validate()
    finally:
        os.chdir(here)


def test_the_unzipped_bag_is_valid() -> None:
    """The reference implementation finds every file and every digest right."""
    with _unpacked(BAG) as folder:
        _validate(folder / "Berkas Kinerja 2026")


def test_the_bag_is_laid_out_for_people() -> None:
    """Documents under data/, a note for whoever opens it, line ends for Windows."""
    with _unpacked(BAG) as folder:
        top = folder / "Berkas Kinerja 2026"
        assert (top / "data/08 Rapat/01 Undangan.pdf").read_bytes() == SURAT
        assert (top / "BACA-DULU.txt").read_bytes() == b"Yang belum ada:\r\n- Tanda terima"
        info = (top / "bag-info.txt").read_text().splitlines()
        assert "Contact-Name: Budi Contoh Santoso" in info
        assert f"Payload-Oxum: {len(SURAT) + 19}.3" in info


def test_a_changed_file_is_noticed() -> None:
    """That is what the manifest is for."""
    with _unpacked(BAG) as folder:
        top = folder / "Berkas Kinerja 2026"
        (top / "data/Daftar isi.xlsx").write_bytes(b"PK palsu!")
        with pytest.raises(bagit.BagValidationError):
            _validate(top)


def test_the_same_bag_gives_the_same_bytes() -> None:
    """Dates and order come from the bag alone, not from the clock or from the order of items."""
    turned = replace(BAG, items=list(reversed(BAG.items)))
    assert _zip(BAG) == _zip(turned)
    with ZipFile(BytesIO(_zip(BAG))) as package:
        entries = package.infolist()
    assert {entry.date_time for entry in entries} == {(2026, 3, 5, 0, 0, 0)}
    assert {entry.compress_type for entry in entries} == {ZIP_STORED}
    assert not any(entry.flag_bits & 0x08 for entry in entries)


def test_a_large_file_passes_through_in_pieces(tmp_path: Path) -> None:
    """100 MB take a few megabytes of memory."""
    large = tmp_path / "besar.pdf"
    with large.open("wb") as file:
        file.truncate(100_000_000)
    bag = replace(BAG, items=[Item("", "besar.pdf", large)])
    with (tmp_path / "keluar.zip").open("wb") as target:
        tracemalloc.start()
        write_bag(target, bag)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 8_000_000
    with ZipFile(tmp_path / "keluar.zip") as package:
        assert package.testzip() is None


def test_names_that_differ_by_case_alone_do_not_overwrite_each_other() -> None:
    """Windows and macOS would unpack one over the other."""
    items = [
        Item("a", "Surat.pdf", b"1"),
        Item("a", "surat.PDF", b"2"),
        Item("A", "SURAT.pdf", b"3"),
    ]
    with _unpacked(replace(BAG, items=items)) as folder:
        names = [path.name for path in folder.rglob("*") if path.suffix.lower() == ".pdf"]
        assert len({name.casefold() for name in names}) == 3
        _validate(folder / "Berkas Kinerja 2026")


@pytest.mark.parametrize(
    ("text", "akhiran", "name"),
    [
        ("01 Undangan: Rapat", "pdf", "01 Undangan- Rapat.pdf"),
        ("000.8.3.3/15/OR", "pdf", "000.8.3.3-15-OR.pdf"),
        ("../../etc/passwd", "", "-..-etc-passwd"),
        ("Capaian 93,75%", "xlsx", "Capaian 93,75-.xlsx"),
        ("nama.", "", "nama"),
        (" . ", "pdf", "tanpa nama.pdf"),
        ("CON", "pdf", "_CON.pdf"),
        ("com1.lampiran", "docx", "_com1.lampiran.docx"),
        ("dua\nbaris\t\0", "", "dua-baris-"),
        ("e\u0301", "", "é"),
        ("balik\u202ekiri", "", "balik kiri"),
    ],
)
def test_a_name_is_safe_everywhere(text: str, akhiran: str, name: str) -> None:
    """Readable, and taken by Windows, macOS and Linux."""
    assert safe_name(text, akhiran) == name


def test_a_name_is_never_too_long() -> None:
    """120 characters with its ending, also when it is made distinct, also for a reserved one."""
    long = "x" * 500
    assert len(safe_name(long, "pdf")) == LONGEST
    taken: set[str] = set()
    names = [distinct(f"data/{safe_name(long, 'pdf')}", taken) for _ in range(12)]
    assert len(set(names)) == 12
    assert all(len(name) <= LONGEST + len("data/") and name.endswith(".pdf") for name in names)
