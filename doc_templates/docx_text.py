"""The text of a DOCX as a reader sees it: body, headers, footers and footnotes."""

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PRINTED = re.compile(r"word/(document|header|footer|footnotes|endnotes)\d*\.xml")
_BREAKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def docx_text(docx: bytes) -> str:
    """The text that a document prints, a line for each paragraph; page numbers are not in it."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        parts = sorted(name for name in package.namelist() if PRINTED.fullmatch(name))
        return "\n".join(
            line for name in parts for line in _lines(etree.fromstring(package.read(name)))
        )


def _lines(root: etree._Element) -> Iterator[str]:
    for paragraph in root.iter(f"{W}p"):
        yield "".join(_text(node) for node in paragraph.iter())


def _text(node: etree._Element) -> str:
    return node.text or "" if node.tag == f"{W}t" else _BREAKS.get(node.tag, "")
