"""service/sop: the shipped procedure, every fault of a definition at once, and editions."""

import copy
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from service import berkas, board, procedures
from service.db import reading, transaction
from service.errors import NotFound
from service.sop import editions
from service.sop.checking import checked
from service.sop.duration import Duration, parse
from service.sop.editions import DEFINITIONS, load, put_in_use
from service.sop.procedure import BadProcedure, Cara, Procedure
from service.sop.reading import read
from service.workbench import Workbench
from tests import support_service as support
from tests.support_service import OLEH, SOP

SHIPPED = tomllib.loads((DEFINITIONS / f"{SOP}.toml").read_text("utf-8"))


@pytest.fixture
def procedure(bench: Workbench) -> Procedure:
    """The twelve steps, read against the kinds that there really are."""
    return checked(SHIPPED, kinds=_kinds(bench))


@pytest.mark.parametrize("path", editions.shipped(), ids=lambda path: path.stem)
def test_every_shipped_definition_is_whole(bench: Workbench, path: Path) -> None:
    """Nothing that the check asks for is missing in what we ship, and it says why it departs."""
    procedure = checked(load(path), kinds=_kinds(bench))
    assert procedure.slug == path.stem
    assert list(procedure.differences())
    performers = [one for step in procedure.langkah for one in step.pelaksana]
    assert all(one.alasan and one.baris for one in performers)


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
            (Cara.SURAT, "surat-perintah-tim"),
            (Cara.KONSEP, "sk-tim"),
        ],
        2: [(Cara.SURAT, "sk-tim")],
        3: [(Cara.SURAT, "rencana-kegiatan")],
        4: [(Cara.SURAT, "permintaan-data"), (Cara.KONSEP, report)],
        5: [(Cara.KONSEP, report)],
        6: [(Cara.SURAT, "lembar-koreksi"), (Cara.KONSEP, report)],
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
    assert {one.nama for one in performers} <= {one.nama for one in procedure.pelaksana}


def test_what_is_called_written_stands_in_the_step(procedure: Procedure) -> None:
    """A performer is `tertulis` only where the quoted words are those of the step itself."""
    for step in procedure.langkah:
        for one in step.pelaksana:
            if one.dasar == "tertulis":
                assert one.alasan.strip("“”") in step.uraian


def test_a_total_that_the_sop_states_is_checked_against_its_steps() -> None:
    """Tanjungpinang states 8 hari 2 jam 5 menit; its steps add up to five minutes less."""
    procedure = read(load(DEFINITIONS / "tanjungpinang.toml"))
    assert str(procedure.total) == "8 hari 2 jam"
    said = [one for step, one in procedure.differences() if step is None]
    assert ("8 hari 2 jam 5 menit", "8 hari 2 jam") in [(b.tertulis, b.dijalankan) for b in said]


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("5 menit", Duration(menit=5)),
        ("120 Menit", Duration(menit=120)),
        ("3 hari kerja", Duration(hari=3)),
        ("8 hari 2 jam 5 menit", Duration(hari=8, menit=125)),
        ("1 minggu", Duration(minggu=1)),
        ("2 pekan 3 hari", Duration(hari=3, minggu=2)),
        ("1,5 jam", Duration(menit=90)),
        ("1 hari 0.25 jam", Duration(hari=1, menit=15)),
    ],
)
def test_durations_are_read_as_sops_write_them(text: str, duration: Duration) -> None:
    """Days stay days: only the office knows how many hours one has."""
    assert parse(text) == duration


@pytest.mark.parametrize("text", ["", "segera", "3", "dua hari", "1,5", "3 hari lalu"])
def test_a_duration_that_cannot_be_read_is_refused(text: str) -> None:
    """With an example of how to write one."""
    with pytest.raises(ValueError, match="Tulis seperti"):
        parse(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1 bulan", "tiap bulan berbeda"),
        ("1 Tahun", "tiap bulan berbeda"),
        ("1 hari 1 triwulan", "tiap bulan berbeda"),
        ("1,5 hari", "hanya jam yang boleh berkoma"),
        ("0,5 minggu", "hanya jam yang boleh berkoma"),
    ],
)
def test_a_duration_that_is_no_working_time_is_refused_with_the_reason(
    text: str, said: str
) -> None:
    """A month has no fixed number of working days, and half a day no fixed number of minutes."""
    with pytest.raises(ValueError, match=said):
        parse(text)


def test_a_duration_is_written_as_it_is_read() -> None:
    """The longest unit first."""
    assert str(parse("90 menit 2 hari 1 minggu")) == "1 minggu 2 hari 1 jam 30 menit"


def test_an_edition_of_the_first_naskah_is_still_read() -> None:
    """Its performers and requirements were plain texts, and it had nothing else."""
    step = {"nomor": 1, "uraian": "Memerintahkan", "kelengkapan": ["SP Tim"], "waktu": "1 hari"}
    old = {"slug": "lama", "judul": "SOP", "penerbit": "Kecamatan", "judul_berkas": "Data"}
    procedure = read(old | {"kode_klasifikasi": "000", "pelaksana": ["Camat"], "langkah": [step]})
    assert procedure.pelaksana[0].held_by("Camat Babakancikao")
    assert [(one.slug, one.nama) for one in procedure.langkah[0].kelengkapan] == [
        ("sp-tim", "SP Tim")
    ]


def test_an_edition_with_a_misspelt_key_is_still_read() -> None:
    """It was taken into use before such keys were told; its dossiers go on."""
    data = copy.deepcopy(SHIPPED)
    data["langkah"][1]["waktuu"] = "2 jam"
    assert read(data).langkah[1].uraian == "Membentuk Tim"


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
    (
        "langkah ke-3, kelengkapan ke-1: harus berupa teks",
        lambda data: data["langkah"][2].update(kelengkapan=[1]),
    ),
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
    (
        "identitas: isian “nomer” tidak dikenal. Maksudnya “nomor”?",
        lambda data: data["identitas"].update(nomer="1"),
    ),
    ("SOP: isian “priode” tidak dikenal. Maksudnya “periode”?", lambda data: data.update(priode=1)),
    (
        "langkah ke-2: isian “waktuu” tidak dikenal. Maksudnya “waktu”?",
        lambda data: data["langkah"][1].update(waktuu="2 jam"),
    ),
    (
        "langkah ke-2: isian “kelengkapn” tidak dikenal. Maksudnya “kelengkapan”?",
        lambda data: data["langkah"][1].update(kelengkapn=["Renstra"]),
    ),
    (
        "langkah ke-2, kelengkapan ke-1: isian “dri” tidak dikenal. Maksudnya “dari”?",
        lambda data: data["langkah"][1]["kelengkapan"][0].update(dri="sk-tim"),
    ),
    (
        "langkah ke-2, pelaksana ke-1: isian “alasn” tidak dikenal",
        lambda data: data["langkah"][1]["pelaksana"][0].update(alasn="rapat"),
    ),
    (
        "langkah ke-2, keluaran ke-1: isian “jenis_naskah” tidak dikenal",
        lambda data: data["langkah"][1]["keluaran"][0].update(jenis_naskah="sk-tim"),
    ),
    (
        "langkah ke-5, keputusan: isian “jika_ya” tidak dikenal. Yang dikenal: tanya",
        lambda data: data["langkah"][4]["keputusan"].update(jika_ya=6),
    ),
    (
        "langkah ke-1, beda ke-1: isian “alasannya” tidak dikenal. Maksudnya “alasan”?",
        lambda data: data["langkah"][0]["beda"][0].update(alasannya="x"),
    ),
    (
        "pelaksana ke-1: isian “jabatn” tidak dikenal. Maksudnya “jabatan”?",
        lambda data: data["pelaksana"][0].update(jabatn=["Camat"]),
    ),
    (
        "bagian ke-1: isian “judull” tidak dikenal. Maksudnya “judul”?",
        lambda data: data.update(bagian=[{"judul": "A", "isi": "B", "judull": "C"}]),
    ),
    *(
        (
            f"SOP: kode klasifikasi “{kode}” tidak terbaca. Tulis seperti “000.8.6.3”.",
            lambda data, kode=kode: data.update(kode_klasifikasi=kode),
        )
        for kode in ("999.zzz", "bukan.kode", "000.", "8", "000,8")
    ),
    ("“periode” “windu” tidak dikenal", lambda data: data.update(periode=["windu"])),
    ("langkah ke-2, waktu: “sebentar”", lambda data: data["langkah"][1].update(waktu="sebentar")),
    ("langkah ke-4: belum ada pelaksana", lambda data: data["langkah"][3].update(pelaksana=[])),
    (
        "langkah ke-1: pelaksana “Bupati” tidak ada di daftar",
        lambda data: data["langkah"][0]["pelaksana"][0].update(nama="Bupati"),
    ),
    (
        "pelaksana “Sekretaris”: tidak dipegang siapa pun",
        lambda data: _without(data["pelaksana"][1], "jabatan"),
    ),
    ("nama pelaksana “Camat” dipakai", lambda data: data["pelaksana"][1].update(nama="Camat")),
    (
        "langkah ke-3: keluaran “Rencana Kegiatan Pengumpulan data Kinerja” belum dipetakan",
        lambda data: data["langkah"][2].update(keluaran=[]),
    ),
    (
        "langkah ke-5, keputusan: “tidak” menuju langkah 99",
        lambda data: data["langkah"][4]["keputusan"].update(tidak=99),
    ),
    (
        "langkah 4, 5, 6, 7, 8 berputar tanpa jalan keluar",
        lambda data: data["langkah"][7]["keputusan"].update(ya=7, tidak=7),
    ),
    (
        "langkah 10 tidak pernah tercapai",
        lambda data: data["langkah"][8]["keputusan"].update(ya=11),
    ),
    (
        "kelengkapan “Draft SK Tim”: keluaran “laporan-final” baru ada di langkah sesudahnya",
        lambda data: data["langkah"][1]["kelengkapan"][0].update(dari="laporan-final"),
    ),
    (
        "slug “notulen” sudah menjadi nama keluaran",
        lambda data: data["langkah"][3]["kelengkapan"][0].update(slug="notulen"),
    ),
    (
        "“dari” “draft-4” baru ada sesudahnya",
        lambda data: data["langkah"][5]["keluaran"][0].update(dari="draft-4"),
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
        checked(data, kinds=_kinds(bench))
    assert any(said in fault for fault in refusal.value.faults), refusal.value.faults


def test_all_faults_of_a_definition_are_told_at_once(bench: Workbench) -> None:
    """Not one by one."""
    data = copy.deepcopy(SHIPPED)
    apart = ("langkah”", "belum ada langkah", "berputar", "tercapai", "belum dipetakan")
    told = [said for said, _ in FAULTS if not any(word in said for word in apart)]
    for said, spoil in FAULTS:
        if said in told:
            spoil(data)
    with pytest.raises(BadProcedure) as refusal:
        checked(data, kinds=_kinds(bench))
    assert len(refusal.value.faults) >= 20
    assert len(refusal.value.faults) >= len(told) - 4  # a fault may hide one of the same place


def test_a_performer_whom_nobody_in_the_office_holds_is_told(bench: Workbench) -> None:
    """Only the office knows; somebody outside it, such as the Inspektorat, is not asked for."""
    with pytest.raises(BadProcedure) as refusal:
        checked(SHIPPED, kinds=_kinds(bench), posts=["Camat Babakancikao", "Kepala Seksi A"])
    assert [fault.split(":")[0] for fault in refusal.value.faults] == [
        "pelaksana “Sekretaris”",
        "pelaksana “Kasubag Perencanaan”",
    ]


def test_a_definition_that_is_not_toml_is_told(bench: Workbench, tmp_path: Path) -> None:
    """With the name of the file."""
    path = tmp_path / "sop.toml"
    path.write_bytes(b"slug = \xff")
    with pytest.raises(BadProcedure, match=r"sop\.toml bukan berkas TOML"):
        procedures.check(bench, path)


def test_new_performers_make_a_new_edition_and_a_dossier_keeps_its_own(bench: Workbench) -> None:
    """The office changes who does a step; what was opened before still shows the old edition."""
    office = support.office_of(bench)
    before = berkas.open_berkas(bench, office, SOP, 2026, oleh=OLEH)
    with transaction(bench.engine) as conn:
        old = editions.by_slug(conn, office.id, SOP)
        changed: Data = copy.deepcopy(dict(old.isi))
        chosen = {"dasar": "instansi", "alasan": "rapat 4 Januari"}
        names = ("Sekretaris", "Tim")
        changed["langkah"][2]["pelaksana"] = [{"nama": name, **chosen} for name in names]
        new = put_in_use(
            conn, office.id, changed, kinds=_kinds(bench), oleh=OLEH, pada=bench.stamp()
        )
    after = berkas.open_berkas(bench, office, SOP, 2027, oleh=OLEH)
    assert (old.edisi, new.edisi) == (1, 2)
    assert _performers(bench, before) == [("Tim", "tersimpul")]
    assert _performers(bench, after) == [("Sekretaris", "instansi"), ("Tim", "instansi")]


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


def _kinds(bench: Workbench) -> list[str]:
    return [kind.slug for kind in bench.catalog.kinds()]
