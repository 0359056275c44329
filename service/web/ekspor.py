"""The export of a dossier: start it, watch it, fetch it."""

from pathlib import Path

from flask import Blueprint, abort, jsonify, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue

from archive import dossier
from service import jobs
from service.accounts.permissions import Izin
from service.jobs import Job
from service.web.context import bench, office, oleh, reading
from service.web.gate import needs

pages = Blueprint("ekspor", __name__)

KIND = "ekspor"


@pages.post("/berkas/<int:berkas_id>/ekspor")
@needs(Izin.EKSPOR)
def start(berkas_id: int) -> ResponseReturnValue:
    """Put the export in the queue."""
    with reading() as conn:
        dossier.get_berkas(conn, office().id, berkas_id)
    job_id = jobs.start(bench(), office().id, KIND, {"berkas_id": berkas_id}, oleh=oleh())
    return redirect(url_for("ekspor.watch", job_id=job_id), 303)


@pages.get("/ekspor/<int:job_id>")
@needs(Izin.EKSPOR)
def watch(job_id: int) -> ResponseReturnValue:
    """Show how far the export is, and then the zip."""
    job = _job(job_id)
    with reading() as conn:
        berkas = dossier.get_berkas(conn, office().id, int(str(job.bahan["berkas_id"])))
    return render_template("berkas/ekspor.html", job=job, berkas=berkas)


@pages.get("/ekspor/<int:job_id>/keadaan")
@needs(Izin.EKSPOR)
def state(job_id: int) -> ResponseReturnValue:
    """Tell scripts how far the export is."""
    job = _job(job_id)
    return jsonify(state=job.state, selesai=job.selesai, dari=job.dari)


@pages.get("/ekspor/<int:job_id>/unduh")
@needs(Izin.EKSPOR)
def fetch(job_id: int) -> ResponseReturnValue:
    """Give the zip."""
    job = _job(job_id)
    if job.state != jobs.DONE or job.hasil is None:
        abort(404)
    path = Path(str(job.hasil["file"]))
    if not path.is_file():
        abort(404)
    return send_file(
        path, mimetype="application/zip", as_attachment=True, download_name=str(job.hasil["nama"])
    )


def _job(job_id: int) -> Job:
    with reading() as conn:
        job = jobs.get(conn, office().id, job_id)
    if job.jenis != KIND:
        abort(404)
    return job
