"""The last look before a letter counts as ready to print: is the PDF what the register says?

What is read is the finished PDF, since whatever stood in the DOCX may be lost, moved or replaced
on the way. A finding that holds the letter back makes it unfit for paper; the others are told, and
the person who prints decides.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from doc_templates import pdf
from doc_templates.catalog import Kind
from doc_templates.completeness import shorten
from doc_templates.convert.fonts import equals, replaced, same
from doc_templates.description import NAMED
from doc_templates.office import PAPERS, Instansi
from doc_templates.pdf import PageRead
from doc_templates.printed import forms, one_line, pieces
from doc_templates.render import look
from doc_templates.shapes import Field
from doc_templates.typefaces import typefaces
from doc_templates.values import Value

TOLERANCE_MM = 2.0  # LibreOffice rounds to a hundredth of an inch, printers to a millimetre
SIGNS = "OpenSymbol"  # in which LibreOffice prints bullets and ticks, whatever font they ask for
# White space, and the hyphens at line ends, which PDFium gives back as other characters.
_UNSURE = re.compile("[\\s\\-\N{SOFT HYPHEN}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\x02\ufffe]+")
_LEFTOVERS = re.compile(r"\{\{|\}\}|\{%|%\}|\bNone\b|\bundefined\b")


@dataclass(frozen=True)
class Finding:
    """One finding: a code to look up, a sentence, the page (from 1), and whether it holds back."""

    kode: str
    pesan: str
    halaman: int | None = None
    holds: bool = True

    @property
    def told(self) -> str:
        """The sentence with its page."""
        return f"Halaman {self.halaman}: {self.pesan}" if self.halaman else self.pesan


@dataclass(frozen=True)
class Expected:
    """What a letter's PDF must show, as the register and the office have it.

    `facts` are the values that must be read back, each with its label and its possible forms;
    `given` is all that was typed, in which braces or “None” may stand on purpose.
    """

    nomor_surat: str
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    given: str
    kertas: str  # "" when it is not known
    halaman_maks: int | None
    huruf: tuple[str, ...]


def expect(
    kind: Kind, values: Mapping[str, Value], instansi: Instansi, nomor_surat: str
) -> Expected:
    """What the PDF of this letter must show; a blank that is left for the hand is not asked for."""
    return Expected(
        nomor_surat=nomor_surat,
        facts=tuple(
            (piece.label, tuple(forms(piece.value)))
            for field in kind.fields
            if field.cetak and _agreed(kind, field)
            for piece in pieces(field, values[field.nama])
        ),
        given="\n".join(one_line(value) for value in values.values()),
        kertas=instansi.kertas if kind.kertas == "instansi" else kind.kertas,
        halaman_maks=kind.halaman_maks,
        huruf=typefaces(kind.docx, look(kind, instansi)),
    )


def only_number(nomor_surat: str) -> Expected:
    """What to look for when nothing but the number is known any more."""
    return Expected(nomor_surat, (), "", "", None, ())


def inspect(made: bytes, expected: Expected) -> tuple[int, tuple[Finding, ...]]:
    """The pages of the PDF `made`, and everything that it has against it, the gravest first.

    Number, date, hal and signer are read back and compared without regard to white space and
    hyphens (issue of the letter and register must agree); UnreadablePdf when it does not open.
    """
    read = pdf.read(made)
    found = [
        *_unread(read, expected),
        *_leftovers(read, expected),
        *_wrong_paper(read, expected),
        *_too_long(read, expected),
        *_blank(read),
        *_fonts(made, expected),
    ]
    return len(read), tuple(sorted(found, key=lambda one: not one.holds))


def _agreed(kind: Kind, field: Field) -> bool:
    """Number, date, hal and signer: what the register notes down of every letter."""
    return field.nama in (kind.tanggal_isian, "penandatangan") or field.nama in NAMED.findall(
        kind.hal
    )


def _unread(read: list[PageRead], expected: Expected) -> Iterator[Finding]:
    page = _bare("\n".join(one.text for one in read))
    if _bare(expected.nomor_surat) not in page:
        yield Finding("P01", f"Nomor {expected.nomor_surat} tidak terbaca di PDF.")
    for label, said in expected.facts:
        if not any(_bare(form) in page for form in said):
            yield Finding("P02", f"{label} “{shorten(said[0])}” tidak terbaca di PDF.")


def _leftovers(read: list[PageRead], expected: Expected) -> Iterator[Finding]:
    for number, page in enumerate(read, start=1):
        for sign in dict.fromkeys(_LEFTOVERS.findall(page.text)):
            if sign not in expected.given:
                yield Finding("P03", f"Sisa templat “{sign}” tercetak. Periksa templatnya.", number)


def _wrong_paper(read: list[PageRead], expected: Expected) -> Iterator[Finding]:
    wanted = PAPERS.get(expected.kertas)
    if wanted is None:
        return
    for number, page in enumerate(read, start=1):
        sides = sorted((page.width_mm, page.height_mm))
        if any(abs(a - b) > TOLERANCE_MM for a, b in zip(sides, wanted, strict=True)):
            seen = f"{sides[0]:.0f} × {sides[1]:.0f} mm"
            yield Finding("P04", f"Kertasnya {seen}, bukan {expected.kertas}.", number)


def _too_long(read: list[PageRead], expected: Expected) -> Iterator[Finding]:
    most = expected.halaman_maks
    if most is not None and len(read) > most:
        pesan = f"Naskah ini {len(read)} halaman; jenis ini lazimnya paling banyak {most}."
        remedy = "Ringkas isinya, atau biarkan bila memang perlu."
        yield Finding("P05", f"{pesan} {remedy}", most + 1, holds=False)


def _blank(read: list[PageRead]) -> Iterator[Finding]:
    for number, page in enumerate(read, start=1):
        if page.blank:
            yield Finding("P06", "Halaman ini kosong.", number, holds=False)


def _fonts(made: bytes, expected: Expected) -> Iterator[Finding]:
    """The template's fonts that are not here, each with the first page where it was replaced."""
    instead = replaced(expected.huruf)
    pages = _strangers(made, expected, tuple(instead)) if instead else {}
    for name, guess in instead.items():
        likely = [number for number, fonts in pages.items() if any(same(guess, f) for f in fonts)]
        number = next(iter([*likely, *pages]), None)
        if number is not None:
            others = guess if likely else " dan ".join(sorted(pages[number]))
            pesan = f"Huruf {name} tidak terpasang; dicetak dengan {others}, yang lain ukurannya."
            remedy = "Pasang hurufnya, atau pilih huruf lain di templat."
            yield Finding("P07", f"{pesan} {remedy}", number, holds=False)


def _strangers(
    made: bytes, expected: Expected, missing: tuple[str, ...]
) -> dict[int, frozenset[str]]:
    """The pages with fonts that no other font of the template accounts for, and those fonts."""
    wanted = [name for name in expected.huruf if name not in missing]
    known = [SIGNS, *(one for name in wanted for one in equals(name))]
    strange = {
        number: frozenset(one for one in fonts if not any(same(own, one) for own in known))
        for number, fonts in enumerate(pdf.fonts(made), start=1)
    }
    return {number: fonts for number, fonts in strange.items() if fonts}


def _bare(text: str) -> str:
    return _UNSURE.sub("", text).casefold()
