"""The golden pages: every sample is printed as it was when somebody last looked at it.

After a change that was meant: look at build/golden/, then `python -m tests.golden --accept KIND`.
"""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image

from tests.golden import keeping
from tests.golden.comparing import INK, MOVED, PLACE_MM, side_by_side, unlike, words_differ
from tests.golden.sheets import DPI, pictures, words
from tests.support_library import SLUGS, Samples, every_kind, rendered, warm

LETTER = "undangan-rapat"
MM = 57  # twips
FINER = 4
HEADER = "word/header1.xml"


@every_kind
def test_every_word_of_a_sample_stands_where_it_stood(slug: str, samples: Samples) -> None:
    """On any LibreOffice: the same pages, the same words, at about their places."""
    assert keeping.words_apart(slug, samples[slug]) == []


@every_kind
def test_every_page_of_a_sample_looks_as_it_did(slug: str, samples: Samples) -> None:
    """Pictures are compared where there are some of this LibreOffice with these fonts."""
    if not keeping.is_known():
        pytest.skip(
            f"no golden pictures of LibreOffice and fonts {keeping.present()}: only the pages, "
            "their words, and about where these stand were compared"
        )
    assert keeping.pages_apart(slug, samples[slug]) == []


def test_golden_pages_are_those_of_the_library() -> None:
    """What is kept of a kind goes when the kind goes."""
    assert keeping.kinds() == set(SLUGS)


def _edited(part: str, change: Callable[[str], str]) -> bytes:
    """The PDF of a letter of which one part was changed."""
    changed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(rendered(LETTER))) as letter,
        zipfile.ZipFile(changed, "w") as target,
    ):
        for name in letter.namelist():
            data = letter.read(name)
            target.writestr(name, change(data.decode()).encode() if name == part else data)
    return warm().to_pdf(changed.getvalue())


def _without(words: str) -> Callable[[str], str]:
    """Drops the paragraph that says this."""
    return lambda xml: re.sub(rf"<w:p>(?:(?!</w:p>).)*{words}.*?</w:p>", "", xml)


def _lower(words: str, twips: int) -> Callable[[str], str]:
    """Puts so much room above the first paragraph that says this."""
    above = f'<w:spacing w:before="{twips}"/>'
    return lambda xml: re.sub(
        rf"(<w:p>(?:(?!</w:p>).)*?)</w:pPr>((?:(?!</w:p>).)*{words})", rf"\1{above}</w:pPr>\2", xml
    )


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("word/styles.xml", lambda xml: xml.replace('w:sz w:val="24"', 'w:sz w:val="23"', 1)),
        ("word/document.xml", _without("Demikian undangan")),
        ("word/document.xml", _lower("Kehadiran mohon", MM)),
        ("word/document.xml", lambda xml: xml.replace(">Sifat<", "><")),
        (HEADER, _lower("Pos-el", MM)),
        (HEADER, lambda xml: re.sub(r"<w:drawing>.*?</w:drawing>", "", xml)),
    ],
    ids=["half a point less", "paragraph", "last line", "word", "kop", "logo"],
)
def test_what_an_eye_would_see_is_seen(
    part: str, change: Callable[[str], str], samples: Samples
) -> None:
    """A line that moved by a millimetre is enough."""
    before, after = pictures(samples[LETTER]), pictures(_edited(part, change))
    assert any(unlike(old, new) for old, new in zip(before, after, strict=True))


@pytest.mark.parametrize(("right", "down"), [(0, 0), (1, 0), (0, 1), (2, 2)])
def test_what_no_eye_would_see_is_none(right: int, down: int, samples: Samples) -> None:
    """Edges of letters drawn otherwise, or half a dot (0.2 mm) further."""
    known, letter = pictures(samples[LETTER])[0], pypdfium2.PdfDocument(samples[LETTER])
    fine = letter[0].render(scale=FINER * DPI / 72).to_pil().convert("L")
    letter.close()
    shifted = Image.new("L", (known.width * FINER, known.height * FINER), "white")
    shifted.paste(fine, (right, down))
    assert unlike(known, shifted.resize(known.size, Image.Resampling.BOX)) is None


def test_a_difference_is_shown_beside_both_pages(samples: Samples) -> None:
    """Old, new, and the new one with red where it differs."""
    (old,), (new, *_more) = pictures(samples["nota-dinas"]), pictures(samples["surat-pengantar"])
    dots = unlike(old, new)
    assert dots is not None
    shown = side_by_side(old, new, dots)
    assert shown.width > 3 * old.width
    assert INK in {colour for _count, colour in shown.getcolors(1 << 16) or []}


def test_on_strange_machines_words_may_stand_a_little_elsewhere(samples: Samples) -> None:
    """But none may be lost or added, and hardly any may stand far away or on another page."""
    known = words(samples[LETTER])
    few = int(MOVED * len(known))

    def moved(count: int, top: int, page: int = 0) -> list[str]:
        shifted = [replace(one, top=top, page=one.page + page) for one in known[:count]]
        return words_differ(known, [*shifted, *known[count:]])

    assert words_differ(known, [replace(one, top=one.top + PLACE_MM) for one in known]) == []
    assert moved(few, top=280) == []
    assert moved(few + 1, top=280)[0].startswith(f"{few + 1} of {len(known)} words elsewhere")
    assert moved(few + 1, top=known[0].top, page=3)
    assert words_differ(known, known[1:]) == [f"lost: {known[0].text}"]
    assert words_differ(known[1:], known) == [f"added: {known[0].text}"]
