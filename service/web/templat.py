"""The Word templates of a kind: uploaded, looked at beside the one in use, put into use."""

from hashlib import sha256
from io import BytesIO

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue
from PIL.Image import Image as Picture

from doc_templates.catalog import Kind
from doc_templates.doctor import difference
from doc_templates.doctor.finding import Finding
from service.accounts.permissions import Izin
from service.errors import Refused
from service.naming import MEDIA
from service.templat import bringing, versions
from service.templat.versions import Versi
from service.web import template_shelf
from service.web.context import bench, office, oleh, reading
from service.web.gate import needs

pages = Blueprint("templat", __name__, url_prefix="/jenis/<slug>/templat")

Pair = tuple[Picture | None, Picture | None]
LARGEST = 64 * 1024 * 1024  # read at most; what is larger than a template may be is then refused


@pages.get("")
@needs(Izin.TEMPLAT)
def show(slug: str) -> ResponseReturnValue:
    """Show the template in use, those that were uploaded, and who has changed it."""
    return _page(bench().catalog.get(slug))


@pages.post("")
@needs(Izin.TEMPLAT)
def bring(slug: str) -> ResponseReturnValue:
    """Look at an uploaded template; a good one is then shown beside the one in use."""
    kind, sent = bench().catalog.get(slug), request.files.get("file")
    if sent is None or not sent.filename:
        raise Refused("Pilih dulu file templatnya.")
    docx: bytes = sent.read(LARGEST)
    brought = bringing.bring(bench(), office(), slug, sent.filename, docx, oleh=oleh())
    if brought.versi_id is not None:
        old, new, _ = _both(slug, _versi(slug, brought.versi_id))
        template_shelf.keep(old, new, brought.report)
        return redirect(url_for("templat.compare", slug=slug, versi_id=brought.versi_id), 303)
    digest = sha256(docx).hexdigest()
    template_shelf.keep_commented(slug, digest, brought.report)
    return _page(kind, brought.report.findings, digest, sent.filename), 422


@pages.get("/komentar-<digest>.docx")
@needs(Izin.TEMPLAT)
def commented(slug: str, digest: str) -> ResponseReturnValue:
    """Give an uploaded template with the findings as comments."""
    data = template_shelf.commented(slug, digest)
    if data is None:
        raise Refused("File ini tidak disimpan lama. Unggah lagi templatnya untuk diperiksa.")
    return _docx(data, f"{slug} - temuan.docx")


@pages.get("/<int:versi_id>")
@needs(Izin.TEMPLAT)
def compare(slug: str, versi_id: int) -> ResponseReturnValue:
    """Show the pages of a version beside those of the one in use, and what differs."""
    versi = _versi(slug, versi_id)
    old, new, own = _both(slug, versi)
    found = _pairs(old, new)
    return render_template(
        "templat/banding.html",
        kind=new,
        versi=versi,
        own=own,
        findings=template_shelf.findings(old, new),
        digest=versi.digest,
        same=[not difference.differs(*pair) for pair in found],
        has=[(before is not None, after is not None) for before, after in found],
    )


@pages.get("/<int:versi_id>/<any(lama, baru, beda):which>-<int:page>.png")
@needs(Izin.TEMPLAT)
def picture(slug: str, versi_id: int, which: str, page: int) -> ResponseReturnValue:
    """Give one page of a comparison."""
    old, new, _ = _both(slug, _versi(slug, versi_id))
    found = _pairs(old, new)
    if not 1 <= page <= len(found):
        abort(404)
    before, after = found[page - 1]
    image = {"lama": before, "baru": after}.get(which) or difference.marked(before, after)
    target = BytesIO()
    image.save(target, "PNG", compress_level=1)
    return Response(target.getvalue(), mimetype="image/png")


@pages.get("/<int:versi_id>/templat.docx")
@needs(Izin.TEMPLAT)
def fetch(slug: str, versi_id: int) -> ResponseReturnValue:
    """Give the Word file of a version."""
    versi = _versi(slug, versi_id)
    return _docx(bench().store.read(versi.digest), versi.nama)


@pages.post("/pakai")
@needs(Izin.TEMPLAT)
def use(slug: str) -> ResponseReturnValue:
    """Put a version in use; without one, the kind's own template."""
    versi_id = request.form.get("versi", type=int)
    catatan = request.form.get("catatan", "")
    bringing.use(bench(), office(), slug, versi_id, catatan, oleh=oleh())
    flash(
        "Templat dipakai untuk surat berikutnya. Surat yang sudah terbit tidak berubah.", "success"
    )
    return redirect(url_for("templat.show", slug=slug), 303)


def _page(kind: Kind, findings: tuple[Finding, ...] = (), digest: str = "", nama: str = "") -> str:
    with reading() as conn:
        found = versions.every(conn, office().id, kind.slug)
        changes = versions.changes(conn, office().id, kind.slug)
        now = versions.in_use(conn, office().id, kind.slug)
    return render_template(
        "templat/semua.html",
        kind=kind,
        versions=found,
        names={one.id: one.nama for one in found},
        changes=changes,
        now=now,
        findings=findings,
        digest=digest,
        nama=nama,
    )


def _versi(slug: str, versi_id: int) -> Versi:
    with reading() as conn:
        return versions.get(conn, office().id, slug, versi_id)


def _both(slug: str, versi: Versi) -> tuple[Kind, Kind, bool]:
    """Give the kind as it is in use and with this version; that in use itself beside the own."""
    now = versions.kind_for(bench(), office().id, slug)
    new = versions.with_versi(bench(), now, versi)
    if new.docx != now.docx:
        return now, new, False
    return bench().catalog.get(slug), new, True


def _pairs(old: Kind, new: Kind) -> list[Pair]:
    if not new.has_sample:
        return []
    return difference.page_pictures(template_shelf.printed(old), template_shelf.printed(new))


def _docx(data: bytes, name: str) -> ResponseReturnValue:
    return send_file(BytesIO(data), mimetype=MEDIA["docx"], as_attachment=True, download_name=name)
