"""Figures as Indonesian offices write them: `1.234,5`, `93,75%`, `Rp1.500.000`, `12 bulan`."""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

NOTHING = "–"
"""What stands where there is nothing to count."""

_DASHES = {"-", "–", "—"}
_FIGURE = re.compile(
    r"(?:Rp\.?\s*)?(-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?)\s*(?:%|[a-z]+)?", re.IGNORECASE
)
_SWAPPED = str.maketrans(",.", ".,")
_HUNDREDTH = Decimal("0.01")


def figure(text: object) -> Decimal | None:
    """The number that a text says, exactly; None for words such as WTP, and for `93.75`.

    A dot parts thousands and a comma decimals; rupiah, a percent sign or one word may go with it.
    """
    found = _FIGURE.fullmatch(str(text).strip())
    return Decimal(found[1].replace(".", "").replace(",", ".")) if found else None


def is_dash(text: object) -> bool:
    """Whether a dash was typed, which says that there is no figure."""
    return str(text).strip() in _DASHES


def written(number: Decimal) -> str:
    """A number with as many decimals as it has: `1.234,50`."""
    return f"{number:,f}".translate(_SWAPPED)


def hundredths(number: Decimal) -> str:
    """A number rounded to two decimals, halves away from zero: `101,90`."""
    return written(number.quantize(_HUNDREDTH, ROUND_HALF_UP))


def mean(texts: Iterable[object]) -> str:
    """The mean of the figures among the texts, to two decimals; a dash when there are none."""
    found = [number for number in map(figure, texts) if number is not None]
    return hundredths(sum(found, Decimal()) / len(found)) if found else NOTHING
