"""Templates with each thing that docxtpl can do, and orders to fill them."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table
from docxtpl import Listing, RichText, RichTextParagraph
from lxml import etree
from PIL import Image

from doc_templates.dress import Look
from doc_templates.filling.order import Filled, Order
from doc_templates.filling.parts import FOOTNOTES
from doc_templates.tata import Tata
from doc_templates.values import Row

Draw = Callable[[Document], object]


def picture(colour: str = "navy") -> bytes:
    """A small PNG."""
    target = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(target, "PNG")
    return target.getvalue()


LOOK = Look("A4", Tata(), logo=picture())
CONTEXT: dict[str, Any] = {
    "hal": 'Rapat <Bappeda> & "Dinas"',
    "isi": "satu\ndua\tempat\n\ntiga",
    "kosong": "",
    "ada": True,
    "rows": [Row(nama=f"Contoh {name}", nilai=number) for number, name in enumerate("ABC", 1)],
    "names": ["satu", "dua & tiga", "empat"],
    "tebal": RichText("tebal & <miring>", bold=True, color="#ff0000", style="Strong"),
    "daftar": Listing("a & b\nc\td\ae\ff"),
    "alinea": RichTextParagraph("alinea sendiri", parastyle="Normal"),
}


def order(draw: Draw, look: Look = LOOK, **context: object) -> Order:
    """The letter of a template that `draw` draws."""
    document = docx.Document()
    draw(document)
    target = io.BytesIO()
    document.save(target)
    return Order(
        nama="Surat Uji",
        docx=target.getvalue(),
        look=look,
        context=CONTEXT | context,
        judul="Judul & isi",
        penulis="Kecamatan Contoh",
        tanggal=date(2026, 3, 5),
    )


def members(filled: Filled) -> dict[str, bytes]:
    """The files of a letter in their order, XML in its canonical form."""
    with zipfile.ZipFile(io.BytesIO(filled.docx)) as package:
        assert package.testzip() is None
        assert len(set(package.namelist())) == len(package.namelist())
        return {name: canonical(name, package.read(name)) for name in package.namelist()}


def canonical(name: str, data: bytes) -> bytes:
    """XML in which only what means something can differ."""
    if not name.endswith((".xml", ".rels")):
        return data
    parser = etree.XMLParser(remove_blank_text=True)
    return etree.tostring(etree.fromstring(data, parser), method="c14n")


def lines(*texts: str) -> Draw:
    """A template of paragraphs."""

    def draw(document: Document) -> None:
        for text in texts:
            document.add_paragraph(text)

    return draw


def table(*rows: tuple[str, ...]) -> Draw:
    """A template with a table."""

    def draw(document: Document) -> None:
        fill(document.add_table(len(rows), len(rows[0])), rows)

    return draw


def fill(made: Table, rows: tuple[tuple[str, ...], ...]) -> None:
    """Texts into the cells of a table."""
    for row, texts in zip(made.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def _split(document: Document) -> None:
    paragraph = document.add_paragraph()
    for number, piece in enumerate(
        ("Hal {", "{ h", "al }", "} selesai {% if", " ada %}ya{%endif%}")
    ):
        paragraph.add_run(piece).bold = number % 2 == 0


def _split_token(document: Document) -> None:
    paragraph = document.add_paragraph()
    for number, piece in enumerate(("Nomor $", "{nomor", "_naskah} ", "$", "{x}", "{{ hal }}")):
        paragraph.add_run(piece).bold = number % 2 == 0


def _headers(document: Document) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = "Kop {{ hal }} {{ isi }}"
    section.first_page_header.paragraphs[0].text = "{{ logo }}{{ tebal }}"
    section.footer.paragraphs[0].text = "Kaki tanpa penanda\tdan tab"
    section.first_page_footer.paragraphs[0].text = "{%p for n in names %}"
    section.first_page_footer.add_paragraph("{{ n }}")
    section.first_page_footer.add_paragraph("{%p endfor %}")


def footnotes(document: Document) -> None:
    """A footnote with tags."""
    note = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p><w:r><w:t>Catatan: '
        "{{ hal }} {{ isi }}</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    package = document.part.package
    part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES, note.encode(), package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    document.add_paragraph("Isi {{ hal }}")


def _pictures(document: Document) -> None:
    document.add_picture(io.BytesIO(picture("red")))
    lines("{{ logo }} di isi", "sekali lagi {{ logo }}")(document)
    described = document.add_paragraph().add_run()
    described.add_picture(io.BytesIO(picture("green")))
    for drawing in document.element.iter(
        "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    ):
        drawing.set("descr", "Gambar {{ hal }}")


def _hidden_logo(document: Document) -> None:
    document.sections[0].header.paragraphs[0].text = "{% if kosong %}{{ logo }}{% endif %}kop"
    document.add_paragraph("{% if ada %}{{ logo }}{% endif %}")


def _nested_table(document: Document) -> None:
    outer = document.add_table(2, 2)
    fill(outer, (("{{ hal }}", "luar"), ("{%tr if ada %}", "")))
    inner = outer.cell(0, 1).add_table(3, 2)
    fill(inner, (("{%tr for r in rows %}", ""), ("{{ r.nama }}", "x"), ("{%tr endfor %}", "")))
    fill(document.add_table(1, 1), (("{% if ada %}y{% endif %}",),))
    outer.rows[1]._tr.getparent().remove(outer.rows[1]._tr)


def _merged(document: Document) -> None:
    made = document.add_table(3, 4)
    fill(made, (("a", "b", "c", "d"), ("{{ hal }}",) * 4, ("e", "f", "g", "h")))
    made.cell(0, 0).merge(made.cell(0, 3))
    made.cell(1, 1).merge(made.cell(2, 2))


def raw(xml: str) -> Draw:
    """A template with this XML at the beginning of its body."""

    def draw(document: Document) -> None:
        namespaces = nsdecls("w", "r", "wp", "a")
        more = f'{namespaces} xmlns:v="urn:schemas-microsoft-com:vml"'
        wrapped = parse_xml(f"<w:body {more}>{xml}</w:body>")
        for place, element in enumerate(list(wrapped)):
            document.element.body.insert(place, element)

    return draw


_TEXT_BOX = (
    "<w:p><w:r><w:t>sebelum {{ isi }}</w:t><w:pict><v:shape><v:textbox><w:txbxContent>"
    "<w:p><w:r><w:t>dalam {{ hal }} {{ isi }}</w:t></w:r></w:p></w:txbxContent></v:textbox>"
    "</v:shape></w:pict><w:t>sesudah {{ isi }}</w:t></w:r></w:p>"
)
_CONTROL = (
    "<w:sdt><w:sdtContent><w:p><w:r><w:t>{{ hal }}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    "<w:p><w:hyperlink w:anchor='x'><w:r><w:t>{{ names[1] }}</w:t></w:r></w:hyperlink></w:p>"
)
_WRAPPED_ROW = (
    "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='3000'/><w:gridCol w:w='3000'/></w:tblGrid>"
    "<w:sdt><w:sdtContent><w:tr><w:tc><w:p><w:r><w:t>{{ hal }}</w:t></w:r></w:p></w:tc></w:tr>"
    "</w:sdtContent></w:sdt></w:tbl>"
)


def _sections(document: Document) -> None:
    document.add_paragraph("{%p if ada %}")
    lying = document.add_section()
    lying.orientation = WD_ORIENT.LANDSCAPE
    lying.page_width, lying.page_height = lying.page_height, lying.page_width
    lines("{%p endif %}", "{{ hal }}")(document)


EACH = ("{%tr for r in rows %}", "")
EACH_END = ("{%tr endfor %}", "")
FEATURES: dict[str, Draw] = {
    "a value": lines("Hal: {{ hal }}", "[{{ kosong }}]"),
    "a tag in pieces": _split,
    "a token in pieces": _split_token,
    "lines and tabs": lines("Isi: {{ isi }}", "{{ isi }}{{ isi }}", "tetap\tdi sini\nbaris"),
    "paragraphs": lines("{%p for n in names %}", "{{ loop.index }}. {{ n }}", "{%p endfor %}"),
    "a choice": lines("{%p if kosong %}", "x", "{%p elif ada %}", "y {{ isi }}", "{%p endif %}"),
    "an inline loop": lines("{% for n in names %}{{ n }}{{ ', ' if not loop.last }}{% endfor %}"),
    "variables": lines(
        "{% set x = names|length %}{{ x }}", "{% set n = namespace(a=1) %}{{ n.a }}"
    ),
    "a comment": lines("{#p sebuah catatan #}", "{# lain #}sisa", "{{ hal }}"),
    "typed quotes": lines("{% if hal == ‘x’ or ada and 1 < 2 %}“ya” {{ hal }}{% endif %}"),
    "literal braces": lines("{_{ hal }_} {_% if %_} {{ hal }}"),
    "joined paragraphs": lines("awal", "{%- if ada %}", "tengah", "{% endif -%}", "akhir"),
    "rich text": lines("Ini {{ tebal }} dan {{r tebal }} di sini", "{{ hal }}"),
    "a listing": lines("Daftar: {{ daftar }}", "sesudah"),
    "a paragraph of its own": lines("awal", "{{p alinea }}", "akhir"),
    "rows": table(("No", "Nama"), EACH, ("{{ r.nilai }}", "{{ r.nama }}"), EACH_END),
    "no row left": table(("{%tr if kosong %}", ""), ("a", "b"), ("{%tr endif %}", "")),
    "cells": table(("{%tc for n in names %}", "{{ n }}", "{%tc endfor %}"), ("a", "b", "c")),
    "more cells": table(("{%tc for n in range(5) %}", "{{ n }}", "{%tc endfor %}")),
    "fewer cells": table(("{%tc if kosong %}", "x", "{%tc endif %}", "{{ hal }}")),
    "a joined cell": table(("{% colspan names|length %}{{ hal }}", "x"), ("a", "b")),
    "a coloured cell": table(("{% cellbg 'FF0000' %}{{ hal }}", "x")),
    "merged down": table(EACH, ("{% vm %}{{ hal }}", "{{ r.nama }}"), EACH_END),
    "merged across": table(
        ("{%tc for n in names %}", "{% hm %}{{ n }}", "{%tc endfor %}"), ("a", "b", "c")
    ),
    "cells merged by hand": _merged,
    "a table in a table": _nested_table,
    "a wrapped row": raw(_WRAPPED_ROW),
    "headers and footers": _headers,
    "footnotes": footnotes,
    "pictures": _pictures,
    "a logo that is not shown": _hidden_logo,
    "a text box": raw(_TEXT_BOX),
    "content controls and links": raw(_CONTROL),
    "sections": _sections,
    "nothing to fill": lines("tetap sama\tdengan tab"),
}
