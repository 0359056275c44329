"""Values as old registers hold them: days, sequences, printed numbers."""

from datetime import date, datetime

import pytest

from numbering.format import NumberFormat
from numbering.old_dates import (
    DATE,
    DAY_FIRST,
    MONTH_FIRST,
    TEXT,
    TWO_WAYS,
    UNREADABLE,
    Reading,
    read_day,
)
from numbering.old_values import range_of, sequence_in, sequence_of
from tests.old_registers import MAY

MARCH_25 = date(2025, 3, 25)


@pytest.mark.parametrize(
    ("cell", "day", "kind"),
    [
        (datetime(2025, 5, 5, 8, 0), MAY, DATE),  # noqa: DTZ001 - spreadsheets know no zones
        (45782, MAY, DATE),
        ("45782", MAY, TEXT),
        ("05/05/2025", MAY, TEXT),
        ("5-5-25", MAY, TEXT),
        ("2025-05-05", MAY, TEXT),
        ("Senin, 5 Mei 2025", MAY, TEXT),
        ("Jum'at, 7 Nopember 2025", date(2025, 11, 7), TEXT),
        ("1 Pebruari 2025", date(2025, 2, 1), TEXT),
        ("5 MEI 2025", MAY, TEXT),
        ("05.05.2025", MAY, TEXT),
        ("25/03/2025", MARCH_25, TEXT),
        ("3/25/2025", MARCH_25, TEXT),
        ("03/04/2025", None, TWO_WAYS),
        ("3-4-25", None, TWO_WAYS),
        ("31/02/2025", None, UNREADABLE),
        ("13/13/2025", None, UNREADABLE),
        ("05/05/0025", None, UNREADABLE),
        ("Mei", None, UNREADABLE),
        ("12345", None, UNREADABLE),
        ("", None, UNREADABLE),
        (None, None, UNREADABLE),
        (12, None, UNREADABLE),
    ],
)
def test_days_are_read_only_when_they_can_be_read_one_way(
    cell: object, day: date | None, kind: str
) -> None:
    """What may be two days, or none, is not guessed."""
    reading = read_day(cell)
    assert (reading.day, reading.kind) == (day, kind)


@pytest.mark.parametrize(
    ("written", "order", "expected"),
    [
        ("03/04/2025", DAY_FIRST, Reading(date(2025, 4, 3), TEXT)),
        ("03/04/2025", MONTH_FIRST, Reading(date(2025, 3, 4), TEXT)),
        ("25/03/2025", DAY_FIRST, Reading(MARCH_25, TEXT, DAY_FIRST)),
        ("25/03/2025", MONTH_FIRST, Reading(None, UNREADABLE, DAY_FIRST)),
        ("3/25/2025", DAY_FIRST, Reading(None, UNREADABLE, MONTH_FIRST)),
        ("5 Mei 2025", MONTH_FIRST, Reading(MAY, TEXT)),
    ],
)
def test_the_office_may_say_in_which_order_its_dates_are(
    written: str, order: str, expected: Reading
) -> None:
    """Then a date is read so, and one that belies it is not."""
    assert read_day(written, order) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("12", (12, "")),
        ("012", (12, "")),
        ("12.A", (12, ".A")),
        ("12a", (12, "a")),
        ("12.01", (12, ".01")),
        ("12/B", (12, "/B")),
        ("12 A", (12, "A")),
        ("12.345", None),
        ("dua", None),
        ("", None),
        ("-3", None),
    ],
)
def test_a_sequence_may_bear_its_insertion(written: str, expected: tuple[int, str] | None) -> None:
    """As paper books mark it."""
    assert sequence_of(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("3-5", (3, 5)),
        ("3 - 5", (3, 5)),
        ("098–102", (98, 102)),
        ("3 s/d 5", (3, 5)),
        ("3 s.d. 5", (3, 5)),
        ("3 sampai 5", (3, 5)),
        ("12-01", None),
        ("3-3", None),
        ("3-A", None),
        ("3.5", None),
        ("12", None),
    ],
)
def test_several_numbers_in_one_are_no_insertion(
    written: str, expected: tuple[int, int] | None
) -> None:
    """Only an insertion counts below its number."""
    assert range_of(written) == expected


@pytest.mark.parametrize(
    ("pola", "printed", "expected"),
    [
        ("{kode}/{urut}/{unit}/{tahun}", "005/12/Kec-BB/2025", (12, "")),
        ("{kode}/{urut}/{unit}/{tahun}", "005/12.A/Kec-BB/2025", (12, ".A")),
        ("{kode}/{unit}/{urut}/{tahun}", "050/PROG.SET-BB/208/2022", (208, "")),
        ("{kode} / {urut:03} /{unit}", "005/ 012/Kec", (12, "")),
        ("Nomor {urut} Tahun {tahun}", "Nomor 449 Tahun 2022", (449, "")),
        ("{kode}/{urut}/{unit}", "005/12/13/Kec", None),
        ("{urut}{kode}", "12005", None),
        ("{kode}/{urut}", "x" * 200, None),
    ],
)
def test_a_sequence_is_read_from_a_printed_number_only_without_doubt(
    pola: str, printed: str, expected: tuple[int, str] | None
) -> None:
    """Where two readings are possible there is none."""
    assert sequence_in(NumberFormat.parse(pola), printed) == expected
