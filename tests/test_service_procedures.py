"""service/procedures: a sixth SOP as a file, checked and loaded from the command line."""

import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from numbering import classification
from service import berkas, procedures
from service.cli import main
from service.db import reading, transaction
from service.offices import profile
from service.sop import editions
from service.sop.procedure import BadProcedure
from service.sop.writing import toml
from service.workbench import Workbench
from tests import support_service as support
from tests.support_service import OFFICE, OLEH, SOP

SIXTH = """
slug = "survei-kepuasan"
judul = "SOP Survei Kepuasan Masyarakat"
penerbit = "Kecamatan Babakancikao"
judul_berkas = "Survei Kepuasan Masyarakat"
kode_klasifikasi = "000.8.6.3"

[[pelaksana]]
nama = "Camat"
jabatan = ["Camat"]

[[langkah]]
nomor = 1
uraian = "Mengundang responden"
kelengkapan = ["Kuesioner"]
waktu = "1 jam"
pelaksana = [{ nama = "Camat", dasar = "instansi", alasan = "rapat staf" }]
keluaran = [{ slug = "undangan", nama = "Undangan", cara = "surat", jenis = "undangan-rapat" }]

[[langkah]]
nomor = 2
uraian = "Melaksanakan survei"
waktu = "2 hari"
pelaksana = [{ nama = "Camat", dasar = "instansi", alasan = "rapat staf" }]
keputusan = { tanya = "Apakah responden cukup?", tidak = 1 }
keluaran = [
    { slug = "survei", nama = "Survei dilaksanakan", cara = "catat" },
    { slug = "tutup", nama = "Berkas ditutup", cara = "tutup" },
]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An SOP that is not among those that we ship."""
    path = tmp_path / "survei.toml"
    path.write_text(SIXTH, "utf-8")
    return path


def _naskah(bench: Workbench, *words: str) -> Result:
    runner = CliRunner(env={"NASKAH_DATA": str(bench.settings.data)})
    return runner.invoke(main, [*words])


def test_a_new_sop_is_checked_loaded_and_run_without_python(bench: Workbench, file: Path) -> None:
    """From the file to an open dossier."""
    checked = _naskah(bench, "sop", "check", str(file), "--instansi", OFFICE)
    assert (checked.exit_code, "2 langkah, 3 keluaran" in checked.stdout) == (0, True)
    assert "2 hari 1 jam. Tidak ada kesalahan" in checked.stdout
    loaded = _naskah(bench, "sop", "load", str(file), "--instansi", OFFICE)
    assert "SOP “survei-kepuasan” edisi 1" in loaded.stdout
    office = support.office_of(bench)
    assert berkas.open_berkas(bench, office, "survei-kepuasan", 2026, oleh=OLEH)
    again = _naskah(bench, "sop", "load", str(file), "--instansi", OFFICE)
    assert "edisi 2" in again.stdout


def test_all_faults_are_told_at_once_and_nothing_is_loaded(bench: Workbench, file: Path) -> None:
    """With exit code 2, and each with its place."""
    spoilt = SIXTH.replace("1 jam", "sebentar").replace("undangan-rapat", "surat-khayal")
    spoilt = spoilt.replace('jabatan = ["Camat"]', 'jabatan = ["Gubernur"]')
    file.write_text(spoilt.replace("tidak = 1", "tidak = 9"), "utf-8")
    for deed in ("check", "load"):
        told = _naskah(bench, "sop", deed, str(file), "--instansi", OFFICE)
        assert told.exit_code == 2
        for fault in (
            "langkah ke-1, waktu: “sebentar”",
            "langkah ke-1, keluaran ke-1 “Undangan”: jenis naskah “surat-khayal” tidak ada",
            "langkah ke-2, keputusan: “tidak” menuju langkah 9",
        ):
            assert fault in told.stderr
        unheld = "pelaksana “Camat”: tidak ada pejabat instansi ini"
        assert (unheld in told.stderr) == (deed == "check")
    with reading(bench.engine) as conn:
        slugs = {one.slug for one in editions.current(conn, support.office_of(bench).id)}
    assert slugs == {SOP}


def test_a_code_that_no_list_holds_is_told(bench: Workbench, file: Path) -> None:
    """By the check with an office, and on loading; an office's own list may hold any code."""
    for kode in ("999.1", "K-12"):
        file.write_text(SIXTH.replace("000.8.6.3", kode), "utf-8")
        for deed in ("check", "load"):
            told = _naskah(bench, "sop", deed, str(file), "--instansi", OFFICE)
            assert (told.exit_code, told.stderr.count("kode klasifikasi")) == (2, 1), told.stderr
            assert f"“{kode}” tidak" in told.stderr
    with transaction(bench.engine) as conn:
        own = [{"kode": "K-12", "uraian": "Survei"}]
        classification.replace_list(conn, support.office_of(bench).id, "Kode kantor", own)
    assert _naskah(bench, "sop", "load", str(file), "--instansi", OFFICE).exit_code == 0


def test_an_sop_may_be_taken_before_all_its_performers_are_held(
    bench: Workbench, file: Path
) -> None:
    """Who is missing is named; the check goes on calling it a fault."""
    file.write_text(SIXTH.replace('jabatan = ["Camat"]', 'jabatan = ["Gubernur"]'), "utf-8")
    assert _naskah(bench, "sop", "check", str(file), "--instansi", OFFICE).exit_code == 2
    loaded = _naskah(bench, "sop", "load", str(file), "--instansi", OFFICE)
    assert loaded.exit_code == 0
    assert "Belum dipegang pejabat siapa pun: Camat" in loaded.stderr


@pytest.mark.parametrize("path", editions.shipped(), ids=lambda path: path.stem)
def test_a_definition_that_is_written_out_is_read_the_same(path: Path) -> None:
    """Texts in several lines, tables in tables, and what is empty."""
    isi = editions.load(path)
    assert tomllib.loads(toml(isi)) == isi
    odd = {**isi, "judul": 'Dua\nbaris "\\" \x7f é', "beda": [], "kunci aneh": {"a b": [1, [True]]}}
    assert tomllib.loads(toml(odd)) == odd


@pytest.mark.parametrize("name", [path.stem for path in editions.shipped()])
def test_every_sample_office_holds_the_performers_of_its_sop(bench: Workbench, name: str) -> None:
    """Nobody of an SOP is missing among the invented officials."""
    with reading(bench.engine) as conn:
        for office in profile.every(conn):
            if name in {one.slug for one in editions.current(conn, office.id)}:
                break
    path = editions.DEFINITIONS / f"{name}.toml"
    assert procedures.check(bench, path, office).slug == name


def test_a_file_that_is_no_definition_is_refused(bench: Workbench, file: Path) -> None:
    """As a file that is not TOML, or that is not there."""
    file.write_bytes(b"\x89PNG\r\n")
    with pytest.raises(BadProcedure, match="bukan berkas TOML"):
        procedures.check(bench, file)
    assert _naskah(bench, "sop", "check", "tidak-ada.toml").exit_code == 2
