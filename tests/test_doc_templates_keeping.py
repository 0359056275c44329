"""The PDF for keeping: every kind is printed so that it can be read in fifty years, and aloud."""

import io
import re
import zipfile
from collections.abc import Iterator

import pikepdf
import pytest

from doc_templates.office import sample
from tests.support_library import SLUGS, Samples, every_kind, rendered

_HEADED = re.compile(r"<w:tbl>(?:(?!<w:tbl>|</w:tr>).)*<w:tblHeader", re.DOTALL)
_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


@pytest.fixture
def made(slug: str, samples: Samples) -> Iterator[pikepdf.Pdf]:
    """The PDF of a kind's sample."""
    with pikepdf.open(io.BytesIO(samples[slug])) as opened:
        yield opened


def _elements(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    """The tagged parts of a document, in the order in which they are read."""
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from _elements(kid)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        yield from _elements(node.get("/K", pikepdf.Array()))


def _tagged(made: pikepdf.Pdf, name: str) -> list[pikepdf.Dictionary]:
    return [one for one in _elements(made.Root.StructTreeRoot) if str(one.S) == name]


def _headings(table: pikepdf.Dictionary) -> set[str]:
    """How the cells of a table's first row are tagged."""
    row = next(one for one in _elements(table.K) if one.S == "/TR")
    return {str(cell.S) for cell in _elements(row.K) if cell.S in ("/TH", "/TD")}


@every_kind
def test_it_is_pdf_a_2b_and_says_so(made: pikepdf.Pdf) -> None:
    """The form of PDF that archives ask for (ISO 19005-2, level b)."""
    with made.open_metadata() as told:
        assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("2", "B")
    assert [str(intent.S) for intent in made.Root.OutputIntents] == ["/GTS_PDFA1"]


@every_kind
def test_it_is_tagged_and_in_indonesian(made: pikepdf.Pdf) -> None:
    """A voice can read it, in the order of the page, as the language that it is."""
    assert made.Root.MarkInfo.Marked
    assert made.Root.Lang == "id-ID"
    assert len(list(_elements(made.Root.StructTreeRoot))) > 10


@every_kind
def test_its_title_is_shown_and_is_not_the_name_of_a_file(slug: str, made: pikepdf.Pdf) -> None:
    """Hal, or what the description of the kind says of it."""
    assert made.Root.ViewerPreferences.DisplayDocTitle
    title, author = str(made.docinfo.Title), str(made.docinfo.Author)
    with made.open_metadata() as told:
        assert told["dc:title"] == title
    assert len(title) > len("surat.pdf")
    assert not title.endswith((".docx", ".pdf"))
    assert author == sample().nama


@every_kind
def test_every_font_is_in_the_file(made: pikepdf.Pdf) -> None:
    """It looks the same where none of them is installed."""
    found = [
        one
        for one in made.objects
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
    ]
    assert found
    assert [str(one.FontName) for one in found if not any(file in one for file in _FILES)] == []


@every_kind
def test_the_heading_of_a_table_is_tagged_as_such(slug: str, made: pikepdf.Pdf) -> None:
    """Each table whose first row returns on every page; tables that only align have none."""
    with zipfile.ZipFile(io.BytesIO(rendered(slug))) as letter:
        wanted = len(_HEADED.findall(letter.read("word/document.xml").decode()))
    rows = [_headings(table) for table in _tagged(made, "/Table")]
    assert rows.count({"/TH"}) == wanted


def _pictures(letter: bytes) -> dict[str, list[str]]:
    """The drawings of a Word file, by the part in which they stand."""
    with zipfile.ZipFile(io.BytesIO(letter)) as parts:
        texts = {name: parts.read(name).decode() for name in parts.namelist() if ".xml" in name}
    found = {name: re.findall(r"<wp:docPr [^>]*>", text) for name, text in texts.items()}
    return {name: drawn for name, drawn in found.items() if drawn}


def _marks_around_pictures(page: pikepdf.Page) -> list[tuple[str, ...]]:
    """For each picture that a page draws, the marked contents around it."""
    around: list[str] = []
    found = []
    for step in pikepdf.parse_content_stream(page):
        if str(step.operator) in ("BMC", "BDC"):
            around.append(str(step.operands[0]))
        elif str(step.operator) == "EMC":
            around.pop()
        elif str(step.operator) == "Do":
            found.append(tuple(around))
    return found


@every_kind
def test_every_picture_in_the_text_has_words(slug: str, made: pikepdf.Pdf) -> None:
    """The logo on a cover is read aloud; that in a kop is no part of the text.

    LibreOffice 7.4 tags the figure with its words and its place, and draws it beside the tag.
    """
    in_text = _pictures(rendered(slug)).get("word/document.xml", [])
    words = [str(one.get("/Alt", "")) for one in _tagged(made, "/Figure")]
    assert words == [f"Logo {sample().nama}"] * len(in_text)


def test_some_kinds_have_a_picture_in_their_text() -> None:
    """Otherwise the rule above would be worth nothing."""
    assert {slug for slug in SLUGS if "word/document.xml" in _pictures(rendered(slug))} == {
        "laporan-kinerja",
        "sop",
    }


@every_kind
def test_the_logo_of_a_kop_is_an_artifact(slug: str, made: pikepdf.Pdf) -> None:
    """The header of a page is one by PDF/UA (ISO 14289-1, 7.8), so its picture needs no words.

    Whoever listens hears the name of the office from the letter itself.
    """
    in_header = [name for name in _pictures(rendered(slug)) if "header" in name]
    drawn = [marks for page in made.pages for marks in _marks_around_pictures(page)]
    assert drawn
    if in_header:
        assert set(drawn) == {("/Artifact",)}


@every_kind
def test_the_logo_of_a_word_file_has_words_too(slug: str) -> None:
    """Wherever it stands, also in the kop."""
    drawn = [one for found in _pictures(rendered(slug)).values() for one in found]
    assert drawn
    assert all(f'descr="Logo {sample().nama}"' in one for one in drawn)
