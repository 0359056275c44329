"""The logo as the parts of a template print it."""

import io
from collections.abc import Callable

from docx.image.exceptions import UnrecognizedImageError
from docx.oxml.ns import qn
from docx.parts.story import StoryPart
from docx.shared import Mm
from lxml import etree

from doc_templates.dress import Look
from doc_templates.errors import TemplateFault

NO_PICTURE = "Logo kantor bukan gambar PNG atau JPG. Ganti logonya."

# As docxtpl's InlineImage puts it into the text around.
_RUN = '</w:t></w:r><w:r><w:drawing>{}</w:drawing></w:r><w:r><w:t xml:space="preserve">'


class Logo:
    """What a tag prints for the logo; it notes where it was printed."""

    of_run = True

    def __init__(self, drawn: Callable[[], str]) -> None:
        self._drawn = drawn

    def __html__(self) -> str:
        return self._drawn()

    __str__ = __html__


def drawn(part: StoryPart, look: Look) -> str:
    """The XML of the logo in this part, which is related to it from then on.

    Raises TemplateFault when it is no picture, AttributeError for a part that can show none.
    """
    try:
        picture = io.BytesIO(look.logo or b"")
        inline = part.new_pic_inline(picture, height=Mm(look.tata.logo_tinggi))
    except UnrecognizedImageError as error:
        raise TemplateFault(NO_PICTURE) from error
    for properties in inline.iter(qn("wp:docPr")):
        properties.set("descr", look.teks_logo)
    return _RUN.format(etree.tostring(inline, encoding="unicode"))
