"""The office's logo, as it is uploaded."""

from flask import request
from werkzeug.datastructures import FileStorage

from doc_templates.doctor.pictures import unfit_picture
from doc_templates.shapes import Fault
from service.errors import Refused

LARGEST = 2 * 1024 * 1024


def read_logo(upload: FileStorage | None) -> bytes | None:
    """Give the bytes of an uploaded PNG or JPEG, None when nothing was chosen.

    Refused for anything else, also for a picture that is broken or made for a print shop.
    """
    if upload is None or not upload.filename:
        return None
    data: bytes = upload.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Refused("Logo terlalu besar. Pakai gambar paling besar 2 MB.")
    reason = unfit_picture(data)
    if reason:
        raise Refused(f"Logo {reason}")
    return data


def sent_logo() -> tuple[bytes | None, list[Fault]]:
    """Give the logo of this request's form, or what is wrong with it."""
    try:
        return read_logo(request.files.get("logo")), []
    except Refused as refusal:
        return None, [Fault("logo", "Logo kop surat", str(refusal))]
