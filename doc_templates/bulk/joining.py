"""Many filled letters of one template as one DOCX, each of them a section of its own."""

from collections.abc import Sequence
from itertools import count

from lxml import etree

from doc_templates.bulk.fitness import refuse_unfit
from doc_templates.bulk.letter import BODY, STYLES, Letter, R
from doc_templates.bulk.lists import Lists
from doc_templates.bulk.parts import Shared
from doc_templates.bulk.tags import END
from doc_templates.docx_text import W
from doc_templates.filling.package import joined, pack

MARK = "naskah"
"""How the bookmark at the start of each letter begins; its number, from 0, follows."""
_END_STYLE = "NaskahAkhir"
_END = (
    f'<w:style xmlns:w="{W.strip("{}")}" w:type="paragraph" w:styleId="{_END_STYLE}">'
    f'<w:name w:val="{END}"/><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" '
    'w:lineRule="exact"/></w:pPr><w:rPr><w:sz w:val="2"/></w:rPr></w:style>'
)
_LISTS = "word/numbering.xml"
_NAMES = {"r": R.strip("{}")}
_LINKED = etree.XPath("//*[@r:*]", namespaces=_NAMES)
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_HEADS = (f"{W}headerReference", f"{W}footerReference")
_BEFORE_TYPE = (*_HEADS, f"{W}footnotePr", f"{W}endnotePr")
_BEFORE_NUMBERS = (
    *_BEFORE_TYPE,
    *(f"{W}{name}" for name in ("type", "pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType")),
)


def join(letters: Sequence[Letter]) -> bytes:
    """The letters in one DOCX: pages and lists are counted anew in each, pictures are there once.

    Takes the letters apart. Raises NotJoinable when they cannot stand in one document.
    """
    refuse_unfit(letters)
    first = letters[0]
    shared, lists = Shared(first), Lists(first.members.get(_LISTS))
    for number, letter in enumerate(letters):
        if number:
            _relink(letter, shared.adopted(letter))
            lists.renew(letter.body)
        _begin(letter.sections()[0])
        _mark(letter.body, number)
    for letter in letters[:-1]:
        _end_with_section(letter.body)
    for letter in letters[1:]:
        first.body.extend(letter.body)
    _inherit(first.sections())
    return _packed(first, shared, lists)


def _relink(letter: Letter, numbers: dict[str, str]) -> None:
    """Leads its pictures, headers and addresses to where the joined package has them."""
    linked: list[etree._Element] = _LINKED(letter.body)  # type: ignore[assignment]  # elements
    for node in linked:
        for name, value in node.attrib.items():
            if str(name).startswith(R):
                node.set(name, numbers.get(str(value), str(value)))


def _begin(section: etree._Element) -> None:
    """A letter's first section begins on a page of its own, with number 1 or what it says."""
    for old in section.findall(f"{W}type"):
        section.remove(old)
    kind = etree.Element(f"{W}type", {f"{W}val": "nextPage"})
    _insert(section, kind, _BEFORE_TYPE)
    numbers = section.find(f"{W}pgNumType")
    if numbers is None:
        numbers = etree.Element(f"{W}pgNumType")
        _insert(section, numbers, _BEFORE_NUMBERS)
    if numbers.get(f"{W}start") is None:
        numbers.set(f"{W}start", "1")


def _insert(section: etree._Element, node: etree._Element, after: Sequence[str]) -> None:
    section.insert(sum(one.tag in after for one in section), node)


def _inherit(sections: Sequence[etree._Element]) -> None:
    """A header or footer that is that of the section before need not be named: it goes on.

    LibreOffice reads it again otherwise, which takes a twelfth of the time of such letters.
    """
    known: dict[tuple[object, str | None], str | None] = {}
    for section in sections:
        for one in [one for one in section if one.tag in _HEADS]:
            place, part = (one.tag, one.get(f"{W}type")), one.get(f"{R}id")
            if known.get(place) == part:
                section.remove(one)
            known[place] = part


def _mark(body: etree._Element, number: int) -> None:
    """A bookmark at the very start; those of the letter go, since nothing leads to them."""
    etree.strip_elements(body, f"{W}bookmarkStart", f"{W}bookmarkEnd", with_tail=False)
    first = next(body.iter(f"{W}p"))
    place = 1 if len(first) and first[0].tag == f"{W}pPr" else 0
    facts = {f"{W}id": str(number), f"{W}name": f"{MARK}{number}"}
    first.insert(place, etree.Element(f"{W}bookmarkStart", facts))
    first.insert(place + 1, etree.Element(f"{W}bookmarkEnd", {f"{W}id": str(number)}))


def _end_with_section(body: etree._Element) -> None:
    """The settings of a letter's last section stand in a paragraph, once others follow.

    It is one of its own, known by its style: LibreOffice drops an empty paragraph that ends a
    section, and the tag for it, unless a table follows. A letter must not lose one of its own, and
    is not to have this one among its tags.
    """
    section = body[-1]
    end = etree.Element(f"{W}p")
    section.addprevious(end)
    about = etree.SubElement(end, f"{W}pPr")
    etree.SubElement(about, f"{W}pStyle", {f"{W}val": _END_STYLE})
    about.append(section)


def _with_end_style(styles: bytes) -> bytes:
    """The styles with that of the last paragraph, which takes a point of the page at most."""
    root = etree.fromstring(styles)
    root.append(etree.fromstring(_END))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _packed(first: Letter, shared: Shared, lists: Lists) -> bytes:
    numbers = count(1)
    for drawn in first.body.iter(_DRAWN):
        drawn.set("id", str(next(numbers)))
    root = first.body.getroottree()
    xml: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    styles = _with_end_style(first.members[STYLES])
    members = shared.packed() | {BODY: xml, STYLES: styles}
    if lists.written is not None:
        members[_LISTS] = lists.written
    return joined(pack(name, data) for name, data in members.items())
