"""service/datafile: every fault of a data file's text is told in Indonesian, with its place."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from service import datafile, procedures
from service.cli import main
from service.errors import Refused
from service.sop.procedure import BadProcedure

TOML = [
    (b'judul = "SOP\n', "Baris 1, kolom 13: tanda kutip penutup belum ada di baris ini."),
    (b'judul = """SOP', "Di akhir file: tanda kutip penutup belum ada."),
    (b"judul = 'SOP", "Di akhir file: tanda kutip penutup belum ada."),
    (b"a = 1\njudul SOP\n", "Baris 2, kolom 7: tanda = belum ada sesudah namanya."),
    (b"a = 1\n= 2\n", "Baris 2, kolom 1: baris ini bukan “nama = nilai” dan bukan [tabel]."),
    (b"judul = SOP\n", "Baris 1, kolom 9: nilainya tidak terbaca; teks ditulis"),
    (b"a = 1 2\n", "Baris 1, kolom 7: ada tulisan lain sesudah nilainya."),
    (b"a = 1\na = 2\n", "Baris 2, kolom 6: nama ini sudah ditulis sebelumnya."),
    (b"a = { b = 1, b = 2 }\n", "nama ini sudah ditulis sebelumnya."),
    (b"[a]\n[a]\n", "Baris 2, kolom 3: tabel ini sudah ditulis sebelumnya."),
    (b"[a\n", "Baris 1, kolom 3: kurung siku penutup belum ada."),
    (b"a = [1 2]\n", "Baris 1, kolom 8: koma atau kurung siku penutup belum ada."),
    (b"a = { b = 1 c = 2 }\n", "Baris 1, kolom 13: koma atau kurung kurawal penutup belum ada."),
    (b"[]\n", "Baris 1, kolom 2: nama tidak boleh diawali tanda ini."),
    (b'a = "C:\\data"\n', "tanda \\ di dalam teks berkutip harus ditulis dua kali."),
    (b'a = "C:\\users"\n', "tanda \\ di dalam teks berkutip harus ditulis dua kali."),
    (b"a = 2026-02-30\n", "Baris 1, kolom 5: tanggal atau jam ini tidak ada."),
    (b"a = 1\nb = \xff\n", "Baris 2, kolom 5: hurufnya bukan UTF-8."),
]
JSON = [
    (b'{"a": 1', "Baris 1, kolom 8: koma atau kurung penutup belum ada."),
    (b'{"a" 1}', "Baris 1, kolom 6: tanda : belum ada sesudah namanya."),
    (b'{"a": }', "Baris 1, kolom 7: nilainya belum ada atau tidak terbaca."),
    (b"{a: 1}", "Baris 1, kolom 2: nama harus ditulis di antara tanda kutip ganda."),
    (b'{"a": "x\n"}', "Baris 1, kolom 9: tanda kutip penutup belum ada di baris ini."),
    (b'{"a": 1} {', "Baris 1, kolom 10: ada tulisan lain sesudah kurung penutup."),
    (b"\n\xff", "Baris 2, kolom 1: hurufnya bukan UTF-8."),
]
ENGLISH = re.compile(
    r"\b(at|line|column|expect\w*|invalid|illegal|byte|codec|such|file or)\b", re.IGNORECASE
)


@pytest.mark.parametrize(("text", "said"), TOML)
def test_a_fault_of_toml_is_told_in_indonesian(tmp_path: Path, text: bytes, said: str) -> None:
    """The same in an SOP and in the data of a letter."""
    path = tmp_path / "isi.toml"
    path.write_bytes(text)
    with pytest.raises(Refused) as of_data:
        datafile.read_data(path)
    with pytest.raises(BadProcedure) as of_sop:
        procedures.read_bytes("isi.toml", text)
    for told in (str(of_data.value), str(of_sop.value)):
        assert said in told
        assert not ENGLISH.search(told.partition("isi.toml")[2])


@pytest.mark.parametrize(("text", "said"), JSON)
def test_a_fault_of_json_is_told_in_indonesian(tmp_path: Path, text: bytes, said: str) -> None:
    """With line and column as well."""
    path = tmp_path / "isi.json"
    path.write_bytes(text)
    with pytest.raises(Refused) as told:
        datafile.read_data(path)
    assert said in str(told.value)
    assert not ENGLISH.search(str(told.value).partition("isi.json")[2])


def test_the_mark_that_windows_writes_is_no_fault(tmp_path: Path) -> None:
    """A file saved by Notepad begins with one."""
    path = tmp_path / "isi.toml"
    path.write_bytes(b"\xef\xbb\xbfa = 1\n")
    assert datafile.read_data(path) == {"a": 1} == procedures.read_bytes("a", path.read_bytes())


def test_a_file_that_cannot_be_read_is_told_in_indonesian(tmp_path: Path) -> None:
    """Not there, or a folder."""
    env = {"NASKAH_DATA": str(tmp_path / "data")}
    for there, said in ((tmp_path / "tidak-ada.toml", "tidak ada"), (tmp_path, "ini folder")):
        told = CliRunner(env=env).invoke(main, ["sop", "check", str(there)])
        assert (told.exit_code, f"{there}: {said}" in told.stderr) == (2, True), told.stderr
