"""One PDF of many letters into one PDF for each of them, whole again.

Taking pages out of a PDF leaves behind all that the document as a whole holds. Each letter is
given back its own: the tags by which it is read aloud, the bookmarks, the colours and the words
about itself without which it is no PDF/A, its language, and only the fonts that it uses.
"""

import io
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from tempfile import NamedTemporaryFile

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf

from doc_templates.bulk.about import About, Facts
from doc_templates.bulk.headings import Headings
from doc_templates.bulk.tags import Tags
from doc_templates.errors import NotJoinable

_OF_ALL = ("/Lang", "/MarkInfo", "/ViewerPreferences", "/OutputIntents")
"""What stands in each letter's catalog as in that of all: language, tagged, title bar, colours."""
_DRAWN_WITH = ("/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading")
_NAMED = re.compile(rb"/([^\s/<>\[\](){}%]+)")
_VERSION = "1.6"  # as LibreOffice has it for PDF/A-2


def split(made: bytes, mark: str, letters: Sequence[Facts]) -> Iterator[bytes]:
    """The PDF of each letter; each begins where the destination `mark` with its number leads to.

    Raises NotJoinable when that cannot be told, or when the PDF holds what cannot be parted.
    """
    with NamedTemporaryFile(prefix="naskah-", suffix=".pdf") as file:
        file.write(made)  # QPDF reads a file in half the time that it takes for bytes
        file.flush()
        with pikepdf.open(file.name, inherit_page_attributes=False) as source:
            yield from _split(source, mark, letters)


def _split(source: Pdf, mark: str, letters: Sequence[Facts]) -> Iterator[bytes]:
    pages = [page.obj for page in source.pages]
    if "/AcroForm" in source.Root or any("/Resources" not in page for page in pages):
        raise NotJoinable("PDF-nya memuat hal yang tidak dapat dibagi, misalnya formulir")
    starts = _starts(source, pages, mark, len(letters))
    places = {page.objgen: bisect_right(starts, at) - 1 for at, page in enumerate(pages)}
    tags, headings, about = Tags(source, places), Headings(source, places), About(source)
    for number, (first, end) in enumerate(pairwise([*starts, len(pages)])):
        own = pages[first:end]
        _prune(own)
        catalog = _catalog(source, own[0])
        catalog.StructTreeRoot = tags.of(number, own)
        headings.show(number, catalog)
        with Pdf.new() as letter:
            letter.pages.extend(source.pages[first:end])
            about.tell(letter, letters[number])
            yield _saved(letter, catalog)


def _starts(source: Pdf, pages: Sequence[Object], mark: str, count: int) -> list[int]:
    """The first page of each letter, from 0."""
    places = {page.objgen: at for at, page in enumerate(pages)}
    found = source.Root.get("/Dests", Dictionary())
    try:
        starts = [places[found[f"/{mark}{number}"][0].objgen] for number in range(count)]
    except KeyError as error:
        raise NotJoinable("awal salah satu surat tidak terbaca") from error
    if starts[:1] != [0] or any(one >= other for one, other in pairwise(starts)):
        raise NotJoinable("ada surat yang tidak mulai di halaman baru")
    return starts


def _prune(pages: Sequence[Object]) -> None:
    """Pages that name only what they draw with: LibreOffice gives all of them one list of all."""
    for page in pages:
        names = {name.decode() for name in _NAMED.findall(page.Contents.read_bytes())}
        kept = Dictionary(dict(page.Resources.items()))
        for kind in _DRAWN_WITH:
            if kind in kept:
                every = kept[kind].items()
                kept[kind] = Dictionary({name: one for name, one in every if name[1:] in names})
        page.Resources = kept


def _catalog(source: Pdf, first: Object) -> Object:
    """The beginning of a letter's catalog; it opens at the top of its first page."""
    catalog = source.make_indirect(Dictionary())
    for name in _OF_ALL:
        if name in source.Root:
            catalog[name] = source.Root[name]
    catalog.OpenAction = Array([first, Name.XYZ, None, None, 0])
    return catalog


def _saved(letter: Pdf, catalog: Object) -> bytes:
    """The letter; its pages are in it already, so that what leads to them finds them."""
    for name, value in letter.copy_foreign(catalog).items():
        letter.Root[name] = value
    target = io.BytesIO()
    letter.save(
        target,
        force_version=_VERSION,
        fix_metadata_version=False,
        object_stream_mode=ObjectStreamMode.generate,  # half the time, and two thirds of the size
    )
    return target.getvalue()
