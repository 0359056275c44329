"""service/issuing: a number where the kind has one, every fault before it, and the same letter."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
import sqlalchemy as sa

from archive import entries
from archive.store import Store
from doc_templates import pdf
from doc_templates.errors import BadValues, ConversionFailed, LostText, UnknownKind
from numbering import counter
from numbering.books import get_buku
from numbering.errors import UnknownBook
from service import drafts, issuing, numbers, resuming
from service.db import reading, transaction
from service.drafts import NewDraft
from service.errors import DraftChanged, NotFound, Refused
from service.offices import people
from service.schema import audit as audit_table
from service.workbench import Workbench, open_workbench
from tests import support_service as support
from tests.support_service import CAMAT, OLEH, SMALL

WORDS = [f"kata{number:05}" for number in range(2000)]
LONG = "".join(f"{word}{chr(10) if word.endswith('99') else ' '}" for word in WORDS)


# --- numbers only where the kind has one


def test_a_kind_with_a_number_takes_the_next_of_its_book(bench: Workbench) -> None:
    """Letters count in surat-keluar, a decree in its own book with its own pattern."""
    first, second = support.issue(bench), support.issue(bench)
    decree = support.issue(bench, "sk-tim")
    assert first.nomor_surat == "000.8.6.3/001/Kec.BBC/2027"
    assert second.nomor_surat == "000.8.6.3/002/Kec.BBC/2027"
    assert decree.nomor_surat is not None
    assert "/Kep.01-Kec.BBC/" in decree.nomor_surat
    support.assert_whole(bench)


@pytest.mark.parametrize("jenis", ["lembar-disposisi", "notulen", "daftar-hadir", "tanda-terima"])
def test_a_kind_without_a_number_moves_no_counter(bench: Workbench, jenis: str) -> None:
    """Lembar disposisi, notulen, daftar hadir and tanda terima have none: nomor_surat is null."""
    assert support.issue(bench, jenis).nomor_surat is None
    assert support.last_used(bench) == support.last_used(bench, "keputusan") == 0
    assert support.numbers(bench) == []


def test_a_konsep_gets_no_number_and_waits_for_no_signature(bench: Workbench) -> None:
    """An output that is a mere draft is filed with blanks for number and date."""
    new = replace(support.new_draft(bench), konsep=True)
    filed = support.entry(bench, issuing.issue_new(bench, new, oleh=OLEH))
    assert (filed.nomor_surat, filed.ttd_wanted) == (None, False)
    assert support.last_used(bench) == 0
    words = support.docx_of(bench, filed.id)
    assert "20 Januari 2027" not in words
    assert "000.8.6.3/" in words  # the number's frame, with a blank where it will be written


def test_the_office_decides_where_the_kind_leaves_it_open(bench: Workbench) -> None:
    """The report has a number only once the office names a book for it."""
    office = support.office_of(bench)
    kind = bench.catalog.get("laporan-kinerja")
    with transaction(bench.engine) as conn:
        assert numbers.book_slug(conn, office.id, kind) is None
        numbers.choose_book(conn, office.id, kind.slug, "surat-keluar")
        assert numbers.book_slug(conn, office.id, kind) == "surat-keluar"
        numbers.choose_book(conn, office.id, kind.slug, None)
        assert numbers.book_slug(conn, office.id, kind) is None


def test_the_office_may_use_another_book(bench: Workbench) -> None:
    """A kind that is always numbered can be counted in a book of the office's choice."""
    office = support.office_of(bench)
    with transaction(bench.engine) as conn:
        numbers.choose_book(conn, office.id, SMALL, "keputusan")
    assert support.issue(bench).nomor_surat == "000.8.6.3/Kep.01-Kec.BBC/2027"
    assert support.last_used(bench) == 0


def test_a_book_that_is_missing_is_told_before_anything_happens(bench: Workbench) -> None:
    """The office renamed its book: the letter is refused with the name of what is missing."""
    office = support.office_of(bench)
    with transaction(bench.engine) as conn:
        numbers.choose_book(conn, office.id, SMALL, "buku-lama")
    with pytest.raises(UnknownBook, match="buku-lama"):
        support.issue(bench)
    assert support.all_drafts(bench) == 0


def test_an_office_that_begins_in_mid_year_goes_on_from_its_last_number(bench: Workbench) -> None:
    """212 letters were numbered on paper: the next one is 213."""
    office = support.office_of(bench)
    with transaction(bench.engine) as conn:
        buku = get_buku(conn, office.id, "surat-keluar")
        counter.set_last_used(conn, buku, support.TAHUN, 212)
    given = [support.issue(bench).nomor_surat for _ in range(2)]
    assert given == ["000.8.6.3/213/Kec.BBC/2027", "000.8.6.3/214/Kec.BBC/2027"]
    support.assert_whole(bench)


# --- faults: all at once, and no number used


BAD: dict[str, tuple[str, dict[str, object]]] = {
    "missing": ("hal", {"hal": "  "}),
    "control character": ("hal", {"hal": "Undangan\x07 Rapat"}),
    "too long for a short text": ("hal", {"hal": "x" * 20_000}),
    "31 February": ("tanggal_surat", {"tanggal_surat": "31 Februari 2027"}),
    "not in office on that date": ("penandatangan", {"tanggal_surat": "2019-12-31"}),
    "nobody of that name": ("penandatangan", {"penandatangan": "Tidak Ada Contoh"}),
    "unknown field": ("nomor_surat", {"nomor_surat": "1"}),
    "no font has it": ("hal", {"hal": "Undangan \U00013080"}),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_fault_is_refused_and_uses_no_number(bench: Workbench, fault: str) -> None:
    """What cannot be printed is refused at its field, and nothing is issued."""
    tempat, changed = BAD[fault]
    with pytest.raises(BadValues) as refusal:
        issuing.issue_new(bench, support.new_draft(bench, SMALL, **changed), oleh=OLEH)
    assert [one.tempat for one in refusal.value.faults] == [tempat]
    assert support.last_used(bench) == 0
    assert support.all_drafts(bench) == 0
    assert support.all_entries(bench) == []


def test_all_faults_are_told_at_once(bench: Workbench) -> None:
    """Whoever types gets the whole list in one go, and the draft stays as it was."""
    bad = {"hal": "a\x00b", "tanggal_surat": "31 Februari 2027", "penandatangan": "", "nomor": "7"}
    draft = support.written(bench, support.new_draft(bench, **bad))
    with pytest.raises(BadValues) as refusal:
        issuing.issue(bench, draft.instansi_id, draft.id, oleh=OLEH)
    places = {one.tempat for one in refusal.value.faults}
    assert places == {"hal", "tanggal_surat", "penandatangan", "nomor"}
    assert support.last_used(bench) == 0
    with reading(bench.engine) as conn:
        assert drafts.get(conn, draft.instansi_id, draft.id) == draft


def test_an_official_who_left_is_named_with_the_one_in_office(bench: Workbench) -> None:
    """The refusal tells who holds the post on the letter's date."""
    office = support.office_of(bench)
    with transaction(bench.engine) as conn:
        (camat,) = [one for one in people.every(conn, office.id) if one.pegawai.nip == CAMAT]
        people.change(conn, office.id, replace(camat, selesai=date(2027, 1, 10)))
        new = replace(camat.pegawai, nama="Lestari Contoh Wulan", nip="197504052000032003")
        people.add(conn, office.id, new, mulai=date(2027, 1, 11))
    with pytest.raises(BadValues) as refusal:
        support.issue(bench)
    (fault,) = refusal.value.faults
    assert "Drs. Lestari Contoh Wulan, M.Si." in fault.pesan
    assert support.issue(bench, tanggal_surat="2027-01-10").nomor_surat is not None


def test_an_unknown_kind_is_refused(bench: Workbench) -> None:
    """A kind that has no folder uses nothing."""
    with pytest.raises(UnknownKind):
        issuing.issue_new(bench, NewDraft(1, "surat-khayal", {}), oleh=OLEH)
    assert support.all_drafts(bench) == 0


@pytest.mark.parametrize("saved", [True, False])
def test_text_that_the_template_loses_is_told_before_a_number_is_taken(
    bench: Workbench, saved: bool
) -> None:
    """The letter is printed once without a number, so that a faulty template shows in time."""
    folder = bench.settings.templates / SMALL
    described = (folder / "template.toml").read_text("utf-8")
    more = '\n[[isian]]\nnama = "catatan"\nlabel = "Catatan"\nwajib = true\n'
    (folder / "template.toml").write_text(described + more, "utf-8")
    new = support.new_draft(bench, catatan="Tidak ada tempat untuk ini")
    draft = support.written(bench, new)
    press = partial(issuing.issue, bench, new.instansi_id, draft.id, oleh=OLEH)
    with pytest.raises(LostText, match="Catatan"):
        press() if saved else issuing.issue_new(bench, new, oleh=OLEH)
    assert support.last_used(bench) == 0


# --- printed exactly as typed


def test_signs_of_markup_are_printed_exactly(bench: Workbench) -> None:
    """`Rapat <Bappeda> & "Dinas"` prints as it was typed, in DOCX, PDF and archive alike."""
    hal = 'Rapat <Bappeda> & "Dinas"'
    filed = support.issue(bench, hal=hal)
    assert hal in support.docx_of(bench, filed.id)
    assert hal in pdf.text(support.file_of(bench, filed.id, "pdf"))
    assert filed.hal == hal


def test_twenty_thousand_characters_go_over_as_many_pages_as_they_need(bench: Workbench) -> None:
    """A long text is printed whole by the real LibreOffice, and nothing of it is lost."""
    real = replace(bench, to_pdf=open_workbench(bench.settings).to_pdf)
    filed = support.issue(real, "undangan-rapat", isi=LONG)
    made = support.file_of(bench, filed.id, "pdf")
    assert len(LONG) == 20_000
    assert pdf.page_count(made) >= 5
    assert set(WORDS) <= set(pdf.text(made).split())
    assert str(filed.nomor_surat) in pdf.text(made)


# --- pressing twice


def test_pressing_twice_gives_one_letter(bench: Workbench) -> None:
    """The second press answers with the entry that is there."""
    draft = support.written(bench, support.new_draft(bench))
    ids = [issuing.issue(bench, draft.instansi_id, draft.id, oleh=OLEH) for _ in range(2)]
    assert ids[0] == ids[1]
    assert support.last_used(bench) == len(support.all_entries(bench)) == 1
    support.assert_whole(bench)


def test_pressing_at_the_same_moment_gives_one_letter(bench: Workbench) -> None:
    """Six threads issue one draft at once: one number, one entry, one row in the trail."""
    draft = support.written(bench, support.new_draft(bench))
    with ThreadPoolExecutor(6) as pool:
        pressed = [
            pool.submit(issuing.issue, bench, draft.instansi_id, draft.id, oleh=OLEH)
            for _ in range(6)
        ]
        ids = {one.result() for one in pressed}
    assert len(ids) == support.last_used(bench) == len(support.all_entries(bench)) == 1
    support.assert_whole(bench)
    assert _deeds(bench).count("terbit") == 1


def test_a_draft_saved_while_it_is_tried_is_not_issued_unseen(bench: Workbench) -> None:
    """Somebody saves between the trial print and the number: what was not tried gets none."""
    draft = support.written(bench, support.new_draft(bench))
    busy = replace(bench, store=_Meanwhile(bench, lambda: _save(bench, draft, {"hal": "Lain"})))
    with pytest.raises(DraftChanged):
        issuing.issue(busy, draft.instansi_id, draft.id, oleh=OLEH)
    assert support.last_used(bench) == 0
    with reading(bench.engine) as conn:
        assert drafts.get(conn, draft.instansi_id, draft.id).isian == {"hal": "Lain"}


def test_a_draft_that_was_put_aside_is_not_issued(bench: Workbench) -> None:
    """A discarded draft stays discarded."""
    draft = support.written(bench, support.new_draft(bench))
    with transaction(bench.engine) as conn:
        drafts.discard(conn, draft, pada=bench.stamp())
    with pytest.raises(Refused, match="dibuang"):
        issuing.issue(bench, draft.instansi_id, draft.id, oleh=OLEH)
    assert support.last_used(bench) == 0


def test_the_draft_of_another_office_cannot_be_issued(bench: Workbench) -> None:
    """A draft is known only inside its own office."""
    draft = support.written(bench, support.new_draft(bench))
    with pytest.raises(NotFound):
        issuing.issue(bench, draft.instansi_id + 1, draft.id, oleh=OLEH)


class _Meanwhile(Store):
    """A store during whose first look (at the logo) something else happens."""

    def __init__(self, bench: Workbench, event: Callable[[], object]) -> None:
        super().__init__(bench.settings.store)
        self._events = [event]

    def read(self, digest: str) -> bytes:
        while self._events:
            self._events.pop()()
        return super().read(digest)


def _save(bench: Workbench, draft: drafts.Draft, isian: dict[str, object]) -> int:
    with transaction(bench.engine) as conn:
        now = drafts.lock(conn, draft.id)
        return drafts.save(
            conn,
            now,
            isian,
            kode_klasifikasi=now.kode_klasifikasi,
            versi=now.versi,
            pada=bench.stamp(),
        )


def _deeds(bench: Workbench) -> list[str]:
    with reading(bench.engine) as conn:
        return list(conn.scalars(sa.select(audit_table.c.perbuatan).order_by(audit_table.c.id)))


def test_a_slip_in_the_year_is_told_at_the_date(bench: Workbench) -> None:
    """2062 for 2026: the letter would open a book of its own, far from everybody's eyes."""
    new = NewDraft(
        support.office_of(bench).id, SMALL, support.RAW | {"tanggal_surat": "2062-12-30"}
    )
    with pytest.raises(BadValues) as refusal:
        issuing.issue_new(bench, new, oleh=OLEH)
    assert [fault.tempat for fault in refusal.value.faults] == ["tanggal_surat"]


def test_a_letter_does_not_wait_for_a_converter_that_hangs(bench: Workbench) -> None:
    """At the screen the early one is asked; what it leaves, the patient one makes later."""

    def hung(_docx: bytes, _wait: float) -> bytes:
        raise ConversionFailed("waktu-habis", "LibreOffice tidak selesai pada waktunya.")

    new = NewDraft(support.office_of(bench).id, SMALL, support.RAW)
    arsip_id = issuing.issue_new(replace(bench, soon=hung), new, oleh=OLEH)
    with reading(bench.engine) as conn:
        assert [one.peran for one in entries.files(conn, arsip_id)] == ["docx"]
    assert resuming.resume(replace(bench, soon=hung)).pdfs == 1
