"""The audit trail: append-only, each row carrying the hash of the one before."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.schema import audit, audit_kepala

START = "0" * 64


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
    """
    urutan, before = _take_head(conn, instansi_id)
    digest = _hash(urutan, pada, deed, before)
    conn.execute(
        audit.insert().values(
            instansi_id=instansi_id,
            urutan=urutan,
            pada=pada,
            oleh=deed.oleh,
            perbuatan=deed.perbuatan,
            objek=deed.objek,
            rincian=dict(deed.rincian),
            sebelumnya=before,
            hash=digest,
        )
    )
    conn.execute(
        audit_kepala.update()
        .where(audit_kepala.c.instansi_id == instansi_id)
        .values(urutan=urutan, hash=digest)
    )
    return digest


def verify(conn: Connection, instansi_id: int) -> Iterator[str]:
    """Yield an Indonesian sentence for each row that was changed, removed or put in."""
    before, expected = START, 1
    rows = conn.execute(
        sa.select(audit).where(audit.c.instansi_id == instansi_id).order_by(audit.c.urutan)
    )
    for row in rows:
        if row.urutan != expected:
            yield f"Jejak audit nomor {expected} sampai {row.urutan - 1} hilang."
        deed = Deed(row.oleh, row.perbuatan, row.objek, row.rincian)
        if row.sebelumnya != before or row.hash != _hash(row.urutan, row.pada, deed, before):
            yield f"Jejak audit nomor {row.urutan} tidak cocok dengan rantainya."
        before, expected = row.hash, row.urutan + 1
    head = conn.execute(
        sa.select(audit_kepala).where(audit_kepala.c.instansi_id == instansi_id)
    ).first()
    if head is not None and (head.urutan, head.hash) != (expected - 1, before):
        yield f"Jejak audit berakhir di nomor {expected - 1}, padahal {head.urutan} pernah dicatat."


def _take_head(conn: Connection, instansi_id: int) -> tuple[int, str]:
    head = conn.execute(
        sa.select(audit_kepala).where(audit_kepala.c.instansi_id == instansi_id).with_for_update()
    ).first()
    if head is not None:
        return head.urutan + 1, head.hash
    conn.execute(audit_kepala.insert().values(instansi_id=instansi_id, urutan=0, hash=START))
    return 1, START


def _hash(urutan: int, pada: str, deed: Deed, before: str) -> str:
    told = [urutan, pada, deed.oleh, deed.perbuatan, deed.objek, dict(deed.rincian), before]
    line = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(line.encode()).hexdigest()
