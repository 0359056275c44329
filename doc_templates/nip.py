"""The NIP: how it is written, and whether one looks damaged."""

import re
from datetime import date

_GROUPS = re.compile(r"(\d{8})(\d{6})(\d)(\d{3})")
_FLOAT = re.compile(r"\d+([.,]\d+)?[eE]\+?\d+|\d+[.,]0+")


def spaced(nip: str) -> str:
    """18 digits written 8-6-1-3: `19860926 201505 1 001`; anything else as it came."""
    return _GROUPS.sub(r"\1 \2 \3 \4", nip) if _GROUPS.fullmatch(nip) else nip


def doubt(nip: str) -> str:
    """Why a NIP looks damaged, as an Indonesian sentence; empty when it looks right.

    A warning, never a refusal. Digits 13 and 14 are not checked: for PPPK they count contracts.
    """
    text = nip.strip()
    digits = re.sub(r"\s", "", text)
    if _FLOAT.fullmatch(text):
        return (
            "NIP terbaca sebagai bilangan. Jadikan kolomnya teks di lembar kerja, lalu tulis ulang."
        )
    if not re.fullmatch(r"\d{18}", digits):
        return "NIP seharusnya 18 angka. Periksa lagi."
    if digits.endswith("000"):
        return "NIP berakhir 000, biasanya dibulatkan lembar kerja. Periksa tiga angka terakhir."
    if not _is_date(digits[:8]):
        return "Delapan angka pertama NIP bukan tanggal lahir. Periksa lagi."
    if digits[14] not in "12":
        return "Angka ke-15 NIP seharusnya 1 (pria) atau 2 (wanita). Periksa lagi."
    return ""


def _is_date(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True
