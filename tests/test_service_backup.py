"""service/backup: a backup taken while people work brings everything back, on either database."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from archive import entries, search
from archive.errors import FileDamaged
from archive.query import Query
from archive.schema import metadata as archive_tables
from numbering.schema import metadata as numbering_tables
from service import backup as use_case
from service import berkas, drafts, issuing, secret
from service.backup import MANIFEST, backup, restore
from service.db import reading, transaction
from service.errors import Refused
from service.migrating import HEAD, revision
from service.schema import metadata as service_tables
from service.workbench import Workbench
from tests import support_service as support
from tests.support_service import OLEH, SOP

Rows = dict[str, list[tuple[object, ...]]]


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Workbench]:
    """An installation of which only the address is known."""
    made = support.open_fast(support.settings_for(tmp_path / "baru"))
    yield made
    made.engine.dispose()


@pytest.fixture
def used(bench: Workbench) -> Workbench:
    """An installation with letters of every kind of state, a dossier, a secret and a template."""
    office = support.office_of(bench)
    berkas_id = berkas.open_berkas(bench, office, SOP, 2026, oleh=OLEH)
    new = support.new_draft(bench, "undangan-rapat", hal="Undangan “Éé”")
    issuing.issue_new(bench, support.placed(new, berkas_id, 8, "undangan"), oleh=OLEH)
    filed = support.issue(bench)
    issuing.cancel(bench, filed.instansi_id, filed.id, alasan="Salah", oleh=OLEH)
    support.written(bench, support.new_draft(bench, "notulen"))
    secret.read_or_make(bench.settings.data)
    bench.settings.presets.mkdir()
    (bench.settings.presets / "kabupaten-contoh.toml").write_text('nama = "Contoh"', "utf-8")
    return bench


def test_what_was_backed_up_comes_back_row_for_row(
    used: Workbench, fresh: Workbench, tmp_path: Path
) -> None:
    """All tables, all files, the secret, the office's own templates and patterns of regions."""
    held = backup(used, tmp_path / "cadangan")
    assert restore(fresh, tmp_path / "cadangan") == held
    assert _rows(fresh) == _rows(used)
    assert _files(fresh) == _files(used)
    assert secret.read_or_make(fresh.settings.data) == secret.read_or_make(used.settings.data)
    assert (fresh.settings.presets / "kabupaten-contoh.toml").read_text() == 'nama = "Contoh"'
    support.assert_whole(fresh)


def test_work_goes_on_after_a_restore(used: Workbench, fresh: Workbench, tmp_path: Path) -> None:
    """The next letter takes the next number, and old letters are found by their words."""
    backup(used, tmp_path / "cadangan")
    restore(fresh, tmp_path / "cadangan")
    assert support.issue(fresh).nomor_surat == "000.8.6.3/003/Kec.BBC/2027"
    with reading(fresh.engine) as conn:
        page = search.find(conn, Query(support.office_of(fresh).id, kata="Babakancikao rapat"))
    assert [hit.entry.jenis for hit in page.hits] == ["undangan-rapat"]
    support.assert_whole(fresh)


def test_a_backup_of_a_restore_is_the_same(
    used: Workbench, fresh: Workbench, tmp_path: Path
) -> None:
    """Nothing is lost or turned into something else on the way."""
    backup(used, tmp_path / "satu")
    restore(fresh, tmp_path / "satu")
    backup(fresh, tmp_path / "dua")
    assert _content(tmp_path / "satu") == _content(tmp_path / "dua")


@pytest.mark.parametrize("database", ["bench", "pg_bench"])
def test_a_backup_while_letters_are_issued_is_consistent(
    request: pytest.FixtureRequest, fresh: Workbench, tmp_path: Path, database: str
) -> None:
    """Rows of one moment, and a file for each: what is unfinished there is finished by resume."""
    bench: Workbench = request.getfixturevalue(database)
    stop = threading.Event()

    def work() -> None:
        while not stop.is_set():
            support.issue(bench)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        while len(support.all_entries(bench)) < 3:
            stop.wait(0.01)
        for turn in range(3):
            backup(bench, tmp_path / f"cadangan-{turn}")
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    restore(fresh, tmp_path / "cadangan-2")
    support.resumed(fresh)
    assert len(support.all_entries(fresh)) == support.last_used(fresh) >= 3
    support.assert_whole(fresh)


def test_a_backup_goes_from_sqlite_to_postgresql(
    used: Workbench, pg_fresh: str, tmp_path: Path
) -> None:
    """An office that grew moves to PostgreSQL with one backup, and goes on counting there."""
    backup(used, tmp_path / "cadangan")
    settings = replace(support.settings_for(tmp_path / "pg"), database_url=pg_fresh)
    there = support.open_fast(settings)
    restore(there, tmp_path / "cadangan")
    assert _rows(there) == _rows(used)
    assert support.issue(there).nomor_surat == "000.8.6.3/003/Kec.BBC/2027"
    office = support.office_of(there)
    berkas.open_berkas(there, office, SOP, 2027, oleh=OLEH)
    with reading(there.engine) as conn:
        page = search.find(conn, Query(office.id, kata="rapat"))
    assert page.hits
    support.assert_whole(there)
    there.engine.dispose()


def test_and_back_from_postgresql_to_sqlite(
    pg_bench: Workbench, fresh: Workbench, tmp_path: Path
) -> None:
    """No database holds an office captive."""
    support.issue(pg_bench)
    backup(pg_bench, tmp_path / "cadangan")
    restore(fresh, tmp_path / "cadangan")
    assert _rows(fresh) == _rows(pg_bench)
    support.assert_whole(fresh)


def test_a_backup_keeps_out_of_a_folder_in_use(bench: Workbench, tmp_path: Path) -> None:
    """Nothing of another backup is overwritten."""
    (tmp_path / "catatan.txt").write_text("penting", "utf-8")
    with pytest.raises(Refused, match="tidak kosong"):
        backup(bench, tmp_path)
    with pytest.raises(Refused, match="bukan folder"):
        backup(bench, tmp_path / "catatan.txt")


def test_a_damaged_file_is_told_when_the_backup_is_made(used: Workbench, tmp_path: Path) -> None:
    """A backup that could not be restored is worse than none: the fault is told today."""
    digest = next(iter(_files(used)))
    used.store.path(digest).write_bytes(b"berubah")
    with pytest.raises(FileDamaged):
        backup(used, tmp_path / "cadangan")
    assert not (tmp_path / "cadangan" / MANIFEST).exists()


def test_an_installation_with_data_is_not_overwritten(used: Workbench, tmp_path: Path) -> None:
    """A restore goes into an empty data folder only."""
    backup(used, tmp_path / "cadangan")
    before = _rows(used)
    with pytest.raises(Refused, match="sudah berisi data"):
        restore(used, tmp_path / "cadangan")
    assert _rows(used) == before


def _spoil_row(source: Path) -> None:
    path = source / "tabel" / "arsip.jsonl"
    path.write_bytes(path.read_bytes().replace(b"Undangan", b"Undangin"))


def _cut_table(source: Path) -> None:
    path = source / "tabel" / "arsip.jsonl"
    path.write_bytes(path.read_bytes()[:-20])


def _lose_table(source: Path) -> None:
    (source / "tabel" / "nomor.jsonl").unlink()


def _spoil_file(source: Path) -> None:
    next(path for path in (source / "arsip").glob("*/*")).write_bytes(b"lain")


def _lose_file(source: Path) -> None:
    next(path for path in (source / "arsip").glob("*/*")).unlink()


def _spoil_manifest(source: Path) -> None:
    (source / MANIFEST).write_text('{"revisi": "00', "utf-8")


def _strange_manifest(source: Path) -> None:
    (source / MANIFEST).write_text('{"halo": 1}', "utf-8")


def _lose_manifest(source: Path) -> None:
    (source / MANIFEST).unlink()


def _newer(source: Path) -> None:
    manifest = json.loads((source / MANIFEST).read_text("utf-8"))
    (source / MANIFEST).write_text(json.dumps(manifest | {"revisi": "9999"}), "utf-8")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_spoil_row, "tabel arsip tidak cocok"),
        (_cut_table, "tabel arsip tidak cocok"),
        (_lose_table, "tabel nomor tidak ada"),
        (_spoil_file, "tidak cocok dengan namanya"),
        (_lose_file, "1 file tidak ada"),
        (_spoil_manifest, "cadangan.json"),
        (_strange_manifest, "cadangan.json"),
        (_lose_manifest, "cadangan.json"),
        (_newer, "lebih baru"),
    ],
    ids=lambda value: value.__name__ if callable(value) else None,
)
def test_a_damaged_backup_is_refused_and_puts_nothing_in(
    used: Workbench, fresh: Workbench, tmp_path: Path, spoil: Callable[[Path], None], said: str
) -> None:
    """What does not agree with its digest is named, and the database stays empty."""
    backup(used, tmp_path / "cadangan")
    spoil(tmp_path / "cadangan")
    with pytest.raises(Refused, match=said):
        restore(fresh, tmp_path / "cadangan")
    if revision(fresh.engine) is not None:
        assert not any(_rows(fresh).values())


def test_a_refused_restore_can_be_done_again(
    used: Workbench, fresh: Workbench, tmp_path: Path
) -> None:
    """The missing file was found: the same folder takes the backup now."""
    backup(used, tmp_path / "cadangan")
    lost = next(path for path in (tmp_path / "cadangan" / "arsip").glob("*/*"))
    data = lost.read_bytes()
    lost.unlink()
    with pytest.raises(Refused, match="1 file tidak ada"):
        restore(fresh, tmp_path / "cadangan")
    lost.write_bytes(data)
    restore(fresh, tmp_path / "cadangan")
    assert _rows(fresh) == _rows(used)
    assert revision(fresh.engine) == HEAD


def test_many_rows_go_in_by_pieces(bench: Workbench, fresh: Workbench, tmp_path: Path) -> None:
    """A table longer than one piece comes back whole."""
    new = support.new_draft(bench)
    with transaction(bench.engine) as conn:
        for _ in range(2 * use_case.CHUNK + 1):
            drafts.create(conn, new, oleh=OLEH, pada=bench.stamp())
    backup(bench, tmp_path / "cadangan")
    restore(fresh, tmp_path / "cadangan")
    assert support.all_drafts(fresh) == 2 * use_case.CHUNK + 1


def _rows(bench: Workbench) -> Rows:
    tables = [
        table
        for metadata in (service_tables, numbering_tables, archive_tables)
        for table in metadata.sorted_tables
    ]
    with reading(bench.engine) as conn:
        return {
            table.name: [
                tuple(row) for row in conn.execute(sa.select(table).order_by(*table.primary_key))
            ]
            for table in tables
        }


def _files(bench: Workbench) -> set[str]:
    with reading(bench.engine) as conn:
        filed = entries.files_of(conn, [one.id for one in entries.select_entries(conn)])
    digests = {one.digest for files in filed.values() for one in files}
    assert all(bench.store.check(digest) for digest in digests)
    return digests


def _content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
