"""The `naskah` command: what it prints, what it refuses in Indonesian, and its exit codes."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook

from doc_templates import pdf
from doc_templates.office import LIBRARY
from service.cli import main
from tests import support_service as support
from tests.broken_xlsx import broken, good, said
from tests.support_service import OFFICE

Naskah = Callable[..., Result]


@pytest.fixture
def naskah(prepared: Path, tmp_path: Path) -> Naskah:
    """The command, in an installation with the sample office and without LibreOffice."""
    shutil.copytree(prepared, tmp_path / "data")
    return _command(tmp_path / "data")


def _command(data: Path, soffice: str = "tidak-ada-soffice") -> Naskah:
    def run(*words: str | Path, code: int = 0) -> Result:
        runner = CliRunner(env={"NASKAH_DATA": str(data), "NASKAH_SOFFICE": soffice})
        result = runner.invoke(main, [str(word) for word in words])
        assert result.exit_code == code, result.output + repr(result.exception)
        return result

    return run


@pytest.fixture
def data_file(tmp_path: Path) -> Path:
    """Values of the small kind, as a TOML file."""
    path = tmp_path / "surat.toml"
    path.write_text("".join(f'{key} = "{value}"\n' for key, value in support.RAW.items()), "utf-8")
    return path


def test_kinds_are_listed(naskah: Naskah) -> None:
    """Those offered to staff, the office's own among them, without the dossier's cover."""
    listed = naskah("jenis").stdout.splitlines()
    slugs = {line.split()[0] for line in listed}
    assert {"undangan-rapat", "laporan-kinerja", support.SMALL} <= slugs
    assert "sampul-berkas" not in slugs


def test_an_issued_letter_is_answered_in_json(naskah: Naskah, data_file: Path) -> None:
    """`id`, `nomor_surat`, `docx`, and `pdf`, which is null while it is waiting."""
    told = json.loads(_issue(naskah, data_file).stdout)
    assert list(told) == ["id", "nomor_surat", "docx", "pdf"]
    assert told["nomor_surat"] == "000.8.6.3/001/Kec.BBC/2027"
    assert Path(told["docx"]).is_file()
    assert told["pdf"] is None


def test_json_data_and_real_dates_are_taken(naskah: Naskah, tmp_path: Path) -> None:
    """The shape is that of contoh.toml; a date without quotes is understood as well."""
    path = tmp_path / "surat.json"
    path.write_text(json.dumps(support.RAW), "utf-8")
    assert json.loads(_issue(naskah, path).stdout)["id"] == 1
    path = tmp_path / "surat.toml"
    path.write_text(
        f'hal = "A"\ntanggal_surat = 2027-01-20\npenandatangan = "{support.CAMAT}"\n', "utf-8"
    )
    assert json.loads(_issue(naskah, path).stdout)["id"] == 2


def test_the_classification_can_be_given(naskah: Naskah, data_file: Path) -> None:
    """`kode_klasifikasi` in the data file stands in the number."""
    data_file.write_text(data_file.read_text("utf-8") + 'kode_klasifikasi = "400.1"\n', "utf-8")
    assert json.loads(_issue(naskah, data_file).stdout)["nomor_surat"].startswith("400.1/001/")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["issue", "surat-khayal", "--data", "DATA", "--instansi", OFFICE], "surat-khayal"),
        (["issue", support.SMALL, "--data", "DATA", "--instansi", "kantor-lain"], OFFICE),
        (["issue", support.SMALL, "--data", "hilang.toml", "--instansi", OFFICE], "tidak ada"),
        (["issue", support.SMALL, "--data", "SALAH", "--instansi", OFFICE], "bukan TOML"),
        (["issue", support.SMALL, "--data", "JSON", "--instansi", OFFICE], "bukan JSON"),
        (["issue", support.SMALL, "--data", "LATIN", "--instansi", OFFICE], "UTF-8"),
        (["issue", support.SMALL, "--data", ".", "--instansi", OFFICE], "tidak dapat dipakai"),
        (
            ["issue", support.SMALL, "--data", "DATA", "--instansi", OFFICE, "--langkah", "1"],
            "memerlukan --berkas",
        ),
        (
            ["issue", support.SMALL, "--data", "DATA", "--instansi", OFFICE, "--berkas", "77"],
            "Berkas nomor 77 tidak ada",
        ),
        (["berkas", "export", "77", "--out", "KELUAR"], "Berkas 77 tidak ada"),
        (["berkas", "buka", "--instansi", OFFICE, "--tahun", "26"], "Tahun 26"),
        (["berkas", "buka", "--instansi", OFFICE, "--sop", "lain", "--tahun", "2026"], "“lain”"),
        (["berkas", "list", "--instansi", "kantor-lain"], "kantor-lain"),
        (["render", support.SMALL, "--data", "DATA", "--out", "a.odt"], ".docx atau .pdf"),
        (["render", support.SMALL, "--data", "DATA", "--out", "tak/ada.docx"], "tak/ada.docx"),
        (["render", support.SMALL, "--data", "DATA", "--out", "a.pdf"], "LibreOffice"),
        (["restore", "."], "bukan folder cadangan"),
        (["backup", "."], "tidak kosong"),
    ],
)
def test_what_is_refused_is_said_in_indonesian(
    naskah: Naskah,
    data_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    said: str,
) -> None:
    """A sentence on stderr, exit code 2, and no number used."""
    files = {"DATA": data_file, "SALAH": "x.toml", "JSON": "x.json", "LATIN": "latin.toml"}
    monkeypatch.chdir(tmp_path)
    for name in ("x.toml", "x.json"):
        Path(name).write_text("hal = ", "utf-8")
    Path("latin.toml").write_bytes("hal = “é”".encode("latin-1", "ignore") + b"\xe9")
    result = naskah(*[files.get(word, word) for word in words], code=2)
    assert said in result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    with sqlite3.connect("data/naskah.db") as plain:
        assert plain.execute("SELECT count(*) FROM nomor").fetchone() == (0,)
    plain.close()


def test_all_faults_of_a_data_file_are_told(naskah: Naskah, data_file: Path) -> None:
    """A line each, with the label of the field."""
    data_file.write_text('hal = "a\\u0007"\ntanggal_surat = "31 Februari 2027"\n', "utf-8")
    result = naskah("issue", support.SMALL, "--data", data_file, "--instansi", OFFICE, code=2)
    labels = [line.partition(":")[0] for line in result.stderr.splitlines()]
    assert sorted(labels) == ["Hal", "Penandatangan", "Tanggal surat"]


@pytest.mark.parametrize("name", ["PORT", "NASKAH_UPLOAD_MB"])
def test_a_wrong_setting_is_told(tmp_path: Path, name: str) -> None:
    """With the name of the variable and what it may be."""
    runner = CliRunner(env={"NASKAH_DATA": str(tmp_path), name: "banyak"})
    result = runner.invoke(main, ["migrate"])
    assert result.exit_code == 2
    assert f"{name}=banyak tidak dapat dipakai" in result.stderr


def test_a_database_that_is_none_is_told(tmp_path: Path) -> None:
    """Without a traceback."""
    (tmp_path / "naskah.db").write_bytes(b"bukan basis data, tetapi cukup panjang" * 50)
    result = CliRunner(env={"NASKAH_DATA": str(tmp_path)}).invoke(main, ["migrate"])
    assert result.exit_code == 2
    assert "Basis data tidak dapat dipakai" in result.stderr


def test_from_nothing_to_a_dossier(tmp_path: Path, data_file: Path) -> None:
    """migrate, sample load, berkas buka, issue, list, search, export, verify."""
    naskah = _command(tmp_path / "baru")
    assert "diperbarui" in naskah("migrate").stdout
    assert "mutakhir" in naskah("migrate").stdout
    passwords = naskah("sample", "load").stdout
    assert passwords.count("-") >= 6
    assert "tidak ada yang diubah" in naskah("sample", "load").stdout
    berkas_id = naskah("berkas", "buka", "--instansi", OFFICE, "--tahun", "2026").stdout.strip()
    undangan = _write_sample(tmp_path / "baru", "undangan-rapat")
    told = json.loads(
        naskah(
            *("issue", "undangan-rapat", "--data", undangan, "--instansi", OFFICE),
            *("--berkas", berkas_id, "--langkah", "8"),
        ).stdout
    )
    listed = naskah("berkas", "list").stdout
    assert "Tahun 2026" in listed
    assert OFFICE in listed
    (hit,) = json.loads(naskah("arsip", "search", "rapat intern", "--json").stdout)
    assert (hit["id"], hit["langkah"], hit["berkas_id"]) == (told["id"], 8, int(berkas_id))
    assert told["nomor_surat"] in naskah("arsip", "search", "/001/Kec").stdout
    result = naskah("berkas", "export", berkas_id, "--out", tmp_path / "keluar")
    assert Path(result.stdout.strip()).is_file()
    assert "Belum lengkap: Langkah 1: Lembar disposisi belum ada." in result.stderr
    assert naskah("arsip", "verify").stdout.endswith("Arsip utuh.\n")


def test_a_step_that_does_not_make_this_kind_is_refused(naskah: Naskah, data_file: Path) -> None:
    """The step and the kind are named; a step that the SOP does not have too."""
    berkas_id = naskah("berkas", "buka", "--instansi", OFFICE, "--tahun", "2026").stdout.strip()
    words = ("issue", support.SMALL, "--data", data_file, "--instansi", OFFICE)
    place = ("--berkas", berkas_id, "--langkah")
    assert "Langkah 8 tidak menghasilkan" in naskah(*words, *place, "8", code=2).stderr
    assert "tidak punya langkah 13" in naskah(*words, *place, "13", code=2).stderr


def test_hits_come_newest_first_whatever_their_number(naskah: Naskah, data_file: Path) -> None:
    """Ten letters of one day: the tenth stands before the ninth."""
    for _ in range(10):
        _issue(naskah, data_file)
    hits = json.loads(naskah("arsip", "search", "undangan", "--json").stdout)
    assert [hit["id"] for hit in hits] == list(range(10, 0, -1))


def test_search_takes_whatever_is_typed(naskah: Naskah) -> None:
    """Signs of the search language are words like any other (FTS5 takes raw text as syntax)."""
    for kata in ('"', "000.8.3.3/15/OR", "a AND", "*", "NEAR(", "'; DROP TABLE arsip; --", "%_"):
        assert json.loads(naskah("arsip", "search", kata, "--json").stdout) == []


def test_a_waiting_pdf_comes_with_resume(naskah: Naskah, data_file: Path, tmp_path: Path) -> None:
    """LibreOffice was away: once it is back, one command brings what is waiting."""
    told = json.loads(_issue(naskah, data_file).stdout)
    assert told["pdf"] is None
    assert "PDF yang menyusul: 0" in naskah("resume").stdout
    again = _command(tmp_path / "data", "soffice")
    assert "PDF yang menyusul: 1" in again("resume").stdout
    (path,) = _paths(tmp_path / "data", "pdf")
    assert told["nomor_surat"] in pdf.text(path.read_bytes())


def test_a_damaged_archive_is_told_with_exit_code_1(
    naskah: Naskah, data_file: Path, tmp_path: Path
) -> None:
    """Which file of which letter, and what to do."""
    told = json.loads(_issue(naskah, data_file).stdout)
    Path(told["docx"]).write_bytes(b"berubah")
    assert f"Arsip {told['id']}" in naskah("arsip", "verify", code=1).stdout


def test_a_trail_that_was_tampered_with_is_told_with_exit_code_1(
    naskah: Naskah, data_file: Path, tmp_path: Path
) -> None:
    """The first broken row is named, by `audit verify` and by `arsip verify` alike."""
    _issue(naskah, data_file)
    assert (
        "contoh-babakancikao: utuh. Jejak audit nomor 2, sidik " in naskah("audit", "verify").stdout
    )
    with sqlite3.connect(tmp_path / "data" / "naskah.db") as plain:
        plain.execute("DROP TRIGGER audit_tanpa_ubah")
        plain.execute("UPDATE audit SET oleh = 'Orang Lain' WHERE perbuatan = 'terbit'")
    plain.close()
    assert f"{OFFICE}: Jejak audit nomor 2 tidak cocok" in naskah("arsip", "verify", code=1).stdout
    assert f"{OFFICE}: Jejak audit nomor 2 tidak cocok" in naskah("audit", "verify", code=1).stdout


def test_an_office_and_its_kabupaten_are_added_by_command(naskah: Naskah) -> None:
    """Each prints a link; a code or a name that is taken is refused in words."""
    words = ["--pemerintah", "PEMKAB CONTOH", "--nama", "Kecamatan Dua", "--tempat", "Dua"]
    words += ["--kode", "Kec.Dua", "--admin", "budi.dua", "--admin-nama", "Budi Contoh"]
    slug, link = naskah("instansi", "tambah", *words).stdout.split()
    assert slug == "kecamatan-dua"
    assert link.startswith("http://127.0.0.1:8080/undangan/")
    assert "Kec.Dua" in naskah("instansi", "list").stdout
    refused = naskah("instansi", "tambah", *words, code=2).stderr
    assert "Nama pendek “kecamatan-dua” sudah dipakai" in refused
    assert "Kode unit “Kec.Dua” sudah dipakai" in refused
    more = ["--nama", "Tuti Contoh", "--instansi", slug]
    assert "/undangan/" in naskah("akun", "kabupaten", "tuti", *more).stdout
    assert "/undangan/" in naskah("akun", "undang", "tuti").stdout
    assert "Akun “tidak.ada” tidak ada." in naskah("akun", "undang", "tidak.ada", code=2).stderr


def test_backup_and_restore(naskah: Naskah, data_file: Path, tmp_path: Path) -> None:
    """Into an empty data folder, where work goes on."""
    _issue(naskah, data_file)
    assert "Cadangan selesai" in naskah("backup", tmp_path / "cadangan").stdout
    there = _command(tmp_path / "lain")
    assert "Pemulihan selesai" in there("restore", tmp_path / "cadangan").stdout
    assert json.loads(_issue(there, data_file).stdout)["nomor_surat"].endswith("/002/Kec.BBC/2027")
    assert "sudah berisi data" in there("restore", tmp_path / "cadangan", code=2).stderr


def test_a_letter_can_be_tried_without_an_installation(
    tmp_path: Path, data_file: Path, prepared: Path
) -> None:
    """`render` prints with the sample office, without number and archive."""
    naskah = _command(tmp_path / "kosong", "soffice")
    for ending in ("docx", "pdf"):
        sample = _write_sample(prepared, "notulen")
        naskah("render", "notulen", "--data", sample, "--out", tmp_path / f"coba.{ending}")
    assert "Notulen" in pdf.text((tmp_path / "coba.pdf").read_bytes()).title()
    assert not (tmp_path / "kosong" / "naskah.db").exists()


def test_samples_are_not_served_to_other_machines(prepared: Path, tmp_path: Path) -> None:
    """Another HOST stops with a sentence that says what to do."""
    shutil.copytree(prepared, tmp_path / "data")
    env = {"NASKAH_DATA": str(tmp_path / "data"), "HOST": "0.0.0.0"}  # noqa: S104 - refused
    result = CliRunner(env=env).invoke(main, ["serve"])
    assert result.exit_code == 2
    assert "NASKAH_DATA=" in result.stderr


def _issue(naskah: Naskah, data_file: Path) -> Result:
    return naskah("issue", support.SMALL, "--data", data_file, "--instansi", OFFICE)


def _write_sample(data: Path, jenis: str) -> Path:
    with support.at(data) as bench:
        return bench.catalog.get(jenis).folder / "contoh.toml"


def _paths(data: Path, peran: str) -> list[Path]:
    with support.at(data) as bench, sqlite3.connect(data / "naskah.db") as plain:
        found = plain.execute("SELECT digest FROM arsip_file WHERE peran = ?", (peran,)).fetchall()
        paths = [bench.store.path(digest) for (digest,) in found]
    plain.close()
    return paths


def _recipients(path: Path, *rows: tuple[str, str]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("Kepada Yth.", "Alamat tujuan: di"), *rows):
        sheet.append(row)
    book.save(path)
    return path


def test_a_letter_goes_to_every_row_of_a_spreadsheet(naskah: Naskah, tmp_path: Path) -> None:
    """With a receipt each; asked again by its id, nothing is issued twice."""
    rows = _recipients(
        tmp_path / "penerima.xlsx", ("Camat Contoh A", "Kota A"), ("Camat Contoh B", "")
    )
    data = LIBRARY / "surat-pengantar" / "contoh.toml"
    words = ("surat", "massal", "surat-pengantar", "--data", data, "--penerima", rows)
    done = naskah(*words, "--instansi", OFFICE, "--tanda-terima")
    assert json.loads(done.stdout) == {"massal": 1, "selesai": 2, "dari": 2}
    assert json.loads(naskah("surat", "lanjut", "1").stdout)["selesai"] == 2
    found = json.loads(naskah("arsip", "search", "Camat Contoh", "--json").stdout)
    assert sorted(one["nomor_surat"] or "" for one in found) == [
        *("", ""),
        *(f"000.8.6.3/00{n}/Kec.BBC/2027" for n in (1, 2)),
    ]
    nothing = naskah("surat", "cetak", "1", "--out", tmp_path / "semua.pdf", code=2)
    assert "Belum ada surat" in nothing.stderr  # LibreOffice is away in these tests


def test_faulty_rows_are_told_and_leave_nothing_behind(naskah: Naskah, tmp_path: Path) -> None:
    """Each by its row and column."""
    rows = _recipients(tmp_path / "penerima.xlsx", ("Camat Contoh A", ""), ("", "Kota B"))
    data = LIBRARY / "surat-pengantar" / "contoh.toml"
    words = ("surat", "massal", "surat-pengantar", "--data", data, "--penerima", rows)
    told = naskah(*words, "--instansi", OFFICE, code=2)
    assert told.stderr == "Baris 2, Kepada Yth.: Belum diisi.\n"
    assert naskah("arsip", "search", "Camat Contoh", "--json").stdout.strip() == "[]"


def test_a_column_that_nothing_reads_holds_the_letters_back(naskah: Naskah, tmp_path: Path) -> None:
    """Its words would be in none of them; the headings that are known are told."""
    rows = tmp_path / "penerima.xlsx"
    rows.write_bytes(good([["Kepada Yth.", "Tempat"], ["Camat Contoh A", "Kota A"]]))
    data = LIBRARY / "surat-pengantar" / "contoh.toml"
    words = ("surat", "massal", "surat-pengantar", "--data", data, "--penerima", rows)
    told = naskah(*words, "--instansi", OFFICE, code=2).stderr
    assert told.startswith("Isi kolom B “Tempat” tidak dibaca, karena judulnya tidak dikenal")
    assert "Judul yang dikenal: Kepada Yth., " in told
    assert naskah("arsip", "search", "Camat Contoh", "--json").stdout.strip() == "[]"


@pytest.mark.parametrize("what", ["a cut sheet", "broken styles", "a cell of 160 MB"])
def test_a_broken_list_of_recipients_is_told(naskah: Naskah, tmp_path: Path, what: str) -> None:
    """In one sentence, whatever is wrong with the file."""
    rows = tmp_path / "penerima.xlsx"
    rows.write_bytes(broken(what, [["Kepada Yth."], ["Camat Contoh A"]]))
    data = LIBRARY / "surat-pengantar" / "contoh.toml"
    words = ("surat", "massal", "surat-pengantar", "--data", data, "--penerima", rows)
    told = naskah(*words, "--instansi", OFFICE, code=2).stderr
    assert said(what) in told
    assert told.count("\n") == 1


@pytest.mark.usefixtures("naskah")
def test_libreoffice_is_not_started_for_a_list_that_is_refused(tmp_path: Path) -> None:
    """What is wrong stands alone on the terminal."""
    program, mark = tmp_path / "soffice", tmp_path / "dipanggil"
    program.write_text(f"#!/bin/sh\ntouch {mark}\nsleep 5\n")
    program.chmod(0o755)
    rows = _recipients(tmp_path / "penerima.xlsx", ("", "Kota B"))
    data = LIBRARY / "surat-pengantar" / "contoh.toml"
    words = ("surat", "massal", "surat-pengantar", "--data", data, "--penerima", rows)
    told = _command(tmp_path / "data", str(program))(*words, "--instansi", OFFICE, code=2)
    assert told.stderr == "Baris 1, Kepada Yth.: Belum diisi.\n"
    assert not mark.exists()
