"""Patterns of regions: listed, checked and loaded, on the command line and on the screen."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from numbering.books import get_buku
from service.cli import main
from service.db import reading
from service.workbench import Workbench
from tests import support_service as support
from tests.support_web import signed_in

GOOD = """
nama = "Kabupaten Contoh"
sumber = "Surat contoh."
[[buku]]
slug = "surat-keluar"
nama = "Surat Keluar"
pola = "{kode}/{urut}/{unit}.{bidang}/{bulan_romawi}/{tahun}"
restart = "tahun"
kode_unit = "CT"
bagian = { bidang = "IV" }
andaian = ["Nomor urut mulai lagi tiap tahun."]
[[buku]]
slug = "edaran"
nama = "Surat Edaran"
pola = "SE-{urut:03}/{tahun}"
restart = "tahun"
[[contoh]]
buku = "surat-keluar"
nomor = "005/7/CT.IV/II/2026"
isi = { kode = "005", urut = 7, bulan = 2, tahun = 2026 }
"""


@pytest.fixture
def data(prepared: Path, tmp_path: Path) -> Path:
    """An installation, and two files of regions in its data folder."""
    folder = shutil.copytree(prepared, tmp_path / "data") / "wilayah"
    folder.mkdir()
    (folder / "kabupaten-contoh.toml").write_text(GOOD, "utf-8")
    (folder / "salah.toml").write_text("nama = 7", "utf-8")
    return tmp_path / "data"


def _run(data: Path, *words: object) -> Result:
    runner = CliRunner(env={"NASKAH_DATA": str(data), "NASKAH_SOFFICE": "tidak-ada"})
    return runner.invoke(main, ["nomor", "preset", *map(str, words)])


def _pola(data: Path, slug: str) -> str:
    with support.at(data) as bench, reading(bench.engine) as conn:
        return get_buku(conn, support.office_of(bench).id, slug).pola


def test_the_list_holds_ours_and_those_of_the_data_folder(data: Path) -> None:
    """A file that cannot be read is told, and hides nothing."""
    result = _run(data, "list")
    assert result.exit_code == 0
    listed = [line.split()[0] for line in result.stdout.splitlines()]
    assert {"setda-way-kanan", "bupati-rembang", "kabupaten-contoh"} <= set(listed)
    assert "salah.toml: Bagian atas: kunci “nama” harus berisi teks" in result.stderr


def test_a_file_is_checked_with_all_its_faults(data: Path) -> None:
    """0 and how many samples came out, 1 and every fault, 2 when there is no such file."""
    good = _run(data, "check", data / "wilayah/kabupaten-contoh.toml")
    assert good.exit_code == 0
    assert "Kabupaten Contoh: 2 buku, 1 contoh cocok." in good.stdout
    assert "Buku Surat Edaran belum punya [[contoh]]" in good.stdout
    wrong = data / "wilayah/keliru.toml"
    wrong.write_text(GOOD.replace("/7/", "/8/").replace("{urut:03}", "{urt}"), "utf-8")
    bad = _run(data, "check", wrong)
    assert bad.exit_code == 1
    for said in ("bagian “{urt}”", "seharusnya “005/8/CT.IV/II/2026”", "“005/7/CT.IV/II/2026”"):
        assert said in bad.stdout
    assert _run(data, "check", data / "tidak-ada.toml").exit_code == 2


def test_a_pola_that_cannot_tell_letters_apart_is_warned_of_before_it_is_loaded(
    data: Path,
) -> None:
    """The check says it with an example of the clash, as loading and the settings do."""
    restless = data / "wilayah/bulanan.toml"
    restless.write_text(GOOD.replace('"SE-{urut:03}/{tahun}"', '"SE-{urut}{bulan}"'), "utf-8")
    result = _run(data, "check", restless)
    assert result.exit_code == 0
    assert "Perhatikan: Buku Surat Edaran: Dua surat dapat bernomor sama, SE-111" in result.stdout


def test_a_file_from_notepad_is_read_and_broken_toml_is_told_in_words(data: Path) -> None:
    """Windows puts a mark before the text; what the parser says in English is said in words."""
    file = data / "wilayah/catatan.toml"
    file.write_text(GOOD.replace("\n", "\r\n"), "utf-8-sig")
    assert _run(data, "check", file).exit_code == 0
    file.write_text('nama = "Kabupaten', "utf-8")
    said = "catatan.toml: Bukan TOML yang benar. Di akhir file: tanda kutip penutup belum ada."
    assert said in _run(data, "check", file).stdout
    assert said in _run(data, "list").stderr


def test_loading_opens_and_changes_books_that_gave_no_number(data: Path) -> None:
    """It says of each what was done; a second time there is nothing to do."""
    done = _run(data, "load", "kabupaten-contoh", "--instansi", support.OFFICE)
    assert done.exit_code == 0
    assert "Surat Keluar (surat-keluar): belum memberi nomor, jadi diubah dari" in done.stdout
    assert "Surat Edaran (edaran): dibuka dengan pola SE-{urut:03}/{tahun}." in done.stdout
    assert "Andaian: Nomor urut mulai lagi tiap tahun." in done.stdout
    with support.at(data) as bench:
        assert support.issue(bench).nomor_surat == "000.8.6.3/1/CT.IV/I/2027"
    again = _run(data, "load", data / "wilayah/kabupaten-contoh.toml", "--instansi", support.OFFICE)
    assert again.stdout.count("Tidak ada yang diubah.") == 2


def test_loading_leaves_a_book_alone_that_has_numbers(data: Path) -> None:
    """Its pola stays, and so does the last number on paper that was noted for it."""
    with support.at(data) as bench:
        support.issue(bench)
    before = _pola(data, "surat-keluar")
    done = _run(data, "load", "setda-way-kanan", "--instansi", support.OFFICE)
    assert "Surat Keluar (surat-keluar): sudah bernomor, jadi tidak diubah" in done.stdout
    assert "SOP (sop): dibuka dengan pola" in done.stdout
    assert _pola(data, "surat-keluar") == before


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("setda-way-kana", "Mungkin maksudnya “setda-way-kanan”"),
        ("salah", "salah.toml: Bagian atas"),
        ("tidak-ada.toml", "tidak-ada.toml"),
    ],
)
def test_what_cannot_be_loaded_is_told(data: Path, name: str, said: str) -> None:
    """Exit code 2, and no book was touched."""
    done = _run(data, "load", name, "--instansi", support.OFFICE)
    assert (done.exit_code, said in done.stderr) == (2, True)


def test_a_region_fills_in_the_form_of_a_book(bench: Workbench) -> None:
    """A file in the data folder is offered beside ours; a short name that is taken stays free.

    Of a file that cannot be read each fault is a line of its own.
    """
    folder = bench.settings.presets
    folder.mkdir()
    (folder / "kabupaten-contoh.toml").write_text(GOOD, "utf-8")
    (folder / "salah.toml").write_text("nama = 7", "utf-8")
    admin = signed_in(bench)
    empty = admin.get("/pengaturan/buku/baru").text
    for said in (
        "kabupaten-contoh/edaran",
        "setda-way-kanan/sop",
        "File salah.toml di folder wilayah",
    ):
        assert said in empty
    assert re.findall("<li>(Bagian atas: kunci “[a-z]+”)", empty) == [
        *("Bagian atas: kunci “nama”", "Bagian atas: kunci “sumber”", "Bagian atas: kunci “buku”"),
    ]
    filled = admin.get("/pengaturan/buku/baru?contoh=kabupaten-contoh/edaran").text
    for said in ('value="edaran"', 'value="Surat Edaran"', 'value="SE-{urut:03}/{tahun}"'):
        assert said in filled
    taken = admin.get("/pengaturan/buku/baru?contoh=kabupaten-contoh/surat-keluar").text
    assert 'value="surat-keluar"' not in taken
    for said in ("Nomor urut mulai lagi tiap tahun.", "isikan pola ini ke buku itu"):
        assert said in taken
    there = admin.get("/pengaturan/buku/nota-dinas?contoh=kabupaten-contoh/surat-keluar").text
    for said in ('value="Nota Dinas"', 'value="CT"', "\nbidang</textarea>", "\nIV</textarea>"):
        assert said in there
