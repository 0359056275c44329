"""Many letters as the command line sends them: begun from files, gone on with by id."""

from pathlib import Path

from doc_templates.errors import BadValues
from service import drafts
from service.db import reading, transaction
from service.drafts import Draft, NewDraft
from service.errors import Refused
from service.massal import listing, paper, runs, sending
from service.massal.recipients import shape_of
from service.massal.runs import Run
from service.offices import profile
from service.offices.profile import Office
from service.spreadsheet import read_rows
from service.workbench import Workbench


def begin(
    bench: Workbench,
    office: Office,
    new: NewDraft,
    penerima: Path,
    *,
    tanda_terima: bool,
    oleh: str,
) -> Run:
    """Set the recipients of an xlsx going; columns named as fields of the letter differ.

    Raises BadValues with every fault by row, Refused; then nothing is issued and no draft is left.
    """
    shape = shape_of(bench.catalog.get(new.jenis))
    if shape is None:
        raise Refused("Jenis naskah ini tidak punya penerima, jadi tidak dikirim ke banyak orang.")
    with penerima.open("rb") as source:
        found = read_rows(source, shape.grid([one.nama for one in shape.may_differ]))
    if found.faults:
        raise Refused("\n".join(found.faults))
    own = {one.nama for one in shape.own}
    kolom = [name for name in found.rows[0] if name not in own]
    with transaction(bench.engine) as conn:
        draft = drafts.create(conn, new, oleh=oleh, pada=bench.stamp())
    where = (bench, office, draft.id, found.rows, kolom)
    listing.keep(*where, tanda_terima=tanda_terima, oleh=oleh)
    try:
        return sending.start(bench, office, draft.id, oleh=oleh)
    except BadValues:
        _discard(bench, draft)
        raise


def go_on(bench: Workbench, run_id: int, *, oleh: str) -> Run:
    """Set a run going again that was stopped; one that goes or is done stays as it is."""
    with reading(bench.engine) as conn:
        run = runs.get(conn, run_id)
        office = profile.get(conn, run.instansi_id)
        newest = runs.of_draft(conn, run.draft_id)
    if newest is None or newest.id != run.id:
        return run
    return sending.go_on(bench, office, run.draft_id, oleh=oleh)


def carry_out(bench: Workbench, run: Run) -> dict[str, object]:
    """Issue what is left of a run, and say how far it is."""
    return dict(sending.send(bench, run.id, lambda _done, _total: None))


def print_all(bench: Workbench, run_id: int, out: Path, *, duplex: bool) -> list[str]:
    """Write the letters of a run as one PDF; say which of them have none yet.

    Raises Refused when there is nothing to print.
    """
    with reading(bench.engine) as conn:
        run = runs.get(conn, run_id)
        late = paper.waiting(conn, run)
    with out.open("wb") as target:
        merged = paper.write(bench, run, target, duplex=duplex)
    if not merged.halaman:
        out.unlink()
        raise Refused("Belum ada surat pengiriman ini yang dapat dicetak.")
    return [f"{one}: PDF-nya belum ada." for one in late]


def _discard(bench: Workbench, draft: Draft) -> None:
    with transaction(bench.engine) as conn:
        drafts.discard(conn, draft, pada=bench.stamp())
