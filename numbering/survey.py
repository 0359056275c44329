"""What an old register holds, before anything is written: gone through once, row by row.

Of each number only its row is kept (4 bytes), so that memory does not grow with what the letters
say.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from numbering.books import Buku
from numbering.headings import Headings
from numbering.old_dates import DATE, DAY_FIRST, Reading
from numbering.old_register import OldEntry, read_row
from numbering.old_rows import MERGED, Problem, merged_problems
from numbering.runs import JUMP, runs
from numbering.tabular import Line

_SHOWN = 200  # problems of a kind that are kept in words; all are counted
_PREVIEW = 20
_SWAPPED = 3  # dates of each sort that are enough to suspect the spreadsheet
_IN_LEDGER = -1


@dataclass(frozen=True)
class Standing:
    """What the ledger knows of a period: its counter, and the numbers that have rows."""

    awal: int
    terakhir: int
    numbers: Iterator[tuple[int, str]]


@dataclass
class Period:
    """One period of the register, by number. `rows` is 0 where there is none.

    `known` is the lowest number that the ledger had before, 0 when it had none.
    """

    periode: str
    awal: int
    terakhir: int
    rows: "array[int]" = field(default_factory=lambda: array("i"))
    inserted: dict[tuple[int, str], int] = field(default_factory=dict)
    printed: set[int] = field(default_factory=set)
    count: int = 0
    first: int = 0
    last: int = 0
    newest: date = date.min
    known: int = 0

    def row_of(self, urut: int, sisipan: str) -> int:
        """The row that has this number: 0 for none, -1 for the ledger itself."""
        if sisipan:
            return self.inserted.get((urut, sisipan), 0)
        return self.rows[urut] if urut < len(self.rows) else 0

    def put(self, urut: int, sisipan: str, row: int) -> None:
        """Notes which row has this number."""
        if sisipan:
            self.inserted[urut, sisipan] = row
            return
        missing = urut + 1 - len(self.rows)
        if missing > 0:
            self.rows.extend([0] * missing)
        self.rows[urut] = row

    def add(self, entry: OldEntry) -> None:
        """Counts one entry of the file in."""
        self.put(entry.nomor_urut, entry.sisipan, entry.baris)
        self.first = min(self.first or entry.nomor_urut, entry.nomor_urut)
        self.last = max(self.last, entry.nomor_urut)
        if not entry.alasan:  # a cancelled letter binds no other
            self.newest = max(self.newest, entry.tanggal_surat)
        self.count += 1

    @property
    def span(self) -> range:
        """Every integer that the ledger will have to explain once this is in."""
        begun = self.awal + 1 if self.terakhir > 0 else self.known
        first = min(self.first, begun) if begun else self.first
        return range(first, max(self.last, self.terakhir) + 1)

    def holes(self) -> Iterator[tuple[int, int]]:
        """The integers of the span that have no row, as runs: first and last."""
        return runs(urut for urut in self.span if self.row_of(urut, "") == 0)


@dataclass
class Dates:
    """How the dates of the file are written: as cells, and as text that allows one order only."""

    cells: int = 0
    late: int = 0  # of the cells: after the 12th of a month
    orders: Counter[str] = field(default_factory=Counter)

    def note(self, reading: Reading) -> None:
        """Counts one date in."""
        if reading.order:
            self.orders[reading.order] += 1
        if reading.kind == DATE and reading.day:
            self.cells += 1
            self.late += reading.day.day > 12

    @property
    def swapped(self) -> bool:
        """True when a spreadsheet has probably taken the day for the month wherever it could."""
        return self.cells >= _SWAPPED <= self.orders[DAY_FIRST] and not self.late


@dataclass
class Survey:
    """What was found. Nothing is imported while a problem `blocks`."""

    headings: Headings
    lines: int = 0
    preview: list[OldEntry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    blocking: int = 0
    periods: dict[str, Period] = field(default_factory=dict)
    dates: Dates = field(default_factory=Dates)
    before: OldEntry | None = None

    @property
    def ready(self) -> int:
        """How many entries can come in."""
        return sum(period.count for period in self.periods.values())

    def say(self, problem: Problem) -> None:
        """Notes a problem; the first of each kind in words, all of them in figures."""
        self.counts[problem.kind] += 1
        self.blocking += problem.blocks
        if self.counts[problem.kind] <= _SHOWN:
            self.problems.append(problem)


def survey(
    buku: Buku,
    headings: Headings,
    lines: Iterator[Line],
    merged: list[tuple[int, int]],
    standing: Callable[[str], Standing],
    order: str = "",
) -> Survey:
    """Goes through the lines below the headings; asks `standing` once for each period met."""
    found = Survey(headings)
    passed = set()
    for line in lines:
        found.lines += 1
        row = read_row(buku, headings, line, order)
        found.dates.note(row.tanggal)
        for problem in row.problems:
            found.say(problem)
        if row.entry:
            _take(found, row.entry, standing)
        elif not any(problem.blocks for problem in row.problems):
            passed.add(line.number)
    for problem in chain(
        merged_problems(headings, merged, passed),
        _swapped(found.dates),
        chain.from_iterable(map(_gaps, found.periods.values())),
    ):
        found.say(problem)
    found.problems.sort(key=lambda one: (not one.blocks, one.baris, one.kind != MERGED))
    return found


def _take(found: Survey, entry: OldEntry, standing: Callable[[str], Standing]) -> None:
    for problem in _strayed(found, entry):
        found.say(problem)
    found.before = entry
    for problem in _weigh(_period(found, entry.periode, standing), entry):
        found.say(problem)
    if len(found.preview) < _PREVIEW:
        found.preview.append(entry)


def _strayed(found: Survey, entry: OldEntry) -> Iterator[Problem]:
    """A period that begins while the count goes on: most likely a year that was mistyped.

    Its number would be missing in the period where it belongs, and raise the counter of another.
    """
    before = found.before
    if before is None or entry.periode in found.periods:
        return
    if (entry.nomor_urut, entry.sisipan) > (before.nomor_urut, before.sisipan):
        pesan = (
            f"Tanggal {entry.tanggal_surat:%d-%m-%Y} termasuk periode {entry.periode}, padahal "
            f"nomornya meneruskan nomor {before.nomor_urut}{before.sisipan} periode "
            f"{before.periode} di baris {before.baris}. Betulkan bila tanggalnya salah ketik."
        )
        yield Problem("periode-lain", entry.baris, pesan, blocks=False)


def _swapped(dates: Dates) -> Iterator[Problem]:
    if dates.swapped:
        pesan = (
            "Sel tanggal semuanya berhari 1 sampai 12, sedangkan yang berhari di atas 12 berupa "
            "teks. Excel mungkin telah menukar hari dan bulan. Bandingkan dengan buku kertas."
        )
        yield Problem("tanggal-tertukar", 0, pesan, blocks=False)


def _period(found: Survey, periode: str, standing: Callable[[str], Standing]) -> Period:
    if periode not in found.periods:
        known = standing(periode)
        period = Period(periode, known.awal, known.terakhir)
        for urut, sisipan in known.numbers:
            period.put(urut, sisipan, _IN_LEDGER)
            period.known = min(period.known or urut, urut)
        found.periods[periode] = period
    return found.periods[periode]


def _weigh(period: Period, entry: OldEntry) -> list[Problem]:
    """What is wrong with an entry beside the others; counts it in unless its number is taken."""
    number = f"{entry.nomor_urut}{entry.sisipan}"
    if there := period.row_of(entry.nomor_urut, entry.sisipan):
        where = "sudah tercatat di Naskah" if there == _IN_LEDGER else f"sudah ada di baris {there}"
        remedy = f"Betulkan, beri sisipan (misalnya {entry.nomor_urut}.A), atau lewati baris ini."
        pesan = f"Nomor urut {number} periode {period.periode} {where}. {remedy}"
        return [Problem("ganda", entry.baris, pesan)]
    problems = []
    if entry.tanggal_surat < period.newest and not entry.sisipan:
        pesan = (
            f"Tanggal {entry.tanggal_surat:%d-%m-%Y} lebih awal daripada baris di atasnya, "
            f"{period.newest:%d-%m-%Y}. Dicatat sebagai tanggal mundur; betulkan bila salah ketik."
        )
        problems.append(Problem("tanggal-mundur", entry.baris, pesan, blocks=False))
    printed = hash(entry.nomor_surat)
    if printed in period.printed:
        pesan = f"Nomor surat {entry.nomor_surat} sudah ada di baris lain. Periksa keduanya."
        problems.append(Problem("nomor-kembar", entry.baris, pesan, blocks=False))
    period.printed.add(printed)
    period.add(entry)
    return problems


def _gaps(period: Period) -> Iterator[Problem]:
    if period.count == 0:
        return
    for first, last in period.holes():
        row = next((r for r in period.rows[last + 1 : last + 2] if r > 0), 0)
        numbers = f"{first}" if first == last else f"{first} sampai {last}"
        where = f"Nomor urut {numbers} periode {period.periode} tidak ada di register."
        if last - first >= JUMP:
            yield Problem("melompat", row, f"{where} Lompatannya terlalu jauh; betulkan nomornya.")
        else:
            note = "Dicatat sebagai nomor tanpa surat; lengkapi bila terlewat."
            yield Problem("celah", row, f"{where} {note}", blocks=False)
