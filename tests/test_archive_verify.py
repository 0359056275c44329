"""The archive can prove itself, and says what it can't."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from archive.entries import NewFile
from archive.store import Store
from archive.verify import verify
from tests.support_archive import put, sqlite


@pytest.fixture
def conn(tmp_path: Path) -> Iterator[sa.Connection]:
    """An open transaction on an empty archive."""
    with sqlite(tmp_path) as engine, engine.begin() as found:
        yield found


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store with a file that no entry has."""
    return Store(tmp_path / "files")


def _filed(conn: sa.Connection, store: Store, data: bytes) -> tuple[int, str]:
    digest = store.put(data)
    entry = put(conn, files=[NewFile("pdf", digest, "surat.pdf", "application/pdf", len(data))])
    return entry.id, digest


def _kinds(conn: sa.Connection, store: Store) -> list[tuple[str, int | None]]:
    return [(finding.kind, finding.arsip_id) for finding in verify(conn, store)]


def test_a_whole_archive_has_no_findings(conn: sa.Connection, store: Store) -> None:
    """Also when two entries share one file."""
    for data in (b"satu", b"dua", b"satu"):
        _filed(conn, store, data)
    assert _kinds(conn, store) == []


def test_a_missing_file_is_a_loss_of_each_entry_that_has_it(
    conn: sa.Connection, store: Store
) -> None:
    """A row without its file."""
    (first, digest), (second, _) = (_filed(conn, store, b"satu") for _ in range(2))
    store.path(digest).unlink()
    assert _kinds(conn, store) == [("file-hilang", first), ("file-hilang", second)]


def test_a_damaged_file_is_found_by_its_digest(conn: sa.Connection, store: Store) -> None:
    """One changed byte is enough; the sentence names the entry and the remedy."""
    entry_id, digest = _filed(conn, store, b"satu")
    store.path(digest).write_bytes(b"sats")
    (finding,) = verify(conn, store)
    assert (finding.kind, finding.arsip_id, finding.harmless) == ("file-rusak", entry_id, False)
    assert "surat.pdf" in finding.pesan
    assert "Pulihkan" in finding.pesan


def test_leftovers_of_a_crash_are_told_and_harmless(
    conn: sa.Connection, store: Store, tmp_path: Path
) -> None:
    """A file without a row, and a write that was cut off."""
    store.put(b"tanpa baris")
    (tmp_path / "files/tmp/terputus").write_bytes(b"x")
    findings = list(verify(conn, store))
    assert [finding.kind for finding in findings] == ["file-tanpa-baris", "sisa-sementara"]
    assert all(finding.harmless for finding in findings)


def test_an_entry_without_any_file_is_a_loss(conn: sa.Connection, store: Store) -> None:
    """Nothing is filed without something to show."""
    entry_id = put(conn).id
    assert _kinds(conn, store) == [("arsip-tanpa-file", entry_id)]
