"""A template made lighter: what is taken out, what is kept, and when it is refused."""

import io
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.image.image import Image as Measured
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from PIL import Image

from doc_templates import pdf
from doc_templates.catalog import Kind
from doc_templates.convert.libreoffice import to_pdf
from doc_templates.errors import ConversionFailed
from doc_templates.preparing.acceptance import Outcome, lighter, prepare, with_light_logo
from doc_templates.preparing.package import lighten
from doc_templates.preparing.pictures import logo_for_print
from doc_templates.preparing.sameness import difference
from doc_templates.render import render
from tests.benchmarks import wordlike
from tests.letter_kinds import OFFICE, make_kind, typed


def saved(document: Document) -> bytes:
    """The bytes of a document."""
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def opened(data: bytes) -> Document:
    """The document of some bytes."""
    return docx.Document(io.BytesIO(data))


def picture(
    size: tuple[int, int] = (400, 400), mode: str = "RGBA", form: str = "PNG", colour: str = "navy"
) -> bytes:
    """A filled square; with a clear border when its mode knows of that."""
    drawn = Image.new(mode, size)
    drawn.paste(Image.new("RGB", (size[0] - 80, size[1] - 80), colour), (40, 40))
    target = io.BytesIO()
    drawn.save(target, form)
    return target.getvalue()


def media(data: bytes) -> Image.Image:
    """The only picture of a document."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        (name,) = [one for one in package.namelist() if one.startswith("word/media/")]
        return Image.open(io.BytesIO(package.read(name)))


def with_picture(data: bytes, height: int = 22) -> Document:
    """A document that shows this picture."""
    document = docx.Document()
    document.add_paragraph().add_run().add_picture(io.BytesIO(data), height=Mm(height))
    return document


def test_styles_that_nothing_uses_are_taken_out() -> None:
    """Word brings some 160 of them, and LibreOffice reads them all for every letter."""
    document = docx.Document()
    document.add_paragraph("Isi", style="List Bullet")
    before, after = saved(document), opened(lighten(saved(document)))
    assert len(opened(before).styles) > 100
    kept = {style.name for style in after.styles if "List " not in str(style.name)}
    assert kept == {"Normal", "Default Paragraph Font", "Normal Table", "No List"}
    assert after.paragraphs[0].style is not None
    assert after.paragraphs[0].style.name == "List Bullet"


def test_what_a_style_depends_on_and_what_a_field_names_is_kept() -> None:
    """A table of contents and a running head name styles as people see them."""
    document = docx.Document()
    add = partial(document.styles.add_style, style_type=WD_STYLE_TYPE.PARAGRAPH)
    base, used, named = add("Dasar"), add("Dipakai"), add("Judul Bab")
    used.base_style, named.base_style = base, document.styles["Normal"]
    document.add_paragraph("Isi", style=used)
    field = f'<w:instrText {nsdecls("w")}> TOC \\t "judul bab;1" </w:instrText>'
    document.add_paragraph().add_run()._r.append(parse_xml(field))
    kept = {style.name for style in opened(lighten(saved(document))).styles}
    assert {"Dasar", "Dipakai", "Judul Bab"} <= kept
    assert "Heading 5" not in kept


def test_a_lean_template_stays_as_it_is() -> None:
    """Not even its bytes change, so there is nothing to prove."""
    lean = lighten(saved(docx.Document()))
    assert lighten(lean) == lean


def test_what_no_printer_sees_is_taken_out() -> None:
    """A second copy of all styles is the largest part of what Word writes."""
    with zipfile.ZipFile(io.BytesIO(lighten(saved(docx.Document())))) as package:
        names = package.namelist()
        assert not [name for name in names if "WithEffects" in name or "thumbnail" in name]
        assert b"WithEffects" not in package.read("[Content_Types].xml")
        assert b"WithEffects" not in package.read("word/_rels/document.xml.rels")


def test_fonts_that_the_theme_names_are_named_and_the_theme_is_taken_out() -> None:
    """Word's own documents ask the theme for every font, and LibreOffice reads it each time."""
    document = docx.Document()
    (fonts,) = document.styles.element.xpath("w:docDefaults//w:rFonts")
    assert (fonts.get(qn("w:asciiTheme")), fonts.get(qn("w:ascii"))) == ("minorHAnsi", None)
    light = lighten(saved(document))
    (fonts,) = opened(light).styles.element.xpath("w:docDefaults//w:rFonts")
    assert dict(fonts.attrib) == {qn("w:ascii"): "Cambria", qn("w:hAnsi"): "Cambria"}
    with zipfile.ZipFile(io.BytesIO(light)) as package:
        assert not [name for name in package.namelist() if "theme" in name]
        assert b"theme" not in package.read("[Content_Types].xml")
        assert b"/theme" not in package.read("word/_rels/document.xml.rels")


DRAWING = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


@pytest.mark.parametrize(
    "colour",
    [
        f'<a:schemeClr {DRAWING} val="x"/>',
        f'<w:color {nsdecls("w")} w:val="1F497D" w:themeColor="text2"/>',
        f'<w:shd {nsdecls("w")} w:val="clear" w:fill="FF0000" w:themeFill="accent2"/>',
    ],
)
def test_a_theme_that_colours_are_taken_from_stays(colour: str) -> None:
    """The line of a kop may have no colour of its own, and Word goes by the theme first."""
    document = docx.Document()
    document.element.body.append(parse_xml(colour))
    with zipfile.ZipFile(io.BytesIO(lighten(saved(document)))) as package:
        assert "word/theme/theme1.xml" in package.namelist()


@pytest.mark.parametrize(
    ("made", "size"),
    [
        (picture((400, 400)), (260, 260)),  # 22 mm at 300 dots an inch
        (picture((400, 400), "RGB"), (260, 260)),
        (picture((800, 400), "RGB", "JPEG"), (520, 260)),
        (picture((200, 200), "LA"), (200, 200)),  # never more dots, only opaque
    ],
)
def test_a_picture_is_opaque_and_as_fine_as_it_is_printed(
    made: bytes, size: tuple[int, int]
) -> None:
    """A clear picture costs more than half of what the export of a letter takes."""
    light = media(lighten(saved(with_picture(made))))
    assert (light.mode, light.size) == ("RGB", size)
    assert light.format == Image.open(io.BytesIO(made)).format
    assert "transparency" not in light.info


def test_a_picture_that_is_fine_already_stays_byte_for_byte() -> None:
    """Written again, a photograph would only lose."""
    photo = picture((200, 200), "RGB", "JPEG")
    with zipfile.ZipFile(io.BytesIO(lighten(saved(with_picture(photo))))) as package:
        assert package.read("word/media/image1.jpg") == photo


def test_a_picture_counts_for_the_largest_place_where_it_is_drawn() -> None:
    """Small in the head and large on the cover: it has to do for both."""
    document = with_picture(picture())
    document.add_paragraph().add_run().add_picture(io.BytesIO(picture()), height=Mm(30))
    assert media(lighten(saved(document))).size == (355, 355)


def test_a_picture_of_which_a_section_is_shown_stays() -> None:
    """Its printed size says nothing of the whole."""
    document = with_picture(picture())
    fill = document.element.xpath("//pic:blipFill")[0]
    fill.insert(1, parse_xml(f'<a:srcRect {nsdecls("a")} l="20000"/>'))
    assert media(lighten(saved(document))).size == (400, 400)


@pytest.mark.parametrize("size", [(400, 400), (413, 517), (1999, 701), (150, 150)])
def test_a_logo_keeps_its_proportion_to_a_hair(size: tuple[int, int]) -> None:
    """Whole dots would make it wider or narrower, and move what stands beside."""
    logo = picture(size)
    light = logo_for_print(logo, 22)
    assert Image.open(io.BytesIO(light)).mode == "RGB"
    assert Measured.from_blob(light).px_height <= max(260, size[1] if size[1] < 286 else 0)
    assert abs(_width(light) - _width(logo)) < 400  # EMU: a hundredth of a millimetre is 360


def test_what_is_no_picture_is_left_to_the_filling() -> None:
    """There it is told with its remedy."""
    assert logo_for_print(b"bukan gambar", 22) == b"bukan gambar"


def _width(logo: bytes) -> int:
    template = DocxTemplate(io.BytesIO(saved(docx.Document())))
    template.init_docx()
    template.current_rendering_part = template.docx.part
    shown = str(InlineImage(template, io.BytesIO(logo), height=Mm(22)))
    return int(shown.partition('wp:extent cx="')[2].partition('"')[0])


@pytest.fixture(scope="module")
def converted() -> Callable[[bytes], bytes]:
    """LibreOffice, asked only once for the same document."""
    known: dict[bytes, bytes] = {}

    def convert(data: bytes) -> bytes:
        if data not in known:
            known[data] = to_pdf(data)
        return known[data]

    return convert


def test_a_prepared_template_prints_the_same_letter(
    tmp_path: Path, converted: Callable[[bytes], bytes]
) -> None:
    """Pixel for pixel, the area of its logo apart, which looks the same as well."""
    kind = make_kind(tmp_path, _with_logo)
    outcome = prepare(kind, typed(kind), OFFICE, converted)
    assert outcome.alasan == ""
    assert outcome.docx is not None
    assert len(opened(outcome.docx).styles) < 20
    letter = partial(render, values=typed(kind, hal="Surat lain"), nomor_surat="7")
    plain = converted(letter(kind, instansi=OFFICE))
    light = letter(lighter(kind, outcome.docx), instansi=with_light_logo(OFFICE))
    assert difference(plain, converted(light)) == ""
    assert media(light).mode == "RGB"


def test_a_clear_picture_over_something_keeps_the_original(
    tmp_path: Path, converted: Callable[[bytes], bytes]
) -> None:
    """Made opaque, it would hide what is seen through it now."""
    kind = make_kind(tmp_path, partial(_with_logo, shade="C00000"))
    outcome = prepare(kind, typed(kind), OFFICE, converted)
    assert outcome == Outcome(None, "Gambar di halaman 1 tampak lain daripada aslinya.")


def test_a_template_that_is_no_package_is_refused(tmp_path: Path) -> None:
    """It is not opened at all: what an office uploads may be anything, and of any size."""
    kind = make_kind(tmp_path)
    broken = Kind(**{**vars(kind), "docx": b"bukan zip"})
    with pytest.raises(ConversionFailed) as refusal:
        prepare(broken, typed(kind), OFFICE, to_pdf)
    assert refusal.value.code == "ditolak"


def test_a_page_that_differs_is_named(converted: Callable[[bytes], bytes]) -> None:
    """A word, a page more, another paper: each is seen."""

    def pages(*lines: str, narrow: bool = False) -> bytes:
        document = docx.Document()
        document.sections[0].page_width = Mm(148 if narrow else 210)
        for number, line in enumerate(lines):
            if number:
                document.add_page_break()
            document.add_paragraph(line)
        return converted(saved(document))

    one = pages("Satu", "Dua")
    assert difference(one, pages("Satu", "Dua")) == ""
    assert difference(one, pages("Satu", "Tiga")) == "Halaman 2 tidak sama dengan aslinya."
    assert difference(one, pages("Satu")) == "Hasilnya 1 halaman, padahal aslinya 2."
    assert difference(one, pages("Satu", "Dua", narrow=True)) == "Ukuran halaman 1 berubah."


def test_the_template_of_the_benchmarks_is_like_one_from_word(tmp_path: Path) -> None:
    """Some 160 styles and a clear logo: what is measured against it must not grow lean."""
    folder = tmp_path / wordlike.write(tmp_path)
    with zipfile.ZipFile(folder / "template.docx") as package:
        assert package.read("word/styles.xml").count(b"<w:style ") > 150
    assert media((folder / "template.docx").read_bytes()).size == (400, 400)
    assert media((folder / "template.docx").read_bytes()).mode == "RGBA"


def test_a_page_tells_where_its_pictures_are(converted: Callable[[bytes], bytes]) -> None:
    """Two millimetres of tolerance would be enough to hide a word."""
    (sheet,) = pdf.sheets(converted(saved(with_picture(picture((260, 260), "RGB")))), 100)
    ((left, top, right, bottom),) = sheet.pictures
    assert abs((right - left) - 22 / 25.4 * 100) < 3
    assert abs((bottom - top) - 22 / 25.4 * 100) < 3


def _with_logo(document: Document, shade: str = "") -> None:
    cell = document.add_table(1, 1).rows[0].cells[0]
    if shade:
        fill = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{shade}"/>'
        cell._tc.get_or_add_tcPr().append(parse_xml(fill))
    cell.paragraphs[0].add_run().add_picture(io.BytesIO(picture()), height=Mm(22))
