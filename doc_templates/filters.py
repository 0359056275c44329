"""What template writers may put behind a `|` in Word: from a value to its printed form."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import wraps

from doc_templates import words
from doc_templates.dates import long_date
from doc_templates.figures import mean
from doc_templates.nip import spaced
from doc_templates.spans import hari_sampai, pukul, sampai
from doc_templates.values import Gap, Pegawai

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def tanggal(day: date) -> str:
    """`5 Maret 2026`."""
    return long_date(day)


def hari_tanggal(day: date) -> str:
    """`Kamis, 5 Maret 2026`."""
    return long_date(day, "EEEE, d MMMM y")


def hari(day: date) -> str:
    """`Kamis`."""
    return long_date(day, "EEEE")


def tanggal_terbilang(day: date) -> str:
    """As a berita acara opens: `lima bulan Maret tahun dua ribu dua puluh enam (05-03-2026)`."""
    month, digits = long_date(day, "MMMM"), long_date(day, "dd-MM-y")
    said = f"{words.terbilang(day.day)} bulan {month} tahun {words.terbilang(day.year)}"
    return f"{said} ({digits})"


def bulan_tahun(day: date) -> str:
    """`Maret 2026`."""
    return long_date(day, "MMMM y")


def tahun(day: date) -> str:
    """`2026`."""
    return str(day.year)


def jumlah(number: int | str, unit: str) -> str:
    """A count in digits and words: `2 (dua) rangkap`."""
    return f"{number} ({words.terbilang(number)}) {unit}"


def ribuan(number: int) -> str:
    """A whole number with its thousands apart: `1.500`."""
    if not isinstance(number, int):
        raise TypeError(f"“{number}” bukan bilangan bulat.")
    return f"{number:,}".replace(",", ".")


def rupiah(amount: int) -> str:
    """Whole rupiah: `Rp1.500.000,00`."""
    if type(amount) is not int:
        raise TypeError(f"“{amount}” bukan bilangan bulat rupiah.")
    digits = f"{abs(amount):,}".replace(",", ".")
    return f"{'-' if amount < 0 else ''}Rp{digits},00"


def rupiah_terbilang(amount: int | str) -> str:
    """Whole rupiah in words: `satu juta lima ratus ribu rupiah`."""
    return f"{words.terbilang(amount)} rupiah"


def kalimat(text: str) -> str:
    """The first letter in capitals, the rest as it is: `Dua puluh satu`."""
    return text[:1].upper() + text[1:]


def bulan_romawi(day: date) -> str:
    """The month as numbers of letters write it: `III`."""
    return romawi(day.month)


def tanggal_angka(day: date) -> str:
    """`05-03-2026`."""
    return long_date(day, "dd-MM-y")


def romawi(number: int) -> str:
    """Roman numeral of 1 to 3999: 11 -> `XI`."""
    if not 0 < number < 4000:
        raise ValueError(f"“{number}” tidak dapat ditulis dengan angka Romawi.")
    said = ""
    for value, letters in _ROMAN:
        said += letters * (number // value)
        number %= value
    return said


def huruf(number: int) -> str:
    """Letter of a list: 1 -> `a`, 26 -> `z`, 27 -> `aa`."""
    if number < 1:
        raise ValueError(f"“{number}” tidak dapat ditulis dengan huruf.")
    front, last = divmod(number - 1, 26)
    return (huruf(front) if front else "") + chr(ord("a") + last)


def rata_rata(values: Iterable[object]) -> str:
    """The mean of figures, to two decimals: 88,89 and 100 -> `94,45`; words do not count."""
    return mean(values)


def nip(value: str | Pegawai) -> str:
    """A NIP as it is written: `19860926 201505 1 001`."""
    return spaced(value.nip if isinstance(value, Pegawai) else value)


def _open(printed: Callable[..., str]) -> Callable[..., str]:
    """Lets a filter take a Gap, which prints as itself, and a value that was left empty."""

    @wraps(printed)
    def either(value: object, *rest: object) -> str:
        if isinstance(value, Gap):
            return str(value)
        return "" if value is None or value == "" else printed(value, *rest)

    return either


FILTERS: dict[str, Callable[..., str]] = {
    filter_.__name__: _open(filter_)
    for filter_ in (
        tanggal,
        hari_tanggal,
        hari,
        tanggal_terbilang,
        bulan_tahun,
        tahun,
        bulan_romawi,
        tanggal_angka,
        sampai,
        hari_sampai,
        pukul,
        jumlah,
        ribuan,
        rupiah,
        rupiah_terbilang,
        kalimat,
        romawi,
        huruf,
        nip,
        rata_rata,
        words.terbilang,
    )
} | {"urutan_diktum": _open(words.ordinal)}
