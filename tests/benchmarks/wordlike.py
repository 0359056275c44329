"""A template as offices have them: made in Word, with all its styles and a large clear logo.

It stands for what is not prepared, so it is kept as it is: 164 styles, a logo of 400 × 400 dots
that is transparent, a letterhead, a table of five columns, a signature, and a footer.
"""

import io
from pathlib import Path

import docx
from docx.document import Document
from docx.shared import Mm
from PIL import Image, ImageDraw

SLUG = "surat-gaya-word"
DOTS = 400
COLUMNS = ("nama", "jabatan", "unit", "indikator", "capaian")

_HEAD = """\
nama = "Surat gaya Word"
keterangan = "Templat yang tidak disiapkan, untuk mengukur"
nomor = "ya"
buku = "surat-keluar"
kode_klasifikasi = "000.8.6.3"

[arsip]
hal = "{hal}"
tujuan = "{tujuan}"
dari_tanggal = "tanggal_surat"
"""
_FIELDS = (
    ("hal", "teks"),
    ("tujuan", "teks"),
    ("tanggal_surat", "tanggal"),
    ("isi", "paragraf"),
    ("penandatangan", "pegawai"),
)
_SAMPLE = """\
hal = "Permintaan data capaian kinerja"
tujuan = "Para Kepala Seksi"
tanggal_surat = "2026-03-05"
isi = \"\"\"
Menindaklanjuti penyusunan laporan kinerja, kami mohon bantuan Saudara untuk menyampaikan data
capaian indikator pada unit kerja masing-masing beserta dokumen pendukungnya.

Data disampaikan paling lambat lima hari kerja sejak surat ini diterima, dalam bentuk cetak dan
salinan digital, kepada Subbagian Perencanaan.
\"\"\"
penandatangan = "197203141998031001"
"""


def write(templates: Path) -> str:
    """Write the kind's folder; give its slug."""
    folder = templates / SLUG
    folder.mkdir(parents=True)
    fields = "".join(_field(name, jenis) for name, jenis in _FIELDS)
    rows = "".join(_field(name, "teks", "[[isian.kolom]]") for name in COLUMNS)
    table = _field("rincian", "daftar") + rows
    (folder / "template.toml").write_text(_HEAD + fields + table, "utf-8")
    cells = "\n".join(f'{name} = "{name.title()} CONTOH"' for name in COLUMNS)
    sample = _SAMPLE + "".join(f"\n[[rincian]]\n{cells}\n" for _ in range(6))
    (folder / "contoh.toml").write_text(sample, "utf-8")
    _template().save(str(folder / "template.docx"))
    return SLUG


def logo() -> bytes:
    """An emblem on nothing, as logos are found on the web."""
    drawn = Image.new("RGBA", (DOTS, DOTS))
    pen = ImageDraw.Draw(drawn)
    for ring in range(12):
        edge = 10 + 15 * ring
        box = (edge, edge, DOTS - edge, DOTS - edge)
        pen.ellipse(box, fill=(20 * ring, 90 + 10 * ring, 180 - 12 * ring, 255 - 8 * ring))
    target = io.BytesIO()
    drawn.save(target, "PNG")
    return target.getvalue()


def _template() -> Document:
    document = docx.Document()
    document.styles["Normal"].font.name = "Arial"
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(330)
    head = document.add_table(1, 2).rows[0].cells
    head[0].paragraphs[0].add_run().add_picture(io.BytesIO(logo()), height=Mm(22))
    head[1].text = "{{ instansi.pemerintah }}\n{{ instansi.nama }}"
    for line in ("Nomor: {{ nomor_surat }}", "{{ tanggal_surat }}", "Hal: {{ hal }}"):
        document.add_paragraph(line)
    document.add_paragraph("Yth. {{ tujuan }}")
    for line in ("{%p for alinea in isi %}", "{{ alinea }}", "{%p endfor %}"):
        document.add_paragraph(line)
    _rows(document)
    document.add_paragraph("{{ penandatangan.jabatan }}")
    document.add_paragraph("{{ penandatangan.nama_lengkap }}")
    document.sections[0].footer.paragraphs[0].text = "{{ instansi.nama }}"
    return document


def _rows(document: Document) -> None:
    table = document.add_table(4, len(COLUMNS), style="Table Grid")
    for cell, name in zip(table.rows[0].cells, COLUMNS, strict=True):
        cell.text = name.title()
    table.rows[1].cells[0].text = "{%tr for baris in rincian %}"
    for cell, name in zip(table.rows[2].cells, COLUMNS, strict=True):
        cell.text = f"{{{{ baris.{name} }}}}"
    table.rows[3].cells[0].text = "{%tr endfor %}"


def _field(name: str, jenis: str, table: str = "[[isian]]") -> str:
    label = name.replace("_", " ").capitalize()
    return f'\n{table}\nnama = "{name}"\nlabel = "{label}"\njenis = "{jenis}"\n'
