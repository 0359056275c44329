"""What counts together: a book counts by year, by month, or without end."""

import re
from datetime import date

from numbering.errors import BadBook, BadPeriod

RESTARTS = ("tahun", "bulan", "tidak")
_SHAPES = {"tahun": r"\d{4}", "bulan": r"\d{4}-(0[1-9]|1[0-2])", "tidak": "-"}
_EXAMPLES = {"tahun": "2026", "bulan": "2026-03", "tidak": "-"}


def period_of(restart: str, tanggal: date) -> str:
    """The period that a letter of this date counts in: "2026", "2026-03", or "-" for one series."""
    check_restart(restart)
    if restart == "tahun":
        return f"{tanggal.year:04}"
    if restart == "bulan":
        return f"{tanggal.year:04}-{tanggal.month:02}"
    return "-"


def check_period(restart: str, periode: str) -> None:
    """Raises BadPeriod when `periode` is not written as this restart counts."""
    check_restart(restart)
    if not re.fullmatch(_SHAPES[restart], periode, re.ASCII):
        raise BadPeriod(periode, _EXAMPLES[restart])


def check_restart(restart: str) -> None:
    """Raises BadBook for a restart that is none of RESTARTS."""
    if restart not in RESTARTS:
        raise BadBook(
            f"Nomor urut tidak dapat diulang per “{restart}”. Pilih tahun, bulan, atau tidak."
        )
