"""Copies of an output that are handed over: to whom, when, how, and the receipt that came back."""

from dataclasses import dataclass, replace
from datetime import date

from archive import dossier, filing
from archive.entries import Entry, Filing
from service import uploads
from service.db import reading
from service.errors import NotFound, Refused
from service.offices.profile import Office
from service.sop import tindakan
from service.sop.tindakan import Penyampaian
from service.steps import opened
from service.uploads import Incoming
from service.workbench import Workbench

WAYS = ("Diantar", "Diambil", "Pos", "Pos-el", "Aplikasi")
MOST = 999  # copies of one paper


@dataclass(frozen=True)
class Handing:
    """What somebody types about a delivery; `bukti` is the scan of the receipt, if there is one."""

    kepada: str
    tanggal: date
    cara: str
    jumlah: int = 1
    penerima: str = ""
    bukti: Incoming | None = None


def hand_over(
    bench: Workbench, office: Office, berkas_id: int, keluaran: str, given: Handing, *, oleh: str
) -> None:
    """Write down that copies of the newest paper of an output were handed over.

    The receipt is filed in the same dossier, byte for byte. Raises NotFound, Refused, BerkasClosed,
    UploadRefused.
    """
    with reading(bench.engine) as conn:
        dossier.get_berkas(conn, office.id, berkas_id)
    _check(given, office.today(bench.now()))
    kept = uploads.keep(bench, given.bukti, "unggahan", uploads.PAPER) if given.bukti else None
    facts = {"keluaran": keluaran, "kepada": given.kepada, "tanggal": given.tanggal.isoformat()}
    with opened(bench, office, berkas_id, "sampaikan", facts, oleh) as (conn, seen):
        found = seen.slot(keluaran)
        if found is None:
            raise NotFound(f"SOP berkas ini tidak punya keluaran “{keluaran}”.")
        row, slot = found
        if not slot.entries or not slot.present:
            raise Refused("Belum ada naskah yang dapat disampaikan. Terbitkan atau unggah dahulu.")
        paper = slot.entries[0]
        new = _written(row.langkah.nomor, keluaran, paper.id, given, oleh)
        if kept is not None:
            receipt = replace(_receipt(paper, given, row.langkah.nomor), files=[kept])
            entry = filing.file(conn, replace(receipt, oleh=oleh, pada=bench.stamp()))
            new = replace(new, bukti_id=entry.id)
        tindakan.hand_over(conn, office.id, berkas_id, new, pada=bench.stamp())


def _check(given: Handing, today: date) -> None:
    faults = []
    if not given.kepada.strip():
        faults.append("Tulis kepada siapa naskah disampaikan.")
    if given.cara not in WAYS:
        faults.append(f"Pilih cara penyampaian: {', '.join(WAYS)}.")
    if not 1 <= given.jumlah <= MOST:
        faults.append(f"Jumlah salinan harus 1 sampai {MOST}.")
    if given.tanggal > today:
        faults.append("Tanggal penyampaian tidak boleh sesudah hari ini.")
    if faults:
        raise Refused(" ".join(faults))


def _written(nomor: int, keluaran: str, arsip_id: int, given: Handing, oleh: str) -> Penyampaian:
    return Penyampaian(
        langkah=nomor,
        keluaran=keluaran,
        arsip_id=arsip_id,
        kepada=given.kepada.strip(),
        tanggal=given.tanggal,
        cara=given.cara,
        jumlah=given.jumlah,
        penerima=given.penerima.strip(),
        oleh=oleh,
    )


def _receipt(paper: Entry, given: Handing, nomor: int) -> Filing:
    """Describe the receipt as an entry that is the output of no step."""
    said = f"Bukti penerimaan {paper.hal}, {given.kepada.strip()}"
    return Filing(
        instansi_id=paper.instansi_id,
        berkas_id=paper.berkas_id,
        langkah=nomor,
        jenis=uploads.KIND,
        tanggal=given.tanggal,
        hal=said,
        text=f"{said} {given.penerima}",
        ttd_wanted=False,
        oleh="",
        pada="",
    )
