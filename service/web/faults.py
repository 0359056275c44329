"""One table from what can go wrong to a status and a sentence; nobody sees a stack trace."""

import errno
from collections.abc import Callable
from urllib.parse import urlsplit

from flask import Flask, current_app, flash, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from archive import errors as archive
from doc_templates import errors as templates
from numbering import errors as numbering
from service.errors import DraftChanged, NotAllowed, NotFound, Refused
from service.sop.procedure import BadProcedure
from service.web.gate import CLOSED, wants_json

FULL = (
    "Tempat penyimpanan di komputer layanan penuh, jadi perubahan terakhir belum tersimpan. "
    "Kosongkan ruang pada diska, lalu ulangi. Tidak ada yang tersimpan setengah."
)
LOCKED = (
    "Basis data sedang tidak dapat dipakai, jadi perubahan terakhir belum tersimpan. "
    "Tunggu sebentar, lalu ulangi. Bila terus terjadi, hubungi admin."
)
BROKEN = (
    "Terjadi gangguan yang tidak terduga. Kejadiannya sudah dicatat di komputer layanan. "
    "Ulangi sekali lagi; bila terus terjadi, hubungi admin."
)

# The first class that fits decides the status; the sentence is the error's own.
STATUS: tuple[tuple[type[Exception], int], ...] = (
    (NotFound, 404),
    (archive.NoSuchEntry, 404),
    (archive.NoSuchBerkas, 404),
    (templates.UnknownKind, 404),
    (numbering.UnknownNumber, 404),
    (NotAllowed, 403),
    (DraftChanged, 409),
    (archive.BerkasClosed, 409),
    (archive.StoreFull, 507),
    (archive.FileMissing, 500),
    (archive.FileDamaged, 500),
    (Refused, 422),
    (BadProcedure, 422),
    (archive.ArchiveError, 422),
    (templates.DocTemplateError, 422),
    (numbering.NumberingError, 422),
)
PEOPLE = (
    Refused,
    BadProcedure,
    archive.ArchiveError,
    templates.DocTemplateError,
    numbering.NumberingError,
)
TITLES = {
    400: "Permintaan tidak dapat dibaca",
    403: "Tidak berwenang",
    404: "Tidak ditemukan",
    405: "Tidak dapat dilakukan",
    409: "Sudah berubah",
    413: "File terlalu besar",
    422: "Belum dapat dilakukan",
    500: "Ada gangguan",
    503: "Basis data tidak dapat dipakai",
    507: "Penyimpanan penuh",
}
SENTENCES = {
    400: "Alamat atau isi permintaan ini tidak dapat dibaca. Kembali, lalu ulangi.",
    403: "Akun Anda tidak berwenang membuka halaman ini. Mintalah bantuan admin instansi.",
    404: "Halaman ini tidak ada, atau milik instansi lain. Periksa alamatnya.",
    405: "Halaman ini tidak dapat dibuka dengan cara itu. Kembali, lalu tekan tombolnya lagi.",
    413: "File terlalu besar untuk diterima. Perkecil hasil pindainya, lalu unggah lagi.",
    500: BROKEN,
}
FORGED = (
    "Halaman ini sudah terlalu lama terbuka, atau dibuka sebelum Anda masuk lagi. "
    "Kembali, muat ulang halamannya, lalu ulangi."
)


def install(app: Flask) -> None:
    """Answer every fault with a page, or with JSON for scripts."""
    handlers: tuple[tuple[type[Exception], Callable[..., ResponseReturnValue]], ...] = (
        (CSRFError, _forged),
        (HTTPException, _http),
        (OperationalError, _database),
        (OSError, _disk),
        *((kind, _told) for kind in PEOPLE),
    )
    for kind, handler in handlers:
        app.register_error_handler(kind, handler)


def status_of(fault: Exception) -> int:
    """Give the status that a fault answers with."""
    return next((status for kind, status in STATUS if isinstance(fault, kind)), 500)


def answer(status: int, sentence: str) -> ResponseReturnValue:
    """Say what went wrong: JSON for scripts, a page for people."""
    if wants_json():
        return jsonify(pesan=sentence), status
    title = TITLES.get(status, "Tidak dapat dilakukan")
    page = render_template("galat.html", judul=title, pesan=sentence, status=status, back=_origin())
    return page, status


def _told(fault: Exception) -> ResponseReturnValue:
    status, back = status_of(fault), _origin()
    if request.method == "POST" and status in (409, 422) and back and not wants_json():
        flash(str(fault), "danger")  # on the page that the button stands on
        return redirect(back, 303)
    return answer(status, str(fault))


def _forged(_fault: CSRFError) -> ResponseReturnValue:
    return answer(400, FORGED)


def _http(fault: HTTPException) -> ResponseReturnValue:
    if fault.code is None or fault.code < 400:
        return fault
    sentence = CLOSED if fault.description == CLOSED else SENTENCES.get(fault.code, SENTENCES[400])
    return answer(fault.code, sentence)


def _database(fault: OperationalError) -> ResponseReturnValue:
    current_app.logger.error("the database refused: %s", fault)
    if "full" in str(fault.orig).lower():  # SQLite and PostgreSQL both name a full disk so
        return answer(507, FULL)
    return answer(503, LOCKED)


def _disk(fault: OSError) -> ResponseReturnValue:
    if fault.errno not in (errno.ENOSPC, errno.EDQUOT):
        raise fault
    current_app.logger.error("the disk is full: %s", fault)
    return answer(507, FULL)


def _origin() -> str | None:
    """Give the page of ours that the request came from, if it did."""
    came = urlsplit(request.referrer or "")
    return came.geturl() if came.netloc == request.host else None
