"""What an SOP says besides its steps, changed on the screen: names and identity, and sections."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from service.accounts.permissions import Izin
from service.sop import editing_text
from service.sop.procedure import BadProcedure
from service.sop.reading import survey
from service.web.gate import needs
from service.web.pengaturan.sop import SPARE, current, save

pages = Blueprint("sop_isi", __name__, url_prefix="/pengaturan/sop/<slug>")


@pages.get("/identitas")
@needs(Izin.SOP)
def identity(slug: str) -> ResponseReturnValue:
    """Show names and identity, to be changed."""
    return _form("pengaturan/sop_identitas.html", slug, current(slug).isi)


@pages.post("/identitas")
@needs(Izin.SOP)
def change_identity(slug: str) -> ResponseReturnValue:
    """Keep names and identity as a new edition; what will not do is shown again."""
    isi = editing_text.with_identity(current(slug).isi, request.form.getlist)
    return _saved_or_shown("pengaturan/sop_identitas.html", slug, isi, {"identitas": True})


@pages.get("/bagian")
@needs(Izin.SOP)
def sections(slug: str) -> ResponseReturnValue:
    """Show the sections, to be changed."""
    return _form("pengaturan/sop_bagian.html", slug, current(slug).isi)


@pages.post("/bagian")
@needs(Izin.SOP)
def change_sections(slug: str) -> ResponseReturnValue:
    """Keep the sections as a new edition; what will not do is shown again."""
    isi = editing_text.with_sections(current(slug).isi, request.form.getlist)
    return _saved_or_shown("pengaturan/sop_bagian.html", slug, isi, {"bagian": True})


def _saved_or_shown(
    template: str, slug: str, isi: Mapping[str, object], rincian: Mapping[str, object]
) -> ResponseReturnValue:
    try:
        return save(isi, "ubah-sop", rincian)
    except BadProcedure as refusal:
        return _form(template, slug, isi, refusal.faults), 422


def _form(template: str, slug: str, isi: Mapping[str, object], faults: Sequence[str] = ()) -> str:
    procedure, _shape = survey(isi)
    return render_template(template, slug=slug, procedure=procedure, faults=faults, spare=SPARE)
