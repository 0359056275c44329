"""Questions whose yes leads back and whose no leads on, and branches forward: each by its way."""

import tomllib
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from service import berkas, board, deciders, deciding, matriks, procedures, steps
from service.accounts import users
from service.accounts.permissions import Peran
from service.board import Board
from service.db import reading
from service.errors import Refused
from service.offices.capacities import Staff
from service.slots import DONE, DUE, NOTHING, RETURNED, SKIPPED, Row
from service.sop.checking import checked
from service.sop.procedure import BadProcedure
from service.workbench import Workbench
from tests import support_service as support
from tests.support_service import OLEH
from tests.support_web import signed_in

STEP = """
[[langkah]]
nomor = {nomor}
uraian = "Langkah {slug}"
waktu = "1 jam"
pelaksana = [{{ nama = "Camat", dasar = "instansi", alasan = "rapat staf" }}]
keluaran = [{{ slug = "{slug}", nama = "Hasil {slug}", cara = "{cara}" }}]
"""
BRANCHING = f"""
slug = "survei-cabang"
judul = "SOP Survei Bercabang"
penerbit = "Kecamatan Babakancikao"
judul_berkas = "Survei Bercabang"
kode_klasifikasi = "000.8.6.3"
pelaksana = [{{ nama = "Camat", jabatan = ["Camat"] }}]
{STEP.format(nomor=1, slug="konsep", cara="catat")}
{STEP.format(nomor=2, slug="koreksi", cara="catat")}
keputusan = {{ tanya = "Apakah ada koreksi?", ya = 1, tidak = 3 }}
{STEP.format(nomor=3, slug="telaah", cara="catat")}
keputusan = {{ tanya = "Apakah perlu rapat?", ya = 4, tidak = 5 }}
{STEP.format(nomor=4, slug="rapat", cara="catat")}
{STEP.format(nomor=5, slug="tutup", cara="tutup")}
"""
NOTE = "Angka belum cocok."
Data = dict[str, Any]


@pytest.fixture
def berkas_id(bench: Workbench) -> int:
    """A dossier of an SOP that branches both ways, whose first three events happened."""
    office = support.office_of(bench)
    procedures.put_in_use(bench, office, tomllib.loads(BRANCHING), oleh=OLEH)
    opened = berkas.open_berkas(bench, office, "survei-cabang", 2026, oleh=OLEH)
    _note(bench, opened, "konsep", "koreksi", "telaah")
    return opened


def test_a_yes_that_leads_back_opens_a_new_round(bench: Workbench, berkas_id: int) -> None:
    """Its note is asked for, and what was there before is to come again."""
    with pytest.raises(Refused, match="harus diperbaiki"):
        _answer(bench, berkas_id, 2, "ya", catatan=" ")
    assert _answer(bench, berkas_id, 2, "ya") == "Ya, kembali ke langkah 1"
    assert _states(bench, berkas_id, "konsep", "koreksi", "telaah") == [RETURNED, RETURNED, DONE]
    assert str(_row(bench, berkas_id, 2).way_of(_row(bench, berkas_id, 2).answer)).startswith("Ya")
    _note(bench, berkas_id, "konsep", "koreksi")
    assert _row(bench, berkas_id, 2).turn  # the question is open again
    assert _answer(bench, berkas_id, 2, "tidak") == "Tidak, lanjut ke langkah 3"
    assert _row(bench, berkas_id, 2).done


def test_a_no_that_leads_forward_lets_the_steps_between_go(
    bench: Workbench, berkas_id: int
) -> None:
    """The decision is their reason, and they come again when it is taken anew."""
    assert _answer(bench, berkas_id, 3, "tidak", catatan="Sudah jelas.").startswith("Tidak, lanjut")
    slot = _row(bench, berkas_id, 4).slots[0]
    said = "Dilewati keputusan langkah 3: lanjut ke langkah 5. Sudah jelas."
    assert (slot.state, slot.alasan) == (SKIPPED, said)
    office = support.office_of(bench)
    deciding.redo(bench, office, berkas_id, 3, alasan="Ada keberatan", oleh=OLEH)
    assert _states(bench, berkas_id, "rapat") == [NOTHING]
    _note(bench, berkas_id, "telaah")
    assert _answer(bench, berkas_id, 3, "ya") == "Ya, lanjut ke langkah 4"
    assert _states(bench, berkas_id, "rapat") == [NOTHING]


def test_approving_leads_on_and_sending_back_leads_back_whatever_the_word(
    bench: Workbench, berkas_id: int
) -> None:
    """Of “Apakah ada koreksi?” the yes leads back."""
    office = support.office_of(bench)
    assert deciding.send_back(bench, office, berkas_id, 2, catatan=NOTE, oleh=OLEH) == 1
    _note(bench, berkas_id, "konsep", "koreksi")
    deciding.approve(bench, office, berkas_id, 2, catatan="", oleh=OLEH)
    row = _row(bench, berkas_id, 2)
    assert str(row.way_of(row.answer)) == "Tidak, lanjut ke langkah 3"
    with pytest.raises(Refused, match="tidak memutuskan hal ini"):
        deciding.send_back(bench, office, berkas_id, 3, catatan=NOTE, oleh=OLEH)


def test_a_question_without_an_answer_is_missing_everywhere(
    bench: Workbench, berkas_id: int
) -> None:
    """In what lacks, in whose turn it is, in the matrix; closing does not make it go away."""
    said = "Langkah 2: belum dijawab: Apakah ada koreksi?"
    seen = _seen(bench, berkas_id)
    assert said in seen.missing
    assert said in seen.missing_papers
    assert seen.turn is not None
    assert seen.turn.langkah.nomor == 2
    asked = [one for one in matriks.cells(seen) if one.jenis == matriks.DECISION]
    both = "Ya, kembali ke langkah 1; Tidak, lanjut ke langkah 3"
    assert [(one.keadaan, one.lengkap) for one in asked] == [("Belum dijawab", False)] * 2
    assert asked[0].keterangan == both
    berkas.close(bench, support.office_of(bench), berkas_id, oleh=OLEH)
    assert said in _seen(bench, berkas_id).missing


def test_an_answered_dossier_lacks_nothing(bench: Workbench, berkas_id: int) -> None:
    """Answered, noted with who did, and closed."""
    _answer(bench, berkas_id, 2, "tidak")
    _answer(bench, berkas_id, 3, "tidak")
    turn = _seen(bench, berkas_id).turn
    assert turn is not None
    assert [slot.state for slot in turn.slots] == [DUE]
    berkas.close(bench, support.office_of(bench), berkas_id, oleh=OLEH)
    seen = _seen(bench, berkas_id)
    assert (seen.missing, seen.turn) == ((), None)
    cells = [one for one in matriks.cells(seen) if one.jenis == matriks.DECISION]
    assert cells[0].keadaan == "Tidak, lanjut ke langkah 3"
    assert OLEH in cells[0].keterangan


def test_a_step_that_is_skipped_whole_is_asked_nothing(bench: Workbench) -> None:
    """Who lets the step go lets its question go."""
    office = support.office_of(bench)
    procedures.put_in_use(bench, office, tomllib.loads(BRANCHING), oleh=OLEH)
    opened = berkas.open_berkas(bench, office, "survei-cabang", 2026, oleh=OLEH)
    deciding.skip(bench, office, opened, 2, alasan="Tidak perlu", oleh=OLEH)
    assert _row(bench, opened, 2).done
    assert not any("ada koreksi" in line for line in _seen(bench, opened).missing)


def test_no_answer_goes_on_while_an_output_is_not_there(bench: Workbench) -> None:
    """What lacks is named; once it is there or let go, the same answer is taken."""
    office = support.office_of(bench)
    opened = berkas.open_berkas(bench, office, support.SOP, 2026, oleh=OLEH)
    with pytest.raises(Refused) as told:
        deciding.approve(bench, office, opened, 8, catatan="", oleh=OLEH)
    for said in ("Undangan rapat intern belum ada", "Notulen rapat intern belum ada", "lewati"):
        assert said in str(told.value)
    deciding.skip(bench, office, opened, 8, alasan="Rapat ditiadakan", oleh=OLEH)
    deciding.approve(bench, office, opened, 8, catatan="", oleh=OLEH)


FAULTS: list[tuple[str, Callable[[Data], object]]] = [
    (
        "langkah ke-3, keputusan: “ya” dan “tidak” sama-sama lanjut ke langkah 4",
        lambda data: data["langkah"][2]["keputusan"].update(tidak=4),
    ),
    (
        "langkah 1, 2 berputar tanpa jalan keluar",
        lambda data: data["langkah"][1]["keputusan"].update(tidak=2),
    ),
    (
        "“tidak” melompati langkah 4, sehingga berkas tidak pernah ditutup",
        lambda data: data["langkah"][3]["keluaran"][0].update(cara="tutup"),
    ),
    (
        "“tidak” melompati langkah 4, padahal langkah 5 menandatangani",
        lambda data: data["langkah"][4]["keluaran"][0].update(cara="tanda-tangan", dari="rapat"),
    ),
    (
        "langkah ke-2, keputusan: sebut langkah untuk “ya” atau “tidak”",
        lambda data: _only(data, "tanya"),
    ),
]


@pytest.mark.parametrize(("said", "spoil"), FAULTS, ids=[said for said, _ in FAULTS])
def test_a_way_that_cannot_be_gone_is_refused_with_its_place(
    said: str, spoil: Callable[[Data], object]
) -> None:
    """Before any dossier is opened by it."""
    data = tomllib.loads(BRANCHING)
    assert checked(data, kinds=()).slug == "survei-cabang"
    spoil(data)
    with pytest.raises(BadProcedure) as refusal:
        checked(data, kinds=())
    assert any(said in fault for fault in refusal.value.faults), refusal.value.faults


def test_one_answer_may_be_left_to_the_next_step() -> None:
    """“Ya” alone is enough where no leads on, as “Tidak” alone always was."""
    data = tomllib.loads(BRANCHING)
    _only(data, "tanya", "ya")
    procedure = checked(data, kinds=())
    said = [str(way) for way in procedure.ways(procedure.langkah[1])]
    assert said == ["Ya, kembali ke langkah 1", "Tidak, lanjut ke langkah 3"]


def test_the_buttons_say_what_they_do(bench: Workbench, berkas_id: int) -> None:
    """On the board, on the page of the SOP, and in its matrix."""
    person = signed_in(bench, Peran.PIMPINAN)
    page = person.get(f"/berkas/{berkas_id}").text
    for said in ("Ya, kembali ke langkah 1", "Tidak, lanjut ke langkah 3", "Ya, lanjut ke langkah"):
        assert said in page
    assert "Ya, kembali ke langkah 1; Tidak" in person.get("/pengaturan/sop/survei-cabang").text
    sent = person.post(f"/berkas/{berkas_id}/langkah/2/jawab", {"jawab": "ya", "catatan": NOTE})
    assert sent.location == f"/berkas/{berkas_id}#langkah-1"
    assert "Dikembalikan ke langkah 1" in person.get(f"/berkas/{berkas_id}").text
    assert "Ya, kembali ke langkah 1" in person.get(f"/berkas/{berkas_id}/langkah/2").text


def test_what_is_decided_outside_is_noted_in_the_name_of_the_head(bench: Workbench) -> None:
    """A performer outside the office, or a post that nobody holds, locks nobody out."""
    office = support.office_of(bench)
    outside = BRANCHING.replace('jabatan = ["Camat"]', "luar = true")
    procedures.put_in_use(bench, office, tomllib.loads(outside), oleh=OLEH)
    opened = berkas.open_berkas(bench, office, "survei-cabang", 2026, oleh=OLEH)
    _note(bench, opened, "konsep", "koreksi")
    person = signed_in(bench)
    page = f"/berkas/{opened}/langkah/2"
    camat = "Drs. Raden Contoh Wiratama, M.Si."
    assert f"<option>{camat}</option>" in person.get(page).text
    form = {"jawab": "tidak", "catatan": "Surat Inspektorat Contoh"}
    assert person.post(f"{page}/jawab", form).status_code == 403
    assert person.post(f"{page}/jawab", form | {"atas_nama": camat}).status_code == 303
    assert _row(bench, opened, 2).decided


def test_an_office_without_officials_is_told_to_enter_them(bench: Workbench) -> None:
    """Nobody's decision can be noted there, and the sentence says what to do."""
    office = support.office_of(bench)
    opened = berkas.open_berkas(bench, office, support.SOP, 2026, oleh=OLEH)
    with reading(bench.engine) as conn:
        user = next(one for one in users.every(conn, office.id) if one.peran == Peran.ADMIN)
    who = deciders.at(_seen(bench, opened), [8], user, Staff(()), date(2027, 2, 1))
    assert (who.own, who.names) == (False, ())
    assert "Pengaturan › Pejabat" in who.refusal


def _only(data: Data, *kept: str) -> None:
    asked = data["langkah"][1]["keputusan"]
    data["langkah"][1]["keputusan"] = {key: asked[key] for key in kept}


def _answer(bench: Workbench, berkas_id: int, langkah: int, jawab: str, catatan: str = NOTE) -> str:
    where = (bench, support.office_of(bench), berkas_id, langkah, jawab)
    return str(deciding.answer(*where, catatan=catatan, oleh=OLEH))


def _note(bench: Workbench, berkas_id: int, *slugs: str) -> None:
    for slug in slugs:
        where = (bench, support.office_of(bench), berkas_id, slug)
        steps.note_event(*where, tanggal=date(2027, 1, 28), catatan="", oleh=OLEH)


def _seen(bench: Workbench, berkas_id: int) -> Board:
    with reading(bench.engine) as conn:
        return board.read(conn, support.office_of(bench), berkas_id)


def _row(bench: Workbench, berkas_id: int, nomor: int) -> Row:
    row = _seen(bench, berkas_id).row(nomor)
    assert row is not None
    return row


def _states(bench: Workbench, berkas_id: int, *slugs: str) -> list[str]:
    seen = _seen(bench, berkas_id)
    return [slot.state for row in seen.rows for slot in row.slots if slot.keluaran.slug in slugs]
