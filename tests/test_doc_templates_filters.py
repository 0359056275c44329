"""Numbers and dates in words, as letters print them."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from doc_templates.filters import FILTERS
from doc_templates.values import Gap, Pegawai
from doc_templates.words import LARGEST, ordinal, terbilang

UNITS = [
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
]
SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (1000, "ribu"))


def spoken(number: int) -> str:
    """Another way to the words, by the rules of a school book."""
    for scale, name in SCALES:
        if number >= scale:
            head = (
                "seribu"
                if (scale, number // scale) == (1000, 1)
                else f"{spoken(number // scale)} {name}"
            )
            return joined(head, number % scale)
    if number >= 200:
        return joined(f"{UNITS[number // 100]} ratus", number % 100)
    if number >= 100:
        return joined("seratus", number - 100)
    if number >= 20:
        return joined(f"{UNITS[number // 10]} puluh", number % 10)
    return UNITS[number] if number < 12 else f"{UNITS[number - 10]} belas"


def joined(head: str, rest: int) -> str:
    """The words so far and those of what is left."""
    return f"{head} {spoken(rest)}" if rest else head


@given(st.integers(0, LARGEST))
def test_numbers_are_spoken_by_the_rules(number: int) -> None:
    """Trap 20: num2words is cured wherever it differs."""
    assert terbilang(number) == spoken(number)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (2, "dua"),
        (1000, "seribu"),
        (1_001_000, "satu juta seribu"),
        (1_000_001_000, "satu miliar seribu"),
        (21_000, "dua puluh satu ribu"),
        (101_000, "seratus satu ribu"),
        (2026, "dua ribu dua puluh enam"),
        (-5, "minus lima"),
        ("1500000", "satu juta lima ratus ribu"),
    ],
)
def test_known_numbers_in_words(number: int | str, words: str) -> None:
    """Trap 20: “satu juta satu ribu”, “min lima”, digits as text: num2words gets these wrong."""
    assert terbilang(number) == words


def test_num2words_still_needs_its_cure() -> None:
    """Trap 20: when this fails, words.py may become simpler."""
    assert num2words(1_001_000, lang="id") == "satu juta satu ribu"
    with pytest.raises(AttributeError):
        num2words("1500000", lang="id")


@pytest.mark.parametrize("number", [2026.0, True, "dua", "1,5", LARGEST + 1, None])
def test_what_is_no_whole_number_is_refused(number: object) -> None:
    """Trap 20: a float year would say “koma nol”."""
    with pytest.raises((TypeError, ValueError)):
        terbilang(number)  # type: ignore[arg-type]  # the point of the test


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "KESATU"),
        (2, "KEDUA"),
        (3, "KETIGA"),
        (4, "KEEMPAT"),
        (5, "KELIMA"),
        (6, "KEENAM"),
        (7, "KETUJUH"),
        (8, "KEDELAPAN"),
        (9, "KESEMBILAN"),
        (10, "KESEPULUH"),
        (11, "KESEBELAS"),
        (12, "KEDUA BELAS"),
        (13, "KETIGA BELAS"),
        (14, "KEEMPAT BELAS"),
        (15, "KELIMA BELAS"),
        (16, "KEENAM BELAS"),
        (17, "KETUJUH BELAS"),
        (18, "KEDELAPAN BELAS"),
        (19, "KESEMBILAN BELAS"),
        (20, "KEDUA PULUH"),
        (21, "KEDUA PULUH SATU"),
    ],
)
def test_a_keputusan_counts_kesatu(number: int, words: str) -> None:
    """Trap 20: the ordinal of 1 is not “pertama” in a Keputusan."""
    assert ordinal(number) == words


DAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("name", "arguments", "text"),
    [
        ("tanggal", (DAY,), "5 Maret 2026"),
        ("hari_tanggal", (DAY,), "Kamis, 5 Maret 2026"),
        ("hari_tanggal", (date(2026, 11, 20),), "Jumat, 20 November 2026"),
        ("hari", (DAY,), "Kamis"),
        ("bulan_tahun", (DAY,), "Maret 2026"),
        (
            "tanggal_terbilang",
            (DAY,),
            "lima bulan Maret tahun dua ribu dua puluh enam (05-03-2026)",
        ),
        ("tahun", (DAY,), "2026"),
        ("tanggal_angka", (DAY,), "05-03-2026"),
        ("bulan_romawi", (DAY,), "III"),
        ("bulan_romawi", (date(2026, 12, 1),), "XII"),
        ("sampai", (date(2026, 3, 3), DAY), "3 s.d. 5 Maret 2026"),
        ("sampai", (date(2026, 3, 30), date(2026, 4, 2)), "30 Maret s.d. 2 April 2026"),
        (
            "sampai",
            (date(2026, 12, 30), date(2027, 1, 2)),
            "30 Desember 2026 s.d. 2 Januari 2027",
        ),
        ("sampai", (DAY, DAY), "5 Maret 2026"),
        ("sampai", (DAY, None), "5 Maret 2026"),
        ("sampai", (DAY, Gap(2, ".")), "5 Maret 2026 s.d. .."),
        ("hari_sampai", (date(2026, 3, 3), DAY), "Selasa s.d. Kamis, 3 s.d. 5 Maret 2026"),
        ("hari_sampai", (DAY, DAY), "Kamis, 5 Maret 2026"),
        (
            "hari_sampai",
            (date(2026, 3, 5), date(2026, 3, 12)),
            "Kamis s.d. Kamis, 5 s.d. 12 Maret 2026",
        ),
        ("pukul", ("09.00", "WIB"), "09.00 WIB"),
        ("pukul", ("09.00", "WITA", "11.30"), "09.00 s.d. 11.30 WITA"),
        ("pukul", ("09.00", "WIT", "selesai"), "09.00 WIT s.d. selesai"),
        ("pukul", ("09.00",), "09.00"),
        ("ribuan", (1_500_000,), "1.500.000"),
        ("rupiah_terbilang", (1_500_000,), "satu juta lima ratus ribu rupiah"),
        ("rupiah_terbilang", (1000,), "seribu rupiah"),
        ("kalimat", ("dua puluh satu KPK",), "Dua puluh satu KPK"),
        ("terbilang", (2,), "dua"),
        ("jumlah", (2, "rangkap"), "2 (dua) rangkap"),
        ("jumlah", ("1", "berkas"), "1 (satu) berkas"),
        ("rupiah", (1_500_000,), "Rp1.500.000,00"),
        ("romawi", (11,), "XI"),
        ("romawi", (1994,), "MCMXCIV"),
        ("urutan_diktum", (3,), "KETIGA"),
        ("huruf", (1,), "a"),
        ("huruf", (26,), "z"),
        ("huruf", (28,), "ab"),
        ("nip", ("198609262015051001",), "19860926 201505 1 001"),
        ("nip", ("123",), "123"),
        ("nip", (Pegawai("X", nip="198609262015051001"),), "19860926 201505 1 001"),
        ("tanggal", (None,), ""),
        ("jumlah", ("", "berkas"), ""),
    ],
)
def test_filters_print_as_letters_do(name: str, arguments: tuple[object, ...], text: str) -> None:
    """What template writers put behind a `|`."""
    assert FILTERS[name](*arguments) == text


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    """A slip in a date is told, not printed."""
    with pytest.raises(ValueError, match="lebih awal"):
        FILTERS["sampai"](DAY, date(2026, 3, 4))


@pytest.mark.parametrize("printed", FILTERS.values(), ids=FILTERS)
def test_every_filter_prints_a_gap_as_blanks(printed: Callable[..., str]) -> None:
    """A letter may be printed before its date and number are known."""
    assert printed(Gap(8)) == "\u00a0" * 8


def test_a_name_is_never_corrected() -> None:
    """Titles stand where the office wrote them."""
    assert (
        Pegawai("SARI CONTOH", gelar_belakang="S.Sos, M.Si").nama_lengkap
        == "SARI CONTOH, S.Sos, M.Si"
    )
    assert str(Pegawai("Contoh", "Drs.")) == "Drs. Contoh"
