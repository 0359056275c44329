"""The files that letters were made of: kept by their digest, so that each can be made again.

A kind's template changes when an office uploads another or Naskah is updated. What a letter was
made of is therefore kept before its number is taken: template.docx as it was filled, template.toml,
and the logo as it was printed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from archive.errors import FileMissing
from archive.store import Store
from doc_templates.catalog import Kind, described
from doc_templates.office import LIBRARY, Instansi
from service.db import transaction
from service.schema import templat_file

_NOTE = sa.text("INSERT INTO templat_file (digest) VALUES (:digest) ON CONFLICT DO NOTHING")


@dataclass(frozen=True)
class Templat:
    """What a letter is made of, by SHA-256; without a `logo` it is "".

    `asal` is the digest of the kind before it was prepared, `bawaan` whether it came with Naskah.
    """

    asal: str
    docx: str
    toml: str
    logo: str
    bawaan: bool


class Kept:
    """The files of templates in the store of an installation, for any number of threads."""

    def __init__(self, store: Store) -> None:
        """Take the store that they lie in."""
        self._store = store
        self._files: dict[str, bytes] = {}
        self._kinds: dict[tuple[str, Templat], Kind] = {}

    def keep(self, engine: Engine, kind: Kind, instansi: Instansi, asal: str) -> Templat:
        """Keep what letters of this kind are made of; costs something the first time only.

        The database names what lies in the store, for the backup.
        """
        found = (kind.docx, kind.toml, instansi.logo or b"")
        names = [sha256(one).hexdigest() if one else "" for one in found]
        files = {name: one for name, one in zip(names, found, strict=True) if name}
        new = {name: one for name, one in files.items() if name not in self._files}
        if new:
            for data in new.values():  # files first, rows second
                self._store.put(data)
            with transaction(engine) as conn:
                note(conn, list(new))
            self._files |= new
        docx, toml, logo = names
        return Templat(asal, docx, toml, logo, kind.bawaan)

    def kind(self, slug: str, templat: Templat) -> Kind:
        """Give the kind as it was; FileMissing or FileDamaged when its files are not there."""
        known = self._kinds.get((slug, templat))
        if known is None:
            folder = LIBRARY / slug if templat.bawaan else Path(slug)
            docx, toml = self.file(templat.docx), self.file(templat.toml)
            known = described(folder, docx, toml, diunggah=not templat.bawaan)
            known = self._kinds[slug, templat] = replace(known, digest=templat.asal)
        return known

    def file(self, digest: str) -> bytes:
        """Give a file; FileMissing or FileDamaged."""
        if digest not in self._files:
            self._files[digest] = self._store.read(digest)
        return self._files[digest]


def note(conn: Connection, digests: list[str]) -> None:
    """Note down that files of templates lie in the store; what is noted already stays."""
    conn.execute(_NOTE, [{"digest": one} for one in digests])


def digests(conn: Connection) -> set[str]:
    """Give the digests of all files of templates in the store."""
    return set(conn.scalars(sa.select(templat_file.c.digest)))


def verify(store: Store, known: Iterable[str]) -> Iterator[str]:
    """Yield a sentence for each of these files that is lost or damaged."""
    for digest in sorted(known):
        try:
            whole = store.check(digest)
        except FileMissing:
            yield f"Templat {digest}: filenya hilang. Pulihkan dari cadangan."
        else:
            if not whole:
                yield f"Templat {digest}: isinya berubah. Pulihkan dari cadangan."
