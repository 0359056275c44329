"""Is everything that was supplied in the document? (docxtpl can lose text without an error.)"""

from collections.abc import Iterable, Mapping
from functools import cache

from doc_templates.printed import pieces
from doc_templates.shapes import Fault, Field
from doc_templates.values import Value

LONGEST = 80


def lost(fields: Iterable[Field], values: Mapping[str, Value], text: str) -> list[Fault]:
    """A fault for each supplied value that should be printed and is not in `text`.

    White space and letter case do not count.
    """
    page = squeeze(text)
    at = 0

    @cache  # reports say the same figures over and over
    def stands(form: str) -> bool:
        nonlocal at  # values are printed in nearly the order in which they are asked for
        sought = squeeze(form)
        near = page.find(sought, at)
        at = near if near >= 0 else page.find(sought)
        return at >= 0

    return [
        Fault(
            place, label, f"“{shorten(forms[0])}” tidak tercetak. Periksa templat jenis naskah ini."
        )
        for field in fields
        if field.cetak
        for place, label, forms in pieces(field, values[field.nama])
        if forms and not any(stands(form) for form in forms)
    ]


def squeeze(text: str) -> str:
    """Text without white space and without regard to case."""
    return "".join(text.split()).casefold()


def shorten(text: str) -> str:
    """The beginning of a text, for a message."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
