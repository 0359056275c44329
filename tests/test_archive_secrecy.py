"""archive/secrecy: a closed entry is neither found nor counted by those who may not read it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from archive import entries, filing
from archive.query import Query
from archive.search import find
from archive.secrecy import CLASSES, OPEN, Readers, class_of, joined, may_read
from tests.support_archive import postgresql, put, sqlite

ASKED = {
    "by nothing": {},
    "by a word": {"kata": "triwulan"},
    "by the beginning of a word": {"kata": "triwul"},
    "by a phrase": {"kata": '"capaian triwulan"'},
    "by a number": {"nomor": "/077/"},
    "by a short number": {"nomor": "77"},
    "by a number among the words": {"kata": "077/Kec"},
    "by number and word": {"nomor": "/077/", "kata": "triwulan"},
    "by state": {"state": "terbit"},
}


@pytest.fixture(params=["sqlite", "postgresql"])
def conn(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[sa.Connection]:
    """An archive with one open letter and three closed ones, all with the same words."""
    if request.param == "sqlite":
        rooms = sqlite(tmp_path)
    else:
        rooms = postgresql(request.getfixturevalue("pg_url"))
    with rooms as engine, engine.begin() as made:
        for number, (sifat, pembaca) in enumerate(
            [(OPEN, ""), ("Terbatas", "p1"), ("Rahasia", "p1 p2"), ("Sangat Rahasia", "p12")]
        ):
            put(
                made,
                draft_key=f"draft-{number}",
                nomor_surat=f"000.8/077/Kec.BBC/202{number}",
                hal=sifat,
                text="capaian triwulan",
                sifat=sifat,
                pembaca=pembaca,
            )
        yield made


@pytest.mark.parametrize("how", ASKED)
@pytest.mark.parametrize(
    ("readers", "seen"),
    [
        (None, {OPEN, "Terbatas", "Rahasia", "Sangat Rahasia"}),
        (frozenset(), {OPEN}),
        (frozenset({"p1"}), {OPEN, "Terbatas", "Rahasia"}),
        (frozenset({"p2", "n19"}), {OPEN, "Rahasia"}),
        (frozenset({"p12"}), {OPEN, "Sangat Rahasia"}),
        (frozenset({"tertutup9"}), {OPEN}),
    ],
)
def test_search_shows_what_is_open_to_the_readers(
    conn: sa.Connection, how: str, readers: Readers | None, seen: set[str]
) -> None:
    """However it is asked, and on both databases; `p1` is not the beginning of `p12`."""
    page = find(conn, Query(1, readers=readers, **ASKED[how]))  # type: ignore[arg-type]  # a table
    assert {hit.entry.hal for hit in page.hits} == seen
    assert page.next is None


def test_a_page_is_full_of_what_may_be_seen(conn: sa.Connection) -> None:
    """Closed entries leave no gap and no page behind: neither hits nor counts tell of them."""
    for number in range(3):
        put(conn, draft_key=f"lain-{number}", hal="Terbuka", text="capaian triwulan")
    for asked in ({}, {"kata": "triwulan"}):
        query = Query(1, readers=frozenset(), **asked)  # type: ignore[arg-type]  # a table
        first = find(conn, query, limit=3)
        last = find(conn, query, limit=3, before=first.next)
        assert [len(first.hits), len(last.hits), last.next] == [3, 1, None]


def test_the_index_follows_a_new_class(conn: sa.Connection) -> None:
    """Closed later, or opened again."""
    query = Query(1, kata="triwulan", readers=frozenset({"p2"}))
    ids = {hit.entry.hal: hit.entry.id for hit in find(conn, Query(1)).hits}
    filing.classify(conn, ids[OPEN], "Rahasia", "p1")
    filing.classify(conn, ids["Sangat Rahasia"], OPEN, "p12")
    assert {hit.entry.hal for hit in find(conn, query).hits} == {"Rahasia", "Sangat Rahasia"}


def test_what_waits_for_a_signature_is_shown_to_its_readers(conn: sa.Connection) -> None:
    """The list with the pictures leaves the rest out."""
    shown = entries.awaiting_signature(conn, 1, frozenset({"p2"}))
    assert {one.hal for one in shown} == {OPEN, "Rahasia"}
    assert len(entries.awaiting_signature(conn, 1)) == 4


def test_a_class_is_one_of_four() -> None:
    """What a letter says and is no class leaves it open."""
    assert [class_of(one) for one in CLASSES] == list(CLASSES)
    assert [class_of(one) for one in ("", "rahasia", None, 7, "Segera")] == [OPEN] * 5
    assert joined(["p2", "p1", "p2"]) == "p1 p2"
    assert may_read("Rahasia", "p1 p2", None)
    assert not may_read("Rahasia", "p12", frozenset({"p1"}))
