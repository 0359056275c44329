"""What is kept of a PDF: each page as a small grey picture, and each word with its place."""

from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
from PIL.Image import Image

from doc_templates import pdf
from doc_templates.pdf import MM_PER_INCH, POINTS

DPI = 60
"""A millimetre is more than two dots, and a page of a letter some ten kilobytes."""
HYPHENS = ("\x02", "\ufffe")
"""What PDFium gives for a hyphen at the end of a line."""


@dataclass(frozen=True, order=True)
class Word:
    """A word and where it begins, in whole millimetres from the left and the top of its page."""

    page: int
    top: int
    left: int
    text: str


def pictures(made: bytes) -> list[Image]:
    """Each page in shades of grey."""
    return [sheet.image.convert("L") for sheet in pdf.sheets(made, DPI)]


def words(made: bytes) -> list[Word]:
    """All words, from the first page to the last, from the top to the bottom."""
    document = pypdfium2.PdfDocument(made)
    try:
        found = [list(_words(page, number)) for number, page in enumerate(document, start=1)]
    finally:
        document.close()
    return sorted(word for page in found for word in page)


def _words(page: pypdfium2.PdfPage, number: int) -> Iterator[Word]:
    written, high = page.get_textpage(), page.get_height()
    text, start = "", 0
    for index in range(written.count_chars() + 1):
        char = _char(written, index)
        if char.strip():
            start = start if text else index
            text += char
        elif text:
            left, _, _, top = written.get_charbox(start, loose=True)
            yield Word(number, _mm(high - top), _mm(left), text)
            text = ""


def _char(written: pypdfium2.PdfTextPage, index: int) -> str:
    """The character at a place; a space behind the last."""
    code = pypdfium2.raw.FPDFText_GetUnicode(written, index)
    char = chr(code) if code else " "
    return "-" if char in HYPHENS else char


def _mm(points: float) -> int:
    return round(points / POINTS * MM_PER_INCH)
