"""A kind and its values into the finished files: the DOCX, and its PDF where that can be made."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from doc_templates import pdf
from doc_templates.catalog import Kind
from doc_templates.completeness import squeeze
from doc_templates.errors import ConversionFailed
from doc_templates.filling.order import Filled
from doc_templates.office import Instansi
from doc_templates.render import fill
from doc_templates.shapes import Heading
from doc_templates.values import Value

ROUNDS = 3
"""Filling in page numbers may move the pages once; after that they agree."""

ToPdf = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Product:
    """The files of a letter; without a PDF, `why` says why. `halaman` counts its pages.

    `text` are the words of the DOCX, where it was rendered just now.
    """

    docx: bytes
    pdf: bytes | None
    why: str
    halaman: int | None
    text: str = ""


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

    def filled(contents: Sequence[Heading]) -> Filled:
        return fill(kind, values, instansi, nomor_surat=nomor_surat, daftar_isi=contents)

    contents: list[Heading] = []
    letter = filled(contents)
    if kind.daftar_isi:
        contents = list(letter.headings)
        letter = filled(contents)
    if to_pdf is None:
        return Product(letter.docx, None, "PDF tidak diminta.", None, letter.text)
    try:
        made, pages = _converted(letter.docx, nomor_surat, to_pdf)
        for _ in range(ROUNDS - 1):
            found = pdf.outline(made) if kind.daftar_isi else contents
            if found == contents:
                break
            contents = found
            letter = filled(contents)
            made, pages = _converted(letter.docx, nomor_surat, to_pdf)
    except ConversionFailed as failure:
        return Product(letter.docx, None, str(failure), None, letter.text)
    return Product(letter.docx, made, "", pages, letter.text)


def convert(document: bytes, nomor_surat: str, to_pdf: ToPdf | None) -> Product:
    """The PDF of a document that was rendered before, which itself stays as it is."""
    if to_pdf is None:
        return Product(document, None, "PDF tidak diminta.", None)
    try:
        made, pages = _converted(document, nomor_surat, to_pdf)
    except ConversionFailed as failure:
        return Product(document, None, str(failure), None)
    return Product(document, made, "", pages)


def _converted(document: bytes, nomor_surat: str, to_pdf: ToPdf) -> tuple[bytes, int]:
    """The PDF and its pages, once it is sure that it says the number that the register says."""
    made, number = to_pdf(document), squeeze(nomor_surat)
    there, pages = pdf.look_for(made, lambda page: number in squeeze(page))
    if not there:
        raise ConversionFailed(
            "produk-rusak", f"PDF tidak memuat nomor {nomor_surat}. Periksa dokumennya."
        )
    return made, pages
