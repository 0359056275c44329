"""Numbers out of their order: those that others gave, and blocks for an event."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from doc_templates.shapes import Field
from numbering import books
from numbering.block import NewBlock
from numbering.books import Buku
from numbering.external import External
from numbering.old_values import holds
from service.accounts.permissions import Izin
from service.agenda import deeds
from service.web import settings_form
from service.web.agenda import formulir
from service.web.context import bench, office, oleh, reading, today
from service.web.gate import needs
from service.web.settings_form import Sent

pages = Blueprint("khusus", __name__, url_prefix="/agenda")

SOURCES = ("SRIKANDI", "Buku kertas", "Buku register induk")
EXTERNAL = (
    Field("asal", "Diberikan oleh", "pilihan", wajib=True, pilihan=SOURCES, kelompok="Nomor"),
    Field("nomor_urut", "Nomor urut di buku ini", "angka", kelompok="Nomor",
          petunjuk="Hitungan buku akan melewatinya. Kosongkan bila nomornya bukan dari buku ini."),
    Field("nomor_surat", "Nomor surat seperti tercetak", maks=200, kelompok="Nomor",
          petunjuk="Kosongkan agar dicetak menurut pola buku ini dan nomor urutnya."),
    Field("keterangan", "Keterangan", maks=500, kelompok="Nomor"),
)  # fmt: skip
BLOCK = (
    Field("alasan", "Untuk keperluan", wajib=True, maks=300,
          petunjuk="Misalnya: undangan Musrenbang Kecamatan."),
    Field("jumlah", "Banyak nomor", "angka", wajib=True),
    Field("pertama", "Mulai dari nomor urut", "angka",
          petunjuk="Kosongkan agar dimulai dari nomor berikutnya yang kosong."),
    Field("tanggal", "Dipakai mulai tanggal", "tanggal", wajib=True),
    Field("sampai", "Sampai tanggal", "tanggal", wajib=True,
          petunjuk="Sesudah tanggal ini blok perlu dilepas; nomor yang tersisa hangus."),
)  # fmt: skip


@pages.get("/<slug>/dari-luar")
@needs(Izin.AGENDA)
def ask_external(slug: str) -> ResponseReturnValue:
    """Ask for a number that was given elsewhere."""
    return _external(_book(slug), {}, formulir.new_key("luar"))


@pages.post("/<slug>/dari-luar")
@needs(Izin.AGENDA)
def record(slug: str) -> ResponseReturnValue:
    """Record a number that was given elsewhere; pressing twice records it once."""
    buku = _book(slug)
    key = formulir.key("luar")

    def keep(sent: Sent) -> int:
        number = External(
            sent.text("asal"),
            sent.number("nomor_urut"),
            sent.text("nomor_surat"),
            sent.text("keterangan"),
        )
        letter = formulir.letter(sent, buku)
        made = deeds.record(bench(), office(), slug, number, letter, key=key, oleh=oleh())
        return made.id

    made, sent, faults = formulir.attempt(_external_fields(buku), keep)
    if made is None:
        return _external(buku, sent.raw, key, faults), 422
    _tell(sent.number("nomor_urut"), sent.text("nomor_surat"))
    return redirect(url_for("nomor.show", nomor_id=made), 303)


def _tell(urut: int | None, printed: str) -> None:
    """Say what was recorded; a printed number without its sequence is a typing error in one."""
    passed = " Hitungan buku akan melewatinya." if urut else ""
    flash(f"Nomor tercatat.{passed}", "success")
    if urut and printed and not holds(printed, urut):
        flash(
            f"Nomor surat {printed} tidak memuat nomor urut {urut}. Periksa keduanya; bila keliru, "
            "batalkan nomor ini dan catat lagi.",
            "warning",
        )


@pages.get("/<slug>/blok")
@needs(Izin.AGENDA)
def ask_block(slug: str) -> ResponseReturnValue:
    """Ask what a block is wanted for."""
    return _block(_book(slug), {"tanggal": today().isoformat()}, formulir.new_key("blok"))


@pages.post("/<slug>/blok")
@needs(Izin.AGENDA)
def reserve(slug: str) -> ResponseReturnValue:
    """Keep a run of numbers for an event; pressing twice keeps one."""
    key = formulir.key("blok")

    def keep(sent: Sent) -> str:
        new = NewBlock(
            sent.day("tanggal"),
            sent.number("jumlah") or 0,
            sent.day("sampai"),
            sent.text("alasan"),
            sent.number("pertama"),
        )
        return deeds.reserve(bench(), office(), slug, new, key=key, oleh=oleh()).periode

    periode, sent, faults = formulir.attempt(BLOCK, keep)
    if periode is None:
        return _block(_book(slug), sent.raw, key, faults), 422
    flash("Blok nomor dipesan.", "success")
    return redirect(url_for("agenda.every", buku=slug, periode=periode, _anchor="blok"), 303)


@pages.post("/blok/<int:blok_id>/lepas")
@needs(Izin.AGENDA)
def release(blok_id: int) -> ResponseReturnValue:
    """End a block; what was not used is burned with the reason."""
    alasan = request.form.get("alasan", "")
    burned = deeds.release(bench(), office(), blok_id, alasan=alasan, oleh=oleh())
    flash(f"Blok dilepas; {burned} nomor yang tidak terpakai dicatat batal.", "success")
    with reading() as conn:
        block = deeds.find_block(conn, office(), blok_id)
        slug = next(one.slug for one in books.books(conn, office().id) if one.id == block.buku_id)
    return redirect(url_for("agenda.every", buku=slug, periode=block.periode, _anchor="blok"), 303)


def _external(
    buku: Buku, raw: Mapping[str, object], kunci: str, faults: formulir.Faults = ()
) -> str:
    fields = _external_fields(buku)
    lead = "Nomor dari SRIKANDI, atau dari buku kertas selagi Naskah tidak dapat dipakai."
    return settings_form.show(
        "agenda/isian.html", fields, raw, faults, buku=buku, judul="Catat nomor dari luar",
        lead=lead, tombol="Catat nomor", kunci=kunci,
    )  # fmt: skip


def _block(buku: Buku, raw: Mapping[str, object], kunci: str, faults: formulir.Faults = ()) -> str:
    lead = "Nomor berurutan yang disimpan untuk satu acara, agar surat-suratnya berdampingan."
    return settings_form.show(
        "agenda/isian.html", BLOCK, raw, faults, buku=buku, judul="Pesan blok nomor",
        lead=lead, tombol="Pesan blok", kunci=kunci,
    )  # fmt: skip


def _external_fields(buku: Buku) -> tuple[Field, ...]:
    return (*EXTERNAL, *formulir.letter_fields(buku, wajib=False))


def _book(slug: str) -> Buku:
    with reading() as conn:
        return books.get_buku(conn, office().id, slug)
