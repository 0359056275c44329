"""The dossier for the Inspektorat: a zip that explains itself to whoever opens it."""

import os
import tempfile
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

from archive.entries import FiledFile
from archive.errors import FileDamaged
from archive.export import Bag, Item, write_bag
from archive.merge import Leaf, Part, merge
from archive.store import Store, told_when_full
from doc_templates.dates import long_date
from service import board, closed, cover, documents, inventory, matriks, naming, reading_copy
from service.accounts import audit, trail
from service.board import Board
from service.db import reading, transaction
from service.documents import NEEDS, Document
from service.jobs import Job, Progress
from service.offices import profile
from service.offices.profile import Office
from service.workbench import Workbench

MERGED = "Berkas lengkap (salinan baca).pdf"
EXPORTS = "ekspor"
DECIDED = "tertutup_oleh"  # of a job: who decided that closed documents come along
KEPT = timedelta(days=7)
# Windows reads paths of up to 260 characters, and the zip is unpacked somewhere deep.
FOLDER_NAME, FILE_NAME = 64, 60
ROLES = {
    "pdf": "2 naskah",
    "docx": "3 naskah Word",
    "unggahan": "1 berkas unggahan",
    "ttd-lama": "4 bertanda tangan (sudah diganti)",
}


def export(
    bench: Workbench,
    office: Office,
    berkas_id: int,
    folder: Path,
    *,
    oleh: str,
    decided_by: str = "",
    progress: Progress = lambda _done, _total: None,
) -> tuple[Path, tuple[str, ...]]:
    """Write the dossier's zip into `folder`; give its path and what is missing in it.

    Closed documents are named in it; their files come along only when somebody decided so, whose
    name is `decided_by`.

    A dossier that is not complete is exported all the same: its cover and BACA-DULU say what
    is missing, in plain words. Raises NoSuchBerkas, FileMissing, FileDamaged, StoreFull.
    """
    with reading(bench.engine) as conn:
        seen = board.read(conn, office, berkas_id)
        found = [_as_decided(one, decided_by) for one in documents.of_board(conn, seen)]
        jejak = str(trail.before_exports(conn, office.id))
    _prove(bench.store, found)
    progress(1, 4)
    with tempfile.TemporaryDirectory(prefix="naskah-ekspor-") as room:
        merged = Path(room) / "gabungan.pdf"
        notes = reading_copy.write(bench, office, seen, found, jejak, merged)
        progress(2, 4)
        items = [*_items(bench.store, found), *_front(office, seen, found, jejak, merged)]
        shut = closed.told([one.entry for one in found], decided_by)
        bag = _bag(bench, office, seen, items, cover.Notes(notes, shut))
        progress(3, 4)
        path = _write(folder, bag)
    with transaction(bench.engine) as conn:
        facts = closed.facts([one.entry for one in found], decided_by)
        facts = {"file": path.name, **facts}
        deed = audit.Deed(oleh, trail.EXPORT, f"berkas/{berkas_id}", facts)
        audit.record(conn, office.id, deed, pada=bench.stamp())
    progress(4, 4)
    return path, seen.missing


def _as_decided(one: Document, decided_by: str) -> Document:
    """Give a closed document with what was decided about it, without its files unless wanted."""
    if not one.entry.closed:
        return one
    said = f"{one.keterangan}; {closed.remark(one.entry, decided_by)}"
    return replace(one, keterangan=said, files=one.files if decided_by else ())


def _prove(store: Store, found: Sequence[Document]) -> None:
    """Read every file against its digest: a damaged one must not leave the house unnoticed."""
    for one in found:
        for file in one.files:
            if not store.check(file.digest):
                raise FileDamaged(file.digest)


def export_job(bench: Workbench, job: Job, progress: Progress) -> Mapping[str, object]:
    """Carry out the job `ekspor` with its `berkas_id`; the zip lies with the data until fetched."""
    with reading(bench.engine) as conn:
        office = profile.get(conn, job.instansi_id)
    folder = bench.settings.data / EXPORTS / str(job.id)
    berkas_id = int(str(job.bahan["berkas_id"]))
    path, missing = export(
        bench,
        office,
        berkas_id,
        folder,
        oleh=job.oleh,
        decided_by=str(job.bahan.get(DECIDED, "")),
        progress=progress,
    )
    return {"file": str(path), "nama": path.name, "kurang": list(missing)}


def tidy(bench: Workbench) -> None:
    """Remove the zips of exports older than a week: each can be made again at any time."""
    oldest = bench.now().timestamp() - KEPT.total_seconds()
    for path in (bench.settings.data / EXPORTS).glob("*/*"):
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)


def _items(store: Store, found: Sequence[Document]) -> Iterator[Item]:
    """Give every file of every document, the signed copy first."""
    for place, one in enumerate(found, 1):
        folder = _folder(one)
        said = " (DIBATALKAN)" if one.entry.state == "batal" else ""
        title = _short(f"{place:02} {one.nama}{said}", FILE_NAME)
        signed = [file for file in one.files if file.peran == "ttd"]
        yield from _signed(store, folder, f"{title} - 1 bertanda tangan", signed)
        for file in one.files:
            if file.peran in ROLES:
                ending = file.nama.rpartition(".")[2].lower()
                path = store.path(file.digest)
                yield Item(folder, f"{title} - {ROLES[file.peran]}.{ending}", path, file.digest)


def _folder(one: Document) -> str:
    if one.uraian == NEEDS:
        return NEEDS
    return _short(f"{one.langkah or 99:02} {one.uraian}", FOLDER_NAME)


def _short(text: str, width: int) -> str:
    return naming.safe(textwrap.shorten(text, width, placeholder=""))


def _signed(store: Store, folder: str, title: str, signed: Sequence[FiledFile]) -> Iterator[Item]:
    """Give the signed copy: one file as it came, or its pages as they came and as one PDF."""
    if len(signed) == 1:
        ending = signed[0].nama.rpartition(".")[2].lower()
        yield Item(folder, f"{title}.{ending}", store.path(signed[0].digest), signed[0].digest)
        return
    if signed:
        yield Item(folder, f"{title}.pdf", _as_one(store, signed))
    for page, file in enumerate(signed, 1):
        ending = file.nama.rpartition(".")[2].lower()
        name = f"{title}, hal {page:02}.{ending}"
        yield Item(f"{folder}/pindaian asli", name, store.path(file.digest), file.digest)


def _as_one(store: Store, signed: Sequence[FiledFile]) -> bytes:
    leaves = [Leaf(one.nama, one.media_type, store.path(one.digest)) for one in signed]
    out = BytesIO()
    merge([Part("Salinan bertanda tangan", leaves)], out)
    return out.getvalue()


def _front(
    office: Office, seen: Board, found: Sequence[Document], jejak: str, merged: Path
) -> Iterator[Item]:
    """Give what stands before the documents: the reading copy and the list."""
    if merged.stat().st_size:
        yield Item("", f"00 {MERGED}", merged)
    yield Item(
        "", "00 Daftar isi berkas.xlsx", inventory.sheet(office, seen, documents.rows(found), jejak)
    )
    matrix = matriks.book(seen, office.profil.timezone)
    yield Item("", "00 Matriks kelengkapan.xlsx", matrix)
    said = "\r\n".join(f"- {line}" for line in seen.missing) or "Tidak ada: berkas ini lengkap."
    yield Item("", "00 Yang belum lengkap.txt", f"{said}\r\n".encode())
    events = "\r\n".join(_events(seen))
    if events:
        yield Item("", "00 Kejadian yang dicatat.txt", f"{events}\r\n".encode())


def _events(seen: Board) -> Iterator[str]:
    for row in seen.rows:
        for slot in row.slots:
            for one in reversed(slot.events):
                said = f": {one.catatan}" if one.catatan else ""
                day = long_date(one.tanggal)
                yield f"Langkah {one.langkah}, {day}, {slot.keluaran.nama}{said} ({one.oleh})"


def _bag(
    bench: Workbench, office: Office, seen: Board, items: Sequence[Item], notes: cover.Notes
) -> Bag:
    today = office.today(bench.now())
    name = _short(f"Berkas {seen.berkas.kurun_waktu} {office.profil.nama}", FILE_NAME)
    info = {
        "Source-Organization": f"{office.profil.pemerintah}, {office.profil.nama}",
        "External-Description": f"{seen.procedure.judul}, kurun waktu {seen.berkas.kurun_waktu}",
        "External-Identifier": f"berkas {seen.berkas.id}",
    }
    return Bag(name, today, list(items), info, cover.read_me(office, seen, notes))


def _write(folder: Path, bag: Bag) -> Path:
    """Write the zip under a temporary name first: half a dossier must not look like a whole."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{naming.safe(bag.nama)} {bag.tanggal.isoformat()}.zip"
    draft = path.with_suffix(".sebagian")
    with told_when_full(), draft.open("wb") as out:
        write_bag(out, bag)
        out.flush()
        os.fsync(out.fileno())
    return draft.replace(path)
