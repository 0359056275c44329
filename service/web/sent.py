"""What a form brings besides text: files and dates."""

from datetime import date
from typing import BinaryIO, cast

from flask import flash, request
from werkzeug.datastructures import FileStorage

from doc_templates.dates import read_date
from service.errors import Refused
from service.uploads import Incoming


def incoming(name: str) -> list[Incoming]:
    """Give the files that were chosen under a name, in their order; none at all is possible."""
    return [_incoming(one) for one in request.files.getlist(name) if one.filename]


def workbook(name: str) -> BinaryIO:
    """Give the spreadsheet that was chosen under a name; Refused when none was."""
    chosen = incoming(name)
    if not chosen:
        raise Refused("Pilih dulu file .xlsx yang akan dimuat.")
    return chosen[0].stream


def day(name: str, label: str) -> date:
    """Give the date under a name; Refused, naming `label`, when it is missing or impossible."""
    typed = request.form.get(name, "").strip()
    if not typed:
        raise Refused(f"{label} belum diisi.")
    try:
        return read_date(typed)
    except ValueError as fault:
        raise Refused(f"{label}: {fault}") from fault


def maybe_day(name: str, label: str) -> date | None:
    """Give the date under a name, None when it was left empty."""
    return day(name, label) if request.form.get(name, "").strip() else None


def day_asked(name: str) -> date | None:
    """Give the date that a list is narrowed by; what is no date is told and left out."""
    typed = request.args.get(name, "")
    try:
        return read_date(typed) if typed else None
    except ValueError as fault:
        flash(f"Tanggal “{typed}” tidak dipakai dalam pencarian: {fault}", "warning")
        return None


def _incoming(one: FileStorage) -> Incoming:
    return Incoming(one.filename or "", cast(BinaryIO, one.stream))
