"""What an uploaded file really is, told by its content; the name must agree with it.

Taken are pdf, docx, xlsx, jpg and png. The bytes themselves are never changed.
"""

from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from archive.errors import UploadRefused

HEAD = 1024
_NAMES = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel", "jpg": "gambar JPG", "png": "gambar PNG"}
_MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jpg": "image/jpeg",
    "png": "image/png",
}
_OFFICE_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
_TAKEN = "Yang diterima: PDF, DOCX, XLSX, JPG, dan PNG."


@dataclass(frozen=True)
class Upload:
    """What an accepted file is: its type, its usual ending without the dot, its length in bytes."""

    media_type: str
    akhiran: str
    ukuran: int


def check_upload(nama: str, data: BinaryIO) -> Upload:
    """Tell what a file is, reading from its start; the stream stands at its start afterwards.

    Raises UploadRefused with the reason in a sentence.
    """
    ukuran = data.seek(0, 2)
    data.seek(0)
    akhiran = _kind(nama, data)
    data.seek(0)
    named = PurePath(nama).suffix.lower().removeprefix(".").replace("jpeg", "jpg")
    if named != akhiran:
        raise UploadRefused(
            nama,
            f"isinya {_NAMES[akhiran]}, tetapi namanya tidak berakhiran .{akhiran}. "
            "Periksa apakah file ini yang dimaksud, lalu perbaiki namanya.",
        )
    return Upload(_MEDIA_TYPES[akhiran], akhiran, ukuran)


def _kind(nama: str, data: BinaryIO) -> str:
    """Return the usual ending of what the bytes are. Raises UploadRefused."""
    head = data.read(HEAD)
    if not head:
        raise UploadRefused(nama, "file ini kosong. Pindai atau simpan ulang, lalu unggah lagi.")
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith(b"PK\x03\x04"):
        return _office_kind(nama, data)
    raise UploadRefused(nama, _why_not(head))


def _office_kind(nama: str, data: BinaryIO) -> str:
    """Tell docx from xlsx by their main part. Raises UploadRefused."""
    try:
        with ZipFile(data) as package:
            parts = set(package.namelist())
    except BadZipFile:
        raise UploadRefused(
            nama, "file ini terpotong atau rusak. Simpan ulang dari Word atau Excel."
        ) from None
    if any(part.endswith("vbaProject.bin") for part in parts):
        raise UploadRefused(nama, "file ini berisi makro. Simpan tanpa makro, lalu unggah lagi.")
    for akhiran, part in _OFFICE_PARTS.items():
        if part in parts:
            return akhiran
    raise UploadRefused(nama, f"jenis file ini tidak dikenal. {_TAKEN}")


def _why_not(head: bytes) -> str:
    """Return what to do with a file of a kind that people often send."""
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return (
            "file ini dari Word atau Excel lama, atau dikunci dengan kata sandi. "
            "Buka, lalu simpan sebagai DOCX atau XLSX tanpa kata sandi."
        )
    if head[4:8] == b"ftyp":
        return "ini foto HEIC atau video. Simpan foto sebagai JPG, lalu unggah lagi."
    return f"jenis file ini tidak dikenal. {_TAKEN}"
