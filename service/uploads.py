"""Files from outside: outputs made elsewhere, and signed copies coming back."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO
from zipfile import BadZipFile

from lxml.etree import XMLSyntaxError
from sqlalchemy.engine import Connection

from archive import entries, filing
from archive.entries import Filing, Lokasi, NewFile
from archive.errors import UploadRefused
from archive.secrecy import CLASSES, OPEN, class_of, joined
from archive.sniff import check_upload
from doc_templates import pdf
from doc_templates.docx_text import docx_text
from doc_templates.errors import UnreadablePdf
from service import board, drafts
from service.accounts import audit, readers
from service.accounts.actor import account_of
from service.db import reading, transaction
from service.errors import NotFound, Refused
from service.naming import MEDIA
from service.offices.profile import Office
from service.workbench import Workbench

KIND = "unggahan"
ANY = ("pdf", "docx", "xlsx", "jpg", "png")
PAPER = ("pdf", "jpg", "png")


@dataclass(frozen=True)
class Incoming:
    """A file as the browser sends it; `sifat` is the class that it is to be filed under."""

    nama: str
    stream: BinaryIO
    sifat: str = OPEN


def upload(
    bench: Workbench,
    office: Office,
    berkas_id: int,
    keluaran: str,
    incoming: Incoming,
    *,
    hal: str,
    tanggal: date,
    oleh: str,
) -> int:
    """File something made elsewhere as an output or a need of a step; give the entry's id.

    Of a class that is not Biasa, only whoever uploads it and the keepers read it.

    pdf, docx, xlsx, jpg and png are taken, byte for byte; UploadRefused otherwise.
    """
    with reading(bench.engine) as conn:
        procedure = board.read(conn, office, berkas_id).procedure
    found = procedure.output(keluaran) or procedure.need(keluaran)
    if found is None:
        raise NotFound(f"SOP berkas ini tidak punya keluaran atau kelengkapan “{keluaran}”.")
    step, out = found
    new = keep(bench, incoming, "unggahan", ANY)
    with transaction(bench.engine) as conn:
        entry = filing.file(
            conn,
            Filing(
                instansi_id=office.id,
                berkas_id=berkas_id,
                langkah=step.nomor,
                keluaran=out.slug,
                jenis=KIND,
                tanggal=tanggal,
                hal=hal.strip() or out.nama,
                text=f"{hal} {out.nama}\n{text_of(bench, new)}",
                ttd_wanted=False,
                sifat=class_of(incoming.sifat),
                pembaca=readers.of_maker(oleh),
                files=[new],
                oleh=oleh,
                pada=bench.stamp(),
            ),
        )
        facts = {"berkas": berkas_id, "keluaran": out.slug, "sha256": new.digest}
        facts |= {"sifat": entry.sifat} if entry.closed else {}
        _note(conn, bench, office, entry.id, "unggah", oleh, facts)
    return entry.id


def sign(
    bench: Workbench,
    office: Office,
    arsip_id: int,
    pages: Sequence[Incoming],
    *,
    tanggal_ttd: date,
    tanggal_kembali: date | None,
    oleh: str,
) -> None:
    """Join the signed copy to its entry: one PDF, or pictures of its pages in order."""
    if not pages:
        raise Refused("Pilih dulu berkas hasil pindai atau foto surat yang sudah ditandatangani.")
    with reading(bench.engine) as conn:
        if entries.get(conn, office.id, arsip_id).state == "batal":
            raise Refused("Surat ini sudah dibatalkan, sehingga tidak dapat ditandatangani.")
    _check_dates(tanggal_ttd, tanggal_kembali, office.today(bench.now()))
    kept = [keep(bench, page, "ttd", PAPER) for page in pages]
    with transaction(bench.engine) as conn:
        filing.sign(
            conn,
            arsip_id,
            kept,
            tanggal_ttd=tanggal_ttd,
            tanggal_kembali=tanggal_kembali,
            oleh=oleh,
            pada=bench.stamp(),
        )
        facts = {"tanggal_ttd": tanggal_ttd.isoformat(), "sha256": [one.digest for one in kept]}
        _note(conn, bench, office, arsip_id, "tanda-tangan", oleh, facts)


def classify(bench: Workbench, office: Office, arsip_id: int, sifat: str, *, oleh: str) -> None:
    """Put a document into another class; who may read a closed one follows from the letter."""
    if sifat not in CLASSES:
        raise Refused("Pilih sifatnya: Biasa, Terbatas, Rahasia, atau Sangat Rahasia.")
    with transaction(bench.engine) as conn:
        entry = entries.get(conn, office.id, arsip_id)
        makers = [account_of(oleh)]
        if entry.draft_key:
            makers.append(drafts.get(conn, office.id, drafts.id_of(entry.draft_key)).pengguna_id)
        kept = entries.snapshot(conn, arsip_id)
        found = readers.named(conn, office.id, kept, entry.tujuan, makers)
        pembaca = joined([*found.split(), *entry.pembaca.split()])
        filing.classify(conn, arsip_id, sifat, pembaca)
        facts = {"dari": entry.sifat, "menjadi": sifat}
        _note(conn, bench, office, arsip_id, "ubah-sifat", oleh, facts)


def place(bench: Workbench, office: Office, arsip_id: int, lokasi: Lokasi, *, oleh: str) -> None:
    """Note where the paper of an entry lies."""
    with transaction(bench.engine) as conn:
        entries.get(conn, office.id, arsip_id)
        filing.move(conn, arsip_id, lokasi)
        _note(conn, bench, office, arsip_id, "lokasi", oleh, dict(vars(lokasi)))


def keep(bench: Workbench, incoming: Incoming, peran: str, allowed: Sequence[str]) -> NewFile:
    """Put a file on the disk after a look at what it really is. Raises UploadRefused."""
    seen = check_upload(incoming.nama, incoming.stream)
    if seen.akhiran not in allowed:
        wanted = ", ".join(allowed).upper()
        raise UploadRefused(incoming.nama, f"di sini hanya diterima {wanted}.")
    digest = bench.store.put(incoming.stream)
    return NewFile(peran, digest, incoming.nama, seen.media_type, seen.ukuran)


def text_of(bench: Workbench, new: NewFile) -> str:
    """Give the words inside, for the search; a scan, picture or damaged file has none."""
    data = bench.store.read(new.digest)
    try:
        if new.media_type == MEDIA["pdf"]:
            return pdf.text(data)
        return docx_text(data) if new.media_type == MEDIA["docx"] else ""
    except (UnreadablePdf, BadZipFile, zlib.error, XMLSyntaxError, KeyError):
        return ""


def _check_dates(signed: date, back: date | None, today: date) -> None:
    if signed > today or (back is not None and back > today):
        raise Refused("Tanggal tanda tangan dan tanggal kembali tidak boleh sesudah hari ini.")
    if back is not None and back < signed:
        raise Refused("Tanggal kembali tidak boleh sebelum tanggal tanda tangan.")


def _note(
    conn: Connection,
    bench: Workbench,
    office: Office,
    arsip_id: int,
    what: str,
    oleh: str,
    facts: Mapping[str, object],
) -> None:
    deed = audit.Deed(oleh, what, f"arsip/{arsip_id}", facts)
    audit.record(conn, office.id, deed, pada=bench.stamp())
