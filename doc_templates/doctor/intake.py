"""What is not taken as a template: each refused with a sentence, and before it costs anything."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from xml.parsers import expat

from lxml import etree
from PIL import Image

from doc_templates.docx_text import W
from doc_templates.errors import UnfitTemplate

MB = 2**20
LARGEST = 20 * MB
LARGEST_UNPACKED = 120 * MB
LARGEST_XML = 20 * MB
LARGEST_PICTURE = 10 * MB
LARGEST_PIXELS = 40_000_000
MOST_MEMBERS = 2000
_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_BODY = re.compile(r"word/document\d*\.xml")
_OUTSIDE_ALLOWED = ("/hyperlink",)
_FIELD = re.compile(r"\b(INCLUDETEXT|INCLUDEPICTURE|DDE|DDEAUTO|LINK|RD|IMPORT|MACROBUTTON)\b")
_EMBEDDED = ("word/embeddings/", "word/activeX/", "word/afchunk")
_PICTURES = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
TOO_COSTLY = "isinya terlalu besar atau terlalu rumit. Sederhanakan perulangan dan gambarnya."
AGAIN = "Buka di Word, lalu simpan ulang sebagai .docx."


def refuse_at_once(docx: bytes) -> None:
    """UnfitTemplate for what the first bytes and the size already tell."""
    if not docx:
        raise UnfitTemplate("filenya kosong (0 bita).")
    if len(docx) > LARGEST:
        size = f"ukurannya {len(docx) // MB} MB, paling besar {LARGEST // MB} MB"
        raise UnfitTemplate(f"{size}. Kecilkan gambarnya.")
    if docx.startswith(_COMPOUND):
        if _LOCKED in docx:
            raise UnfitTemplate("filenya berkata sandi. Simpan ulang tanpa kata sandi.")
        raise UnfitTemplate(f"filenya berformat Word lama (.doc). {AGAIN}")
    if not docx.startswith(b"PK"):
        raise UnfitTemplate(f"isinya bukan dokumen Word (.docx). {AGAIN}")


def refuse_unfit(docx: bytes) -> None:
    """UnfitTemplate for whatever is no plain Word document; to be called within bounds."""
    refuse_at_once(docx)
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as package:
            _refuse_members(package.infolist())
            for name in _markup(package.namelist()):
                _refuse_markup(package.read(name))
            for name in package.namelist():
                _refuse_picture(name, package)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError):
        raise UnfitTemplate(f"filenya rusak atau terpotong. {AGAIN}") from None
    except (expat.ExpatError, etree.XMLSyntaxError):
        raise UnfitTemplate(f"isi dokumennya rusak. {AGAIN}") from None


def _refuse_members(members: Sequence[zipfile.ZipInfo]) -> None:
    names = [one.filename for one in members]
    if any(one.flag_bits & 1 for one in members):
        raise UnfitTemplate("filenya berkata sandi. Simpan ulang tanpa kata sandi.")
    sizes = {one.filename: one.file_size for one in members}
    markup = sum(sizes[name] for name in _markup(names))
    if (
        len(members) > MOST_MEMBERS
        or sum(sizes.values()) > LARGEST_UNPACKED
        or markup > LARGEST_XML
    ):
        raise UnfitTemplate("isinya terlalu besar setelah dibuka.")
    if not any(_BODY.fullmatch(name) for name in names):
        raise UnfitTemplate(f"isinya bukan dokumen Word (.docx). {AGAIN}")
    if any(name.endswith("vbaProject.bin") for name in names):
        raise UnfitTemplate("berisi makro. Simpan sebagai .docx biasa, tanpa makro.")
    if any(name.startswith(_EMBEDDED) for name in names):
        raise UnfitTemplate("berisi objek tertanam (misalnya lembar Excel). Ganti dengan gambar.")


def _refuse_markup(data: bytes) -> None:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.Parse(data, True)
    if b"macroEnabled" in data:
        raise UnfitTemplate("berisi makro. Simpan sebagai .docx biasa, tanpa makro.")
    if b'TargetMode="External"' in data:
        _refuse_outside(data)
    if b"instrText" in data or b"fldSimple" in data:
        _refuse_fields(data)


def _refuse_doctype(*_declared: object) -> None:
    """No part of a Word document has one; entities that grow would come with it."""
    raise expat.ExpatError("doctype")


def _refuse_outside(relations: bytes) -> None:
    for one in etree.fromstring(relations):
        kind = str(one.get("Type", ""))
        if one.get("TargetMode") == "External" and not kind.endswith(_OUTSIDE_ALLOWED):
            what = "gambar" if kind.endswith("/image") else "bagian"
            raise UnfitTemplate(
                f"ada {what} yang ditautkan dari luar file. Sisipkan {what} itu ke dalam dokumen."
            )


def _refuse_fields(data: bytes) -> None:
    for one in etree.fromstring(data).iter(f"{W}instrText", f"{W}fldSimple"):
        found = _FIELD.search(one.text or str(one.get(f"{W}instr", "")))
        if found:
            raise UnfitTemplate(f"bidang {found[1]} mengambil isi dari luar file. Hapus bidangnya.")


def _refuse_picture(name: str, package: zipfile.ZipFile) -> None:
    form = _PICTURES.get(PurePosixPath(name).suffix.lower())
    if form is None:
        return
    short = PurePosixPath(name).name
    size = package.getinfo(name).file_size
    if size > LARGEST_PICTURE:
        limit = f"paling besar {LARGEST_PICTURE // MB} MB"
        raise UnfitTemplate(f"gambar {short} {size // MB} MB, {limit}. Kecilkan gambarnya.")
    reason = unfit_picture(package.read(name), (form,))
    if reason:
        raise UnfitTemplate(f"gambar {short} {reason}")


def unfit_picture(data: bytes, forms: tuple[str, ...] = ("PNG", "JPEG")) -> str:
    """Why a picture is not fit for print, to be said behind its name; "" when it is."""
    try:
        with Image.open(io.BytesIO(data), formats=forms) as picture:
            if picture.width * picture.height > LARGEST_PIXELS:
                return f"terlalu besar ({picture.width} × {picture.height} titik). Kecilkan."
            if picture.mode == "CMYK":
                return "memakai warna cetak (CMYK). Simpan ulang dengan warna RGB."
            picture.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return "rusak atau bukan PNG/JPG. Simpan ulang gambarnya."
    return ""


def _markup(names: Sequence[str]) -> Iterator[str]:
    return (name for name in names if name.endswith((".xml", ".rels")))
