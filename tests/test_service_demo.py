"""`naskah demo`: the whole SOP with the real LibreOffice. The one slow test here."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from sqlalchemy.engine import Connection

from archive import entries
from doc_templates import pdf
from service import board, decided, demo, playbook, playing, setup
from service.board import Board
from service.cli import main
from service.db import reading
from service.offices import profile
from service.offices.people import Pejabat
from service.offices.profile import Office
from service.sop import editions
from service.sop.procedure import Cara
from service.sop.reading import read as read_sop
from service.waktu.kalender import Kalender
from service.waktu.setelan import calendar_of
from service.workbench import Workbench

Told = list[dict[str, object]]
FORMS = 8  # the empty one, and those of the seven suppliers
BULAN = ["Januari", "Februari", "Maret", "April", "Mei", "Juni"]
BULAN += ["Juli", "Agustus", "September", "Oktober", "November", "Desember"]
WRITTEN_DAY = re.compile(rf"\b(\d{{1,2}})\s({'|'.join(BULAN)})\s(202[67])\b")
# What tells a paper apart without saying anything: its number, days, and the name of its version.
ASIDE = re.compile(r"\d+ Januari 2027|\S+/\S+/20\d\d|Konsep|Draft|Final|KONSEP|DRAFT|FINAL")
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
    """19 documents from step 1 to 11, two of them a second time; step 12 closes the dossier."""
    steps = [int(str(one["langkah"])) for one in told]
    assert len(steps) == 19 + 2 + 1
    assert set(steps) == set(range(1, 13))
    assert told[-1]["jenis"] == "tutup"


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
    """Konsep, Draft 1 (which came twice) to 4, Final, and the signed one: twelve pages or more."""
    pages = [int(str(one["halaman"])) for one in told if one["jenis"] == "laporan-kinerja"]
    assert len(pages) == 8
    assert min(pages) >= 12


def _dossier_is_complete(out: Path) -> None:
    """One zip, and nothing is missing in it."""
    (path,) = out.glob("*.zip")
    with ZipFile(path) as package:
        (name,) = [name for name in package.namelist() if name.endswith("Yang belum lengkap.txt")]
        assert "Tidak ada" in package.read(name).decode()


@pytest.mark.parametrize("sop", [path.stem for path in editions.shipped()])
def test_every_sop_runs_whole(bench: Workbench, sop: str, tmp_path: Path) -> None:
    """From the first step to the last, with the fast converter: nothing is missing at the end.

    Each paper fits its step: its day never falls before the one before, none prints what another
    prints, and the office names its own units and people. Every question is answered.
    """
    lines = list(demo.play(bench, sop, tmp_path, scan_width=COARSE))
    told: Told = json.loads((tmp_path / "ringkasan.json").read_text("utf-8"))
    assert told
    assert len(lines) == len(told) + 1, lines[len(told) + 1 :]
    _files_are_there(tmp_path, told)
    _dossier_is_complete(tmp_path)
    _nobody_of_another_office_is_named(bench, sop)
    with reading(bench.engine) as conn:
        office = next(one for one in profile.every(conn) if _runs(conn, one, sop))
        seen = board.read(conn, office, 1)
        texts = {one.id: entries.text(conn, one.id) for one in entries.of_berkas(conn, 1)}
        calendar = calendar_of(conn, office)
    _days_never_fall(told, seen)
    _days_are_worked(told, seen, texts, calendar)
    _copies_are_handed_over(sop, seen)
    _every_output_is_told(told, seen)
    _no_paper_says_what_another_says(seen, texts)
    _questions_are_answered(seen, {str(one["tanggal_surat"]) for one in told})


def _runs(conn: Connection, office: Office, sop: str) -> bool:
    return sop in {edition.slug for edition in editions.current(conn, office.id)}


def _days_never_fall(told: Told, seen: Board) -> None:
    """Neither as the papers were made nor along the steps."""
    days = [date.fromisoformat(str(one["tanggal_surat"])) for one in told]
    assert days == sorted(days)
    papers = [slot.entries[0] for row in seen.rows for slot in row.slots if slot.entries]
    assert [one.tanggal for one in papers] == sorted(one.tanggal for one in papers)


def _days_are_worked(told: Told, seen: Board, texts: dict[int, str], calendar: Kalender) -> None:
    """No paper is dated on a day off, and none speaks of one: a meeting, a deadline, a receipt."""
    days = {date.fromisoformat(str(one["tanggal_surat"])) for one in told}
    days |= {one.tanggal for one in decided.deliveries(seen)}
    days |= {
        date(int(tahun), BULAN.index(bulan) + 1, int(hari))
        for text in texts.values()
        for hari, bulan, tahun in WRITTEN_DAY.findall(text)
    }
    assert {day: off.nama for day in days if (off := calendar.off(day)) is not None} == {}
    assert [day for day in sorted(days) if not calendar.spans(day)] == []


def _copies_are_handed_over(sop: str, seen: Board) -> None:
    """To whom the playbook says, with the number of copies and whoever received them."""
    handed = decided.deliveries(seen)
    wanted = playbook.of_procedure(sop).delivered
    assert wanted
    assert sorted((one.kepada, one.jumlah, one.penerima) for one in handed) == sorted(
        (one.kepada, one.jumlah, one.penerima) for one in wanted
    )
    assert [one for one in handed if "Contoh" not in one.penerima] == []


def _every_output_is_told(told: Told, seen: Board) -> None:
    """A letter, a signed copy, something that happened: each has its line."""
    lines = Counter(one["langkah"] for one in told)
    for row in seen.rows:
        assert lines[row.langkah.nomor] >= len(row.slots), row.langkah.uraian


def _no_paper_says_what_another_says(seen: Board, texts: dict[int, str]) -> None:
    """Leaving out numbers, days and the name of the version: the words themselves differ."""
    said = [
        ASIDE.sub("", texts[entry.id])
        for row in seen.rows
        for slot in row.slots
        if slot.keluaran.cara is not Cara.TANDA_TANGAN
        for entry in slot.entries
    ]
    assert len(said) == len(set(said))


def _questions_are_answered(seen: Board, days: set[str]) -> None:
    """With yes at the end, by the performer; and once with no, so that a paper has two versions.

    Each on a day of the papers.
    """
    asked = [row for row in seen.rows if row.langkah.keputusan]
    answers = [row.answer for row in asked if row.answer]
    assert [one.tindakan for one in answers] == ["setuju"] * len(asked)
    assert playing.OLEH not in {one.oleh for one in answers}
    assert {one.dibuat_pada[:10] for row in asked for one in row.tindakan} <= days
    returned = {one.id for row in asked for one in row.tindakan if one.tindakan == "kembali"}
    assert len(returned) == 1
    assert max(len(slot.entries) for row in seen.rows for slot in row.slots) > 1


@pytest.mark.parametrize(
    ("sop", "keluaran", "says", "says_not"),
    [
        (
            "kuala-betara-pengumpulan",
            "disposisi-camat",
            ["Sekretaris Camat", "Laporan Hasil Pengumpulan Data Kinerja Tahun 2026"],
            ["Bentuk tim", "Agenda 7"],
        ),
        ("kuala-betara-pengumpulan", "notulen", ["oleh Sekretaris Camat selaku"], ["Draft 3"]),
        (
            "kuala-betara-pengukuran",
            "lembar-disposisi",
            ["Draft Laporan Hasil Pengukuran Kinerja", "bahan penyusunan Laporan Kinerja"],
            ["Adakan rapat"],
        ),
        (
            "tanjungpinang",
            "nota-dinas",
            ["diperlukan laporan data kinerja", "Bidang Pengadaan dan Mutasi"],
            ["telah menyelesaikan", "Pemberdayaan Masyarakat"],
        ),
        ("way-kanan", "notulen", ["Draf data dan informasi kinerja"], ["Draft 3", "naskah akhir"]),
    ],
)
def test_a_paper_says_what_its_step_needs(
    sop: str, keluaran: str, says: list[str], says_not: list[str]
) -> None:
    """A disposition of a report is about the report, and a request asks for what it lacks."""
    said = json.dumps(playbook.of_procedure(sop).values(keluaran), ensure_ascii=False)
    assert [words for words in says if words not in said] == []
    assert [words for words in says_not if words in said] == []


@pytest.mark.parametrize("sop", [path.stem for path in editions.shipped()])
def test_a_playbook_speaks_of_nothing_but_its_procedure(sop: str) -> None:
    """Every output has its day, and no name in the file is misspelt."""
    procedure = read_sop(editions.load(editions.DEFINITIONS / f"{sop}.toml"))
    outputs = {out.slug: out for step in procedure.langkah for out in step.keluaran}
    needs = {one.slug for step in procedure.langkah for one in step.kelengkapan if not one.dari}
    book = playbook.of_procedure(sop)
    dated = {slug for slug, out in outputs.items() if out.cara is not Cara.TUTUP}
    assert dated <= set(book.days)
    assert set(book.days) <= dated | needs
    assert set(book.own) | set(book.corrected) <= dated
    assert {name for one in book.delivered for name in (one.sesudah, one.keluaran)} <= dated


def _nobody_of_another_office_is_named(bench: Workbench, sop: str) -> None:
    """The samples are told in the words of each office, with its own units and people."""
    with reading(bench.engine) as conn:
        filed = entries.of_berkas(conn, 1)
        words = " ".join(entries.text(conn, one.id) for one in filed)
        office = next(one for one in profile.every(conn) if _runs(conn, one, sop))
        forms = [entries.text(conn, one.id) for one in filed if one.jenis == "formulir-data"]
    own = {post for one in setup.people_of(setup.sample_data(office.slug)) for post in _names(one)}
    foreign = re.sub("|".join(sorted(own, key=len, reverse=True)), "", words)
    for name in (path.stem for path in setup.sample_files()):
        others = {post for one in setup.people_of(setup.sample_data(name)) for post in _names(one)}
        assert [one for one in others - own if re.search(rf"{one}\b", foreign)] == [], office.slug
    if sop == "bukit-batu":  # each of the seven suppliers has a form of its own
        assert len(forms) == len(set(forms)) == FORMS
    if sop == "tanjungpinang":
        assert "Camat" not in words


def _names(one: Pejabat) -> list[str]:
    """Give the name of an official, and the unit that the official heads."""
    post = one.pegawai.jabatan
    unit = [post.removeprefix("Kepala ")] if post.startswith(("Kepala Su", "Kepala Se")) else []
    return [one.pegawai.nama, *unit]


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
