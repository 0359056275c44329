"""A kind and its values into a DOCX: strict, escaped, sandboxed, complete, reproducible."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date

from docx.exceptions import PythonDocxError
from docx.image.exceptions import UnrecognizedImageError
from docx.opc.exceptions import OpcError
from docx.shared import Mm
from docxtpl import InlineImage

from doc_templates import dress
from doc_templates.catalog import Kind, describe
from doc_templates.completeness import lost
from doc_templates.docx_text import docx_text
from doc_templates.errors import LostText, TemplateFault
from doc_templates.filling import StrictTemplate
from doc_templates.office import Instansi
from doc_templates.repack import repack
from doc_templates.sandbox import LetterEnvironment
from doc_templates.shapes import Field, Heading
from doc_templates.signing import signers
from doc_templates.values import Value

KOP_FONT = "korespondensi"  # the class of documents whose font the kop has everywhere
_UNDATED = date(2000, 1, 1)
_NUMBER = Field("nomor_surat", "Nomor surat")


def render(
    kind: Kind,
    values: Mapping[str, Value],
    instansi: Instansi,
    *,
    nomor_surat: str,
    daftar_isi: Sequence[Heading] = (),
) -> bytes:
    """The filled DOCX.

    Raises TemplateFault when the template is at fault, LostText when a value was not printed.
    """
    template = _open(kind)
    supplied = {**values, "nomor_surat": nomor_surat}
    logo = (
        InlineImage(template, io.BytesIO(instansi.logo), height=Mm(instansi.tata.logo_tinggi))
        if instansi.logo
        else ""
    )
    context = signers(supplied, instansi.tata.gaya(kind.slug, kind.kelas))
    more = {"instansi": instansi, "daftar_isi": list(daftar_isi), "logo": logo}
    try:
        template.render(context | more, LetterEnvironment())
    except UnrecognizedImageError as error:
        raise TemplateFault("Logo kantor bukan gambar PNG atau JPG. Ganti logonya.") from error
    docx = _finish(template, kind, values, instansi)
    missing = lost((*kind.fields, _NUMBER), supplied, docx_text(docx))
    if missing:
        raise LostText(missing)
    return docx


def _open(kind: Kind) -> StrictTemplate:
    template = StrictTemplate(io.BytesIO(kind.docx))
    try:
        template.init_docx()
    except (zipfile.BadZipFile, OpcError, PythonDocxError, KeyError, ValueError) as error:
        raise TemplateFault(
            f"template.docx untuk {kind.nama} tidak dapat dibuka. Simpan ulang dari Word."
        ) from error
    return template


def _finish(
    template: StrictTemplate, kind: Kind, values: Mapping[str, Value], instansi: Instansi
) -> bytes:
    """Paper, font, language and properties, then the bytes."""
    document, noted = template.docx, describe(kind, values)
    dress.set_paper(document, instansi.kertas if kind.kertas == "instansi" else kind.kertas)
    if kind.kertas == "instansi":
        dress.set_margins(document, instansi.tata)
    dress.set_kop(document, instansi.tata)
    dress.set_footer(document, instansi.tata.footer(kind.slug, kind.kelas))
    if kind.kelas in instansi.huruf:
        dress.set_font(document, instansi.huruf[kind.kelas])
    if KOP_FONT in instansi.huruf:
        dress.set_kop_font(document, instansi.huruf[KOP_FONT])
    dress.set_language(document)
    dress.set_properties(document, noted.hal or kind.nama, instansi.nama, noted.tanggal or _UNDATED)
    target = io.BytesIO()
    template.save(target)
    return repack(target.getvalue())
