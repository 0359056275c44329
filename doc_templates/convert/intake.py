"""What is not handed to LibreOffice: of such files it makes blank PDFs and says all is well."""

import io
import re
import zipfile

from doc_templates.errors import ConversionFailed

LARGEST = 60 * 2**20
LARGEST_UNPACKED = 600 * 2**20
_BODY = re.compile(r"word/document\d*\.xml")  # Word on the web numbers it
_COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")


def refuse_unfit(docx: bytes) -> None:
    """ConversionFailed (ditolak) with the reason, unless these bytes look like a Word document."""
    reason = _unfit(docx)
    if reason:
        raise ConversionFailed("ditolak", f"Berkas tidak dapat dijadikan PDF: {reason}")


def _unfit(docx: bytes) -> str:
    if not docx:
        return "berkasnya kosong (0 bita)."
    if len(docx) > LARGEST:
        return f"ukurannya lebih dari {LARGEST // 2**20} MB. Kecilkan gambarnya."
    if docx.startswith(_COMPOUND_FILE):
        return "berkasnya berkata sandi atau berformat lama (.doc). Simpan ulang sebagai .docx."
    return _unfit_package(docx)


def _unfit_package(docx: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as package:
            members = {member.filename: member.file_size for member in package.infolist()}
    except zipfile.BadZipFile:
        return "berkasnya bukan dokumen Word (.docx) yang utuh."
    if not any(map(_BODY.fullmatch, members)):
        return "berkasnya bukan dokumen Word (.docx)."
    if sum(members.values()) > LARGEST_UNPACKED:
        return "isinya terlalu besar setelah dibuka."
    return ""
