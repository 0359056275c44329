"""An uploaded file is what its content says, and its name must say the same."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from archive.errors import UploadRefused
from archive.sniff import check_upload


def _package(*parts: str) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w") as package:
        for part in parts:
            package.writestr(part, "x")
    return target.getvalue()


DOCX = _package("[Content_Types].xml", "word/document.xml")
XLSX = _package("[Content_Types].xml", "xl/workbook.xml")
PDF = b"%PDF-1.7\n" + b"x" * 2000
JPG = b"\xff\xd8\xff\xe0 foto"
PNG = b"\x89PNG\r\n\x1a\n gambar"


@pytest.mark.parametrize(
    ("nama", "data", "akhiran", "media_type"),
    [
        ("SP Tim.pdf", PDF, "pdf", "application/pdf"),
        ("hasil pindai.PDF", b"\0\0" + PDF, "pdf", "application/pdf"),
        ("foto.jpeg", JPG, "jpg", "image/jpeg"),
        ("foto.JPG", JPG, "jpg", "image/jpeg"),
        ("ttd.png", PNG, "png", "image/png"),
        ("rencana.docx", DOCX, "docx", None),
        ("rencana.xlsx", XLSX, "xlsx", None),
    ],
)
def test_files_of_the_office_are_taken(
    nama: str, data: bytes, akhiran: str, media_type: str | None
) -> None:
    """By content; the stream is left at its start, so that it can be kept byte for byte."""
    stream = BytesIO(data)
    upload = check_upload(nama, stream)
    assert (upload.akhiran, upload.ukuran) == (akhiran, len(data))
    assert media_type in {None, upload.media_type}
    assert stream.read() == data


@pytest.mark.parametrize(
    ("nama", "data", "sebab"),
    [
        ("kosong.pdf", b"", "kosong"),
        ("surat.pdf", PNG, "gambar PNG"),
        ("surat.docx", XLSX, "Excel"),
        ("surat", PDF, "berakhiran .pdf"),
        ("surat.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "kata sandi"),
        ("surat.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "kata sandi"),
        ("surat.docm", _package("word/document.xml", "word/vbaProject.bin"), "makro"),
        ("arsip.zip", _package("a.txt"), "tidak dikenal"),
        ("surat.docx", DOCX[:-30], "terpotong"),
        ("foto.heic", b"\0\0\0\x18ftypheic", "HEIC"),
        ("jahat.pdf", b"MZ\x90\0", "Yang diterima"),
        ("halaman.pdf", b"<html>", "Yang diterima"),
    ],
)
def test_anything_else_is_refused_with_its_remedy(nama: str, data: bytes, sebab: str) -> None:
    """The sentence names the file and what to do."""
    with pytest.raises(UploadRefused, match=sebab) as refused:
        check_upload(nama, BytesIO(data))
    assert nama in str(refused.value)
