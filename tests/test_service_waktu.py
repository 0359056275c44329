"""service/waktu: what a duration comes to in the hours of an Indonesian office."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from service.sop.duration import parse
from service.waktu import hari_libur
from service.waktu.jam_kerja import (
    BIASA,
    ENAM_HARI,
    LIMA_HARI,
    RAMADAN,
    JamKerja,
    read_hours,
    write_hours,
)
from service.waktu.kalender import Kalender

WIB, WIT = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Jayapura")
FIVE = Kalender(JamKerja(LIMA_HARI), WIB)
SIX = Kalender(JamKerja(ENAM_HARI), WIB)
HARI_JADI = Kalender(JamKerja(LIMA_HARI, libur={date(2026, 7, 20): "Hari jadi kabupaten"}), WIB)


@pytest.mark.parametrize(
    ("begun", "length", "due"),
    [
        ("2026-07-01 08:00", "5 menit", "2026-07-01 08:05"),  # Wednesday
        ("2026-07-01 08:00", "2 jam", "2026-07-01 10:00"),
        ("2026-07-01 11:00", "2 jam", "2026-07-01 14:00"),  # over the midday break
        ("2026-07-01 12:30", "1 jam", "2026-07-01 14:00"),  # begun in the break
        ("2026-07-01 15:30", "2 jam", "2026-07-02 09:00"),  # goes on in the morning
        ("2026-07-01 14:00", "2 jam", "2026-07-01 16:00"),  # to the very closing
        ("2026-07-01 20:00", "1 jam", "2026-07-02 08:30"),  # begun in the evening
        ("2026-07-03 11:00", "1 jam", "2026-07-03 13:30"),  # Friday, whose break is longer
        ("2026-07-03 16:00", "1 jam", "2026-07-06 08:00"),  # Friday evening to Monday
        ("2026-07-04 10:00", "2 jam", "2026-07-06 09:30"),  # begun on a Saturday
        ("2026-07-04 10:00", "1 hari", "2026-07-06 16:00"),  # all of Monday
        ("2026-07-01 10:00", "1 hari", "2026-07-02 10:00"),
        ("2026-07-02 12:30", "1 hari", "2026-07-03 13:00"),  # a Thursday's break is Friday's too
        ("2026-07-01 15:59", "2 hari", "2026-07-03 15:59"),
        ("2026-07-01 10:00", "3 hari", "2026-07-06 10:00"),  # over a weekend
        ("2026-08-12 10:00", "5 hari", "2026-08-20 10:00"),  # over Independence Day, a Monday
        ("2026-03-17 10:00", "1 hari", "2026-03-25 10:00"),  # Nyepi, Idul Fitri, cuti bersama
        ("2026-03-17 14:00", "2 jam", "2026-03-25 08:30"),  # Ramadan closes at 15.00 that day
        ("2026-03-02 14:00", "2 jam", "2026-03-03 09:00"),  # Ramadan: 8.00 to 15.00
        ("2026-03-06 11:00", "1 jam", "2026-03-06 13:00"),  # a Friday in Ramadan
        ("2026-12-23 15:00", "2 jam", "2026-12-28 08:30"),  # Christmas and its cuti bersama
        ("2026-12-31 15:00", "1 hari 2 jam", "2027-01-06 08:30"),  # New Year and Isra Mikraj
        ("2026-07-01 10:00", "8 hari 2 jam", "2026-07-13 12:00"),
        ("2026-07-01 10:00", "1 minggu", "2026-07-08 10:00"),  # its five working days
        ("2026-07-01 10:00", "1 minggu 1,5 jam", "2026-07-08 11:30"),
        ("2026-08-12 10:00", "1 minggu", "2026-08-20 10:00"),  # a day off is no working day
    ],
)
def test_a_step_is_due_in_working_time(begun: str, length: str, due: str) -> None:
    """Five days a week, 07.30 to 16.00, on Friday to 16.30, with its breaks."""
    moment = FIVE.due(_at(begun), parse(length))
    assert f"{moment.astimezone(WIB):%Y-%m-%d %H:%M}" == due


@pytest.mark.parametrize(
    ("kalender", "begun", "length", "due"),
    [
        (SIX, "2026-07-03 14:00", "1 jam", "2026-07-04 08:00"),  # Friday to Saturday
        (SIX, "2026-07-04 13:00", "2 jam", "2026-07-06 08:30"),  # Saturday to Monday
        (SIX, "2026-07-02 10:00", "3 hari", "2026-07-06 10:00"),
        (SIX, "2026-07-02 10:00", "1 minggu", "2026-07-09 10:00"),  # its six working days
        (HARI_JADI, "2026-07-17 10:00", "1 hari", "2026-07-21 10:00"),  # the office's own day off
        (FIVE, "2026-07-17 10:00", "1 hari", "2026-07-20 10:00"),
    ],
)
def test_each_office_has_its_own_week_and_days_off(
    kalender: Kalender, begun: str, length: str, due: str
) -> None:
    """Six days a week, and the day on which the regency was founded."""
    moment = kalender.due(_at(begun), parse(length))
    assert f"{moment.astimezone(WIB):%Y-%m-%d %H:%M}" == due


def test_hours_are_those_of_the_offices_zone() -> None:
    """07.30 in Jayapura is 22.30 UTC of the day before."""
    jayapura = Kalender(JamKerja(), WIT)
    due = jayapura.due(datetime(2026, 6, 30, 22, 30, tzinfo=UTC), parse("1 jam"))
    assert due == datetime(2026, 6, 30, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("begun", "ended", "minutes"),
    [
        ("2026-07-01 08:00", "2026-07-01 10:00", 120),
        ("2026-07-01 11:00", "2026-07-01 14:00", 120),
        ("2026-07-01 15:30", "2026-07-02 09:00", 120),
        ("2026-07-03 16:00", "2026-07-06 08:00", 60),
        ("2026-03-18 08:00", "2026-03-24 16:00", 0),  # Nyepi to the last cuti bersama
        ("2026-07-02 08:00", "2026-07-01 08:00", 0),
    ],
)
def test_what_a_step_took_is_counted_in_working_time(begun: str, ended: str, minutes: int) -> None:
    """Nights, breaks, weekends and days off do not count."""
    assert FIVE.minutes(_at(begun), _at(ended)) == minutes


@pytest.mark.parametrize(
    ("day", "nama", "joint"),
    [
        (date(2026, 3, 19), "Hari Suci Nyepi", False),
        (date(2026, 3, 18), "Cuti Bersama Hari Suci Nyepi", True),
        (date(2026, 3, 20), "Cuti Bersama Hari Raya Idul Fitri", True),
        (date(2026, 3, 21), "Hari Raya Idul Fitri", False),
        (date(2026, 3, 24), "Cuti Bersama Hari Raya Idul Fitri", True),
        (date(2026, 12, 24), "Cuti Bersama Hari Raya Natal", True),
    ],
)
def test_days_off_of_2026_are_those_of_the_decree(day: date, nama: str, joint: bool) -> None:
    """Public holidays and cuti bersama, by name, none of them an estimate."""
    found = hari_libur.of_year(2026)[day]
    assert (found.nama, found.cuti_bersama, found.perkiraan) == (nama, joint, False)


def test_a_year_without_its_decree_is_an_estimate() -> None:
    """No cuti bersama is known then, and every date may move."""
    assert all(one.perkiraan for one in hari_libur.of_year(2030).values())
    assert not any(one.cuti_bersama for one in hari_libur.of_year(2030).values())
    assert not any(one.perkiraan for one in hari_libur.of_year(2026).values())
    assert hari_libur.of_year(2027)[date(2027, 3, 10)].perkiraan


def test_an_office_can_say_when_ramadan_was() -> None:
    """In 2024 it began on 12 March; thirty days before Idul Fitri would be the eleventh."""
    assert FIVE.in_ramadan(date(2024, 3, 11))
    own = Kalender(JamKerja(ramadan=[(date(2024, 3, 12), date(2024, 4, 9))]), WIB)
    assert not own.in_ramadan(date(2024, 3, 11))
    assert own.in_ramadan(date(2024, 3, 12))
    assert own.in_ramadan(date(2026, 2, 20))


@pytest.mark.parametrize("hours", [LIMA_HARI, ENAM_HARI], ids=["five", "six"])
def test_the_usual_weeks_are_as_long_as_the_regulation_says(
    hours: dict[str, object],
) -> None:
    """37.5 hours, and 32.5 in Ramadan, breaks left out."""
    week = JamKerja(hours)  # type: ignore[arg-type]  # spans by season and day
    assert (week.week(BIASA), week.week(RAMADAN)) == (2250, 1950)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("pagi", "tidak terbaca"),
        ("07.30-25.00", "bukan jam"),
        ("16.00-07.30", "sebelum dimulai"),
        ("07.30-12.00, 11.00-16.00", "bertumpang tindih"),
    ],
)
def test_hours_that_cannot_be_are_told(text: str, said: str) -> None:
    """With how to write them."""
    with pytest.raises(ValueError, match=said):
        read_hours(text)
    assert write_hours(read_hours("7:30 – 12:00,13.00-16.00")) == "07.30-12.00, 13.00-16.00"


def test_an_office_that_never_works_is_refused() -> None:
    """Nothing would ever be due."""
    with pytest.raises(ValueError, match="jam kerja"):
        JamKerja({})


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WIB).astimezone(UTC)
