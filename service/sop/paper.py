"""An edition of a procedure as a document, through the same templates as letters."""

from doc_templates import fields
from doc_templates.produce import Product, produce
from service.offices import profile
from service.offices.people import as_given
from service.offices.profile import Office
from service.sop.editions import Edition
from service.sop.procedure import Identitas, Langkah, Procedure
from service.templat import versions
from service.workbench import Workbench

KIND = "sop"


def make(bench: Workbench, office: Office, edition: Edition) -> Product:
    """Print an edition; its PDF is None, with the reason, when LibreOffice is down."""
    kind, procedure = versions.kind_for(bench, office.id, KIND), edition.procedure()
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
        "pelaksana": [one.nama for one in procedure.pelaksana],
        "langkah": [_step(step, procedure) for step in procedure.langkah],
        "jumlah_waktu": total,
        **_approval(identity),
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
        ("Disahkan oleh", "\n".join(part for part in (*signer, nip) if part)),
        ("Nama SOP", one.nama_sop),
    )
    more = (("Unit", one.unit), ("Masa Berlaku", one.masa_berlaku))
    told = (*lines, *((label, isi) for label, isi in more if isi))
    return [{"label": label, "isi": isi} for label, isi in told]


def _approval(one: Identitas) -> dict[str, str]:
    """Say who signs below the steps; nobody where the SOP gives no name."""
    if not one.nama_pengesah:
        return {}
    names = ("nama_pengesah", "pangkat_pengesah", "nip_pengesah")
    return {"pengesah": one.disahkan_oleh, **{name: getattr(one, name) for name in names}}


def _pairs(one: Identitas) -> list[dict[str, str]]:
    rows = (
        ("Dasar Hukum", one.dasar_hukum, "Kualifikasi Pelaksana", one.kualifikasi),
        ("Keterkaitan", one.keterkaitan, "Peralatan/Perlengkapan", one.peralatan),
        ("Peringatan", one.peringatan, "Pencatatan dan Pendataan", one.pencatatan),
    )
    return [
        {"kiri": kiri, "isi_kiri": "\n".join(left), "kanan": kanan, "isi_kanan": "\n".join(right)}
        for kiri, left, kanan, right in rows
    ]


def _step(step: Langkah, procedure: Procedure) -> dict[str, str]:
    outputs = step.tertulis or "\n".join(out.nama for out in step.keluaran)
    return {
        "nomor": str(step.nomor),
        "uraian": step.uraian,
        "pelaksana": "\n".join(one.nama for one in step.pelaksana),
        "tanda": _mark(step, procedure),
        "arah": "\n".join(_ways(step)),
        "kelengkapan": "\n".join(one.nama for one in step.kelengkapan),
        "waktu": step.waktu,
        "keluaran": outputs,
        "keterangan": "\n".join([*([step.keterangan] if step.keterangan else []), *_asked(step)]),
    }


def _mark(step: Langkah, procedure: Procedure) -> str:
    """Give what stands in the columns of who performs: the shapes of a flow chart."""
    if step.keputusan:
        return "◊"
    return "●" if step in (procedure.langkah[0], procedure.langkah[-1]) else "■"


def _ways(step: Langkah) -> list[str]:
    decision = step.keputusan
    if decision is None:
        return []
    onward = f"Ya → {decision.ya}" if decision.ya else "Ya ↓"
    return [onward, f"Tidak {'↑' if decision.tidak <= step.nomor else '→'} {decision.tidak}"]


def _asked(step: Langkah) -> list[str]:
    decision = step.keputusan
    if decision is None:
        return []
    word = "kembali" if decision.tidak <= step.nomor else "lanjut"
    onward = [f"Ya: lanjut ke langkah {decision.ya}."] if decision.ya else []
    return [decision.tanya, *onward, f"Tidak: {word} ke langkah {decision.tidak}."]
