"""What is asked of the archive, and how the words that someone typed are read.

Typed text is data and never syntax (`000.8.3.3/15/OR`, `NEAR(`, `*`): it is cut into phrases here,
and find_sqlite.py and find_postgresql.py quote them.
"""

import re
from dataclasses import dataclass
from datetime import date

from archive.secrecy import Readers

# More than anyone types; what is beyond is left out.
MAX_TYPED = 400
MAX_PHRASES = 20
# Trigrams need three characters; a shorter fragment is looked up as a whole part of the number.
TRIGRAM = 3
# The widest sequence with leading zeros that registers print.
PADDED = 6

_QUOTED_OR_BARE = re.compile(r'"([^"]*)"?|([^\s"]+)')
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Query:
    """A search within one office; what is empty or None does not narrow it.

    `kata`: all words must be there, "words in quotes" as a phrase. `nomor`: a fragment of the
    number. `dari` and `sampai` are both within. `readers`: whose eyes; closed entries
    that are not theirs are neither found nor counted.
    """

    instansi_id: int
    kata: str = ""
    nomor: str = ""
    jenis: str = ""
    tahun: int | None = None
    dari: date | None = None
    sampai: date | None = None
    berkas_id: int | None = None
    state: str = ""
    readers: Readers | None = None


@dataclass(frozen=True)
class Terms:
    """One way to look: phrases that must all be there, and a fragment of the number or nothing.

    With `prefix`, the last phrase may go on after its last letter.
    """

    phrases: tuple[str, ...] = ()
    nomor: str = ""
    prefix: bool = False


def ways(query: Query) -> list[list[Terms]]:
    """Return the ways to look, best first; those of one group are looked up together.

    `12/UND` alone is also taken as a fragment of a number. Only when whole words find nothing, the
    last one is taken as a beginning: `undang` then finds `undangan`. No way at all means that
    nothing can be found.
    """
    phrases, nomor = read(query.kata), clean(query.nomor)
    if (query.kata.strip() and not phrases) or (query.nomor.strip() and not words(nomor)):
        return []
    together = [Terms(phrases, nomor)]
    if len(phrases) == 1 and not nomor and _like_number(phrases[0]):
        together.append(Terms(nomor=phrases[0]))
    if not phrases:
        return [together]
    return [together, [Terms(phrases, nomor, prefix=True)]]


def read(typed: str) -> tuple[str, ...]:
    """Cut typed text into words and quoted phrases; what holds no letter or digit is dropped."""
    plain = clean(typed.replace("“", '"').replace("”", '"'))
    found = (quoted or bare for quoted, bare in _QUOTED_OR_BARE.findall(plain))
    return tuple(phrase for phrase in found if words(phrase))[:MAX_PHRASES]


def words(text: str) -> list[str]:
    """Return the runs of letters and digits, which are what both databases call words."""
    return _WORD.findall(text)


def padded(number: str) -> list[str]:
    """Return a short part of a number as registers print it: `15`, `015`, `0015` …"""
    return [number.zfill(width) for width in range(len(number), PADDED + 1)]


def clean(typed: str) -> str:
    """Replace what does not print (NUL, line breaks, lone surrogates) by spaces; cut the rest."""
    return "".join(one if one.isprintable() else " " for one in typed[:MAX_TYPED]).strip()


def interval(query: Query) -> tuple[date, date]:
    """Return the first and the last day that the query allows; reversed when there is none."""
    first, last = query.dari or date.min, query.sampai or date.max
    if query.tahun is None:
        return first, last
    if not date.min.year <= query.tahun <= date.max.year:
        return date.max, date.min
    return max(first, date(query.tahun, 1, 1)), min(last, date(query.tahun, 12, 31))


def _like_number(phrase: str) -> bool:
    return len(phrase) >= TRIGRAM and " " not in phrase and any(one.isdigit() for one in phrase)
