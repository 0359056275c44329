"""The paragraph styles of all templates, in one table. A document gets only those that it uses."""

from dataclasses import dataclass

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

SIGNER_CM = 7.0  # of the 16 cm between the margins: left of the middle, for names with titles

RULE = (
    f"<w:pBdr {nsdecls('w')}>"
    '<w:top w:val="thinThickSmallGap" w:sz="24" w:space="1" w:color="000000"/></w:pBdr>'
)


@dataclass(frozen=True)
class Look:
    """How a paragraph looks: sizes and spaces in points, indents in centimetres."""

    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT
    size: float | None = None
    bold: bool = False
    italic: bool = False
    underline: bool = False
    caps: bool = False  # printed in capitals, kept as typed
    before: float = 0
    after: float = 0
    line: float = 1.0
    left: float = 0
    first: float = 0
    keep_next: bool = False
    keep_lines: bool = False
    grey: bool = False
    rule: bool = False
    tabs: tuple[float, ...] = ()
    outline: int | None = None


LOOKS: dict[str, Look] = {
    "Kop Logo": Look(),
    "Kop Pemerintah": Look(WD_ALIGN_PARAGRAPH.CENTER, size=14, caps=True),
    "Kop Nama": Look(WD_ALIGN_PARAGRAPH.CENTER, size=18, bold=True, caps=True),
    "Kop Alamat": Look(WD_ALIGN_PARAGRAPH.CENTER, size=10),
    "Garis Kop": Look(size=4, before=3, after=6, rule=True),
    "Nomor Halaman": Look(WD_ALIGN_PARAGRAPH.CENTER, after=8),
    "Logika": Look(size=8, grey=True),
    "Isi": Look(WD_ALIGN_PARAGRAPH.JUSTIFY, after=6, line=1.15, first=1.25),
    "Isi Penutup": Look(
        WD_ALIGN_PARAGRAPH.JUSTIFY, before=6, after=14, line=1.15, first=1.25, keep_next=True
    ),
    "Isi Tabel": Look(),
    "Kepala Tabel": Look(WD_ALIGN_PARAGRAPH.CENTER, bold=True, before=1, after=1, keep_next=True),
    "Baris Keterangan": Look(after=2),
    "Jarak Tanda Tangan": Look(size=12, keep_next=True),
    "Judul Daftar": Look(WD_ALIGN_PARAGRAPH.CENTER, bold=True, before=16, after=8, keep_next=True),
    "Daftar Sel": Look(after=2, left=0.75, first=-0.75),
    "Isi Sel": Look(after=3),
    "Isi Tabel Kecil": Look(size=10),
    "Kepala Tabel Kecil": Look(
        WD_ALIGN_PARAGRAPH.CENTER, size=10, bold=True, before=1, after=1, keep_next=True
    ),
    "Jabatan Sel": Look(),
    "Pangkat Sel": Look(),
    "Nama Sel": Look(before=2, bold=True),
    "NIP Sel": Look(),
    "Tanggal Paraf": Look(before=50),
    "Jarak": Look(size=8),
    "Daftar": Look(WD_ALIGN_PARAGRAPH.JUSTIFY, after=3, line=1.15, left=0.75, first=-0.75),
    "Daftar Rapat": Look(left=0.75, first=-0.75),
    "Tanggal Kanan": Look(WD_ALIGN_PARAGRAPH.RIGHT),
    "Judul Naskah": Look(WD_ALIGN_PARAGRAPH.CENTER, size=14, bold=True, before=6, keep_next=True),
    "Judul Tanpa Nomor": Look(
        WD_ALIGN_PARAGRAPH.CENTER, size=14, bold=True, before=6, after=14, keep_next=True
    ),
    "Nomor Naskah": Look(WD_ALIGN_PARAGRAPH.CENTER, after=12, keep_next=True),
    "Jabatan Penanda Tangan": Look(left=SIGNER_CM, keep_next=True, keep_lines=True),
    "Nama Penanda Tangan": Look(
        left=SIGNER_CM, before=60, bold=True, underline=True, keep_next=True, keep_lines=True
    ),
    "Pangkat Penanda Tangan": Look(left=SIGNER_CM, keep_next=True, keep_lines=True),
    "NIP Penanda Tangan": Look(left=SIGNER_CM, keep_lines=True),
    "Jabatan Kolom": Look(keep_next=True, keep_lines=True),
    "Nama Kolom": Look(before=60, bold=True, underline=True, keep_next=True, keep_lines=True),
    "Pangkat Kolom": Look(keep_next=True, keep_lines=True),
    "NIP Kolom": Look(keep_lines=True),
    "Sesudah Tanda Tangan": Look(size=1),
    "Paraf Kepala": Look(
        WD_ALIGN_PARAGRAPH.CENTER, size=8, bold=True, before=1, after=1, keep_next=True
    ),
    "Paraf Jabatan": Look(size=8, keep_next=True),
    "Titik Nama Kolom": Look(before=60, keep_next=True, keep_lines=True),
    "Kepala Tembusan": Look(before=14, keep_next=True),
    "Tembusan": Look(left=0.75, first=-0.75, keep_lines=True),
    "Tembusan Bersama": Look(left=0.75, first=-0.75, keep_next=True, keep_lines=True),
    "Tembusan Tunggal": Look(keep_next=True, keep_lines=True),
    "Catatan": Look(size=10, left=2.8, first=-2.8, tabs=(2.5, 2.8), keep_next=True),
    "Kepala Lampiran": Look(left=SIGNER_CM, keep_next=True, keep_lines=True),
    "Rincian Lampiran": Look(left=9.3, first=-2.3, keep_next=True, tabs=(9, 9.3)),
    "Rincian": Look(after=2, left=3.2, first=-3.2, tabs=(2.9, 3.2)),
    "Rincian Lebar": Look(after=2, left=3.8, first=-3.8, tabs=(3.5, 3.8)),
    "Pilihan": Look(before=1, after=1, left=0.7, first=-0.7),
    "Kepala Sel": Look(after=3, keep_next=True),
    "heading 1": Look(
        WD_ALIGN_PARAGRAPH.CENTER,
        bold=True,
        before=0,
        after=12,
        line=1.15,
        keep_next=True,
        outline=0,
    ),
    "heading 2": Look(bold=True, before=10, after=6, line=1.15, keep_next=True, outline=1),
}


def use(doc: Document, name: str) -> str:
    """The style's name, after making sure that the document has it."""
    if name not in doc.styles:
        builtin = name.startswith("heading")
        style = doc.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=builtin)
        style.base_style = doc.styles["Normal"]
        _apply(style, LOOKS[name])
    return name


def _apply(style: ParagraphStyle, look: Look) -> None:
    _apply_font(style, look)
    _apply_spacing(style, look)
    style.quick_style = True
    properties = style.element.get_or_add_pPr()
    if look.rule:
        properties.insert_element_before(parse_xml(RULE), "w:spacing", "w:ind", "w:jc")
    if look.outline is not None:
        properties.append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{look.outline}"/>'))


def _apply_font(style: ParagraphStyle, look: Look) -> None:
    font = style.font
    font.size = Pt(look.size) if look.size else None
    font.bold = look.bold or None
    font.italic = look.italic or None
    font.underline = look.underline or None
    font.all_caps = look.caps or None
    if look.grey:
        font.color.rgb = RGBColor(0x80, 0x80, 0x80)


def _apply_spacing(style: ParagraphStyle, look: Look) -> None:
    shape = style.paragraph_format
    shape.alignment = look.align
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.line_spacing = look.line
    shape.left_indent, shape.first_line_indent = Cm(look.left), Cm(look.first)
    shape.keep_with_next, shape.keep_together = look.keep_next or None, look.keep_lines or None
    shape.widow_control = True
    for stop in look.tabs:
        shape.tab_stops.add_tab_stop(Cm(stop))
