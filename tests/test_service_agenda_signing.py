"""service/after_signing: printed with gaps, numbered when it comes back signed."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from archive import entries
from numbering.block import NewBlock
from numbering.books import change_buku, get_buku, set_rules
from numbering.errors import BackDated
from numbering.external import External
from service import after_signing, drafts, issuing, resuming
from service.accounts.permissions import Peran
from service.agenda import deeds
from service.agenda.checking import check
from service.db import reading, transaction
from service.drafts import Draft
from service.errors import DraftChanged, Refused
from service.numbers import FromBlock, Inserted, Source
from service.workbench import Workbench
from tests import support_service as support
from tests.support_service import NOW, OLEH, Killed
from tests.support_web import signed_in

DAY = date(2027, 1, 28)


def _printed(bench: Workbench) -> Draft:
    draft = support.written(bench, support.new_draft(bench))
    after_signing.print_with_gaps(bench, draft.instansi_id, draft.id, oleh=OLEH)
    return _now(bench, draft)


def _now(bench: Workbench, draft: Draft) -> Draft:
    with reading(bench.engine) as conn:
        return drafts.get(conn, draft.instansi_id, draft.id)


def _number(bench: Workbench, draft: Draft, day: date = DAY) -> int:
    return after_signing.give_number(bench, draft.instansi_id, draft.id, day, oleh=OLEH)


def test_the_number_that_comes_next_is_told_with_the_parts_of_the_letter(bench: Workbench) -> None:
    """Its own code and its own parts, not those of a sample; of the day that it is signed."""
    with transaction(bench.engine) as conn:
        buku = get_buku(conn, support.office_of(bench).id, "surat-keluar")
        pola = "{kode}/{urut}/{bidang}/{bulan}/{tahun}"
        change_buku(conn, buku, nama=buku.nama, pola=pola, restart="tahun", bagian={"bidang": ""})
    bare = support.new_draft(bench, _nomor_bidang="III")
    draft = support.written(bench, replace(bare, kode_klasifikasi="800.1.11.1"))
    after_signing.print_with_gaps(bench, draft.instansi_id, draft.id, oleh=OLEH)
    said = f'kira-kira <span class="number">800.1.11.1/1/III/{NOW.month}/{NOW.year}</span>'
    assert said in signed_in(bench).get(f"/surat/{draft.id}/nomor").text


def test_the_number_comes_after_the_signature(bench: Workbench) -> None:
    """Number and date are set then; what was printed with its gaps is what is filed."""
    draft = _printed(bench)
    assert draft.state == drafts.PRINTED
    assert support.last_used(bench) == 0
    entry = support.entry(bench, _number(bench, draft))
    assert (entry.nomor_surat, entry.tanggal) == ("000.8.6.3/001/Kec.BBC/2027", DAY)
    assert "000.8.6.3/\u00a0" in support.docx_of(bench, entry.id)
    assert "001" not in support.docx_of(bench, entry.id)
    with reading(bench.engine) as conn:
        filed = [one.digest for one in entries.files(conn, entry.id)]
    kept = (draft.snapshot or {})["cetakan"]
    assert isinstance(kept, list)
    assert filed == [one["digest"] for one in kept]
    assert support.numbers(bench)[0].tanggal_surat == DAY
    support.assert_whole(bench)


def test_the_signed_scan_is_the_record(bench: Workbench) -> None:
    """It joins the same entry, as with every letter."""
    entry = support.entry(bench, _number(bench, _printed(bench)))
    assert entry.ttd_wanted
    assert support.signed(bench, entry.id).state == "ditandatangani"


def test_numbering_twice_gives_one_number(bench: Workbench) -> None:
    """Pressed twice, or with another date the second time."""
    draft = _printed(bench)
    first = _number(bench, draft)
    assert _number(bench, draft, date(2027, 1, 30)) == first
    assert support.last_used(bench) == 1


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


@pytest.mark.parametrize("nth", range(1, 8))
def test_a_crash_leaves_it_waiting_or_numbered(bench: Workbench, nth: int) -> None:
    """Wherever it dies, the next press gives the same letter one number."""
    draft = _printed(bench)
    try:
        _number(replace(bench, now=Clock(nth)), draft)
    except Killed:
        begun = _now(bench, draft).state == drafts.ISSUING
        assert support.last_used(bench) == int(begun)
        assert len(resuming.resume(bench).faults) == 0
    entry = support.entry(bench, _number(bench, draft))
    assert entry.nomor_surat == "000.8.6.3/001/Kec.BBC/2027"
    assert support.last_used(bench) == 1
    support.assert_whole(bench)


def test_a_printed_letter_is_not_changed_nor_issued_otherwise(bench: Workbench) -> None:
    """What is on paper must stay what is filed."""
    draft = _printed(bench)
    with pytest.raises(Refused, match="sudah dicetak"):
        issuing.issue(bench, draft.instansi_id, draft.id, oleh=OLEH)
    with pytest.raises(DraftChanged):
        after_signing.print_with_gaps(bench, draft.instansi_id, draft.id, oleh=OLEH)
    staff = signed_in(bench, Peran.STAF)
    form = {"_versi": draft.versi, "hal": "Lain"}
    staff.post(f"/surat/{draft.id}/simpan", form)
    staff.post(f"/surat/{draft.id}/buang")
    assert _now(bench, draft) == draft


def test_a_print_is_taken_back(bench: Workbench) -> None:
    """The words can be changed again, and nothing was counted."""
    draft = _printed(bench)
    after_signing.take_back(bench, draft.instansi_id, draft.id, oleh=OLEH)
    assert (_now(bench, draft).state, _now(bench, draft).snapshot) == (drafts.WRITTEN, None)
    with pytest.raises(Refused):
        after_signing.take_back(bench, draft.instansi_id, draft.id, oleh=OLEH)
    with pytest.raises(Refused):
        _number(bench, draft)
    assert issuing.issue(bench, draft.instansi_id, draft.id, oleh=OLEH)


def test_a_date_that_the_book_refuses_takes_no_number(bench: Workbench) -> None:
    """The letter waits on."""
    support.issue(bench, tanggal_surat="2027-01-29")
    draft = _printed(bench)
    with transaction(bench.engine) as conn:
        buku = get_buku(conn, draft.instansi_id, "surat-keluar")
        set_rules(conn, buku, mundur=False, gaya_sisipan=".A")
    with pytest.raises(BackDated):
        _number(bench, draft)
    assert _now(bench, draft).state == drafts.PRINTED
    assert support.last_used(bench) == 1


def test_numbers_from_a_block_an_insertion_and_elsewhere(bench: Workbench) -> None:
    """Each for a letter of Naskah, with a row in the audit trail."""
    office = support.office_of(bench)
    block = deeds.reserve(
        bench,
        office,
        "surat-keluar",
        NewBlock(date(2027, 1, 20), 2, DAY, "Acara"),
        key="blok-uji",
        oleh=OLEH,
    )
    issued = support.issue(bench, tanggal_surat="2027-01-28")
    assert issued.nomor_surat == "000.8.6.3/003/Kec.BBC/2027"
    sources: dict[Source, str] = {
        FromBlock(block.id): "000.8.6.3/001/Kec.BBC/2027",
        Inserted(1, "Tertinggal"): "000.8.6.3/001.A/Kec.BBC/2027",
        External("SRIKANDI", None, "B/77/2027"): "B/77/2027",
    }
    for source, expected in sources.items():
        draft = support.written(bench, support.new_draft(bench))
        arsip_id = issuing.issue(bench, draft.instansi_id, draft.id, source, oleh=OLEH)
        assert support.entry(bench, arsip_id).nomor_surat == expected
        assert expected in support.docx_of(bench, arsip_id)
    assert check(bench, None, None) == []


def test_the_pages_lead_from_print_to_number(bench: Workbench) -> None:
    """Printed, listed as waiting, numbered, and then waiting for its scan."""
    staff = signed_in(bench, Peran.STAF)
    draft = support.written(bench, support.new_draft(bench))
    form = {"_versi": draft.versi, **support.RAW}
    there = staff.post(f"/surat/{draft.id}/cetak", form).location
    assert staff.get(f"/surat/{draft.id}").location == there
    for page in ("/", "/tanda-tangan"):
        assert there in staff.get(page).text
    assert "Nomor sisipan" not in staff.get(there).text
    assert "Nomor sisipan" in signed_in(bench, Peran.SEKRETARIS).get(there).text
    wrong = staff.post(there, {"tanggal_surat": "", "sumber": "Nomor berikutnya"})
    assert (wrong.status_code, "Belum diisi" in wrong.text) == (422, True)
    done = {"tanggal_surat": "2027-01-28", "sumber": "Nomor berikutnya"}
    entry = staff.post(there, done).location
    assert staff.post(there, done).location == entry
    assert "000.8.6.3/001/Kec.BBC/2027" in staff.get(entry).text
    assert 'id="ttd"' in staff.get(entry).text


def test_a_letter_is_issued_with_a_number_of_others(bench: Workbench) -> None:
    """From the form of a draft, by those who may."""
    person = signed_in(bench, Peran.SEKRETARIS)
    draft = support.written(bench, support.new_draft(bench))
    there = f"/surat/{draft.id}/nomor"
    form = {"sumber": "Nomor dari luar", "asal": "SRIKANDI", "nomor_surat": "B/9/2027"}
    assert signed_in(bench, Peran.STAF).post(there, form).status_code == 422
    entry = person.post(there, form).location
    assert "B/9/2027" in person.get(entry).text
    assert support.last_used(bench) == 0
