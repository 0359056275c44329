"""How far a page may differ from its golden one: by what antialiasing does, and not by more."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import chain, zip_longest

from PIL import Image, ImageChops, ImageFilter
from PIL.Image import Image as Picture

from tests.golden.sheets import Word

SHADES = 112  # of 255, by which a dot may lie outside of what stands round it on the other page
DOTS = 8  # that may do so on a page: a line of words that moved by a millimetre has hundreds
PLACE_MM = 5  # by which a word may stand elsewhere on a machine whose pages nobody has looked at
MOVED = 0.03  # of a document's words may stand further away than that
WHITE, INK = 255, (200, 0, 0)


def words_differ(old: Sequence[Word], new: Sequence[Word]) -> list[str]:
    """What is wrong with the words: lost, added, or elsewhere; nothing when they agree."""
    before, after = (Counter(word.text for word in words) for words in (old, new))
    found = [
        f"{how}: {' '.join(sorted(texts.elements()))}"
        for how, texts in (("lost", before - after), ("added", after - before))
        if texts
    ]
    moved = _moved(old, new)
    if not found and len(moved) > MOVED * len(old):
        found.append(f"{len(moved)} of {len(old)} words elsewhere, the first of them {moved[0]}")
    return found


def unlike(old: Picture, new: Picture) -> Picture | None:
    """The dots that differ, black on white; None when two pages look the same.

    A dot counts when it is darker or lighter than all that stand round its place on the other
    page, so that an edge may lie half a dot further.
    """
    first, second = (_padded(page, _both(old, new)) for page in (old, new))
    apart = ImageChops.lighter(_outside(first, second), _outside(second, first))
    dots = apart.point([0 if shade > SHADES else WHITE for shade in range(256)])
    return dots if dots.histogram()[0] > DOTS else None


def side_by_side(old: Picture, new: Picture, dots: Picture) -> Picture:
    """The old page, the new one, and the new one paled with what differs in red."""
    size = _both(old, new)
    pale = _padded(new, size).point(lambda shade: 160 + shade * 95 // WHITE).convert("RGB")
    pale.paste(INK, mask=ImageChops.invert(dots).filter(ImageFilter.MaxFilter(3)))
    shown = Image.new("RGB", (3 * size[0] + 20, size[1]), "grey")
    for place, page in enumerate((_padded(old, size), _padded(new, size), pale)):
        shown.paste(page.convert("RGB"), (place * (size[0] + 10), 0))
    return shown


def _moved(old: Sequence[Word], new: Sequence[Word]) -> list[Word]:
    """The words of `old` that have no fellow near their place."""
    there: dict[tuple[int, str], list[Word]] = defaultdict(list)
    for word in new:
        there[word.page, word.text].append(word)
    here: dict[tuple[int, str], list[Word]] = defaultdict(list)
    for word in old:
        here[word.page, word.text].append(word)
    pairs = chain.from_iterable(zip_longest(here[key], there[key]) for key in here)
    return [one for one, other in pairs if one and not (other and _near(one, other))]


def _near(one: Word, other: Word) -> bool:
    return abs(one.top - other.top) <= PLACE_MM and abs(one.left - other.left) <= PLACE_MM


def _outside(page: Picture, other: Picture) -> Picture:
    """By how much each dot is lighter or darker than the other page is round its place."""
    lightest, darkest = (
        other.filter(ImageFilter.MaxFilter(3)),
        other.filter(ImageFilter.MinFilter(3)),
    )
    return ImageChops.lighter(
        ImageChops.subtract(page, lightest), ImageChops.subtract(darkest, page)
    )


def _both(old: Picture, new: Picture) -> tuple[int, int]:
    return max(old.width, new.width), max(old.height, new.height)


def _padded(page: Picture, size: tuple[int, int]) -> Picture:
    """A page on white paper of this size."""
    whole = Image.new("L", size, WHITE)
    whole.paste(page)
    return whole
