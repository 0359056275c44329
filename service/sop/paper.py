"""An edition of a procedure as a document, through the same templates as letters."""

from collections.abc import Sequence

from doc_templates import fields
from doc_templates.produce import Product, produce
from service.offices import profile
from service.offices.people import as_given
from service.offices.profile import Office
from service.sop.answers import Way
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
    ways = procedure.ways(step)
    outputs = step.tertulis or "\n".join(out.nama for out in step.keluaran)
    return {
        "nomor": str(step.nomor),
        "uraian": step.uraian,
        "pelaksana": "\n".join(one.nama for one in step.pelaksana),
        "tanda": _mark(step, procedure),
        "arah": "\n".join(_arrow(way) for way in ways),
        "kelengkapan": "\n".join(one.nama for one in step.kelengkapan),
        "waktu": step.waktu,
        "keluaran": outputs,
        "keterangan": "\n".join(filter(None, [step.keterangan, *_asked(step, ways)])),
    }


def _mark(step: Langkah, procedure: Procedure) -> str:
    """Give what stands in the columns of who performs: the shapes of a flow chart."""
    if step.keputusan:
        return "◊"
    return "●" if step in (procedure.langkah[0], procedure.langkah[-1]) else "■"


def _arrow(way: Way) -> str:
    """Draw where an answer leads, as the flow chart of a SOP does."""
    word = way.jawab.capitalize()
    if way.ke == way.berikut:
        return f"{word} ↓"
    return f"{word} {'↑' if way.back else '→'} {way.ke}"


def _asked(step: Langkah, ways: Sequence[Way]) -> list[str]:
    told = [f"{way.jawab.capitalize()}: {way.tujuan}." for way in ways]
    return [step.keputusan.tanya, *told] if step.keputusan else []
