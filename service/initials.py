"""The archive copy that goes round for initials: the letter as filed, with a table for them."""

from dataclasses import dataclass

from archive import entries, filing
from archive.entries import NewFile
from doc_templates.paraf import with_initials
from doc_templates.preflight import only_number
from doc_templates.produce import Product, convert
from service import naming
from service.accounts import audit
from service.db import reading, transaction
from service.errors import NotFound, Refused
from service.offices.profile import Office
from service.workbench import Workbench

PARAF = "paraf"  # the role of the copy among an entry's files


@dataclass(frozen=True)
class Original:
    """The DOCX that goes round, the number in it, and the post of who signs it."""

    docx: bytes
    nomor_surat: str
    jabatan: str


def copy(bench: Workbench, office: Office, original: Original) -> Product:
    """Print a letter once more with a table for initials; who signs it doesn't initial it.

    Refused when the office has not said who initials letters.
    """
    posts = [post for post in office.profil.tata.paraf if post != original.jabatan]
    if not posts:
        raise Refused(
            "Belum ada jabatan yang memaraf surat ini. Isi dahulu di Pengaturan › Tata naskah."
        )
    expected = only_number(original.nomor_surat)
    return convert(with_initials(original.docx, posts), expected, bench.to_pdf)


def filed_copy(bench: Workbench, office: Office, arsip_id: int, *, oleh: str) -> NewFile:
    """Give the copy of a filed letter, made and filed with its entry when it is first asked for.

    Without LibreOffice it is a DOCX. NotFound for what was not made here.
    """
    with reading(bench.engine) as conn:
        entry = entries.get(conn, office.id, arsip_id)
        files = entries.files(conn, arsip_id)
        kept = entries.snapshot(conn, arsip_id)
    there = [one for one in files if one.peran == PARAF]
    made_here = [one for one in files if one.peran == "docx"]
    if there:
        return there[-1]
    if not made_here:
        raise NotFound("Naskah ini diunggah, jadi tidak ada salinan untuk diparaf.")
    printed = kept.get("nomor_kosong") if "cetakan" in kept else entry.nomor_surat
    docx = bench.store.read(made_here[-1].digest)
    product = copy(bench, office, Original(docx, str(printed or ""), signing_post(kept)))
    suffix, data = ("pdf", product.pdf) if product.pdf else ("docx", product.docx)
    name = f"{made_here[-1].nama.removesuffix('.docx')} - paraf.{suffix}"
    new = NewFile(PARAF, bench.store.put(data), name, naming.MEDIA[suffix], len(data))
    with transaction(bench.engine) as conn:
        filing.add_file(conn, arsip_id, new, oleh=oleh, pada=bench.stamp())
        deed = audit.Deed(oleh, "salinan-paraf", f"arsip/{arsip_id}", {"sha256": new.digest})
        audit.record(conn, office.id, deed, pada=bench.stamp())
    return new


def signing_post(kept: object) -> str:
    """Give the post in which a frozen letter is signed."""
    people = kept.get("pegawai", {}) if isinstance(kept, dict) else {}
    signer = people.get("penandatangan", {})
    return str(signer.get("jabatan_pelaksana") or signer.get("jabatan") or "")
