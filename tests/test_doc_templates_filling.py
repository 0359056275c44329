"""Compiled templates: what docxtpl makes of a letter, part by part, and much sooner."""

import gc
import io
import random
import re
import tracemalloc
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from docx.document import Document

from doc_templates.catalog import Catalog
from doc_templates.errors import TemplateFault
from doc_templates.filling import by_docxtpl
from doc_templates.filling.fill import KEPT, fill, ready
from doc_templates.filling.order import Filled, Order
from doc_templates.office import LIBRARY, sample
from doc_templates.render import order_of
from tests.support_filling import (
    CONTEXT,
    FEATURES,
    LOOK,
    footnotes,
    lines,
    members,
    order,
    picture,
)
from tests.support_library import SLUGS, number_of, typed

LONG = "kata" * 400
PIECES = [
    *("<", ">", "&", '"', "'", "&amp;", "]]>", "<w:p>", "</w:t>", "{{ hal }}", "{% if %}", "{_{"),
    *("\t", "\n", "\n\n", " ", "  ", "\u00a0", "\u200b", "}", "{", "%", "#", "\\1", "$&", LONG),
    *(
        "Camat",
        "Ñandú",
        "e\u0301",
        "½",
        "😀",
        "👩‍👩‍👧",
        "漢字",
        "\U0001f1ee\U0001f1e9",
        "100%",
        "${x}",
    ),
]


def same(letter: Order) -> None:
    """A compiled template and docxtpl make the same letter."""
    compiled = ready(letter.nama, letter.docx, letter.look)
    assert compiled.why == ""
    ours, theirs = compiled.fill(letter), by_docxtpl.fill(letter)
    mine, its = members(ours), members(theirs)
    assert list(mine) == list(its)
    assert mine == its
    assert ours.text == theirs.text
    assert [one[:2] for one in ours.headings] == [one[:2] for one in theirs.headings]


@pytest.mark.parametrize("feature", FEATURES)
def test_a_letter_is_what_docxtpl_makes_of_it(feature: str) -> None:
    """Every part, every relationship, every picture."""
    letter = order(FEATURES[feature])
    same(letter)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_letter_of_the_library_is_what_docxtpl_makes_of_it(slug: str) -> None:
    """All of the library is compiled."""
    kind = Catalog([LIBRARY]).get(slug)
    supplied = {**typed(kind, kind.contoh), "nomor_surat": number_of(kind)}
    letter = order_of(kind, supplied, sample(), ())
    same(letter)


def test_random_texts_are_what_docxtpl_makes_of_them() -> None:
    """200 texts of what is special to XML, to Jinja, to docxtpl or to people."""
    chance = random.Random(200)  # noqa: S311 - the same texts each time
    texts = ["".join(chance.choices(PIECES, k=chance.randint(1, 9))) for _ in range(200)]
    letter = order(lines("{{ names[0] }}", "{%p for n in names %}", "x{{ n }}", "{%p endfor %}"))
    for start in range(0, 200, 10):
        same(replace(letter, context={"names": texts[start : start + 10]}))


@pytest.mark.parametrize(
    "text",
    [
        "{{ tidakada }}", "{{ hal| }}", "{% if hal %}", "{%p endfor %}", "{{ hal|besar }}",
        "{{ ''.__class__ }}", "{{ 'a' * 9 }}", "{{p hal }}", "{{ names }}", "{{ logo.x }}",
        "{% for a in names %}{% if a %}</w:t>{% endfor %}", "{{ 1 / 0 }}",
        "{% vm %}", "{{ hal.x }}",
    ],
)  # fmt: skip
def test_a_fault_is_told_in_the_same_words(text: str) -> None:
    """The fault, and the paragraph where it stands."""
    letter = order(lines("awal", text, "akhir {{ hal }}"))
    with pytest.raises(TemplateFault) as theirs:
        by_docxtpl.fill(letter)
    with pytest.raises(TemplateFault) as ours:
        fill(letter)
    assert (ours.value.message, ours.value.place) == (theirs.value.message, theirs.value.place)


TYPED = "{{ hal }} {_{ x }_} {%p if a %} ${nomor_naskah} &#123; &amp;#125;"


@pytest.mark.parametrize("filler", [fill, by_docxtpl.fill])
def test_typed_braces_stand_in_the_file_as_braces(filler: Callable[[Order], Filled]) -> None:
    """In the body, the header and the footnotes; only what XML itself demands is written else."""

    def draw(document: Document) -> None:
        footnotes(document)
        document.sections[0].header.paragraphs[0].text = "Kop {{ hal }}"

    letter = order(draw)
    made = filler(replace(letter, context={**letter.context, "hal": TYPED}))
    with zipfile.ZipFile(io.BytesIO(made.docx)) as package:
        every = [package.read(name) for name in package.namelist()]
    written = [xml for xml in every if b"nomor_naskah" in xml]
    assert len(written) == 3
    for xml in written:
        assert xml.count(TYPED.replace("&", "&amp;").encode()) == xml.count(b"nomor_naskah")


def test_a_token_that_word_has_split_is_whole_again() -> None:
    """Other programs look for it in one text; the words around keep their look."""
    xml = members(fill(order(FEATURES["a token in pieces"])))["word/document.xml"].decode()
    assert re.findall(r">([^<]*\$[^<]*)<", xml) == ["${nomor_naskah} ", "${x}"]


def test_what_the_office_wrote_is_not_taken_for_a_tag() -> None:
    """A clause is printed as it was typed; docxtpl itself fills such a letter."""
    letter = order(lines("{{ hal }}"), replace(LOOK, klausul=("Sesuai {{ hal }} kami",)))
    assert "kurung kurawal" in ready(letter.nama, letter.docx, letter.look).why
    assert "Sesuai {{ hal }} kami" in fill(letter).text


def test_what_the_office_decides_may_depend_on_a_tag() -> None:
    """The font is known only when the letter is; docxtpl itself fills such a letter."""

    def draw(document: Document) -> None:
        lines("{{ hal }}")(document)
        document.paragraphs[0].runs[0].font.name = "{{ names[0] }}"

    letter = order(draw)
    assert "ditentukan penanda" in ready(letter.nama, letter.docx, letter.look).why
    assert b'w:ascii="satu"' in members(fill(letter))["word/document.xml"]


def test_a_clause_stands_below_what_the_template_has_there() -> None:
    """What was filled is hidden by docxtpl from whoever writes into it afterwards."""
    letter = order(FEATURES["headers and footers"], replace(LOOK, klausul=("Klausul contoh.",)))
    same(letter)
    assert fill(letter).text.count("Klausul contoh.") == 2


def test_an_office_without_a_logo() -> None:
    """Its tag prints nothing, and nothing is left of it."""
    letter = order(FEATURES["headers and footers"], replace(LOOK, logo=None))
    same(letter)
    assert not any("media" in name for name in members(fill(letter)))


def test_two_offices_do_not_share_a_look() -> None:
    """The same template, another logo and another paper."""
    letter = order(lines("{{ logo }}{{ hal }}"))
    other = replace(letter, look=replace(LOOK, kertas="F4-215", logo=picture("red")))
    assert members(fill(letter))["word/media/image1.png"] == LOOK.logo
    assert members(fill(other))["word/media/image1.png"] == picture("red")
    assert members(fill(letter)) == members(by_docxtpl.fill(letter))


def test_an_office_that_changes_its_address_prints_the_new_one() -> None:
    """A kop is kept for the next letter, but only for the next of the same office."""

    def draw(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ logo }}Alamat {{ instansi.alamat[0] }}"
        document.add_paragraph("{{ hal }}")

    letter, office = order(draw), sample()
    for street in ("Jalan Lama", "Jalan Baru", "Jalan Lama"):
        context = {**letter.context, "instansi": replace(office, alamat=(street,))}
        same(replace(letter, context=context))
        assert f"Alamat {street}" in fill(replace(letter, context=context)).text


@pytest.mark.parametrize(
    "said", ['Judul <b> & "isi"', "]]>", "é 漢 😀", "\r\n\t", "panjang" * 50, ""]
)
def test_a_file_says_of_itself_what_docxtpl_lets_it_say(said: str) -> None:
    """Whatever stands in the hal of a letter and in the name of its office."""
    same(replace(order(lines("{{ hal }}")), judul=said, penulis=said))


def test_a_file_can_not_say_what_xml_has_no_characters_for() -> None:
    """Such a character is refused before it gets here; what slips through makes no broken file."""
    letter = replace(order(lines("{{ hal }}")), judul="a\x01b")
    for filler in (fill, by_docxtpl.fill):
        with pytest.raises(ValueError, match=r"memuat 'a\\x01b'|XML compatible"):
            filler(letter)


def test_threads_fill_one_template_at_once() -> None:
    """Nothing of one letter gets into another."""
    letter = order(FEATURES["headers and footers"])
    letters = [replace(letter, context=CONTEXT | {"hal": f"Hal {n}"}) for n in range(40)]
    with ThreadPoolExecutor(8) as threads:
        filled = list(threads.map(fill, letters))
    assert filled == [fill(letter) for letter in letters]
    assert all(f"Kop Hal {number} " in one.text for number, one in enumerate(filled))


def test_memory_does_not_grow_with_the_letters() -> None:
    """Templates are kept, letters are not."""
    letter = order(FEATURES["headers and footers"])
    assert ready.cache_info().maxsize == KEPT
    fill(letter)
    gc.collect()
    tracemalloc.start()
    for number in range(100):
        fill(replace(letter, context={**letter.context, "hal": f"Hal {number}"}))
    gc.collect()
    grown = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert grown < 100_000
