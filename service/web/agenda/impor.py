"""Import of an old register: upload, match columns, look at the report, import, undo."""

import re

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from numbering import books
from numbering.errors import BadTable
from numbering.headings import REGISTER
from numbering.old_dates import ORDERS
from service import jobs
from service.accounts.permissions import Izin
from service.agenda import impor
from service.agenda.impor import Upload
from service.errors import Refused
from service.jobs import Job
from service.web.agenda.cocok import LABELS, match, report
from service.web.context import bench, office, oleh, reading
from service.web.gate import needs
from service.web.sent import incoming

pages = Blueprint("impor", __name__, url_prefix="/agenda")

_DIGEST = re.compile(r"[0-9a-f]{64}")


@pages.get("/<slug>/impor")
@needs(Izin.ATUR)
def ask(slug: str) -> ResponseReturnValue:
    """Ask for the file, and list earlier imports of this book."""
    with reading() as conn:
        buku = books.get_buku(conn, office().id, slug)
        earlier = impor.history(conn, buku)
    return render_template("agenda/impor.html", buku=buku, earlier=earlier)


@pages.post("/<slug>/impor")
@needs(Izin.ATUR)
def upload(slug: str) -> ResponseReturnValue:
    """Keep the file, and lead to the report about it."""
    sent = incoming("file")
    if not sent:
        raise Refused("Pilih dulu file register, xlsx atau csv.")
    digest = bench().store.put(sent[0].stream)
    there = url_for("impor.look", slug=slug, digest=digest, nama=sent[0].nama[:200])
    return redirect(there, 303)


@pages.get("/<slug>/impor/<digest>")
@needs(Izin.ATUR)
def look(slug: str, digest: str) -> ResponseReturnValue:
    """Show what an import would do: columns, first rows, what is to be said of each row."""
    wanted = _upload(slug, digest)
    with reading() as conn:
        buku = books.get_buku(conn, office().id, slug)
    lines, found, fault = [], None, ""
    try:
        lines = impor.top(bench(), wanted)
        found = impor.look(bench(), office(), wanted)
    except BadTable as refusal:
        fault = str(refusal)
    return render_template(
        "agenda/impor_lihat.html",
        buku=buku,
        upload=wanted,
        found=found,
        fault=fault,
        matching=match(lines, found, wanted) if lines else None,
        groups=report(found) if found else [],
        LABELS=LABELS,
        ORDERS=ORDERS,
    )


@pages.post("/<slug>/impor/<digest>")
@needs(Izin.ATUR)
def start(slug: str, digest: str) -> ResponseReturnValue:
    """Begin the import."""
    wanted = _upload(slug, digest)
    lines = impor.look(bench(), office(), wanted).lines
    job_id = impor.start(bench(), office(), wanted, lines, oleh=oleh())
    return redirect(url_for("impor.watch", job_id=job_id), 303)


@pages.get("/impor/<int:job_id>")
@needs(Izin.ATUR)
def watch(job_id: int) -> ResponseReturnValue:
    """Show how far the import is."""
    job = _job(job_id)
    with reading() as conn:
        buku = books.get_buku(conn, office().id, str(job.bahan["slug"]))
    again = url_for(
        "impor.look", slug=buku.slug, digest=job.bahan["digest"], nama=job.bahan["nama"]
    )
    return render_template("agenda/impor_jalan.html", job=job, buku=buku, again=again)


@pages.get("/impor/<int:job_id>/keadaan")
@needs(Izin.ATUR)
def state(job_id: int) -> ResponseReturnValue:
    """Tell scripts how far the import is."""
    job = _job(job_id)
    return jsonify(state=job.state, selesai=job.selesai, dari=job.dari)


@pages.get("/impor/<int:impor_id>/tarik")
@needs(Izin.ATUR)
def ask_back(impor_id: int) -> ResponseReturnValue:
    """Show what undoing an import would do, and what stands in its way."""
    with reading() as conn:
        buku, undoing = impor.weigh(conn, office(), impor_id)
    return render_template("agenda/impor_tarik.html", buku=buku, undoing=undoing)


@pages.post("/impor/<int:impor_id>/tarik")
@needs(Izin.ATUR)
def take_back(impor_id: int) -> ResponseReturnValue:
    """Undo an import as a whole."""
    alasan = request.form.get("alasan", "")
    buku = impor.take_back(bench(), office(), impor_id, alasan=alasan, oleh=oleh())
    flash("Impor ditarik. Hitungan buku kembali seperti sebelumnya.", "success")
    return redirect(url_for("impor.ask", slug=buku.slug), 303)


def _upload(slug: str, digest: str) -> Upload:
    """Read what was chosen: columns as `kolom-hal=4`, rows to leave out as `lewati=7,9`.

    An empty column tells that the table has none; one that is not named is guessed.
    """
    if not _DIGEST.fullmatch(digest) or not bench().store.has(digest):
        abort(404)
    asked = request.values
    named = [name for name in REGISTER if f"kolom-{name}" in asked]
    columns = tuple((name, asked.get(f"kolom-{name}", type=int)) for name in named)
    rows = re.findall(r"\d{1,7}", " ".join(asked.getlist("lewati")))
    urutan = asked.get("urutan", "")
    return Upload(
        slug,
        digest,
        asked.get("nama", "register"),
        columns,
        tuple(sorted({int(row) for row in rows})),
        asked.get("judul", type=int),
        urutan if urutan in ORDERS else "",
    )


def _job(job_id: int) -> Job:
    with reading() as conn:
        job = jobs.get(conn, office().id, job_id)
    if job.jenis != impor.JOB:
        abort(404)
    return job
