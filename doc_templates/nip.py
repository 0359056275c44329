"""The NIP: how it is written, and whether one looks damaged."""

import re
from collections.abc import Callable
from datetime import date

_GROUPS = re.compile(r"(\d{8})(\d{6})(\d)(\d{3})")
APPOINTED_AT = (16, 60)  # years of age between which anybody is appointed
_OF_PNS = re.compile(r"\b(juru|pengatur|penata|pembina)\b", re.IGNORECASE)
MONTHS = 12
_FLOAT = re.compile(r"\d+([.,]\d+)?[eE]\+?\d+|\d+[.,]0+")


def spaced(nip: str) -> str:
    """18 digits written 8-6-1-3: `19860926 201505 1 001`; anything else as it came."""
    return _GROUPS.sub(r"\1 \2 \3 \4", nip) if _GROUPS.fullmatch(nip) else nip


def doubt(nip: str, today: date, *, pangkat: str = "") -> str:
    """Why a NIP looks damaged, as an Indonesian sentence; empty when it looks right.

    A warning, never a refusal. Digits 13 and 14 are the month of appointment, or for PPPK the
    number of contracts, which may be more than 12; PPPK have no `pangkat`.
    """
    text = nip.strip()
    digits = re.sub(r"\s", "", text)
    if _FLOAT.fullmatch(text):
        return (
            "NIP terbaca sebagai bilangan. Jadikan kolomnya teks di lembar kerja, lalu tulis ulang."
        )
    if not re.fullmatch(r"[0-9]{18}", digits):
        return "NIP seharusnya 18 angka. Periksa lagi."
    if int(digits[8:12]) > today.year or int(digits[:4]) > today.year:
        return "Tahun dalam NIP belum tiba. Periksa lagi."
    if _OF_PNS.search(pangkat) and int(digits[12:14]) > MONTHS:
        return (
            "Angka ke-13 dan ke-14 NIP seharusnya bulan, 01 sampai 12. Hanya NIP PPPK yang boleh "
            "lebih, dan PPPK tidak berpangkat."
        )
    return next((sentence for looks_wrong, sentence in _DOUBTS if looks_wrong(digits)), "")


def _appointed_at(digits: str) -> int:
    return int(digits[8:12]) - int(digits[:4])


def _is_date(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


_DOUBTS: tuple[tuple[Callable[[str], bool], str], ...] = (
    (
        lambda digits: digits.endswith("000"),
        "NIP berakhir 000, biasanya dibulatkan lembar kerja. Periksa tiga angka terakhir.",
    ),
    (
        lambda digits: not _is_date(digits[:8]),
        "Delapan angka pertama NIP bukan tanggal lahir. Periksa lagi.",
    ),
    (
        lambda digits: not APPOINTED_AT[0] <= _appointed_at(digits) <= APPOINTED_AT[1],
        "Tahun pengangkatan dalam NIP tidak cocok dengan tahun lahirnya. Periksa lagi.",
    ),
    (
        lambda digits: digits[12:14] == "00",
        "Angka ke-13 dan ke-14 NIP tidak mungkin 00. Periksa lagi.",
    ),
    (
        lambda digits: digits[14] not in "12",
        "Angka ke-15 NIP seharusnya 1 (pria) atau 2 (wanita). Periksa lagi.",
    ),
)
