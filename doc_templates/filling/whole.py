"""Is filled XML a whole document? What docxtpl and Word would drop in silence is refused."""

import re
from typing import cast

from lxml import etree

from doc_templates.docx_text import W
from doc_templates.errors import TemplateFault
from doc_templates.places import readable

_NAMES = {"w": W.strip("{}")}
_HOLD_NO_TEXT = ("body", "hdr", "ftr", "p", "r", "tbl", "tr", "tc", "footnote")
HOLD_NO_TEXT = [f"{W}{name}" for name in _HOLD_NO_TEXT]
"""The elements in which Word shows no text, but in others that they hold."""
_LOOSE_TEXT = etree.XPath(
    "//text()[not(parent::w:t)][normalize-space()]"
    f"[{' or '.join(f'parent::w:{name}' for name in _HOLD_NO_TEXT)}]",
    namespaces=_NAMES,
)
_FORBIDDEN = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def fits(text: str) -> bool:
    """Whether XML can hold every character of a text."""
    return _FORBIDDEN.search(text) is None


def read_whole(xml: bytes) -> etree._Element:
    """The root of a filled part.

    TemplateFault for XML that docxtpl would repair by dropping content, and for text that Word
    would not show.
    """
    try:
        root = etree.fromstring(xml)
    except etree.XMLSyntaxError as error:
        raise TemplateFault(
            "Hasilnya bukan dokumen yang utuh; ada penanda yang memotong paragraf atau tabel.",
            readable(_around(xml.decode(), error)),
        ) from error
    loose = "".join(cast("list[str]", _LOOSE_TEXT(root))).strip()
    if loose:
        raise TemplateFault("Ada teks di luar paragraf, yang tidak akan tercetak.", readable(loose))
    return root


def _around(xml: str, error: etree.XMLSyntaxError) -> str:
    line = xml.splitlines()[max((error.lineno or 1) - 1, 0)]
    return line[max(error.offset - 300, 0) : error.offset + 100] if error.offset else line
