"""What a filler is handed, and what it hands back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from doc_templates.dress import Look
from doc_templates.office import Instansi
from doc_templates.shapes import Heading
from doc_templates.values import Value

Context = Mapping[str, Value | Instansi | list[Heading]]


@dataclass(frozen=True)
class Order:
    """A template, what its tags may print, and what the file says of itself.

    `nama` is what people call the template. `context` holds every name but the logo.
    """

    nama: str
    docx: bytes = field(repr=False)
    look: Look
    context: Context
    judul: str
    penulis: str
    tanggal: date


@dataclass(frozen=True)
class Filled:
    """A letter, its words as `docx_text` gives them, and its headings without their pages."""

    docx: bytes = field(repr=False)
    text: str
    headings: tuple[Heading, ...] = ()
