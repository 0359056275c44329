"""Is everything that was supplied in the document? (docxtpl can lose text without an error.)"""

from collections.abc import Iterable, Mapping
from functools import cached_property

from doc_templates.printed import forms, pieces
from doc_templates.shapes import Fault, Field
from doc_templates.values import Value

LONGEST = 80


def lost(fields: Iterable[Field], values: Mapping[str, Value], text: str) -> list[Fault]:
    """A fault for each supplied value that should be printed and is not in `text`.

    White space and letter case do not count.
    """
    page = _Page(text)
    return [
        Fault(
            piece.place,
            piece.label,
            f"“{shorten(next(forms(piece.value)))}” tidak tercetak. "
            "Periksa templat jenis naskah ini.",
        )
        for field in fields
        if field.cetak
        for piece in pieces(field, values[field.nama])
        if not page.shows(piece.value)
    ]


class _Page:
    """The text of a letter, in which values are looked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = set(text.split("\n"))

    def shows(self, value: Value) -> bool:
        """Whether the value stands in it: mostly just as typed, often as a line of its own."""
        for form in forms(value):
            if form in self._lines or form in self._text:
                return True
        return any(squeeze(form) in self._squeezed for form in forms(value))

    @cached_property
    def _squeezed(self) -> str:
        return squeeze(self._text)


def squeeze(text: str) -> str:
    """Text without white space and without regard to case."""
    return "".join(text.split()).casefold()


def shorten(text: str) -> str:
    """The beginning of a text, for a message."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
