"""How the office's letters look, edited beside a letter that is printed by the rules as typed."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from doc_templates import pdf
from doc_templates.catalog import Kind
from doc_templates.shapes import Fault
from doc_templates.tata import SWITCHES
from service import trying
from service.accounts.permissions import Izin
from service.offices import profile
from service.offices.profile import Office, Profil
from service.templat import versions
from service.web import settings_form
from service.web.context import bench, office, recorded
from service.web.gate import needs
from service.web.pengaturan.tata_isian import (
    TATA,
    capacity_faults,
    profil_of,
    range_faults,
    raw_of,
    switched,
)

pages = Blueprint("tata", __name__, url_prefix="/pengaturan/tata-naskah")

WIDTH = 1000  # pixels of a page's picture
SHOWN = 4  # pages of the sample letter
FIRST = "permintaan-data"
LABELS = dict(
    zip(
        SWITCHES,
        ("Gelar", "Pangkat", "NIP", "JABATAN kapital", "NAMA kapital", "Kalimat kaki"),
        strict=True,
    )
)


@dataclass(frozen=True)
class Sample:
    """The pages of a letter as pictures, and why there are none."""

    kind: Kind
    pictures: Sequence[str]
    why: str = ""


@pages.get("")
@needs(Izin.ATUR)
def form() -> ResponseReturnValue:
    """Show the rules, and a letter printed by them."""
    return _page(raw_of(office().profil), _ticked(office().profil), _sample(office().profil))


@pages.post("")
@needs(Izin.ATUR)
def save() -> ResponseReturnValue:
    """Put changed rules in use for letters to come."""
    new, faults, sent = _sent()
    if faults:
        return _page(sent.raw, switched(_kinds(), request.form), None, faults), 422
    with recorded("ubah-tata-naskah", f"instansi/{office().slug}", {}) as conn:
        profile.change(conn, office(), new, office().logo)
    flash("Tata naskah tersimpan. Surat yang sudah terbit tidak berubah.", "success")
    return redirect(url_for("tata.form"), 303)


@pages.post("/contoh")
@needs(Izin.ATUR)
def show() -> ResponseReturnValue:
    """Show a letter by the rules as typed; `bagian` asks for its pages alone."""
    new, faults, sent = _sent()
    sample = None if faults else _sample(new)
    if "bagian" in request.args:
        return render_template("pengaturan/_tata_contoh.html", sample=sample, faults=faults)
    return _page(sent.raw, switched(_kinds(), request.form), sample, faults)


def _sent() -> tuple[Profil, list[Fault], settings_form.Sent]:
    """Read the form; with faults, the profile is the one in use."""
    sent = settings_form.sent(TATA)
    faults = [*sent.faults, *range_faults(sent), *capacity_faults(sent)]
    if faults:
        return office().profil, faults, sent
    saklar = switched(_kinds(), request.form)
    return profil_of(office().profil, sent, _kinds(), saklar), [], sent


def _sample(profil: Profil) -> Sample:
    slug = request.values.get("jenis", FIRST)
    kind = next((one for one in _kinds() if one.slug == slug), _kinds()[0])
    shown = Office(office().id, office().slug, profil, office().logo, office().contoh)
    letterhead = profile.letterhead_of(shown, bench().store)
    product = trying.sample_letter(bench().hasty(), kind, letterhead)
    made = product.pdf
    if made is None:
        return Sample(kind, (), product.why)
    numbers = range(1, min(pdf.page_count(made), SHOWN) + 1)
    pictures = [b64encode(pdf.picture(made, page, WIDTH)).decode() for page in numbers]
    return Sample(kind, pictures)


def _kinds() -> list[Kind]:
    """List the kinds that somebody signs, and whose sample can be printed."""
    return [
        kind
        for kind in versions.kinds(bench(), office().id)
        if any(field.jenis == "pegawai" for field in kind.fields) and kind.has_sample
    ]


def _ticked(profil: Profil) -> dict[str, tuple[str, ...]]:
    return {kind.slug: profil.tata.switches(kind.slug, kind.kelas) for kind in _kinds()}


def _page(
    raw: Mapping[str, object],
    ticked: Mapping[str, Sequence[str]],
    sample: Sample | None,
    faults: Sequence[Fault] = (),
) -> str:
    return settings_form.show(
        "pengaturan/tata.html",
        TATA,
        raw,
        faults,
        kinds=_kinds(),
        ticked=ticked,
        labels=LABELS,
        sample=sample,
        shown=request.values.get("jenis", FIRST),
    )
