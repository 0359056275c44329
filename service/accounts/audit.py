"""The audit trail: append-only, each row carrying the hash of the one before."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from json.encoder import encode_basestring

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from numbering.statement import Statement
from service.accounts.actor import origin
from service.schema import audit, audit_kepala

START = "0" * 64

# Each number is written down here before it is answered, so these few are plain statements.
# Who reads the head holds it: the chain has one order, whatever runs beside it. An office without
# a head is just being set up, and nobody else sees it yet.
_HEAD = Statement(
    "SELECT urutan, hash FROM audit_kepala WHERE instansi_id = :instansi_id", hold=True
)
_RECORD = Statement("""
    INSERT INTO audit (instansi_id, urutan, pada, oleh, perbuatan, objek, rincian, sebelumnya, hash)
    VALUES (:instansi_id, :urutan, :pada, :oleh, :perbuatan, :objek, :rincian, :sebelumnya, :hash)
""")
_SEAL = Statement("""
    INSERT INTO audit_kepala (instansi_id, urutan, hash) VALUES (:instansi_id, :urutan, :hash)
    ON CONFLICT (instansi_id) DO UPDATE SET urutan = excluded.urutan, hash = excluded.hash
""")

# How a deed is written out to be hashed: the same bytes for the same deed, always.
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True)
class Deed:
    """One row of the trail: who did what to which document."""

    oleh: str
    perbuatan: str
    objek: str
    rincian: Mapping[str, object]


def record(conn: Connection, instansi_id: int, deed: Deed, *, pada: str) -> str:
    """Append `deed` (at `pada`, ISO 8601) to the office's chain; give the new head's hash.

    The row of the head is locked first, so the chain has one order whatever runs beside it.
    Where the deed came from is kept with it when an Actor did it.
    """
    last, before = _HEAD.run(conn, {"instansi_id": instansi_id}) or (0, START)
    urutan = last + 1
    rincian = _CANONICAL.encode({**deed.rincian, **origin(deed.oleh)})
    row = {
        "instansi_id": instansi_id,
        "urutan": urutan,
        "pada": pada,
        "oleh": deed.oleh,
        "perbuatan": deed.perbuatan,
        "objek": deed.objek,
        "rincian": rincian,
        "sebelumnya": before,
        "hash": _hash(urutan, pada, deed, rincian, before),
    }
    _RECORD.run(conn, row)
    _SEAL.run(conn, row)
    return str(row["hash"])


def verify(conn: Connection, instansi_id: int) -> Iterator[str]:
    """Yield an Indonesian sentence for each row that was changed, removed or put in.

    Every office has a head, since its setting up is its first deed.
    """
    before, expected = START, 1
    rows = conn.execute(
        sa.select(audit).where(audit.c.instansi_id == instansi_id).order_by(audit.c.urutan)
    )
    for row in rows:
        if row.urutan != expected:
            yield f"Jejak audit nomor {expected} sampai {row.urutan - 1} hilang."
        deed = Deed(row.oleh, row.perbuatan, row.objek, row.rincian)
        rincian = _CANONICAL.encode(deed.rincian)
        seen = _hash(row.urutan, row.pada, deed, rincian, before)
        if row.sebelumnya != before or row.hash != seen:
            yield f"Jejak audit nomor {row.urutan} tidak cocok dengan rantainya."
        before, expected = row.hash, row.urutan + 1
    head = conn.execute(
        sa.select(audit_kepala).where(audit_kepala.c.instansi_id == instansi_id)
    ).first()
    if head is None:
        yield "Kepala jejak audit hilang, sehingga ujungnya tidak terbukti."
    elif (head.urutan, head.hash) != (expected - 1, before):
        yield f"Jejak audit berakhir di nomor {expected - 1}, padahal {head.urutan} pernah dicatat."


def _hash(urutan: int, pada: str, deed: Deed, rincian: str, before: str) -> str:
    """Hash a deed as a JSON list; `rincian` is written out already, for the row needs it too."""
    words = map(encode_basestring, (pada, deed.oleh, deed.perbuatan, deed.objek))
    told = [str(urutan), *words, rincian, encode_basestring(before)]
    return sha256(f"[{','.join(told)}]".encode()).hexdigest()
