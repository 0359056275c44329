"""An edition of a procedure as a document, through the same templates as letters."""

from collections.abc import Sequence

from doc_templates import fields
from doc_templates.produce import Product, produce
from service.offices import profile
from service.offices.people import as_given
from service.offices.profile import Office
from service.sop.editions import Edition
from service.sop.procedure import Identitas, Langkah
from service.workbench import Workbench

KIND = "sop"


def make(bench: Workbench, office: Office, edition: Edition) -> Product:
    """Print an edition; its PDF is None, with the reason, when LibreOffice is down."""
    kind, procedure = bench.catalog.get(KIND), edition.procedure()
    identity = procedure.identitas
    total = str(procedure.total) if any(step.waktu for step in procedure.langkah) else ""
    raw = {
        "judul": procedure.judul,
        "edisi": f"edisi {edition.edisi}",
        "tanggal_cetak": office.today(bench.now()).isoformat(),
        "sampul": list(identity.sampul) or [procedure.judul, procedure.penerbit],
        "identitas": _identity(identity),
        "pasangan": _pairs(identity),
        "bagian": [{"judul": one.judul, "isi": one.isi.strip()} for one in procedure.bagian],
        "langkah": [_step(step) for step in procedure.langkah],
        "jumlah_waktu": total,
    }
    values = fields.check(
        kind.fields, raw, find_pegawai=as_given, glyphs=lambda _text: [], dated=None
    )
    letterhead = profile.letterhead_of(office, bench.store)
    return produce(kind, values, letterhead, nomor_surat="", to_pdf=bench.to_pdf)


def _identity(one: Identitas) -> list[dict[str, str]]:
    signer = (one.disahkan_oleh, one.nama_pengesah, one.pangkat_pengesah)
    nip = f"NIP. {one.nip_pengesah}" if one.nip_pengesah else ""
    lines = (
        ("Nomor SOP", one.nomor),
        ("Tanggal Pembuatan", one.tanggal_pembuatan),
        ("Tanggal Revisi", one.tanggal_revisi),
        ("Tanggal Pengesahan", one.tanggal_pengesahan),
        ("Disahkan oleh", ", ".join(part for part in (*signer, nip) if part)),
        ("Nama SOP", one.nama_sop),
        ("Unit", one.unit),
        ("Masa Berlaku", one.masa_berlaku),
    )
    return [{"label": label, "isi": isi} for label, isi in lines]


def _pairs(one: Identitas) -> list[dict[str, str]]:
    rows = (
        ("Dasar Hukum", one.dasar_hukum, "Kualifikasi Pelaksana", one.kualifikasi),
        ("Keterkaitan", one.keterkaitan, "Peralatan/Perlengkapan", one.peralatan),
        ("Peringatan", one.peringatan, "Pencatatan dan Pendataan", one.pencatatan),
    )
    return [
        {"kiri": kiri, "isi_kiri": _listed(left), "kanan": kanan, "isi_kanan": _listed(right)}
        for kiri, left, kanan, right in rows
    ]


def _step(step: Langkah) -> dict[str, str]:
    decision = step.keputusan
    asked = f"{decision.tanya} Tidak: kembali ke langkah {decision.tidak}." if decision else ""
    outputs = step.tertulis or "\n".join(out.nama for out in step.keluaran)
    return {
        "nomor": str(step.nomor),
        "uraian": step.uraian,
        "pelaksana": "\n".join(one.nama for one in step.pelaksana),
        "kelengkapan": "\n".join(one.nama for one in step.kelengkapan),
        "waktu": step.waktu,
        "keluaran": outputs,
        "keterangan": "\n".join(part for part in (step.keterangan, asked) if part),
    }


def _listed(lines: Sequence[str]) -> str:
    return "\n".join(f"{place}. {line}" for place, line in enumerate(lines, 1))
