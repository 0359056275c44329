"""The dossier at work: open it, begin a letter at its step, copy one, close it."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy.engine import Connection

from archive import dossier, entries
from archive.dossier import NewBerkas
from doc_templates.catalog import Kind
from service import board, carrying, dossier_facts, drafts, kurun, prefill
from service.accounts import audit
from service.board import Board
from service.db import transaction
from service.drafts import Draft, NewDraft, Place
from service.errors import AlreadyOpen, NotFound, Refused
from service.kurun import Kurun
from service.offices import profile
from service.offices.capacities import staff_of
from service.offices.profile import Office
from service.sop import editions
from service.sop.editions import Edition
from service.sop.procedure import Cara, Keluaran, Procedure
from service.workbench import Workbench


def open_berkas(
    bench: Workbench,
    office: Office,
    sop_slug: str,
    tahun: int,
    *,
    oleh: str,
    jenis: str = kurun.TAHUN,
    ke: int = 1,
    lagi: bool = False,
) -> int:
    """Open a dossier for a procedure and a period; give its id. It keeps the present edition.

    The period is a year, or its part number `ke`. AlreadyOpen when there is such a dossier,
    unless a second one (`lagi`) is wanted on purpose.
    """
    about = kurun.checked(tahun, jenis, ke)
    with transaction(bench.engine) as conn:
        profile.hold(conn, office)
        edition = editions.by_slug(conn, office.id, sop_slug)
        _check_period(edition.procedure(), about)
        if not lagi:
            _check_first(conn, office, sop_slug, about)
        new = _new_berkas(office, edition, about, oleh, bench.stamp())
        berkas = dossier.open_berkas(conn, new)
        _note(conn, bench, office, berkas.id, "buka-berkas", oleh)
    return berkas.id


def _new_berkas(office: Office, edition: Edition, about: Kurun, oleh: str, pada: str) -> NewBerkas:
    procedure = edition.procedure()
    return NewBerkas(
        instansi_id=office.id,
        kode_klasifikasi=procedure.kode_klasifikasi,
        judul=f"{procedure.judul_berkas} {about.judul}",
        kurun_waktu=str(about),
        sop=str(edition.id),
        unit_pengolah=office.profil.nama,
        oleh=oleh,
        dibuka_pada=pada,
    )


def _check_period(procedure: Procedure, about: Kurun) -> None:
    if about.jenis not in procedure.periode:
        known = ", ".join(procedure.periode)
        raise Refused(f"SOP ini dijalankan per {known}, bukan per {about.jenis}.")


def _check_first(conn: Connection, office: Office, sop_slug: str, about: Kurun) -> None:
    there = dossier.find_berkas(conn, office.id, _sops(conn, office, sop_slug), str(about))
    if there:
        said = "masih terbuka" if there[0].state == "terbuka" else "sudah ditutup"
        raise AlreadyOpen(
            f"Berkas “{there[0].judul}” sudah ada dan {said}. Lanjutkan berkas itu, "
            "atau nyatakan bahwa memang perlu berkas kedua.",
            there[0].id,
        )


def _sops(conn: Connection, office: Office, sop_slug: str) -> list[str]:
    return [str(number) for number in editions.ids_of(conn, office.id, sop_slug)]


def close(bench: Workbench, office: Office, berkas_id: int, *, oleh: str) -> None:
    """Close a dossier: nothing more is filed in it. What is missing stays said on its cover."""
    with transaction(bench.engine) as conn:
        if drafts.being_written(conn, office.id, berkas_id):
            raise Refused(
                "Masih ada konsep yang belum diterbitkan di berkas ini. "
                "Terbitkan atau buang dulu konsepnya, lalu tutup berkasnya."
            )
        dossier.close_berkas(conn, office.id, berkas_id, pada=bench.stamp())
        _note(conn, bench, office, berkas_id, "tutup-berkas", oleh)


def reopen(bench: Workbench, office: Office, berkas_id: int, *, oleh: str) -> None:
    """Open a closed dossier again, leaving a trace in the audit trail."""
    with transaction(bench.engine) as conn:
        dossier.reopen_berkas(conn, office.id, berkas_id)
        _note(conn, bench, office, berkas_id, "buka-kembali-berkas", oleh)


def begin(
    bench: Workbench,
    office: Office,
    *,
    oleh: str,
    berkas_id: int | None = None,
    keluaran: str | None = None,
    jenis: str | None = None,
    isian: Mapping[str, object] | None = None,
) -> Draft:
    """Begin a letter, filled in with what is known: at an output of a step, or of a free kind.

    `isian` are values that whoever begins it knows already.

    Raises NotFound when the step has no such output, UnknownKind, BerkasClosed.
    """
    with transaction(bench.engine) as conn:
        place, out = _place(conn, office, berkas_id, keluaran)
        if berkas_id is not None:
            dossier.open_for_filing(conn, office.id, berkas_id)
        kind = bench.catalog.get(out.jenis if out else jenis or "")
        new = NewDraft(
            instansi_id=office.id,
            jenis=kind.slug,
            isian=_filled(conn, bench, office, kind, place, out) | dict(isian or {}),
            place=place,
            konsep=out is not None and out.cara is Cara.KONSEP,
            kode_klasifikasi=kind.kode_klasifikasi,
        )
        return drafts.create(conn, new, oleh=oleh, pada=bench.stamp())


def copy_letter(bench: Workbench, office: Office, arsip_id: int, *, oleh: str) -> Draft:
    """Begin a letter with the words of an older one, dated today, at the same step.

    Where its dossier is closed by now, the copy belongs to none.
    """
    with transaction(bench.engine) as conn:
        entry = entries.get(conn, office.id, arsip_id)
        kind = bench.catalog.get(entry.jenis)
        old = drafts.get(conn, office.id, drafts.id_of(entry.draft_key or ""))
        today = office.today(bench.now()).isoformat()
        new = NewDraft(
            instansi_id=office.id,
            jenis=kind.slug,
            isian={**old.isian, kind.tanggal_isian: today},
            place=_open_place(conn, office, old.place),
            konsep=old.konsep,
            kode_klasifikasi=old.kode_klasifikasi,
        )
        return drafts.create(conn, new, oleh=oleh, pada=bench.stamp())


def _open_place(conn: Connection, office: Office, place: Place) -> Place:
    if place.berkas_id is None:
        return place
    berkas = dossier.get_berkas(conn, office.id, place.berkas_id)
    return place if berkas.state == "terbuka" else Place()


def _place(
    conn: Connection, office: Office, berkas_id: int | None, keluaran: str | None
) -> tuple[Place, Keluaran | None]:
    if berkas_id is None or keluaran is None:
        return Place(berkas_id), None
    found = board.read(conn, office, berkas_id).procedure.output(keluaran)
    if found is None:
        raise NotFound(f"SOP berkas ini tidak punya keluaran “{keluaran}”.")
    step, out = found
    return Place(berkas_id, step.nomor, out.slug), out


def _filled(
    conn: Connection,
    bench: Workbench,
    office: Office,
    kind: Kind,
    place: Place,
    out: Keluaran | None,
) -> dict[str, object]:
    today = office.today(bench.now())
    filed = entries.of_berkas(conn, place.berkas_id) if place.berkas_id else []
    living = [one for one in filed if one.draft_key and one.state != "batal"]
    earlier = [one for one in living if not one.closed]  # whoever begins this may not read those
    letters = [
        prefill.Letter(one.jenis, one.nomor_surat, entries.snapshot(conn, one.id))
        for one in sorted(earlier, key=lambda one: one.id, reverse=True)
    ]
    seen = board.read(conn, office, place.berkas_id) if place.berkas_id is not None else None
    if seen is not None:
        letters.append(dossier_facts.facts(seen))
    known = prefill.Known(today=today, staff=staff_of(conn, office.id), letters=letters)
    filled = prefill.fill(kind, known)
    if out is not None and seen is not None:
        filled = carrying.carried(conn, office, seen, kind, out) | filled
        filled |= _continued(conn, earlier, seen, out, kind, today) | dict(out.isian)
    return filled


def _continued(
    conn: Connection,
    earlier: list[entries.Entry],
    seen: Board,
    out: Keluaran,
    kind: Kind,
    today: date,
) -> dict[str, object]:
    """Take over the words of the version that this output continues, or of its own returned one."""
    slot = seen.slot(out.slug)
    again = {out.slug} if slot and slot[1].reopened else set()
    before = [one for one in earlier if one.keluaran and one.keluaran in again | {out.dari}]
    if not before:
        return {}
    newest = max(before, key=lambda one: one.id)
    isian = dict(entries.snapshot(conn, newest.id).get("isian", {}))
    return isian | {kind.tanggal_isian: today.isoformat()} if newest.keluaran == out.slug else isian


def _note(
    conn: Connection, bench: Workbench, office: Office, berkas_id: int, what: str, oleh: str
) -> None:
    deed = audit.Deed(oleh, what, f"berkas/{berkas_id}", {})
    audit.record(conn, office.id, deed, pada=bench.stamp())
