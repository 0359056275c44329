"""A date outside the period, or a slip in its year: a sentence, and the ledger as it was."""

import pytest

from service.agenda.checking import check
from service.workbench import Workbench
from tests import support_service as support
from tests.support_web import signed_in

LETTER = {"tanggal_surat": "2027-01-22", "bagian_kode": "005", "hal": "Undangan", "tujuan": "Lurah"}


def test_an_insertion_stays_in_the_period_of_its_number(bench: Workbench) -> None:
    """Number 1 of another year has the same integer; nothing is put behind that one."""
    for day in ("2027-01-20", "2027-01-25", "2028-01-20", "2028-01-25"):
        support.issue(bench, tanggal_surat=day)
    first = support.numbers(bench)[0]
    sent = {**LETTER, "tanggal_surat": "2028-01-22", "alasan": "Tertinggal"}
    refused = signed_in(bench).post(f"/agenda/nomor/{first.id}/sisip", sent)
    assert refused.status_code == 422
    assert "di luar periode 2027" in refused.text
    assert [one.sisipan for one in support.numbers(bench, tahun="2028")] == ["", ""]


@pytest.mark.parametrize(
    ("where", "form"),
    [
        ("/agenda/surat-keluar/dari-luar", {**LETTER, "asal": "SRIKANDI", "nomor_urut": "5"}),
        ("/agenda/surat-keluar/blok",
         {"alasan": "Acara", "jumlah": "3", "tanggal": "2062-01-22", "sampai": "2062-01-23"}),
        ("/agenda/masuk/baru",
         {"tanggal_terima": "2062-01-22", "pengirim": "Bupati", "isi_ringkas": "Undangan"}),
    ],
)  # fmt: skip
def test_a_slip_in_the_year_opens_no_period(
    bench: Workbench, where: str, form: dict[str, str]
) -> None:
    """No book of 2062, of which nobody would know."""
    sent = {name: value.replace("2027", "2062") for name, value in form.items()}
    refused = signed_in(bench).post(where, sent)
    assert refused.status_code == 422
    assert "Tahun 2062 terlalu jauh" in refused.text
    assert support.numbers(bench, tahun="2062") == []
    assert check(bench, None, None) == []
