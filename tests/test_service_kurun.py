"""service/kurun: years, quarters and months, as they are printed and in their order."""

import pytest

from service import kurun
from service.errors import Refused
from service.kurun import Kurun


@pytest.mark.parametrize(
    ("one", "text", "judul", "before", "after"),
    [
        (Kurun(2026), "2026", "Tahun 2026", "2025", "2027"),
        (Kurun(2026, "triwulan", 1), "Triwulan I 2026", "Triwulan I 2026", "Triwulan IV 2025",
         "Triwulan II 2026"),
        (Kurun(2026, "triwulan", 4), "Triwulan IV 2026", "Triwulan IV 2026", "Triwulan III 2026",
         "Triwulan I 2027"),
        (Kurun(2026, "bulan", 3), "Maret 2026", "Maret 2026", "Februari 2026", "April 2026"),
        (Kurun(2026, "bulan", 12), "Desember 2026", "Desember 2026", "November 2026",
         "Januari 2027"),
    ],
)  # fmt: skip
def test_a_period_is_printed_read_and_followed(
    one: Kurun, text: str, judul: str, before: str, after: str
) -> None:
    """What is printed can be read again."""
    assert (str(one), one.judul) == (text, judul)
    assert (str(one.before), str(one.after)) == (before, after)
    assert kurun.read(text) == one
    assert kurun.year_of(text) == 2026


@pytest.mark.parametrize("text", ["", "2024-2026x", "Semester I 2026"])
def test_what_is_no_period_is_not_read(text: str) -> None:
    """An older dossier may hold other words."""
    assert kurun.read(text) is None


@pytest.mark.parametrize(
    ("tahun", "jenis", "ke", "said"),
    [
        (1999, "tahun", 1, "1999"),
        (2026, "semester", 1, "semester"),
        (2026, "triwulan", 5, "1 sampai 4"),
        (2026, "bulan", 0, "1 sampai 12"),
    ],
)
def test_an_impossible_period_is_refused(tahun: int, jenis: str, ke: int, said: str) -> None:
    """With what would be possible."""
    with pytest.raises(Refused, match=said):
        kurun.checked(tahun, jenis, ke)
