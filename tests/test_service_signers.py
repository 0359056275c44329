"""service/offices/capacities: who may sign on a date, in which capacity, and who may not."""

from dataclasses import replace
from datetime import date

import pytest

from archive import entries
from archive.entries import Entry
from doc_templates.catalog import Catalog
from doc_templates.docx_text import docx_text
from doc_templates.office import LIBRARY
from doc_templates.values import Pegawai
from service import drafts, freezing, issuing, sheets
from service.db import reading, transaction
from service.drafts import NewDraft
from service.offices import penugasan, people
from service.offices.capacities import FOR, THROUGH, Staff, staff_of
from service.offices.penugasan import Penugasan
from service.offices.people import Pejabat
from service.workbench import Workbench
from tests import support_service as support
from tests.support_service import CAMAT, OLEH, SMALL

CAMAT_POST, SEKCAM_POST = "Camat Uji", "Sekretaris Kecamatan"
LEFT = date(2027, 3, 31)
FIRST = date(2027, 4, 1)


def an_official(number: int, nama: str, jabatan: str, atasan: str = "") -> Pejabat:
    """An official who serves for ever."""
    return Pejabat(number, number, Pegawai(nama, jabatan=jabatan), None, None, atasan)


HEAD = replace(an_official(1, "Raden Contoh", CAMAT_POST, "Bupati Uji"), selesai=LEFT)
SECRETARY = an_official(2, "Sari Contoh", SEKCAM_POST, CAMAT_POST)
TITLED = replace(SECRETARY, pegawai=replace(SECRETARY.pegawai, gelar_belakang="M.Si."))
CLERK = an_official(3, "Dadan Contoh", "Kasubbag Umum", SEKCAM_POST)
ACTS = Penugasan(2, "Plt.", CAMAT_POST, FIRST, id=7)
STAFF = Staff([HEAD, SECRETARY, CLERK], [ACTS])


@pytest.mark.parametrize(
    ("key", "lines"),
    [
        ("1", CAMAT_POST),
        ("1.an", f"a.n. Bupati Uji, {CAMAT_POST}"),
        ("2", SEKCAM_POST),
        ("2.an", f"a.n. {CAMAT_POST}, {SEKCAM_POST}"),
        ("2.ub", f"a.n. Bupati Uji, {CAMAT_POST}, u.b. {SEKCAM_POST}"),
        ("2.tugas-7", f"Plt. {CAMAT_POST}"),
        ("2.tugas-7.an", f"a.n. Bupati Uji, Plt. {CAMAT_POST}"),
        ("3", "Kasubbag Umum"),
        ("3.an", f"a.n. {SEKCAM_POST}, Kasubbag Umum"),
        ("3.ub", f"a.n. {CAMAT_POST}, {SEKCAM_POST}, u.b. Kasubbag Umum"),
    ],
)
def test_each_official_has_the_capacities_of_the_post(key: str, lines: str) -> None:
    """The own post, the one acted in, a.n. one level up, u.b. two; and no others."""
    assert len(STAFF.capacities) == 10
    assert {way.key: way.tertulis for way in STAFF.capacities}[key] == lines


@pytest.mark.parametrize(
    ("key", "day", "who"),
    [
        ("1", FIRST, "Yang menjabat pada tanggal itu: Sari Contoh (Plt. Camat Uji)."),
        ("2.tugas-7", LEFT, "Yang menjabat pada tanggal itu: Raden Contoh."),
    ],
)
def test_who_is_not_in_office_is_refused_with_the_name_of_who_is(
    key: str, day: date, who: str
) -> None:
    """A camat who has left, and a Plt. before the first day."""
    with pytest.raises(ValueError, match="tidak menjabat") as refusal:
        STAFF.find(key, day)
    assert who in str(refusal.value)
    assert STAFF.find(key, FIRST if day is LEFT else LEFT).wewenang == CAMAT_POST


def test_titles_keep_their_dot_in_the_refusal() -> None:
    """Only at the end of the sentence two dots become one."""
    with pytest.raises(ValueError, match=r"Sari Contoh, M\.Si\. \(Plt\. Camat Uji\)\. Pilih"):
        Staff([HEAD, TITLED], [ACTS]).find("1", FIRST)


def test_who_leads_the_office_is_who_acts_for_its_head() -> None:
    """So a new letter is offered the right signer."""
    assert STAFF.head(LEFT) == "1"
    assert STAFF.head(FIRST) == "2.tugas-7"
    assert Staff([]).head(FIRST) == ""
    away = Penugasan(3, "Plh.", CAMAT_POST, LEFT, LEFT, id=8)
    assert Staff([HEAD, SECRETARY, CLERK], [away]).head(LEFT) == "3.tugas-8"


def test_a_data_file_may_say_the_capacity() -> None:
    """A name alone means the own post; what is not recorded is refused."""
    assert STAFF.find({"nama": "Sari Contoh"}, FIRST).sebutan == SEKCAM_POST
    for_another = {"nama": "Sari Contoh", "atas_nama": CAMAT_POST}
    assert STAFF.find(for_another, FIRST).atas_nama == CAMAT_POST
    with pytest.raises(ValueError, match="tidak tercatat"):
        STAFF.find({"nama": "Dadan Contoh", "atas_nama": "Bupati Uji"}, FIRST)


def test_a_letter_signed_by_a_plt_says_so(bench: Workbench) -> None:
    """From the appointment in the database to the words of the letter."""
    office = support.office_of(bench)
    with transaction(bench.engine) as conn:
        head, secretary, *_ = people.every(conn, office.id)
        people.change(conn, office.id, replace(head, selesai=date(2026, 12, 31)))
        task = Penugasan(secretary.id, "Plt.", head.pegawai.jabatan, date(2027, 1, 1))
        penugasan.add(conn, task)
        key = staff_of(conn, office.id).head(date(2027, 1, 27))
    values = {**support.RAW, "penandatangan": key}
    filed = issuing.issue_new(bench, NewDraft(office.id, SMALL, values), oleh=OLEH)
    snapshot = _snapshot(bench, filed)
    assert snapshot["pelaksana"] == "Plt."
    assert snapshot["jabatan_pelaksana"] == head.pegawai.jabatan


def test_a_frozen_letter_keeps_its_signer_for_ever(bench: Workbench) -> None:
    """The official is edited, leaves, and the letter is made again as it was."""
    office = support.office_of(bench)
    entry = support.issue(bench)
    before = _snapshot(bench, entry.id)
    words = _words(bench, entry)
    with transaction(bench.engine) as conn:
        one = support.person(conn, CAMAT)
        changed = replace(one.pegawai, nama="Nama Lain", pangkat="Lain", jabatan="Lain")
        people.change(conn, office.id, replace(one, pegawai=changed, selesai=date(2020, 1, 3)))
        draft = drafts.get(conn, office.id, drafts.id_of(str(entry.draft_key)))
    again = freezing.make(replace(bench, to_pdf=None), freezing.thaw(bench, draft))
    assert _snapshot(bench, entry.id) == before
    assert docx_text(again.docx) == words
    assert "Nama Lain" not in words


@pytest.mark.parametrize("jenis", [kind.slug for kind in Catalog([LIBRARY]).kinds()])
def test_a_letter_that_is_finished_later_prints_what_was_tried(
    bench: Workbench, jenis: str
) -> None:
    """It is thawed then, and otherwise goes on as it was read: both are the same sheet."""
    with transaction(bench.engine) as conn:
        new = support.new_draft(bench, jenis)
        draft = drafts.create(conn, new, oleh=OLEH, pada=bench.stamp())
        read = sheets.read(conn, bench, draft)
    tried = sheets.settled(bench, read)
    with transaction(bench.engine) as conn:
        kept = freezing.snapshot(tried, "000/1/2027")
        thawed = freezing.thaw(bench, drafts.freeze(conn, draft, kept, pada=bench.stamp()))
    assert thawed.parsed == tried.parsed
    assert thawed.letterhead == tried.letterhead
    assert (thawed.kind, thawed.tanggal) == (tried.kind, tried.tanggal)


def test_appointments_are_those_of_the_office(bench: Workbench) -> None:
    """Newest first; another office neither sees nor changes them."""
    office = support.office_of(bench)
    with transaction(bench.engine) as conn:
        one = people.every(conn, office.id)[1]
        for year in (2026, 2027):
            penugasan.add(conn, Penugasan(one.id, "Plh.", "Camat", date(year, 1, 1)))
        found = penugasan.every(conn, office.id)
        penugasan.change(conn, office.id, replace(found[0], selesai=date(2027, 2, 1)))
        assert penugasan.every(conn, office.id)[0].selesai == date(2027, 2, 1)
        assert [task.mulai.year for task in found] == [2027, 2026]
        assert penugasan.every(conn, office.id + 1) == []
        with pytest.raises(Exception, match="tidak ada"):
            penugasan.change(conn, office.id + 1, found[0])


def test_marks_of_the_ways_to_sign_are_told_apart() -> None:
    """A form groups them by this."""
    marks = {way.key: way.cara for way in STAFF.capacities}
    assert (marks["2.an"], marks["2.ub"]) == (FOR, THROUGH)


def _snapshot(bench: Workbench, arsip_id: int) -> dict[str, str]:
    with reading(bench.engine) as conn:
        kept = entries.snapshot(conn, arsip_id)["pegawai"]
    assert isinstance(kept, dict)
    found = kept["penandatangan"]
    assert isinstance(found, dict)
    return found


def _words(bench: Workbench, entry: Entry) -> str:
    with reading(bench.engine) as conn:
        files = {one.peran: one.digest for one in entries.files(conn, entry.id)}
    return docx_text(bench.store.read(files["docx"]))
