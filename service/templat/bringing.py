"""An uploaded template on its way into use: looked at, tried with the sample, kept as a version."""

from dataclasses import dataclass

from doc_templates.catalog import Kind, uploaded
from doc_templates.doctor.report import Report
from service import doctor
from service.accounts import audit
from service.db import reading, transaction
from service.errors import Refused
from service.offices import profile
from service.offices.profile import Office
from service.templat import versions
from service.templat.versions import Pakai
from service.workbench import Workbench

NAME, NOTE = 200, 300  # characters that the rows hold


@dataclass(frozen=True)
class Brought:
    """What came of an upload: the findings, and the version where there is one."""

    report: Report
    versi_id: int | None


def bring(
    bench: Workbench, office: Office, jenis: str, nama: str, docx: bytes, *, oleh: str
) -> Brought:
    """Look at an uploaded template and keep it as a version, when letters can be made of it.

    UnfitTemplate for what is no template; Refused when its sample could not be printed now.
    Nothing of this changes the template in use.
    """
    kind = bench.catalog.get(jenis)
    old = versions.kind_for(bench, office.id, jenis)
    report = look(bench, office, uploaded(kind, docx), old)
    if not report.usable:
        return Brought(report, None)
    file = bench.store.put(report.template), len(report.template)
    with transaction(bench.engine) as conn:
        own = {"oleh": oleh, "pada": bench.stamp()}
        versi_id = versions.add(conn, office.id, jenis, nama[:NAME], file, **own)
        facts = {"versi": versi_id, "sha256": file[0], "nama": nama[:NAME]}
        deed = audit.Deed(oleh, "unggah-templat", f"templat/{jenis}", facts)
        audit.record(conn, office.id, deed, pada=bench.stamp())
    return Brought(report, versi_id)


def look(bench: Workbench, office: Office, new: Kind, old: Kind) -> Report:
    """Tell what speaks against a template, printed as this office does beside the `old` one.

    UnfitTemplate for what is no template; Refused when its sample could not be printed now.
    """
    letterhead = profile.letterhead_of(office, bench.store)
    report, why = doctor.try_out(bench, new, old, letterhead)
    if why:
        pesan = "Contoh suratnya belum dapat dicetak, jadi templat belum diterima."
        raise Refused(f"{pesan} {why}")
    return report


def use(
    bench: Workbench, office: Office, jenis: str, versi_id: int | None, catatan: str, *, oleh: str
) -> None:
    """Put a version in use for letters to come; None is the kind's own template again.

    Refused when it is in use already, or when what the form asks for has changed meanwhile.
    """
    kind = bench.catalog.get(jenis)
    if versi_id is not None:
        _still_fits(bench, office, kind, versi_id)
    with transaction(bench.engine) as conn:
        now = versions.in_use(conn, office.id, jenis)
        if (now.id if now else None) == versi_id:
            raise Refused("Templat ini memang sedang dipakai.")
        change = Pakai(versi_id, catatan.strip()[:NOTE], oleh, bench.stamp())
        versions.use(conn, office.id, jenis, change)
        facts = {"versi": versi_id, "catatan": change.catatan}
        deed = audit.Deed(oleh, "pakai-templat", f"templat/{jenis}", facts)
        audit.record(conn, office.id, deed, pada=bench.stamp())


def _still_fits(bench: Workbench, office: Office, kind: Kind, versi_id: int) -> None:
    """A version may be older than the fields that the kind has today."""
    with reading(bench.engine) as conn:
        versi = versions.get(conn, office.id, kind.slug, versi_id)
    letterhead = profile.letterhead_of(office, bench.store)
    report = doctor.examine(kind, bench.kept.file(versi.digest), letterhead)
    if not report.usable:
        told = " ".join(one.told for one in report.findings if one.fatal)
        raise Refused(f"Templat ini tidak cocok lagi dengan isiannya. {told}")
