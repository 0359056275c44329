"""Do two PDFs show the same pages? Pixel for pixel, the area of pictures apart."""

from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw

from doc_templates import pdf
from doc_templates.pdf import Sheet

DPI = 100
MARGIN = 2  # pixels round a picture, whose edge need not fall between two of them
BLOCK = 8  # pixels: over such an area two prints of one picture have the same colour
SHADES = 24  # of 255, by which a block may differ


@dataclass(frozen=True)
class _Pair:
    one: Sheet
    other: Sheet


def difference(one: bytes, other: bytes) -> str:
    """Where two PDFs differ, as a sentence; "" when they show the same."""
    first, second = pdf.sheets(one, DPI), pdf.sheets(other, DPI)
    if len(first) != len(second):
        return f"Hasilnya {len(second)} halaman, padahal aslinya {len(first)}."
    for number, pair in enumerate(map(_Pair, first, second), start=1):
        if pair.one.image.size != pair.other.image.size:
            return f"Ukuran halaman {number} berubah."
        if _text_differs(pair):
            return f"Halaman {number} tidak sama dengan aslinya."
        if _pictures_differ(pair):
            return f"Gambar di halaman {number} tampak lain daripada aslinya."
    return ""


def _text_differs(pair: _Pair) -> bool:
    apart = _apart(pair)
    draw = ImageDraw.Draw(apart)
    for area in _areas(pair):
        draw.rectangle(area, fill="black")
    return apart.getbbox() is not None


def _pictures_differ(pair: _Pair) -> bool:
    """By more than what fewer dots do: as when something lies below a picture."""
    for left, top, right, bottom in _areas(pair):
        blocks = max((right - left) // BLOCK, 1), max((bottom - top) // BLOCK, 1)
        seen = [
            sheet.image.crop((left, top, right, bottom)).resize(blocks, Image.Resampling.BOX)
            for sheet in (pair.one, pair.other)
        ]
        shades = ImageChops.difference(*seen).convert("L").histogram()
        if any(shades[SHADES + 1 :]):
            return True
    return False


def _apart(pair: _Pair) -> Image.Image:
    return ImageChops.difference(pair.one.image, pair.other.image)


def _areas(pair: _Pair) -> Iterator[tuple[int, int, int, int]]:
    for left, top, right, bottom in (*pair.one.pictures, *pair.other.pictures):
        yield left - MARGIN, top - MARGIN, right + MARGIN, bottom + MARGIN
