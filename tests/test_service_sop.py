"""service/sop: the shipped procedure, every fault of a definition at once, and editions."""

import copy
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from service import berkas, board
from service.db import reading, transaction
from service.errors import NotFound, Refused
from service.sop import editions
from service.sop.editions import DEFINITIONS, load, put_in_use, with_performers
from service.sop.procedure import BadProcedure, Cara, Procedure, read
from service.workbench import Workbench
from tests import support_service as support
from tests.support_service import OLEH, SOP

SHIPPED = tomllib.loads((DEFINITIONS / f"{SOP}.toml").read_text("utf-8"))


@pytest.fixture
def procedure(bench: Workbench) -> Procedure:
    """The twelve steps, read against the kinds that there really are."""
    return read(SHIPPED, kinds=[kind.slug for kind in bench.catalog.kinds()])


def test_the_shipped_procedure_has_the_outputs_that_the_sop_asks_for(procedure: Procedure) -> None:
    """Twelve steps, and at each the papers that it leaves."""
    made = {
        step.nomor: [(out.cara, out.jenis or out.slug) for out in step.keluaran]
        for step in procedure.langkah
    }
    report = "laporan-kinerja"
    assert made == {
        1: [
            (Cara.SURAT, "lembar-disposisi"),
            (Cara.UNGGAH, "sp-tim"),
            (Cara.KONSEP, "sk-tim"),
        ],
        2: [(Cara.SURAT, "sk-tim")],
        3: [(Cara.UNGGAH, "rencana-kegiatan")],
        4: [(Cara.SURAT, "permintaan-data"), (Cara.KONSEP, report)],
        5: [(Cara.KONSEP, report)],
        6: [(Cara.KONSEP, report)],
        7: [(Cara.KONSEP, report)],
        8: [
            (Cara.SURAT, "undangan-rapat"),
            (Cara.SURAT, "daftar-hadir"),
            (Cara.SURAT, "notulen"),
            (Cara.KONSEP, report),
        ],
        9: [(Cara.SURAT, report)],
        10: [(Cara.TANDA_TANGAN, "laporan-ditandatangani")],
        11: [(Cara.SURAT, "surat-pengantar"), (Cara.SURAT, "tanda-terima")],
        12: [(Cara.TUTUP, "berkas-ditutup")],
    }


def test_every_performer_says_on_what_it_rests(procedure: Procedure) -> None:
    """The flow chart lost its performers: what is written quotes the SOP, the rest says why."""
    performers = [one for step in procedure.langkah for one in step.pelaksana]
    assert {one.dasar for one in performers} == {"tertulis", "tersimpul"}
    assert all(one.alasan for one in performers)
    assert {one.nama for one in performers} <= set(procedure.pelaksana)


def test_what_is_called_written_stands_in_the_step(procedure: Procedure) -> None:
    """A performer is `tertulis` only where the quoted words are those of the step itself."""
    for step in procedure.langkah:
        for one in step.pelaksana:
            if one.dasar == "tertulis":
                assert one.alasan.strip("“”") in step.uraian


def _without(data: dict[str, Any], key: str) -> None:
    del data[key]


Data = dict[str, Any]
FAULTS: list[tuple[str, Callable[[Data], object]]] = [
    ("“judul” belum diisi", lambda data: _without(data, "judul")),
    ("belum ada langkah", lambda data: data.update(langkah=[])),
    ("“langkah” harus berupa daftar tabel", lambda data: data.update(langkah="dua belas")),
    ("langkah ke-2: “nomor” harus bilangan", lambda data: data["langkah"][1].update(nomor="dua")),
    ("nomor langkah “1” dipakai", lambda data: data["langkah"][1].update(nomor=1)),
    ("langkah ke-3: “uraian”", lambda data: data["langkah"][2].update(uraian=" ")),
    ("“kelengkapan” harus", lambda data: data["langkah"][2].update(kelengkapan=[1])),
    (
        "langkah ke-1, pelaksana ke-1: “dasar” harus salah satu",
        lambda data: data["langkah"][0]["pelaksana"][0].update(dasar="kira-kira"),
    ),
    (
        "langkah ke-1, keluaran ke-2: “cara” harus salah satu",
        lambda data: data["langkah"][0]["keluaran"][1].update(cara="kirim"),
    ),
    ("surat-khayal", lambda data: data["langkah"][1]["keluaran"][0].update(jenis="surat-khayal")),
    ("tidak-ada", lambda data: data["langkah"][4]["keluaran"][0].update(dari="tidak-ada")),
    ("memerlukan “dari”", lambda data: _without(data["langkah"][9]["keluaran"][0], "dari")),
    (
        "slug keluaran “notulen” dipakai",
        lambda data: data["langkah"][6]["keluaran"][0].update(slug="notulen"),
    ),
]


@pytest.mark.parametrize(("said", "spoil"), FAULTS, ids=[said for said, _ in FAULTS])
def test_a_fault_of_a_definition_is_told_with_its_place(
    bench: Workbench, said: str, spoil: Callable[[Data], object]
) -> None:
    """Whoever writes a new SOP is told what to mend, and where."""
    data = copy.deepcopy(SHIPPED)
    spoil(data)
    with pytest.raises(BadProcedure) as refusal:
        read(data, kinds=[kind.slug for kind in bench.catalog.kinds()])
    assert any(said in fault for fault in refusal.value.faults), refusal.value.faults


def test_all_faults_of_a_definition_are_told_at_once(bench: Workbench) -> None:
    """Not one by one."""
    data = copy.deepcopy(SHIPPED)
    for said, spoil in FAULTS:
        if "langkah”" not in said and "belum ada langkah" not in said:
            spoil(data)
    with pytest.raises(BadProcedure) as refusal:
        read(data, kinds=[kind.slug for kind in bench.catalog.kinds()])
    assert len(refusal.value.faults) >= len(FAULTS) - 2


def test_a_definition_that_is_not_toml_is_told(tmp_path: Path) -> None:
    """With the name of the file."""
    path = tmp_path / "sop.toml"
    path.write_bytes(b"slug = \xff")
    with pytest.raises(BadProcedure, match=r"sop\.toml bukan berkas TOML"):
        load(path)


def test_new_performers_make_a_new_edition_and_a_dossier_keeps_its_own(bench: Workbench) -> None:
    """The office changes who does a step; what was opened before still shows the old edition."""
    office = support.office_of(bench)
    before = berkas.open_berkas(bench, office, SOP, 2026, oleh=OLEH)
    with transaction(bench.engine) as conn:
        old = editions.by_slug(conn, office.id, SOP)
        changed = with_performers(old.isi, 3, ["Sekretaris", "Tim"], "rapat 4 Januari")
        kinds = [kind.slug for kind in bench.catalog.kinds()]
        new = put_in_use(conn, office.id, changed, kinds=kinds, oleh=OLEH, pada=bench.stamp())
    after = berkas.open_berkas(bench, office, SOP, 2027, oleh=OLEH)
    assert (old.edisi, new.edisi) == (1, 2)
    assert _performers(bench, before) == [("Tim", "tersimpul")]
    assert _performers(bench, after) == [("Sekretaris", "instansi"), ("Tim", "instansi")]


def test_a_step_keeps_at_least_one_performer(bench: Workbench) -> None:
    """Nobody is nobody's."""
    with pytest.raises(Refused, match="satu pelaksana"):
        with_performers(SHIPPED, 3, [], "")


def test_an_edition_is_known_only_to_its_office(bench: Workbench) -> None:
    """Another office's procedure is not found, whatever its number."""
    office = support.office_of(bench)
    with reading(bench.engine) as conn:
        edition = editions.by_slug(conn, office.id, SOP)
        with pytest.raises(NotFound):
            editions.get(conn, office.id + 1, edition.id)
        with pytest.raises(NotFound):
            editions.by_slug(conn, office.id, "sop-lain")


def _performers(bench: Workbench, berkas_id: int) -> list[tuple[str, str]]:
    with reading(bench.engine) as conn:
        seen = board.read(conn, support.office_of(bench), berkas_id)
    step = seen.procedure.step(3)
    assert step is not None
    return [(one.nama, one.dasar) for one in step.pelaksana]
