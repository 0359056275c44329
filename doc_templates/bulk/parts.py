"""The parts of many letters in one package: what is alike is there once."""

import posixpath
from hashlib import sha256

from lxml import etree

from doc_templates.bulk.letter import BODY, Letter, Link, R, rels_of
from doc_templates.errors import NotJoinable

_TYPES = "[Content_Types].xml"
_CT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_PR = "http://schemas.openxmlformats.org/package/2006/relationships"
_OWN = ("header", "footer", "image", "hyperlink")
"""What each letter may have of its own."""


class Shared:
    """The package of the first letter, to which the parts of the others are added."""

    def __init__(self, first: Letter) -> None:
        self.members = dict(first.members)
        self._base = first
        self._types = etree.fromstring(first.members[_TYPES])
        self._rels = etree.fromstring(first.members[rels_of(BODY)])
        self._names: dict[bytes, str] = {}
        self._numbers: dict[tuple[str, str, bool], str] = {}
        for link in first.links():
            self._numbers[(link.kind, link.target, link.outside)] = link.number
            if not link.outside and link.kind in _OWN:
                self._names[_digest(first, link.target)] = link.target

    def adopted(self, letter: Letter) -> dict[str, str]:
        """The number that each relation of a letter's body has from now on.

        Raises NotJoinable when the letter is not of the template of the first.
        """
        self._compare(letter)
        return {one.number: self._number(letter, one) for one in letter.links()}

    def packed(self) -> dict[str, bytes]:
        """All members; the body is the caller's to write."""
        return self.members | {
            _TYPES: _written(self._types),
            rels_of(BODY): _written(self._rels),
        }

    def _compare(self, letter: Letter) -> None:
        """Styles, settings and lists are those of the template, so they must be equal."""
        for link in letter.links():
            if link.kind in _OWN:
                continue
            if letter.members.get(link.target) != self._base.members.get(link.target):
                raise NotJoinable("templat surat-suratnya tidak sama")

    def _number(self, letter: Letter, link: Link) -> str:
        target = link.target
        if not link.outside and link.kind in _OWN:
            target = self._member(letter, link)
        key = (link.kind, target, link.outside)
        if key not in self._numbers:
            self._numbers[key] = number = f"rSurat{len(self._numbers)}"
            _relation(self._rels, number, link, target if link.outside else f"/{target}")
        return self._numbers[key]

    def _member(self, letter: Letter, link: Link) -> str:
        """The name under which the joined package has this part of a letter."""
        digest = _digest(letter, link.target)
        if digest not in self._names:
            folder, base = posixpath.split(link.target)
            name = f"{folder}/s{len(self._names)}-{base}"
            self._names[digest] = name
            self._add(letter, link.target, name)
        return self._names[digest]

    def _add(self, letter: Letter, part: str, name: str) -> None:
        self.members[name] = letter.members[part]
        kinds = etree.fromstring(letter.members[_TYPES])
        for one in kinds:
            if one.get("PartName") == f"/{part}":
                one.set("PartName", f"/{name}")
                self._types.append(one)
            elif one.tag == f"{_CT}Default" and self._lacks(str(one.get("Extension"))):
                self._types.insert(0, one)
        links = letter.links(part)
        if links:
            self.members[rels_of(name)] = self._rels_of(letter, links)

    def _lacks(self, extension: str) -> bool:
        return all(one.get("Extension") != extension for one in self._types)

    def _rels_of(self, letter: Letter, links: list[Link]) -> bytes:
        """The relations of a header or footer: to pictures, and to addresses outside."""
        root = etree.Element(f"{{{_PR}}}Relationships")
        for link in links:
            target = link.target if link.outside else f"/{self._member(letter, link)}"
            _relation(root, link.number, link, target)
        return _written(root)


def _digest(letter: Letter, part: str) -> bytes:
    """Equal for parts that print the same, with all that they lead to."""
    told = sha256(letter.members[part])
    for link in letter.links(part):
        told.update(f"{link.number} {link.kind} {link.target}".encode())
        if not link.outside:
            told.update(letter.members[link.target])
    return told.digest()


def _relation(root: etree._Element, number: str, link: Link, target: str) -> None:
    kind = f"{R.strip('{}')}/{link.kind}"
    one = etree.SubElement(root, f"{{{_PR}}}Relationship", Id=number, Type=kind, Target=target)
    if link.outside:
        one.set("TargetMode", "External")


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
