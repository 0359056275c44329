"""Looking into a PDF: pages, text, outline, pictures.

PDFium is not thread-safe, so one lock guards it all.
"""

import ctypes
import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil, floor

import pypdfium2
from PIL import ImageChops
from PIL.Image import Image

from doc_templates.errors import UnreadablePdf
from doc_templates.shapes import Heading

POINTS = 72
"""What a PDF counts in: so many to the inch."""
MM_PER_INCH = 25.4
_GREYS = bytes(shade for shade in range(256) for _ in "RGB")
_LONGEST_NAME = 200
_lock = threading.Lock()


def page_count(pdf: bytes) -> int:
    """The number of pages; UnreadablePdf when these bytes do not open (the others raise it too)."""
    with _opened(pdf) as document:
        return len(document)


def text(pdf: bytes) -> str:
    """The text of all pages, one after the other."""
    with _opened(pdf) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


@dataclass(frozen=True)
class PageRead:
    """A page as it can be read back: its text, its size, and whether nothing at all is on it."""

    text: str
    width_mm: float
    height_mm: float
    blank: bool


def read(pdf: bytes) -> list[PageRead]:
    """All pages with their text and size; opened only once."""
    with _opened(pdf) as document:
        return [_read(page) for page in document]


def outline(pdf: bytes) -> list[Heading]:
    """The bookmarks in their order: title, level from 1, page from 1."""
    with _opened(pdf) as document:
        return [_heading(bookmark) for bookmark in document.get_toc()]


def fonts(pdf: bytes) -> list[frozenset[str]]:
    """The fonts in which each page has text, as the PDF names them: `LiberationSans-Bold`."""
    with _opened(pdf) as document:
        return [frozenset(_fonts(page)) for page in document]


def picture(pdf: bytes, page: int, width_px: int) -> bytes:
    """A page (from 1) as PNG, so many pixels wide."""
    with _opened(pdf) as document:
        sheet = document[page - 1]
        image = sheet.render(scale=width_px / sheet.get_width()).to_pil().convert("RGB")
    target = io.BytesIO()
    _plain(image).save(target, "PNG", compress_level=1)  # hardly larger, in a third of the time
    return target.getvalue()


def _plain(image: Image) -> Image:
    """Most letters are black on white, and written down as such in an eighth of the time.

    As shades of a palette, for those PNG takes as they are: to look for what each row has in
    common with the one above takes as long as to draw the page, and makes text larger.
    """
    red, green, blue = image.split()
    colours = (ImageChops.difference(red, green), ImageChops.difference(red, blue))
    if any(one.getbbox() for one in colours):
        return image
    red.putpalette(_GREYS)
    return red


@dataclass(frozen=True)
class Sheet:
    """A drawn page, and where it has pictures: left, top, right, bottom, in pixels."""

    image: Image
    pictures: tuple[tuple[int, int, int, int], ...]


def sheets(pdf: bytes, dpi: int) -> list[Sheet]:
    """All pages as they look, so many dots per inch."""
    with _opened(pdf) as document:
        return [_sheet(page, dpi / POINTS) for page in document]


def _sheet(page: pypdfium2.PdfPage, scale: float) -> Sheet:
    image = page.render(scale=scale).to_pil().convert("RGB")
    found = [one.get_bounds() for one in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])]
    high = page.get_height()
    areas = [
        (floor(x0 * scale), floor((high - y1) * scale), ceil(x1 * scale), ceil((high - y0) * scale))
        for x0, y0, x1, y1 in found
    ]
    return Sheet(image, tuple(areas))


def _read(page: pypdfium2.PdfPage) -> PageRead:
    words = page.get_textpage().get_text_bounded()
    width, height = (side / POINTS * MM_PER_INCH for side in page.get_size())
    blank = not words.strip() and next(page.get_objects(), None) is None
    return PageRead(words, width, height, blank)


def _fonts(page: pypdfium2.PdfPage) -> Iterator[str]:
    for one in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
        font = pypdfium2.raw.FPDFTextObj_GetFont(one)
        name = ctypes.create_string_buffer(_LONGEST_NAME)
        pypdfium2.raw.FPDFFont_GetBaseFontName(font, name, _LONGEST_NAME)
        yield name.value.decode("utf-8", "replace")


def _heading(bookmark: pypdfium2.PdfBookmark) -> Heading:
    target = bookmark.get_dest()
    page = target.get_index() if target else None
    return Heading(bookmark.get_title(), bookmark.level + 1, None if page is None else page + 1)


@contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    with _lock:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise UnreadablePdf from error
        try:
            yield document
        finally:
            document.close()
