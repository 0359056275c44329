"""Letters that need not be read again: only those of which it is proved, and they are the same."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from unittest import mock

import pytest
from docx.document import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from doc_templates.errors import TemplateFault
from doc_templates.filling import parts
from doc_templates.filling.by_docxtpl import opened
from doc_templates.filling.fill import fill
from doc_templates.filling.order import Filled, Order
from doc_templates.sandbox import LetterEnvironment
from tests.support_filling import FEATURES, LOOK, lines, order, raw, table

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
    ways = [("{% ", ""), *((f"{{%{'tr' if ROW == one else 'p'} ", one) for one in breaks)]
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
    with mock.patch.object(parts, "untouched", lambda _xml: False):
        read = made(letter)
    assert made(letter) == read


def proved(draw: Callable[[Document], Any]) -> bool:
    """Whether the body of a template is proved."""
    letter = order(draw, replace(LOOK))
    return next(parts.parts(opened(letter.docx, letter.nama), LetterEnvironment())).sure
