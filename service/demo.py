"""The whole SOP with the sample office, through the same use cases that people use."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

from docx import Document
from PIL import Image, ImageDraw, ImageFont

from archive import entries
from archive.entries import Entry
from archive.merge import Leaf, Part, merge
from doc_templates import pdf
from service import berkas, board, drafts, issuing, naming, package, setup, uploads
from service.board import Row, Slot
from service.config import Settings
from service.datafile import plain
from service.db import reading, transaction
from service.drafts import Draft
from service.errors import Refused
from service.migrating import migrate
from service.offices import profile
from service.offices.profile import Office
from service.sop.procedure import Cara
from service.uploads import Incoming
from service.workbench import Workbench, kept_warm, open_workbench

OLEH = "Demo"
TAHUN = 2026
# The samples are dated in the January after the year that they report on.
PLAYED_ON = datetime(2027, 2, 1, 3, 0, tzinfo=UTC)
DRAFTED_ON = {1: 4, 4: 11, 5: 14, 6: 15, 7: 18, 8: 21}  # step: day of January
MARK = "ringkasan.json"
SCAN_WIDTH = 1240  # pixels across an A4 page at 150 dpi, as office scanners do


@dataclass(frozen=True)
class Stage:
    """What the play needs at hand."""

    bench: Workbench
    office: Office
    berkas_id: int
    out: Path


def run(settings: Settings, sop: str, out: Path) -> Iterator[str]:
    """Play the SOP into the folder `out`, which is made anew; yield a line for each document.

    Refused when `out` holds something that is not an earlier demo.
    """
    _clear(out)
    with (
        tempfile.TemporaryDirectory(prefix="naskah-demo-") as folder,
        kept_warm(_open(settings, Path(folder)), workers=1) as bench,  # one letter after another
    ):
        stage = _set_up(bench.patient(), sop, out)
        steps = [row.langkah.nomor for row in _board(stage).rows]
        told: list[dict[str, object]] = []
        for nomor in steps:
            for slug in [slot.keluaran.slug for slot in _row(stage, nomor).slots]:
                entry = _play(stage, nomor, slug)
                if entry is not None:
                    told.append(_told(stage, nomor, entry))
                    yield f"Langkah {nomor:>2}  {entry.nomor_surat or '-':<32} {entry.hal}"
        path, missing = package.export(stage.bench, stage.office, stage.berkas_id, out, oleh=OLEH)
        stage.bench.engine.dispose()
    (out / MARK).write_text(json.dumps(told, ensure_ascii=False, indent=2), encoding="utf-8")
    yield f"Berkas: {path}"
    yield from (f"Belum lengkap: {line}" for line in missing)


def _clear(out: Path) -> None:
    if out.exists() and any(out.iterdir()):
        if not (out / MARK).exists():
            raise Refused(f"Folder {out} berisi hal lain. Pilih folder kosong untuk demo.")
        shutil.rmtree(out)
    out.mkdir(parents=True, exist_ok=True)
    (out / MARK).write_text("[]", encoding="utf-8")  # a demo that is cut off can be made anew too


def _open(settings: Settings, data: Path) -> Workbench:
    own = replace(settings, data=data, database_url=f"sqlite:///{data / 'naskah.db'}")
    return replace(open_workbench(own), now=lambda: PLAYED_ON)


def _set_up(bench: Workbench, sop: str, out: Path) -> Stage:
    migrate(bench.engine)
    setup.load_samples(bench)
    with reading(bench.engine) as conn:
        office = profile.by_slug(conn, f"contoh-{sop}")
    return Stage(bench, office, berkas.open_berkas(bench, office, sop, TAHUN, oleh=OLEH), out)


def _play(stage: Stage, nomor: int, slug: str) -> Entry | None:
    """Bring one output about, the way it comes about; give its entry if it is a new one."""
    slot = _slot(stage, nomor, slug)
    bench, office = stage.bench, stage.office
    if slot.keluaran.cara is Cara.TUTUP:
        berkas.close(bench, office, stage.berkas_id, oleh=OLEH)
        return None
    if slot.keluaran.cara is Cara.TANDA_TANGAN:
        return slot.entries[0]  # the letter that it signs, which came back from the scanner
    if slot.keluaran.cara is Cara.UNGGAH:
        return _upload(stage, slot)
    draft = berkas.begin(bench, office, oleh=OLEH, berkas_id=stage.berkas_id, keluaran=slug)
    _fill(stage, draft, slot)
    arsip_id = issuing.issue(bench, office.id, draft.id, oleh=OLEH)
    entry = _entry(stage, arsip_id)
    return _sign(stage, entry) if entry.ttd_wanted else entry


def _fill(stage: Stage, draft: Draft, slot: Slot) -> None:
    """Type what the sample of the kind says; what was filled in from earlier letters stays."""
    kind = stage.bench.catalog.get(draft.jenis)
    sample = {key: plain(value) for key, value in kind.contoh.items()}
    known = {field.nama for field in kind.fields if field.dari}
    kept = {key: value for key, value in draft.isian.items() if key in known}
    isian = sample | kept | dict(slot.keluaran.isian)
    if draft.konsep:
        isian[kind.tanggal_isian] = date(2027, 1, DRAFTED_ON[draft.place.langkah or 1]).isoformat()
    with transaction(stage.bench.engine) as conn:
        drafts.save(
            conn,
            draft,
            isian,
            kode_klasifikasi=draft.kode_klasifikasi,
            versi=draft.versi,
            pada=stage.bench.stamp(),
        )


def _upload(stage: Stage, slot: Slot) -> Entry:
    """Upload a plain document, as something that was made outside."""
    document = Document()
    document.add_heading(f"{slot.keluaran.nama} (CONTOH)", 0)
    document.add_paragraph("Dokumen contoh yang dibuat di luar Naskah, lalu diunggah.")
    made = BytesIO()
    document.save(made)
    name = f"{naming.safe(slot.keluaran.nama)}.docx"
    arsip_id = uploads.upload(
        stage.bench,
        stage.office,
        stage.berkas_id,
        slot.keluaran.slug,
        Incoming(name, BytesIO(made.getvalue())),
        hal=slot.keluaran.nama,
        tanggal=date(2027, 1, 6),
        oleh=OLEH,
    )
    return _entry(stage, arsip_id)


def _sign(stage: Stage, entry: Entry) -> Entry:
    """Bring the paper back from the scanner, with a mark where the signature would be."""
    data = _file(stage, entry, "pdf")
    if data is None:
        raise Refused("Demo memerlukan LibreOffice, karena memperlihatkan halaman PDF.")
    pages = [
        Incoming(f"pindai-{page}.jpg", _scan(pdf.picture(data, page, SCAN_WIDTH)))
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
    draw, font = ImageDraw.Draw(page), ImageFont.load_default(size=28)
    words = "CONTOH: ditandatangani"
    draw.text((page.width * 0.5, page.height * 0.965), words, fill=(40, 60, 140), font=font)
    out = BytesIO()
    page.save(out, "JPEG", quality=80, dpi=(150, 150))
    out.seek(0)
    return out


def _told(stage: Stage, nomor: int, entry: Entry) -> dict[str, object]:
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


def _board(stage: Stage) -> board.Board:
    with reading(stage.bench.engine) as conn:
        return board.read(conn, stage.office, stage.berkas_id)


def _row(stage: Stage, nomor: int) -> Row:
    return next(row for row in _board(stage).rows if row.langkah.nomor == nomor)


def _slot(stage: Stage, nomor: int, slug: str) -> Slot:
    return next(slot for slot in _row(stage, nomor).slots if slot.keluaran.slug == slug)
