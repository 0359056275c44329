"""Pictures as they are printed: opaque, and no finer than paper shows."""

import io
from functools import lru_cache

from docx.image.exceptions import UnrecognizedImageError
from docx.image.image import Image as Measured
from PIL import Image

DPI = 300
"""Dots per inch of a good print."""
LARGEST = 40_000_000
"""Dots of a picture that is looked at: A3 at 400 dots an inch has a third of it."""
EMU_PER_INCH = 914_400
MM_PER_INCH = 25.4
_FORMATS = ("PNG", "JPEG")
_FINE = 20_000  # dots per inch, noted so that width and height keep their exact proportion


def for_print(picture: bytes, width: int, height: int) -> bytes:
    """The picture for a place of so many EMU; as it is, when there is nothing to gain.

    What is transparent becomes white, as the paper is.
    """
    try:
        with Image.open(io.BytesIO(picture), formats=_FORMATS) as opened:
            if opened.width * opened.height > LARGEST:
                return picture
            opened.load()
    except (OSError, SyntaxError, Image.DecompressionBombError):
        return picture
    size = _at_print(opened.size, width, height)
    if size == opened.size and not _is_clear(opened):
        return picture
    return _written(_opaque(opened).resize(size, Image.Resampling.LANCZOS), str(opened.format))


@lru_cache(maxsize=64)
def logo_for_print(logo: bytes, height_mm: int) -> bytes:
    """A logo that stands so many millimetres high, in exactly the proportions that it had."""
    try:
        seen = Measured.from_blob(logo)
    except (UnrecognizedImageError, OSError):
        return logo
    ratio = (seen.px_width / seen.horz_dpi) / (seen.px_height / seen.vert_dpi)
    high = round(height_mm / MM_PER_INCH * EMU_PER_INCH)
    made = for_print(logo, round(high * ratio), high)
    return logo if made == logo else _proportioned(made, ratio)


def _proportioned(picture: bytes, ratio: float) -> bytes:
    """Whole dots would change it by a hair, and move what stands beside."""
    with Image.open(io.BytesIO(picture)) as opened:
        across = round(_FINE * opened.width / opened.height / ratio)
        return _written(opened.convert("RGB"), str(opened.format), dpi=(across, _FINE))


def _at_print(size: tuple[int, int], width: int, height: int) -> tuple[int, int]:
    """Fewer dots, never more."""
    most = (-(-width * DPI // EMU_PER_INCH), -(-height * DPI // EMU_PER_INCH))
    if size[0] <= most[0] * 1.1 or size[1] <= most[1] * 1.1:
        return size
    return max(most[0], 1), max(most[1], 1)


def _is_clear(picture: Image.Image) -> bool:
    return picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info


def _opaque(picture: Image.Image) -> Image.Image:
    if not _is_clear(picture):
        return picture.convert("RGB")
    drawn = picture.convert("RGBA")
    white = Image.new("RGBA", drawn.size, "white")
    return Image.alpha_composite(white, drawn).convert("RGB")


def _written(picture: Image.Image, form: str, dpi: tuple[int, int] = (DPI, DPI)) -> bytes:
    target = io.BytesIO()
    picture.save(target, form, dpi=dpi, quality=92)
    return target.getvalue()
