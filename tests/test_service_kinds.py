"""A new letter is a folder: it is issued and found without a restart and without any Python."""

import shutil

from archive import search
from archive.entries import Entry
from archive.query import Query
from numbering.books import books
from numbering.presets import default_books
from service import issuing
from service.db import reading
from service.drafts import NewDraft
from service.workbench import Workbench
from tests import support_service as support
from tests.letter_kinds import write_kind
from tests.support_service import OLEH


def test_a_folder_that_is_put_in_is_a_kind_at_once(bench: Workbench) -> None:
    """Copied into NASKAH_DATA/templat under a new name while the service runs."""
    support.issue(bench, "undangan-rapat")
    before = {kind.slug for kind in bench.catalog.kinds()}
    shipped = bench.catalog.get("undangan-rapat").folder
    shutil.copytree(shipped, bench.settings.templates / "undangan-senam")
    assert {kind.slug for kind in bench.catalog.kinds()} - before == {"undangan-senam"}
    filed = _issue(bench, "undangan-senam")
    assert filed.nomor_surat == "000.8.6.3/002/Kec.BBC/2027"
    with reading(bench.engine) as conn:
        office = support.office_of(bench).id
        by_kind = search.find(conn, Query(office, jenis="undangan-senam")).hits
        by_word = search.find(conn, Query(office, kata="rapat intern")).hits
    assert [hit.entry.id for hit in by_kind] == [filed.id]
    assert len(by_word) == 2
    support.assert_whole(bench)


def test_a_template_changed_in_word_counts_from_the_next_letter_on(bench: Workbench) -> None:
    """Staff open the file in Word and change a sentence."""
    support.issue(bench)
    write_kind(bench.settings.templates / support.SMALL, ["Kalimat baru."], head=support.SMALL_HEAD)
    filed = support.issue(bench)
    assert "Kalimat baru." in support.docx_of(bench, filed.id)


def test_a_broken_folder_does_not_hide_the_others(bench: Workbench) -> None:
    """It is told by `naskah jenis`, and everybody else goes on working."""
    broken = bench.settings.templates / "surat-rusak"
    broken.mkdir()
    (broken / "template.toml").write_text("nama = ", "utf-8")
    assert support.issue(bench).nomor_surat is not None
    assert [fault.path.name for fault in bench.catalog.broken()] == ["surat-rusak"]


def test_every_numbered_kind_finds_its_book_in_a_new_office(bench: Workbench) -> None:
    """Of one's own or the sample: no letter is refused for want of a book."""
    wanted = {kind.buku for kind in bench.catalog.kinds() if kind.nomor != "tidak"}
    with reading(bench.engine) as conn:
        there = {buku.slug for buku in books(conn, support.office_of(bench).id)}
    assert wanted <= there
    assert wanted <= {book.slug for book in default_books()}


def _issue(bench: Workbench, jenis: str) -> Entry:
    new = NewDraft(support.office_of(bench).id, jenis, support.sample(bench, "undangan-rapat"))
    return support.entry(bench, issuing.issue_new(bench, new, oleh=OLEH))
