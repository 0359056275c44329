"""service/jadwal: plan and fact of a dossier, what is late, and the pages that show it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import openpyxl
import pytest

from service import berkas, board, deciding, issuing, jadwal
from service.accounts.permissions import Peran
from service.db import reading
from service.jadwal import Jadwal
from service.offices import profile
from service.slots import DUE, LATE
from service.waktu import setelan
from service.waktu.garis import chart
from service.workbench import Workbench
from tests import support_service as support
from tests.support_service import NOW, OLEH, SOP
from tests.support_web import account, as_user, signed_in

# NOW is a Monday, 10.00 in WIB; step 1 takes one day, steps 2 and 3 one and three.
TUESDAY = datetime(2027, 2, 2, 3, 0, tzinfo=UTC)


@pytest.fixture
def berkas_id(bench: Workbench) -> int:
    """A dossier that is opened at NOW."""
    return berkas.open_berkas(bench, support.office_of(bench), SOP, 2026, oleh=OLEH)


def test_the_plan_adds_up_what_the_steps_take(bench: Workbench, berkas_id: int) -> None:
    """Each step begins where the one before ends; days off in between do not count."""
    found = _schedule(bench, berkas_id, NOW)
    assert (found[0].rencana.mulai, found[0].rencana.selesai) == (NOW, TUESDAY)
    assert found[1].rencana.mulai == TUESDAY
    # 2 Feb + 1 + 3 days: over Friday 5 (cuti bersama Imlek) and a weekend.
    assert found[2].rencana.selesai == datetime(2027, 2, 9, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "late"), [(timedelta(), False), (timedelta(days=1), False), (timedelta(days=2), True)]
)
def test_the_step_whose_turn_it_is_becomes_late(
    bench: Workbench, berkas_id: int, after: timedelta, late: bool
) -> None:
    """Its outputs say so; the steps after it are not late, since their turn has not come."""
    with reading(bench.engine) as conn:
        seen = board.read(conn, support.office_of(bench), berkas_id)
    found = _schedule(bench, berkas_id, NOW + after)
    shown = jadwal.with_late(seen, found)
    assert [one.terlambat for one in found[:2]] == [late, False]
    assert {slot.state for slot in shown.rows[0].slots} == {LATE if late else DUE}
    assert found[1].mulai is None


def test_a_step_begins_when_the_one_before_is_done(bench: Workbench, berkas_id: int) -> None:
    """Skipped is done too; its fact is that moment."""
    later = replace(bench, now=lambda: NOW + timedelta(hours=2))
    deciding.skip(later, support.office_of(bench), berkas_id, 1, alasan="Contoh", oleh=OLEH)
    found = _schedule(bench, berkas_id, TUESDAY)
    assert found[0].selesai == NOW + timedelta(hours=2)
    assert found[0].menit == 120
    assert found[1].mulai == found[0].selesai
    assert found[1].batas == datetime(2027, 2, 2, 6, 0, tzinfo=UTC)  # one day later, at one


def test_a_step_that_was_sent_back_begins_anew(bench: Workbench, berkas_id: int) -> None:
    """Its time is counted from the return."""
    new = support.placed(support.new_draft(bench), berkas_id, 5, "draft-1")
    issuing.issue_new(bench, new, oleh=OLEH)
    later = replace(bench, now=lambda: TUESDAY)
    office = support.office_of(bench)
    deciding.send_back(later, office, berkas_id, 6, catatan="Perbaiki", oleh=OLEH)
    step = _schedule(bench, berkas_id, TUESDAY)[4]
    assert (step.mulai, step.selesai) == (TUESDAY, None)


def test_bars_lie_within_the_line(bench: Workbench, berkas_id: int) -> None:
    """From the first moment to the last, in percent."""
    made = chart(_schedule(bench, berkas_id, TUESDAY), TUESDAY)
    for line in made.lines:
        for bar in (line.rencana, line.kenyataan):
            assert bar is None or (bar.x >= 0 and bar.x + bar.lebar <= 100.01)
    assert made.now is not None
    assert made.lines[0].kenyataan is not None
    assert made.lines[1].kenyataan is None


def test_plan_and_fact_are_shown_and_can_be_taken_along(bench: Workbench, berkas_id: int) -> None:
    """A page with bars, and a spreadsheet with the same rows and the totals."""
    person = signed_in(bench, Peran.STAF)
    page = person.get(f"/berkas/{berkas_id}/waktu").text
    assert page.count("bar-plan") == 12
    assert "perkiraan" in page
    data = person.get(f"/berkas/{berkas_id}/waktu.xlsx").data
    (sheet,) = openpyxl.load_workbook(BytesIO(data)).worksheets
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[2][0] == "Jumlah waktu langkah: 12 hari 6 jam"
    assert rows[5][:5] == (
        1, "Memerintahkan untuk mengumpulkan data kinerja", "Camat", "1 hari", "01-02-2027 10.00",
    )  # fmt: skip


def test_a_total_that_differs_from_its_steps_is_shown(bench: Workbench) -> None:
    """Tanjungpinang states five minutes more than its steps take."""
    with reading(bench.engine) as conn:
        office = profile.by_slug(conn, "contoh-tanjungpinang")
    opened = berkas.open_berkas(bench, office, "tanjungpinang", 2026, oleh=OLEH)
    person = as_user(bench, account(bench, office))
    page = person.get(f"/berkas/{opened}/waktu").text
    assert "8 hari 2 jam 5 menit, padahal" in page


def test_an_office_sets_its_hours_and_its_days_off(bench: Workbench, berkas_id: int) -> None:
    """Deadlines follow; all faults are told at once, and nothing is kept then."""
    person = signed_in(bench)
    hours = {f"{season}.{day}": "08.00-12.00" for season in ("biasa", "ramadan")
             for day in ("senin-kamis", "jumat")}  # fmt: skip
    form = {**hours, "libur": "02-02-2027 Hari jadi", "ramadan": ""}
    assert person.post("/pengaturan/jam-kerja", form).status_code == 303
    assert "02-02-2027 Hari jadi" in person.get("/pengaturan/jam-kerja").text
    assert _schedule(bench, berkas_id, NOW)[0].batas == datetime(2027, 2, 3, 3, 0, tzinfo=UTC)
    wrong = {"biasa.senin-kamis": "pagi", "libur": "kapan saja", "ramadan": "9-3-2027"}
    refused = person.post("/pengaturan/jam-kerja", wrong)
    assert refused.status_code == 422
    for said in ("tidak terbaca", "Hari libur kantor, baris 1", "Tanggal Ramadan, baris 1"):
        assert said in refused.text
    person.post("/pengaturan/jam-kerja", {"bawaan": "enam"})
    page = person.get("/pengaturan/jam-kerja").text
    assert "07.30-12.00, 12.30-14.00" in page
    assert "02-02-2027 Hari jadi" in page


def _schedule(bench: Workbench, berkas_id: int, now: datetime) -> list[Jadwal]:
    office = support.office_of(bench)
    with reading(bench.engine) as conn:
        seen = board.read(conn, office, berkas_id)
        return jadwal.schedule(seen, setelan.calendar_of(conn, office), now)
