"""The export of a dossier: start it, watch it, fetch it."""

from pathlib import Path

from flask import (
    Blueprint,
    abort,
    jsonify,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue

from archive import dossier
from service import jobs
from service.accounts.permissions import Izin
from service.jobs import Job
from service.package import DECIDED
from service.web.context import bench, board_of, office, oleh, reading, user
from service.web.gate import CLOSED, needs, note_refusal

pages = Blueprint("ekspor", __name__)

KIND = "ekspor"


@pages.get("/berkas/<int:berkas_id>/ekspor")
@needs(Izin.EKSPOR)
def ask(berkas_id: int) -> ResponseReturnValue:
    """Say what is missing, and ask whether closed documents come along."""
    with reading() as conn:
        seen = board_of(conn, berkas_id)
    found = {"berkas": seen.berkas, "shut": seen.shut, "missing": seen.missing}
    return render_template("berkas/ekspor_pilih.html", **found)


@pages.post("/berkas/<int:berkas_id>/ekspor")
@needs(Izin.EKSPOR)
def start(berkas_id: int) -> ResponseReturnValue:
    """Put the export in the queue; to take closed documents along is a decision with a name."""
    with reading() as conn:
        dossier.get_berkas(conn, office().id, berkas_id)
    bahan: dict[str, object] = {"berkas_id": berkas_id}
    if "tertutup" in request.form:
        _only_keepers()
        bahan[DECIDED] = str(oleh())
    job_id = jobs.start(bench(), office().id, KIND, bahan, oleh=oleh())
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
    if DECIDED in job.bahan:
        _only_keepers()
    return job


def _only_keepers() -> None:
    """Refuse whoever may not read every closed document; the trail keeps it."""
    if not user().may(Izin.TERTUTUP):
        note_refusal(Izin.TERTUTUP)
        abort(403, description=CLOSED)
