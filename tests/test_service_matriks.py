"""service/matriks: every output and need of a dossier, with its state and its reason."""

from io import BytesIO

import openpyxl
import pytest

from service import berkas, board, deciding, matriks
from service.db import reading
from service.matriks import Cel
from service.workbench import Workbench
from tests import support_service as support
from tests.support_service import OLEH, SOP
from tests.support_web import signed_in

WHY = "Camat memutuskan memakai Renja"


@pytest.fixture
def berkas_id(bench: Workbench) -> int:
    """A dossier whose third step was skipped."""
    opened = berkas.open_berkas(bench, support.office_of(bench), SOP, 2026, oleh=OLEH)
    deciding.skip(bench, support.office_of(bench), opened, 3, alasan=WHY, oleh=OLEH)
    return opened


def test_each_output_and_need_stands_at_its_step(bench: Workbench, berkas_id: int) -> None:
    """What is there, what is wanting, and why something will not come."""
    found = _cells(bench, berkas_id)
    outputs = [one for one in found if one.jenis == matriks.OUTPUT]
    with reading(bench.engine) as conn:
        seen = board.read(conn, support.office_of(bench), berkas_id)
    assert len(outputs) == seen.progress[1]
    skipped = next(one for one in outputs if one.row.langkah.nomor == 3)
    assert (skipped.keadaan, skipped.lengkap) == ("Dilewati", True)
    assert skipped.keterangan == f"{WHY} ({OLEH})"
    perbup = next(one for one in found if one.nama == "Perbup")
    assert (perbup.jenis, perbup.keadaan) == (matriks.NEED, "Belum ada")


def test_the_matrix_is_seen_before_an_export_of_what_lacks(
    bench: Workbench, berkas_id: int
) -> None:
    """The board leads there; from there it can be exported all the same."""
    person = signed_in(bench)
    assert f'href="/berkas/{berkas_id}/matriks"' in person.get(f"/berkas/{berkas_id}").text
    page = person.get(f"/berkas/{berkas_id}/matriks").text
    assert "Ekspor, walau belum lengkap" in page
    assert WHY in page
    data = person.get(f"/berkas/{berkas_id}/matriks.xlsx").data
    sheet, decided = openpyxl.load_workbook(BytesIO(data)).worksheets
    assert [row[2:4] for row in decided.iter_rows(4, values_only=True)] == [("Dilewati", WHY)]
    rows = list(sheet.iter_rows(values_only=True))[3:]
    assert len(rows) == len(_cells(bench, berkas_id))


def _cells(bench: Workbench, berkas_id: int) -> list[Cel]:
    with reading(bench.engine) as conn:
        return matriks.cells(board.read(conn, support.office_of(bench), berkas_id))
