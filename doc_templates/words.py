"""Numbers in words: num2words, cured of what it gets wrong in Indonesian."""

from num2words import num2words

LARGEST = 999_999_999_999_999


def terbilang(number: int | str) -> str:
    """An integer (or its digits) in words: 2 -> `dua`, 1001000 -> `satu juta seribu`.

    Raises TypeError or ValueError for anything else, and beyond 999 triliun: a float year
    would say “koma nol”.
    """
    whole = _whole(number)
    said = str(num2words(abs(whole), lang="id"))
    if abs(whole) // 1000 % 1000 == 1:
        said = said.replace("satu ribu", "seribu")
    return f"minus {said}" if whole < 0 else said


def ordinal(number: int | str) -> str:
    """The place in a row as a Keputusan writes it: 1 -> `KESATU` (not “pertama”)."""
    return f"KE{terbilang(number).upper()}"


def _whole(number: int | str) -> int:
    if isinstance(number, str):
        if not number.strip().isdecimal():
            raise ValueError(f"“{number}” bukan bilangan bulat.")
        number = int(number)
    if isinstance(number, bool) or not isinstance(number, int):
        raise TypeError(f"“{number}” bukan bilangan bulat.")
    if abs(number) > LARGEST:
        raise ValueError(f"“{number}” terlalu besar untuk ditulis dengan kata.")
    return number
