"""service/accounts/audit: every tampering with the trail shows."""

from contextlib import suppress

import pytest
import sqlalchemy as sa

from service.accounts import audit
from service.accounts.audit import Deed
from service.db import reading, transaction
from service.schema import audit as table
from service.schema import audit_kepala as head
from service.workbench import Workbench
from tests import support_service as support
from tests.support_service import OLEH

PADA = "2027-02-01T03:00:00+00:00"


@pytest.fixture
def office(bench: Workbench) -> int:
    """An office whose trail holds its set-up and four deeds more."""
    office_id = support.office_of(bench).id
    with transaction(bench.engine) as conn:
        for number in range(4):
            deed = Deed(OLEH, "ubah", f"arsip/{number}", {"hal": "Rapat “é”", "nomor": number})
            audit.record(conn, office_id, deed, pada=PADA)
    return office_id


def test_an_untouched_trail_is_whole(bench: Workbench, office: int) -> None:
    """What was only written to has nothing to tell."""
    assert _told(bench, office) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"oleh": "Orang Lain"},
        {"pada": "2020-01-01T00:00:00+00:00"},
        {"perbuatan": "lihat"},
        {"objek": "arsip/99"},
        {"rincian": {"hal": "lain"}},
        {"hash": "f" * 64},
        {"sebelumnya": "f" * 64},
    ],
)
def test_a_changed_row_shows(bench: Workbench, office: int, changed: dict[str, object]) -> None:
    """Who, what, when, which document: none can be rewritten unseen."""
    _do(bench, table.update().where(table.c.urutan == 3).values(changed))
    assert "Jejak audit nomor 3 tidak cocok dengan rantainya." in _told(bench, office)


def test_a_removed_row_shows(bench: Workbench, office: int) -> None:
    """The gap is named."""
    _do(bench, table.delete().where(table.c.urutan == 3))
    assert _told(bench, office)[0] == "Jejak audit nomor 3 sampai 3 hilang."


def test_a_row_put_in_shows(bench: Workbench, office: int) -> None:
    """A row of today cannot be slipped in among the older ones."""
    _do(bench, table.update().where(table.c.urutan == 5).values(urutan=6))
    _do(bench, table.update().where(table.c.urutan == 4).values(urutan=5))
    values = {"instansi_id": office, "urutan": 4, "pada": PADA, "oleh": OLEH, "rincian": {}}
    forged = {"perbuatan": "lihat", "objek": "arsip/1", "sebelumnya": "a" * 64, "hash": "b" * 64}
    _do(bench, table.insert().values(**values, **forged))
    assert "Jejak audit nomor 4 tidak cocok dengan rantainya." in _told(bench, office)


def test_a_trail_cut_off_at_its_end_shows(bench: Workbench, office: int) -> None:
    """The head remembers how far it went."""
    _do(bench, table.delete().where(table.c.urutan > 3))
    assert _told(bench, office) == ["Jejak audit berakhir di nomor 3, padahal 5 pernah dicatat."]


@pytest.mark.parametrize("rows", [True, False])
def test_a_lost_head_shows(bench: Workbench, office: int, rows: bool) -> None:
    """Whoever removes the head as well, with the rows or without, is seen."""
    _do(bench, head.delete())
    if not rows:
        _do(bench, table.delete())
    assert _told(bench, office) == ["Kepala jejak audit hilang, sehingga ujungnya tidak terbukti."]


def test_each_office_has_a_chain_of_its_own(bench: Workbench, office: int) -> None:
    """Deeds of one office do not stand in the chain of another."""
    with reading(bench.engine) as conn:
        orders = conn.scalars(sa.select(table.c.urutan).where(table.c.instansi_id == office)).all()
    assert list(orders) == [1, 2, 3, 4, 5]


def test_nothing_is_recorded_when_the_deed_is_rolled_back(bench: Workbench, office: int) -> None:
    """A deed and its row come together or not at all."""
    with suppress(RuntimeError), transaction(bench.engine) as conn:
        audit.record(conn, office, Deed(OLEH, "ubah", "arsip/9", {}), pada=PADA)
        raise RuntimeError
    assert _told(bench, office) == []


def _told(bench: Workbench, office: int) -> list[str]:
    with reading(bench.engine) as conn:
        return list(audit.verify(conn, office))


def _do(bench: Workbench, statement: sa.Executable) -> None:
    with transaction(bench.engine) as conn:
        conn.execute(statement)
