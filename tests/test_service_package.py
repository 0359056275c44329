"""service/package: the zip that goes to the Inspektorat can be checked, read and understood."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import bagit
import docx
import openpyxl
import pikepdf
import pytest

from archive.errors import FileDamaged, FileMissing
from doc_templates import pdf
from service import berkas, deciding, delivering, issuing, jobs, package, uploads
from service.db import reading
from service.delivering import Handing
from service.drafts import Place
from service.jobs import DONE, FAILED
from service.uploads import Incoming
from service.workbench import Workbench
from service.worker import WORKS
from tests import support_service as support
from tests.support_service import OLEH, SOP

STATES = ("salinan bertanda tangan", "belum ditandatangani", "berkas unggahan")
COPY = "00 Berkas lengkap (salinan baca).pdf"


@pytest.fixture
def berkas_id(bench: Workbench) -> int:
    """A dossier with a signed, an unsigned, a cancelled, an uploaded and a stray document."""
    office = support.office_of(bench)
    dossier = berkas.open_berkas(bench, office, SOP, 2026, oleh=OLEH)

    def put(jenis: str, langkah: int, keluaran: str) -> int:
        new = support.placed(support.new_draft(bench, jenis), dossier, langkah, keluaran)
        return issuing.issue_new(bench, new, oleh=OLEH)

    wrong = put("permintaan-data", 4, "permintaan-data")
    issuing.cancel(bench, office.id, wrong, alasan="Salah alamat", oleh=OLEH)
    support.signed(bench, put("undangan-rapat", 8, "undangan"))
    put("notulen", 8, "notulen")
    stray = replace(support.new_draft(bench), place=Place(dossier))
    issuing.issue_new(bench, stray, oleh=OLEH)
    uploads.upload(
        bench,
        office,
        dossier,
        "rencana-kegiatan",
        Incoming("rencana.docx", BytesIO(_docx())),
        hal="Rencana",
        tanggal=date(2027, 1, 6),
        oleh=OLEH,
    )
    return dossier


def test_the_zip_is_a_bag_that_any_tool_can_check(
    bench: Workbench, berkas_id: int, tmp_path: Path
) -> None:
    """Laid out as BagIt with SHA-256: complete, and every file as the manifest says."""
    with _opened(bench, berkas_id, tmp_path) as folder:
        bag = bagit.Bag(str(folder))
        bag.validate()
        assert bag.version_info == (1, 0)
        assert "sha256" in bag.algorithms
        (folder / "data" / COPY).write_bytes(b"diganti")
        with pytest.raises(bagit.BagValidationError):
            bag.validate()


def test_documents_come_in_the_order_of_the_sop_the_signed_copy_first(
    bench: Workbench, berkas_id: int, tmp_path: Path
) -> None:
    """A folder a step, readable names, the generated PDF and DOCX beside the signed copy."""
    with _opened(bench, berkas_id, tmp_path) as folder:
        steps = sorted(path.name for path in (folder / "data").iterdir() if path.is_dir())
        rapat = next(path for path in (folder / "data").iterdir() if path.name.startswith("08"))
        names = sorted(path.name for path in rapat.iterdir() if path.is_file())
    assert [name[:2] for name in steps] == ["03", "04", "08", "99"]
    undangan = [name for name in names if "Undangan" in name]
    assert [name.partition(" - ")[2] for name in undangan] == [
        "1 bertanda tangan.pdf",
        "2 naskah.pdf",
        "3 naskah Word.docx",
    ]


def test_a_cancelled_letter_goes_along_and_says_so(
    bench: Workbench, berkas_id: int, tmp_path: Path
) -> None:
    """Its number is explained to whoever reads the dossier; it is no part of the reading copy."""
    with _opened(bench, berkas_id, tmp_path) as folder:
        names = [path.name for path in (folder / "data").rglob("*DIBATALKAN*")]
        with pikepdf.open(folder / "data" / COPY) as merged, merged.open_outline() as outline:
            marks = [item.title for item in outline.root]
    assert len(names) == 2
    assert not any("permintaan data" in mark for mark in marks)


def test_the_reading_copy_has_bookmarks_and_the_cover_their_pages(
    bench: Workbench, berkas_id: int, tmp_path: Path
) -> None:
    """Each page number on the cover is the page where that document really begins."""
    with _opened(bench, berkas_id, tmp_path) as folder:
        data = (folder / "data" / COPY).read_bytes()
    marks = {title: page for title, _level, page in pdf.outline(data)}
    assert list(marks) == [
        "Sampul dan daftar isi",
        "Langkah 3: Rencana Kegiatan Pengumpulan Data Kinerja",
        "Langkah 8: Undangan rapat intern",
        "Langkah 8: Notulen rapat intern",
        "Undangan Rapat",
    ]
    first = marks["Langkah 3: Rencana Kegiatan Pengumpulan Data Kinerja"]
    assert first is not None
    printed = re.findall(rf"(?:{'|'.join(STATES)})\s+(\d+)\n", _words(data, 1, first))
    assert [int(page) for page in printed] == list(marks.values())[1:]


def test_the_list_opens_as_a_spreadsheet(bench: Workbench, berkas_id: int, tmp_path: Path) -> None:
    """One row a document: number, date, state and digests."""
    with _opened(bench, berkas_id, tmp_path) as folder:
        book = openpyxl.load_workbook(folder / "data" / "00 Daftar isi berkas.xlsx")
    rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows(min_row=8)]
    assert [(row[2], row[5] or "", row[9]) for row in rows] == [
        (3, "", "berkas unggahan"),
        (8, "000.8.6.3/002/Kec.BBC/2027", "salinan bertanda tangan"),
        (8, "", "belum ditandatangani"),
        (4, "000.8.6.3/001/Kec.BBC/2027", "dibatalkan"),
        (None, "000.8.6.3/003/Kec.BBC/2027", "belum ditandatangani"),
    ]
    book.close()


def test_what_is_missing_or_unsigned_is_said_in_plain_words(
    bench: Workbench, berkas_id: int, tmp_path: Path
) -> None:
    """To whoever exports, on the cover, and in the two texts of the zip."""
    office = support.office_of(bench)
    path, missing = package.export(bench, office, berkas_id, tmp_path, oleh=OLEH)
    assert "Langkah 1: Lembar disposisi belum ada." in missing
    unsigned = next(line for line in missing if "Notulen" in line)
    assert "belum ditandatangani" in unsigned
    with ZipFile(path) as package_file:
        texts = [
            package_file.read(name).decode()
            for name in package_file.namelist()
            if name.endswith(".txt") and ("BACA-DULU" in name or "belum lengkap" in name)
        ]
    assert len(texts) == 2
    assert all(unsigned in text for text in texts)


def test_decisions_and_deliveries_go_with_the_papers(
    bench: Workbench, berkas_id: int, tmp_path: Path
) -> None:
    """Who sent back what and why, and who received how many copies: on the cover and as sheets."""
    office = support.office_of(bench)
    note = "Acara rapat belum menyebut jadwal penyampaian"
    kembali = deciding.send_back(bench, office, berkas_id, 8, catatan=note, oleh="Sari Contoh")
    given = Handing("Inspektorat Contoh", date(2027, 1, 28), "Diantar", 3, "Lilis Contoh Marlina")
    deciding.keep(bench, office, berkas_id, "undangan", alasan="Undangannya benar", oleh=OLEH)
    delivering.hand_over(bench, office, berkas_id, "undangan", given, oleh=OLEH)
    with _opened(bench, berkas_id, tmp_path) as folder:
        book = openpyxl.load_workbook(folder / "data" / "00 Matriks kelengkapan.xlsx")
        printed = " ".join(pdf.text((folder / "data" / COPY).read_bytes()).split())
    _matrix, *pages = book.worksheets
    decided, handed = ([list(row) for row in page.iter_rows(values_only=True)] for page in pages)
    assert [page.title for page in pages] == ["Keputusan", "Penyampaian"]
    assert [row[2] for row in decided[3:]] == [
        f"Tidak, kembali ke langkah {kembali}",
        "Versi yang ada tetap dipakai: Undangan rapat intern",
    ]
    assert decided[3][3:] == [note, "Sari Contoh"]
    assert handed[3][1] == "Undangan rapat intern"
    assert handed[3][3:7] == ["Inspektorat Contoh", 3, "Diantar", "Lilis Contoh Marlina"]
    assert [words for words in (note, "Lilis Contoh Marlina") if words not in printed] == []
    book.close()


def test_where_nothing_was_decided_nothing_is_printed(
    bench: Workbench, berkas_id: int, tmp_path: Path
) -> None:
    """Neither a heading on the cover nor an empty sheet."""
    with _opened(bench, berkas_id, tmp_path) as folder:
        book = openpyxl.load_workbook(folder / "data" / "00 Matriks kelengkapan.xlsx")
        printed = " ".join(pdf.text((folder / "data" / COPY).read_bytes()).split())
    assert book.sheetnames == ["Matriks"]
    assert "Penyampaian" not in printed
    book.close()


def test_the_same_dossier_gives_the_same_bytes(
    bench: Workbench, berkas_id: int, tmp_path: Path
) -> None:
    """Whoever asks twice gets the same zip, and can see it by its digest."""
    office = support.office_of(bench)
    made = [
        package.export(bench, office, berkas_id, tmp_path / name, oleh=OLEH)[0]
        for name in ("satu", "dua")
    ]
    assert made[0].read_bytes() == made[1].read_bytes()


def test_a_lost_or_damaged_file_stops_the_export(
    bench: Workbench, berkas_id: int, tmp_path: Path
) -> None:
    """A dossier that cannot prove itself does not leave the house."""
    office = support.office_of(bench)
    digest = support.digests(bench)[0]
    place = bench.store.path(digest)
    whole = place.read_bytes()
    place.write_bytes(b"rusak")
    with pytest.raises(FileDamaged):
        package.export(bench, office, berkas_id, tmp_path, oleh=OLEH)
    place.unlink()
    with pytest.raises(FileMissing):
        package.export(bench, office, berkas_id, tmp_path, oleh=OLEH)
    place.write_bytes(whole)
    assert package.export(bench, office, berkas_id, tmp_path, oleh=OLEH)[0].is_file()


def test_an_empty_dossier_can_be_exported(bench: Workbench, tmp_path: Path) -> None:
    """It says that everything is missing."""
    office = support.office_of(bench)
    dossier = berkas.open_berkas(bench, office, SOP, 2026, oleh=OLEH)
    path, missing = package.export(bench, office, dossier, tmp_path, oleh=OLEH)
    assert len(missing) == 20 + 3 + 5  # outputs, papers from outside, and questions
    assert path.is_file()


def test_without_libreoffice_the_dossier_is_exported_without_its_cover(
    bench: Workbench, berkas_id: int, tmp_path: Path
) -> None:
    """The documents matter more than the page before them."""
    with _opened(replace(bench, to_pdf=None), berkas_id, tmp_path) as folder:
        bagit.Bag(str(folder)).validate()
        data = (folder / "data" / COPY).read_bytes()
    assert pdf.outline(data)[0][0] == "Langkah 8: Undangan rapat intern"


# --- as a job in the background


def test_a_job_makes_the_zip_and_says_what_is_missing(bench: Workbench, berkas_id: int) -> None:
    """It has a progress, and survives a closed page; the same wish twice is one job."""
    office = support.office_of(bench)
    job_id = jobs.start(bench, office.id, "ekspor", {"berkas_id": berkas_id}, oleh=OLEH)
    assert jobs.start(bench, office.id, "ekspor", {"berkas_id": berkas_id}, oleh=OLEH) == job_id
    assert jobs.run_one(bench, WORKS)
    assert not jobs.run_one(bench, WORKS)
    with reading(bench.engine) as conn:
        done = jobs.get(conn, office.id, job_id)
    assert (done.state, done.selesai, done.dari) == (DONE, 4, 4)
    assert done.hasil is not None
    assert Path(str(done.hasil["file"])).is_file()
    assert done.hasil["kurang"]


def test_a_job_that_fails_says_why_and_holds_up_no_other(bench: Workbench, berkas_id: int) -> None:
    """Its page shows the sentence."""
    office = support.office_of(bench)
    ids = [
        jobs.start(bench, office.id, "ekspor", {"berkas_id": one}, oleh=OLEH)
        for one in (9999, berkas_id)
    ]
    while jobs.run_one(bench, WORKS):
        pass
    with reading(bench.engine) as conn:
        failed, done = (jobs.get(conn, office.id, one) for one in ids)
    assert (failed.state, done.state) == (FAILED, DONE)
    assert "9999" in str(failed.pesan)


def test_a_job_whose_process_died_is_taken_again(bench: Workbench, berkas_id: int) -> None:
    """Once its sign of life is old, another takes it; while it is fresh, nobody does."""
    office = support.office_of(bench)
    job_id = jobs.start(bench, office.id, "ekspor", {"berkas_id": berkas_id}, oleh=OLEH)

    def dies(_bench: Workbench, _job: jobs.Job, _progress: jobs.Progress) -> dict[str, object]:
        raise support.Killed

    with pytest.raises(support.Killed):
        jobs.run_one(bench, {"ekspor": dies})
    assert not jobs.run_one(bench, WORKS)
    later = replace(bench, now=lambda: support.NOW + jobs.STALE * 2)
    assert jobs.run_one(later, WORKS)
    with reading(bench.engine) as conn:
        assert jobs.get(conn, office.id, job_id).state == DONE


@contextmanager
def _opened(bench: Workbench, berkas_id: int, tmp_path: Path) -> Iterator[Path]:
    """Export, unpack, and give the folder of the bag."""
    path, _ = package.export(bench, support.office_of(bench), berkas_id, tmp_path, oleh=OLEH)
    with ZipFile(path) as packed:
        packed.extractall(tmp_path / "buka")
    (folder,) = (tmp_path / "buka").iterdir()
    yield folder


def _words(data: bytes, first: int, before: int) -> str:
    with pikepdf.open(BytesIO(data)) as whole:
        del whole.pages[before - 1 :]
        del whole.pages[: first - 1]
        out = BytesIO()
        whole.save(out)
    return pdf.text(out.getvalue()).replace("\r\n", "\n")


def _docx() -> bytes:
    document, out = docx.Document(), BytesIO()
    document.add_paragraph("Rencana kegiatan")
    document.save(out)
    return out.getvalue()
