"""service/accounts/audit: every tampering with the trail shows."""

from contextlib import suppress
from datetime import date
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from service.accounts import audit, trail
from service.accounts.actor import Actor
from service.accounts.audit import Deed
from service.accounts.trail import Wanted
from service.db import reading, transaction
from service.schema import audit as table
from service.schema import audit_kepala as head
from service.workbench import Workbench
from tests import support_service as support
from tests.support_service import OLEH

PADA = "2027-02-01T03:00:00+00:00"


GUARDS = ("audit_tanpa_ubah", "audit_tanpa_hapus", "audit_kepala_tetap")


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
    """Tampers with the trail, as somebody does who took the guards of the database away."""
    with transaction(bench.engine) as conn:
        for name in GUARDS:
            conn.execute(sa.text(f"DROP TRIGGER IF EXISTS {name}"))
        conn.execute(statement)


@pytest.mark.parametrize("database", ["bench", "pg_bench"])
@pytest.mark.parametrize(
    "tampering",
    [
        table.update().values(oleh="Orang Lain"),
        table.update().where(table.c.urutan == 1).values(rincian={}),
        table.delete(),
        head.delete(),
    ],
    ids=["change all", "change one", "remove", "remove the head"],
)
def test_the_database_itself_refuses_to_rewrite_the_trail(
    request: pytest.FixtureRequest, database: str, tampering: sa.Executable
) -> None:
    """Append-only on both databases: a row stays as it was written."""
    bench: Workbench = request.getfixturevalue(database)
    with (
        pytest.raises(sa.exc.DatabaseError, match="hanya dapat ditambah"),
        transaction(bench.engine) as conn,
    ):
        conn.execute(tampering)
    assert _told(bench, support.office_of(bench).id) == []


def test_what_was_done_to_a_document_is_found_by_its_name(bench: Workbench, office: int) -> None:
    """Newest first, of one office only."""
    with transaction(bench.engine) as conn:
        audit.record(conn, office, Deed(OLEH, "lokasi", "arsip/2", {"rak": "3"}), pada=PADA)
        rows = trail.of_objects(conn, office, ["arsip/2", "arsip/3", "arsip/99"])
        assert [(row.urutan, row.perbuatan, row.objek) for row in rows] == [
            (6, "lokasi", "arsip/2"),
            (5, "ubah", "arsip/3"),
            (4, "ubah", "arsip/2"),
        ]
        assert trail.of_objects(conn, office + 1, ["arsip/2"]) == []


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), [5, 4, 3, 2, 1]),
        (Wanted(oleh="contoh"), [5, 4, 3, 2]),
        (Wanted(perbuatan="instansi-baru"), [1]),
        (Wanted(objek="arsip/0"), [2]),
        (Wanted(urutan=3), [3]),
        (Wanted(dari=date(2027, 2, 1), sampai=date(2027, 2, 1)), [5, 4, 3, 2, 1]),
        (Wanted(dari=date(2027, 2, 2)), []),
        (Wanted(sampai=date(2027, 1, 31)), []),
        (Wanted(oleh="%"), []),
    ],
)
def test_the_trail_is_narrowed(
    bench: Workbench, office: int, wanted: Wanted, found: list[int]
) -> None:
    """By who, what, which document, number and day of the office."""
    with reading(bench.engine) as conn:
        rows, older = trail.page(conn, office, wanted, ZoneInfo("Asia/Jakarta"))
    assert ([row.urutan for row in rows], older) == (found, None)


def test_the_trail_is_read_page_by_page(bench: Workbench, office: int) -> None:
    """No row is shown twice, and none is left out."""
    with transaction(bench.engine) as conn:
        for number in range(trail.ROWS):
            audit.record(conn, office, Deed(OLEH, "ubah", f"arsip/{number}", {}), pada=PADA)
        zone = ZoneInfo("Asia/Jakarta")
        first, older = trail.page(conn, office, Wanted(), zone)
        last, end = trail.page(conn, office, Wanted(), zone, older)
    assert end is None
    assert [row.urutan for row in [*first, *last]] == list(range(trail.ROWS + 5, 0, -1))


def test_the_head_on_paper_is_that_of_the_newest_row(bench: Workbench, office: int) -> None:
    """Number and digest, so that a print of today proves all that came before."""
    with reading(bench.engine) as conn:
        newest = conn.scalar(sa.select(table.c.hash).where(table.c.urutan == 5))
        assert str(trail.head(conn, office)) == f"Jejak audit nomor 5, sidik {newest}"


def test_a_deed_from_a_browser_keeps_its_account_and_address(bench: Workbench, office: int) -> None:
    """Who did it is a name on paper; the trail knows which account, and from where."""
    with transaction(bench.engine) as conn:
        deed = Deed(Actor("Budi Contoh", 7, "192.0.2.8"), "ubah", "arsip/1", {"hal": "A"})
        audit.record(conn, office, deed, pada=PADA)
        (row,), _ = trail.page(conn, office, Wanted(urutan=6), ZoneInfo("Asia/Jakarta"))
    assert (row.oleh, row.alamat, row.facts) == ("Budi Contoh", "192.0.2.8", {"hal": "A"})
    assert row.rincian["akun"] == 7
    assert _told(bench, office) == []
