"""`naskah demo`: the whole SOP with the real LibreOffice. The one slow test here."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from archive import entries
from doc_templates import pdf
from service import demo
from service.cli import main
from service.db import reading
from service.sop import editions
from service.workbench import Workbench
from tests import support_service as support

Told = list[dict[str, object]]
FORMS = 8  # the empty one, and those of the seven suppliers
COARSE = 160  # pixels across a page whose picture nobody looks at
KEYS = {
    "langkah",
    "jenis",
    "nomor_surat",
    "tanggal_surat",
    "hal",
    "pdf",
    "docx",
    "halaman",
}


def test_the_whole_sop_is_played(tmp_path: Path) -> None:
    """Every document as PDF and DOCX, the dossier, and ringkasan.json that lists them.

    One test, since it is played once: with LibreOffice it takes half a minute.
    """
    out = tmp_path / "demo"
    runner = CliRunner(env={"NASKAH_DATA": str(tmp_path / "data")})
    result = runner.invoke(main, ["demo", "--out", str(out)])
    assert result.exit_code == 0, result.output
    told: Told = json.loads((out / "ringkasan.json").read_text("utf-8"))
    _files_are_there(out, told)
    _steps_are_covered(told)
    _numbers_are_where_they_belong(told)
    _reports_are_long_enough(told)
    _dossier_is_complete(out)


def _files_are_there(out: Path, told: Told) -> None:
    """Paths are relative to the folder and exist; page counts are those of the PDFs."""
    for one in told:
        assert set(one) == KEYS
        for peran in ("pdf", "docx"):
            if one[peran] is not None:
                assert not Path(str(one[peran])).is_absolute()
                assert (out / str(one[peran])).is_file()
        if one["pdf"] is not None:
            assert pdf.page_count((out / str(one["pdf"])).read_bytes()) == one["halaman"]


def _steps_are_covered(told: Told) -> None:
    """19 documents from step 1 to 11; step 12 closes the dossier."""
    steps = [int(str(one["langkah"])) for one in told]
    assert len(steps) == 19
    assert steps == sorted(steps)
    assert set(steps) == set(range(1, 12))


def _numbers_are_where_they_belong(told: Told) -> None:
    """Undangan, permintaan data, surat pengantar and SK Tim; the konsep of the SK has none."""
    assert [(one["langkah"], one["jenis"]) for one in told if one["nomor_surat"]] == [
        (1, "surat-perintah-tim"),
        (2, "sk-tim"),
        (4, "permintaan-data"),
        (8, "undangan-rapat"),
        (11, "surat-pengantar"),
    ]


def _reports_are_long_enough(told: Told) -> None:
    """Konsep, Draft 1 to 4, Final, and the signed one: twelve pages or more."""
    pages = [int(str(one["halaman"])) for one in told if one["jenis"] == "laporan-kinerja"]
    assert len(pages) == 7
    assert min(pages) >= 12


def _dossier_is_complete(out: Path) -> None:
    """One zip, and nothing is missing in it."""
    (path,) = out.glob("*.zip")
    with ZipFile(path) as package:
        (name,) = [name for name in package.namelist() if name.endswith("Yang belum lengkap.txt")]
        assert "Tidak ada" in package.read(name).decode()


@pytest.mark.parametrize(
    "sop", [path.stem for path in editions.shipped() if path.stem != support.SOP]
)
def test_every_other_sop_runs_whole(bench: Workbench, sop: str, tmp_path: Path) -> None:
    """From the first step to the last, with the fast converter: nothing is missing at the end."""
    lines = list(demo.play(bench, sop, tmp_path, scan_width=COARSE))
    told: Told = json.loads((tmp_path / "ringkasan.json").read_text("utf-8"))
    assert told
    assert len(lines) == len(told) + 1, lines[len(told) + 1 :]
    _files_are_there(tmp_path, told)
    _dossier_is_complete(tmp_path)
    _nobody_of_the_first_office_signs(bench, sop)


def _nobody_of_the_first_office_signs(bench: Workbench, sop: str) -> None:
    """The samples are told in the words of each office, with its own people."""
    with reading(bench.engine) as conn:
        filed = entries.of_berkas(conn, 1)
        words = " ".join(entries.text(conn, one.id) for one in filed)
        signers = {one.penandatangan for one in filed}
        forms = [entries.text(conn, one.id) for one in filed if one.jenis == "formulir-data"]
    assert not any("Wiratama" in name for name in signers)
    assert "Babakancikao" not in words
    if sop == "bukit-batu":  # each of the seven suppliers has a form of its own
        assert len(forms) == len(set(forms)) == FORMS
    if sop == "tanjungpinang":
        assert "Tengku Contoh Mahmud, S.Sos., M.Si." in signers
        assert "Camat" not in words


def test_an_unknown_sop_is_told_with_those_that_there_are(tmp_path: Path) -> None:
    """And nothing is made."""
    result = CliRunner().invoke(main, ["demo", "--sop", "khayal", "--out", str(tmp_path / "x")])
    assert (result.exit_code, "way-kanan" in result.stderr) == (2, True)
    assert not (tmp_path / "x").exists()


def test_a_demo_overwrites_nothing_else(tmp_path: Path) -> None:
    """A folder with other things is left alone, with a sentence."""
    (tmp_path / "catatan.txt").write_text("penting", "utf-8")
    result = CliRunner().invoke(main, ["demo", "--out", str(tmp_path)])
    assert result.exit_code == 2
    assert "berisi hal lain" in result.stderr
    assert (tmp_path / "catatan.txt").exists()
