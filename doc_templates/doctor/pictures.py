"""Pictures of a template: those that are printed as they look on the screen, and no others."""

import io
import struct
import zipfile
from pathlib import PurePosixPath

from PIL import Image

from doc_templates.errors import UnfitTemplate

MB = 2**20
LARGEST_PICTURE = 10 * MB
LARGEST_PIXELS = 40_000_000
"""Dots: A3 at 400 dots an inch has a third of it. LibreOffice leaves out what has far more."""
_RASTER = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
_DRAWN = (".emf", ".wmf")  # LibreOffice prints them, and preparing leaves them alone
PICTURES = (*_RASTER, *_DRAWN)
_MEDIA = "word/media/"
_OF_WORD = ".wdp"  # what Word keeps beside a picture that it has changed; nobody else reads it
_BROKEN = "rusak atau bukan PNG/JPG. Simpan ulang gambarnya."
_CUT = "rusak atau terpotong. Simpan ulang gambarnya sebagai PNG."
_EMF = struct.Struct("<I36x4s4xI")  # the first record, the signature, all bytes of the file
_WMF = struct.Struct("<2HHI")  # kind, words of this header, version, all words of the file
_PLACEABLE, _PLACEABLE_SIZE = bytes.fromhex("d7cdc69a"), 22


def refuse_picture(package: zipfile.ZipFile, name: str) -> None:
    """UnfitTemplate for a member that is a picture, but none that is fit for print."""
    suffix, short = PurePosixPath(name).suffix.lower(), PurePosixPath(name).name
    if suffix not in PICTURES:
        if name.lower().startswith(_MEDIA) and suffix not in ("", _OF_WORD):
            raise UnfitTemplate(f"gambar {short} bukan PNG atau JPG. Simpan ulang sebagai PNG.")
        return
    size = package.getinfo(name).file_size
    if size > LARGEST_PICTURE:
        limit = f"paling besar {LARGEST_PICTURE // MB} MB"
        raise UnfitTemplate(f"gambar {short} {size // MB} MB, {limit}. Kecilkan gambarnya.")
    data = package.read(name)
    reason = unfit_drawn(data) if suffix in _DRAWN else unfit_picture(data, (_RASTER[suffix],))
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
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return f"terlalu besar (lebih dari {LARGEST_PIXELS // 10**6} juta titik). Kecilkan."
    except (OSError, SyntaxError, ValueError):
        return _BROKEN
    return ""


def unfit_drawn(data: bytes) -> str:
    """The same for a picture that Windows draws with: EMF or WMF, none of it cut off."""
    if len(data) >= _EMF.size and data[40:44] == b" EMF":
        first, _, size = _EMF.unpack_from(data)
        return "" if first == 1 and size <= len(data) else _CUT
    start = _PLACEABLE_SIZE if data.startswith(_PLACEABLE) else 0
    if len(data) < start + _WMF.size:
        return _CUT
    kind, header, _, words = _WMF.unpack_from(data, start)
    whole = kind in (1, 2) and header == 9 and 2 * words <= len(data) - start
    return "" if whole else _CUT
