"""A letter for each recipient, in the background: set going, stopped, gone on with, ended.

Rows are begun one after another, so that numbers follow the list, and finished a few at a time;
where LibreOffice is kept warm, it makes their PDFs by the batch in between (batches.py). A row's
letter gets its draft, its number and its place in the row in one transaction, which also looks
whether somebody has stopped the run: so nobody gets two letters, nobody is left out, and after a
stop no number is taken any more. Whoever takes the job again, or takes it twice, finds what is
there and does the rest.
"""

from collections.abc import Iterator, Mapping
from functools import partial

from sqlalchemy.engine import Connection

from archive.errors import ArchiveError
from doc_templates.errors import BadValues, DocTemplateError, LostText
from numbering.errors import NumberingError
from service import drafts, freezing, issuing, jobs
from service.accounts import audit
from service.accounts.actor import account_of
from service.db import reading, transaction
from service.drafts import Draft
from service.errors import DraftChanged, Refused
from service.jobs import Job, Progress
from service.massal import checking, listing, runs
from service.massal.abreast import abreast
from service.massal.batches import Begun, with_pdfs
from service.massal.listing import Listed
from service.massal.receipts import receipt_for
from service.massal.runs import DONE, GOING, LISTED, STOPPED, Row, Run
from service.offices import profile
from service.offices.profile import Office
from service.workbench import Workbench

JOB = "surat-massal"
_REFUSED = (ArchiveError, DocTemplateError, NumberingError, Refused)


def start(bench: Workbench, office: Office, draft_id: int, *, oleh: str) -> Run:
    """Set a list going; a job does the rest.

    Raises BadValues with every fault by row, and then nothing is issued.
    """
    listed = listing.read(bench, office, draft_id)
    if listed.run is not None and listed.run.state != LISTED:
        return listed.run
    faults = checking.check(bench, office, listed)
    if faults:
        raise BadValues(faults)
    with transaction(bench.engine) as conn:
        run = _as_checked(conn, listed)
        drafts.hand_out(conn, listed.draft, pada=bench.stamp())
        _go(conn, bench, run, "massal-mulai", {"penerima": len(listed.rows)}, oleh)
        return runs.get(conn, run.id)


def stop(bench: Workbench, office: Office, draft_id: int, *, oleh: str) -> None:
    """Take no more numbers; what has its number is still finished."""
    with transaction(bench.engine) as conn:
        run = _locked(conn, office, draft_id)
        if run.state == GOING:
            runs.change(conn, run.id, state=STOPPED, pesan="")
            _note(conn, bench, run, "massal-henti", {}, oleh)


def go_on(bench: Workbench, office: Office, draft_id: int, *, oleh: str) -> Run:
    """Go on with a run that was stopped, or that stopped by itself."""
    with transaction(bench.engine) as conn:
        run = _locked(conn, office, draft_id)
        if run.state != STOPPED:
            return run
        _go(conn, bench, run, "massal-lanjut", {}, oleh)
        return runs.get(conn, run.id)


def give_back(bench: Workbench, office: Office, draft_id: int, *, oleh: str) -> None:
    """End a stopped run: recipients without a letter go back to the draft, to be mended there."""
    with transaction(bench.engine) as conn:
        run = _locked(conn, office, draft_id)
        if run.state != STOPPED:
            raise Refused("Pengiriman ini tidak sedang berhenti. Hentikan dahulu.")
        draft = drafts.get(conn, office.id, draft_id)
        rest = runs.create(conn, draft, oleh=oleh, pada=bench.stamp())
        runs.change(conn, rest.id, kolom=list(run.kolom), tanda_terima=run.tanda_terima)
        moved = runs.move_rest(conn, run.id, rest.id)
        runs.change(conn, run.id, state=DONE)
        drafts.reopen(conn, draft, pada=bench.stamp())
        _note(conn, bench, run, "massal-kembali", {"penerima": moved}, oleh)


def send_job(bench: Workbench, job: Job, progress: Progress) -> Mapping[str, object]:
    """Carry out the job of a run; what stops it is told on the page of the run."""
    return send(bench, int(str(job.bahan["massal"])), progress)


def send(bench: Workbench, run_id: int, progress: Progress) -> Mapping[str, object]:
    """Issue what a run has left to issue; give how many recipients have all, of how many."""
    with reading(bench.engine) as conn:
        run = runs.get(conn, run_id)
    try:
        _send(bench.patient(), run, progress)
    except _REFUSED as refusal:
        _halt(bench, run, str(refusal))
        raise
    return _end(bench, run)


def _send(bench: Workbench, run: Run, progress: Progress) -> None:
    with reading(bench.engine) as conn:
        done, total = runs.progress(conn, run)
    progress(done, total)
    for _ in abreast(partial(_finish, run), with_pdfs(bench, _begun(bench, run))):
        done += 1
        progress(done, total)


def _begun(bench: Workbench, run: Run) -> Iterator[Begun]:
    """Begin row after row, in the order of the list, until all are or somebody stops the run."""
    with reading(bench.engine) as conn:
        office = profile.get(conn, run.instansi_id)
        listed = listing.read_on(conn, bench, office, run.draft_id)
        rows = runs.rows(conn, run.id)
    for row in rows:
        if row.done(run.tanda_terima):
            continue
        try:
            letter = _letter(bench, run, listed, row)
            if letter is None:
                return
            yield Begun(letter, _receipt(bench, run, row, letter))
        except _REFUSED as refusal:
            raise Refused(f"Baris {row.urutan}, {row.told}: {_sentence(refusal)}") from refusal


def _letter(bench: Workbench, run: Run, listed: Listed, row: Row) -> Draft | None:
    """Give the letter of a row, begun now unless it was; None when the run was stopped."""
    if row.draft_id is not None:
        return _draft(bench, run, row.draft_id)
    new = listed.letter(row.isian)
    sheet = issuing.tried(bench, new, oleh=run.oleh)
    with transaction(bench.engine) as conn:
        if runs.get(conn, run.id, lock=True).state != GOING:
            return None
        known = runs.lock_row(conn, row.id).draft_id
        if known is not None:
            return drafts.get(conn, run.instansi_id, known)
        draft = issuing.begin_new(conn, bench, sheet, new, oleh=run.oleh).draft
        runs.bind(conn, row.id, draft_id=draft.id)
        return draft


def _receipt(bench: Workbench, run: Run, row: Row, letter: Draft) -> Draft | None:
    """Give the receipt of a row whose letter has its number; None when none is wanted."""
    if not run.tanda_terima:
        return None
    if row.terima_id is not None:
        return _draft(bench, run, row.terima_id)
    sheet = freezing.thaw(bench, letter)
    number = str((letter.snapshot or {})["nomor_surat"] or "")
    with reading(bench.engine) as conn:
        new = receipt_for(conn, bench, sheet, number)
    receipt = issuing.tried(bench, new, oleh=run.oleh)
    with transaction(bench.engine) as conn:
        known = runs.lock_row(conn, row.id).terima_id
        if known is not None:
            return drafts.get(conn, run.instansi_id, known)
        draft = issuing.begin_new(conn, bench, receipt, new, oleh=run.oleh).draft
        runs.bind(conn, row.id, terima_id=draft.id)
        return draft


def _finish(run: Run, ready: tuple[Workbench, Begun]) -> None:
    bench, begun = ready
    for draft in (begun.letter, begun.receipt):
        if draft is not None:
            issuing.finish(bench, draft, oleh=run.oleh)


def _end(bench: Workbench, run: Run) -> Mapping[str, object]:
    """End a run all of whose recipients have all; one that was stopped stays as it is."""
    with transaction(bench.engine) as conn:
        state = runs.get(conn, run.id, lock=True).state
        done, total = runs.progress(conn, run)
        if state == GOING and done == total:
            runs.change(conn, run.id, state=DONE)
            drafts.mark_sent(conn, run.draft_id, pada=bench.stamp())
            _note(conn, bench, run, "massal-selesai", {"penerima": total}, run.oleh)
    return {"massal": run.id, "selesai": done, "dari": total}


def _halt(bench: Workbench, run: Run, pesan: str) -> None:
    """Note why a run cannot go on; what was issued stays issued."""
    with transaction(bench.engine) as conn:
        if runs.get(conn, run.id, lock=True).state == GOING:
            runs.change(conn, run.id, state=STOPPED, pesan=pesan)
            _note(conn, bench, run, "massal-henti", {"alasan": pesan}, run.oleh)


def _go(
    conn: Connection,
    bench: Workbench,
    run: Run,
    perbuatan: str,
    facts: Mapping[str, object],
    oleh: str,
) -> None:
    """Note that a run goes, and queue its job: a round that just ends must not swallow the next."""
    who = {"nama": str(oleh), "pengguna_id": account_of(oleh)}
    runs.change(conn, run.id, state=GOING, pesan="", **who)
    jobs.queue(conn, run.instansi_id, JOB, {"massal": run.id}, oleh=oleh, pada=bench.stamp())
    _note(conn, bench, run, perbuatan, facts, oleh)


def _as_checked(conn: Connection, listed: Listed) -> Run:
    """Lock the draft and its list. DraftChanged when either isn't what was checked any more."""
    draft = drafts.lock(conn, listed.draft.id)
    run = runs.of_draft(conn, draft.id)
    now = [row.id for row in runs.rows(conn, run.id)] if run else []
    same = draft.versi == listed.draft.versi and now == [row.id for row in listed.rows]
    if run is None or run.state != LISTED or draft.state != drafts.WRITTEN or not same:
        raise DraftChanged(
            "Konsep atau daftar penerimanya baru saja diubah dari jendela lain. "
            "Muat ulang halaman, periksa, lalu terbitkan lagi."
        )
    return run


def _locked(conn: Connection, office: Office, draft_id: int) -> Run:
    run = runs.of_draft(conn, drafts.get(conn, office.id, draft_id).id)
    if run is None:
        raise Refused("Naskah ini tidak dikirim ke banyak penerima.")
    return runs.get(conn, run.id, lock=True)


def _draft(bench: Workbench, run: Run, draft_id: int) -> Draft:
    with reading(bench.engine) as conn:
        return drafts.get(conn, run.instansi_id, draft_id)


def _sentence(refusal: Exception) -> str:
    if isinstance(refusal, BadValues | LostText):
        return " ".join(f"{one.label}: {one.pesan}" for one in refusal.faults)
    return str(refusal)


def _note(
    conn: Connection,
    bench: Workbench,
    run: Run,
    perbuatan: str,
    facts: Mapping[str, object],
    oleh: str,
) -> None:
    deed = audit.Deed(oleh, perbuatan, f"draft/{run.draft_id}", facts)
    audit.record(conn, run.instansi_id, deed, pada=bench.stamp())
