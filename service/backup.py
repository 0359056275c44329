"""Backup and restore: all rows as text, all files by their digest, the secret; for any database.

The rows are read in one consistent state while the service goes on. Files come after the rows:
they are never changed or removed, so each row of that state has its file.
"""

import json
import shutil
from collections.abc import Iterator
from datetime import date
from hashlib import file_digest, sha256
from itertools import islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from archive.errors import FileDamaged
from archive.schema import arsip_file
from archive.schema import metadata as archive_tables
from archive.store import Store
from numbering.schema import metadata as numbering_tables
from service import secret
from service.db import reading, transaction
from service.errors import Refused
from service.migrating import migrate, revision
from service.schema import instansi, templat_file
from service.schema import metadata as service_tables
from service.templat import kept
from service.workbench import Workbench

MANIFEST = "cadangan.json"
CHUNK = 500  # rows written at a time
# What an office keeps in the data folder besides its database and its archive.
EXTRAS = ("templat", "wilayah", secret.NAME)


def backup(bench: Workbench, target: Path) -> dict[str, int]:
    """Write a complete backup into the empty or new folder `target`; give what it holds.

    Raises FileMissing or FileDamaged for a filed document that could not be restored from it.
    """
    _must_be_new(target)
    (target / "tabel").mkdir(parents=True)
    sums: dict[str, str] = {}
    with reading(bench.engine) as conn:
        rows = sum(_dump(conn, table, target, sums) for table in _tables())
        digests = _digests(conn)
    for digest in digests:
        _copy_file(bench.store, digest, target)
    for extra in EXTRAS:
        _copy_any(bench.settings.data / extra, target / extra)
    manifest = {
        "revisi": revision(bench.engine),
        "dibuat_pada": bench.stamp(),
        "tabel": sums,
        "berkas": len(digests),
        "baris": rows,
    }
    (target / MANIFEST).write_text(json.dumps(manifest, indent=2), encoding="utf-8")
    return {"baris": rows, "berkas": len(digests)}


def restore(bench: Workbench, source: Path) -> dict[str, int]:
    """Put a backup into this installation, which must be empty; give what was put in.

    Everything is checked against its digest; Refused names what does not agree, and then the
    database is left as it was.
    """
    manifest = _manifest(source)
    _must_be_empty(bench.engine)
    for name, digest in manifest["tabel"].items():
        _check_table(source, name, digest)
    digests = sorted(path.name for path in (source / "arsip").glob("*/*"))
    for digest in digests:
        with (source / "arsip" / digest[:2] / digest).open("rb") as stream:
            if bench.store.put(stream) != digest:
                raise Refused(f"Cadangan rusak: isi berkas {digest} tidak cocok dengan namanya.")
    migrate(bench.engine, to=manifest["revisi"])
    with transaction(bench.engine) as conn:
        then = _tables_then(conn)
        rows = sum(_load(conn, table, source) for table in then)
        _advance_sequences(conn)
        _check_files(conn, bench.store)
    migrate(bench.engine)
    for extra in EXTRAS:
        _copy_any(source / extra, bench.settings.data / extra)
    return {"baris": rows, "berkas": len(digests)}


def _tables() -> Iterator[sa.Table]:
    for metadata in (service_tables, numbering_tables, archive_tables):
        yield from metadata.sorted_tables


def _tables_then(conn: Connection) -> list[sa.Table]:
    """Read the tables as they were at the backup's revision, which may be an older one."""
    reflected = sa.MetaData()
    reflected.reflect(conn, only=[table.name for table in _tables() if _has(conn, table)])
    return reflected.sorted_tables


def _has(conn: Connection, table: sa.Table) -> bool:
    return sa.inspect(conn).has_table(table.name)


def _dump(conn: Connection, table: sa.Table, target: Path, sums: dict[str, str]) -> int:
    path, count, digest = _path(target, table.name), 0, sha256()
    in_order = sa.select(table).order_by(*table.primary_key)
    rows = conn.execution_options(yield_per=CHUNK).execute(in_order)
    with path.open("wb") as out:
        for row in rows:
            line = json.dumps(dict(row._mapping), ensure_ascii=False, default=_plain) + "\n"
            out.write(line.encode())
            digest.update(line.encode())
            count += 1
    sums[table.name] = digest.hexdigest()
    return count


def _load(conn: Connection, table: sa.Table, source: Path) -> int:
    count = 0
    with _path(source, table.name).open("rb") as lines:
        rows = (_typed(table, json.loads(line)) for line in lines)
        while chunk := list(islice(rows, CHUNK)):
            conn.execute(table.insert(), chunk)
            count += len(chunk)
    return count


def _typed(table: sa.Table, row: dict[str, Any]) -> dict[str, Any]:
    days = [column.name for column in table.columns if isinstance(column.type, sa.Date)]
    return row | {name: date.fromisoformat(row[name]) for name in days if row[name]}


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"cannot write {type(value).__name__} into a backup")


def _path(folder: Path, name: str) -> Path:
    return folder / "tabel" / f"{name}.jsonl"


def _digests(conn: Connection) -> list[str]:
    filed = conn.scalars(sa.select(arsip_file.c.digest).distinct())
    logos = conn.scalars(sa.select(instansi.c.logo).where(instansi.c.logo.is_not(None)))
    templates = kept.digests(conn) if _has(conn, templat_file) else ()  # not in old backups
    return sorted({*filed, *(logo for logo in logos if logo), *templates})


def _copy_file(store: Store, digest: str, target: Path) -> None:
    place = target / "arsip" / digest[:2] / digest
    place.parent.mkdir(parents=True, exist_ok=True)
    seen = sha256()
    with store.open(digest) as source, place.open("wb") as out:
        while piece := source.read(1 << 20):
            seen.update(piece)
            out.write(piece)
    if seen.hexdigest() != digest:
        raise FileDamaged(digest)


def _copy_any(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    elif source.is_file():
        shutil.copy2(source, target)


def _manifest(source: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((source / MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        raise Refused(f"{source} bukan folder cadangan: {MANIFEST} tidak ada.") from None
    except ValueError:
        raise Refused(f"Cadangan rusak: {MANIFEST} tidak terbaca.") from None
    if not {"revisi", "tabel"} <= found.keys():
        raise Refused(f"Cadangan rusak: {MANIFEST} tidak lengkap.")
    return found


def _check_table(source: Path, name: str, digest: str) -> None:
    try:
        with _path(source, name).open("rb") as lines:
            seen = file_digest(lines, "sha256").hexdigest()
    except FileNotFoundError:
        raise Refused(f"Cadangan tidak lengkap: tabel {name} tidak ada.") from None
    if seen != digest:
        raise Refused(f"Cadangan rusak: tabel {name} tidak cocok dengan catatannya.")


def _must_be_new(target: Path) -> None:
    if target.exists() and not target.is_dir():
        raise Refused(f"{target} bukan folder. Pilih folder baru untuk cadangan ini.")
    if target.exists() and any(target.iterdir()):
        raise Refused(f"Folder {target} tidak kosong. Pilih folder baru untuk cadangan ini.")


def _must_be_empty(engine: Engine) -> None:
    if revision(engine) is None:
        return
    with reading(engine) as conn:
        if conn.execute(sa.select(instansi.c.id).limit(1)).first() is not None:
            raise Refused(
                "Pemasangan ini sudah berisi data. Pulihkan cadangan ke folder data yang "
                "kosong, misalnya: NASKAH_DATA=data-pulih naskah restore FOLDER."
            )


def _advance_sequences(conn: Connection) -> None:
    """Let PostgreSQL go on counting after the rows that were put in with their own ids."""
    if conn.dialect.name != "postgresql":
        return
    for table in _tables():
        if "id" in table.columns:
            conn.execute(
                sa.text(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), "  # noqa: S608 - our own table names
                    f"greatest((SELECT max(id) FROM {table.name}), 1))"
                )
            )


def _check_files(conn: Connection, store: Store) -> None:
    lost = [digest for digest in _digests(conn) if not store.has(digest)]
    if lost:
        raise Refused(f"Cadangan tidak lengkap: {len(lost)} file tidak ada, misalnya {lost[0]}.")
