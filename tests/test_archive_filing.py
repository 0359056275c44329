"""Filing: an entry, its files and its index row are one."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from archive import dossier, entries, filing
from archive.dossier import NewBerkas
from archive.entries import Entry, Lokasi
from archive.errors import BerkasClosed, NoSuchBerkas, NoSuchEntry
from archive.query import Query
from archive.search import find
from tests.support_archive import OLEH, PADA, new_file, open_sqlite, postgresql, put, sqlite

BERKAS = NewBerkas(1, "000.8.6.3", "Kinerja", "2026", "babakancikao", "Kecamatan", OLEH, PADA)
TTD = date(2026, 3, 6)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[sa.Engine]:
    """An empty archive on each database."""
    if request.param == "sqlite":
        with sqlite(tmp_path_factory.mktemp("filing")) as found:
            yield found
    else:
        with postgresql(request.getfixturevalue("pg_url")) as found:
            yield found


@pytest.fixture
def conn(engine: sa.Engine) -> Iterator[sa.Connection]:
    """One open transaction, which is rolled back."""
    with engine.connect() as found:
        yield found


def _sign(conn: sa.Connection, entry: Entry, *letters: str) -> None:
    files = [new_file("ttd", letter) for letter in letters]
    filing.sign(conn, entry.id, files, tanggal_ttd=TTD, tanggal_kembali=TTD, oleh=OLEH, pada=PADA)


def _found(conn: sa.Connection, kata: str) -> list[int]:
    return [hit.entry.id for hit in find(conn, Query(1, kata)).hits]


def test_an_entry_keeps_what_was_filed(conn: sa.Connection) -> None:
    """Facts, files, place, text and snapshot come back as they were given."""
    lokasi = Lokasi("Arsip", "2", "7", "Kinerja")
    filed = put(conn, files=[new_file("docx"), new_file("pdf", "b")], lokasi=lokasi)
    assert filed == entries.get(conn, 1, filed.id)
    assert (filed.state, filed.tahun, filed.lokasi) == ("terbit", 2026, lokasi)
    assert [one.peran for one in entries.files(conn, filed.id)] == ["docx", "pdf"]
    assert entries.snapshot(conn, filed.id) == {"nilai": {"hal": "Undangan"}}
    assert entries.text(conn, filed.id).startswith("Mengharap")


def test_the_same_draft_is_filed_once(conn: sa.Connection) -> None:
    """A second press of the button gives the entry that is there, unchanged."""
    first = put(conn, draft_key="d1", files=[new_file("docx")])
    assert put(conn, draft_key="d1", hal="lain", files=[new_file("docx", "b")]) == first
    assert len(entries.files(conn, first.id)) == 1
    assert entries.of_draft(conn, "d1") == first
    assert entries.of_draft(conn, "d2") is None


def test_entries_without_a_draft_are_each_their_own(conn: sa.Connection) -> None:
    """Only a draft makes two filings the same."""
    assert put(conn).id != put(conn).id


def _file_all(path: Path) -> list[int]:
    engine = open_sqlite(path)
    found = []
    for number in range(25):
        with engine.begin() as conn:
            found.append(put(conn, draft_key=f"d{number}", files=[new_file("docx")]).id)
    return found


def test_processes_filing_the_same_drafts_make_each_entry_once(tmp_path: Path) -> None:
    """Four processes, the same 25 drafts: 25 entries with one file and one index row each."""
    with sqlite(tmp_path) as engine:
        with ProcessPoolExecutor(4) as pool:
            answers = list(pool.map(_file_all, [tmp_path / "arsip.db"] * 4))
        assert all(answer == answers[0] for answer in answers)
        with engine.begin() as conn:
            assert conn.scalar(sa.text("SELECT count(*) FROM arsip")) == 25
            assert conn.scalar(sa.text("SELECT count(*) FROM arsip_file")) == 25
            assert len(find(conn, Query(1, "undangan"), limit=99).hits) == 25


def test_an_office_sees_only_its_own_entries(conn: sa.Connection) -> None:
    """Another office's id is as good as none."""
    filed = put(conn, instansi_id=2)
    with pytest.raises(NoSuchEntry):
        entries.get(conn, 1, filed.id)


def test_the_pdf_follows_once_with_its_text(conn: sa.Connection) -> None:
    """The entry leaves the list of those that wait, and its new text is found, the old one not."""
    filed = put(conn, pdf_wanted=True, pdf_fault="LibreOffice mati", text="tunggu")
    assert entries.awaiting_pdf(conn) == [filed]
    assert filing.add_pdf(conn, filed.id, new_file("pdf"), "isi\0 akhir", oleh=OLEH, pada=PADA)
    assert not filing.add_pdf(conn, filed.id, new_file("pdf", "b"), "lain", oleh=OLEH, pada=PADA)
    assert entries.awaiting_pdf(conn) == []
    assert [one.digest[0] for one in entries.files(conn, filed.id)] == ["a"]
    assert (_found(conn, "akhir"), _found(conn, "tunggu")) == ([filed.id], [])


def test_a_pdf_that_can_not_be_made_says_why_and_waits_no_more(conn: sa.Connection) -> None:
    """A fault that will not pass is noted, and nobody tries again."""
    filed = put(conn, pdf_wanted=True)
    filing.note_pdf_fault(conn, filed.id, "templat rusak", again=None)
    assert entries.awaiting_pdf(conn) == []
    assert entries.get(conn, 1, filed.id).pdf_fault == "templat rusak"


def test_a_signed_copy_of_several_pages_keeps_their_order(conn: sa.Connection) -> None:
    """The entry is `ditandatangani`, dated, and no longer waits."""
    filed = put(conn)
    assert entries.awaiting_signature(conn, 1) == [filed]
    _sign(conn, filed, "c", "a", "b")
    assert [one.digest[0] for one in entries.files(conn, filed.id)] == ["c", "a", "b"]
    signed = entries.get(conn, 1, filed.id)
    assert (signed.state, signed.tanggal_ttd, signed.tanggal_kembali) == (
        "ditandatangani",
        TTD,
        TTD,
    )
    assert entries.awaiting_signature(conn, 1) == []
    assert find(conn, Query(1, "rapat", state="ditandatangani")).hits
    assert not find(conn, Query(1, "rapat", state="terbit")).hits


def test_a_better_scan_replaces_the_signed_copy_and_the_first_stays(conn: sa.Connection) -> None:
    """Nothing that was signed is ever dropped; the same scan again is no new one."""
    filed = put(conn)
    _sign(conn, filed, "a")
    _sign(conn, filed, "a")
    _sign(conn, filed, "b")
    kept = [(one.peran, one.digest[0]) for one in entries.files(conn, filed.id)]
    assert kept == [("ttd-lama", "a"), ("ttd", "b")]


def test_what_needs_no_signature_does_not_wait_for_one(conn: sa.Connection) -> None:
    """A draft of the report or an uploaded plan is not on the list."""
    put(conn, ttd_wanted=False)
    assert entries.awaiting_signature(conn, 1) == []


def test_a_cancelled_entry_keeps_its_files_and_waits_for_nothing(conn: sa.Connection) -> None:
    """The reason stays with it, and it is still found."""
    filed = put(conn, pdf_wanted=True, files=[new_file("docx")])
    filing.cancel(conn, filed.id, alasan="Rapat ditunda")
    cancelled = entries.get(conn, 1, filed.id)
    assert (cancelled.state, cancelled.alasan) == ("batal", "Rapat ditunda")
    assert len(entries.files(conn, filed.id)) == 1
    assert entries.awaiting_pdf(conn) == entries.awaiting_signature(conn, 1) == []
    assert find(conn, Query(1, "rapat", state="batal")).hits


def test_the_same_upload_is_joined_once(conn: sa.Connection) -> None:
    """One more file, in its role, once."""
    filed = put(conn)
    for _ in range(2):
        filing.add_file(conn, filed.id, new_file("unggahan"), oleh=OLEH, pada=PADA)
    assert [one.peran for one in entries.files(conn, filed.id)] == ["unggahan"]
    with pytest.raises(NoSuchEntry):
        filing.add_file(conn, 999, new_file("unggahan"), oleh=OLEH, pada=PADA)


def test_the_paper_is_found_where_it_was_moved(conn: sa.Connection) -> None:
    """The new place replaces the old one."""
    filed = put(conn, lokasi=Lokasi("Arsip", "1", "1", "A"))
    filing.move(conn, filed.id, Lokasi("Gudang", "4"))
    assert entries.get(conn, 1, filed.id).lokasi == Lokasi("Gudang", "4", "", "")


def test_a_dossier_holds_its_entries_in_the_order_of_steps(conn: sa.Connection) -> None:
    """Steps first, then dates; the daftar berkas counts them."""
    berkas = dossier.open_berkas(conn, BERKAS)
    late = put(conn, berkas_id=berkas.id, langkah=11)
    early = put(conn, berkas_id=berkas.id, langkah=2)
    loose = put(conn, berkas_id=berkas.id)
    assert entries.of_berkas(conn, berkas.id) == [early, late, loose]
    assert dossier.count_items(conn, [berkas.id]) == {berkas.id: 3}
    assert dossier.list_berkas(conn, 1) == [berkas]


def test_a_closed_dossier_takes_nothing_until_it_is_opened_again(conn: sa.Connection) -> None:
    """Closing twice keeps the first moment; a draft filed before is still answered."""
    berkas = dossier.open_berkas(conn, BERKAS)
    filed = put(conn, berkas_id=berkas.id, draft_key="d1")
    closed = dossier.close_berkas(conn, 1, berkas.id, pada=PADA)
    assert dossier.close_berkas(conn, 1, berkas.id, pada="2027") == closed
    with pytest.raises(BerkasClosed, match="Kinerja"):
        put(conn, berkas_id=berkas.id)
    assert put(conn, berkas_id=berkas.id, draft_key="d1") == filed
    assert dossier.list_berkas(conn, 1, "terbuka") == []
    assert dossier.reopen_berkas(conn, 1, berkas.id) == berkas
    put(conn, berkas_id=berkas.id)


def test_another_offices_dossier_takes_nothing(conn: sa.Connection) -> None:
    """Nor can it be seen or closed."""
    berkas = dossier.open_berkas(conn, BERKAS)
    with pytest.raises(NoSuchBerkas):
        put(conn, instansi_id=2, berkas_id=berkas.id)
    with pytest.raises(NoSuchBerkas):
        dossier.close_berkas(conn, 2, berkas.id, pada=PADA)


def test_an_entry_can_be_put_into_a_dossier_later(conn: sa.Connection) -> None:
    """And is then found by it."""
    berkas, filed = dossier.open_berkas(conn, BERKAS), put(conn)
    filing.put_in_berkas(conn, filed, berkas.id, langkah=8, keluaran="undangan")
    assert [entry.langkah for entry in entries.of_berkas(conn, berkas.id)] == [8]
    assert find(conn, Query(1, "rapat", berkas_id=berkas.id)).hits


def test_a_rolled_back_filing_leaves_nothing_in_the_index(engine: sa.Engine) -> None:
    """Entry and index row share one transaction."""
    with engine.connect() as conn:
        put(conn)
        conn.rollback()
    with engine.begin() as conn:
        assert _found(conn, "undangan") == []
