"""service/berkas, board and prefill: a dossier from its opening to its closing."""

import shutil
from dataclasses import replace

import docx
import pytest

from archive import entries
from archive.errors import BerkasClosed, NoSuchBerkas
from doc_templates.docx_text import docx_text
from doc_templates.errors import UnknownKind
from service import after_signing, berkas, board, drafts, issuing
from service.board import Board
from service.db import reading, transaction
from service.drafts import Draft
from service.errors import DraftChanged, NotFound, Refused
from service.slots import DONE, DUE, ISSUED, NOTHING, SIGNED, WRITTEN, Slot
from service.workbench import Workbench
from tests import support_service as support
from tests.support_service import CAMAT, OLEH, SEKRETARIS, SOP


@pytest.fixture
def berkas_id(bench: Workbench) -> int:
    """A dossier of the shipped procedure."""
    return berkas.open_berkas(bench, support.office_of(bench), SOP, 2026, oleh=OLEH)


def test_a_new_dossier_misses_everything_in_plain_words(bench: Workbench, berkas_id: int) -> None:
    """Each output is named with its step, in the order of the SOP."""
    seen = _board(bench, berkas_id)
    assert seen.berkas.judul == "Pengumpulan dan Pengukuran Data Kinerja Tahun 2026"
    assert seen.progress == (0, 20)
    assert seen.missing[0] == "Langkah 1: Lembar disposisi belum ada."
    assert seen.missing[-1] == "Langkah 12: Berkas ditutup dan disimpan belum dilakukan."
    assert {slot.state for slot in seen.rows[0].slots} == {DUE}
    assert {slot.state for row in seen.rows[1:] for slot in row.slots} == {NOTHING}


@pytest.mark.parametrize("tahun", [1999, 2101])
def test_an_impossible_year_is_refused(bench: Workbench, tahun: int) -> None:
    """A slip of the finger opens no dossier."""
    with pytest.raises(Refused, match=str(tahun)):
        berkas.open_berkas(bench, support.office_of(bench), SOP, tahun, oleh=OLEH)


def test_an_output_goes_from_written_to_signed(bench: Workbench, berkas_id: int) -> None:
    """The board tells how far each paper is, and what it still lacks."""
    draft = _begin(bench, berkas_id, "undangan")
    assert _slot(bench, berkas_id, "undangan").state == WRITTEN
    assert "baru berupa konsep" in _missing(bench, berkas_id, "Undangan rapat intern")
    _save(bench, draft, support.sample(bench, "undangan-rapat"))
    arsip_id = issuing.issue(bench, draft.instansi_id, draft.id, oleh=OLEH)
    assert _slot(bench, berkas_id, "undangan").state == ISSUED
    assert "belum ditandatangani" in _missing(bench, berkas_id, "Undangan rapat intern")
    support.signed(bench, arsip_id)
    assert _slot(bench, berkas_id, "undangan").state == SIGNED
    assert "Undangan" not in " ".join(_board(bench, berkas_id).missing)


def test_a_konsep_is_done_once_it_is_filed(bench: Workbench, berkas_id: int) -> None:
    """A draft of the decree waits for no signature."""
    _issue(bench, berkas_id, "draft-sk-tim")
    assert _slot(bench, berkas_id, "draft-sk-tim").state == DONE


def test_the_signed_report_is_the_output_of_the_step_after_it(
    bench: Workbench, berkas_id: int
) -> None:
    """Step 10 is done when the report of step 9 came back signed; it is not filed twice."""
    arsip_id = _issue(bench, berkas_id, "laporan-final")
    assert _slot(bench, berkas_id, "laporan-ditandatangani").state == NOTHING
    support.signed(bench, arsip_id)
    slot = _slot(bench, berkas_id, "laporan-ditandatangani")
    assert (slot.state, [one.id for one in slot.entries]) == (SIGNED, [arsip_id])


def test_a_cancelled_letter_is_missing_again_but_not_forgotten(
    bench: Workbench, berkas_id: int
) -> None:
    """Its output is to be made anew, and the cancelled one stays with the dossier."""
    arsip_id = _issue(bench, berkas_id, "undangan")
    issuing.cancel(bench, support.office_of(bench).id, arsip_id, alasan="Rapat ditunda", oleh=OLEH)
    seen = _board(bench, berkas_id)
    assert _slot(bench, berkas_id, "undangan").state == NOTHING
    assert [one.id for one in seen.others] == [arsip_id]


def test_what_belongs_to_no_step_is_shown_beside_the_steps(
    bench: Workbench, berkas_id: int
) -> None:
    """A letter can be put into a dossier without being asked for by the SOP."""
    new = support.new_draft(bench)
    new = replace(new, place=drafts.Place(berkas_id))
    arsip_id = issuing.issue_new(bench, new, oleh=OLEH)
    assert [one.id for one in _board(bench, berkas_id).others] == [arsip_id]


def test_a_closed_dossier_takes_nothing_and_can_be_opened_again(
    bench: Workbench, berkas_id: int
) -> None:
    """Closing is the last step; opening again leaves a trace."""
    office = support.office_of(bench)
    draft = _begin(bench, berkas_id, "undangan")
    with pytest.raises(Refused, match="belum diterbitkan"):
        berkas.close(bench, office, berkas_id, oleh=OLEH)
    with transaction(bench.engine) as conn:
        drafts.discard(conn, draft, pada=bench.stamp())
    berkas.close(bench, office, berkas_id, oleh=OLEH)
    assert _slot(bench, berkas_id, "berkas-ditutup").state == DONE
    with pytest.raises(BerkasClosed):
        _begin(bench, berkas_id, "undangan")
    berkas.reopen(bench, office, berkas_id, oleh=OLEH)
    assert _begin(bench, berkas_id, "undangan").state == drafts.WRITTEN


def test_the_dossier_of_another_office_is_not_found(bench: Workbench, berkas_id: int) -> None:
    """Not to be seen, not to be filed in."""
    other = replace(support.office_of(bench), id=99)
    with reading(bench.engine) as conn, pytest.raises(NoSuchBerkas):
        board.read(conn, other, berkas_id)
    with pytest.raises(NoSuchBerkas):
        berkas.begin(bench, other, oleh=OLEH, berkas_id=berkas_id, keluaran="undangan")


def test_an_output_that_the_procedure_does_not_have_is_refused(
    bench: Workbench, berkas_id: int
) -> None:
    """With its name."""
    with pytest.raises(NotFound, match="piknik"):
        _begin(bench, berkas_id, "piknik")
    with pytest.raises(UnknownKind, match="piknik"):
        berkas.begin(bench, support.office_of(bench), oleh=OLEH, jenis="piknik")


# --- what is known is filled in


def test_a_free_letter_knows_date_and_head_of_the_office(bench: Workbench) -> None:
    """Today in the office's zone, and the first official in order as the signer."""
    late = replace(bench, now=lambda: support.NOW.replace(hour=18))  # already tomorrow in WIB
    draft = berkas.begin(late, support.office_of(bench), oleh=OLEH, jenis="undangan-rapat")
    assert draft.isian["tanggal_surat"] == "2027-02-02"
    assert draft.isian["sifat"] == "Biasa"
    with reading(bench.engine) as conn:
        head = support.person(conn, CAMAT)
    assert draft.isian["penandatangan"] == str(head.id)


def test_the_notulen_knows_its_undangan(bench: Workbench, berkas_id: int) -> None:
    """Meeting, date, place, agenda and participants come from the invitation of the dossier."""
    _issue(bench, berkas_id, "undangan")
    isian = _begin(bench, berkas_id, "notulen").isian
    invited = support.sample(bench, "undangan-rapat")
    for name in ("rapat", "tanggal_rapat", "pukul_mulai", "tempat", "acara"):
        assert isian[name] == invited[name], name
    assert isian["peserta"] == invited["undangan"]


def test_the_tanda_terima_knows_its_surat_pengantar(bench: Workbench, berkas_id: int) -> None:
    """Its number, which is given only at issue, and what was handed over."""
    arsip_id = _issue(bench, berkas_id, "surat-pengantar")
    isian = _begin(bench, berkas_id, "tanda-terima").isian
    assert support.entry(bench, arsip_id).nomor_surat in isian.values()


def test_a_cancelled_letter_tells_the_next_one_nothing(bench: Workbench, berkas_id: int) -> None:
    """The notulen does not take over the words of an invitation that was cancelled."""
    arsip_id = _issue(bench, berkas_id, "undangan")
    issuing.cancel(bench, support.office_of(bench).id, arsip_id, alasan="Rapat ditunda", oleh=OLEH)
    assert "rapat" not in _begin(bench, berkas_id, "notulen").isian


def test_each_version_of_the_report_continues_the_one_before(
    bench: Workbench, berkas_id: int
) -> None:
    """Draft 1 to 4 and Final: the words go on, only the version changes, and each is kept."""
    bench = replace(bench, to_pdf=None)  # the words matter here, and a report is long
    slugs = ["konsep-laporan", "draft-1", "draft-2", "draft-3", "draft-4", "laporan-final"]
    ids = []
    for turn, slug in enumerate(slugs):
        draft = _begin(bench, berkas_id, slug)
        isian = dict(draft.isian)
        if turn == 0:
            isian = support.sample(bench, "laporan-kinerja") | {"versi": "Konsep"}
        else:
            assert str(isian["kata_pengantar"]).endswith(f"Ditambah {turn - 1}.")
        isian["kata_pengantar"] = f"{isian['kata_pengantar']} Ditambah {turn}."
        _save(bench, draft, isian)
        ids.append(issuing.issue(bench, draft.instansi_id, draft.id, oleh=OLEH))
    with reading(bench.engine) as conn:
        versions = [entries.snapshot(conn, one)["isian"]["versi"] for one in ids]
    assert versions == ["Konsep", "Draft 1", "Draft 2", "Draft 3", "Draft 4", "Final"]
    assert "Ditambah 5." in support.docx_of(bench, ids[-1])
    assert "Ditambah 5." not in support.docx_of(bench, ids[-2])


def test_a_version_that_was_cancelled_is_not_continued(bench: Workbench, berkas_id: int) -> None:
    """The next version goes on from the newest one that stands."""
    first = _issue(bench, berkas_id, "konsep-laporan")
    second = _begin(bench, berkas_id, "konsep-laporan")
    isian = support.sample(bench, "laporan-kinerja", kata_pengantar="Yang keliru.")
    _save(bench, second, isian)
    wrong = issuing.issue(bench, second.instansi_id, second.id, oleh=OLEH)
    issuing.cancel(bench, second.instansi_id, wrong, alasan="Keliru", oleh=OLEH)
    assert first < wrong
    continued = _begin(bench, berkas_id, "draft-1").isian
    assert continued["kata_pengantar"] != "Yang keliru."


# --- copying an older letter


def test_an_older_letter_can_be_copied(bench: Workbench, berkas_id: int) -> None:
    """Its words, dated today, as a draft without a number."""
    filed = support.entry(bench, _issue(bench, berkas_id, "undangan"))
    draft = berkas.copy_letter(bench, support.office_of(bench), filed.id, oleh=OLEH)
    assert draft.isian["hal"] == "Undangan Rapat Intern"
    assert draft.isian["tanggal_surat"] == "2027-02-01"
    assert (draft.state, draft.konsep, draft.snapshot) == (drafts.WRITTEN, False, None)
    assert draft.place == drafts.Place(berkas_id, 8, "undangan")


def test_the_copy_of_a_letter_nobody_signs_is_a_letter_too(bench: Workbench) -> None:
    """Whether it gets a number is its own matter, not that of the signature."""
    folder = bench.settings.templates / "surat-tanpa-tanda-tangan"
    shutil.copytree(bench.settings.templates / support.SMALL, folder)
    described = (folder / "template.toml").read_text("utf-8")
    optional = described.replace('jenis = "pegawai"\nwajib = true', 'jenis = "pegawai"')
    (folder / "template.toml").write_text(optional.replace("{penandatangan}", ""), "utf-8")
    document = docx.Document()
    document.add_paragraph("{{ nomor_surat }}, {{ tanggal_surat|tanggal }}: {{ hal }}")
    document.save(str(folder / "template.docx"))
    new = replace(support.new_draft(bench, penandatangan=""), jenis=folder.name)
    filed = support.entry(bench, issuing.issue_new(bench, new, oleh=OLEH))
    assert not filed.ttd_wanted
    draft = berkas.copy_letter(bench, support.office_of(bench), filed.id, oleh=OLEH)
    copied = support.entry(bench, issuing.issue(bench, draft.instansi_id, draft.id, oleh=OLEH))
    assert copied.nomor_surat == "000.8.6.3/002/Kec.BBC/2027"


def test_the_copy_of_a_letter_from_a_closed_dossier_belongs_to_none(
    bench: Workbench, berkas_id: int
) -> None:
    """Last year's letter is copied for this year: it must not be stuck in last year's dossier."""
    arsip_id = _issue(bench, berkas_id, "undangan")
    office = support.office_of(bench)
    berkas.close(bench, office, berkas_id, oleh=OLEH)
    draft = berkas.copy_letter(bench, office, arsip_id, oleh=OLEH)
    assert draft.place == drafts.Place()


# --- drafts


def test_two_windows_do_not_overwrite_each_other(bench: Workbench) -> None:
    """The second save is told to reload, and the first text stays."""
    draft = support.written(bench, support.new_draft(bench))
    _save(bench, draft, {"hal": "Dari jendela satu"})
    with pytest.raises(DraftChanged, match="jendela lain"):
        _save(bench, draft, {"hal": "Dari jendela dua"})
    with reading(bench.engine) as conn:
        now = drafts.get(conn, draft.instansi_id, draft.id)
    assert (now.isian, now.versi) == ({"hal": "Dari jendela satu"}, 2)


def test_a_preview_shows_what_is_wrong_and_changes_nothing(bench: Workbench) -> None:
    """Missing values are visible on the page, the number is said to be yet to come."""
    draft = support.written(bench, support.new_draft(bench, hal="", penandatangan=SEKRETARIS))
    seen = issuing.preview(bench, draft.instansi_id, draft.id)
    words = docx_text(seen.docx)
    assert [fault.tempat for fault in seen.faults] == ["hal"]
    assert "(belum bernomor)" in words
    assert "………" in words
    assert seen.pdf is not None
    assert support.last_used(bench) == 0


def test_a_letter_printed_with_gaps_takes_no_number(bench: Workbench) -> None:
    """For offices that number after signing: blanks for number and date, and no number yet."""
    draft = support.written(bench, support.new_draft(bench))
    product = after_signing.print_with_gaps(bench, draft.instansi_id, draft.id, oleh=OLEH)
    words = docx_text(product.docx)
    assert "000.8.6.3/\u00a0" in words
    assert "20 Januari 2027" not in words
    assert support.last_used(bench) == 0


def _begin(bench: Workbench, berkas_id: int, keluaran: str) -> Draft:
    office = support.office_of(bench)
    return berkas.begin(bench, office, oleh=OLEH, berkas_id=berkas_id, keluaran=keluaran)


def _issue(bench: Workbench, berkas_id: int, keluaran: str) -> int:
    draft = _begin(bench, berkas_id, keluaran)
    _save(bench, draft, support.sample(bench, draft.jenis) | _preset(draft))
    return issuing.issue(bench, draft.instansi_id, draft.id, oleh=OLEH)


def _preset(draft: Draft) -> dict[str, object]:
    return {name: draft.isian[name] for name in ("versi",) if name in draft.isian}


def _save(bench: Workbench, draft: Draft, isian: dict[str, object]) -> int:
    with transaction(bench.engine) as conn:
        return drafts.save(
            conn,
            draft,
            isian,
            kode_klasifikasi=draft.kode_klasifikasi,
            versi=draft.versi,
            pada=bench.stamp(),
        )


def _board(bench: Workbench, berkas_id: int) -> Board:
    with reading(bench.engine) as conn:
        return board.read(conn, support.office_of(bench), berkas_id)


def _slot(bench: Workbench, berkas_id: int, keluaran: str) -> Slot:
    slots = (slot for row in _board(bench, berkas_id).rows for slot in row.slots)
    return next(slot for slot in slots if slot.keluaran.slug == keluaran)


def _missing(bench: Workbench, berkas_id: int, nama: str) -> str:
    return next(line for line in _board(bench, berkas_id).missing if nama in line)
