"""The file of an old register, as the office handed it in, with its choices about it."""

from collections.abc import Callable, Collection, Generator
from contextlib import closing
from dataclasses import dataclass
from typing import BinaryIO

from numbering.books import Buku
from numbering.headings import REGISTER, Headings, find_headings
from numbering.old_register import OldEntry, read_entry
from numbering.survey import Standing, Survey, survey
from numbering.tabular import Line, merged_rows, read_lines

Progress = Callable[[int], None]

_EVERY = 1_000  # rows between two reports of progress
_NEEDED = (("nomor_urut", "nomor_surat"), ("tanggal_surat",))


@dataclass(frozen=True)
class OldBook:
    """A file with an old register.

    `columns` overrules which column (from 0) holds what; `skip` are rows that are left out.
    """

    source: BinaryIO
    nama_file: str
    columns: tuple[tuple[str, int], ...] = ()
    skip: Collection[int] = ()


def look_through(
    buku: Buku, book: OldBook, standing: Callable[[str], Standing], progress: Progress | None
) -> Survey:
    """Goes through the whole file once. Raises BadTable."""
    headings = _headings(book)
    merged = merged_rows(book.source)
    with closing(_lines(book, headings, progress)) as lines:
        return survey(buku, headings, lines, merged, standing)


def entries(
    buku: Buku, book: OldBook, headings: Headings, progress: Progress | None
) -> Generator[OldEntry, None, None]:
    """The entries of the file, one at a time; rows that are none are left out."""
    with closing(_lines(book, headings, progress)) as lines:
        for line in lines:
            entry, _ = read_entry(buku, headings, line)
            if entry is not None:
                yield entry


def _headings(book: OldBook) -> Headings:
    with closing(read_lines(book.source)) as lines:
        return find_headings(lines, REGISTER, _NEEDED, dict(book.columns))


def _lines(
    book: OldBook, headings: Headings, progress: Progress | None
) -> Generator[Line, None, None]:
    with closing(read_lines(book.source)) as lines:
        for count, line in enumerate(lines, start=1):
            if progress and count % _EVERY == 0:
                progress(count)
            if line.number > headings.row and line.number not in book.skip:
                yield line
