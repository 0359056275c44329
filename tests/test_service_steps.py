"""Events and needs: what a step leaves besides paper, and the papers that it asks for."""

from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from archive.errors import BerkasClosed, NoSuchEntry
from service import berkas, board, issuing, package, steps, uploads
from service.board import Board
from service.db import reading
from service.errors import NotFound, Refused
from service.offices import profile
from service.offices.profile import Office
from service.slots import DONE, NOTHING, Need, Slot
from service.uploads import Incoming
from service.workbench import Workbench
from tests import support_service as support
from tests.support_service import OLEH, SOP
from tests.support_web import Person, signed_in, stranger

TODAY = date(2027, 2, 1)
SENT = "lakip-dikirim"  # an output of Tanjungpinang that is an event


@pytest.fixture
def bkpsdm(bench: Workbench) -> Office:
    """An office whose SOP has an event among its outputs."""
    with reading(bench.engine) as conn:
        return profile.by_slug(conn, "contoh-tanjungpinang")


@pytest.fixture
def berkas_id(bench: Workbench, bkpsdm: Office) -> int:
    """A dossier of that office."""
    return berkas.open_berkas(bench, bkpsdm, "tanjungpinang", 2026, oleh=OLEH)


@pytest.fixture
def own(bench: Workbench) -> int:
    """A dossier of the first sample office, whose fourth step needs papers from outside."""
    return berkas.open_berkas(bench, support.office_of(bench), SOP, 2026, oleh=OLEH)


def test_an_event_is_noted_and_done(bench: Workbench, bkpsdm: Office, berkas_id: int) -> None:
    """With its day and what came of it; a second note stays beside the first."""
    assert _slot(bench, bkpsdm, berkas_id).state == NOTHING
    said = "Langkah 6: Lakip dikirim ke SKPD peminta data belum dicatat."
    assert said in _board(bench, bkpsdm, berkas_id).missing
    for note in ("3 salinan", "1 salinan lagi"):
        _note(bench, bkpsdm, berkas_id, catatan=note)
    slot = _slot(bench, bkpsdm, berkas_id)
    assert (slot.state, slot.events[0].oleh) == (DONE, OLEH)
    assert [one.catatan for one in slot.events] == ["1 salinan lagi", "3 salinan"]


def test_only_what_is_an_event_can_be_noted(
    bench: Workbench, bkpsdm: Office, berkas_id: int
) -> None:
    """Not a letter, not tomorrow, not in a closed dossier."""
    with pytest.raises(NotFound, match="tidak mencatat"):
        _note(bench, bkpsdm, berkas_id, keluaran="surat-pengantar")
    with pytest.raises(Refused, match="sesudah hari ini"):
        _note(bench, bkpsdm, berkas_id, tanggal=date(2027, 2, 2))
    berkas.close(bench, bkpsdm, berkas_id, oleh=OLEH)
    with pytest.raises(BerkasClosed):
        _note(bench, bkpsdm, berkas_id)


def test_a_need_is_met_by_an_upload(bench: Workbench, own: int) -> None:
    """What is missing is named with its first step, and is an output of nothing else."""
    office = support.office_of(bench)
    assert "Langkah 4: kelengkapan Renja PD belum ada." in _board(bench, office, own).missing
    arsip_id = _uploaded(bench, own, "renja")
    need = _need(bench, own, "renja")
    assert (need.met, [one.id for one in need.entries], [*need.linked]) == (True, [arsip_id], [])
    seen = _board(bench, office, own)
    assert not any("Renja" in line for line in seen.missing)
    assert seen.others == ()


def test_a_need_is_met_from_the_archive_and_let_go_again(bench: Workbench, own: int) -> None:
    """A letter of last year's dossier; it stays where it is."""
    office = support.office_of(bench)
    older = berkas.open_berkas(bench, office, SOP, 2025, oleh=OLEH)
    arsip_id = _uploaded(bench, older, "perbup")
    for _ in range(2):  # twice is once
        steps.link(bench, office, own, "perbup", arsip_id, oleh=OLEH)
    need = _need(bench, own, "perbup")
    assert ([one.id for one in need.entries], [*need.linked]) == ([arsip_id], [arsip_id])
    steps.unlink(bench, office, own, "perbup", arsip_id, oleh=OLEH)
    assert not _need(bench, own, "perbup").met
    with pytest.raises(NotFound, match="tidak dipasang"):
        steps.unlink(bench, office, own, "perbup", arsip_id, oleh=OLEH)
    assert support.entry(bench, arsip_id).berkas_id == older


def test_a_need_takes_nothing_that_is_not_there(bench: Workbench, bkpsdm: Office, own: int) -> None:
    """Not another office's letter, not a cancelled one, not a need that the SOP lacks."""
    office = support.office_of(bench)
    entry = support.issue(bench)
    other = berkas.open_berkas(bench, bkpsdm, "tanjungpinang", 2025, oleh=OLEH)
    with pytest.raises(NoSuchEntry):
        steps.link(bench, bkpsdm, other, "laporan-bidang", entry.id, oleh=OLEH)
    with pytest.raises(NotFound, match="piagam"):
        steps.link(bench, office, own, "piagam", entry.id, oleh=OLEH)
    issuing.cancel(bench, office.id, entry.id, alasan="Keliru", oleh=OLEH)
    with pytest.raises(Refused, match="dibatalkan"):
        steps.link(bench, office, own, "renja", entry.id, oleh=OLEH)


def test_what_an_earlier_step_made_meets_the_need_by_itself(bench: Workbench, own: int) -> None:
    """The team of step 3 is the decree of step 2."""
    rows = _board(bench, support.office_of(bench), own).rows
    assert [need.met for need in rows[2].needs] == [False]
    new = support.placed(support.new_draft(bench, "sk-tim"), own, 2, "sk-tim")
    arsip_id = issuing.issue_new(bench, new, oleh=OLEH)
    (need,) = _board(bench, support.office_of(bench), own).rows[2].needs
    assert (need.met, [one.id for one in need.entries]) == (True, [arsip_id])


def test_the_export_holds_what_was_needed_and_what_happened(
    bench: Workbench, bkpsdm: Office, berkas_id: int, tmp_path: Path
) -> None:
    """Papers from outside lie in a folder of their own; events are told in a text."""
    where = (bench, bkpsdm, berkas_id, "laporan-bidang")
    file = Incoming("laporan.docx", _docx())
    uploads.upload(*where, file, hal="Laporan Bidang", tanggal=TODAY, oleh=OLEH)
    _note(bench, bkpsdm, berkas_id, catatan="diantar")
    path, _missing = package.export(bench, bkpsdm, berkas_id, tmp_path, oleh=OLEH)
    with ZipFile(path) as zipped:
        names = [name.partition("/data/")[2] for name in zipped.namelist()]
        assert any(name.startswith("kelengkapan/") and name.endswith(".docx") for name in names)
        (told,) = [name for name in zipped.namelist() if name.endswith("Kejadian yang dicatat.txt")]
        assert "Langkah 6, 1 Februari 2027" in zipped.read(told).decode()
        assert "diantar" in zipped.read(told).decode()


# --- on the screen


def test_a_need_is_met_on_its_own_page(bench: Workbench, own: int) -> None:
    """Looked up in the archive by its words, put in, and let go."""
    staff = signed_in(bench)
    entry = support.issue(bench, hal="Renja Perubahan")
    page = f"/berkas/{own}/kelengkapan/renja"
    assert "Renja Perubahan" in staff.get(f"{page}?kata=perubahan").text
    assert "Tidak ada yang cocok" in staff.get(f"{page}?kata=zzz").text
    assert "dari arsip" in _follow(staff, f"{page}/pasang/{entry.id}")
    assert "Belum ada" in _follow(staff, f"{page}/lepas/{entry.id}")
    sent = {"hal": "Renja", "tanggal": "2027-01-04", "file": (_docx(), "renja.docx")}
    uploaded = staff.post(f"{page}/unggah", sent)
    assert "4 Januari 2027" in staff.get(uploaded.location).text
    assert "Renja PD" in staff.get(f"/berkas/{own}").text
    assert staff.get(f"/berkas/{own}/kelengkapan/piagam").status_code == 404


def test_another_office_sees_no_need_and_notes_no_event(bench: Workbench, own: int) -> None:
    """It is answered like one that does not exist."""
    other = stranger(bench)
    assert other.get(f"/berkas/{own}/kelengkapan/renja").status_code == 404
    sent = {"keluaran": SENT, "tanggal": "2027-01-04"}
    assert other.post(f"/berkas/{own}/catat", sent).status_code == 404
    assert other.post(f"/berkas/{own}/kelengkapan/renja/pasang/1").status_code == 404


def _follow(person: Person, url: str) -> str:
    return person.get(person.post(url).location).text


def _note(
    bench: Workbench,
    office: Office,
    berkas_id: int,
    keluaran: str = SENT,
    tanggal: date = TODAY,
    catatan: str = "",
) -> None:
    where = (bench, office, berkas_id, keluaran)
    steps.note_event(*where, tanggal=tanggal, catatan=catatan, oleh=OLEH)


def _uploaded(bench: Workbench, berkas_id: int, slug: str) -> int:
    file = Incoming(f"{slug}.docx", _docx())
    where = (bench, support.office_of(bench), berkas_id, slug)
    return uploads.upload(*where, file, hal=slug, tanggal=TODAY, oleh=OLEH)


def _docx() -> BytesIO:
    made = BytesIO()
    docx.Document().save(made)
    made.seek(0)
    return made


def _board(bench: Workbench, office: Office, berkas_id: int) -> Board:
    with reading(bench.engine) as conn:
        return board.read(conn, office, berkas_id)


def _slot(bench: Workbench, office: Office, berkas_id: int) -> Slot:
    slots = [slot for row in _board(bench, office, berkas_id).rows for slot in row.slots]
    return next(slot for slot in slots if slot.keluaran.slug == SENT)


def _need(bench: Workbench, berkas_id: int, slug: str) -> Need:
    found = _board(bench, support.office_of(bench), berkas_id).need(slug)
    assert found is not None
    return found
