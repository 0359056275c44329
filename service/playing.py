"""How the demo brings each output of a step about, and shows what came of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from io import BytesIO
from pathlib import Path

from docx import Document
from PIL import Image, ImageDraw, ImageFont

from archive import entries, search
from archive.entries import Entry
from archive.merge import Leaf, Part, merge
from archive.query import Query
from doc_templates import pdf
from doc_templates.shapes import Field
from service import berkas, board, drafts, issuing, naming, retelling, steps, uploads
from service.board import Board
from service.datafile import plain
from service.db import reading, transaction
from service.drafts import Draft
from service.errors import Refused
from service.offices.profile import Office
from service.slots import Need, Slot
from service.sop.procedure import Cara
from service.uploads import Incoming
from service.workbench import Workbench

OLEH = "Demo"
# Versions of a report come one after another: the day of January of each.
DRAFTED_ON = {"Konsep": 11, "Draft 1": 14, "Draft 2": 15, "Draft 3": 18, "Draft 4": 21}
FIRST_DAY, OUTSIDE_DAY, EVENT_DAY = 4, 6, 28
SCAN_WIDTH = 1240  # pixels across an A4 page at 150 dpi, as office scanners do


@dataclass(frozen=True)
class Stage:
    """What the play needs at hand."""

    bench: Workbench
    office: Office
    berkas_id: int
    out: Path
    scan_width: int = SCAN_WIDTH

    @cached_property
    def words(self) -> dict[str, str]:
        """Give the words of this office for the sample letters."""
        return retelling.words_for(self.office.slug)


def outputs(stage: Stage) -> Iterator[tuple[int, str]]:
    """Go through the outputs in the order of the steps; what a step needs is put in before."""
    for row in _board(stage).rows:
        for need in row.needs:
            if not need.kelengkapan.dari:
                _meet(stage, need)
        for slot in row.slots:
            yield row.langkah.nomor, slot.keluaran.slug


def play(stage: Stage, nomor: int, slug: str) -> Entry | None:
    """Bring one output about, the way it comes about; give its entry if it is a new one."""
    slot = _slot(stage, nomor, slug)
    bench, office = stage.bench, stage.office
    if slot.keluaran.cara is Cara.TUTUP:
        berkas.close(bench, office, stage.berkas_id, oleh=OLEH)
        return None
    if slot.keluaran.cara is Cara.CATAT:
        when = date(2027, 1, EVENT_DAY)
        deed = (bench, office, stage.berkas_id, slug)
        steps.note_event(*deed, tanggal=when, catatan="CONTOH", oleh=OLEH)
        return None
    if slot.keluaran.cara is Cara.TANDA_TANGAN:
        return slot.entries[0]  # the letter that it signs, which came back from the scanner
    if slot.keluaran.cara is Cara.UNGGAH:
        return _upload(stage, slug, slot.keluaran.nama)
    draft = berkas.begin(bench, office, oleh=OLEH, berkas_id=stage.berkas_id, keluaran=slug)
    _fill(stage, draft, slot)
    entry = _entry(stage, issuing.issue(bench, office.id, draft.id, oleh=OLEH))
    return _sign(stage, entry) if entry.ttd_wanted else entry


def told(stage: Stage, nomor: int, entry: Entry) -> dict[str, object]:
    """Write the entry's files into the folder and say where they are."""
    folder = stage.out / f"{nomor:02}"
    folder.mkdir(exist_ok=True)
    signed = nomor != entry.langkah
    name = naming.safe(f"{entry.keluaran} {entry.hal}{' (bertanda tangan)' if signed else ''}")
    made = _signed_copy(stage, entry) if signed else _file(stage, entry, "pdf")
    docx = None if signed else _file(stage, entry, "docx")
    paths: dict[str, str | None] = {}
    for ending, data in (("pdf", made), ("docx", docx)):
        path = folder / f"{name}.{ending}"
        if data is not None:
            path.write_bytes(data)
        paths[ending] = path.relative_to(stage.out).as_posix() if data is not None else None
    return {
        "langkah": nomor,
        "jenis": entry.jenis,
        "nomor_surat": entry.nomor_surat,
        "tanggal_surat": entry.tanggal.isoformat(),
        "hal": entry.hal,
        **paths,
        "halaman": pdf.page_count(made) if made else None,
    }


def _meet(stage: Stage, need: Need) -> None:
    """Put in a paper that a step needs: from the archive if it is there already, else uploaded."""
    with reading(stage.bench.engine) as conn:
        now = board.read(conn, stage.office, stage.berkas_id).need(need.kelengkapan.slug)
        wanted = Query(stage.office.id, kata=need.kelengkapan.nama, jenis=uploads.KIND)
        found = search.find(conn, wanted, limit=5).hits
    if now is not None and now.met:
        return
    slug, nama = need.kelengkapan.slug, need.kelengkapan.nama
    for hit in found:
        if hit.entry.hal == nama:
            where = (stage.bench, stage.office, stage.berkas_id, slug)
            steps.link(*where, hit.entry.id, oleh=OLEH)
            return
    _upload(stage, slug, nama)


def _fill(stage: Stage, draft: Draft, slot: Slot) -> None:
    """Type what the sample of the kind says; what was filled in from earlier letters stays."""
    kind = stage.bench.catalog.get(draft.jenis)
    sample = {
        key: retelling.retell(plain(value), stage.words) for key, value in kind.contoh.items()
    }
    known = {field.nama: field for field in kind.fields if field.dari}
    kept = {
        key: value
        for key, value in draft.isian.items()
        if key in known and _whole(known[key], value)
    }
    own = retelling.own_values(stage.office.slug, slot.keluaran.slug)
    isian = sample | kept | own | dict(slot.keluaran.isian)
    if draft.konsep:
        day = DRAFTED_ON.get(str(isian.get("versi")), FIRST_DAY)
        isian[kind.tanggal_isian] = date(2027, 1, day).isoformat()
    with transaction(stage.bench.engine) as conn:
        drafts.save(
            conn,
            draft,
            isian,
            kode_klasifikasi=draft.kode_klasifikasi,
            versi=draft.versi,
            pada=stage.bench.stamp(),
        )


def _whole(field: Field, value: object) -> bool:
    """Tell whether every row that came from an earlier letter has what this letter asks for."""
    wanted = [column.nama for column in field.kolom if column.wajib]
    rows = value if isinstance(value, list) else []
    return all(row.get(name) for row in rows if isinstance(row, dict) for name in wanted)


def _upload(stage: Stage, slug: str, nama: str) -> Entry:
    """Upload a plain document, as something that was made outside."""
    document = Document()
    document.add_heading(f"{nama} (CONTOH)", 0)
    document.add_paragraph("Dokumen contoh yang dibuat di luar Naskah, lalu diunggah.")
    made = BytesIO()
    document.save(made)
    arsip_id = uploads.upload(
        stage.bench,
        stage.office,
        stage.berkas_id,
        slug,
        Incoming(f"{naming.safe(nama)}.docx", BytesIO(made.getvalue())),
        hal=nama,
        tanggal=date(2027, 1, OUTSIDE_DAY),
        oleh=OLEH,
    )
    return _entry(stage, arsip_id)


def _sign(stage: Stage, entry: Entry) -> Entry:
    """Bring the paper back from the scanner, with a mark where the signature would be."""
    data = _file(stage, entry, "pdf")
    if data is None:
        raise Refused("Demo memerlukan LibreOffice, karena memperlihatkan halaman PDF.")
    pages = [
        Incoming(f"pindai-{page}.jpg", _scan(pdf.picture(data, page, stage.scan_width)))
        for page in range(1, pdf.page_count(data) + 1)
    ]
    uploads.sign(
        stage.bench,
        stage.office,
        entry.id,
        pages,
        tanggal_ttd=entry.tanggal,
        tanggal_kembali=entry.tanggal,
        oleh=OLEH,
    )
    return _entry(stage, entry.id)


def _scan(png: bytes) -> BytesIO:
    page = Image.open(BytesIO(png)).convert("RGB")
    draw, font = ImageDraw.Draw(page), ImageFont.load_default(size=page.width / 44)
    words = "CONTOH: ditandatangani"
    draw.text((page.width * 0.5, page.height * 0.965), words, fill=(40, 60, 140), font=font)
    out = BytesIO()
    page.save(out, "JPEG", quality=80, dpi=(150, 150))
    out.seek(0)
    return out


def _signed_copy(stage: Stage, entry: Entry) -> bytes:
    """Give the scanned pages of a letter as one PDF."""
    with reading(stage.bench.engine) as conn:
        scans = [one for one in entries.files(conn, entry.id) if one.peran == "ttd"]
    store, out = stage.bench.store, BytesIO()
    merge([Part(entry.hal, [Leaf(s.nama, s.media_type, store.path(s.digest)) for s in scans])], out)
    return out.getvalue()


def _file(stage: Stage, entry: Entry, peran: str) -> bytes | None:
    with reading(stage.bench.engine) as conn:
        found = [one for one in entries.files(conn, entry.id) if _is(one, peran)]
    return stage.bench.store.read(found[-1].digest) if found else None


def _is(file: entries.FiledFile, peran: str) -> bool:
    uploaded = file.peran == "unggahan" and file.nama.endswith(f".{peran}")
    return file.peran == peran or uploaded


def _entry(stage: Stage, arsip_id: int) -> Entry:
    with reading(stage.bench.engine) as conn:
        return entries.get(conn, stage.office.id, arsip_id)


def _board(stage: Stage) -> Board:
    with reading(stage.bench.engine) as conn:
        return board.read(conn, stage.office, stage.berkas_id)


def _slot(stage: Stage, nomor: int, slug: str) -> Slot:
    row = next(row for row in _board(stage).rows if row.langkah.nomor == nomor)
    return next(slot for slot in row.slots if slot.keluaran.slug == slug)
