"""The smallest letter there is, converted once so that the first real one need not wait."""

import io
import zipfile
from functools import lru_cache

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"

_MEMBERS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="{_RELATIONS}"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    "</Relationships>",
    "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body><w:p><w:r>'
    '<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/></w:rPr><w:t>Halo</w:t>'
    "</w:r></w:p></w:body></w:document>",
}


@lru_cache
def greeting() -> bytes:
    """A DOCX that says “Halo”."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, xml in _MEMBERS.items():
            package.writestr(name, xml)
    return target.getvalue()
