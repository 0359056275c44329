"""Use cases as the command line calls them: by names and ids, answering in plain data."""

from pathlib import Path
from typing import Any

from archive import dossier, entries
from archive import search as finding
from archive.query import Query
from archive.verify import verify as verify_archive
from service import board, issuing, letter_parts, numbers, package, sheets
from service.accounts import audit, trail
from service.agenda.checking import check
from service.datafile import plain
from service.db import reading
from service.drafts import NewDraft, Place
from service.errors import NotFound, Refused
from service.offices import profile
from service.offices.profile import Office
from service.sop.procedure import Cara, Keluaran
from service.templat import kept
from service.workbench import Workbench

HITS = 50


def issue(
    bench: Workbench,
    jenis: str,
    data: dict[str, Any],
    slug: str,
    berkas_id: int | None,
    langkah: int | None,
    oleh: str,
) -> dict[str, object]:
    """Issue a letter from a data file; give id, number and the paths of its files."""
    office = office_named(bench, slug)
    new = new_letter(bench, office, jenis, data, berkas_id, langkah)
    return told(bench, office.id, issuing.issue_new(bench, new, oleh=oleh))


def new_letter(
    bench: Workbench,
    office: Office,
    jenis: str,
    data: dict[str, Any],
    berkas_id: int | None,
    langkah: int | None,
) -> NewDraft:
    """Read a letter out of a data file, at its step of a dossier where one is named."""
    kind = bench.catalog.get(jenis)
    place, out = _place(bench, office, jenis, berkas_id, langkah)
    kode = str(data.pop("kode_klasifikasi", "") or kind.kode_klasifikasi)
    own = letter_parts.from_table(data, kind)
    isian = {key: plain(value) for key, value in data.items()}
    with reading(bench.engine) as conn:
        jabatan = sheets.signing_post(conn, office, kind, isian)
        letter_parts.check_known(numbers.book_for(conn, office, kind, jabatan), kind, own)
    return NewDraft(
        instansi_id=office.id,
        jenis=kind.slug,
        kode_klasifikasi=kode,
        isian=isian | own,
        place=place,
        konsep=out is not None and out.cara is Cara.KONSEP,
    )


def told(bench: Workbench, instansi_id: int, arsip_id: int) -> dict[str, object]:
    """Say what an entry holds: `docx` and `pdf` are paths, null while they are waiting."""
    with reading(bench.engine) as conn:
        files = entries.files(conn, arsip_id)
        entry = entries.get(conn, instansi_id, arsip_id)
    paths = {one.peran: str(bench.store.path(one.digest)) for one in files}
    return {
        "id": entry.id,
        "nomor_surat": entry.nomor_surat,
        "docx": paths.get("docx"),
        "pdf": paths.get("pdf"),
    }


def office_named(bench: Workbench, slug: str) -> Office:
    """Find an office by its short name; NotFound names those that exist."""
    with reading(bench.engine) as conn:
        return profile.by_slug(conn, slug)


def list_berkas(bench: Workbench, slug: str | None) -> list[str]:
    """List dossiers, a line each."""
    with reading(bench.engine) as conn:
        return [
            f"{one.id:>6}  {one.state:<8} {one.kurun_waktu:<8} {office.slug:<24} {one.judul}"
            for office in _offices(bench, slug)
            for one in dossier.list_berkas(conn, office.id)
        ]


def export(
    bench: Workbench, berkas_id: int, out: Path, oleh: str, decided_by: str = ""
) -> tuple[Path, tuple[str, ...]]:
    """Export a dossier into the folder `out`; give the zip and what is missing in it.

    `decided_by` names who decided that closed documents come along; without it they do not.
    """
    with reading(bench.engine) as conn:
        for office in profile.every(conn):
            found = [one.id for one in dossier.list_berkas(conn, office.id)]
            if berkas_id in found:
                break
        else:
            raise NotFound(f"Berkas {berkas_id} tidak ada. Lihat: naskah berkas list.")
    out.mkdir(parents=True, exist_ok=True)
    return package.export(bench, office, berkas_id, out, oleh=oleh, decided_by=decided_by)


def search(bench: Workbench, kata: str, slug: str | None) -> list[dict[str, object]]:
    """Find the newest letters with these words, or with this fragment in their number."""
    found: list[entries.Entry] = []
    with reading(bench.engine) as conn:
        for office in _offices(bench, slug):
            page = finding.find(conn, Query(instansi_id=office.id, kata=kata), limit=HITS)
            found += [hit.entry for hit in page.hits]
    newest = sorted(found, key=lambda entry: (entry.tanggal, entry.id), reverse=True)
    return [_hit(entry) for entry in newest[:HITS]]


def verify(bench: Workbench) -> tuple[list[str], list[str]]:
    """Check files, audit trail and numbers; give the faults, and what is only worth a note.

    A letter cannot be proved whole while the number that it bears is not explained.
    """
    faults: list[str] = []
    notes: list[str] = []
    with reading(bench.engine) as conn:
        logos = {office.logo for office in profile.every(conn) if office.logo}
        templates = kept.digests(conn)
        for found in verify_archive(conn, bench.store):
            if found.nama_file not in logos | templates:  # they lie in the store without an entry
                (notes if found.harmless else faults).append(found.pesan)
        faults += kept.verify(bench.store, templates)
        for office in profile.every(conn):
            faults += [f"{office.slug}: {line}" for line in audit.verify(conn, office.id)]
    return faults + check(bench, None, None), notes


def verify_trails(bench: Workbench, slug: str | None) -> tuple[list[str], list[str]]:
    """Check the audit trails; give a line for each whole one, and one for each broken one.

    A broken one is told by its first row that does not agree.
    """
    whole: list[str] = []
    broken: list[str] = []
    with reading(bench.engine) as conn:
        for office in _offices(bench, slug):
            faults = list(audit.verify(conn, office.id))
            if faults:
                rest = f" (dan {len(faults) - 1} kesalahan lain)" if len(faults) > 1 else ""
                broken.append(f"{office.slug}: {faults[0]}{rest}")
            else:
                whole.append(f"{office.slug}: utuh. {trail.head(conn, office.id)}")
    return whole, broken


def _hit(entry: entries.Entry) -> dict[str, object]:
    names = ("id", "jenis", "nomor_surat", "hal", "tujuan", "state", "berkas_id", "langkah")
    return {name: getattr(entry, name) for name in names} | {"tanggal": entry.tanggal.isoformat()}


def _offices(bench: Workbench, slug: str | None) -> list[Office]:
    if slug is not None:
        return [office_named(bench, slug)]
    with reading(bench.engine) as conn:
        return profile.every(conn)


def _place(
    bench: Workbench, office: Office, jenis: str, berkas_id: int | None, langkah: int | None
) -> tuple[Place, Keluaran | None]:
    if berkas_id is None:
        if langkah is not None:
            raise Refused("--langkah memerlukan --berkas: langkah adalah bagian dari berkas.")
        return Place(), None
    with reading(bench.engine) as conn:
        seen = board.read(conn, office, berkas_id)
    if langkah is None:
        return Place(berkas_id), None
    step = seen.asked(langkah).langkah
    out = next((one for one in step.keluaran if one.jenis == jenis), None)
    if out is None:
        raise Refused(f"Langkah {langkah} tidak menghasilkan naskah jenis {jenis}.")
    return Place(berkas_id, langkah, out.slug), out
