"""A step of a dossier: what is decided at it, its versions, and what was handed over."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from archive import entries
from archive.entries import Entry
from service import berkas, deciders, deciding, delivering, perbandingan, petugas
from service import board as boards
from service.accounts.permissions import Izin
from service.board import Board
from service.delivering import WAYS, Handing
from service.errors import NotAllowed, NotFound, Refused
from service.offices.capacities import staff_of
from service.slots import Row, Slot
from service.sop.tindakan import REOPENING
from service.web.context import bench, board_of, my_readers, office, oleh, reading, today, user
from service.web.gate import needs, note_refusal
from service.web.sent import day, incoming

pages = Blueprint("langkah", __name__, url_prefix="/berkas/<int:berkas_id>/langkah/<int:nomor>")

NOTE = 2000  # characters of a note
CORRECTION = "lembar-koreksi"


@pages.get("")
@needs(Izin.LIHAT)
def show(berkas_id: int, nomor: int) -> ResponseReturnValue:
    """Show a step with everything that can be decided at it, and what was."""
    with reading() as conn:
        seen = board_of(conn, berkas_id)
        row = seen.asked(nomor)
        staff = staff_of(conn, office().id)
    later = [one for one in seen.rows if one.langkah.nomor >= nomor]
    return render_template(
        "berkas/langkah.html",
        board=seen,
        row=row,
        later=later,
        versions={slot.keluaran.slug: _versions(seen, slot) for slot in row.slots},
        petugas=petugas.of_step(seen.procedure, row.langkah, staff, today()),
        who=deciders.at(seen, [nomor], user(), staff, today()),
        who_later=deciders.at(seen, [one.langkah.nomor for one in later], user(), staff, today()),
        ways=WAYS,
        today=today(),
        correction=any(kind.slug == CORRECTION for kind in bench().catalog.kinds()),
    )


@pages.post("/jawab")
@needs(Izin.BUAT)
def answer(berkas_id: int, nomor: int) -> ResponseReturnValue:
    """Answer the question of the step; the answer says by itself whether it leads on or back."""
    way = deciding.answer(
        bench(),
        office(),
        berkas_id,
        nomor,
        request.form.get("jawab", ""),
        catatan=_typed("catatan"),
        oleh=oleh(),
        atas_nama=_decided_by(berkas_id, nomor),
    )
    if way.back:
        flash(f"Dikembalikan ke langkah {way.ke}. Versi sebelumnya tetap tersimpan.", "success")
        return _back(berkas_id, way.ke)
    flash(f"Langkah {nomor} dijawab “{way}”.", "success")
    return _back(berkas_id, nomor)


@pages.post("/lewati")
@needs(Izin.BUAT)
def skip(berkas_id: int, nomor: int) -> ResponseReturnValue:
    """Decide that the step, or an output of it, will not come."""
    deciding.skip(
        bench(),
        office(),
        berkas_id,
        nomor,
        keluaran=request.form.get("keluaran", ""),
        alasan=_typed("alasan"),
        oleh=oleh(),
        atas_nama=_decided_by(berkas_id, nomor),
    )
    flash("Dilewati; alasannya tercatat dan ikut dalam ekspor.", "success")
    return _back(berkas_id, nomor)


@pages.post("/tetap")
@needs(Izin.BUAT)
def keep(berkas_id: int, nomor: int) -> ResponseReturnValue:
    """Decide that the version from before is still good."""
    slug, why = request.form.get("keluaran", ""), _typed("alasan")
    with reading() as conn:
        _slot(boards.read(conn, office(), berkas_id).asked(nomor), slug)
    by = {"oleh": oleh(), "atas_nama": _decided_by(berkas_id, nomor)}
    deciding.keep(bench(), office(), berkas_id, slug, alasan=why, **by)
    flash("Versi yang ada tetap dipakai.", "success")
    return _back(berkas_id, nomor)


@pages.post("/ulang")
@needs(Izin.BUAT)
def redo(berkas_id: int, nomor: int) -> ResponseReturnValue:
    """Open the step again."""
    last = request.form.get("sampai", nomor, type=int)
    deciding.redo(
        bench(),
        office(),
        berkas_id,
        nomor,
        sampai=last,
        alasan=_typed("alasan"),
        oleh=oleh(),
        atas_nama=_decided_by(berkas_id, *range(nomor, last + 1)),
    )
    flash(f"Langkah {nomor} dibuka lagi. Versi sebelumnya tetap tersimpan.", "success")
    return _back(berkas_id, nomor)


@pages.post("/sampaikan")
@needs(Izin.BUAT)
def hand_over(berkas_id: int, nomor: int) -> ResponseReturnValue:
    """Write down that copies were handed over."""
    sent = incoming("bukti")
    given = Handing(
        kepada=request.form.get("kepada", "")[:300],
        tanggal=day("tanggal", "Tanggal penyampaian"),
        cara=request.form.get("cara", ""),
        jumlah=request.form.get("jumlah", 0, type=int),
        penerima=request.form.get("penerima", "")[:200],
        bukti=sent[0] if sent else None,
    )
    slug = request.form.get("keluaran", "")
    delivering.hand_over(bench(), office(), berkas_id, slug, given, oleh=oleh())
    flash("Penyampaian tercatat.", "success")
    return redirect(url_for("langkah.show", berkas_id=berkas_id, nomor=nomor), 303)


@pages.post("/koreksi")
@needs(Izin.BUAT)
def correction(berkas_id: int, nomor: int) -> ResponseReturnValue:
    """Begin a correction sheet from the note by which the step was sent back."""
    with reading() as conn:
        row = board_of(conn, berkas_id).asked(nomor)
    returned = next((one for one in row.tindakan if one.tindakan in REOPENING), None)
    if returned is None:
        raise Refused("Langkah ini tidak dikembalikan, jadi belum ada catatan untuk dikoreksi.")
    isian: dict[str, object] = {"hasil": "Kembali", "catatan": returned.catatan}
    papers = [slot.entries[0].hal for slot in row.slots if slot.entries]
    isian |= {"dokumen": papers[0]} if papers else {}
    begun = berkas.begin(
        bench(), office(), oleh=oleh(), berkas_id=berkas_id, jenis=CORRECTION, isian=isian
    )
    return redirect(url_for("surat.form", draft_id=begun.id), 303)


@pages.get("/bandingkan")
@needs(Izin.LIHAT)
def compare(berkas_id: int, nomor: int) -> ResponseReturnValue:
    """Show two versions of an output side by side: its fields, and its words."""
    with reading() as conn:
        seen = boards.read(conn, office(), berkas_id)
        slot = _slot(seen.asked(nomor), request.args.get("keluaran", ""))
        mine = my_readers(conn)
        versions = [one for one in _versions(seen, slot) if one.open_to(mine)]
        older, newer = sorted(_chosen(versions), key=lambda one: one.id)
        lama, baru = (entries.text(conn, one.id) for one in (older, newer))
        typed = [entries.snapshot(conn, one.id).get("isian", {}) for one in (older, newer)]
    return render_template(
        "berkas/bandingkan.html",
        board=seen,
        row=seen.asked(nomor),
        slot=slot,
        older=older,
        newer=newer,
        fields=perbandingan.fields(typed[0], typed[1], _labels(newer.jenis)),
        words=perbandingan.words(lama, baru),
    )


def _versions(seen: Board, slot: Slot) -> list[Entry]:
    """List the versions of an output, the newest first, with those that it continues."""
    earlier = seen.slot(slot.keluaran.dari) if slot.keluaran.dari else None
    found = {one.id: one for one in (*slot.entries, *(earlier[1].entries if earlier else ()))}
    return sorted(found.values(), key=lambda one: one.id, reverse=True)


def _chosen(versions: list[Entry]) -> tuple[Entry, Entry]:
    known = {one.id: one for one in versions}
    asked = [request.args.get(name, 0, type=int) for name in ("lama", "baru")]
    if asked[0] == asked[1] or not set(asked) <= set(known):
        raise NotFound("Pilih dua versi yang berbeda dari keluaran ini.")
    return known[asked[0]], known[asked[1]]


def _labels(jenis: str) -> dict[str, str]:
    kind = next((one for one in bench().catalog.kinds() if one.slug == jenis), None)
    return {field.nama: field.label for field in kind.fields} if kind else {}


def _slot(row: Row, slug: str) -> Slot:
    found = next((one for one in row.slots if one.keluaran.slug == slug), None)
    if found is None:
        raise NotFound(f"Langkah {row.langkah.nomor} tidak punya keluaran “{slug}”.")
    return found


def _decided_by(berkas_id: int, *nomors: int) -> str:
    """Give whose decision the form notes; "" when the account decides itself.

    NotAllowed, with a row in the trail, for an account that may not and names nobody who may.
    """
    with reading() as conn:
        seen = boards.read(conn, office(), berkas_id)
        for nomor in nomors:
            seen.asked(nomor)
        who = deciders.at(seen, nomors, user(), staff_of(conn, office().id), today())
    named = request.form.get("atas_nama", "")
    if who.own or named in who.names:
        return named if named in who.names else ""
    note_refusal(Izin.PUTUS)
    raise NotAllowed(who.refusal)


def _typed(name: str) -> str:
    return request.form.get(name, "").strip()[:NOTE]


def _back(berkas_id: int, nomor: int) -> ResponseReturnValue:
    there = url_for("berkas.board", berkas_id=berkas_id, _anchor=f"langkah-{nomor}")
    return redirect(there, 303)
