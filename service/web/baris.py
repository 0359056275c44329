"""Rows of a list that come from elsewhere: a spreadsheet, the officials of the office."""

from flask import Blueprint, abort, jsonify, request
from flask.typing import ResponseReturnValue

from doc_templates.shapes import Field
from service.accounts.permissions import Izin
from service.errors import DraftChanged
from service.offices.people import Pejabat
from service.spreadsheet import read_rows
from service.web import desk as desks
from service.web.desk import Desk
from service.web.gate import needs, wants_json
from service.web.sent import workbook

pages = Blueprint("baris", __name__, url_prefix="/surat/<int:draft_id>")


@pages.post("/muat/<nama>")
@needs(Izin.BUAT)
def load(draft_id: int, nama: str) -> ResponseReturnValue:
    """Add the rows of an uploaded xlsx: to the form for scripts, to the draft for the others."""
    desk = desks.sit_down(draft_id)
    field = _list(desk, nama)
    found = read_rows(workbook(f"_xlsx-{nama}"), field)
    if wants_json():
        return jsonify(baris=found.rows, galat=found.faults)
    return _added(desk, nama, found.rows, " ".join(found.faults))


@pages.post("/ambil/<nama>")
@needs(Izin.BUAT)
def pick(draft_id: int, nama: str) -> ResponseReturnValue:
    """Add the officials that were ticked, without a script."""
    desk = desks.sit_down(draft_id)
    field = _list(desk, nama)
    wanted = request.form.getlist(f"_pejabat-{nama}")
    rows: list[object] = [official_row(field, one) for one in desk.people if str(one.id) in wanted]
    return _added(desk, nama, rows, "")


def official_row(field: Field, one: Pejabat) -> dict[str, str]:
    """Give an official as a row of a list, as the list's description maps one to its columns."""
    return {
        column: str(getattr(one.pegawai, attribute)) for attribute, column in field.pejabat.items()
    }


def _added(desk: Desk, nama: str, rows: list[object], pesan: str) -> ResponseReturnValue:
    raw, kode = desks.typed(desk)
    wanted = dict(desks.with_rows(desk, raw, nama, rows).draft.isian)
    try:
        kept = desks.keep(desk, wanted, kode)
    except DraftChanged as conflict:
        return desks.show(desk, raw=wanted, pesan=str(conflict), conflict=True), 409
    return desks.show(kept, pesan=pesan)


def _list(desk: Desk, nama: str) -> Field:
    found = [one for one in desk.kind.fields if one.nama == nama and one.jenis == "daftar"]
    if not found:
        abort(404)
    return found[0]
