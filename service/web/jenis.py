"""The kinds of letter: what can be made, each with its Word template."""

from collections import Counter
from io import BytesIO

from flask import Blueprint, render_template, request, send_file
from flask.typing import ResponseReturnValue

from archive import dossier
from numbering import books
from service import numbers, preparing
from service.accounts.permissions import Izin
from service.naming import MEDIA
from service.templat import versions
from service.web.context import bench, office, reading
from service.web.gate import needs

pages = Blueprint("jenis", __name__, url_prefix="/jenis")


@pages.get("")
@needs(Izin.LIHAT)
def every() -> ResponseReturnValue:
    """List the kinds of letter that can be begun, in a dossier or in none."""
    catalog = bench().catalog
    kinds = [kind for kind in catalog.kinds() if kind.terpilih]
    with reading() as conn:
        open_berkas = dossier.list_berkas(conn, office().id, "terbuka")
        names = {buku.slug: buku.nama for buku in books.books(conn, office().id)}
        used = {kind.slug: numbers.book_slug(conn, office().id, kind) or "" for kind in kinds}
    return render_template(
        "jenis.html",
        kinds=kinds,
        books={slug: names.get(buku, buku) for slug, buku in used.items()},
        twice={nama for nama, count in Counter(kind.nama for kind in kinds).items() if count > 1},
        others=[kind for kind in catalog.kinds() if not kind.terpilih],
        broken=catalog.broken(),
        originals=preparing.refusals(bench(), office()),
        open_berkas=open_berkas,
        chosen=request.args.get("berkas", type=int),
    )


@pages.get("/<slug>/templat.docx")
@needs(Izin.LIHAT)
def template(slug: str) -> ResponseReturnValue:
    """Give the Word file that letters of this kind are made from."""
    kind = versions.kind_for(bench(), office().id, slug)
    return send_file(
        BytesIO(kind.docx),
        mimetype=MEDIA["docx"],
        as_attachment=True,
        download_name=f"{kind.slug}.docx",
    )
