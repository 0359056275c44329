"""The desk that a letter is written at: the draft, its form, and how it is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from flask import render_template, request
from sqlalchemy.engine import Connection

from doc_templates import computing
from doc_templates.catalog import Kind
from doc_templates.dates import read_date
from doc_templates.shapes import Fault, Field
from numbering.books import Buku
from numbering.errors import UnknownBook
from numbering.used_parts import used_values
from service import drafts, letter_parts, numbers, sheets
from service.agenda import kepala
from service.db import transaction
from service.drafts import Draft
from service.errors import Refused
from service.massal.recipients import shape_of
from service.offices.capacities import Staff, staff_of
from service.offices.people import Pejabat
from service.web import isian
from service.web.context import bench, engine_trouble, office, reading, today
from service.web.signers import Choosing


@dataclass(frozen=True)
class Desk:
    """A draft with what its form needs: the kind, the officials, whether it will get a number."""

    draft: Draft
    kind: Kind
    staff: Staff
    numbered: bool
    buku: Buku | None = None
    jabatan: str = ""  # of whoever signs, where the book depends on it

    @property
    def open(self) -> bool:
        """Tell whether the letter can still be changed."""
        return self.draft.state == drafts.WRITTEN

    @property
    def sendable(self) -> bool:
        """Tell whether it can go to many recipients, each with a letter."""
        return self.numbered and shape_of(self.kind) is not None

    @property
    def people(self) -> Sequence[Pejabat]:
        """Give the officials of the office, for lists of people."""
        return self.staff.people


def sit_down(draft_id: int) -> Desk:
    """Read a draft of the office; NotFound otherwise."""
    with reading() as conn:
        draft = drafts.get(conn, office().id, draft_id)
        kind = bench().catalog.get(draft.jenis)
        jabatan = sheets.signing_post(conn, office(), kind, draft.isian)
        numbered = not draft.konsep and bool(numbers.book_slug(conn, office().id, kind, jabatan))
        buku = _book(conn, kind, jabatan) if numbered else None
        return Desk(draft, kind, staff_of(conn, office().id), numbered, buku, jabatan)


def typed(desk: Desk) -> tuple[dict[str, object], str]:
    """Give what this request's form holds: raw values, and the classification code."""
    kode = request.form.get("_kode_klasifikasi", desk.draft.kode_klasifikasi).strip()
    return isian.read(desk.kind.fields, request.form) | letter_parts.sent(request.form), kode


def keep(desk: Desk, raw: Mapping[str, object], kode: str) -> Desk:
    """Keep what was typed; DraftChanged when somebody else wrote something different meanwhile.

    The same words again, from a second press of a button, are no conflict.
    """
    if not desk.open or _same(desk.draft, raw, kode):
        return desk
    asked = desk.draft.versi if "_timpa" in request.form else _version()
    try:
        with transaction(bench().engine) as conn:
            drafts.save(
                conn, desk.draft, raw, kode_klasifikasi=kode, versi=asked, pada=bench().stamp()
            )
    except Refused:
        now = sit_down(desk.draft.id)
        if now.open and not _same(now.draft, raw, kode):
            raise
        return now
    return sit_down(desk.draft.id)


def show(
    desk: Desk,
    faults: Sequence[Fault] = (),
    *,
    raw: Mapping[str, object] | None = None,
    pesan: str = "",
    conflict: bool = False,
) -> str:
    """Show the form, filled with the draft or with `raw`, and everything that is wrong with it."""
    fields = desk.kind.fields
    with reading() as conn:
        asked = kepala.has_head(desk.kind)
        heads = kepala.choices(conn, office(), desk.draft) if asked else []
        filled = desk.draft.isian if raw is None else raw
        counted = sheets.parse(conn, office(), desk.kind, filled).values
        own = _own_fields(conn, desk)
    filled = computing.completed(fields, filled, counted)
    return render_template(
        "surat/isian.html",
        desk=desk,
        groups=isian.groups(fields, filled, faults, Choosing(desk.staff, _day(desk, filled))),
        faults=faults,
        number_groups=isian.groups(own, filled, faults),
        fault_name=lambda tempat: isian.input_name(fields, tempat),
        pesan=pesan,
        conflict=conflict,
        heads=heads,
        today=today(),
        trouble=engine_trouble(),
    )


def faults(desk: Desk) -> list[dict[str, str]]:
    """Say what is wrong with the draft as it is kept: the input, its label and a sentence each."""
    fields = desk.kind.fields
    with reading() as conn:
        found = sheets.parse(conn, office(), desk.kind, desk.draft.isian).faults
    found += sheets.lacking(office(), desk.kind, desk.buku, desk.draft.isian)
    return [
        {"nama": isian.input_name(fields, one.tempat), "label": one.label, "pesan": one.pesan}
        for one in found
    ]


def dated(desk: Desk, refusal: Exception) -> Fault:
    """Make a fault of the letter's date out of what its book refuses."""
    nama = desk.kind.tanggal_isian
    field = next((one for one in desk.kind.fields if one.nama == nama), None)
    return Fault(nama if field else "", field.label if field else "Tanggal", str(refusal))


def with_rows(desk: Desk, raw: Mapping[str, object], nama: str, rows: list[object]) -> Desk:
    """Give the desk with rows added to one of its lists, not kept yet."""
    before = raw.get(nama, [])
    assert isinstance(before, list)  # noqa: S101 - that is how a list is read
    return replace(desk, draft=replace(desk.draft, isian={**raw, nama: [*before, *rows]}))


def doubts(desk: Desk) -> list[dict[str, str]]:
    """Say what looks damaged in the draft as it is kept, though it is taken."""
    found = isian.doubts(desk.kind.fields, desk.draft.isian)
    return [{"nama": name, "pesan": pesan} for name, pesan in found]


def _day(desk: Desk, raw: Mapping[str, object]) -> date:
    """Give the letter's date as typed so far; today when it cannot be read."""
    try:
        return read_date(str(raw.get(desk.kind.tanggal_isian) or ""))
    except ValueError:
        return today()


def _book(conn: Connection, kind: Kind, jabatan: str) -> Buku | None:
    """Give the book of a letter; None also where the office has yet to open it."""
    try:
        return numbers.book_for(conn, office(), kind, jabatan)
    except UnknownBook:
        return None


def _own_fields(conn: Connection, desk: Desk) -> tuple[Field, ...]:
    """Give the fields of the number's parts, with what earlier numbers of the book had there."""
    if desk.buku is None:
        return ()
    names = letter_parts.asked(desk.buku, desk.kind)
    return letter_parts.fields(desk.buku, desk.kind, used_values(conn, desk.buku.id, names))


def _version() -> int:
    typed_version = request.form.get("_versi", "")
    if not typed_version.isdecimal():
        raise Refused("Formulir ini tidak lengkap. Muat ulang halamannya.")
    return int(typed_version)


def _same(draft: Draft, raw: Mapping[str, object], kode: str) -> bool:
    return dict(draft.isian) == dict(raw) and draft.kode_klasifikasi == kode
