"""A kind and its values into the finished files: the DOCX, and its PDF where that can be made."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from doc_templates import pdf
from doc_templates.catalog import Kind
from doc_templates.errors import ConversionFailed
from doc_templates.filling.order import Filled
from doc_templates.office import Instansi
from doc_templates.preflight import Expected, Finding, expect, inspect
from doc_templates.render import fill
from doc_templates.shapes import Heading
from doc_templates.values import Value

ROUNDS = 3
"""Filling in page numbers may move the pages once; after that they agree."""

ToPdf = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Product:
    """The files of a letter; without a PDF, `why` says why. `halaman` counts its pages.

    `text` are the words of the DOCX, where it was rendered just now; `findings` are what the last
    look found against the PDF, `failure` what LibreOffice failed with.
    """

    docx: bytes
    pdf: bytes | None
    why: str
    halaman: int | None
    text: str = ""
    findings: tuple[Finding, ...] = ()
    failure: ConversionFailed | None = None

    @property
    def held(self) -> bool:
        """True when the PDF is unfit for paper."""
        return any(one.holds for one in self.findings)

    def held_back(self) -> "Product":
        """The same without a PDF that is unfit for paper, for whoever would file or print it."""
        if not self.held:
            return self
        told = " ".join(f"{one.told} ({one.kode})" for one in self.findings if one.holds)
        return replace(self, pdf=None, why=f"PDF ditahan. {told}")


def produce(
    kind: Kind,
    values: Mapping[str, Value],
    instansi: Instansi,
    *,
    nomor_surat: str,
    to_pdf: ToPdf | None,
) -> Product:
    """Renders, converts, and looks at the PDF; a failed conversion leaves the DOCX with the reason.

    A kind with a table of contents is converted until the page numbers in it are those of the PDF.
    """
    letter = unread(kind, values, instansi, nomor_surat=nomor_surat, to_pdf=to_pdf)
    if letter.pdf is None:
        return letter
    return inspected(letter, expect(kind, values, instansi, nomor_surat))


def unread(
    kind: Kind,
    values: Mapping[str, Value],
    instansi: Instansi,
    *,
    nomor_surat: str,
    to_pdf: ToPdf | None,
) -> Product:
    """The same without the last look, for whoever only shows the pages while they are written."""

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
        made = to_pdf(letter.docx)
        for _ in range(ROUNDS - 1):
            found = pdf.outline(made) if kind.daftar_isi else contents
            if found == contents:
                break
            contents = found
            letter = filled(contents)
            made = to_pdf(letter.docx)
    except ConversionFailed as failure:
        return Product(letter.docx, None, str(failure), None, letter.text, failure=failure)
    return Product(letter.docx, made, "", None, letter.text)


def convert(document: bytes, expected: Expected, to_pdf: ToPdf | None) -> Product:
    """The PDF of a document that was rendered before, which itself stays as it is."""
    return inspected(converted(document, to_pdf), expected)


def converted(document: bytes, to_pdf: ToPdf | None) -> Product:
    """The same PDF before anybody has looked at it."""
    if to_pdf is None:
        return Product(document, None, "PDF tidak diminta.", None)
    try:
        return Product(document, to_pdf(document), "", None)
    except ConversionFailed as failure:
        return Product(document, None, str(failure), None, failure=failure)


def inspected(product: Product, expected: Expected) -> Product:
    """The last look at what was converted, where there is a PDF."""
    if product.pdf is None:
        return product
    pages, findings = inspect(product.pdf, expected)
    return replace(product, halaman=pages, findings=findings)
