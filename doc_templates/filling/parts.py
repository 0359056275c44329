"""The parts of a template that docxtpl fills, each compiled once."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, cast

from docx.opc.oxml import serialize_part_xml
from docx.opc.part import Part as OpcPart
from docx.oxml import OxmlElement
from docxtpl import DocxTemplate
from jinja2 import Environment, Template
from jinja2.debug import rewrite_traceback_stack
from jinja2.meta import find_undeclared_variables
from lxml import etree

from doc_templates.docx_text import stretch_text, unescaped, xml_text
from doc_templates.errors import TemplateFault
from doc_templates.filling.by_docxtpl import FAILS, StrictTemplate, by_lines
from doc_templates.filling.headings import levels, stays_told
from doc_templates.filling.mending import stays_even
from doc_templates.filling.proof import LONGEST, proved, stretches, untouched
from doc_templates.filling.whole import fits
from doc_templates.places import explain, place_of
from doc_templates.sandbox import LetterContext, with_braces

FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_NAMESPACE = re.compile(r'\sxmlns(:\w+)?="[^"]*"')
_TAG = re.compile(r"\{[{%#]")
_LITERAL = re.compile(r"\{%[-+]?\s*raw|\{#(?:(?!#\}).)*\n", re.DOTALL)
"""What a line's end in a comment would be printed in, or would end too soon."""
_END = "</w:p>"
_docxtpl = DocxTemplate(None)  # for what docxtpl does to text, whatever the document


class Printed(NamedTuple):
    """A part as one letter has it, with its text; what is `sure` need not be read any more."""

    xml: str
    text: str
    sure: bool


@dataclass(frozen=True)
class Part:
    """A part by its name in the zip: `start`, what Jinja makes of `source`, and `end`.

    `source` has a line for each paragraph. `names` are those of the values that it asks for;
    `tagged` tells whether anything in it can change. `words` are the texts of what stands between
    the tags; there are none where it is not proved that all it can print is whole.
    """

    name: str
    template: Template = field(repr=False)
    source: str = field(repr=False)
    start: str = field(repr=False)
    end: str = field(repr=False)
    names: frozenset[str]
    words: Mapping[str, str] = field(repr=False)

    @property
    def tagged(self) -> bool:
        """Whether anything in it depends on the letter."""
        return _TAG.search(self.source) is not None

    def filled(self, values: Mapping[str, object]) -> Printed:
        """It as one letter has it; TemplateFault names the fault and the paragraph."""
        context = cast("LetterContext", self.template.new_context(dict(values)))
        try:
            pieces = list(self.template.root_render_func(context))
        except FAILS:
            error = rewrite_traceback_stack()
            raise TemplateFault(explain(error, values), place_of(error, self.source)) from error
        return self._proved(pieces, {} if context.markup else self.words) or self._any(pieces)

    def _proved(self, pieces: Sequence[str], words: Mapping[str, str]) -> Printed | None:
        """What the proof holds for, unless it was not found or what was typed needs more work."""
        xml = "".join(pieces)
        typed = "".join([piece for piece in pieces if piece not in words])
        if not words or len(xml) > LONGEST or not untouched(typed) or not fits(typed):
            return None
        told = [words[one] if one in words else stretch_text(one) for one in pieces]
        whole = f"{self.start}{with_braces(xml)}{self.end}"
        return Printed(whole, unescaped("".join(told)), sure=True)

    def _any(self, pieces: Sequence[str]) -> Printed:
        whole = f"{self.start}{_finished(''.join(pieces))}{self.end}"
        return Printed(whole, xml_text(whole), sure=False)


def parts(template: StrictTemplate, environment: Environment) -> Iterator[Part]:
    """Body, headers, footers and footnotes of an open template; TemplateFault for a bad tag."""
    main = template.docx.part
    start, body, end = _body(template)
    texts = start, template.patch_xml(body), end
    known = levels(template.docx)

    def sound(root: etree._Element) -> bool:
        return not template.shares and stays_even(root) and stays_told(root, known)

    yield _part(name_of(main), texts, environment, sound)
    for kind in (template.HEADER_URI, template.FOOTER_URI):
        for _, part in template.get_headers_footers(kind):
            xml = template.patch_xml(template.get_part_xml(part))
            yield _part(name_of(part), ("", xml, ""), environment)
    for part in main.package.iter_parts():
        if part.content_type == FOOTNOTES:
            xml = template.patch_xml(part.blob.decode())
            yield _part(name_of(part), ("", xml, ""), environment)


def _part(
    name: str,
    texts: tuple[str, str, str],
    environment: Environment,
    sound: Callable[[etree._Element], bool] = lambda _root: True,
) -> Part:
    start, patched, end = texts
    source = by_lines(patched)
    try:
        tree = environment.parse(_silent(source))
        template = environment.from_string(tree)
    except FAILS as error:
        raise TemplateFault(explain(error, ()), place_of(error, source)) from error
    names = frozenset(find_undeclared_variables(tree))
    root = proved(start, tree, end)
    sure = root is not None and sound(root)
    words = {one: stretch_text(one) for one in stretches(tree)} if sure else {}
    return Part(name, template, source, start, end, names, words)


def _silent(source: str) -> str:
    """The same lines, told to Jinja in comments, so that none of them is printed."""
    return source if _LITERAL.search(source) else re.sub(r"\n(?=<w:p[ >])", "{#\n#}", source)


def _body(template: StrictTemplate) -> tuple[str, str, str]:
    """The body, which is all that docxtpl fills of the document, and what stands around it."""
    root = template.docx.element
    body = root.body
    place = OxmlElement("w:body")
    root.replace(body, place)
    start, end = serialize_part_xml(root).decode().split("<w:body/>")
    root.replace(place, body)
    xml = template.get_xml()
    if body.nsmap == root.nsmap:  # said in `start` already
        first, rest = xml.split(">", 1)
        xml = f"{_NAMESPACE.sub('', first)}>{rest}"
    return start, xml, end


def name_of(part: OpcPart) -> str:
    """The name of a part in the zip."""
    return str(part.partname.membername)


def _finished(xml: str) -> str:
    """What docxtpl does to filled XML: see its render_xml_part."""
    if "\n" in xml:
        xml = xml.replace("\n<w:p ", "<w:p ").replace("\n<w:p>", "<w:p>")
    if "_}" in xml or "{_" in xml:
        xml = xml.replace("{_{", "{{").replace("}_}", "}}")
        xml = xml.replace("{_%", "{%").replace("%_}", "%}")
    if _has_controls(xml):
        xml = _END.join(map(_with_breaks, xml.split(_END)))
    return with_braces(xml)


def _with_breaks(paragraph: str) -> str:
    """Line breaks and tabs of a paragraph, whose end is cut off, as WordprocessingML has them."""
    if _has_controls(paragraph):
        return str(_docxtpl.resolve_listing(paragraph + _END)).removesuffix(_END)
    return paragraph


def _has_controls(xml: str) -> bool:
    return "\n" in xml or "\t" in xml or "\a" in xml or "\f" in xml
