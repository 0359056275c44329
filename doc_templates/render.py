"""A kind and its values into a DOCX: strict, escaped, sandboxed, complete, reproducible."""

from collections.abc import Mapping, Sequence
from datetime import date

from doc_templates.catalog import Kind, describe
from doc_templates.completeness import lost
from doc_templates.convert import filler
from doc_templates.dress import Look
from doc_templates.errors import LostText
from doc_templates.filling import fill as here
from doc_templates.filling.order import Filled, Order
from doc_templates.office import Instansi
from doc_templates.shapes import Field, Heading
from doc_templates.signing import signers
from doc_templates.values import Value

KOP_FONT = "korespondensi"  # the class of documents whose font the kop has everywhere
_UNDATED = date(2000, 1, 1)
NUMBER = Field("nomor_surat", "Nomor surat")
"""What every letter prints besides its own fields."""


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
    return fill(kind, values, instansi, nomor_surat=nomor_surat, daftar_isi=daftar_isi).docx


def fill(
    kind: Kind,
    values: Mapping[str, Value],
    instansi: Instansi,
    *,
    nomor_surat: str,
    daftar_isi: Sequence[Heading] = (),
) -> Filled:
    """The same with its words and its headings, which are known by then.

    Only a template that came with Naskah is filled in this process; one that an office uploaded
    is filled by a worker that may take no more than its share.
    """
    supplied = {**values, "nomor_surat": nomor_surat}
    order = order_of(kind, supplied, instansi, daftar_isi)
    filled = here.fill(order) if kind.bawaan else filler.fill(order)
    missing = lost((*kind.fields, NUMBER), supplied, filled.text)
    if missing:
        raise LostText(missing)
    return filled


def order_of(
    kind: Kind, supplied: Mapping[str, Value], instansi: Instansi, daftar_isi: Sequence[Heading]
) -> Order:
    """What a filler is handed for a letter whose number is among its values."""
    noted = describe(kind, supplied)
    context = signers(supplied, instansi.tata.gaya(kind.slug, kind.kelas))
    return Order(
        nama=kind.nama,
        docx=kind.docx,
        look=look(kind, instansi),
        context={**context, "instansi": instansi, "daftar_isi": list(daftar_isi)},
        judul=noted.hal or kind.nama,
        penulis=instansi.nama,
        tanggal=noted.tanggal or _UNDATED,
    )


def look(kind: Kind, instansi: Instansi) -> Look:
    """How the letters of a kind look in an office."""
    own = kind.kertas == "instansi"
    return Look(
        kertas=instansi.kertas if own else kind.kertas,
        tata=instansi.tata,
        tepi=own,
        klausul=instansi.tata.footer(kind.slug, kind.kelas),
        huruf=instansi.huruf.get(kind.kelas, ""),
        huruf_kop=instansi.huruf.get(KOP_FONT, ""),
        logo=instansi.logo,
        teks_logo=f"Logo {instansi.nama}",
    )
