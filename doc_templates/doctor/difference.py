"""Two prints of a letter beside each other: what differs, as a picture."""

from PIL import Image, ImageChops, ImageFilter
from PIL.Image import Image as Picture

from doc_templates import pdf

DPI = 80
SHADES = 64  # of 255: paler differences are those of antialiasing
MOST = 30  # pages that anybody compares
PALE, INK = 0.35, (200, 0, 0)


def page_pictures(before: bytes, after: bytes) -> list[tuple[Picture | None, Picture | None]]:
    """The pages of two PDFs, pair by pair; None where one of them has no such page."""
    pages = [[one.image for one in pdf.sheets(data, DPI)[:MOST]] for data in (before, after)]
    count = max(map(len, pages))
    first, second = ([*one, *[None] * (count - len(one))] for one in pages)
    return list(zip(first, second, strict=True))


def differs(before: Picture | None, after: Picture | None) -> bool:
    """Whether two pages look different to the eye."""
    if before is None or after is None or before.size != after.size:
        return True
    return _apart(before, after).getbbox() is not None


def marked(before: Picture | None, after: Picture | None) -> Picture:
    """The new page, paled, with what differs in red; a page that is gone is all red."""
    shown = after or before
    assert shown is not None  # noqa: S101 - of each pair there is one
    white = Image.new("RGB", shown.size, "white")
    pale = Image.blend(white, shown, PALE)
    pale.paste(INK, mask=_apart(before or white, after or white).filter(ImageFilter.MaxFilter(3)))
    return pale


def _apart(before: Picture, after: Picture) -> Picture:
    """The dots that differ, white on black, on paper that holds both pages.

    A dot counts when it is darker or lighter than all that stand round its place on the other
    page: an edge may lie half a dot further, as it does when a font is drawn again.
    """
    size = max(before.width, after.width), max(before.height, after.height)
    first, second = (_on_paper(one, size) for one in (before, after))
    shades = ImageChops.lighter(_outside(first, second), _outside(second, first))
    return shades.point([255 if shade > SHADES else 0 for shade in range(256)])


def _outside(page: Picture, other: Picture) -> Picture:
    lightest, darkest = (
        other.filter(ImageFilter.MaxFilter(3)),
        other.filter(ImageFilter.MinFilter(3)),
    )
    above, below = ImageChops.subtract(page, lightest), ImageChops.subtract(darkest, page)
    return ImageChops.lighter(above, below)


def _on_paper(page: Picture, size: tuple[int, int]) -> Picture:
    paper = Image.new("L", size, "white")
    paper.paste(page.convert("L"))
    return paper
