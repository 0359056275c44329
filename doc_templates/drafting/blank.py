"""A lean empty document: A4, the margins of Permendagri 1/2023, Indonesian, no idle styles."""

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as REL
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm

FONTS = {"korespondensi": "Arial", "laporan": "Arial", "keputusan": "Bookman Old Style"}

TEXT_WIDTH_CM = 16.0  # of A4 between its margins

KEPT_PARTS = (REL.OFFICE_DOCUMENT, REL.CORE_PROPERTIES, REL.STYLES, REL.SETTINGS)

FONT = '<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'

STYLES = f"""
<w:styles {nsdecls("w")}>
  <w:docDefaults>
    <w:rPrDefault><w:rPr>
      {FONT}<w:sz w:val="24"/><w:szCs w:val="24"/>
      <w:lang w:val="id-ID" w:eastAsia="id-ID" w:bidi="ar-SA"/>
    </w:rPr></w:rPrDefault>
    <w:pPrDefault/>
  </w:docDefaults>
  <w:style w:type="paragraph" w:default="1" w:styleId="Normal">
    <w:name w:val="Normal"/><w:qFormat/><w:rPr>{FONT}</w:rPr>
  </w:style>
  <w:style w:type="table" w:default="1" w:styleId="TableNormal">
    <w:name w:val="Normal Table"/><w:semiHidden/>
    <w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr>
  </w:style>
</w:styles>"""

SETTINGS = f"""
<w:settings {nsdecls("w")}>
  <w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>
  <w:characterSpacingControl w:val="doNotCompress"/>
  <w:compat><w:compatSetting w:name="compatibilityMode"
    w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
  <w:themeFontLang w:val="id-ID"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>
</w:settings>"""


def blank_document(kelas: str) -> Document:
    """An empty A4 document in the font of its class (`korespondensi`, `laporan`, `keputusan`).

    Margins 2 / 2.5 / 3 / 2 cm are those of Permendagri 1/2023 Pasal 34(2). The font is named in
    the document's defaults and in Normal only, where an office's own font is put.
    """
    doc = docx.Document()
    _drop_unused_parts(doc)
    doc.styles.element[:] = list(parse_xml(STYLES.format(font=FONTS[kelas])))
    doc.settings.element[:] = list(parse_xml(SETTINGS))
    section = doc.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(2), Cm(2.5)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.header_distance, section.footer_distance = Cm(1.25), Cm(1.25)
    return doc


def _drop_unused_parts(doc: Document) -> None:
    for rels in (doc.part.rels, doc.part.package.rels):
        for rel_id in [rel_id for rel_id, rel in rels.items() if rel.reltype not in KEPT_PARTS]:
            del rels[rel_id]
