"""The paragraphs of a template, each with the place where people find it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from docx.document import Document
from docx.opc.part import Part, XmlPart
from lxml import etree

from doc_templates.completeness import shorten
from doc_templates.doctor.finding import Finding
from doc_templates.docx_text import W
from doc_templates.errors import UnfitTemplate
from doc_templates.filling.headings import levels

_P, _R, _T = f"{W}p", f"{W}r", f"{W}t"
_TBL, _TR, _TC = f"{W}tbl", f"{W}tr", f"{W}tc"
_BOX = f"{W}txbxContent"
_BREAKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n"}
_COPY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_PARTS = {
    "header+xml": "Kepala halaman",
    "footer+xml": "Kaki halaman",
    "footnotes+xml": "Catatan kaki",
    "endnotes+xml": "Catatan akhir",
}
BEFORE = 20
"""Characters that are quoted in front of a fault."""
LONGEST = 100_000
"""Characters of a paragraph: some thirty pages."""
ENDNOTES = _PARTS["endnotes+xml"]


@dataclass(frozen=True, eq=False)
class Paragraph:
    """A paragraph: its own text, and for each character the run that holds it.

    `number` counts the paragraphs of a document; `bagian` is "" for the body. `cell` and `row` are
    those of the table around, if there is one; `home` is what holds the paragraph itself.
    """

    number: int
    bagian: str
    element: etree._Element = field(repr=False)
    text: str
    runs: tuple[etree._Element, ...] = field(repr=False)
    texts: tuple[tuple[etree._Element, int] | None, ...] = field(repr=False)
    tempat: str
    cell: etree._Element | None = field(repr=False)
    row: etree._Element | None = field(repr=False)
    home: etree._Element = field(repr=False)

    @property
    def kalimat(self) -> str:
        """Its text, as it is quoted."""
        return shorten(" ".join(self.text.split()))

    def spot(
        self, kode: str, pesan: str, start: int = 0, end: int | None = None, *, fatal: bool = True
    ) -> "Spot":
        """A fault of these characters of the paragraph, or of all of it."""
        finding = Finding(kode, pesan, self.tempat, self._around(start), fatal)
        return Spot(finding, self, start, len(self.text) if end is None else end)

    def _around(self, start: int) -> str:
        """The text from a little before the fault, when the whole is too long to be quoted."""
        before = " ".join(self.text[:start].split())
        if len(before) <= BEFORE:
            return self.kalimat
        rest = " ".join(self.text[start:].split())
        return shorten(f"…{before[-BEFORE:]} {rest}")


@dataclass(frozen=True)
class Spot:
    """A finding with its paragraph and the characters of it; without one it is of the whole."""

    finding: Finding
    paragraph: Paragraph | None = None
    start: int = 0
    end: int = 0


def paragraphs(document: Document) -> Iterator[Paragraph]:
    """All paragraphs of the body, then those of headers, footers and notes.

    Raises UnfitTemplate for a paragraph without end.
    """
    known, number = levels(document), count()
    yield from _of_part("", document.element, known, number)
    for part in document.part.package.iter_parts():
        bagian = _PARTS.get(str(part.content_type).removeprefix(_WORD))
        if bagian:
            yield from _of_part(bagian, _root(part), known, number)


def _root(part: Part) -> etree._Element:
    return part.element if isinstance(part, XmlPart) else etree.fromstring(part.blob)


def _of_part(
    bagian: str, root: etree._Element, known: dict[str, int], number: Iterator[int]
) -> Iterator[Paragraph]:
    tables = [one for one in root.iter(_TBL) if _around(one, _TBL) is None]
    heading = ""
    for element in root.iter(_P):
        if _around(element, _COPY) is not None:  # the same once more, for old versions of Word
            continue
        if sum(len(one.text or "") for one in element.iter(_T)) > LONGEST:
            raise UnfitTemplate(f"ada paragraf yang lebih dari {LONGEST} huruf. Bagi paragrafnya.")
        characters = list(_characters(element))
        text = "".join(one for one, _, _ in characters)
        if _style(element) in known:
            heading = " ".join(text.split())
        yield Paragraph(
            number=next(number),
            bagian=bagian,
            element=element,
            text=text,
            runs=tuple(run for _, run, _ in characters),
            texts=tuple(held for _, _, held in characters),
            tempat=_place(bagian, heading, element, tables),
            cell=_around(element, _TC),
            row=_around(element, _TR),
            home=_parent(element),
        )


def _characters(
    element: etree._Element,
) -> Iterator[tuple[str, etree._Element, tuple[etree._Element, int] | None]]:
    """Each character with its run, and the text node that has it at which place."""
    for run in element.iter(_R):
        if _around(run, _P) is not element:
            continue
        for node in run:
            if node.tag == _T:
                for at, one in enumerate(node.text or ""):
                    yield one, run, (node, at)
            elif node.tag in _BREAKS:
                yield _BREAKS[str(node.tag)], run, None


def _place(bagian: str, heading: str, element: etree._Element, tables: list[etree._Element]) -> str:
    said = [bagian] if bagian else []
    if heading:
        said.append(f"di bawah judul “{shorten(heading)}”")
    table = next((one for one in reversed(list(element.iterancestors(_TBL)))), None)
    if table is not None and table in tables:
        said.append(f"tabel {tables.index(table) + 1}, {_cell(element, table)}")
    if _around(element, _BOX) is not None:
        said.append("kotak teks")
    place = ", ".join(said) or "isi surat"
    return place[0].upper() + place[1:]


def _cell(element: etree._Element, table: etree._Element) -> str:
    """Row and column of a table, both from 1."""
    row = [one for one in element.iterancestors(_TR) if _around(one, _TBL) is table][-1]
    cell = [one for one in element.iterancestors(_TC) if _around(one, _TR) is row][-1]
    rows = [one for one in table.iter(_TR) if _around(one, _TBL) is table]
    cells = [one for one in row.iter(_TC) if _around(one, _TR) is row]
    return f"baris {rows.index(row) + 1}, kolom {cells.index(cell) + 1}"


def _around(element: etree._Element, tag: str) -> etree._Element | None:
    return next(element.iterancestors(tag), None)


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    assert parent is not None  # noqa: S101 - a paragraph always stands in something
    return parent


def _style(element: etree._Element) -> str:
    style = element.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else str(style.get(f"{W}val"))
