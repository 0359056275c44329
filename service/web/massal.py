"""One draft to many recipients: the list, the check, and the letters as they come."""

from collections.abc import Sequence
from io import BytesIO
from tempfile import TemporaryFile

from flask import (
    Blueprint,
    abort,
    flash,
    jsonify,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue

from archive import entries
from archive.sheet import Column, Sheet, write_sheet
from doc_templates.blanks import is_empty
from doc_templates.errors import BadValues
from doc_templates.shapes import Fault
from numbering import counter
from numbering.series import period_of
from service import drafts, naming, numbers, sheets
from service.accounts.permissions import Izin
from service.agenda.parts import example
from service.errors import DraftChanged
from service.massal import checking, listing, paper, runs, sending
from service.massal.listing import Listed
from service.massal.recipients import GRID
from service.massal.runs import Run
from service.spreadsheet import read_rows
from service.web import desk as desks
from service.web import isian
from service.web.context import bench, my_readers, office, oleh, reading, today
from service.web.gate import CLOSED, needs, note_refusal
from service.web.sent import workbook

pages = Blueprint("massal", __name__, url_prefix="/surat/<int:draft_id>/massal")

LIST = "xlsx"  # under which the file of a list is sent


@pages.post("/mulai")
@needs(Izin.BUAT)
def keep_draft(draft_id: int) -> ResponseReturnValue:
    """Keep what was typed in the letter, and go on to its recipients."""
    desk = desks.sit_down(draft_id)
    raw, kode = desks.typed(desk)
    try:
        desks.keep(desk, raw, kode)
    except DraftChanged as conflict:
        return desks.show(desk, raw=raw, pesan=str(conflict), conflict=True), 409
    return redirect(url_for("massal.show", draft_id=draft_id), 303)


@pages.get("")
@needs(Izin.BUAT)
def show(draft_id: int) -> ResponseReturnValue:
    """Show the list while it is put together, and then how far its letters are."""
    listed = _listed(draft_id)
    if listed.run is not None and listed.run.state != runs.LISTED:
        return _under_way(listed, listed.run)
    if listed.draft.state != drafts.WRITTEN:
        return redirect(url_for("surat.form", draft_id=draft_id))
    return _form(listed, listed.filled)


@pages.post("")
@needs(Izin.BUAT)
def save(draft_id: int) -> ResponseReturnValue:
    """Keep the list, and do what its button says."""
    listed = _kept(draft_id)
    wanted = request.form.get("_langkah", "")
    if "_tambah" in request.form:
        return _form(listed, [*listed.filled, {}])
    if wanted == "lampiran":
        return _attach(listed)
    if wanted == "periksa":
        faults = checking.check(bench(), office(), listed)
        return (
            (_form(listed, listed.filled, faults), 422)
            if faults
            else _form(listed, listed.filled, ready=True)
        )
    flash("Daftar penerima tersimpan.", "success")
    return redirect(url_for("massal.show", draft_id=draft_id), 303)


@pages.post("/muat")
@needs(Izin.BUAT)
def load(draft_id: int) -> ResponseReturnValue:
    """Put the rows of an uploaded xlsx in the place of the list, with the columns that it fills."""
    listed = _listed(draft_id)
    allowed = [one.nama for one in listed.shape.may_differ]
    found = read_rows(workbook(LIST), listed.shape.grid(allowed))
    receipts = listed.run is not None and listed.run.tanda_terima
    kolom = [one for one in allowed if one in listed.kolom or _is_used(found.rows, one)]
    names = [one.nama for one in listed.shape.grid(kolom).kolom]
    rows = [_texts(row, names) for row in found.rows]
    where = (bench(), office(), draft_id, rows, kolom)
    listed = listing.keep(*where, tanda_terima=receipts, oleh=oleh())
    faults = [Fault(GRID, "File", pesan) for pesan in found.faults]
    if faults:
        return _form(listed, listed.filled, faults), 422
    flash(f"{len(found.rows)} penerima dimuat dari file.", "success")
    return redirect(url_for("massal.show", draft_id=draft_id), 303)


@pages.get("/penerima.xlsx")
@needs(Izin.BUAT)
def sheet(draft_id: int) -> ResponseReturnValue:
    """Give the list as a spreadsheet to fill in, with what is in it already."""
    listed = _listed(draft_id)
    columns = listed.shape.grid(listed.kolom).kolom
    headings = [Column(f"{one.label}{' *' if one.wajib else ''}", 36) for one in columns]
    rows = [[row.get(one.nama, "") for one in columns] for row in listed.filled]
    out = BytesIO()
    write_sheet(out, Sheet("Penerima", headings, rows))
    out.seek(0)
    return send_file(out, mimetype=naming.MEDIA["xlsx"], download_name="penerima.xlsx")


@pages.post("/terbitkan")
@needs(Izin.BUAT)
def start(draft_id: int) -> ResponseReturnValue:
    """Issue a letter for each recipient, in the background."""
    try:
        sending.start(bench(), office(), draft_id, oleh=oleh())
    except BadValues as refusal:
        listed = _listed(draft_id)
        return _form(listed, listed.filled, refusal.faults), 422
    return _back(draft_id)


@pages.post("/henti")
@needs(Izin.BUAT)
def stop(draft_id: int) -> ResponseReturnValue:
    """Take no more numbers."""
    sending.stop(bench(), office(), draft_id, oleh=oleh())
    return _back(draft_id)


@pages.post("/lanjut")
@needs(Izin.BUAT)
def go_on(draft_id: int) -> ResponseReturnValue:
    """Go on where it stopped."""
    sending.go_on(bench(), office(), draft_id, oleh=oleh())
    return _back(draft_id)


@pages.post("/kembali")
@needs(Izin.BUAT)
def give_back(draft_id: int) -> ResponseReturnValue:
    """Put the recipients without a letter back into the draft."""
    sending.give_back(bench(), office(), draft_id, oleh=oleh())
    flash("Penerima yang belum mendapat surat kembali ke konsepnya.", "success")
    return _back(draft_id)


@pages.get("/keadaan")
@needs(Izin.BUAT)
def state(draft_id: int) -> ResponseReturnValue:
    """Tell scripts how far it is."""
    listed = _listed(draft_id)
    if listed.run is None:
        abort(404)
    with reading() as conn:
        done, total = runs.progress(conn, listed.run)
    filed = [row for row in listed.rows if row.arsip_id is not None]
    letters = [[row.urutan, row.nomor_surat or "", row.arsip_id] for row in filed]
    return jsonify(state=listed.run.state, selesai=done, dari=total, surat=letters)


@pages.get("/<int:run_id>/surat.pdf")
@needs(Izin.BUAT)
def print_all(draft_id: int, run_id: int) -> ResponseReturnValue:
    """Give all letters as one file, in the order of the list."""
    listed = _listed(draft_id)
    with reading() as conn:
        run = runs.get(conn, run_id)
        if run.draft_id != listed.draft.id:
            abort(404)
        ids = {row.arsip_id for row in runs.rows(conn, run.id) if row.arsip_id is not None}
        filed = entries.get_many(conn, office().id, ids).values()
        shut = [one for one in filed if one.closed and not one.open_to(my_readers(conn))]
    if shut:  # classified after they were issued
        note_refusal(Izin.TERTUTUP)
        abort(403, description=CLOSED)
    out = TemporaryFile()  # noqa: SIM115 - it is closed when it has been sent
    merged = paper.write(bench(), run, out, duplex="bolak_balik" in request.args)
    if not merged.halaman:
        abort(404)
    out.seek(0)
    name = f"{naming.safe(listed.shape.kind.nama)} - {merged.halaman} halaman.pdf"
    return send_file(out, mimetype=naming.MEDIA["pdf"], download_name=name)


def _listed(draft_id: int) -> Listed:
    return listing.read(bench(), office(), draft_id)


def _kept(draft_id: int) -> Listed:
    """Keep the list of this request: the columns that were chosen, and the rows with words."""
    shape = _listed(draft_id).shape
    allowed = [one.nama for one in shape.may_differ]
    chosen = [name for name in request.form.getlist("kolom") if name in allowed]
    before = shape.grid(allowed)  # a column that is taken away forgets what stood in it
    raw = isian.read((before,), request.form)[GRID]
    names = [one.nama for one in shape.grid(chosen).kolom]
    rows = [_texts(row, names) for row in raw if not is_empty(row)]  # type: ignore[attr-defined] # a list is read as a list
    receipts = "tanda_terima" in request.form
    where = (bench(), office(), draft_id, rows, chosen)
    return listing.keep(*where, tanda_terima=receipts, oleh=oleh())


def _is_used(rows: Sequence[dict[str, str]], name: str) -> bool:
    return any(row.get(name, "").strip() for row in rows)


def _texts(row: dict[str, str], names: Sequence[str]) -> dict[str, str]:
    return {name: row.get(name, "").strip() for name in names}


def _attach(listed: Listed) -> ResponseReturnValue:
    faults = checking.attach(bench(), office(), listed.draft.id)
    if faults:
        return _form(listed, listed.filled, faults), 422
    flash("Daftar penerima masuk ke surat. Periksa, juga jumlah lampirannya, lalu terbitkan.",
          "success")  # fmt: skip
    return redirect(url_for("surat.form", draft_id=listed.draft.id), 303)


def _back(draft_id: int) -> ResponseReturnValue:
    return redirect(url_for("massal.show", draft_id=draft_id), 303)


def _form(
    listed: Listed,
    rows: Sequence[object],
    faults: Sequence[Fault] = (),
    *,
    ready: bool = False,
) -> str:
    grid = listed.shape.grid(listed.kolom)
    return render_template(
        "surat/massal.html",
        listed=listed,
        groups=isian.groups((grid,), {GRID: list(rows)}, faults),
        faults=faults,
        fault_name=lambda tempat: isian.input_name((grid,), tempat),
        ready=ready,
        coming=_coming(listed) if ready else "",
        earlier=_earlier(listed.run),
    )


def _coming(listed: Listed) -> str:
    """Give the number that the first letter is likely to get; nothing for a kind without one."""
    with reading() as conn:
        kind = listed.shape.kind
        jabatan = sheets.signing_post(conn, office(), kind, listed.draft.isian)
        buku = numbers.book_for(conn, office(), kind, jabatan)
        if buku is None or listed.draft.konsep:
            return ""
        urut = counter.next_number(conn, buku.id, period_of(buku.restart, today()))
    return example(office(), buku, today(), urut)


def _under_way(listed: Listed, run: Run) -> str:
    with reading() as conn:
        done, total = runs.progress(conn, run)
        late = [] if run.state == runs.GOING else paper.waiting(conn, run)
    return render_template(
        "surat/massal_jalan.html",
        listed=listed,
        run=run,
        done=done,
        total=total,
        late=late,
        earlier=_earlier(run),
    )


def _earlier(run: Run | None) -> list[tuple[Run, int]]:
    if run is None:
        return []
    with reading() as conn:
        return [(one, runs.progress(conn, one)[0]) for one in runs.earlier(conn, run)]
