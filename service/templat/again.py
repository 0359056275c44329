"""Making a filed letter once more from what was kept, to prove that it is the same."""

from dataclasses import dataclass, field, replace
from hashlib import sha256

from archive import entries
from archive.schema import arsip
from doc_templates.docx_text import docx_text
from service import drafts, freezing
from service.db import reading
from service.errors import NotFound, Refused
from service.workbench import Workbench


@dataclass(frozen=True)
class Again:
    """A letter that was made again; `sama` when it is the filed file, bit for bit."""

    docx: bytes = field(repr=False)
    sidik: str
    sama: bool
    kata_sama: bool

    @property
    def pesan(self) -> str:
        """Say how it compares with the filed one."""
        if self.sama:
            return f"Sama persis dengan DOCX yang diarsipkan. SHA-256 {self.sidik}."
        if self.kata_sama:
            return "Semua katanya sama, tetapi filenya tidak: Naskah sudah diperbarui sejak itu."
        return "Berbeda dari DOCX yang diarsipkan. Periksa arsip: naskah arsip verify."


def again(bench: Workbench, instansi_id: int, arsip_id: int) -> Again:
    """Make a letter again from its frozen values and the template of that time.

    NotFound for what was not made here; Refused for a letter whose template was not kept.
    """
    with reading(bench.engine) as conn:
        entry = entries.get(conn, instansi_id, arsip_id)
        if entry.draft_key is None:
            raise NotFound("Naskah ini diunggah, jadi tidak dapat dibuat ulang.")
        draft = drafts.get(conn, instansi_id, drafts.id_of(entry.draft_key))
        filed = [one for one in entries.files(conn, arsip_id) if one.peran == "docx"]
    sheet = freezing.thaw(bench, draft)
    if draft.snapshot is None or draft.snapshot["templat"] != sheet.kind.digest:
        raise Refused("Templat surat ini sudah berubah, dan yang dahulu tidak ikut disimpan.")
    making = bench if sheet.kind.daftar_isi else replace(bench, to_pdf=None)
    made = freezing.make(making, sheet).docx
    sidik = sha256(made).hexdigest()
    same = sidik in [one.digest for one in filed]
    words = same or docx_text(made) == docx_text(bench.store.read(filed[-1].digest))
    return Again(made, sidik, same, words)


def again_by_id(bench: Workbench, arsip_id: int) -> Again:
    """Do the same for a letter of any office. NotFound when there is none of this number."""
    with reading(bench.engine) as conn:
        found = entries.select_entries(conn, arsip.c.id == arsip_id)
    if not found:
        raise NotFound(f"Surat {arsip_id} tidak ada. Lihat: naskah arsip search KATA.")
    return again(bench, found[0].instansi_id, arsip_id)
