"""Each preset is one file, and its [[contoh]] rows are its tests."""

import pytest

from numbering.advice import warnings
from numbering.format import NumberFormat
from numbering.parts import NBSP
from numbering.presets import Preset, PresetBook, Sample, default_books, presets

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
    values = {"unit": book.kode_unit, **book.bagian, **sample.isi}
    form = NumberFormat.parse(book.pola, book.bagian)
    assert form.render(values, sample.celah, sample.ruang).replace(NBSP, " ") == sample.nomor


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
