"""What is not handed to LibreOffice: of such files it makes blank PDFs and says all is well."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable
from xml.parsers import expat

from doc_templates.errors import ConversionFailed

LARGEST = 60 * 2**20
LARGEST_UNPACKED = 600 * 2**20
LARGEST_XML = 50 * 2**20
"""Bytes of text and its markup: some ten thousand pages."""
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
            return _unfit_members(package)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError):
        # damaged; its members encrypted; packed in a way that Word does not know
        return "berkasnya bukan dokumen Word (.docx) yang utuh."
    except expat.ExpatError:
        return "isi dokumennya rusak. Buka di Word, lalu simpan ulang."


def _unfit_members(package: zipfile.ZipFile) -> str:
    members = package.infolist()
    if not any(_BODY.fullmatch(member.filename) for member in members):
        return "berkasnya bukan dokumen Word (.docx)."
    markup = [one for one in members if one.filename.endswith((".xml", ".rels"))]
    if _size(members) > LARGEST_UNPACKED or _size(markup) > LARGEST_XML:
        return "isinya terlalu besar setelah dibuka."
    for member in markup:
        with package.open(member) as part:
            _parser().ParseFile(part)
    return ""


def _parser() -> expat.XMLParserType:
    """Raises ExpatError for what is not well formed: LibreOffice prints blank pages instead."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _refuse_doctype(*_declared: object) -> None:
    """No part of a Word document has one; entities that grow would come with it."""
    raise expat.ExpatError("doctype")


def _size(members: Iterable[zipfile.ZipInfo]) -> int:
    return sum(member.file_size for member in members)
