"""What waits for a signature, and all of it as one file to print."""

from io import BytesIO

from flask import Blueprint, render_template, request, send_file
from flask.typing import ResponseReturnValue

from archive import entries
from archive.entries import Entry, FiledFile
from archive.merge import Leaf, Part, merge
from service import drafts
from service.accounts import readers
from service.accounts.permissions import Izin
from service.errors import Refused
from service.web.context import bench, my_readers, office, reading, today, user
from service.web.gate import needs

pages = Blueprint("tanda_tangan", __name__, url_prefix="/tanda-tangan")


@pages.get("")
@needs(Izin.LIHAT)
def every() -> ResponseReturnValue:
    """List what was issued and has not come back signed, oldest first."""
    with reading() as conn:
        waiting = entries.awaiting_signature(conn, office().id, my_readers(conn))
        files = entries.files_of(conn, [one.id for one in waiting])
        found = [
            one
            for one in drafts.being_written(conn, office().id)
            if readers.may_open(conn, one, user())
        ]
    printed = [one for one in reversed(found) if one.state == drafts.PRINTED]
    covers = {number: _pdf(found) for number, found in files.items()}
    return render_template(
        "tanda_tangan.html", waiting=waiting, printed=printed, covers=covers, today=today()
    )


@pages.get("/cetak.pdf")
@needs(Izin.LIHAT)
def print_file() -> ResponseReturnValue:
    """Give the chosen letters, or all of them, as one PDF."""
    chosen = set(request.args.getlist("id", type=int))
    with reading() as conn:
        waiting = [
            one
            for one in entries.awaiting_signature(conn, office().id, my_readers(conn))
            if not chosen or one.id in chosen
        ]
        files = entries.files_of(conn, [one.id for one in waiting])
    target = BytesIO()
    merge((_part(one, files.get(one.id, [])) for one in waiting), target)
    if not target.getbuffer().nbytes:
        raise Refused("Belum ada PDF yang dapat dicetak. Tunggu sebentar, lalu coba lagi.")
    target.seek(0)
    name = f"Menunggu tanda tangan {today().isoformat()}.pdf"
    return send_file(target, mimetype="application/pdf", download_name=name)


def _part(one: Entry, files: list[FiledFile]) -> Part:
    made = _pdf(files)
    leaves = [Leaf(made.nama, made.media_type, bench().store.path(made.digest))] if made else []
    return Part(f"{one.nomor_surat or ''} {one.hal}".strip(), leaves)


def _pdf(files: list[FiledFile]) -> FiledFile | None:
    return next((one for one in reversed(files) if one.peran == "pdf"), None)
