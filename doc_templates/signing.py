"""The lines of a signature, from facts: who signs, in which capacity, and how the office prints it.

The forms are those of naskah-dinas 4.2: a.n. is one level below, u.b. two; who acts for a vacant
post signs under that post's name. The comma stands after the last line of the post.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from doc_templates.linebreaks import balanced
from doc_templates.values import Pegawai, Value

NO_BREAK = "\u00a0"
LINE_CAPITALS, LINE = 26, 34
"""Characters that fit into half a page in 12 points, in capitals and as typed."""
POLOS = (
    "Pj., Plh. Sekretaris Daerah",
    "Pj., Pjs., Plt., Plh. Gubernur",
    "Pj., Pjs., Plt., Plh. Bupati",
    "Pj., Pjs., Plt., Plh. Wali Kota",
)
"""Who signs with the bare name (Permendagri 1/2023 Pasal 44): marks, then the post they are of."""
_MARKED = re.compile(r"((?:P[a-z]{1,3}\.,?\s+)+)(\S.*)", re.IGNORECASE)
_ACTING = re.compile(r"(P(?:lt|lh|js|j)\.)\s*(\S.*)", re.IGNORECASE)


@dataclass(frozen=True)
class Gaya:
    """How a kind prints its signature; Permendagri 1/2023 Pasal 44 differs by class of document.

    `baris_kedua` adds the own post of who acts (`Plt. CAMAT X` above `SEKRETARIS X,`). `polos` are
    capacities that sign with the bare name, whatever else is on.
    """

    gelar: bool = True
    pangkat: bool = True
    nip: bool = True
    jabatan_kapital: bool = True
    nama_kapital: bool = False
    baris_kedua: bool = False
    label_nip: str = "NIP."
    polos: tuple[str, ...] = POLOS

    def of(self, pegawai: Pegawai) -> "Gaya":
        """The same for an official in this capacity."""
        if pegawai.pelaksana:
            acts = f"{pegawai.pelaksana} {pegawai.jabatan_pelaksana}"
        else:
            acts = pegawai.jabatan
        bare = any(
            f"{acts} ".casefold().startswith(f"{one} ".casefold())
            for line in self.polos
            for one in capacities(line)
        )
        return replace(self, gelar=False, pangkat=False, nip=False) if bare else self


@dataclass(frozen=True)
class Blok:
    """A signature as printed: the lines of the post, and below the room to sign the person."""

    baris: tuple[str, ...]
    nama: str
    pangkat: str
    nip: str


@dataclass(frozen=True)
class Awaited(Pegawai):
    """An official whose signature another program puts in later, at the words `tanda`."""

    tanda: str = ""


@dataclass(frozen=True)
class Signer(Awaited):
    """An official who knows how this letter prints a signature."""

    gaya: Gaya = Gaya()

    @cached_property
    def ttd(self) -> Blok:
        """The signature, line by line."""
        printed = block(self, self.gaya)
        return replace(printed, baris=(*printed.baris, self.tanda)) if self.tanda else printed


def signers(values: Mapping[str, Value], gaya: Gaya) -> dict[str, Value]:
    """The same values, with officials that print their signature this way."""
    return {
        name: Signer(**vars(one), gaya=gaya) if type(one) in (Pegawai, Awaited) else one
        for name, one in values.items()
    }


@lru_cache(256)  # the same few lines for each signature
def capacities(line: str) -> tuple[str, ...]:
    """`Pj., Plh. Sekretaris Daerah` as `Pj. Sekretaris Daerah` and `Plh. Sekretaris Daerah`.

    A line without marks, or without a post, is none.
    """
    found = _MARKED.fullmatch(line.strip())
    marks = found[1].replace(",", " ").split() if found else []
    return tuple(f"{mark} {found[2]}" for mark in marks if found)


def block(pegawai: Pegawai, gaya: Gaya) -> Blok:
    """The signature of an official; what the office switched off, or is not known, is empty."""
    gaya = gaya.of(pegawai)
    nama = pegawai.nama.upper() if gaya.nama_kapital else pegawai.nama
    return Blok(
        baris=jabatan_lines(pegawai, gaya),
        nama=pegawai.titled(nama) if gaya.gelar else nama,
        pangkat=pegawai.pangkat if gaya.pangkat else "",
        nip=f"{gaya.label_nip} {pegawai.nip_spasi}" if gaya.nip and pegawai.nip else "",
    )


def jabatan_lines(pegawai: Pegawai, gaya: Gaya) -> tuple[str, ...]:
    """The lines above the name: `a.n. CAMAT X`, `SEKRETARIS KECAMATAN,`."""
    lines: list[str] = []
    if pegawai.atas_nama:
        lines += _broken("a.n.", pegawai.atas_nama, "", gaya)
    if pegawai.melalui:
        lines += [*_broken("", pegawai.melalui, ",", gaya), "u.b."]
    if not pegawai.pelaksana:
        return (*lines, *_broken("", pegawai.jabatan or "………", ",", gaya))
    own = pegawai.jabatan if gaya.baris_kedua else ""
    lines += _broken(pegawai.pelaksana, pegawai.jabatan_pelaksana, "" if own else ",", gaya)
    return (*lines, *(_broken("", own, ",", gaya) if own else ()))


def _broken(mark: str, jabatan: str, end: str, gaya: Gaya) -> tuple[str, ...]:
    """A post with its mark, which is never in capitals and never parted from it."""
    text = (_capital(jabatan) if gaya.jabatan_kapital else jabatan) + end
    width = LINE_CAPITALS if gaya.jabatan_kapital else LINE
    return balanced(f"{mark}{NO_BREAK}{text}" if mark else text, width)


def _capital(jabatan: str) -> str:
    """A post in capitals; the mark of who acts keeps its form where it was typed with the post."""
    found = _ACTING.fullmatch(jabatan)
    return f"{found[1].capitalize()}{NO_BREAK}{found[2].upper()}" if found else jabatan.upper()
