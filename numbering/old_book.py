"""The file of an old register, as the office handed it in, with its choices about it."""

from collections.abc import Callable, Collection, Generator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from numbering.books import Buku
from numbering.errors import BadTable
from numbering.headings import REGISTER, Headings, find_headings, headings_at
from numbering.old_register import OldEntry, read_row
from numbering.survey import Standing, Survey, survey
from numbering.tabular import Line, merged_rows, read_lines

Progress = Callable[[int], None]

_EVERY = 1_000  # rows between two reports of progress
_TOP = 12  # rows that a person sees to match the columns by
_NEEDED = (("nomor_urut", "nomor_surat"), ("tanggal_surat",))


@dataclass(frozen=True)
class OldBook:
    """A file with an old register, and what the office has chosen about it.

    `judul` is the last row of the headings, 0 when there are none; without it they are sought.
    `columns` overrules which column (from 0) holds what, None for nothing. `skip` are rows that
    are left out. `urutan` is the order of day and month in dates that are text.
    """

    source: BinaryIO
    nama_file: str
    columns: tuple[tuple[str, int | None], ...] = ()
    skip: Collection[int] = ()
    judul: int | None = None
    urutan: str = ""


def look_through(
    buku: Buku, book: OldBook, standing: Callable[[str], Standing], progress: Progress | None
) -> Survey:
    """Goes through the whole file once. Raises BadTable."""
    headings = _headings(book)
    merged = [
        (first, last)
        for first, last in merged_rows(book.source)
        if not book.skip or set(range(first, last + 1)) - set(book.skip)
    ]
    with closing(_lines(book, headings, progress)) as lines:
        return survey(buku, headings, lines, merged, standing, book.urutan)


def entries(
    buku: Buku, book: OldBook, headings: Headings, progress: Progress | None
) -> Generator[OldEntry, None, None]:
    """The entries of the file, one at a time; rows that are none are left out."""
    with closing(_lines(book, headings, progress)) as lines:
        for line in lines:
            entry = read_row(buku, headings, line, book.urutan).entry
            if entry is not None:
                yield entry


def top(book: OldBook) -> list[Line]:
    """The topmost rows as they stand in the file. Raises BadTable."""
    with closing(read_lines(book.source)) as lines:
        found = list(islice(lines, _TOP))
    if not found:
        raise BadTable("File ini tidak memuat satu baris pun. Pilih file yang lain.")
    return found


def _headings(book: OldBook) -> Headings:
    chosen = dict(book.columns)
    with closing(read_lines(book.source)) as lines:
        if book.judul is None:
            return find_headings(lines, REGISTER, _NEEDED, chosen)
        return headings_at(lines, REGISTER, _NEEDED, book.judul, chosen)


def _lines(
    book: OldBook, headings: Headings, progress: Progress | None
) -> Generator[Line, None, None]:
    with closing(read_lines(book.source)) as lines:
        for count, line in enumerate(lines, start=1):
            if progress and count % _EVERY == 0:
                progress(count)
            if line.number > headings.row and line.number not in book.skip:
                yield line
