"""A picture of a paper as a page: upright, on A4, and no finer than a printer shows it."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

SHORT, LONG = 595.276, 841.89  # A4 in points
MARGIN = 28.35  # 1 cm
DOTS_PER_POINT = 200 / 72


@dataclass(frozen=True)
class Picture:
    """A JPEG with its pixels, and where it stands on its page, in points."""

    jpeg: bytes
    pixels: tuple[int, int]
    page: tuple[float, float]
    box: tuple[float, float, float, float]


def picture(source: bytes | Path) -> Picture:
    """Return a jpg or png as the reading copy of a page: turned as the camera noted, on white.

    The original stays what it is; this copy has 200 dots an inch at most. Raises OSError for what
    is no picture, ValueError for one of more pixels than Pillow trusts.
    """
    try:
        with Image.open(BytesIO(source) if isinstance(source, bytes) else source) as opened:
            upright = _upright(opened)
    except Image.DecompressionBombError as error:
        raise ValueError(str(error)) from error
    page = (LONG, SHORT) if upright.width > upright.height else (SHORT, LONG)
    room = (page[0] - 2 * MARGIN, page[1] - 2 * MARGIN)
    upright.thumbnail((int(room[0] * DOTS_PER_POINT), int(room[1] * DOTS_PER_POINT)))
    encoded = BytesIO()
    upright.save(encoded, "JPEG", quality=85)
    return Picture(encoded.getvalue(), upright.size, page, _box(upright.size, page, room))


def _upright(opened: Image.Image) -> Image.Image:
    """Return the picture in colours without transparency, turned the right way up."""
    opened.draft("RGB", (int(LONG * DOTS_PER_POINT), int(LONG * DOTS_PER_POINT)))
    turned = ImageOps.exif_transpose(opened)
    if not turned.has_transparency_data:
        return turned.convert("RGB")
    white = Image.new("RGBA", turned.size, "white")
    white.alpha_composite(turned.convert("RGBA"))
    return white.convert("RGB")


def _box(
    pixels: tuple[int, int], page: tuple[float, float], room: tuple[float, float]
) -> tuple[float, float, float, float]:
    """Return left, bottom, width and height of the picture, as large as there is room, centred."""
    scale = min(room[0] / pixels[0], room[1] / pixels[1])
    width, height = pixels[0] * scale, pixels[1] * scale
    return (page[0] - width) / 2, (page[1] - height) / 2, width, height
