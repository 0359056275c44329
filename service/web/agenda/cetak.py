"""The print of a long book: watch it, fetch it."""

from pathlib import Path

from flask import Blueprint, abort, jsonify, render_template, send_file
from flask.typing import ResponseReturnValue

from service import jobs, naming
from service.accounts.permissions import Izin
from service.agenda import cetak
from service.jobs import Job
from service.web.context import office, reading
from service.web.gate import needs

pages = Blueprint("cetak", __name__, url_prefix="/agenda/cetak/<int:job_id>")


@pages.get("")
@needs(Izin.LIHAT)
def watch(job_id: int) -> ResponseReturnValue:
    """Show how far the print is, and then the book."""
    job = _job(job_id)
    with reading() as conn:
        book = cetak.listed(conn, office(), job.bahan)
    return render_template("agenda/cetak.html", job=job, book=book)


@pages.get("/keadaan")
@needs(Izin.LIHAT)
def state(job_id: int) -> ResponseReturnValue:
    """Tell scripts how far the print is."""
    job = _job(job_id)
    return jsonify(state=job.state, selesai=job.selesai, dari=job.dari)


@pages.get("/buku.pdf")
@needs(Izin.LIHAT)
def fetch(job_id: int) -> ResponseReturnValue:
    """Give the book."""
    job = _job(job_id)
    if job.state != jobs.DONE or job.hasil is None:
        abort(404)
    path = Path(str(job.hasil["file"]))
    if not path.is_file():
        abort(404)
    return send_file(path, mimetype=naming.MEDIA["pdf"], download_name=path.name)


def _job(job_id: int) -> Job:
    with reading() as conn:
        job = jobs.get(conn, office().id, job_id)
    if job.jenis != cetak.JOB:
        abort(404)
    return job
