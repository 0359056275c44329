"""The fonts in which a template prints: runs, styles, theme, kop and feet; told when not here."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from doc_templates.catalog import uploaded
from doc_templates.office import sample
from doc_templates.produce import produce
from doc_templates.render import look
from doc_templates.typefaces import typefaces
from tests.letter_kinds import OFFICE, make_kind
from tests.support_library import CATALOG, NUMBER, typed, warm

STRANGE = "Huruf Rekaan Contoh"
THEME = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def _by_run(document: Document) -> None:
    document.add_paragraph().add_run("Dengan hormat").font.name = STRANGE


def _by_character_style(document: Document) -> None:
    document.styles.add_style("Tekanan", 2).font.name = STRANGE
    document.add_paragraph().add_run("Dengan hormat", "Tekanan")


def _by_table(document: Document) -> None:
    document.styles.add_style("Tabel Kami", 3).font.name = STRANGE
    document.add_table(1, 1, "Tabel Kami").cell(0, 0).text = "satu"


def _by_theme(document: Document) -> None:
    (part,) = [one.target_part for one in document.part.rels.values() if "theme" in one.reltype]
    root = etree.fromstring(part.blob)
    for latin in root.iterfind(f".//{THEME}minorFont/{THEME}latin"):
        latin.set("typeface", STRANGE)
    part._blob = etree.tostring(root)  # noqa: SLF001 - no public way


def _by_header(document: Document) -> None:
    document.sections[0].header.paragraphs[0].add_run("Kop").font.name = STRANGE


NAMED: dict[str, Callable[[Document], None]] = {
    "a run": _by_run,
    "a character style": _by_character_style,
    "a table style": _by_table,
    "the theme": _by_theme,
    "a header": _by_header,
}


@pytest.mark.parametrize("by", NAMED)
def test_a_font_is_found_wherever_text_gets_it_from(tmp_path: Path, by: str) -> None:
    """As Word resolves it: run, character style, paragraph style, table style, defaults, theme."""
    kind = make_kind(tmp_path, NAMED[by])
    assert STRANGE in typefaces(kind.docx, look(kind, OFFICE))


def test_a_font_without_text_is_not_asked_for(tmp_path: Path) -> None:
    """Neither is one that the office replaces with its own."""

    def draw(document: Document) -> None:
        document.styles.add_style("Tak Terpakai", 1).font.name = STRANGE
        document.add_paragraph().add_run("  ").font.name = STRANGE
        document.styles["Normal"].font.name = "Huruf Dasar Contoh"

    kind = make_kind(tmp_path, draw)
    assert typefaces(kind.docx, look(kind, OFFICE)) == ("Huruf Dasar Contoh",)
    office = replace(OFFICE, huruf={kind.kelas: "Arial"})
    assert typefaces(kind.docx, look(kind, office)) == ("Arial",)


def test_a_letter_in_a_font_that_is_not_here_says_so_with_its_page() -> None:
    """LibreOffice replaces it without a word, and the office should see that before it signs."""
    kind = CATALOG.get("permintaan-data")
    document = docx.Document(io.BytesIO(kind.docx))
    closing = next(one for one in document.paragraphs if one.text.startswith("Demikian"))
    for run in closing.runs:
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:ascii"), STRANGE)
    target = io.BytesIO()
    document.save(target)
    own = uploaded(kind, target.getvalue())
    values = typed(kind, kind.contoh)
    made = produce(own, values, sample(), nomor_surat=NUMBER, to_pdf=warm().to_pdf)
    told = [one for one in made.findings if one.kode == "P07"]
    assert [(STRANGE in one.pesan, one.halaman, one.holds) for one in told] == [
        (True, made.halaman, False)
    ]
    usual = produce(kind, values, sample(), nomor_surat=NUMBER, to_pdf=warm().to_pdf)
    assert usual.findings == ()
