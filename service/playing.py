"""How the demo brings each output of a step about, and answers what the step asks."""

from collections.abc import Iterator
from io import BytesIO

from docx import Document
from PIL import Image, ImageDraw, ImageFont

from archive import search
from archive.entries import Entry
from archive.query import Query
from doc_templates import pdf
from doc_templates.shapes import Field
from service import (
    berkas,
    board,
    deciding,
    delivering,
    drafts,
    issuing,
    naming,
    petugas,
    retelling,
    steps,
    uploads,
)
from service.datafile import plain
from service.db import reading, transaction
from service.delivering import Handing
from service.drafts import Draft
from service.errors import Refused
from service.offices.capacities import staff_of
from service.playbook import Return
from service.slots import Need, Slot
from service.sop.procedure import Cara
from service.sop.tindakan import Tindak
from service.stage import Stage
from service.uploads import Incoming

OLEH = "Demo"


def outputs(stage: Stage) -> Iterator[tuple[int, str]]:
    """Go through the outputs in the order of the steps; what a step needs is put in before.

    Copies of them are handed over. Its question is answered once they are there: with no the one
    time that the playbook says, whereupon those that were sent back come again, then with yes.
    """
    back = stage.book.back
    for row in stage.board().rows:
        for need in row.needs:
            if not need.kelengkapan.dari:
                _meet(stage, need)
        for slot in row.slots:
            yield row.langkah.nomor, slot.keluaran.slug
            _hand_over(stage, slot.keluaran.slug)
            if back is not None and slot.keluaran.slug == back.sesudah:
                yield from _again(stage, back)
        _approve(stage, row.langkah.nomor)


def play(stage: Stage, slug: str) -> Entry | None:
    """Bring one output about, the way it comes about; give its entry, or None for an event."""
    slot = stage.slot(slug)
    bench, office = stage.bench, stage.office
    stage.clock.turn_to(stage.day(slot))
    if slot.keluaran.cara is Cara.TUTUP:
        berkas.close(bench, office, stage.berkas_id, oleh=OLEH)
        return None
    if slot.keluaran.cara is Cara.CATAT:
        note = str(stage.book.values(slug).get("catatan", slot.keluaran.nama))
        deed = (bench, office, stage.berkas_id, slug)
        steps.note_event(*deed, tanggal=stage.book.day(slug), catatan=note, oleh=OLEH)
        return None
    if slot.keluaran.cara is Cara.TANDA_TANGAN:
        return slot.entries[0]  # the letter that it signs, which came back from the scanner
    if slot.keluaran.cara is Cara.UNGGAH:
        return _upload(stage, slug, slot.keluaran.nama)
    draft = berkas.begin(bench, office, oleh=OLEH, berkas_id=stage.berkas_id, keluaran=slug)
    _fill(stage, draft, slot)
    entry = stage.entry(issuing.issue(bench, office.id, draft.id, oleh=OLEH))
    return _sign(stage, entry) if entry.ttd_wanted else entry


def _hand_over(stage: Stage, slug: str) -> None:
    """Hand over the copies that go out once this output has come about."""
    for one in stage.book.delivered:
        if one.sesudah == slug:
            day = stage.book.day(slug)
            given = Handing(one.kepada, day, one.cara, one.jumlah, one.penerima)
            what = (stage.bench, stage.office, stage.berkas_id, one.keluaran)
            delivering.hand_over(*what, given, oleh=OLEH)


def _again(stage: Stage, back: Return) -> Iterator[tuple[int, str]]:
    """Answer no, and go through what is to come again because of it."""
    oleh = _performer(stage, back.langkah)
    what = (stage.bench, stage.office, stage.berkas_id, back.langkah)
    deciding.send_back(*what, catatan=back.catatan, oleh=oleh)
    for row in stage.board().rows:
        returned = [slot for slot in row.slots if slot.returned]
        for slot in returned:
            yield row.langkah.nomor, slot.keluaran.slug
        if returned:
            _approve(stage, row.langkah.nomor)


def _approve(stage: Stage, nomor: int) -> None:
    """Answer the question of a step with yes, if it asks one and all it makes is there."""
    row = stage.board().row(nomor)
    if row is None or row.langkah.keputusan is None or not all(slot.done for slot in row.slots):
        return
    if row.answer is None or row.answer.tindakan != Tindak.SETUJU:
        what = (stage.bench, stage.office, stage.berkas_id, nomor)
        deciding.approve(*what, catatan="", oleh=_performer(stage, nomor))


def _performer(stage: Stage, nomor: int) -> str:
    """Give the name of who performs a step; whoever holds the first post that somebody holds."""
    with reading(stage.bench.engine) as conn:
        seen = board.read(conn, stage.office, stage.berkas_id)
        staff = staff_of(conn, stage.office.id)
    row = seen.row(nomor)
    if row is None:
        return OLEH
    today = stage.office.today(stage.bench.now())
    found = petugas.of_step(seen.procedure, row.langkah, staff, today)
    return next((way.pejabat.pegawai.nama for one in found for way in one.pejabat), OLEH)


def _meet(stage: Stage, need: Need) -> None:
    """Put in a paper that a step needs: from the archive if it is there already, else uploaded."""
    with reading(stage.bench.engine) as conn:
        now = board.read(conn, stage.office, stage.berkas_id).need(need.kelengkapan.slug)
        wanted = Query(stage.office.id, kata=need.kelengkapan.nama, jenis=uploads.KIND)
        found = search.find(conn, wanted, limit=5).hits
    if now is not None and now.met:
        return
    slug, nama = need.kelengkapan.slug, need.kelengkapan.nama
    stage.clock.turn_to(stage.book.day(slug))
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
    slug, again = slot.keluaran.slug, slot.reopened is not None
    own = stage.book.values(slug, again=again)
    isian = sample | kept | own | dict(slot.keluaran.isian)
    isian[kind.tanggal_isian] = stage.day(slot).isoformat()
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
        tanggal=stage.book.day(slug),
        oleh=OLEH,
    )
    return stage.entry(arsip_id)


def _sign(stage: Stage, entry: Entry) -> Entry:
    """Bring the paper back from the scanner, with a mark where the signature would be."""
    data = stage.file(entry, "pdf")
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
    return stage.entry(entry.id)


def _scan(png: bytes) -> BytesIO:
    page = Image.open(BytesIO(png)).convert("RGB")
    draw, font = ImageDraw.Draw(page), ImageFont.load_default(size=page.width / 44)
    words = "CONTOH: ditandatangani"
    draw.text((page.width * 0.5, page.height * 0.965), words, fill=(40, 60, 140), font=font)
    out = BytesIO()
    page.save(out, "JPEG", quality=80, dpi=(150, 150))
    out.seek(0)
    return out
