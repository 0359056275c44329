"""Can the archive still prove itself? Every row its file, every file its digest and its row."""

from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from archive.errors import FileMissing
from archive.schema import arsip, arsip_file
from archive.store import SHARDS, Store

_HARMLESS = {"file-tanpa-baris", "sisa-sementara"}


@dataclass(frozen=True)
class Finding:
    """One fault: its slug, the file by digest or name, the entry that it belongs to, a sentence.

    `kind`: file-hilang, file-rusak and arsip-tanpa-file are losses; file-tanpa-baris and
    sisa-sementara are leftovers of a crash.
    """

    kind: str
    nama_file: str
    arsip_id: int | None
    pesan: str

    @property
    def harmless(self) -> bool:
        """Tell whether nothing is lost."""
        return self.kind in _HARMLESS


def verify(conn: sa.Connection, store: Store) -> Iterator[Finding]:
    """Read every stored file once and give what is wrong; nothing is changed.

    A letter that is being filed just now can show as a leftover.
    """
    yield from _entries_without_files(conn)
    for shard in SHARDS:
        rows = _rows(conn, shard)
        present = store.digests(shard)
        for digest in sorted(rows.keys() | set(present)):
            yield from _of_file(store, digest, rows.get(digest, []))
    for path in store.unfinished():
        pesan = f"{path.name}: sisa penyimpanan yang terputus. Boleh dihapus."
        yield Finding("sisa-sementara", path.name, None, pesan)


def _of_file(store: Store, digest: str, rows: list[sa.RowMapping]) -> Iterator[Finding]:
    """Give the faults of one file, once for each row that names it."""
    if not rows:
        pesan = f"{digest}: tersimpan, tetapi tidak tercatat pada arsip mana pun. Tidak berbahaya."
        yield Finding("file-tanpa-baris", digest, None, pesan)
    elif fault := _fault(store, digest):
        kind, sebab = fault
        for row in rows:
            pesan = f"Arsip {row['arsip_id']}, {row['nama']}: {sebab} Pulihkan dari cadangan."
            yield Finding(kind, digest, row["arsip_id"], pesan)


def _fault(store: Store, digest: str) -> tuple[str, str] | None:
    """Return the slug and the words of what is wrong with a file that a row names."""
    try:
        whole = store.check(digest)
    except FileMissing as error:
        return error.slug, "file-nya tidak ada di penyimpanan."
    return None if whole else ("file-rusak", "isinya berubah sejak disimpan.")


def _entries_without_files(conn: sa.Connection) -> Iterator[Finding]:
    """Give the entries that hold no file at all."""
    filed = sa.exists().where(arsip_file.c.arsip_id == arsip.c.id)
    query = sa.select(arsip.c.id, arsip.c.hal).where(~filed).order_by(arsip.c.id)
    for row in conn.execute(query).mappings():
        pesan = f"Arsip {row['id']}, {row['hal']}: tercatat tanpa satu file pun."
        yield Finding("arsip-tanpa-file", "", row["id"], pesan)


def _rows(conn: sa.Connection, shard: str) -> dict[str, list[sa.RowMapping]]:
    """Return the rows of the files that lie in one folder of the store, by digest."""
    within = (arsip_file.c.digest >= shard) & (arsip_file.c.digest < shard + "g")
    columns = (arsip_file.c.digest, arsip_file.c.nama, arsip_file.c.arsip_id)
    found: dict[str, list[sa.RowMapping]] = {}
    for row in conn.execute(sa.select(*columns).where(within).order_by(arsip_file.c.id)).mappings():
        found.setdefault(row["digest"], []).append(row)
    return found
