"""Search finds what people look for, newest first, and never walks the archive."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import sqlite as sqlite_dialect

from archive import find_sqlite
from archive.keys import key, split
from archive.query import Query, Terms, ways
from archive.schema import arsip
from archive.search import Page, find
from tests.support_archive import UNDANGAN, postgresql, put, sqlite

MANY = 20_000
WORDS = ("capaian", "kinerja", "triwulan", "anggaran", "indikator", "sasaran", "program")
_PLAIN = {"map": "", "ruang": "", "rak": "", "boks": "", "pdf_wanted": False, "pdf_fault": ""}


@pytest.fixture(scope="module")
def filled_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    """An archive of 20,000 letters of two offices over ten years, on SQLite."""
    with sqlite(tmp_path_factory.mktemp("search")) as engine:
        _fill(engine)
        yield engine


@pytest.fixture(scope="module")
def filled_postgresql(pg_url: str) -> Iterator[sa.Engine]:
    """The same archive on PostgreSQL."""
    with postgresql(pg_url) as engine:
        _fill(engine)
        yield engine


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest) -> sa.Engine:
    """The large archive on each database."""
    engine: sa.Engine = request.getfixturevalue(f"filled_{request.param}")
    return engine


def _fill(engine: sa.Engine) -> None:
    with engine.begin() as conn:
        conn.execute(arsip.insert(), [_row(number) for number in range(MANY)])


def _row(number: int) -> dict[str, object]:
    tanggal = date(2017, 1, 1) + timedelta(days=number * 7919 % 3650)
    words = " ".join(WORDS[(number + at) % len(WORDS)] for at in range(30))
    return _PLAIN | {
        "instansi_id": 92 if number % 10 == 0 else 91,
        "jenis": ("sk-tim", "notulen", "undangan-rapat")[number % 3],
        "nomor_surat": f"000.8.3.3/{number:05}/Kec.BBC/{tanggal.year}",
        "tanggal": tanggal,
        "tahun": tanggal.year,
        "hal": f"Laporan ke-{number}",
        "tujuan": "Inspektorat",
        "penandatangan": "Raden Contoh Wiratama",
        "state": "ditandatangani" if number % 2 else "terbit",
        "text": f"{words} unik{number} akhir",
        "snapshot": {},
        "ttd_wanted": True,
        "oleh": "Budi Contoh Santoso",
        "pada": "2026-03-05T03:00:00+00:00",
    }


@pytest.fixture
def big(filled: sa.Engine) -> Iterator[sa.Connection]:
    """A connection to the large archive."""
    with filled.connect() as conn:
        yield conn


@pytest.fixture
def conn(filled: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction of an office that has filed nothing yet; it is rolled back."""
    with filled.connect() as found:
        yield found


def _places(page: Page) -> list[int]:
    return [key(hit.entry.tanggal, hit.entry.id) for hit in page.hits]


def _expected(query: Query, word: str = "") -> list[int]:
    """Answer a query of filters and one word by hand."""
    rows = [(number + 1, _row(number)) for number in range(MANY)]
    found = [
        key(row["tanggal"], entry_id)  # type: ignore[arg-type] # a date, see _row
        for entry_id, row in rows
        if row["instansi_id"] == query.instansi_id
        and query.jenis in {"", row["jenis"]}
        and query.state in {"", row["state"]}
        and query.tahun in {None, row["tahun"]}
        and (not word or word in str(row["text"]).split())
    ]
    return sorted(found, reverse=True)


QUERIES = {
    "everything": Query(91),
    "word": Query(92, "kinerja"),
    "word-kind-year": Query(91, "anggaran", jenis="sk-tim", tahun=2019),
    "word-kind-state": Query(91, "anggaran", jenis="notulen", state="terbit"),
    "rare-word": Query(91, "unik777"),
    "kind-year": Query(91, tahun=2020, jenis="undangan-rapat"),
    "no-such-year": Query(91, tahun=1999),
}


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES.keys())
def test_hits_come_newest_first_and_page_after_page(big: sa.Connection, query: Query) -> None:
    """Three pages equal the first sixty of the answer by hand; the bookmark leads on."""
    expected = _expected(query, query.kata)[:60]
    found: list[int] = []
    before = None
    for _ in range(3):
        page = find(big, query, before=before)
        found += _places(page)
        before = page.next
        if before is None:
            break
    assert found == expected


def test_the_last_page_leads_nowhere(big: sa.Connection) -> None:
    """Exactly one page of hits has no next."""
    assert find(big, Query(91, "unik777"), limit=1).next is None


FRAGMENTS = [
    ("3/00123/", "000.8.3.3/00123/Kec.BBC/"),
    ("00123", "000.8.3.3/00123/"),
    ("kec.bbc/2020", "/Kec.BBC/2020"),
]


@pytest.mark.parametrize(("fragment", "part"), FRAGMENTS)
def test_a_fragment_finds_numbers_whatever_its_letter_case(
    big: sa.Connection, fragment: str, part: str
) -> None:
    """The fragment stands in each number as it was typed, and all of them are found."""
    page = find(big, Query(91, nomor=fragment))
    assert page.hits
    assert all(part in str(hit.entry.nomor_surat) for hit in page.hits)
    assert _places(page) == sorted(_places(page), reverse=True)
    everything = big.scalars(sa.select(arsip.c.nomor_surat).where(arsip.c.instansi_id == 91))
    count = sum(fragment.lower() in str(nomor).lower() for nomor in everything)
    assert len(find(big, Query(91, nomor=fragment), limit=MANY).hits) == count


def test_a_short_number_is_the_whole_sequence_and_not_a_part_of_it(big: sa.Connection) -> None:
    """`15` means number 15, however wide the register prints it, and never 11500."""
    numbers = [hit.entry.nomor_surat for hit in find(big, Query(91, nomor="15")).hits]
    assert [str(nomor).split("/")[1] for nomor in numbers] == ["00015"]


def test_a_number_typed_among_the_words_is_found_too(big: sa.Connection) -> None:
    """One box is enough: a word with digits is also a fragment of a number."""
    assert len(find(big, Query(91, "3.3/0012")).hits) == 9


def test_words_and_number_together_narrow(big: sa.Connection) -> None:
    """Both must be met."""
    assert len(find(big, Query(91, "unik123", nomor="/00123/")).hits) == 1
    assert find(big, Query(91, "unik124", nomor="/00123/")).hits == []


def test_no_query_walks_the_archive_or_sorts_it(filled_sqlite: sa.Engine) -> None:
    """Every step of every plan on SQLite goes through an index, and none builds a tree to sort."""
    with filled_sqlite.connect() as conn:
        conn.execute(sa.text("ANALYZE"))
        for statement in _statements(conn):
            plan = [row[3] for row in conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}")]
            assert not [step for step in plan if "ORDER BY" in step], plan
            walks = [step for step in plan if step.startswith("SCAN") and "VIRTUAL" not in step]
            assert not walks, plan


def _statements(conn: sa.Connection) -> list[str]:
    """Return the statements of queries of each kind, with their values in place."""
    seen: list[str] = []

    def _keep(_conn: object, clause: sa.Select[object], *_rest: object) -> None:
        written = clause.compile(
            dialect=sqlite_dialect.dialect(), compile_kwargs={"literal_binds": True}
        )
        seen.append(str(written))

    sa.event.listen(conn, "before_execute", _keep)
    filters = Query(91, jenis="sk-tim", tahun=2019, state="terbit", berkas_id=3)
    mine = Query(91, readers=frozenset({"p1", "n19"}))
    for base in (Query(91), filters, Query(91, dari=date(2020, 1, 1)), mine):
        for terms in (Terms(), Terms(("rapat",)), Terms(nomor="12/UND"), Terms(("a",), "b12")):
            find_sqlite.keys(conn, base, terms, key(date(2026, 1, 1), 5), 21)
    sa.event.remove(conn, "before_execute", _keep)
    assert len(seen) == 16
    return seen


HOSTILE = [
    "000.8.3.3/15/OR",
    '"',
    '""',
    '"tak tertutup',
    "NEAR(",
    "NEAR(a b, 5)",
    "*",
    "rapat*",
    "^rapat",
    "hal:rapat",
    "tag : i1",
    "{hal} : x",
    "a AND OR NOT",
    "-rapat +data",
    "'; DROP TABLE arsip; --",
    "a\0b",
    "\ud800",
    "%_\\",
    "a:*&|!<->()",
    "'",
    "\\'",
    "()",
    "kata " * 500,
    "x" * 5000,
    "…—“”",
    "café",
    "会議",
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_whatever_is_typed_is_text_and_never_syntax(conn: sa.Connection, typed: str) -> None:
    """Nothing that people type, or paste, breaks a search (trap 21)."""
    put(conn)
    for query in (Query(1, typed), Query(1, nomor=typed), Query(1, f"rapat {typed}")):
        find(conn, query)
        find(conn, replace(query, jenis=typed, state="terbit", tahun=2026))


@pytest.mark.parametrize("typed", ["tag : i1", "i1", "sterbit", "jundanganrapat", "b0"])
def test_the_tokens_of_filters_are_no_words(conn: sa.Connection, typed: str) -> None:
    """What the index notes for itself is never found as text."""
    put(conn)
    assert find(conn, Query(1, typed)).hits == []


def test_a_whole_number_with_its_marks_finds_its_letter(conn: sa.Connection) -> None:
    """`000.8.3.3/15/OR` is a phrase of six words, not an operator."""
    wanted = put(conn, nomor_surat="000.8.3.3/15/OR")
    put(conn, nomor_surat="000.8.3.3/16/OR")
    for query in (Query(1, "000.8.3.3/15/OR"), Query(1, nomor="3/15/or")):
        assert [hit.entry for hit in find(conn, query).hits] == [wanted]


@pytest.mark.parametrize(
    ("typed", "hits"),
    [
        ("capaian rapat", 1),
        ("RAPAT", 1),
        ('"pembahasan capaian"', 1),
        ('"capaian pembahasan"', 0),
        ("“pembahasan capaian” kehadiran", 1),
        ("rapat tidakada", 0),
        ("kepala seksi", 1),
        ("wiratama", 1),
        ("undang", 1),
        ("rapat pembah", 1),
        ("ndangan", 0),
        ("***", 0),
        ("", 1),
        ("   ", 1),
    ],
)
def test_all_words_must_be_there_and_quotes_make_a_phrase(
    conn: sa.Connection, typed: str, hits: int
) -> None:
    """Words of text, hal and parties count; the last may be a beginning when whole words fail."""
    put(conn)
    assert len(find(conn, Query(1, typed)).hits) == hits


def test_whole_words_are_preferred_to_beginnings() -> None:
    """The way with the beginning comes second, and a number is looked up beside its words."""
    assert ways(Query(1, "rapat")) == [[Terms(("rapat",))], [Terms(("rapat",), prefix=True)]]
    assert ways(Query(1, "12/UND"))[0] == [Terms(("12/UND",)), Terms(nomor="12/UND")]


def test_days_are_within_on_both_sides(conn: sa.Connection) -> None:
    """From the first to the last day, both included."""
    for day in (4, 5, 6, 7):
        put(conn, tanggal=date(2026, 3, day))
    query = Query(1, dari=date(2026, 3, 5), sampai=date(2026, 3, 6))
    for asked in (query, replace(query, kata="rapat"), replace(query, nomor="6.3/0")):
        assert [hit.entry.tanggal.day for hit in find(conn, asked).hits] == [6, 5]
    assert find(conn, replace(query, tahun=2025)).hits == []


@pytest.mark.parametrize("tahun", [0, -1, 99999])
def test_an_impossible_year_finds_nothing(conn: sa.Connection, tahun: int) -> None:
    """And is no error."""
    put(conn)
    assert find(conn, Query(1, "rapat", tahun=tahun)).hits == []


def test_changed_facts_are_found_and_old_ones_are_not(conn: sa.Connection) -> None:
    """The index follows every change of an entry within the transaction."""
    filed = put(conn)
    changes = {"hal": "Pembatalan", "tanggal": date(2027, 1, 2), "nomor_surat": "900/7/ZZ"}
    conn.execute(arsip.update().where(arsip.c.id == filed.id).values(changes))
    assert find(conn, Query(1, "pembatalan", tahun=2027)).hits
    assert find(conn, Query(1, nomor="900/7")).hits
    assert find(conn, Query(1, "undangan")).hits == []
    assert find(conn, Query(1, nomor="8.6.3")).hits == []


def test_the_snippet_shows_the_hit_and_nothing_is_marked_up(conn: sa.Connection) -> None:
    """Pieces, so that a page escapes the text and marks the word."""
    put(conn, text="awal " * 60 + "Rapat <Bappeda> & Dinas " + "akhir " * 60)
    (hit,) = find(conn, Query(1, "bappeda")).hits
    assert [piece.teks for piece in hit.cuplikan if piece.kena] == ["Bappeda"]
    shown = "".join(piece.teks for piece in hit.cuplikan)
    assert shown.startswith("… ")
    assert "Rapat <Bappeda> & Dinas" in shown


def test_a_bookmark_that_no_page_gave_is_refused(conn: sa.Connection) -> None:
    """A changed address is a fault of the asker."""
    with pytest.raises(ValueError, match=r".+"):
        find(conn, Query(1, "rapat"), before=5)


def test_a_bookmark_holds_date_and_id() -> None:
    """The order is one number."""
    assert key(UNDANGAN.tanggal, 7) == 20260305_0000007
    assert split(20260305_0000007) == (UNDANGAN.tanggal, 7)
