"""What a letter's file says of itself: the same each time but for title, author and day."""

import html
import re
from datetime import date
from typing import cast

from docx.opc.coreprops import CoreProperties
from docx.opc.oxml import serialize_part_xml
from docx.oxml import parse_xml
from docx.oxml.coreprops import CT_CoreProperties

from doc_templates.dress import SAID, set_properties
from doc_templates.filling.whole import fits

# Stand-ins that no template has: two characters for private use, and a day long before any office.
_TITLE, _AUTHOR, _DAY = "\U0010fffc", "\U0010fffd", date(1601, 2, 3)
_CHANGING = re.compile(f"({_TITLE}|{_AUTHOR}|{_DAY})")


class About:
    """The properties of a template, which letters take over with what is their own."""

    def __init__(self, properties: bytes) -> None:
        element = cast("CT_CoreProperties", parse_xml(properties))
        set_properties(CoreProperties(element), _TITLE, _AUTHOR, _DAY)
        self._pieces = _CHANGING.split(serialize_part_xml(element).decode())

    def said(self, judul: str, penulis: str, tanggal: date) -> bytes:
        """The XML for one letter; ValueError for a character that XML can't hold."""
        own = {_TITLE: _text(judul), _AUTHOR: _text(penulis), str(_DAY): str(tanggal)}
        return "".join(own.get(piece, piece) for piece in self._pieces).encode()


def _text(words: str) -> str:
    if not fits(words):
        raise ValueError(f"Sifat berkas tidak dapat memuat {words!r}.")
    return html.escape(words[:SAID], quote=False).replace("\r", "&#13;")
