"""What an auditor finds when somebody has had a hand in the database: each fault is named."""

import pytest
import sqlalchemy as sa

from service import direct, issuing
from service.agenda.checking import check
from service.workbench import Workbench
from tests import support_service as support

BOOK = f"{support.OFFICE}, Surat Keluar, periode 2027: "
SECOND = "000.8.6.3/002/Kec.BBC/2027"
LETTER = f"{support.OFFICE}: Surat bernomor {SECOND} (arsip 2) "
LOST = LETTER + "ada di arsip, tetapi nomornya tidak tercatat di buku agenda."
UNTOLD = "tercatat tanpa siapa, kapan, atau alasannya."
UNFILED = (
    f"Surat Keluar, periode 2027: Nomor {SECOND} tercatat terbit, "
    "tetapi suratnya tidak ada di arsip."
)
CANCEL = (
    "UPDATE nomor SET state = 'batal', batal_pada = '2027-02-01', batal_oleh = 'x', alasan = 'x' "
    "WHERE nomor_urut = 2"
)

TAMPERED = [
    (("DELETE FROM nomor WHERE nomor_urut = 2", "UPDATE penghitung SET terakhir = 1"), [LOST]),
    (("DELETE FROM nomor WHERE nomor_urut = 2",),
     [BOOK + "Nomor urut 2 terpakai, tetapi catatannya tidak ada.", LOST]),
    (("UPDATE nomor SET nomor_surat = '9/X' WHERE nomor_urut = 2",),
     [LETTER + "tercatat di buku agenda dengan nomor lain, 9/X."]),
    (("UPDATE nomor SET state = 'dipesan' WHERE nomor_urut = 2",),
     [LETTER + "terbit di arsip, tetapi dipesan di buku agenda."]),
    ((CANCEL,),
     [LETTER + "terbit di arsip, tetapi batal di buku agenda."]),
    (("UPDATE arsip SET draft_key = NULL WHERE id = 2",),
     [f"{support.OFFICE}: {UNFILED}"]),
    (("UPDATE nomor SET oleh = ' ' WHERE nomor_urut = 2",),
     [f"{BOOK}Nomor {SECOND} (terbit) {UNTOLD}"]),
    (("UPDATE nomor SET dipesan_pada = '' WHERE nomor_urut = 2",),
     [f"{BOOK}Nomor {SECOND} (terbit) {UNTOLD}"]),
]  # fmt: skip


def _tampered(bench: Workbench, statements: tuple[str, ...]) -> list[str]:
    """What the check says of two letters, once these statements have run."""
    support.issue(bench)
    support.issue(bench)
    assert check(bench, None, None) == []
    with bench.engine.begin() as conn:
        for one in statements:
            conn.execute(sa.text(one))
    return check(bench, None, None)


@pytest.mark.parametrize(("statements", "told"), TAMPERED)
def test_a_hand_in_the_database_is_found(
    bench: Workbench, statements: tuple[str, ...], told: list[str]
) -> None:
    """By `agenda check`, and by `arsip verify`, which would else call the archive whole."""
    assert _tampered(bench, statements) == told
    assert direct.verify(bench)[0] == told
    assert check(bench, None, 2026) == []
    assert check(bench, support.OFFICE, 2027) == told


def test_it_is_found_on_postgresql_too(pg_bench: Workbench) -> None:
    """The last number and the counter lowered with it leave only the letter to tell."""
    assert _tampered(pg_bench, TAMPERED[0][0]) == [LOST]


def test_a_cancelled_letter_and_one_without_a_number_are_no_fault(bench: Workbench) -> None:
    """The archive and the book say the same of them."""
    entry = support.issue(bench)
    support.issue(bench, "lembar-disposisi")
    issuing.cancel(bench, entry.instansi_id, entry.id, alasan="Salah", oleh=support.OLEH)
    assert check(bench, None, None) == []
