"""A photograph or scan, small enough for the screen."""

from io import BytesIO

from PIL import Image, ImageOps

from doc_templates.errors import UnreadablePdf


def photo(data: bytes, width: int) -> bytes:
    """Give a picture as PNG, upright and so many pixels wide at most.

    Raises UnreadablePdf, the word for a page that cannot be shown.
    """
    try:
        with Image.open(BytesIO(data)) as opened:
            opened.draft("RGB", (width * 2, width * 2))
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, Image.DecompressionBombError) as fault:
        raise UnreadablePdf from fault
    upright.thumbnail((width, width * 2))
    target = BytesIO()
    upright.save(target, "PNG")
    return target.getvalue()
