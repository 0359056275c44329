"""The finished files of a letter, and a table of contents with the right pages."""

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pikepdf
import pytest
from docx.document import Document

from doc_templates import pdf
from doc_templates.convert.libreoffice import to_pdf
from doc_templates.docx_text import docx_text
from doc_templates.errors import ConversionFailed, LostText
from doc_templates.filling.by_docxtpl import headings
from doc_templates.produce import produce
from doc_templates.shapes import Heading
from tests.letter_kinds import HEAD, OFFICE, make_kind, typed

CONTENTS = HEAD.replace("[arsip]", "daftar_isi = true\n\n[arsip]")


def report(document: Document) -> None:
    """A contents of 60 lines, two pages long, and chapters of a page each."""
    document.add_paragraph("{%p for b in daftar_isi %}")
    document.add_paragraph("{{ b.judul }} … {{ b.halaman }}")
    document.add_paragraph("{%p endfor %}")
    for chapter in range(1, 4):
        document.add_page_break()
        document.add_heading(f"BAB {chapter} & <Isi>", 1)
        for part in range(1, 20):
            document.add_heading(f"Bagian {chapter}.{part}", 2)


def test_a_letter_is_made_as_docx_and_pdf(tmp_path: Path) -> None:
    """One source for both: the PDF is made of the very DOCX."""
    kind = make_kind(tmp_path)
    made = produce(kind, typed(kind), OFFICE, nomor_surat="000.8/213/2026", to_pdf=to_pdf)
    assert (made.why, made.halaman) == ("", 1)
    assert made.pdf is not None
    assert "000.8/213/2026" in pdf.text(made.pdf)
    assert "000.8/213/2026" in docx_text(made.docx)


def test_without_a_pdf_the_letter_stands_with_the_reason(tmp_path: Path) -> None:
    """LibreOffice missing, hung or killed: the DOCX is there, and the page says why no PDF is."""

    def broken(_docx: bytes) -> bytes:
        raise ConversionFailed("mati", "LibreOffice berhenti mendadak.")

    kind = make_kind(tmp_path)
    made = produce(kind, typed(kind), OFFICE, nomor_surat="1", to_pdf=broken)
    assert (made.pdf, made.why, made.halaman) == (None, "LibreOffice berhenti mendadak.", None)
    assert docx.Document(io.BytesIO(made.docx)).paragraphs
    assert produce(kind, typed(kind), OFFICE, nomor_surat="1", to_pdf=None).pdf is None


def test_a_pdf_without_the_number_is_no_product(tmp_path: Path) -> None:
    """Trap 9: the PDF must say what the register says."""
    blank = io.BytesIO()
    with pikepdf.Pdf.new() as empty:
        empty.add_blank_page()
        empty.save(blank)
    kind = make_kind(tmp_path)
    made = produce(
        kind, typed(kind), OFFICE, nomor_surat="000.8/213", to_pdf=lambda _docx: blank.getvalue()
    )
    assert made.held
    assert made.pdf is not None  # a preview may show it
    assert made.held_back().pdf is None
    assert "000.8/213" in made.held_back().why


def test_lost_text_is_raised_before_anything_is_converted(tmp_path: Path) -> None:
    """A letter with a hole is no letter, with or without LibreOffice."""
    kind = make_kind(tmp_path, isian='\n[[isian]]\nnama = "lupa"\nlabel = "Lupa"\n')
    with pytest.raises(LostText, match="Lupa"):
        produce(kind, typed(kind, lupa="x"), OFFICE, nomor_surat="1", to_pdf=_never)


def test_the_contents_name_the_pages_of_the_pdf(tmp_path: Path) -> None:
    """The contents themselves take pages; the numbers are those of the finished file."""
    kind = make_kind(tmp_path, report, head=CONTENTS)
    convert, runs = _counted()
    made = produce(kind, typed(kind), OFFICE, nomor_surat="1", to_pdf=convert)
    assert made.pdf is not None
    found = pdf.outline(made.pdf)
    assert len(found) == 60
    assert found[0].judul == "BAB 1 & <Isi>"
    assert found[0].halaman
    assert found[0].halaman > 2
    text = docx_text(made.docx)
    assert all(f"{line.judul} … {line.halaman}\n" in text for line in found)
    assert len(runs) <= 3


def test_without_a_pdf_the_contents_still_name_the_chapters(tmp_path: Path) -> None:
    """Only the page numbers have to wait."""
    kind = make_kind(tmp_path, report, head=CONTENTS)
    made = produce(kind, typed(kind), OFFICE, nomor_surat="1", to_pdf=None)
    assert "Bagian 3.19 … \n" in docx_text(made.docx)
    assert headings(made.docx)[0] == Heading("BAB 1 & <Isi>", 1, None)


def _never(_docx: bytes) -> bytes:
    raise AssertionError("nothing is converted")


def _counted() -> tuple[Callable[[bytes], bytes], list[int]]:
    runs: list[int] = []

    def convert(data: bytes) -> bytes:
        runs.append(len(data))
        return to_pdf(data)

    return convert, runs
