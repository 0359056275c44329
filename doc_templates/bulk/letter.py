"""A filled DOCX taken apart, so that it can be joined with others."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from doc_templates.bulk.about import Facts
from doc_templates.docx_text import W
from doc_templates.errors import NotJoinable
from doc_templates.preparing.relations import target_of

BODY, STYLES = "word/document.xml", "word/styles.xml"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_ABOUT = "docProps/core.xml"
_NOTHING = b"<nothing/>"
_DC = "{http://purl.org/dc/elements/1.1/}"


@dataclass(frozen=True)
class Link:
    """Where a relation of a part leads: a member of the package, or an address outside of it."""

    number: str
    kind: str
    target: str
    outside: bool


class Letter:
    """The members of a filled DOCX; `body` is its document, which joining takes apart.

    Raises NotJoinable for a package that is not as Word and python-docx write it.
    """

    def __init__(self, docx: bytes) -> None:
        try:
            with zipfile.ZipFile(io.BytesIO(docx)) as package:
                self.members = {name: package.read(name) for name in package.namelist()}
            etree.fromstring(self.members[STYLES])
            body = etree.fromstring(self.members[BODY]).find(f"{W}body")
        except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError) as error:
            raise NotJoinable("berkasnya tidak tersusun seperti dokumen Word biasa") from error
        if body is None or not len(body) or body[-1].tag != f"{W}sectPr":
            raise NotJoinable("halamannya tidak ditata seperti dokumen Word biasa")
        self.body = body

    @property
    def facts(self) -> Facts:
        """What the file says of itself, and its PDF with it."""
        about = etree.fromstring(self.members.get(_ABOUT, _NOTHING))
        title, author = (about.findtext(f"{_DC}{name}") or "" for name in ("title", "creator"))
        return Facts(title, author)

    def sections(self) -> list[etree._Element]:
        """The settings of its sections, in their order."""
        return list(self.body.iter(f"{W}sectPr"))

    def links(self, part: str = BODY) -> list[Link]:
        """The relations of a part."""
        rels = rels_of(part)
        if rels not in self.members:
            return []
        return list(_links(rels, etree.fromstring(self.members[rels])))


def rels_of(part: str) -> str:
    """The member that holds the relations of a part."""
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels"


def _links(rels: str, root: etree._Element) -> Iterator[Link]:
    for one in root:
        outside = one.get("TargetMode") == "External"
        target = str(one.get("Target")) if outside else target_of(rels, one)
        yield Link(str(one.get("Id")), str(one.get("Type")).rsplit("/", 1)[-1], target, outside)
