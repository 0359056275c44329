"""Every crash point of a letter's path: it dies there, starts again, and is the same letter."""

import sqlite3
import time
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import BinaryIO

import pytest
import sqlalchemy as sa

from archive.errors import BerkasClosed, StoreFull
from archive.store import Store
from service import berkas, drafts, issuing, resuming
from service.db import connect, reading, transaction
from service.drafts import Draft
from service.errors import Refused
from service.offices import people, profile
from service.workbench import Workbench
from tests import support_service as support
from tests.letter_kinds import write_kind
from tests.support_service import CAMAT, NOW, OLEH, SOP, Killed

BEFORE_THE_NUMBER = range(1, 6)  # moments of the clock up to the end of transaction one
AFTER_THE_NUMBER = range(6, 10)  # those inside transaction two


class Clock:
    """A clock that kills whoever asks it for the nth time."""

    def __init__(self, nth: int) -> None:
        self.left = nth

    def __call__(self) -> datetime:
        """Tell the time, or not."""
        self.left -= 1
        if self.left == 0:
            raise Killed
        return NOW


class Disk(Store):
    """A store on which the nth file, from 1, meets `fate` before or after it is kept."""

    def __init__(self, bench: Workbench, nth: int, fate: BaseException, *, kept: bool) -> None:
        super().__init__(bench.settings.store)
        self._left, self._fate, self._kept = nth, fate, kept

    def put(self, data: bytes | BinaryIO) -> str:
        """Keep a file, unless it is the one."""
        self._left -= 1
        if self._left == 0 and not self._kept:
            raise self._fate
        digest = super().put(data)
        if self._left == 0:
            raise self._fate
        return digest


def killed(_docx: bytes) -> bytes:
    """A converter that takes the whole process with it."""
    raise Killed


# --- dying at each point, for a letter that was never a draft


@pytest.mark.parametrize("nth", BEFORE_THE_NUMBER)
def test_a_crash_before_the_number_is_taken_leaves_nothing(bench: Workbench, nth: int) -> None:
    """Draft, number and frozen values come in one transaction: none of them, or all."""
    with pytest.raises(Killed):
        issuing.issue_new(replace(bench, now=Clock(nth)), support.new_draft(bench), oleh=OLEH)
    assert support.resumed(bench) == (0, 0)
    assert support.last_used(bench) == support.all_drafts(bench) == 0
    assert support.numbers(bench) == []
    assert support.issue(bench).nomor_surat == "000.8.6.3/001/Kec.BBC/2027"


@pytest.mark.parametrize("nth", AFTER_THE_NUMBER)
def test_a_crash_while_filing_leaves_the_letter_to_be_finished(bench: Workbench, nth: int) -> None:
    """Nothing of transaction two stays; resume files the same letter under the same number."""
    dying = replace(bench, now=Clock(nth))
    _dies(dying)
    assert support.all_entries(bench) == []
    _finished_once(bench)


@pytest.mark.parametrize("kept", [False, True])
@pytest.mark.parametrize("nth", [1, 2])
def test_a_crash_while_files_are_kept_is_finished(bench: Workbench, nth: int, kept: bool) -> None:
    """A file without a row is harmless, and the same letter brings the same DOCX again."""
    _dies(replace(bench, store=Disk(bench, nth, Killed(), kept=kept)))
    assert support.all_entries(bench) == []
    _finished_once(bench)


def test_a_crash_while_converting_is_finished(bench: Workbench) -> None:
    """The number was taken, LibreOffice took the process down: resume finishes the letter."""
    _dies(replace(bench, to_pdf=killed))
    _finished_once(bench)


def test_pressing_again_finishes_what_a_crash_left(bench: Workbench) -> None:
    """The next press of the button does what resume does."""
    draft = support.written(bench, support.new_draft(bench))
    for dying in (replace(bench, to_pdf=killed), replace(bench, now=Clock(4))):
        with pytest.raises(Killed):
            issuing.issue(dying, draft.instansi_id, draft.id, oleh=OLEH)
    arsip_id = issuing.issue(bench, draft.instansi_id, draft.id, oleh=OLEH)
    assert [one.id for one in support.all_entries(bench)] == [arsip_id]
    assert support.resumed(bench) == (0, 0)
    support.assert_whole(bench)


def test_a_letter_without_a_number_is_finished_as_well(bench: Workbench) -> None:
    """What has no number takes the same path, and is filed once."""
    with pytest.raises(Killed):
        issuing.issue_new(
            replace(bench, to_pdf=killed), support.new_draft(bench, "notulen"), oleh=OLEH
        )
    assert support.resumed(bench) == (1, 0)
    assert [one.jenis for one in support.all_entries(bench)] == ["notulen"]
    support.assert_whole(bench)


def test_resume_twice_finishes_nothing_twice(bench: Workbench) -> None:
    """Resume is safe to repeat, and two at once agree."""
    _dies(replace(bench, to_pdf=killed))
    with support.at(bench.settings.data) as other:
        with reading(bench.engine) as conn:
            (left,) = drafts.unfinished(conn)
        assert issuing.finish(other, left, oleh=OLEH) == issuing.finish(bench, left, oleh=OLEH)
    assert len(support.all_entries(bench)) == 1
    support.assert_whole(bench)


def test_a_letter_that_cannot_be_finished_does_not_hold_up_the_others(bench: Workbench) -> None:
    """Its template is lost since: it is told, and all other letters are finished."""
    write_kind(bench.settings.templates / "surat-rusak", ["lain"], head=support.SMALL_HEAD)
    broken = replace(support.new_draft(bench), jenis="surat-rusak")
    for new in (broken, support.new_draft(bench)):
        with pytest.raises(Killed):
            issuing.issue_new(replace(bench, to_pdf=killed), new, oleh=OLEH)
    whole = bench.catalog.get("surat-rusak").docx
    bench.store.path(sha256(whole).hexdigest()).unlink()
    with support.at(bench.settings.data) as later:
        done = resuming.resume(later)
    assert done.letters == 1
    assert len(done.faults) == 1
    assert "000.8.6.3/001/Kec.BBC/2027" in done.faults[0]
    assert [one.jenis for one in support.all_entries(bench)] == [support.SMALL]
    bench.store.put(whole)
    assert resuming.resume(bench)[0] == 1
    support.assert_whole(bench)


# --- what was frozen is what is printed


def test_a_letter_begun_prints_the_office_of_that_moment(bench: Workbench) -> None:
    """Profile, officials and classification changed since: the letter is the one that was begun."""
    _dies(replace(bench, to_pdf=killed))
    office = support.office_of(bench)
    with transaction(bench.engine) as conn:
        renamed = replace(office.profil, nama="KANTOR YANG BARU", kode_unit="BARU")
        profile.change(conn, office, renamed, None)
        (camat,) = [one for one in people.every(conn, office.id) if one.pegawai.nip == CAMAT]
        other = replace(camat.pegawai, nama="Pengganti Contoh Baru")
        people.change(conn, office.id, replace(camat, pegawai=other, mulai=NOW.date()))
    _finished_once(bench)
    (filed,) = support.all_entries(bench)
    words = support.docx_of(bench, filed.id)
    assert filed.penandatangan == "Drs. Raden Contoh Wiratama, M.Si."
    assert "Drs. Raden Contoh Wiratama, M.Si." in words
    assert "Pengganti" not in words


def test_pressing_again_prints_what_was_frozen(bench: Workbench) -> None:
    """Between crash and second press the official left: the letter is still the one begun."""
    draft = support.written(bench, support.new_draft(bench))
    with pytest.raises(Killed):
        issuing.issue(replace(bench, to_pdf=killed), draft.instansi_id, draft.id, oleh=OLEH)
    with transaction(bench.engine) as conn:
        camat = support.person(conn, CAMAT)
        people.change(
            conn, draft.instansi_id, replace(camat, selesai=NOW.date().replace(year=2026))
        )
    arsip_id = issuing.issue(bench, draft.instansi_id, draft.id, oleh=OLEH)
    assert support.entry(bench, arsip_id).penandatangan == "Drs. Raden Contoh Wiratama, M.Si."
    support.assert_whole(bench)


def test_a_real_letter_prints_the_letterhead_of_that_moment(bench: Workbench) -> None:
    """The kop of an undangan is frozen with it, logo and all."""
    with pytest.raises(Killed):
        issuing.issue_new(
            replace(bench, to_pdf=killed), support.new_draft(bench, "undangan-rapat"), oleh=OLEH
        )
    office = support.office_of(bench)
    with transaction(bench.engine) as conn:
        profile.change(conn, office, replace(office.profil, nama="KANTOR YANG BARU"), None)
    resuming.resume(bench)
    (filed,) = support.all_entries(bench)
    words = support.docx_of(bench, filed.id)
    assert "KECAMATAN BABAKANCIKAO (CONTOH)" in words
    assert "KANTOR YANG BARU" not in words


def test_a_letter_begun_can_be_neither_changed_nor_put_aside(bench: Workbench) -> None:
    """It has its number: from here on it can only be finished."""
    _dies(replace(bench, to_pdf=killed))
    with transaction(bench.engine) as conn:
        (draft,) = drafts.unfinished(conn)
        with pytest.raises(Refused, match="tidak dapat dibuang"):
            drafts.discard(conn, draft, pada=bench.stamp())
        with pytest.raises(Refused, match="tidak dapat diubah"):
            _save(conn, draft)


# --- refused before a number is taken; full and locked disks


def test_a_closed_dossier_is_refused_before_a_number_is_taken(bench: Workbench) -> None:
    """The number is not spent on a letter that cannot be filed."""
    office = support.office_of(bench)
    berkas_id = berkas.open_berkas(bench, office, SOP, 2026, oleh=OLEH)
    berkas.close(bench, office, berkas_id, oleh=OLEH)
    new = support.placed(support.new_draft(bench, "undangan-rapat"), berkas_id, 8, "undangan")
    with pytest.raises(BerkasClosed):
        issuing.issue_new(bench, new, oleh=OLEH)
    assert support.last_used(bench) == support.all_drafts(bench) == 0


def test_a_dossier_is_not_closed_over_a_letter_that_is_being_issued(bench: Workbench) -> None:
    """Its number is taken: the letter must still find its dossier open."""
    office = support.office_of(bench)
    berkas_id = berkas.open_berkas(bench, office, SOP, 2026, oleh=OLEH)
    new = support.placed(support.new_draft(bench, "undangan-rapat"), berkas_id, 8, "undangan")
    with pytest.raises(Killed):
        issuing.issue_new(replace(bench, to_pdf=killed), new, oleh=OLEH)
    with pytest.raises(Refused, match="belum diterbitkan"):
        berkas.close(bench, office, berkas_id, oleh=OLEH)
    assert support.resumed(bench) == (1, 0)
    berkas.close(bench, office, berkas_id, oleh=OLEH)


def test_a_full_store_is_told_and_the_letter_is_finished_later(bench: Workbench) -> None:
    """No entry without its files; with space again the same number is used."""
    with pytest.raises(StoreFull, match="penuh"):
        issuing.issue_new(
            replace(bench, store=Disk(bench, 2, StoreFull(), kept=False)),
            support.new_draft(bench),
            oleh=OLEH,
        )
    assert support.all_entries(bench) == []
    _finished_once(bench)


def test_resume_on_a_full_disk_says_so(bench: Workbench) -> None:
    """It is not a fault of one letter, and all of them stay as they were."""
    _dies(replace(bench, to_pdf=killed))
    full = replace(bench, store=Disk(bench, 1, StoreFull(), kept=False))
    with pytest.raises(StoreFull):
        resuming.resume(full)
    _finished_once(bench)


@pytest.mark.parametrize("pages", range(0, 40, 8))
def test_a_full_disk_leaves_no_half_of_a_transaction(bench: Workbench, pages: int) -> None:
    """Wherever the database runs out of space, a letter is whole, unfinished, or not there."""
    with sqlite3.connect(bench.settings.data / "naskah.db") as plain:
        (used,) = plain.execute("PRAGMA page_count").fetchone()
    plain.close()
    full = connect(bench.settings.database_url)

    def limit(dbapi: sqlite3.Connection, _record: object) -> None:
        dbapi.execute(f"PRAGMA max_page_count={used + pages}")

    sa.event.listen(full, "connect", limit)
    with pytest.raises(sa.exc.OperationalError, match="full"):
        _issue_until_refused(replace(bench, engine=full))
    full.dispose()
    resuming.resume(bench)
    support.issue(bench)
    support.assert_whole(bench)


def test_a_locked_database_is_told_in_time_and_nothing_is_half_done(bench: Workbench) -> None:
    """Another program holds the file: an error after the time allowed, no number, no row."""
    holder = sqlite3.connect(bench.settings.data / "naskah.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    engine = connect(bench.settings.database_url, busy_seconds=0.2)
    asked = time.monotonic()
    with pytest.raises(sa.exc.OperationalError, match="locked"):
        issuing.issue_new(replace(bench, engine=engine), support.new_draft(bench), oleh=OLEH)
    assert time.monotonic() - asked < 5
    holder.execute("ROLLBACK")
    holder.close()
    engine.dispose()
    assert support.all_drafts(bench) == support.last_used(bench) == 0
    assert support.issue(bench).nomor_surat == "000.8.6.3/001/Kec.BBC/2027"


def test_a_database_that_locks_after_the_number_leaves_the_letter_to_be_finished(
    bench: Workbench,
) -> None:
    """The lock comes while LibreOffice runs: the letter waits, and keeps its number."""
    holder = sqlite3.connect(
        bench.settings.data / "naskah.db", isolation_level=None, check_same_thread=False
    )

    def lock_meanwhile(docx: bytes) -> bytes:
        holder.execute("BEGIN IMMEDIATE")
        return support.fast_pdf(docx)

    engine = connect(bench.settings.database_url, busy_seconds=0.2)
    with pytest.raises(sa.exc.OperationalError, match="locked"):
        issuing.issue_new(
            replace(bench, engine=engine, to_pdf=lock_meanwhile),
            support.new_draft(bench),
            oleh=OLEH,
        )
    holder.execute("ROLLBACK")
    holder.close()
    engine.dispose()
    _finished_once(bench)


# --- cancelling


def test_a_cancelled_letter_keeps_number_files_and_reason(bench: Workbench) -> None:
    """The number stays spent in the buku agenda, with who and why; the next one goes on."""
    filed = support.issue(bench)
    issuing.cancel(bench, filed.instansi_id, filed.id, alasan=" Salah alamat ", oleh=OLEH)
    after = support.entry(bench, filed.id)
    (nomor,) = support.numbers(bench)
    assert (after.state, after.alasan) == ("batal", "Salah alamat")
    assert (nomor.state, nomor.alasan, nomor.batal_oleh) == ("batal", "Salah alamat", OLEH)
    assert support.issue(bench).nomor_surat == "000.8.6.3/002/Kec.BBC/2027"
    support.assert_whole(bench)


def test_cancelling_needs_a_reason(bench: Workbench) -> None:
    """An auditor must be able to read why."""
    filed = support.issue(bench)
    with pytest.raises(Refused, match="alasan"):
        issuing.cancel(bench, filed.instansi_id, filed.id, alasan="  ", oleh=OLEH)
    assert support.entry(bench, filed.id).state == "terbit"


@pytest.mark.parametrize("jenis", [support.SMALL, "notulen"])
def test_cancelling_again_keeps_the_first_reason(bench: Workbench, jenis: str) -> None:
    """What was said once stays said, for letters with a number and without."""
    filed = support.issue(bench, jenis)
    issuing.cancel(bench, filed.instansi_id, filed.id, alasan="Yang pertama", oleh=OLEH)
    with pytest.raises(Refused, match="sudah dibatalkan"):
        issuing.cancel(bench, filed.instansi_id, filed.id, alasan="Yang kedua", oleh=OLEH)
    assert support.entry(bench, filed.id).alasan == "Yang pertama"


def _issue_until_refused(bench: Workbench) -> None:
    while True:
        support.issue(bench, hal="Undangan " * 20)


def _dies(dying: Workbench) -> None:
    """Issue a letter that dies after its number was taken."""
    with pytest.raises(Killed):
        issuing.issue_new(dying, support.new_draft(dying), oleh=OLEH)
    with support.at(dying.settings.data) as alive:
        assert [one.state for one in support.numbers(alive)] == ["dipesan"]


def _finished_once(bench: Workbench) -> None:
    """Resume makes exactly one letter, under the number that it had."""
    (before,) = support.numbers(bench)
    assert support.resumed(bench) == (1, 0)
    assert support.resumed(bench) == (0, 0)
    (filed,) = support.all_entries(bench)
    (after,) = support.numbers(bench)
    assert filed.nomor_surat == before.nomor_surat == "000.8.6.3/001/Kec.BBC/2027"
    assert after == before._replace(state="terbit", terbit_pada=bench.stamp())
    assert not filed.pdf_wanted
    support.assert_whole(bench)


def _save(conn: sa.Connection, draft: Draft) -> int:
    return drafts.save(
        conn, draft, {}, kode_klasifikasi="", versi=draft.versi, pada=draft.diubah_pada
    )
