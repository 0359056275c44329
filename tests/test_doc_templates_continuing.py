"""A long table in several documents: the pages of the second go on where the first ended."""

from pathlib import Path

from docx import Document

from doc_templates import pdf
from doc_templates.continuing import continued
from doc_templates.convert import libreoffice


def _document(path: Path) -> bytes:
    document = Document()
    document.sections[0].different_first_page_header_footer = True
    document.sections[0].first_page_header.paragraphs[0].text = "KOP KANTOR"
    document.sections[0].header.paragraphs[0].text = "KEPALA HALAMAN"
    document.add_heading("Buku Agenda")
    document.add_table(1, 1).cell(0, 0).text = "Undangan"
    document.add_paragraph("Penutup")
    document.save(str(path))
    return path.read_bytes()


def test_a_continued_document_has_no_head_of_its_own(tmp_path: Path) -> None:
    """No letterhead and no title; its table, what follows, and the plain head of a page stay."""
    whole = _document(tmp_path / "a.docx")
    page = pdf.text(libreoffice.to_pdf(continued(whole, 7)))
    assert "KOP KANTOR" in pdf.text(libreoffice.to_pdf(whole))
    assert [word in page for word in ("KOP KANTOR", "Buku Agenda")] == [False, False]
    assert [word in page for word in ("KEPALA HALAMAN", "Undangan", "Penutup")] == [True] * 3


def test_its_pages_are_counted_on(tmp_path: Path) -> None:
    """Word and LibreOffice begin with the number that the section names."""
    path = tmp_path / "b.docx"
    path.write_bytes(continued(_document(tmp_path / "a.docx"), 7))
    section = Document(str(path)).sections[0]._sectPr
    assert section.xpath("./w:pgNumType/@w:start") == ["7"]
