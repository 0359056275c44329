"""Beri nomor: the number of a letter that came back signed, or one out of the order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from flask import Blueprint, abort, flash, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.engine import Connection

from archive.entries import NewFile
from doc_templates.errors import BadValues, LostText
from doc_templates.shapes import Fault, Field
from numbering import blocks, counter
from numbering.books import Buku
from numbering.external import External
from numbering.series import period_of
from service import after_signing, drafts, freezing, issuing, naming, numbers, srikandi
from service import initials as initialled
from service.accounts.permissions import Izin
from service.agenda.parts import example
from service.errors import NotFound
from service.numbers import FromBlock, Inserted, Source
from service.web import desk as desks
from service.web import settings_form
from service.web.agenda.formulir import attempt
from service.web.agenda.khusus import SOURCES
from service.web.context import bench, office, oleh, reading, today, user
from service.web.desk import Desk
from service.web.gate import needs
from service.web.settings_form import Sent

pages = Blueprint("beri_nomor", __name__, url_prefix="/surat/<int:draft_id>/nomor")

NEXT, INSERTED, ELSEWHERE = "Nomor berikutnya", "Nomor sisipan", "Nomor dari luar"
DATE = Field("tanggal_surat", "Tanggal surat", "tanggal", wajib=True, kelompok="Nomor",
             petunjuk="Ditulis tangan di surat bersama nomornya.")  # fmt: skip
FROM_SRIKANDI = (
    Field("nomor_surat", "Nomor surat dari SRIKANDI", wajib=True, maks=200, kelompok="Nomor"),
    Field(
        "tanggal_surat",
        "Tanggal surat",
        "tanggal",
        wajib=True,
        kelompok="Nomor",
        petunjuk="Tanggal yang diberikan SRIKANDI.",
    ),
)
OUT_OF_ORDER = (
    Field("sesudah", "Sisipkan sesudah nomor urut", "angka", kelompok="Bila nomor sisipan"),
    Field("alasan", "Alasan", maks=500, kelompok="Bila nomor sisipan"),
    Field("asal", "Diberikan oleh", "pilihan", pilihan=SOURCES, kelompok="Bila nomor dari luar"),
    Field("nomor_surat", "Nomor surat seperti tercetak", maks=200,
          kelompok="Bila nomor dari luar"),
    Field("nomor_urut", "Nomor urut di buku ini", "angka", kelompok="Bila nomor dari luar",
          petunjuk="Kosongkan bila nomornya bukan dari buku ini."),
)  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """A letter, its book, the number that would come next, and the blocks it may take from."""

    desk: Desk
    buku: Buku
    next: str
    blocks: Mapping[str, int]

    @property
    def printed(self) -> bool:
        """Tell whether the letter is on paper already, and gets its date only now."""
        return self.desk.draft.state == drafts.PRINTED

    @property
    def srikandi(self) -> bool:
        """Tell whether SRIKANDI numbers it; whoever sent it there writes down what came back."""
        return self.printed and srikandi.meant_for(self.desk.draft)

    @property
    def fields(self) -> tuple[Field, ...]:
        """Give the fields that somebody in this role may fill in."""
        if self.srikandi:
            return FROM_SRIKANDI
        free = user().may(Izin.AGENDA)
        options = (NEXT, *self.blocks, *((INSERTED, ELSEWHERE) if free else ()))
        source = Field("sumber", "Nomor diambil dari", "pilihan", wajib=True, pilihan=options,
                       bawaan=NEXT, kelompok="Nomor")  # fmt: skip
        return (*((DATE,) if self.printed else ()), source, *(OUT_OF_ORDER if free else ()))

    def source(self, sent: Sent) -> Source:
        """Give where the number is to come from."""
        if self.srikandi:
            return External(srikandi.NAMA, None, sent.text("nomor_surat"))
        wanted = sent.text("sumber")
        if wanted == INSERTED:
            return Inserted(sent.number("sesudah") or 0, sent.text("alasan"))
        if wanted == ELSEWHERE:
            urut, nomor_surat = sent.number("nomor_urut"), sent.text("nomor_surat")
            return External(sent.text("asal"), urut, nomor_surat)
        return FromBlock(self.blocks[wanted]) if wanted in self.blocks else None


@pages.get("")
@needs(Izin.BUAT)
def show(draft_id: int) -> ResponseReturnValue:
    """Show the letter and ask for its number."""
    desk = desks.sit_down(draft_id)
    if desk.draft.state not in (drafts.WRITTEN, drafts.PRINTED):
        return redirect(url_for("surat.form", draft_id=draft_id))
    return _show(_choice(desk), {"tanggal_surat": today().isoformat()})


@pages.post("")
@needs(Izin.BUAT)
def give(draft_id: int) -> ResponseReturnValue:
    """Number the letter; pressing twice gives the same number."""
    desk = desks.sit_down(draft_id)
    if desk.draft.arsip_id is not None:
        return redirect(url_for("arsip.entry", arsip_id=desk.draft.arsip_id), 303)
    choice = _choice(desk)

    def deed(sent: Sent) -> int:
        source = choice.source(sent)
        if not choice.printed:
            return issuing.issue(bench(), office().id, draft_id, source, oleh=oleh())
        day = sent.day("tanggal_surat")
        return after_signing.give_number(bench(), office().id, draft_id, day, source, oleh=oleh())

    try:
        made, sent, faults = attempt(choice.fields, deed)
    except (BadValues, LostText) as refusal:
        return desks.show(desk, refusal.faults), 422
    if made is None:
        return _show(choice, sent.raw, faults), 422
    if choice.srikandi:
        flash("Nomor dicatat. Unggah PDF bertanda tangan dari SRIKANDI sebagai salinannya.",
              "success")  # fmt: skip
    elif choice.printed:
        flash("Nomor diberikan. Tulis nomor dan tanggalnya di surat, lalu unggah pindaiannya.",
              "success")  # fmt: skip
    else:
        flash("Naskah sudah terbit dan masuk arsip.", "success")
    return redirect(url_for("arsip.entry", arsip_id=made), 303)


@pages.get("/cetakan")
@needs(Izin.BUAT)
def papers(draft_id: int) -> ResponseReturnValue:
    """Give what was printed, to be printed again, or its DOCX where that is asked for."""
    draft = desks.sit_down(draft_id).draft
    kept: Mapping[str, Any] = draft.snapshot or {}
    if not kept.get(freezing.PAPERS):
        abort(404)
    wanted = 0 if "docx" in request.args else -1  # the DOCX comes first among the papers
    newest = NewFile(**kept[freezing.PAPERS][wanted])
    data = BytesIO(bench().store.read(newest.digest))
    return send_file(data, mimetype=newest.media_type, download_name=newest.nama)


@pages.get("/paraf")
@needs(Izin.BUAT)
def initials(draft_id: int) -> ResponseReturnValue:
    """Give what was printed with a table for initials, to go round before it is signed."""
    draft = desks.sit_down(draft_id).draft
    kept: Mapping[str, Any] = draft.snapshot or {}
    if not kept.get(freezing.PAPERS):
        abort(404)
    (docx,) = [NewFile(**one) for one in kept[freezing.PAPERS] if one["peran"] == "docx"]
    post = initialled.signing_post(kept)
    original = initialled.Original(bench().store.read(docx.digest), kept["nomor_kosong"], post)
    product = initialled.copy(bench().hasty(), office(), original)
    suffix, data = ("pdf", product.pdf) if product.pdf else ("docx", product.docx)
    name = f"{docx.nama.removesuffix('.docx')} - paraf.{suffix}"
    return send_file(BytesIO(data), mimetype=naming.MEDIA[suffix], download_name=name)


@pages.post("/tarik")
@needs(Izin.BUAT)
def take_back(draft_id: int) -> ResponseReturnValue:
    """Let the letter be written on again."""
    after_signing.take_back(bench(), office().id, draft_id, oleh=oleh())
    flash("Cetakan ditarik. Konsepnya dapat diubah lagi; nomor tidak ada yang terpakai.", "success")
    return redirect(url_for("surat.form", draft_id=draft_id), 303)


def _choice(desk: Desk) -> Choice:
    with reading() as conn:
        buku = numbers.book_for(conn, office(), desk.kind, desk.jabatan)
        if buku is None or desk.draft.konsep:
            raise NotFound("Naskah ini tidak memakai nomor.")
        return Choice(desk, buku, _next(conn, desk, buku), _blocks(conn, buku))


def _next(conn: Connection, desk: Desk, buku: Buku) -> str:
    if told := after_signing.forecast(conn, bench(), desk.draft, today()):
        return told
    coming = counter.next_number(conn, buku.id, period_of(buku.restart, today()))
    return example(office(), buku, today(), coming)


def _blocks(conn: Connection, buku: Buku) -> dict[str, int]:
    found = blocks.blocks(conn, buku.id)
    return {
        f"Blok {one.kisaran}: {one.alasan}": one.id
        for one, left in found
        if left and one.lepas_pada is None
    }


def _show(choice: Choice, raw: Mapping[str, object], faults: Sequence[Fault] = ()) -> str:
    pasted = srikandi.form(bench(), choice.desk.draft) if choice.srikandi else ()
    more = {"choice": choice, "pasted": pasted}
    return settings_form.show("surat/nomor.html", choice.fields, raw, faults, **more)
