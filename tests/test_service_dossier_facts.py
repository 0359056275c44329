"""A letter that is begun in a dossier knows the dossier: its papers and the steps of its SOP."""

from typing import Any

import pytest

from service import berkas, issuing
from service.db import transaction
from service.drafts import Draft
from service.offices.profile import Office
from service.sop import editions
from service.workbench import Workbench
from tests import support_service as support
from tests.support_service import OLEH, SOP

SOPS = sorted(path.stem for path in editions.shipped())


def begun(bench: Workbench, office: Office, berkas_id: int, jenis: str, **isian: object) -> Draft:
    """A letter of this kind, begun in a dossier."""
    return berkas.begin(bench, office, oleh=OLEH, berkas_id=berkas_id, jenis=jenis, isian=isian)


def opened(bench: Workbench, sop: str) -> tuple[Office, int]:
    """A dossier of any SOP that is shipped, in the sample office."""
    office = support.office_of(bench)
    kinds = [kind.slug for kind in bench.catalog.kinds()]
    with transaction(bench.engine) as conn:
        isi = editions.load(editions.DEFINITIONS / f"{sop}.toml")
        editions.put_in_use(conn, office.id, isi, kinds=kinds, oleh=OLEH, pada=bench.stamp())
    return office, berkas.open_berkas(bench, office, sop, 2026, oleh=OLEH)


def test_a_control_sheet_lists_the_papers_of_its_dossier(bench: Workbench) -> None:
    """What was filed has its day; what is still to come has room for one."""
    office, berkas_id = opened(bench, SOP)
    new = support.new_draft(bench, "lembar-disposisi")
    issuing.issue_new(bench, support.placed(new, berkas_id, 1, "disposisi"), oleh=OLEH)
    isian = begun(bench, office, berkas_id, "lembar-kendali").isian
    rows: Any = isian["dokumen"]
    assert isian["kurun_waktu"] == "2026"
    assert rows[0] == {
        "langkah": "1",
        "dokumen": "Lembar disposisi",
        "masuk": "2027-01-04",
        "petugas": "Camat",
    }
    assert all("masuk" not in row for row in rows[1:])
    assert "Berkas ditutup dan disimpan" not in [row["dokumen"] for row in rows]


@pytest.mark.parametrize("sop", SOPS)
@pytest.mark.parametrize("jenis", ["lembar-kendali", "rencana-kegiatan"])
def test_what_an_sop_fills_in_can_be_issued(bench: Workbench, sop: str, jenis: str) -> None:
    """No step of any SOP is too long for the table, and no week is missing."""
    office, berkas_id = opened(bench, sop)
    typed = {"minggu_pertama": "2027-01-04", "pelaksana": [{"jabatan": "Camat"}]}
    more = typed if jenis == "rencana-kegiatan" else {}
    draft = begun(bench, office, berkas_id, jenis, **more)
    filed = support.entry(bench, issuing.issue(bench, office.id, draft.id, oleh=OLEH))
    assert filed.jenis == jenis


def test_a_plan_takes_the_weeks_that_the_sop_says(bench: Workbench) -> None:
    """1 + 1 + 3 days fill the first week; the fourth step begins the second."""
    office, berkas_id = opened(bench, SOP)
    rows: Any = begun(bench, office, berkas_id, "rencana-kegiatan").isian["jadwal"]
    weeks = [(row["mulai"], row["selesai"]) for row in rows]
    assert weeks[:6] == [("1", "1")] * 3 + [("2", "2")] * 3
    assert rows[2]["keluaran"] == "Rencana Kegiatan Pengumpulan data Kinerja"
