"""A pola while it is being typed: what it prints, and which letters it could not tell apart."""

from dataclasses import dataclass

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from numbering.advice import warnings
from numbering.books import Buku
from numbering.errors import NumberingError
from service.accounts.permissions import Izin
from service.agenda.parts import example, varying
from service.web import isian
from service.web.context import office, today
from service.web.gate import needs
from service.web.pengaturan.buku_isian import BOOK, bagian_of, restart_of

pages = Blueprint("pola", __name__, url_prefix="/pengaturan/pola")

SEQUENCE = 7  # of the example


@dataclass(frozen=True)
class Judged:
    """What a pola prints, what to be warned of, and what is wrong with it."""

    contoh: str
    peringatan: list[str]
    galat: str


@pages.get("")
@needs(Izin.ATUR)
def judge() -> ResponseReturnValue:
    """Tell scripts what the pola of the form would print."""
    raw = isian.read(BOOK, request.args)
    rows = raw["bagian"]
    assert isinstance(rows, list)  # noqa: S101 - that is how a list is read
    bagian = bagian_of(row for row in rows if isinstance(row, dict))
    told = judged(str(raw["pola"]), restart_of(str(raw["restart"])), str(raw["kode_unit"]), bagian)
    return jsonify(vars(told))


def judged(pola: str, restart: str, kode_unit: str, bagian: dict[str, str]) -> Judged:
    """Try a pola with a letter of today."""
    buku = Buku(0, office().id, "", "", pola, restart, kode_unit, bagian)
    try:
        told = [*warnings(pola, restart, bagian), *varying(buku)]
        return Judged(example(office(), buku, today(), SEQUENCE), told, "")
    except NumberingError as fault:
        return Judged("", [], str(fault))
