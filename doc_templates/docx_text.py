"""The text of a DOCX as a reader sees it: body, headers, footers and footnotes."""

import html
import io
import re
import zipfile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PRINTED = re.compile(r"word/(document|header|footer|footnotes|endnotes)\d*\.xml")
_PIECE = re.compile(r"<w:(?:(p|tab|br|cr|noBreakHyphen)[ />]|t(?: [^>]*)?>([^<]*))")
_BREAKS = {"p": "\n", "tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "": ""}


def docx_text(docx: bytes) -> str:
    """The text that a document prints, a line for each paragraph; page numbers are not in it."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        parts = sorted(name for name in package.namelist() if PRINTED.fullmatch(name))
        return "".join(xml_text(package.read(name).decode()) for name in parts).removeprefix("\n")


def xml_text(xml: str) -> str:
    """The text of one such part, whose prefix is `w`; a line break before each paragraph."""
    return unescaped(_words(xml))


def stretch_text(xml: str) -> str:
    """The text, still escaped, of a stretch that begins in a `w:t` or outside of all text."""
    words, element, rest = xml.partition("<")
    return words + _words(element + rest) if element else words


def unescaped(text: str) -> str:
    """Text as a reader sees it."""
    return html.unescape(text) if "&" in text else text


def _words(xml: str) -> str:
    return "".join([_BREAKS[mark] + words for mark, words in _PIECE.findall(xml)])
