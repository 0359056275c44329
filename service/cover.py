"""The dossier's cover with its contents, and the note for whoever opens the zip."""

from collections.abc import Sequence
from dataclasses import dataclass

from archive.entries import Entry
from doc_templates import fields
from doc_templates.produce import Product, produce
from service import decided, matriks
from service.board import Board
from service.offices import profile
from service.offices.people import as_given
from service.offices.profile import Office
from service.templat import versions
from service.workbench import Workbench

KIND = "sampul-berkas"
WINDOWS_CHECK = (
    "  Get-Content manifest-sha256.txt -Encoding UTF8 | ForEach-Object { "
    "$sidik, $file = $_ -split '  ', 2; "
    'if ((Get-FileHash -LiteralPath $file).Hash -ne $sidik) { "RUSAK: $file" } }'
)
SAID = {
    "ditandatangani": "salinan bertanda tangan",
    "terbit": "belum ditandatangani",
    "batal": "dibatalkan",
}


@dataclass(frozen=True)
class Line:
    """One line of the contents; `halaman` is empty for what is not in the merged PDF."""

    langkah: str
    dokumen: str
    entry: Entry
    keterangan: str
    halaman: str


@dataclass(frozen=True)
class Notes:
    """What whoever opens the zip must know: what the merged PDF lacks, and what is closed."""

    skipped: Sequence[str]
    closed: Sequence[str] = ()


def make(
    bench: Workbench, office: Office, seen: Board, lines: Sequence[Line], jejak: str
) -> Product:
    """Make the cover as a document of its own kind, through the same templates as letters.

    `jejak` is the head of the office's audit trail, so that the paper anchors it.
    """
    kind = versions.kind_for(bench, office.id, KIND)
    raw = {
        "judul": seen.berkas.judul,
        "sop": f"{seen.procedure.judul}, {seen.procedure.penerbit}",
        "periode": seen.berkas.kurun_waktu,
        "kode_klasifikasi": seen.berkas.kode_klasifikasi,
        "tanggal_ekspor": office.today(bench.now()).isoformat(),
        "isi": [_row(line) for line in lines],
        "kurang": list(seen.missing),
        "matriks": [_cell(one) for one in matriks.cells(seen)],
        "keputusan": [_decision(one) for one in decided.decisions(seen, office.profil.timezone)],
        "penyampaian": [_delivery(one) for one in decided.deliveries(seen)],
        "jejak": jejak,
    }
    values = fields.check(
        kind.fields, raw, find_pegawai=as_given, glyphs=lambda _text: [], dated=None
    )
    letterhead = profile.letterhead_of(office, bench.store)
    return produce(kind, values, letterhead, nomor_surat="", to_pdf=bench.to_pdf)


def state_of(entry: Entry) -> str:
    """Say in words where a document stands."""
    if entry.state == "terbit" and not entry.ttd_wanted:
        return "konsep" if entry.draft_key else "berkas unggahan"
    return SAID[entry.state]


def read_me(office: Office, seen: Board, notes: Notes) -> str:
    """Write the note that explains the zip to someone who has never seen Naskah."""
    missing = [f"- {line}" for line in seen.missing] or ["Tidak ada: berkas ini lengkap."]
    skipped = [f"- {line}" for line in notes.skipped]
    shut = [f"- {line}" for line in notes.closed]
    return "\n".join(
        [
            seen.berkas.judul,
            f"{office.profil.pemerintah}, {office.profil.nama}",
            f"SOP: {seen.procedure.judul.removeprefix('SOP ')}",
            f"Kurun waktu: {seen.berkas.kurun_waktu}",
            "",
            "ISI PAKET INI",
            "Buka folder “data”. Di dalamnya:",
            "- 00 Berkas lengkap (salinan baca).pdf: semua dokumen dalam satu PDF, dengan sampul,",
            "  daftar isi, dan penanda halaman.",
            "- 00 Daftar isi berkas.xlsx: daftar semua dokumen beserta nomor dan tanggalnya.",
            "- 00 Matriks kelengkapan.xlsx: setiap langkah dengan kelengkapan dan keluarannya,",
            "  keadaannya, dan alasannya; juga keputusan dan penyampaiannya, bila ada.",
            "- 00 Yang belum lengkap.txt: apa yang belum ada atau belum ditandatangani.",
            "- Satu folder untuk tiap langkah SOP. Salinan bertanda tangan berada paling depan,",
            "  lalu naskah PDF dan Word-nya. Foto atau pindaian per halaman disimpan apa adanya",
            "  di folder “pindaian asli”.",
            "",
            "YANG BELUM LENGKAP",
            *missing,
            *(["", "TIDAK IKUT DALAM PDF GABUNGAN", *skipped] if skipped else []),
            *(["", "DOKUMEN TERTUTUP", *shut] if shut else []),
            "",
            "MEMERIKSA KEUTUHAN",
            "Paket ini mengikuti susunan BagIt 1.0 (RFC 8493). Setiap file tercatat di",
            "manifest-sha256.txt dengan sidik SHA-256-nya. Bila tidak ada yang berubah, perintah",
            "di bawah ini tidak menampilkan satu pun RUSAK atau FAILED.",
            "Windows (PowerShell, dari folder ini):",
            WINDOWS_CHECK,
            "Linux atau macOS (terminal, dari folder ini):",
            "  sha256sum -c manifest-sha256.txt",
            "",
        ]
    )


def _cell(one: matriks.Cel) -> dict[str, str]:
    return {
        "langkah": str(one.row.langkah.nomor),
        "jenis": one.jenis,
        "nama": one.nama,
        "keadaan": one.keadaan,
        "keterangan": one.keterangan,
    }


def _decision(one: decided.Decision) -> dict[str, str]:
    return {
        "langkah": str(one.langkah),
        "tanggal": one.tanggal.isoformat(),
        "keputusan": one.keputusan,
        "catatan": one.catatan,
        "oleh": one.oleh,
    }


def _delivery(one: decided.Delivery) -> dict[str, str]:
    received = f"{one.kepada}, diterima {one.penerima}" if one.penerima else one.kepada
    return {
        "langkah": str(one.langkah),
        "dokumen": one.dokumen,
        "tanggal": one.tanggal.isoformat(),
        "kepada": received,
        "jumlah": str(one.jumlah),
        "cara": one.cara,
    }


def _row(line: Line) -> dict[str, str]:
    return {
        "langkah": line.langkah,
        "dokumen": line.dokumen,
        "nomor": line.entry.nomor_surat or "",
        "tanggal": line.entry.tanggal.isoformat(),
        "keterangan": line.keterangan,
        "halaman": line.halaman,
    }
