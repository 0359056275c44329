"""Lettered parts of a plan or a report: a heading, and prose or points below it."""

from docx.document import Document

from doc_templates.drafting import looks_naskah  # noqa: F401  # makes its styles known
from doc_templates.drafting.text import each, logic, say, when


def titles(doc: Document, *lines: str) -> None:
    """A centred title of several lines, and the number below it where the office gives one."""
    for line in lines[:-1]:
        say(doc, line, "Judul Lanjutan")
    logic(doc, "if nomor_surat")
    say(doc, lines[-1], "Judul Lanjutan")
    say(doc, "NOMOR: {{ nomor_surat }}", "Nomor Naskah")
    logic(doc, "else")
    say(doc, lines[-1], "Judul Akhir")
    logic(doc, "endif")


def part(doc: Document, mark: str, words: str) -> None:
    """The heading of a part; the mark is a letter or a roman number."""
    say(doc, f"{mark}.\t{words}", "Kepala Bab")


def subpart(doc: Document, words: str) -> None:
    """The heading of a section of a part."""
    say(doc, words, "Anak Bab")


def prose(doc: Document, field: str) -> None:
    """A long text, one paragraph a line."""
    with each(doc, f"p in {field}"):
        say(doc, "{{ p }}", "Isi Bab")


def closing_prose(doc: Document, field: str) -> None:
    """A long text whose last paragraph stays on the page of the signature below it."""
    with each(doc, f"p in {field}"):
        logic(doc, "if not loop.last")
        say(doc, "{{ p }}", "Isi Bab")
        logic(doc, "else")
        say(doc, "{{ p }}", "Penutup Bab")
        logic(doc, "endif")


def points(doc: Document, field: str, lead: str = "") -> None:
    """A numbered list, below a sentence that leads to it; nothing when it is empty."""
    with when(doc, field):
        if lead:
            say(doc, lead, "Antar Bab")
        with each(doc, f"b in {field}"):
            say(doc, "{{ loop.index }}.\t{{ b }}", "Butir Bab")
