"""Filling a letter: compiled where that is possible, by docxtpl itself where it is not."""

import logging
import re
from functools import lru_cache

from docx.opc.part import XmlPart
from docx.oxml.ns import qn

from doc_templates.dress import Look
from doc_templates.filling import by_docxtpl
from doc_templates.filling.compiled import Compiled
from doc_templates.filling.order import Filled, Order

KEPT = 64
"""Templates that are kept ready, each in the look of one office."""
_DRESSED = [qn(f"w:{name}") for name in ("rFonts", "lang", "pgSz", "pgMar", "sz", "top")]
_BRACES = re.compile(r"[{}]")

log = logging.getLogger(__name__)


class ByDocxtpl:
    """A template that docxtpl itself has to fill; `why` is a sentence for who edits it."""

    def __init__(self, why: str) -> None:
        self.why = why

    def fill(self, order: Order) -> Filled:
        """One letter. Raises TemplateFault."""
        return by_docxtpl.fill(order)


def fill(order: Order) -> Filled:
    """One letter. Raises TemplateFault, with the place of the fault."""
    return ready(order.nama, order.docx, order.look).fill(order)


@lru_cache(KEPT)
def ready(nama: str, docx: bytes, look: Look) -> Compiled | ByDocxtpl:
    """The template as it is filled from now on; `why` tells what it has that is not compiled.

    Raises TemplateFault.
    """
    why = beyond(nama, docx, look)
    if why:
        log.info("docxtpl fills %s: %s", nama, why)
        return ByDocxtpl(why)
    return Compiled(nama, docx, look)


def beyond(nama: str, docx: bytes, look: Look) -> str:
    """What a template has that can't be made ready before its letters are known; "" if nothing.

    The office dresses a compiled template before it is filled. So what it decides must not
    depend on a tag, and what it writes must not be taken for one.
    """
    if any(_BRACES.search(line) for line in look.klausul):
        return "Klausul pada kaki halaman memuat kurung kurawal."
    template = by_docxtpl.opened(docx, nama)
    for part in template.docx.part.package.iter_parts():
        if isinstance(part, XmlPart):
            for node in part.element.iter(*_DRESSED):
                if any(_BRACES.search(str(value)) for value in node.attrib.values()):
                    return "Huruf, bahasa, ukuran, atau kertas di dalamnya ditentukan penanda."
    return ""
