"""`naskah nomor format` and `naskah agenda check`: what they print, and their exit codes."""

import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result

from numbering.presets import presets
from numbering.schema import nomor
from service.agenda.pattern import format_number
from service.cli import main
from service.db import transaction
from tests import support_service as support

RUNS = [
    ("{kode}/{unit}/{urut}/{tahun}", "tanggal=2022-07-04 kode=050 urut=208 unit=PROG.SET-BB",
     "050/PROG.SET-BB/208/2022"),
    ("{kode}/{urut}/{unit}-WK/{tahun}", "tanggal=2022-02-01 kode= urut= unit=I.10",
     "/ /I.10-WK/2022"),
    ("{urut:03}/{bidang}/{bulan_romawi}/{tahun:02}", "tanggal=2026-04-02 urut=7 bidang=IV",
     "007/IV/IV/26"),
    ("{urut:03}/{bulan_romawi}/{tahun}", "urut= tanggal=", "   / /    "),
    ("{urut}[.{sisipan}]/{bulan:02}", "urut=12 sisipan= bulan=4", "12/04"),
    ("{urut}[.{sisipan}]/{bulan:02}", "urut=12 sisipan=01 bulan=4", "12.01/04"),
    ("{urut}/{bulan_romawi}/{tahun}", "urut=7 tanggal=2022-07-04 bulan_romawi=IX", "7/IX/2022"),
    ("{urut}/{bulan_romawi}/{bulan:02}", "urut=7 bulan_romawi=iv", "7/IV/04"),
    ("{urut}/{bulan_romawi}", "urut=7 bulan_romawi=IX bulan=09", "7/IX"),
    ("{urut}/{bulan_romawi}", "urut=7 bulan_romawi=", "7/ "),
    ("B - {kode} / {urut} . Kec", "kode=005 urut=9", "B - 005 / 9 . Kec"),
]  # fmt: skip

FAULTS = [
    ("{urut}/{nomer}", "urut=1", "{nomer}"),
    ("{urut}/{kode", "urut=1", "tidak ditutup"),
    ("{urut.__class__}", "urut=1", "{urut.__class__}"),
    ("{kode}", "kode=005", "{urut}"),
    ("{urut:040}", "urut=1", "{urut:040}"),
    ("{urut}/{kode}", "urut=1", "{kode}"),
    ("{urut}", "urut=satu", "{urut}"),
    ("{urut}/{tahun}", "urut=1 tanggal=2026-02-30", "{tanggal}"),
    ("{urut}", "urut", "“urut”"),
    ("{urut}/{bulan_romawi}", "urut=1 bulan_romawi=XIII", "“XIII” bukan bulan"),
    ("{urut}/{bulan_romawi}", "urut=1 bulan_romawi=IX bulan=7", "bukan bulan yang sama"),
]


def _run(data: Path, *words: str) -> Result:
    runner = CliRunner(env={"NASKAH_DATA": str(data), "NASKAH_SOFFICE": "tidak-ada"})
    return runner.invoke(main, list(words))


@pytest.mark.parametrize(("pola", "given", "printed"), RUNS)
def test_a_number_is_printed_from_a_pattern(
    tmp_path: Path, pola: str, given: str, printed: str
) -> None:
    """Names given are known; what is given empty is a gap as wide as the part at its shortest."""
    result = _run(tmp_path, "nomor", "format", pola, *given.split())
    assert (result.exit_code, result.stdout) == (0, f"{printed}\n")


@pytest.mark.parametrize(("pola", "given", "said"), FAULTS)
def test_a_fault_is_a_sentence_that_names_the_part(
    tmp_path: Path, pola: str, given: str, said: str
) -> None:
    """Exit code 2, nothing on stdout."""
    result = _run(tmp_path, "nomor", "format", pola, *given.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_all_faults_of_a_pola_are_printed(tmp_path: Path) -> None:
    """A line each, whatever values are missing besides."""
    result = _run(tmp_path, "nomor", "format", "{foo}/{bidang}/{tahun:04}")
    assert result.exit_code == 2
    said = ("“{foo}”", "“{bidang}”", "“{tahun:04}”", "nomor urut tidak ada")
    lines = result.stderr.splitlines()
    assert len(lines) == len(said)
    assert all(part in line for part, line in zip(said, lines, strict=True))


def test_all_faulty_values_are_told_at_once(tmp_path: Path) -> None:
    """A line each; what lacks only because the date is wrong is not told again."""
    pola = "{kode}/{urut}/{bulan}/{tahun}[/{sub}]/{unit}"
    words = ["urut=satu", "tanggal=2026-02-30", "kode", "unit=A", "unit=B", "bulan_romawi=XIII"]
    result = _run(tmp_path, "nomor", "format", pola, *words)
    assert (result.exit_code, result.stdout) == (2, "")
    said = ("“kode”", "unit diberi dua nilai", "{tanggal}", "“XIII”", "{kode}", "{urut}")
    lines = result.stderr.splitlines()
    assert len(lines) == len(said)
    assert all(part in line for part, line in zip(said, lines, strict=True))


def test_the_samples_of_every_preset_come_out_on_the_command_line() -> None:
    """What the presets show can be typed, gaps and all."""
    for preset in presets():
        books = {one.slug: one for one in preset.buku}
        for one in preset.contoh:
            if one.ruang:
                continue
            book = books[one.buku]
            values = {"unit": book.kode_unit, **book.bagian, **one.isi}
            values |= dict.fromkeys(one.celah, "")
            words = [f"{name}={value}" for name, value in values.items()]
            assert format_number(book.pola, words).split() == one.nomor.split()


@pytest.fixture
def data(prepared: Path, tmp_path: Path) -> Path:
    """An installation with two letters in its book."""
    shutil.copytree(prepared, tmp_path / "data")
    with support.at(tmp_path / "data") as bench:
        support.issue(bench)
        support.issue(bench)
    return tmp_path / "data"


def test_a_whole_book_says_so(data: Path) -> None:
    """Of one office and one year, or of all."""
    for words in ([], ["--instansi", support.OFFICE], ["--tahun", support.TAHUN]):
        result = _run(data, "agenda", "check", *words)
        assert (result.exit_code, result.stdout) == (0, "Buku agenda utuh.\n")


def test_a_number_without_a_row_is_found(data: Path) -> None:
    """Exit code 1, and a line that names office, book, period and number; and its letter."""
    with support.at(data) as bench, transaction(bench.engine) as conn:
        conn.execute(sa.delete(nomor).where(nomor.c.nomor_urut == 1))
    result = _run(data, "agenda", "check")
    assert result.exit_code == 1
    assert result.stdout == (
        f"{support.OFFICE}, Surat Keluar, periode 2027: "
        "Nomor urut 1 terpakai, tetapi catatannya tidak ada.\n"
        f"{support.OFFICE}: Surat bernomor 000.8.6.3/001/Kec.BBC/2027 (arsip 1) "
        "ada di arsip, tetapi nomornya tidak tercatat di buku agenda.\n"
    )
    assert _run(data, "agenda", "check", "--tahun", "2026").exit_code == 0
    assert _run(data, "agenda", "check", "--instansi", "lain").exit_code == 2
