"""The dossier for the Inspektorat: a zip that explains itself to whoever opens it."""

import os
import tempfile
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

from sqlalchemy.engine import Connection

from archive import entries
from archive.entries import Entry, FiledFile
from archive.errors import FileDamaged
from archive.export import Bag, Item, write_bag
from archive.merge import Leaf, Merged, Part, merge
from archive.store import Store, told_when_full
from doc_templates.dates import long_date
from doc_templates.errors import ConversionFailed
from service import board, closed, cover, inventory, matriks, naming
from service.accounts import audit, trail
from service.board import Board
from service.cover import state_of
from service.db import reading, transaction
from service.jobs import Job, Progress
from service.offices import profile
from service.offices.profile import Office
from service.slots import Row, Slot
from service.workbench import Workbench

MERGED = "Berkas lengkap (salinan baca).pdf"
EXPORTS = "ekspor"
NEEDS = "kelengkapan"
DECIDED = "tertutup_oleh"  # of a job: who decided that closed documents come along
KEPT = timedelta(days=7)
COVER_ROUNDS = 3
# Windows reads paths of up to 260 characters, and the zip is unpacked somewhere deep.
FOLDER_NAME, FILE_NAME = 64, 60
SIGNED = {"ttd", "ttd-lama"}
BEFORE_SIGNING = "naskah, salinan bertanda tangan di langkah lain"
ROLES = {
    "pdf": "2 naskah",
    "docx": "3 naskah Word",
    "unggahan": "1 berkas unggahan",
    "ttd-lama": "4 bertanda tangan (sudah diganti)",
}


@dataclass(frozen=True)
class Document:
    """One document of the dossier, in its place in the order of the SOP."""

    langkah: int | None
    uraian: str
    nama: str
    entry: Entry
    files: tuple[FiledFile, ...]
    keterangan: str

    @property
    def pages(self) -> list[FiledFile]:
        """Give what a reader sees: the signed copy, else the PDF, else what was uploaded."""
        for peran in ("ttd", "pdf", "unggahan"):
            found = [one for one in self.files if one.peran == peran]
            if found:
                return found[-1:] if peran == "pdf" else found
        return []

    @property
    def bookmark(self) -> str:
        """Give the line that stands for it in the merged PDF."""
        step = f"Langkah {self.langkah}: " if self.langkah else ""
        return f"{step}{self.nama}"


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
        documents = [_as_decided(one, decided_by) for one in of_board(conn, seen)]
        jejak = str(trail.before_exports(conn, office.id))
    _prove(bench.store, documents)
    progress(1, 4)
    with tempfile.TemporaryDirectory(prefix="naskah-ekspor-") as room:
        merged = Path(room) / "gabungan.pdf"
        notes = _merge(bench, office, seen, documents, jejak, merged)
        progress(2, 4)
        items = [*_items(bench.store, documents), *_front(office, seen, documents, jejak, merged)]
        shut = closed.told([one.entry for one in documents], decided_by)
        bag = _bag(bench, office, seen, items, cover.Notes(notes, shut))
        progress(3, 4)
        path = _write(folder, bag)
    with transaction(bench.engine) as conn:
        facts = closed.facts([one.entry for one in documents], decided_by)
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


def _prove(store: Store, documents: Sequence[Document]) -> None:
    """Read every file against its digest: a damaged one must not leave the house unnoticed."""
    for one in documents:
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


def of_board(conn: Connection, seen: Board) -> list[Document]:
    """Give the documents of a dossier with their files, in the order of the SOP."""
    return _documents(seen, entries.files_of(conn, _ids(seen)))


def rows(documents: Sequence[Document]) -> list[inventory.Row]:
    """Give the documents as rows of the daftar isi berkas."""
    return [
        inventory.Row(one.langkah, one.nama, one.entry, one.files, one.keterangan)
        for one in documents
    ]


def _documents(seen: Board, files: Mapping[int, Sequence[FiledFile]]) -> list[Document]:
    """Give the documents in the order of the SOP.

    A signed copy that is an output of its own stands at that step, and the paper at its own.
    """
    filed = list(_filed(seen))
    parted = {entry.id for _row, slot, entry in filed if _borrowed(slot, entry)}
    found = []
    for row, slot, entry in filed:
        mine, said = tuple(files.get(entry.id, ())), state_of(entry)
        if _borrowed(slot, entry):
            mine = tuple(one for one in mine if one.peran in SIGNED)
        elif entry.id in parted:
            mine, said = tuple(one for one in mine if one.peran not in SIGNED), BEFORE_SIGNING
        step = row.langkah
        found.append(Document(step.nomor, step.uraian, slot.keluaran.nama, entry, mine, said))
    needs = _needs(seen, files)
    return [*found, *needs, *(_beside(one, files) for one in seen.others)]


def _needs(seen: Board, files: Mapping[int, Sequence[FiledFile]]) -> Iterator[Document]:
    """Give the papers that were put in because a step needs them, whichever dossier they are of."""
    for row, need in seen.outside():
        for entry in reversed(need.entries):
            mine = tuple(files.get(entry.id, ()))
            step = row.langkah.nomor
            yield Document(step, NEEDS, need.kelengkapan.nama, entry, mine, state_of(entry))


def _borrowed(slot: Slot, entry: Entry) -> bool:
    """Tell whether an output shows the entry of another one: its signed copy."""
    return entry.keluaran != slot.keluaran.slug


def _ids(seen: Board) -> list[int]:
    needed = [entry.id for _row, need in seen.outside() for entry in need.entries]
    own = {entry.id for _row, _slot, entry in _filed(seen)}
    return [*own.union(needed), *(one.id for one in seen.others)]


def _filed(seen: Board) -> Iterator[tuple[Row, Slot, Entry]]:
    for row in seen.rows:
        for slot in row.slots:
            for entry in reversed(slot.entries):
                yield row, slot, entry


def _beside(entry: Entry, files: Mapping[int, Sequence[FiledFile]]) -> Document:
    mine = tuple(files.get(entry.id, ()))
    return Document(entry.langkah, "Di luar langkah SOP", entry.hal, entry, mine, state_of(entry))


def _merge(
    bench: Workbench,
    office: Office,
    seen: Board,
    documents: Sequence[Document],
    jejak: str,
    target: Path,
) -> list[str]:
    """Write the merged PDF with its cover; give what could not be taken into it."""
    live = [one for one in documents if one.entry.state != "batal"]
    parts = [Part(one.bookmark, _leaves(bench, one)) for one in live]
    dry = merge(parts, BytesIO())
    front = _cover(bench, office, seen, live, dry, jejak)
    with target.open("wb") as out:
        done = (
            merge([Part("Sampul dan daftar isi", [front]), *parts], out)
            if front
            else merge(parts, out)
        )
    return [f"{one.judul}: {one.nama}. {one.alasan}" for one in done.dilewati]


def _cover(
    bench: Workbench,
    office: Office,
    seen: Board,
    documents: Sequence[Document],
    dry: Merged,
    jejak: str,
) -> Leaf | None:
    """Make the cover; its own length moves all page numbers, so it is made until they agree."""
    front, length = None, 1
    for _ in range(COVER_ROUNDS):
        lines = [_line(one, start, length) for one, start in zip(documents, dry.mulai, strict=True)]
        made = cover.make(bench, office, seen, lines, jejak)
        if made.pdf is None or made.halaman is None:
            return None
        front = Leaf("Sampul", naming.MEDIA["pdf"], made.pdf)
        if made.halaman == length:
            break
        length = made.halaman
    return front


def _line(document: Document, start: int | None, shift: int) -> cover.Line:
    step = str(document.langkah or "")
    page = str(start + shift) if start else ""
    return cover.Line(step, document.nama, document.entry, document.keterangan, page)


def _leaves(bench: Workbench, document: Document) -> list[Leaf]:
    return [_leaf(bench, one) for one in document.pages]


def _leaf(bench: Workbench, file: FiledFile) -> Leaf:
    """Give a file as pages; a Word file that was uploaded is converted for the reading copy."""
    path = bench.store.path(file.digest)
    if file.media_type == naming.MEDIA["docx"] and bench.to_pdf is not None:
        with suppress(ConversionFailed):
            return Leaf(file.nama, naming.MEDIA["pdf"], bench.to_pdf(path.read_bytes()))
    return Leaf(file.nama, file.media_type, path)


def _items(store: Store, documents: Sequence[Document]) -> Iterator[Item]:
    """Give every file of every document, the signed copy first."""
    for place, one in enumerate(documents, 1):
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
    office: Office, seen: Board, documents: Sequence[Document], jejak: str, merged: Path
) -> Iterator[Item]:
    """Give what stands before the documents: the reading copy and the list."""
    if merged.stat().st_size:
        yield Item("", f"00 {MERGED}", merged)
    yield Item(
        "", "00 Daftar isi berkas.xlsx", inventory.sheet(office, seen, rows(documents), jejak)
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
