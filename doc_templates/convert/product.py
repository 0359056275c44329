"""What is asked of LibreOffice, and whether it was given: the product is looked at, not the run."""

from collections.abc import Mapping
from pathlib import Path

from doc_templates.errors import ConversionFailed, UnreadablePdf
from doc_templates.pdf import page_count

IMPORT = "MS Word 2007 XML"
EXPORT = "writer_pdf_Export"
Options = Mapping[str, int | bool]
OPTIONS: Options = {
    "SelectPdfVersion": 2,  # PDF/A-2b, for the archive
    "UseTaggedPDF": True,
    "ExportBookmarks": True,
    "ExportBookmarksToPDFDestination": True,
}


def read(path: Path) -> bytes:
    """The PDF, when there is one that opens and has pages: an exit code of 0 says nothing.

    Raises ConversionFailed: produk-rusak.
    """
    try:
        pdf = path.read_bytes()
        if page_count(pdf) > 0:
            return pdf
    except (FileNotFoundError, UnreadablePdf) as error:
        raise unusable() from error
    raise unusable()


def unusable() -> ConversionFailed:
    """There is no PDF, or none that opens."""
    return ConversionFailed(
        "produk-rusak", "LibreOffice tidak menghasilkan PDF yang dapat dibuka. Periksa dokumennya."
    )
