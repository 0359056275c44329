"""A draft with its recipients, as people put them together before anything is issued."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from service import drafts
from service.db import reading, transaction
from service.drafts import Draft, NewDraft
from service.errors import Refused
from service.massal import runs
from service.massal.recipients import Shape, shape_of
from service.massal.runs import LISTED, Row, Run
from service.offices.profile import Office
from service.workbench import Workbench


@dataclass(frozen=True)
class Listed:
    """A draft, its kind's recipients, and its newest run with the rows, if it has one."""

    draft: Draft
    shape: Shape
    run: Run | None
    rows: Sequence[Row]

    @property
    def kolom(self) -> tuple[str, ...]:
        """Give the names of the fields that differ; the place of whom it goes to at first."""
        if self.run is not None:
            return self.run.kolom
        return tuple(one.nama for one in self.shape.may_differ if one.nama == "tujuan_di")

    @property
    def filled(self) -> list[Mapping[str, str]]:
        """Give the recipients as they were typed; at first those that the draft names."""
        if self.run is not None:
            return [row.isian for row in self.rows]
        return list(self.shape.known(self.draft.isian))

    def letter(self, row: Mapping[str, str]) -> NewDraft:
        """Give the letter to one recipient."""
        draft = self.draft
        isian = self.shape.one(draft.isian, row)
        whose = (draft.place, draft.konsep, draft.kode_klasifikasi)
        return NewDraft(draft.instansi_id, draft.jenis, isian, *whose)


def read(bench: Workbench, office: Office, draft_id: int) -> Listed:
    """Read a draft of the office with its recipients. Refused for a kind that has none."""
    with reading(bench.engine) as conn:
        return read_on(conn, bench, office, draft_id)


def read_on(conn: Connection, bench: Workbench, office: Office, draft_id: int) -> Listed:
    """Read the same on an open connection."""
    draft = drafts.get(conn, office.id, draft_id)
    shape = shape_of(bench.catalog.get(draft.jenis))
    if shape is None:
        raise Refused("Jenis naskah ini tidak punya penerima, jadi tidak dikirim ke banyak orang.")
    run = runs.of_draft(conn, draft.id)
    return Listed(draft, shape, run, runs.rows(conn, run.id) if run else ())


def keep(
    bench: Workbench,
    office: Office,
    draft_id: int,
    rows: Sequence[Mapping[str, str]],
    kolom: Sequence[str],
    *,
    tanda_terima: bool,
    oleh: str,
) -> Listed:
    """Keep the recipients of a draft that is still being written, and what differs for them.

    Refused once it was set going, or is no longer written on.
    """
    with transaction(bench.engine) as conn:
        draft = drafts.lock(conn, drafts.get(conn, office.id, draft_id).id)
        run = runs.of_draft(conn, draft.id)
        if run is None:
            run = runs.create(conn, draft, oleh=oleh, pada=bench.stamp())
        if draft.state != drafts.WRITTEN or run.state != LISTED:
            raise Refused("Daftar ini tidak dapat diubah lagi. Muat ulang halamannya.")
        runs.replace_rows(conn, run.id, rows)
        runs.change(conn, run.id, kolom=list(kolom), tanda_terima=tanda_terima)
        return read_on(conn, bench, office, draft_id)
