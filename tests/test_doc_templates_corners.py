"""Templates that nobody should write: what is not read of their letters is as docxtpl makes it."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls

from doc_templates.errors import TemplateFault
from doc_templates.filling import by_docxtpl
from doc_templates.filling.fill import fill as ours
from doc_templates.filling.order import Filled, Order
from doc_templates.filling.parts import FOOTNOTES
from tests.support_filling import Draw, lines, members, order, raw

GRID = '<w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid>'
HEAD = f"<w:tbl><w:tblPr/>{GRID}"
CELL = "<w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>"
VALUE = "<w:p><w:r><w:t>{{ hal }}</w:t></w:r></w:p>"


def _footnote(text: str) -> Draw:
    """A footnote, whose XML docxtpl takes as it stands in the file."""

    def draw(document: Document) -> None:
        note = (
            f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p><w:r><w:t>{text}</w:t></w:r>'
            "</w:p></w:footnote></w:footnotes>"
        )
        package = document.part.package
        part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES, note.encode(), package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    return draw


def _told_columns(document: Document) -> None:
    """A comment that speaks of a loop over columns, and cells wider than theirs."""
    widths = [
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{VALUE}</w:tc>'
        for width in (1000, 5000)
    ]
    raw(f"{HEAD}<w:tr>{''.join(widths)}</w:tr></w:tbl>")(document)
    lines("{# {%tc for x in y %} #}{{ hal }}")(document)


CORNERS: dict[str, tuple[Draw, str]] = {
    "a bare end of a tag in a footnote": (_footnote("x {{ hal }}> y"), "a]]"),
    "a bare end of a tag in the body": (lines("x {{ hal }}{# {{ #}> }} y"), "a]]"),
    "a brace made by a value": (lines("{{ hal }}}{{ hal }}}"), "_"),
    "a tag's end made by a value": (lines("%{{ hal }}}"), "_"),
    "a brace made by a value that is empty": (lines("a { {{- hal -}} _{ b"), ""),
    "a brace made by a comment": (lines("{ {#- x -#} _{ {{ hal }}"), "a"),
    "a comment that speaks of columns": (_told_columns, "a"),
    "a comment across field codes": (
        raw(
            "<w:p><w:r><w:instrText>{# a</w:instrText></w:r></w:p>"
            f'<w:p w:x="1"><w:r><w:instrText>b #}}</w:instrText></w:r></w:p>{VALUE}'
        ),
        "a",
    ),
    "cells without paragraphs": (
        raw(
            f"{HEAD}<w:tr><w:tc><w:r><w:t>{{% for n in names %}}</w:t></w:r></w:tc>"
            "<w:tc><w:r><w:t>b{% endfor %}</w:t></w:r></w:tc></w:tr></w:tbl>"
        ),
        "a",
    ),
    "a table in a paragraph": (
        raw(
            f"<w:p>{HEAD}<w:tr><w:tc><w:r><w:t>{{% for n in names %}}</w:t></w:r></w:tc>"
            "<w:tc><w:r><w:t>b{% endfor %}</w:t></w:r></w:tc></w:tr></w:tbl></w:p>"
        ),
        "a",
    ),
    "a grid that is not always there": (
        raw(
            f"<w:tbl>{{% if kosong %}}<w:tblPr/>{GRID}{{% endif %}}"
            f"<w:tr>{CELL}{CELL}</w:tr></w:tbl>{VALUE}"
        ),
        "a",
    ),
    "a logo in a run with names of its own": (
        raw("<w:p><w:r xmlns:x='urn:x'><w:t>{{ logo }}</w:t><x:y/></w:r></w:p>"),
        "a",
    ),
    "words behind an element in a text": (
        raw("<w:p><w:r><w:t>a<w:x/>{{ hal }} b</w:t></w:r></w:p>"),
        "c",
    ),
    "more bytes than lxml reads": (lines("{{ hal }}"), "é" * 5_100_000),
}


def _made(fill: Callable[[Order], Filled], letter: Order) -> object:
    """What stands in the letter, or why there is none."""
    try:
        filled = fill(letter)
    except TemplateFault as fault:
        return fault.message
    return members(filled), filled.text


@pytest.mark.parametrize("corner", CORNERS)
def test_a_corner_is_what_docxtpl_makes_of_it(corner: str) -> None:
    """The same letter, or the same fault."""
    draw, hal = CORNERS[corner]
    letter = order(draw, hal=hal)
    assert _made(ours, letter) == _made(by_docxtpl.fill, letter)


def test_other_names_for_what_word_calls_w_are_not_proved() -> None:
    """Words are looked for by their name."""

    def draw(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "{% if ada %}X{% endif %}"

    other = f"<x:t {nsdecls('w').replace('xmlns:w', 'xmlns:x')}>".encode()
    letter = _changed(
        order(draw),
        "word/header1.xml",
        lambda xml: xml.replace(b"<w:t>", other).replace(b"</w:t>", b"</x:t>"),
    )
    assert b"X</x:t>" in _read(ours(letter), "word/header1.xml")
    assert _made(ours, letter) == _made(by_docxtpl.fill, letter)


def test_a_file_that_says_nothing_of_itself_says_what_the_letter_is() -> None:
    """Google Docs writes no properties."""
    letter = order(lines("{{ hal }}"))
    for name, words in (("_rels/.rels", b"Relationship "), ("[Content_Types].xml", b"Override ")):
        unsaid = re.compile(b"<" + words + rb"[^>]*/core[^>]*/>")
        letter = _changed(letter, name, partial(unsaid.sub, b""))
    letter = _changed(letter, "docProps/core.xml", lambda _xml: b"")
    assert _made(ours, letter) == _made(by_docxtpl.fill, letter)
    assert b"Judul &amp; isi" in members(ours(letter))["docProps/core.xml"]


def _read(filled: Filled, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(filled.docx)) as package:
        return package.read(name)


def _changed(letter: Order, name: str, change: Callable[[bytes], bytes]) -> Order:
    """A letter whose template has another such file, or none where it is empty."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(letter.docx)) as old, zipfile.ZipFile(target, "w") as new:
        for one in old.namelist():
            data = change(old.read(one)) if one == name else old.read(one)
            if data:
                new.writestr(one, data)
    return replace(letter, docx=target.getvalue())
