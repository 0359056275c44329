"""A prepared template is used only when its sample prints the same as that of the original."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace

from lxml import etree

from doc_templates.catalog import Kind
from doc_templates.convert.intake import refuse_unfit
from doc_templates.office import Instansi
from doc_templates.preparing.package import lighten
from doc_templates.preparing.pictures import logo_for_print
from doc_templates.preparing.sameness import difference
from doc_templates.produce import ToPdf, produce
from doc_templates.values import Value

NUMBER = "000/1/2026"


@dataclass(frozen=True)
class Outcome:
    """The prepared template.docx; without one the original is used, and `alasan` says why."""

    docx: bytes | None
    alasan: str = ""


def prepare(kind: Kind, values: Mapping[str, Value], instansi: Instansi, to_pdf: ToPdf) -> Outcome:
    """Prepares a template and proves it with these values in the letterhead of this office.

    Raises what filling raises (TemplateFault, LostText), and ConversionFailed for a template that
    is not fit to be opened (ditolak), or when LibreOffice does not work.
    """
    refuse_unfit(kind.docx)
    try:
        light = lighter(kind, lighten(kind.docx))
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, ValueError):
        return Outcome(None, "Templatnya tidak dapat diurai. Simpan ulang dari Word.")
    head = with_light_logo(instansi)
    if light.docx != kind.docx or head.logo != instansi.logo:
        before = _printed(kind, values, instansi, to_pdf)
        differs = difference(before, _printed(light, values, head, to_pdf))
        if differs:
            return Outcome(None, differs)
    return Outcome(light.docx)


def lighter(kind: Kind, docx: bytes) -> Kind:
    """The same kind with another template, under a digest of its own."""
    return replace(kind, docx=docx, digest=f"{kind.digest}-ringkas")


def with_light_logo(instansi: Instansi) -> Instansi:
    """The same office, its logo as it is printed."""
    if instansi.logo is None:
        return instansi
    return replace(instansi, logo=logo_for_print(instansi.logo, instansi.tata.logo_tinggi))


def _printed(kind: Kind, values: Mapping[str, Value], instansi: Instansi, to_pdf: ToPdf) -> bytes:
    nomor_surat = NUMBER if kind.nomor == "ya" else ""
    return to_pdf(produce(kind, values, instansi, nomor_surat=nomor_surat, to_pdf=None).docx)
