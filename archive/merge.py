"""Many documents as one PDF with bookmarks; a document that can't be read is left out and told.

PDFs are copied page by page without being drawn again, pictures become A4 pages.
"""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pikepdf

from archive.pictures import picture

PDF = "application/pdf"
PICTURES = {"image/jpeg", "image/png"}


@dataclass(frozen=True)
class Leaf:
    """One file of a document: its name as people know it, its media type, its bytes or its path."""

    nama: str
    media_type: str
    source: bytes | Path


@dataclass(frozen=True)
class Part:
    """One document: its bookmark, and its files in the order of pages.

    One that was merged before has bookmarks of its own: each with its page, from 1.
    """

    judul: str
    leaves: Sequence[Leaf]
    bookmarks: Sequence[tuple[str, int]] = ()

    @property
    def marks(self) -> Sequence[tuple[str, int]]:
        """Return the bookmarks with their pages, the first page being 1."""
        return self.bookmarks or ((self.judul, 1),)


@dataclass(frozen=True)
class Skipped:
    """A file that was left out, and why in Indonesian."""

    judul: str
    nama: str
    alasan: str


@dataclass(frozen=True)
class Merged:
    """What became of the parts: all pages, the first page of each (None: no page), what is left."""

    halaman: int
    mulai: tuple[int | None, ...]
    dilewati: tuple[Skipped, ...]


def merge(parts: Iterable[Part], target: BinaryIO, *, duplex: bool = False) -> Merged:
    """Write all parts as one PDF; the same parts give the same bytes.

    With `duplex`, each part begins on an odd page: printed on both sides, no two share a sheet.
    Nothing is written when no part has a page.
    """
    with ExitStack() as opened, pikepdf.new() as merged:
        mulai: list[int | None] = []
        dilewati: list[Skipped] = []
        with merged.open_outline() as outline:
            for part in parts:
                if duplex and len(merged.pages) % 2:
                    merged.add_blank_page(page_size=_size(merged.pages[-1]))
                before = len(merged.pages)
                dilewati += _append(merged, part, opened)
                empty = len(merged.pages) == before
                mulai.append(None if empty else before + 1)
                if not empty:
                    for judul, page in part.marks:
                        outline.root.append(pikepdf.OutlineItem(judul, before + page - 1))
        if len(merged.pages):
            merged.save(target, min_version="1.7", deterministic_id=True)
        return Merged(len(merged.pages), tuple(mulai), tuple(dilewati))


def _append(merged: pikepdf.Pdf, part: Part, opened: ExitStack) -> list[Skipped]:
    """Append the pages of a part; return what could not be."""
    dilewati = []
    for leaf in part.leaves:
        try:
            _append_leaf(merged, leaf, opened)
        except _CANT_READ as error:
            dilewati.append(Skipped(part.judul, leaf.nama, _why(error)))
    return dilewati


def _append_leaf(merged: pikepdf.Pdf, leaf: Leaf, opened: ExitStack) -> None:
    """Append the pages of a file. Raises one of _CANT_READ, and has appended nothing then."""
    if leaf.media_type in PICTURES:
        _append_picture(merged, leaf.source)
    elif leaf.media_type == PDF:
        data = BytesIO(leaf.source) if isinstance(leaf.source, bytes) else leaf.source
        # Kept open until the whole is saved: pikepdf copies streams only then.
        source = opened.enter_context(pikepdf.open(data))
        if not len(source.pages):
            raise pikepdf.PdfError
        merged.pages.extend(source.pages)
    else:
        raise _NotForReadingError


def _append_picture(merged: pikepdf.Pdf, source: bytes | Path) -> None:
    shown = picture(source)
    page = merged.add_blank_page(page_size=shown.page)
    image = pikepdf.Stream(
        merged,
        shown.jpeg,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=shown.pixels[0],
        Height=shown.pixels[1],
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    name = page.add_resource(image, pikepdf.Name.XObject, pikepdf.Name.Gambar)
    left, bottom, width, height = (f"{number:.3f}" for number in shown.box)
    drawn = f"q {width} 0 0 {height} {left} {bottom} cm {name} Do Q"
    page.contents_add(drawn.encode())


def _size(page: pikepdf.Page) -> tuple[float, float]:
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    return right - left, top - bottom


class _NotForReadingError(Exception):
    """A file that has no pages, such as a spreadsheet."""


_CANT_READ = (pikepdf.PdfError, pikepdf.PasswordError, OSError, ValueError, _NotForReadingError)


def _why(error: Exception) -> str:
    """Return the reason why a file was left out."""
    if isinstance(error, pikepdf.PasswordError):
        return "PDF ini dikunci dengan kata sandi."
    if isinstance(error, FileNotFoundError):
        return "File ini tidak ada di penyimpanan."
    if isinstance(error, _NotForReadingError):
        return "File ini bukan PDF atau gambar, jadi hanya disertakan tersendiri."
    return "File ini rusak, jadi halamannya tidak dapat dibaca."
