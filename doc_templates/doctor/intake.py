"""What is not taken as a template: each refused with a sentence, and before it costs anything."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from xml.parsers import expat

from lxml import etree

from doc_templates.doctor.outside import EMBEDDED, MACRO, refuse_outside
from doc_templates.doctor.pictures import MB, refuse_picture
from doc_templates.errors import UnfitTemplate

LARGEST = 20 * MB
LARGEST_UNPACKED = 120 * MB
LARGEST_XML = 20 * MB
MOST_MEMBERS = 2000
_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_BODY = re.compile(r"word/document\d*\.xml")
_EMBEDDED = ("word/embeddings/", "word/activex/", "word/afchunk")
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
                refuse_picture(package, name)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError):
        raise UnfitTemplate(f"filenya rusak atau terpotong. {AGAIN}") from None
    except (expat.ExpatError, etree.XMLSyntaxError):
        raise UnfitTemplate(f"isi dokumennya rusak. {AGAIN}") from None


def _refuse_members(members: Sequence[zipfile.ZipInfo]) -> None:
    names = [one.filename.lower() for one in members]
    if any(one.flag_bits & 1 for one in members):
        raise UnfitTemplate("filenya berkata sandi. Simpan ulang tanpa kata sandi.")
    sizes = {one.filename: one.file_size for one in members}
    markup = sum(sizes[name] for name in _markup(list(sizes)))
    if (
        len(members) > MOST_MEMBERS
        or sum(sizes.values()) > LARGEST_UNPACKED
        or markup > LARGEST_XML
    ):
        raise UnfitTemplate("isinya terlalu besar setelah dibuka.")
    if len(set(names)) < len(names):  # whoever opens it takes the one or the other
        raise UnfitTemplate(f"ada dua bagian yang sama namanya di dalamnya. {AGAIN}")
    if not any(_BODY.fullmatch(name) for name in names):
        raise UnfitTemplate(f"isinya bukan dokumen Word (.docx). {AGAIN}")
    if any(name.endswith("vbaproject.bin") for name in names):
        raise UnfitTemplate(MACRO)
    if any(name.startswith(_EMBEDDED) for name in names):
        raise UnfitTemplate(EMBEDDED)


def _refuse_markup(data: bytes) -> None:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.Parse(data, True)
    refuse_outside(etree.fromstring(data, _plain()))


def _plain() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)


def _refuse_doctype(*_declared: object) -> None:
    """No part of a Word document has one; entities that grow would come with it."""
    raise expat.ExpatError("doctype")


def _markup(names: Sequence[str]) -> Iterator[str]:
    return (name for name in names if name.lower().endswith((".xml", ".rels")))
