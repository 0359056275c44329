"""Capaian kinerja: how far a target was reached, in percent, and how that is called."""

from decimal import Decimal

from doc_templates.figures import NOTHING, figure, hundredths, is_dash, written

UP, DOWN = "Naik", "Turun"
"""Which way is good, Naik when nothing is said; any other word says that the indicator has a
formula of its own."""

SCALE = (
    (Decimal(91), "Sangat Tinggi"),
    (Decimal(76), "Tinggi"),
    (Decimal(66), "Sedang"),
    (Decimal(51), "Rendah"),
)
"""Lower bounds, after the bands of Permendagri 86/2017: no figure falls between two bands."""

LOWEST = "Sangat Rendah"


def capaian(target: object, realisasi: object, arah: object) -> str | None:
    """The achievement in percent as `101,90`; None where it cannot be counted from these.

    Naik is R/T × 100, Turun (2T - R)/T × 100 and never below 0. A target of zero is reached or
    not when less is better (100 or 0); when more is better there is nothing to divide by: a dash.
    A word, such as WTP or B, is reached by the same word (100).
    """
    if is_dash(target) or is_dash(realisasi):
        return NOTHING
    if arah not in ("", UP, DOWN):
        return None
    wanted, reached = figure(target), figure(realisasi)
    if wanted is None or reached is None or wanted < 0:
        return hundredths(Decimal(100)) if _same_word(target, realisasi) else None
    if wanted == 0:
        return hundredths(Decimal(0 if reached > 0 else 100)) if arah == DOWN else NOTHING
    share = max((2 * wanted - reached) / wanted, Decimal()) if arah == DOWN else reached / wanted
    return hundredths(share * 100)


def predikat(percent: object) -> str | None:
    """What an achievement is called; a dash stays one, and None is for what is no figure."""
    if is_dash(percent):
        return NOTHING
    number = figure(percent)
    if number is None:
        return None
    return next((name for bound, name in SCALE if number >= bound), LOWEST)


def perubahan(before: object, now: object) -> str | None:
    """How a figure moved since last year: `naik 3,32`, `turun 1,5` or `tetap`."""
    old, new = figure(before), figure(now)
    if old is None or new is None:
        return None
    if new == old:
        return "tetap"
    return f"naik {written(new - old)}" if new > old else f"turun {written(old - new)}"


def efisiensi(capaian_rata_rata: object, serapan: object) -> str | None:
    """How far the achievement is above the share of the budget that was spent, in percent."""
    reached, spent = figure(capaian_rata_rata), figure(serapan)
    return None if reached is None or spent is None else hundredths(reached - spent)


def _same_word(target: object, realisasi: object) -> bool:
    words = [" ".join(str(text).split()).casefold() for text in (target, realisasi)]
    return words[0] == words[1] and words[0].isascii() and any(map(str.isalpha, words[0]))
