"""Runs and their rows, as the database keeps them.

A row knows the draft that its letter is; what became of it (its state, its entry, its number) is
read from there, so that the two can never disagree.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from archive.schema import arsip
from service import drafts
from service.accounts.actor import Actor, account_of
from service.errors import NotFound
from service.schema import draft as draft_table
from service.schema import massal, massal_baris

LISTED, GOING, STOPPED, DONE = "disusun", "jalan", "henti", "selesai"


@dataclass(frozen=True)
class Run:
    """A list of recipients for a draft, and how far its letters are.

    `kolom` names the fields that differ, `pesan` says why it stopped by itself.
    """

    id: int
    instansi_id: int
    draft_id: int
    kolom: tuple[str, ...]
    tanda_terima: bool
    state: str
    pesan: str
    nama: str
    pengguna_id: int | None
    dibuat_pada: str

    @property
    def oleh(self) -> str:
        """Give whom its letters are noted under: who set it going."""
        return self.nama if self.pengguna_id is None else Actor(self.nama, self.pengguna_id, "")


@dataclass(frozen=True)
class Row:
    """One recipient: raw values, its letter and receipt once begun, and what became of those.

    `state` is that of the letter in the archive.
    """

    id: int
    urutan: int
    isian: Mapping[str, str]
    draft_id: int | None
    terima_id: int | None
    arsip_id: int | None
    nomor_surat: str | None
    state: str | None
    terima_arsip_id: int | None

    def done(self, tanda_terima: bool) -> bool:
        """Tell whether its letter is in the archive, and its receipt where one goes with it."""
        receipt = self.terima_arsip_id is not None or not tanda_terima
        return self.arsip_id is not None and receipt

    @property
    def told(self) -> str:
        """Say who it is, by what was typed first."""
        return next((text for text in self.isian.values() if text.strip()), "")


def of_draft(conn: Connection, draft_id: int) -> Run | None:
    """Give the newest run of a draft, if there is one."""
    chosen = sa.select(massal).where(massal.c.draft_id == draft_id)
    row = conn.execute(chosen.order_by(massal.c.id.desc()).limit(1)).first()
    return _run(row) if row else None


def earlier(conn: Connection, run: Run) -> list[Run]:
    """Give the runs of the same draft that ended before this one, newest first."""
    own = (massal.c.draft_id == run.draft_id) & (massal.c.id < run.id)
    rows = conn.execute(sa.select(massal).where(own).order_by(massal.c.id.desc()))
    return [_run(row) for row in rows]


def get(conn: Connection, run_id: int, *, lock: bool = False) -> Run:
    """Give a run; with `lock`, others wait with changing it until the transaction ends."""
    chosen = sa.select(massal).where(massal.c.id == run_id)
    row = conn.execute(chosen.with_for_update() if lock else chosen).first()
    if row is None:
        raise NotFound("Pengiriman ini tidak ada.")
    return _run(row)


def create(conn: Connection, draft: drafts.Draft, *, oleh: str, pada: str) -> Run:
    """Begin a list for a draft."""
    values = {
        "instansi_id": draft.instansi_id,
        "draft_id": draft.id,
        "kolom": [],
        "tanda_terima": False,
        "state": LISTED,
        "pesan": "",
        "nama": str(oleh),
        "pengguna_id": account_of(oleh),
        "dibuat_pada": pada,
    }
    return _run(conn.execute(massal.insert().values(values).returning(massal)).one())


def change(conn: Connection, run_id: int, **values: object) -> None:
    """Set columns of a run."""
    conn.execute(massal.update().where(massal.c.id == run_id).values(**values))


def replace_rows(conn: Connection, run_id: int, rows: Sequence[Mapping[str, str]]) -> None:
    """Put these recipients in the place of those that a list had."""
    conn.execute(massal_baris.delete().where(massal_baris.c.massal_id == run_id))
    values = [
        {"massal_id": run_id, "urutan": place, "isian": dict(row)}
        for place, row in enumerate(rows, start=1)
    ]
    if values:
        conn.execute(massal_baris.insert(), values)


def rows(conn: Connection, run_id: int) -> list[Row]:
    """Give the recipients of a run in the order of the list."""
    found = conn.execute(_rows().where(massal_baris.c.massal_id == run_id))
    return [Row(**one._mapping) for one in found]


def lock_row(conn: Connection, row_id: int) -> Row:
    """Give a row, and keep others from beginning its letter until the transaction ends."""
    own = massal_baris.c.id == row_id
    conn.execute(sa.select(massal_baris.c.id).where(own).with_for_update())
    return Row(**conn.execute(_rows().where(own)).one()._mapping)


def bind(conn: Connection, row_id: int, **drafts_of: int) -> None:
    """Note which draft is the row's letter (`draft_id`) or its receipt (`terima_id`)."""
    conn.execute(massal_baris.update().where(massal_baris.c.id == row_id).values(**drafts_of))


def move_rest(conn: Connection, source: int, target: int) -> int:
    """Move the recipients without a letter to another run; give how many they were."""
    rest = (massal_baris.c.massal_id == source) & massal_baris.c.draft_id.is_(None)
    moved = conn.execute(massal_baris.update().where(rest).values(massal_id=target))
    return moved.rowcount


def progress(conn: Connection, run: Run) -> tuple[int, int]:
    """Give how many recipients have all that they get, of how many."""
    made = sa.func.count(_letter.c.arsip_id)
    if run.tanda_terima:
        made = sa.func.count(sa.case((_letter.c.arsip_id.is_not(None), _receipt.c.arsip_id)))
    row = conn.execute(
        sa.select(made, sa.func.count()).select_from(_joined).where(_own(run.id))
    ).one()
    return int(row[0]), int(row[1])


def together(conn: Connection, berkas_ids: Sequence[int]) -> dict[int, int]:
    """Give the entries of dossiers that were sent from one draft, each with that draft's id."""
    row, run = massal_baris.c, massal.c
    sent = massal_baris.join(massal, run.id == row.massal_id)
    sent = sent.join(draft_table, draft_table.c.id == row.draft_id)
    filed = draft_table.c.arsip_id.is_not(None) & draft_table.c.berkas_id.in_(berkas_ids)
    query = sa.select(draft_table.c.arsip_id, run.draft_id).select_from(sent).where(filed)
    return {one.arsip_id: one.draft_id for one in conn.execute(query)}


_letter = draft_table.alias("surat")
_receipt = draft_table.alias("terima")
_joined = (
    massal_baris.outerjoin(_letter, _letter.c.id == massal_baris.c.draft_id)
    .outerjoin(_receipt, _receipt.c.id == massal_baris.c.terima_id)
    .outerjoin(arsip, arsip.c.id == _letter.c.arsip_id)
)


def _own(run_id: int) -> sa.ColumnElement[bool]:
    return massal_baris.c.massal_id == run_id


def _rows() -> sa.Select[tuple[object, ...]]:
    table = massal_baris.c
    return (
        sa.select(
            *(table.id, table.urutan, table.isian, table.draft_id, table.terima_id),
            _letter.c.arsip_id,
            arsip.c.nomor_surat,
            arsip.c.state,
            _receipt.c.arsip_id.label("terima_arsip_id"),
        )
        .select_from(_joined)
        .order_by(table.urutan)
    )


def _run(row: sa.Row[tuple[object, ...]]) -> Run:
    seen = dict(row._mapping)
    return Run(**{**seen, "kolom": tuple(seen["kolom"])})
