"""Letters that need not be read again: only those of which it is proved, and they are the same."""

from collections.abc import Callable
from unittest import mock

import pytest
from docx.document import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from doc_templates.catalog import Catalog, Kind
from doc_templates.errors import TemplateFault
from doc_templates.filling import by_docxtpl, parts
from doc_templates.filling.by_docxtpl import opened
from doc_templates.filling.fill import fill
from doc_templates.filling.order import Filled, Order
from doc_templates.office import LIBRARY
from doc_templates.sandbox import LetterEnvironment
from tests.support_filling import EACH_END, FEATURES, lines, members, order, raw, table
from tests.support_library import SLUGS

RUN = '</w:t></w:r><w:r><w:t xml:space="preserve">'
TAB = '</w:t><w:tab/><w:t xml:space="preserve">'
PARAGRAPH = '</w:t></w:r></w:p><w:p><w:r><w:t xml:space="preserve">'
HEADING = (
    '</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="Heading1"/><w:jc w:val="center"/></w:pPr>'
    "<w:r><w:t>"
)
LINK = '</w:t></w:r><w:hyperlink w:anchor="x"><w:r><w:t>x</w:t></w:r></w:hyperlink><w:r><w:t>'
CELL = "</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>"
ROW = "</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>"
PRINTED = (
    *("{{ hal }}", "{{ n }}", "{{ names|join(', ') }}", "{{ logo }}", "{{ tebal }}", "]]", "&gt;"),
    *(
        "{% set n = hal %}",
        "{% set m %}{{ hal }}{% endset %}{{ m|upper }}",
        "teks",
        "{_{",
        "{# x #}",
    ),
    *(
        "{{ hal ~ logo }}",
        "{% macro m() %}{{ hal }}{% endmacro %}{{ m() }}",
        "{{ '&lt;' }}",
        "{{ 1 }}",
    ),
)
TYPED = st.lists(
    st.sampled_from(
        ["a", "<", "&", "]]>", "\n", "\t", "\a", "\r", "\x01", "\ufffe", "é", "{{", "}_}"]
    )
    | st.text(max_size=3),
    max_size=3,
).map("".join)


def blocks(of: st.SearchStrategy[str], breaks: list[str]) -> st.SearchStrategy[str]:
    """Tags round what may break a run, a paragraph or a row in two."""
    kinds = [("if ada", "endif"), ("for n in names", "endfor"), ("if kosong", "else", "endif")]
    ways = [("{% ", ""), *((f"{{%{'tr' if one == ROW else 'p'} ", one) for one in breaks)]
    return st.builds(
        lambda kind, way, inner: inner.join(f"{way[1]}{way[0]}{tag} %}}{way[1]}" for tag in kind),
        st.sampled_from(kinds),
        st.sampled_from(ways),
        of,
    )


def texts(broken_at: list[str], blocks_of: list[str]) -> st.SearchStrategy[str]:
    """The inside of a text: what it prints, what breaks it, and tags round both in any way."""
    return st.recursive(
        st.sampled_from([*PRINTED, *broken_at]),
        lambda inner: (
            st.lists(inner, max_size=3).map("".join)
            | blocks(st.lists(inner, max_size=3).map("".join), blocks_of)
        ),
        max_leaves=6,
    )


BODY = texts([RUN, TAB, PARAGRAPH, HEADING, LINK], [PARAGRAPH])
TABLE = texts([RUN, PARAGRAPH, CELL, ROW], [PARAGRAPH, ROW])


def template(body: str, cells: str, columns: int) -> Callable[[Document], object]:
    """A template with this text in its body, and this in the first cell of a table."""
    grid = '<w:gridCol w:w="1000"/>' * columns
    return raw(
        f"<w:p><w:r><w:t>{body}</w:t></w:r></w:p><w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:tc><w:p><w:r><w:t>{cells}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )


def made(letter: Order) -> Filled | tuple[str, str]:
    """The letter, or why there is none."""
    try:
        return fill(letter)
    except TemplateFault as fault:
        return fault.message, fault.place


@settings(max_examples=150)
@given(BODY, TABLE, st.integers(1, 3), TYPED, st.lists(TYPED, max_size=3), st.booleans())
def test_a_letter_that_is_not_read_is_as_if_it_were(
    body: str, cells: str, columns: int, hal: str, names: list[str], ada: bool
) -> None:
    """The same bytes, words and headings, or the same fault, for any template and any value."""
    letter = order(template(body, cells, columns), hal=hal, names=names, ada=ada, n="n")
    with mock.patch.object(parts, "untouched", return_value=False):
        read = made(letter)
    assert made(letter) == read


PROVED = {
    "values": lines("{{ hal }}", "x{{ names|join(', ') }}y"),
    "a logo": lines("{{ logo }}{{ hal }}"),
    "paragraphs": lines("{%p if ada %}", "{{ hal }}", "{%p else %}", "x", "{%p endif %}"),
    "the end of a CDATA": lines("]]{{ hal }}"),
    "a loop in a text": lines("{% for n in names %}{{ n }}, {% endfor %}"),
    "a block across a tab": raw(
        f"<w:p><w:r><w:t>{{% if ada %}}a{TAB}{{% endif %}}</w:t></w:r></w:p>"
    ),
    "rows": table(("No", "Nama"), ("{%tr for n in names %}", ""), ("{{ n }}", "x"), EACH_END),
    "nothing but rows": table(("{%tr for n in names %}", ""), ("{{ n }}", "x"), EACH_END),
}
UNPROVED = {
    "a block across paragraphs": lines("{% if ada %}a", "b{% endif %}"),
    "a block across runs of two links": raw(
        "<w:p><w:r><w:t>{% if ada %}a</w:t></w:r>"
        '<w:hyperlink w:anchor="x"><w:r><w:t>b{% endif %}</w:t></w:r></w:hyperlink></w:p>'
    ),
    "a value that is an attribute": table(("{% colspan names|length %}{{ hal }}", "x"), ("a", "b")),
    "a value beside a paragraph": lines("{{p alinea }}"),
    "a macro": lines("{% macro m() %}{% endmacro %}{{ hal }}"),
    "a text that is kept": lines("{% set m %}{{ hal }}{% endset %}{{ m|upper }}"),
    "a loop that calls itself": lines("{% for n in names recursive %}{{ n }}{% endfor %}"),
    "a brace that a value may join": lines("{{ hal }}}"),
    "a table in a table": FEATURES["a table in a table"],
    "cells": FEATURES["cells"],
    "rows wider than their table": raw(
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p/></w:tc>"
        "<w:tc><w:p><w:r><w:t>{{ hal }}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    ),
    "only a narrow row is sure": raw(
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="1"/><w:gridCol w:w="1"/></w:tblGrid>'
        "<w:tr><w:tc><w:p><w:r><w:t>{{ hal }}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    ),
    "a heading in a table": raw(
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="1"/></w:tblGrid><w:tr><w:tc><w:p><w:pPr>'
        '<w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>{{ hal }}</w:t></w:r></w:p></w:tc></w:tr>'
        "</w:tbl>"
    ),
}


@pytest.mark.parametrize("template", PROVED)
def test_what_most_templates_do_is_proved(template: str) -> None:
    """So that their letters cost little."""
    assert proved(order(PROVED[template]))


@pytest.mark.parametrize("template", UNPROVED)
def test_what_may_print_anything_is_not_proved(template: str) -> None:
    """Its letters are read, each of them."""
    assert not proved(order(UNPROVED[template]))


@pytest.mark.parametrize("slug", SLUGS)
def test_the_library_is_proved(slug: str) -> None:
    """But for two kinds, that have a table in a table and as many columns as there are people."""
    kind = Catalog([LIBRARY]).get(slug)
    assert proved(kind) == (slug not in ("berita-acara", "sop"))


@pytest.mark.parametrize("typed", ["\x01", "\x1f", "\ufffe", "\uffff"])
def test_a_character_that_xml_has_not_is_refused(typed: str) -> None:
    """Also where no letter is read for its sake."""
    letter = order(lines("awal", "x{{ hal }}"), hal=f"a{typed}b")
    assert proved(letter)
    with pytest.raises(TemplateFault, match="bukan dokumen yang utuh"):
        fill(letter)


@pytest.mark.parametrize("body", PROVED)
def test_a_table_that_got_no_row_is_left_to_docxtpl(body: str) -> None:
    """And so is everything else that only the letter shows."""
    letter = order(PROVED[body], names=[], ada=False)
    assert members(fill(letter)) == members(by_docxtpl.fill(letter))


@pytest.mark.parametrize("part", ["body", "header"])
def test_what_is_no_text_is_not_taken_for_one(part: str) -> None:
    """Values are looked for in what is printed, not in the names of fields."""
    inner = "{% if ada %}Rahasia{% endif %}"
    field = f"<w:p><w:r><w:instrText>{inner}</w:instrText><w:t>{{{{ hal }}}}</w:t></w:r></w:p>"

    def draw(document: Document) -> None:
        raw(field)(document)
        if part == "header":
            header = document.sections[0].header
            header._element[:] = [document.element.body[0]]

    letter = order(draw)
    assert "Rahasia" not in fill(letter).text
    assert fill(letter).text == by_docxtpl.fill(letter).text


def proved(template: Order | Kind) -> bool:
    """Whether it is proved that all letters of a template are whole."""
    found = parts.parts(opened(template.docx, template.nama), LetterEnvironment())
    return bool(next(found).words)
