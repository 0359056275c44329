"""What dossiers hold, read for many at once, and the state in which each output is by that."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy.engine import Connection

from archive import entries
from archive.dossier import Berkas
from archive.entries import Entry, Signed
from service import drafts
from service.drafts import Draft
from service.massal import runs
from service.offices.profile import Office
from service.slots import (
    ABSENT,
    DELIVERED,
    DONE,
    HELD,
    ISSUED,
    NOTHING,
    PRINTED,
    RETURNED,
    SIGNED,
    SKIPPED,
    WRITTEN,
    Need,
    Slot,
)
from service.sop import records, tindakan
from service.sop.procedure import Cara, Kelengkapan, Keluaran, Langkah
from service.sop.records import Peristiwa
from service.sop.tindakan import Penyampaian, Rounds, Tindakan

T = TypeVar("T")
K = TypeVar("K")
CLOSING = time(16)  # of a day of which only the date is known


@dataclass(frozen=True)
class Held:
    """What one dossier holds, by output or need; everything newest first."""

    berkas: Berkas
    zone: ZoneInfo
    found: Sequence[Entry]
    filed: Mapping[str, Sequence[Entry]]
    written: Mapping[str, Sequence[Draft]]
    noted: Mapping[str, Sequence[Peristiwa]]
    linked: Mapping[str, Sequence[Entry]]
    handed: Mapping[str, Sequence[Penyampaian]]
    signed: Mapping[int, Signed]
    rounds: Rounds
    together: Mapping[int, int]

    def slot(self, step: Langkah, out: Keluaran) -> Slot:
        """Give the state of an output, with all that is there."""
        since = self.rounds.since(step.nomor)
        own = self._own(out)
        kept = self.rounds.kept(step.nomor, out.slug)
        excused = self.rounds.excused(step.nomor, out.slug)
        begun = tuple(self.written.get(out.slug, ()))
        events = tuple(self.noted.get(out.slug, ()))
        present = _Present(
            [one for one in own if kept or self._counts(out, one, since)],
            [one for one in events if kept or since is None or one.id > since.peristiwa_sampai],
            begun,
        )
        earlier = since is not None and bool(own or events)
        handed = tuple(self.handed.get(out.slug, ()))
        state = self._state(out, present, excused, earlier=earlier)
        if state in (SIGNED, DONE) and {one.arsip_id for one in handed} & present.ids:
            state = DELIVERED
        finished = self._finished(state, out, present, kept or excused)
        return Slot(out, state, own, begun, events, handed, since, excused, finished)

    def need(self, one: Kelengkapan, slots: Mapping[str, Slot]) -> Need:
        """Tell whether a need is met, and by what."""
        if one.dari:
            source = slots[one.dari]
            return Need(one, source.state not in (*ABSENT, WRITTEN), source.entries)
        linked = tuple(self.linked.get(one.slug, ()))
        there = (*linked, *self.filed.get(one.slug, ()))
        return Need(one, bool(there), there, frozenset(entry.id for entry in linked))

    def others(self, known: set[str]) -> tuple[Entry, ...]:
        """Give what belongs to no step, or was cancelled."""
        return tuple(one for one in self.found if one.keluaran not in known or one.state == "batal")

    def _own(self, out: Keluaran) -> tuple[Entry, ...]:
        own = tuple(self.filed.get(out.slug, ()))
        if out.cara is Cara.TANDA_TANGAN and not own:
            source = self.filed.get(out.dari, ())
            own = tuple(entry for entry in source if entry.state == "ditandatangani")
        return own

    def _counts(self, out: Keluaran, one: Entry, since: Tindakan | None) -> bool:
        """Tell whether an entry, or the signature that is asked for, came after the last return."""
        if since is None:
            return True
        if out.cara is Cara.TANDA_TANGAN and one.keluaran != out.slug:
            return one.id in self.signed and self.signed[one.id].file_id > since.file_sampai
        return one.id > since.arsip_sampai

    def _state(
        self, out: Keluaran, present: "_Present", excused: Tindakan | None, *, earlier: bool
    ) -> str:
        if out.cara is Cara.TUTUP:
            return DONE if self.berkas.state == "tutup" else NOTHING
        if out.cara is Cara.CATAT and present.events:
            return DONE
        if present.entries and not present.sending:
            return self._of_entries(present.entries)
        if present.drafts:
            printed = any(one.state == drafts.PRINTED for one in present.drafts)
            return PRINTED if printed else WRITTEN
        if excused:
            return SKIPPED
        return RETURNED if earlier else NOTHING

    def _of_entries(self, found: Sequence[Entry]) -> str:
        """Give the state of the newest; of letters that were sent together, the least advanced."""
        source = self.together.get(found[0].id)
        alike = [one for one in found if source and self.together.get(one.id) == source]
        states = {_of_entry(one) for one in alike or found[:1]}
        return next(state for state in (HELD, ISSUED, SIGNED, DONE) if state in states)

    def _finished(
        self, state: str, out: Keluaran, present: "_Present", decided: Tindakan | None
    ) -> str:
        """Give the moment at which the output was done: when it happened, as far as is known."""
        if state == SKIPPED and decided:
            return decided.dibuat_pada
        if out.cara is Cara.TUTUP:
            return self.berkas.ditutup_pada or ""
        if state not in (SIGNED, DONE, DELIVERED):
            return ""
        if present.events:
            newest = present.events[0]
            return self._moment(newest.tanggal, newest.dibuat_pada)
        entry = present.entries[0]
        if entry.tanggal_ttd and entry.id in self.signed:
            return self._moment(entry.tanggal_ttd, self.signed[entry.id].pada)
        return entry.pada

    def _moment(self, day: date, noted: str) -> str:
        """Take the end of the day when something was noted only on a later one."""
        moment = datetime.fromisoformat(noted)
        if moment.astimezone(self.zone).date() <= day:
            return noted
        return datetime.combine(day, CLOSING, self.zone).astimezone(moment.tzinfo).isoformat()


@dataclass(frozen=True)
class _Present:
    """What counts for an output in the present round."""

    entries: Sequence[Entry]
    events: Sequence[Peristiwa]
    drafts: Sequence[Draft]

    @property
    def sending(self) -> bool:
        """Tell whether some of the recipients of a draft have no letter yet."""
        return any(one.state == drafts.MANY for one in self.drafts)

    @property
    def ids(self) -> set[int]:
        return {one.id for one in self.entries}


def held_in(conn: Connection, office: Office, found: Sequence[Berkas]) -> dict[int, Held]:
    """Read what dossiers hold, by dossier; the number of queries does not grow with them."""
    ids = [one.id for one in found]
    filed = _grouped(entries.of_many(conn, ids), lambda one: one.berkas_id or 0)
    written = _grouped(drafts.of_berkas(conn, office.id, ids), lambda one: one.place.berkas_id or 0)
    noted = records.events(conn, ids)
    linked = _linked(conn, office, ids)
    handed = tindakan.handed_over(conn, ids)
    signed = entries.signed_in(conn, ids)
    rounds = tindakan.of_berkas(conn, ids)
    together = runs.together(conn, ids)
    return {
        one.id: Held(
            one,
            office.profil.timezone,
            filed.get(one.id, []),
            _newest_first(entry for entry in filed.get(one.id, []) if entry.state != "batal"),
            _grouped(written.get(one.id, []), lambda draft: draft.place.keluaran or ""),
            _grouped(noted.get(one.id, []), lambda event: event.keluaran),
            linked.get(one.id, {}),
            _grouped(handed.get(one.id, []), lambda handing: handing.keluaran),
            signed,
            rounds.get(one.id, Rounds()),
            together,
        )
        for one in found
    }


def _linked(
    conn: Connection, office: Office, berkas_ids: Sequence[int]
) -> dict[int, dict[str, list[Entry]]]:
    found = records.links(conn, berkas_ids)
    there = entries.get_many(conn, office.id, {arsip_id for _, _, arsip_id in found})
    linked: dict[int, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for berkas_id, slug, arsip_id in found:
        if there[arsip_id].state != "batal":
            linked[berkas_id][slug].append(there[arsip_id])
    return linked


def _of_entry(newest: Entry) -> str:
    if newest.state == "ditandatangani":
        return SIGNED
    if newest.pdf_held:
        return HELD
    return ISSUED if newest.ttd_wanted else DONE


def _newest_first(found: Iterable[Entry]) -> dict[str, list[Entry]]:
    in_order = sorted(found, key=lambda one: one.id, reverse=True)
    return _grouped(in_order, lambda one: one.keluaran or "")


def _grouped(found: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    groups: dict[K, list[T]] = defaultdict(list)
    for one in found:
        groups[key(one)].append(one)
    return groups
