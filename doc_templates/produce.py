"""A kind and its values into the finished files: the DOCX, and its PDF where that can be made."""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import docx

from doc_templates import pdf
from doc_templates.catalog import Kind
from doc_templates.completeness import squeeze
from doc_templates.errors import ConversionFailed
from doc_templates.office import Instansi
from doc_templates.render import render
from doc_templates.shapes import Heading
from doc_templates.values import Value

ROUNDS = 3
"""Filling in page numbers may move the pages once; after that they agree."""

ToPdf = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Product:
    """The files of a letter; without a PDF, `why` says why. `halaman` counts its pages."""

    docx: bytes
    pdf: bytes | None
    why: str
    halaman: int | None


def produce(
    kind: Kind,
    values: Mapping[str, Value],
    instansi: Instansi,
    *,
    nomor_surat: str,
    to_pdf: ToPdf | None,
) -> Product:
    """Renders and converts; a conversion that fails leaves the DOCX with the reason.

    A kind with a table of contents is converted until the page numbers in it are those of the PDF.
    """

    def fill(contents: Sequence[Heading]) -> bytes:
        return render(kind, values, instansi, nomor_surat=nomor_surat, daftar_isi=contents)

    contents: list[Heading] = []
    document = fill(contents)
    if kind.daftar_isi:
        contents = headings(document)
        document = fill(contents)
    if to_pdf is None:
        return Product(document, None, "PDF tidak diminta.", None)
    try:
        made, pages = _converted(document, nomor_surat, to_pdf)
        for _ in range(ROUNDS - 1):
            found = pdf.outline(made) if kind.daftar_isi else contents
            if found == contents:
                break
            contents = found
            document = fill(contents)
            made, pages = _converted(document, nomor_surat, to_pdf)
    except ConversionFailed as failure:
        return Product(document, None, str(failure), None)
    return Product(document, made, "", pages)


def convert(document: bytes, nomor_surat: str, to_pdf: ToPdf | None) -> Product:
    """The PDF of a document that was rendered before, which itself stays as it is."""
    if to_pdf is None:
        return Product(document, None, "PDF tidak diminta.", None)
    try:
        made, pages = _converted(document, nomor_surat, to_pdf)
    except ConversionFailed as failure:
        return Product(document, None, str(failure), None)
    return Product(document, made, "", pages)


def headings(document: bytes) -> list[Heading]:
    """The headings of a DOCX in their order, their pages not yet known."""
    found = []
    for paragraph in docx.Document(io.BytesIO(document)).paragraphs:
        style, _, level = (paragraph.style.name if paragraph.style else "").partition(" ")
        if style == "Heading" and level.isdecimal() and paragraph.text.strip():
            found.append(Heading(paragraph.text, int(level), None))
    return found


def _converted(document: bytes, nomor_surat: str, to_pdf: ToPdf) -> tuple[bytes, int]:
    """The PDF and its pages, once it is sure that it says the number that the register says."""
    made, number = to_pdf(document), squeeze(nomor_surat)
    there, pages = pdf.look_for(made, lambda page: number in squeeze(page))
    if not there:
        raise ConversionFailed(
            "produk-rusak", f"PDF tidak memuat nomor {nomor_surat}. Periksa dokumennya."
        )
    return made, pages
