"""The fonts of a template that this computer does not have, each at the first text in it."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from docx.document import Document

from doc_templates.convert.fonts import replaced
from doc_templates.doctor.reading import Paragraph, Spot, paragraphs
from doc_templates.doctor.tags import tags
from doc_templates.dress import Look, dress
from doc_templates.typefaces import MOST, Typefaces


def strange_fonts(document: Document, look: Look | None) -> list[Spot]:
    """A finding for each font that is not installed and has no equal here.

    The document is dressed as the office's letters are, so whatever the office prints in a font of
    its own is not blamed.
    """
    if look is not None:
        dress(document, look)
    faces = Typefaces(document)
    places: dict[str, list[Spot]] = {}
    for paragraph in paragraphs(document):
        for name, spot in _stretches(paragraph, faces):
            places.setdefault(name, []).append(spot)
    missing = replaced([name for name in places if name][:MOST])
    return [_told(name, other, places[name]) for name, other in missing.items()]


def _stretches(paragraph: Paragraph, faces: Typefaces) -> Iterator[tuple[str, Spot]]:
    """The fonts of a paragraph, each with the first characters in it that are printed."""
    silent = {at for tag in tags(paragraph) if tag.mark != "{{" for at in range(tag.start, tag.end)}
    seen: set[str] = set()
    for run, same_run in groupby(enumerate(paragraph.runs), key=lambda one: one[1]):
        places = [at for at, _ in same_run]
        if all(at in silent or paragraph.text[at].isspace() for at in places):
            continue
        name = faces.of(run)
        if name not in seen:
            seen.add(name)
            yield name, paragraph.spot("D20", "", places[0], places[-1] + 1, fatal=False)


def _told(name: str, other: str, spots: list[Spot]) -> Spot:
    """The first place, what would print instead, and how many more paragraphs there are."""
    first, more = spots[0], len(spots) - 1
    others = f" Dipakai juga di {more} paragraf lain." if more else ""
    pesan = (
        f"Huruf {name} tidak terpasang di komputer ini; penggantinya, {other}, lain ukurannya, "
        f"jadi barisnya bergeser. Pasang hurufnya, atau ganti hurufnya di Word.{others}"
    )
    return replace(first, finding=replace(first.finding, pesan=pesan))
