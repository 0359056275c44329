"""A template tried with its sample: what only shows when it is printed."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from docx.document import Document

from doc_templates.catalog import Kind
from doc_templates.completeness import lost
from doc_templates.doctor.finding import Finding
from doc_templates.doctor.reading import Paragraph, Spot, paragraphs
from doc_templates.doctor.tags import Tag, tags
from doc_templates.errors import TemplateFault
from doc_templates.filling.fill import fill
from doc_templates.filling.order import Order
from doc_templates.render import NUMBER

ROUNDS = 20
"""Faults that are found by printing, one at a time; what is left comes at the next try."""


def tried(document: Document, kind: Kind, order: Order, spots: Sequence[Spot]) -> Iterator[Spot]:
    """What printing the sample finds besides, with the tags that are known to be wrong left out.

    Nothing is printed while a loop or a condition is wrong. `spots` are of this very document,
    which is changed by it.
    """
    wrong = [one for one in spots if one.finding.fatal and one.paragraph is not None]
    if not all(_is_value(one) for one in wrong):
        return
    for spot in sorted(wrong, key=lambda one: -one.start):
        assert spot.paragraph is not None  # noqa: S101 - chosen by it
        _blank(spot.paragraph, spot.start, spot.end)
    whole = not wrong
    for _ in range(ROUNDS):
        try:
            filled = fill(replace(order, docx=_saved(document)))
        except TemplateFault as fault:
            whole = False
            place = _named(document, fault.place)
            yield _told(fault, place)
            if place is None or not _without_values(place):
                return
            continue
        if whole:
            yield from _lost(kind, order, filled.text, spots)
        return


def _lost(kind: Kind, order: Order, text: str, spots: Sequence[Spot]) -> Iterator[Spot]:
    said = " ".join(one.finding.pesan for one in spots)
    values = {name: order.context[name] for name in (*_names(kind), NUMBER.nama)}
    for fault in lost((*kind.fields, NUMBER), values, text):  # type: ignore[arg-type]  # no office among them
        field = next((one for one in kind.fields if one.nama == fault.tempat.split(".")[0]), NUMBER)
        if f"“{field.label}”" not in said:
            yield Spot(Finding("D18", f"{fault.label}: {fault.pesan}"))


def _names(kind: Kind) -> list[str]:
    return [field.nama for field in kind.fields]


def _is_value(spot: Spot) -> bool:
    """Whether it is one `{{ … }}`, that can be left out alone."""
    assert spot.paragraph is not None  # noqa: S101 - asked by the caller
    tag = spot.paragraph.text[spot.start : spot.end]
    return tag.startswith("{{") and tag.endswith("}}") and tag.count("{{") == 1


def _told(fault: TemplateFault, place: Paragraph | None) -> Spot:
    if place is None:
        return Spot(Finding("D17", fault.message, kalimat=fault.place))
    return place.spot("D17", fault.message)


def _named(document: Document, place: str) -> Paragraph | None:
    """The paragraph whose text a fault has named."""
    every = list(paragraphs(document)) if place else []
    near = [one for one in every if one.kalimat == place]
    near += [one for one in every if one.kalimat and one.kalimat in place and "{" in one.kalimat]
    return near[0] if near else None


def _without_values(paragraph: Paragraph) -> bool:
    """Leaves out what a paragraph prints; tells whether there was anything."""
    found: list[Tag] = [tag for tag in tags(paragraph) if tag.mark == "{{"]
    for tag in reversed(found):
        _blank(paragraph, tag.start, tag.end)
    return bool(found)


def _blank(paragraph: Paragraph, start: int, end: int) -> None:
    """Takes characters out of the document; those in one text node follow each other."""
    held = [one for one in paragraph.texts[start:end] if one is not None]
    for _, places in groupby(held, key=lambda one: id(one[0])):
        (node, first), *others = places
        last = others[-1][1] if others else first
        node.text = (node.text or "")[:first] + (node.text or "")[last + 1 :]


def _saved(document: Document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()
