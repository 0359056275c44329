"""The same template with a Word comment at each fault, and a template without any comments."""

import io
from collections.abc import Iterable, Sequence

from docx.document import Document
from docx.opc.part import XmlPart
from docx.text.run import Run
from lxml import etree

from doc_templates.doctor.reading import Paragraph, Spot, paragraphs
from doc_templates.docx_text import W

AUTHOR, INITIALS = "Naskah", "N"
_MARKS = tuple(
    f"{W}{name}" for name in ("commentRangeStart", "commentRangeEnd", "commentReference")
)
_COMMENTS = ("/comments", "/commentsExtended", "/commentsIds", "/commentsExtensible", "/people")


def commented(document: Document, spots: Iterable[Spot]) -> bytes:
    """The document with the findings beside the text that they are about; it may be another copy.

    Word has no comments in headers, footers and notes: those stand at the first paragraph, and say
    where they belong.
    """
    every = list(paragraphs(document))
    for spot in spots:
        runs = _runs(document, spot, every)
        found = spot.finding
        place = f"{found.tempat}: " if found.tempat else ""
        text = f"[{found.kode}] {place}{found.pesan}"
        document.add_comment(runs, text, author=AUTHOR, initials=INITIALS)
    return _saved(document)


def without_comments(document: Document) -> bytes | None:
    """The document without its comments, which no letter is to carry; None when it has none."""
    part = document.part
    led = [key for key, one in part.rels.items() if one.reltype.endswith(_COMMENTS)]
    if not led:
        return None
    for key in led:
        part.drop_rel(key)
    for one in part.package.iter_parts():
        if isinstance(one, XmlPart):
            _clear(one.element)
    return _saved(document)


def _clear(root: etree._Element) -> None:
    for mark in list(root.iter(*_MARKS)):
        holder = mark.getparent()
        if holder is None:
            continue
        holder.remove(mark)
        outer = holder.getparent()
        if holder.tag == f"{W}r" and outer is not None and all(_is_look(one) for one in holder):
            outer.remove(holder)


def _is_look(element: etree._Element) -> bool:
    return element.tag == f"{W}rPr"


def _runs(document: Document, spot: Spot, every: Sequence[Paragraph]) -> list[Run]:
    where = spot.paragraph
    found = [] if where is None or where.bagian else _outermost(every[where.number], spot)
    if not found:
        first = document.paragraphs[0] if document.paragraphs else document.add_paragraph()
        return [first.runs[0] if first.runs else first.add_run(" ")]
    return [Run(found[0], document), Run(found[-1], document)]  # type: ignore[arg-type]  # of w:r


def _outermost(paragraph: Paragraph, spot: Spot) -> list[etree._Element]:
    """The runs of a finding; of a text box that which holds the box."""
    runs = paragraph.runs[spot.start : spot.end] or paragraph.runs
    return [next(reversed(list(run.iterancestors(f"{W}r"))), run) for run in runs]


def _saved(document: Document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()
