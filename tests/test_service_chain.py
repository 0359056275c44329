"""service/prefill: figures go from the form to the report without being typed again."""

from typing import Any

import pytest

from service import berkas, drafts, issuing
from service.db import transaction
from service.drafts import Draft
from service.workbench import Workbench
from tests import support_service as support
from tests.support_service import OLEH, SOP
from tests.support_web import signed_in


@pytest.fixture
def berkas_id(bench: Workbench) -> int:
    """A dossier of the shipped procedure."""
    return berkas.open_berkas(bench, support.office_of(bench), SOP, 2026, oleh=OLEH)


def begun(bench: Workbench, berkas_id: int, jenis: str) -> dict[str, Any]:
    """What a new letter of the dossier is filled in with."""
    return dict(_begin(bench, berkas_id, jenis).isian)


def issued(bench: Workbench, berkas_id: int, jenis: str, **more: object) -> None:
    """A letter of the dossier with its sample values and these."""
    draft = _begin(bench, berkas_id, jenis)
    isian = support.sample(bench, jenis) | more
    with transaction(bench.engine) as conn:
        drafts.save(conn, draft, isian, kode_klasifikasi="", versi=draft.versi, pada=bench.stamp())
    issuing.issue(bench, draft.instansi_id, draft.id, oleh=OLEH)


def test_a_form_fills_the_recapitulation_and_its_receipt(bench: Workbench, berkas_id: int) -> None:
    """Suppliers, indicators and all targets; what was reached is typed from the paper."""
    issued(bench, berkas_id, "formulir-data")
    recap = begun(bench, berkas_id, "rekapitulasi")
    first = recap["data"][0]
    assert recap["tahun"] == 2026
    assert (first["unit"], first["target_tahun"]) == ("Subbagian Perencanaan", "76,00")
    assert (first["target_4"], "realisasi_4" in first) == ("76,00", False)
    receipt = begun(bench, berkas_id, "tanda-terima-formulir")
    assert receipt["periode"] == "Triwulan IV"
    assert receipt["baris"][0]["nama"] == "Dadan Contoh Permana, S.E."
    assert set(receipt["baris"][0]) == {"unit", "nama"}
    assert begun(bench, berkas_id, "formulir-data")["indikator"][0]["target_1"] == "–"


def test_the_next_form_does_not_repeat_what_was_realised(bench: Workbench, berkas_id: int) -> None:
    """Its indicators and targets come along; the figure belongs to the quarter that is over."""
    rows = support.sample(bench, "formulir-data")["indikator"]
    assert isinstance(rows, list)
    issued(bench, berkas_id, "formulir-data", indikator=[row | {"terisi": "78,42"} for row in rows])
    again = begun(bench, berkas_id, "formulir-data")["indikator"]
    assert (len(again), again[0]["target_tahun"]) == (len(rows), "76,00")
    assert "terisi" not in again[0]


def test_a_recapitulation_fills_the_working_paper(bench: Workbench, berkas_id: int) -> None:
    """With what the quarters come to, which nobody typed."""
    issued(bench, berkas_id, "rekapitulasi")
    rows = {
        one["indikator"]: one
        for one in begun(bench, berkas_id, "kertas-kerja-pengukuran")["capaian"]
    }
    summed = rows["Jumlah lembaga kemasyarakatan desa yang dibina"]
    assert (summed["target"], summed["realisasi"]) == ("36", "38")
    assert rows["Indeks Kepuasan Masyarakat"]["realisasi"] == "87,63"


def test_both_fill_the_report(bench: Workbench, berkas_id: int) -> None:
    """Achievement, quarters, agreement and method of measuring."""
    issued(bench, berkas_id, "rekapitulasi")
    issued(bench, berkas_id, "kertas-kerja-pengukuran")
    report = begun(bench, berkas_id, "laporan-kinerja")
    measured = report["capaian"][5]
    assert (measured["arah"], measured["capaian"]) == ("Turun", "120,00")
    assert report["triwulan"][3]["realisasi_2"] == "85,42"
    assert report["perjanjian_kinerja"][0]["target"] == "76,00"
    assert report["pengukuran"][0]["rumus"].startswith("Nilai hasil evaluasi")
    assert report["tahun"] == 2026


def test_recommendations_of_the_report_become_the_matrix(bench: Workbench, berkas_id: int) -> None:
    """One row for each."""
    issued(bench, berkas_id, "laporan-kinerja", rekomendasi=["Satu.", "Dua."])
    rows = begun(bench, berkas_id, "matriks-tindak-lanjut")["baris"]
    assert [row["rekomendasi"] for row in rows] == ["Satu.", "Dua."]


def test_the_form_shows_what_was_counted(bench: Workbench) -> None:
    """A figure taken over from an older version is not shown once it is wrong."""
    row = {"sasaran": "S", "indikator": "I", "target": "80", "realisasi": "60", "capaian": "99,99"}
    new = support.new_draft(bench, "kertas-kerja-pengukuran", capaian=[row])
    page = signed_in(bench).get(f"/surat/{support.written(bench, new).id}").text
    assert "75,00" in page
    assert "99,99" not in page


def _begin(bench: Workbench, berkas_id: int, jenis: str) -> Draft:
    office = support.office_of(bench)
    return berkas.begin(bench, office, oleh=OLEH, berkas_id=berkas_id, jenis=jenis)
