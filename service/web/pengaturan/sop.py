"""The procedures of the office: taken into use, read beside what their SOP says, and changed."""

from collections.abc import Mapping, Sequence
from io import BytesIO

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from service import naming, procedures
from service.accounts.permissions import Izin
from service.errors import NotFound, Refused
from service.offices import people
from service.sop import editing, editions
from service.sop import paper as printing
from service.sop.editions import Edition
from service.sop.procedure import BadProcedure, Cara
from service.sop.reading import survey
from service.web.context import bench, office, oleh, reading, today
from service.web.gate import needs
from service.web.sent import incoming

pages = Blueprint("sop", __name__, url_prefix="/pengaturan/sop")

SPARE = 3  # empty rows of a step's form
SAVED = (
    "SOP tersimpan sebagai edisi {edisi}. Berkas yang sudah dibuka tetap memakai edisi saat "
    "berkas itu dibuka."
)
UNHELD = (
    "Belum dipegang pejabat siapa pun: {nama}. SOP sudah dapat dijalankan; isi pejabatnya di "
    "Pengaturan › Pejabat, atau sebut jabatan yang memegangnya di “Siapa memegang pelaksana”."
)


@pages.get("")
@needs(Izin.LIHAT)
def every() -> ResponseReturnValue:
    """Show the procedures of the office with their steps, and those that it may take."""
    with reading() as conn:
        found = editions.current(conn, office().id)
    there = {edition.slug for edition in found}
    shipped = [editions.load(path) for path in editions.shipped() if path.stem not in there]
    return render_template("pengaturan/sop.html", editions=found, shipped=shipped)


@pages.get("/<slug>")
@needs(Izin.LIHAT)
def one(slug: str) -> ResponseReturnValue:
    """Show a procedure whole: identity, sections, what is run otherwise, and its editions."""
    with reading() as conn:
        edition = editions.by_slug(conn, office().id, slug)
        past = editions.history(conn, office().id, slug)
    missing = procedures.unheld(bench(), office(), edition.procedure())
    return render_template(
        "pengaturan/sop_satu.html", edition=edition, past=past, missing=missing, lama=False
    )


@pages.get("/<slug>/cetak.<any(pdf, docx):akhiran>")
@needs(Izin.LIHAT)
def paper(slug: str, akhiran: str) -> ResponseReturnValue:
    """Give an edition (`edisi`, else the newest) as a document.

    Refused with the reason when there is no PDF now.
    """
    with reading() as conn:
        past = editions.history(conn, office().id, slug)
    wanted = request.args.get("edisi", type=int)
    edition = next((one for one in past if one.edisi == wanted), None) or current(slug)
    made = printing.make(bench(), office(), edition)
    data = made.docx if akhiran == "docx" else made.pdf
    if data is None:
        raise Refused(f"PDF belum dapat dibuat. {made.why}")
    name = f"{naming.safe(f'{edition.procedure().judul} edisi {edition.edisi}')}.{akhiran}"
    media, download = naming.MEDIA[akhiran], akhiran == "docx"
    return send_file(BytesIO(data), mimetype=media, as_attachment=download, download_name=name)


@pages.post("/muat")
@needs(Izin.SOP)
def load() -> ResponseReturnValue:
    """Take a procedure from a file."""
    sent = incoming("file")
    if not sent:
        raise Refused("Pilih dulu file SOP (TOML) yang akan dimuat.")
    data = sent[0].stream.read(procedures.BIGGEST + 1)
    return save(procedures.read_bytes(sent[0].nama, data), "muat-sop")


@pages.post("/pakai/<slug>")
@needs(Izin.SOP)
def take(slug: str) -> ResponseReturnValue:
    """Take one of the procedures that come with Naskah."""
    for path in editions.shipped():
        if path.stem == slug:
            return save(editions.load(path), "muat-sop")
    raise NotFound("SOP ini tidak ada di antara SOP bawaan.")


@pages.get("/<slug>/pelaksana")
@needs(Izin.SOP)
def holders(slug: str) -> ResponseReturnValue:
    """Show which posts hold the performers, to be changed."""
    with reading() as conn:
        edition = editions.by_slug(conn, office().id, slug)
        posts = [one.pegawai.jabatan for one in people.serving(conn, office().id, today())]
    missing = procedures.unheld(bench(), office(), edition.procedure())
    return render_template(
        "pengaturan/sop_pelaksana.html", edition=edition, posts=posts, missing=missing, spare=SPARE
    )


@pages.post("/<slug>/pelaksana")
@needs(Izin.SOP)
def change_holders(slug: str) -> ResponseReturnValue:
    """Keep who the performers are as a new edition."""
    isi = editing.with_holders(current(slug).isi, request.form.getlist)
    return save(isi, "ubah-sop", {"pelaksana": True})


@pages.get("/<slug>/langkah/<int:nomor>")
@needs(Izin.SOP)
def form(slug: str, nomor: int) -> ResponseReturnValue:
    """Show a step to be changed."""
    edition = current(slug)
    editing.step_of(edition.isi, nomor)
    return _form(edition, edition.isi, nomor)


@pages.get("/<slug>/langkah/baru/<int:sesudah>")
@needs(Izin.SOP)
def new(slug: str, sesudah: int) -> ResponseReturnValue:
    """Ask for a new step, after step `sesudah`."""
    edition = current(slug)
    if sesudah:
        editing.step_of(edition.isi, sesudah)
    return _form(edition, edition.isi, None)


@pages.post("/<slug>/langkah/<int:nomor>")
@needs(Izin.SOP)
def change(slug: str, nomor: int) -> ResponseReturnValue:
    """Keep a changed step as a new edition; what will not do is shown again with its faults."""
    edition = current(slug)
    old = editing.step_of(edition.isi, nomor)
    step = editing.from_form(request.form.getlist, old)
    isi = editing.replaced(editing.with_performers_of(edition.isi, step), nomor, step)
    return _saved_or_shown(edition, isi, nomor, {"langkah": nomor})


@pages.post("/<slug>/langkah/baru/<int:sesudah>")
@needs(Izin.SOP)
def add(slug: str, sesudah: int) -> ResponseReturnValue:
    """Put a new step in."""
    edition = current(slug)
    step = editing.from_form(request.form.getlist, {})
    isi = editing.added(editing.with_performers_of(edition.isi, step), sesudah, step)
    return _saved_or_shown(edition, isi, sesudah + 1, {"langkah": sesudah + 1, "baru": True})


@pages.post("/<slug>/langkah/<int:nomor>/pindah")
@needs(Izin.SOP)
def move(slug: str, nomor: int) -> ResponseReturnValue:
    """Move a step up or down by one place."""
    by = -1 if request.form.get("ke") == "atas" else 1
    isi = editing.moved(current(slug).isi, nomor, by)
    return save(isi, "ubah-sop", {"langkah": nomor, "pindah": by})


@pages.post("/<slug>/langkah/<int:nomor>/hapus")
@needs(Izin.SOP)
def remove(slug: str, nomor: int) -> ResponseReturnValue:
    """Take a step out."""
    isi = editing.removed(current(slug).isi, nomor)
    return save(isi, "ubah-sop", {"langkah": nomor, "hapus": True})


def current(slug: str) -> Edition:
    """Give the newest edition of a procedure of the office; NotFound otherwise."""
    with reading() as conn:
        return editions.by_slug(conn, office().id, slug)


def save(
    isi: Mapping[str, object], perbuatan: str, rincian: Mapping[str, object] | None = None
) -> ResponseReturnValue:
    """Keep a definition as the newest edition and show it; BadProcedure tells all faults.

    Performers whom nobody holds yet are named: an office may begin before all posts are filled.
    """
    edition = procedures.put_in_use(
        bench(), office(), isi, oleh=oleh(), perbuatan=perbuatan, rincian=rincian
    )
    flash(SAVED.format(edisi=edition.edisi), "success")
    missing = procedures.unheld(bench(), office(), edition.procedure())
    if missing:
        flash(UNHELD.format(nama=", ".join(missing)), "warning")
    return redirect(url_for("sop.one", slug=edition.slug), 303)


def _saved_or_shown(
    edition: Edition, isi: Mapping[str, object], nomor: int, rincian: Mapping[str, object]
) -> ResponseReturnValue:
    try:
        return save(isi, "ubah-sop", rincian)
    except BadProcedure as refusal:
        return _form(edition, isi, nomor, refusal.faults), 422


def _form(
    edition: Edition, isi: Mapping[str, object], nomor: int | None, faults: Sequence[str] = ()
) -> str:
    """Show a step of `isi`, which may be faulty; None is a new one."""
    procedure, _shape = survey(isi)
    step = next((one for one in procedure.langkah if one.nomor == nomor), None)
    return render_template(
        "pengaturan/sop_langkah.html",
        edition=edition,
        step=step,
        nomor=nomor,
        faults=faults,
        known=[one.nama for one in procedure.pelaksana],
        outputs=[out for one in procedure.langkah for out in one.keluaran],
        kinds=bench().catalog.kinds(),
        ways=[str(way) for way in Cara],
        numbers=[one.nomor for one in procedure.langkah],
        spare=SPARE,
    )
