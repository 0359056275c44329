"""A template made ready once, so that a letter costs little more than its own words."""

import io
import zipfile
from dataclasses import dataclass
from functools import partial

from docx.opc.constants import RELATIONSHIP_TYPE

from doc_templates.docx_text import PRINTED, xml_text
from doc_templates.dress import Look, dress
from doc_templates.filling.about import About
from doc_templates.filling.by_docxtpl import StrictTemplate, opened
from doc_templates.filling.headings import headings, levels, told
from doc_templates.filling.logo import Logo, drawn
from doc_templates.filling.mending import mended, numbered, rowless
from doc_templates.filling.order import Filled, Order
from doc_templates.filling.package import Member, joined, pack
from doc_templates.filling.parts import Part, name_of, parts
from doc_templates.filling.whole import read_whole
from doc_templates.sandbox import LetterEnvironment
from doc_templates.shapes import Heading

SMALLEST = 9
"""The level of deflate for what is packed only once."""


OFFICE = frozenset(("instansi", "logo"))
"""The names of what is the same in all letters of an office."""


@dataclass(frozen=True)
class Done:
    """A part as a letter has it, with its words, and whether the logo stands in it."""

    member: Member
    text: str
    headings: tuple[Heading, ...]
    logo: bool


class Compiled:
    """A template in the look of an office; any number of threads may fill it at once.

    Raises TemplateFault for a template that does not open, or whose tags cannot be read.
    """

    why = ""

    def __init__(self, nama: str, docx: bytes, look: Look) -> None:
        self._nama, self._docx, self._look = nama, docx, look
        template = self._dressed()
        self._shares = template.shares
        package = template.docx.part.package
        properties = package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)
        self._properties, self._about = name_of(properties), About(properties.blob)
        self._levels = levels(template.docx)
        found = {part.name: part for part in parts(template, LetterEnvironment())}
        self._body = next(iter(found))
        self._parts = [one for one in found.values() if one.tagged or one.name == self._body]
        changing = {part.name for part in self._parts}
        rest = [part for name, part in found.items() if name not in changing]
        self._fixed = {part.name: part.filled({}).xml.encode() for part in rest}
        self._texts = {
            name_of(part): xml_text(part.blob.decode())
            for part in package.iter_parts()
            if PRINTED.fullmatch(name_of(part)) and name_of(part) not in changing
        }
        self._shells: dict[frozenset[str], tuple[Member, ...]] = {}
        self._logos: dict[str, str] = {}
        self._kept: dict[str, tuple[object, Done]] = {}

    def fill(self, order: Order) -> Filled:
        """One letter. Raises TemplateFault."""
        done = {part.name: self._done(part, order) for part in self._parts}
        about = self._about.said(order.judul, order.penulis, order.tanggal)
        changed = {name: one.member for name, one in done.items()}
        changed[self._properties] = pack(self._properties, about)
        shell = self._shell(frozenset(name for name, one in done.items() if one.logo))
        letter = joined(changed.get(one.name, one) for one in shell)
        texts = self._texts | {name: one.text for name, one in done.items()}
        text = "".join(texts[name] for name in sorted(texts)).removeprefix("\n")
        return Filled(letter, text, done[self._body].headings)

    def _done(self, part: Part, order: Order) -> Done:
        """One part of a letter; what depends on nothing but the office is kept for the next."""
        if not part.names <= OFFICE:
            return self._make(part, order)
        office = order.context.get("instansi")
        kept = self._kept.get(part.name)
        if kept is None or kept[0] != office:
            kept = self._kept[part.name] = office, self._make(part, order)
        return kept[1]

    def _make(self, part: Part, order: Order) -> Done:
        shown: set[str] = set()
        logo = Logo(partial(self._show, part.name, shown)) if self._look.logo else ""
        printed = part.filled({**order.context, "logo": logo})
        data = printed.xml.encode()
        body = part.name == self._body
        if printed.sure and not rowless(data):
            data = numbered(data) if body else data
            contents = told(printed.xml, self._levels) if body else ()
        else:
            root = read_whole(data)
            data = mended(root, data, shares=self._shares) if body else data
            contents = headings(root, self._levels) if body else ()
        return Done(pack(part.name, data), printed.text, contents, bool(shown))

    def _show(self, name: str, shown: set[str]) -> str:
        """The logo in one part."""
        shown.add(name)
        if name not in self._logos:
            self._logos[name] = self._drawn(self._dressed(), name)
        return self._logos[name]

    def _shell(self, shown: frozenset[str]) -> tuple[Member, ...]:
        """All files of a letter whose logo stands in these parts; most of them never change."""
        if shown not in self._shells:
            template = self._dressed()
            for name in sorted(shown):
                self._drawn(template, name)
            saved = io.BytesIO()
            template.docx.save(saved)
            with zipfile.ZipFile(saved) as files:
                self._shells[shown] = tuple(
                    pack(name, self._fixed.get(name, files.read(name)), SMALLEST)
                    for name in files.namelist()
                )
        return self._shells[shown]

    def _drawn(self, template: StrictTemplate, name: str) -> str:
        (part,) = [one for one in template.docx.part.package.iter_parts() if name_of(one) == name]
        return drawn(part, self._look)

    def _dressed(self) -> StrictTemplate:
        template = opened(self._docx, self._nama)
        dress(template.docx, self._look)
        return template
