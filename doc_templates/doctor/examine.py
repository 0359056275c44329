"""A template looked at tag by tag: all that can be told without printing it."""

from collections.abc import Iterator
from itertools import groupby

from docx.document import Document

from doc_templates.catalog import Kind
from doc_templates.doctor.cuts import cut, tracked
from doc_templates.doctor.finding import Finding
from doc_templates.doctor.intake import TOO_COSTLY
from doc_templates.doctor.missing import missing
from doc_templates.doctor.names import Scope
from doc_templates.doctor.nesting import misplaced, too_deep, unpaired
from doc_templates.doctor.reader import read
from doc_templates.doctor.reading import ENDNOTES, Spot, paragraphs
from doc_templates.doctor.shapes import shapes
from doc_templates.doctor.tags import broken, strange_quotes, tags
from doc_templates.errors import UnfitTemplate

MOST_BRACES = 20_000
"""A report with all its tables has two thousand."""


def examine(document: Document, kind: Kind) -> list[Spot]:
    """Everything that is wrong with the tags of a template, in the order of the document.

    Raises UnfitTemplate for one with tags without end.
    """
    names = shapes(kind.fields)
    scope = Scope(names)
    found = list(_everything(document, frozenset(names), scope))
    found += [Spot(one) for one in missing(kind, scope)]
    if tracked(document.element):
        pesan = "Masih ada perubahan terlacak (Track Changes). Terima atau tolak semuanya di Word."
        found.append(Spot(Finding("D13", pesan)))
    return found


def _everything(document: Document, known: frozenset[str], scope: Scope) -> Iterator[Spot]:
    if sum(one.text.count("{") for one in paragraphs(document)) > MOST_BRACES:
        raise UnfitTemplate(TOO_COSTLY)
    for bagian, of_part in groupby(paragraphs(document), key=lambda one: one.bagian):
        every = list(of_part)
        for paragraph in every:
            yield from broken(paragraph, known)
        found = [tag for paragraph in every for tag in tags(paragraph)]
        if too_deep(found):
            raise UnfitTemplate("perulangan atau syarat di dalamnya bersarang terlalu dalam.")
        if bagian == ENDNOTES and found:
            pesan = "Penanda di catatan akhir tidak diisi. Pindahkan ke catatan kaki."
            yield found[0].spot("D11", pesan)
        for tag in found:
            yield from (*strange_quotes(tag), *cut(tag))
        yield from (*read(found, scope), *unpaired(found), *misplaced(found))
