"""Each preset is one file, and its [[contoh]] rows are its tests."""

from pathlib import Path

import pytest

from numbering.advice import warnings
from numbering.errors import BadPreset
from numbering.preset import Preset, PresetBook, Sample
from numbering.preset_file import read_preset
from numbering.presets import default_books, presets, presets_in

ALL = presets()
SAMPLES = [(preset, sample) for preset in ALL for sample in preset.contoh]
BOOKS = [(preset, book) for preset in ALL for book in preset.buku]
SEEDS = {"kecamatan-bukit-batu", "bkpsdm-tanjungpinang", "setda-way-kanan"}


@pytest.mark.parametrize(
    ("preset", "sample"), SAMPLES, ids=[f"{p.slug}-{s.buku}" for p, s in SAMPLES]
)
def test_a_preset_prints_the_numbers_of_its_office(preset: Preset, sample: Sample) -> None:
    """Character by character, blanks for the hand included."""
    book = next(book for book in preset.buku if book.slug == sample.buku)
    assert sample.printed(book) == sample.nomor


@pytest.mark.parametrize(("preset", "book"), BOOKS, ids=[f"{p.slug}-{b.slug}" for p, b in BOOKS])
def test_a_preset_keeps_its_letters_apart_and_says_what_it_assumes(
    preset: Preset, book: PresetBook
) -> None:
    """What the source does not show is marked; our own default has no source."""
    assert warnings(book.pola, book.restart, book.bagian) == []
    assert bool(book.andaian) == (preset.slug != "bawaan")
    assert any(sample.buku == book.slug for sample in preset.contoh)


def test_the_seeds_and_more_than_fifteen_other_offices_are_there() -> None:
    """With a source each, and a number for the sop book of each seed that shows one."""
    real = {p.slug for p in ALL if p.sumber and any(not s.buatan for s in p.contoh)}
    assert real >= SEEDS
    assert len(real - SEEDS) >= 15
    for preset in ALL:
        if preset.slug in SEEDS:
            assert [s.buku for s in preset.contoh if not s.buatan] == ["sop"]


def test_an_office_without_a_choice_has_a_book_for_each_kind_of_letter() -> None:
    """Each with its own pattern."""
    assert {book.slug: book.pola for book in default_books()} == {
        "surat-keluar": "{kode}/{urut:03}/{unit}/{tahun}",
        "keputusan": "{kode}/Kep.{urut:02}/{unit}/{tahun}",
        "surat-perintah": "{kode}/SP.{urut:03}/{unit}/{tahun}",
        "nota-dinas": "{kode}/ND.{urut:03}/{unit}/{tahun}",
        "berita-acara": "{kode}/BA.{urut:03}/{unit}/{tahun}",
    }


BOOK = """
nama = "Kabupaten Contoh"
sumber = "Surat contoh."
[[buku]]
slug = "surat-keluar"
nama = "Surat Keluar"
pola = "{kode}/{urut:03}/{unit}/{tahun}"
restart = "tahun"
kode_unit = "CT"
"""
SAMPLE = """
[[contoh]]
buku = "surat-keluar"
nomor = "005/007/CT/2026"
isi = { kode = "005", urut = 7, tahun = 2026 }
"""

FAULTS = [
    ("", ["“nama” belum ada", "“sumber” belum ada", "“buku” belum ada"]),
    ("nama =", ["Bukan berkas TOML"]),
    (f"kabupaten = 1\n{BOOK}", ["Bagian atas: kunci “kabupaten” tidak dikenal"]),
    (BOOK.replace("restart", "restrat"), ["Mungkin maksudnya “restart”", "“restart” belum ada"]),
    (BOOK.replace('"tahun"', '"minggu"'), ["[[buku]] ke-1 (surat-keluar): Nomor urut"]),
    (BOOK.replace('"surat-keluar"', '"Surat Keluar"'), ["Nama pendek buku “Surat Keluar” salah"]),
    (
        BOOK.replace("{kode}/{urut:03}", "{foo}/{bar}"),
        ["huruf ke-1, bagian “{foo}”", "huruf ke-7, bagian “{bar}”", "nomor urut tidak ada"],
    ),
    (f'{BOOK}bagian = "IV"\n', ["“bagian” harus berisi tabel teks"]),
    (f"buku = 7\n{BOOK.partition('[[')[0]}", ["“buku” harus berisi baris-baris"]),
    (f"buku = []\n{BOOK.partition('[[')[0]}", ["“buku” harus berisi baris-baris"]),
    (BOOK.replace('"surat-keluar"', '"agenda-masuk"'), ["“agenda-masuk” milik agenda surat masuk"]),
    (f"buku = [7]\n{BOOK.partition('[[')[0]}", ["[[buku]] ke-1: harus berupa tabel"]),
    (BOOK + BOOK.partition('contoh."')[2], ["ke-2 (surat-keluar): slug “surat-keluar” sudah"]),
    (
        BOOK + SAMPLE.replace("/007/", "/7/"),
        ["ke-1 (surat-keluar): nomornya seharusnya “005/7/CT/2026”", "“005/007/CT/2026”"],
    ),
    (BOOK + SAMPLE.replace("urut =", "urt ="), ["Mungkin maksudnya “urut”", "{urut}"]),
    (BOOK + SAMPLE.replace('"surat-keluar"', '"surat"'), ["buku “surat” tidak ada"]),
    (BOOK + SAMPLE.replace("isi =", "celah ="), ["“celah” harus berisi", "“isi” belum ada"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), FAULTS)
def test_all_faults_of_a_preset_file_are_told_with_their_place(
    tmp_path: Path, text: str, said: list[str]
) -> None:
    """A sentence each; none of them is a fault of the machine."""
    path = tmp_path / "contoh.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(BadPreset) as refusal:
        read_preset(path)
    assert all(part in str(refusal.value) for part in said)
    assert all(line.startswith("contoh.toml: ") for line in str(refusal.value).splitlines())


def test_a_faulty_file_does_not_hide_the_others_of_its_folder(tmp_path: Path) -> None:
    """What can be read is offered, what cannot is told."""
    (tmp_path / "baik.toml").write_text(BOOK + SAMPLE, "utf-8")
    (tmp_path / "salah.toml").write_text("nama = 1", "utf-8")
    found, broken = presets_in(tmp_path)
    assert [one.slug for one in found] == ["baik"]
    assert [one.name for one in broken] == ["salah.toml"]
    assert presets_in(tmp_path / "tidak-ada") == ([], [])
