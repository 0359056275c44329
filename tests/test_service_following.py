"""service/resuming: PDFs that follow by themselves, are held back, or are given up."""

import stat
import time
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path

import docx
import pytest

from doc_templates import pdf
from doc_templates.errors import ConversionFailed
from service import issuing, resuming
from service.errors import Refused
from service.workbench import SOON_SECONDS, Workbench, open_workbench
from tests import support_service as support
from tests.letter_kinds import write_kind
from tests.support_service import NOW, OLEH


def _program(folder: Path, script: str) -> str:
    program = folder / "soffice-tiruan"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return str(program)


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (None, "tidak ditemukan"),
        ("sleep 60", "tidak selesai pada waktunya"),
        ("exit 3", "berhenti mendadak"),
        ("kill -9 $$", "berhenti mendadak"),
        ("exit 0", "tidak menghasilkan PDF"),
    ],
)
def test_without_libreoffice_a_letter_is_issued_and_its_pdf_follows(
    bench: Workbench, tmp_path: Path, script: str | None, said: str
) -> None:
    """Missing, hung, crashing or silent: number and DOCX are there, and the PDF comes later."""
    soffice = "tidak-ada-soffice" if script is None else _program(tmp_path, script)
    settings = replace(bench.settings, soffice=soffice, convert_seconds=1)
    down = replace(bench, to_pdf=open_workbench(settings).to_pdf)
    filed = support.issue(down)
    assert filed.nomor_surat == "000.8.6.3/001/Kec.BBC/2027"
    assert filed.pdf_wanted
    assert said in filed.pdf_fault
    before = support.file_of(bench, filed.id, "docx")
    assert support.resumed(down) == (0, 0)
    assert support.resumed(bench) == (0, 1)
    assert support.resumed(bench) == (0, 0)
    assert support.file_of(bench, filed.id, "docx") == before
    assert support.file_of(bench, filed.id, "pdf").startswith(b"%PDF")
    assert not support.entry(bench, filed.id).pdf_wanted
    support.assert_whole(bench)


def test_a_pdf_that_does_not_say_the_number_is_not_filed(bench: Workbench) -> None:
    """Exit code 0 is not a PDF: one without the number is held back, until somebody asks again."""
    filed = support.issue(replace(bench, to_pdf=lambda _docx: support.fast_pdf(_blank())))
    assert filed.pdf_held
    assert "Nomor 000.8.6.3/001/Kec.BBC/2027 tidak terbaca di PDF. (P01)" in filed.pdf_fault
    assert support.resumed(bench) == (0, 0)
    resuming.ask_again(bench, filed.instansi_id, filed.id, oleh=support.OLEH)
    assert support.resumed(bench) == (0, 1)
    assert not support.entry(bench, filed.id).pdf_held
    with pytest.raises(Refused, match="tidak sedang ditahan"):
        resuming.ask_again(bench, filed.instansi_id, filed.id, oleh=support.OLEH)


def test_a_late_pdf_that_is_unfit_is_held_back_too(bench: Workbench) -> None:
    """The letter keeps its number; what came late is judged as what came at once."""
    filed = support.issue(replace(bench, to_pdf=_down))
    unfit = replace(bench, to_pdf=lambda _docx: support.fast_pdf(_blank()))
    assert support.resumed(unfit) == (0, 0)
    held = support.entry(bench, filed.id)
    assert (held.pdf_held, held.nomor_surat) == (True, filed.nomor_surat)
    assert support.resumed(bench) == (0, 0)


def test_a_letter_that_libreoffice_cannot_do_is_given_up_in_time(bench: Workbench) -> None:
    """Each try costs LibreOffice the whole time, while others wait; then a person decides."""
    filed = support.issue(replace(bench, to_pdf=_too_heavy))
    moments = [0, 9, 11, 69, 72, 371, 373, 972, 974, 9999]
    tries, entry = [], filed
    for seconds in moments:
        later = NOW + timedelta(minutes=5, seconds=seconds)
        at_it = replace(bench, to_pdf=_too_heavy, now=partial(_given, later))
        resuming.resume(at_it, patience=timedelta(minutes=2))
        before, entry = entry.pdf_tries, support.entry(bench, filed.id)
        tries.append(entry.pdf_tries > before)
    assert tries == [True, False, True, False, True, False, True, False, True, False]
    assert (entry.pdf_held, entry.nomor_surat) == (True, filed.nomor_surat)
    assert "sudah 5 kali dicoba tanpa hasil" in entry.pdf_fault
    resuming.ask_again(bench, filed.instansi_id, filed.id, oleh=support.OLEH)
    assert support.resumed(bench) == (0, 1)


def test_a_letter_is_not_blamed_for_a_libreoffice_that_is_not_there(bench: Workbench) -> None:
    """However long the outage: every PDF follows when it is over."""
    away = replace(bench, to_pdf=_down)
    filed = support.issue(away)
    for minutes in range(10):
        later = replace(away, now=partial(_given, NOW + timedelta(hours=1, minutes=minutes)))
        resuming.resume(later, patience=timedelta(minutes=2))
    assert support.entry(bench, filed.id).pdf_tries == 0
    assert support.resumed(bench) == (0, 1)


def test_every_waiting_pdf_follows(bench: Workbench) -> None:
    """After a long outage one resume brings all of them, however many."""
    for _ in range(51):
        support.issue(replace(bench, to_pdf=_down))
    assert support.resumed(bench) == (0, 51)
    assert not any(one.pdf_wanted for one in support.all_entries(bench))


def test_a_young_letter_is_followed_up_at_once_and_an_old_one_in_its_turn(
    bench: Workbench,
) -> None:
    """Somebody looks at the one and waits; neither is made by both."""
    patience, old = timedelta(minutes=2), NOW - timedelta(minutes=3)
    before = support.issue(replace(bench, to_pdf=_down, now=lambda: old))
    now = support.issue(replace(bench, to_pdf=_down))
    assert resuming.follow_up(bench, patience=patience) == 1
    assert support.entry(bench, before.id).pdf_wanted
    assert not support.entry(bench, now.id).pdf_wanted
    assert resuming.resume(bench, patience=patience).pdfs == 1
    assert not support.entry(bench, before.id).pdf_wanted


def test_who_waits_at_a_screen_has_one_second_for_all_rounds(bench: Workbench) -> None:
    """A table of contents is converted several times; the second is not given to each."""
    waits: list[float] = []

    def slow(_docx: bytes, wait: float) -> bytes:
        waits.append(wait)
        time.sleep(0.2)
        return b""

    to_pdf = replace(bench, soon=slow).hasty().to_pdf
    assert to_pdf is not None
    to_pdf(b"")
    to_pdf(b"")
    assert SOON_SECONDS == 1.0
    assert 0 < waits[1] < waits[0] - 0.19 < SOON_SECONDS


def test_the_pdf_that_follows_is_that_of_the_filed_document(bench: Workbench) -> None:
    """Its template was changed in Word since: the PDF still shows the DOCX that was filed."""
    filed = support.issue(replace(bench, to_pdf=_down))
    before = support.file_of(bench, filed.id, "docx")
    write_kind(
        bench.settings.templates / support.SMALL,
        ["Kalimat yang ditambahkan kemudian."],
        head=support.SMALL_HEAD,
    )
    assert support.resumed(bench) == (0, 1)
    assert support.file_of(bench, filed.id, "pdf") == support.fast_pdf(before)
    assert support.file_of(bench, filed.id, "docx") == before


def test_a_table_of_contents_gets_its_pages_when_the_pdf_follows(bench: Workbench) -> None:
    """A report issued without LibreOffice: its page numbers come with the PDF, and are right."""
    filed = support.issue(replace(bench, to_pdf=_down), "laporan-kinerja")
    real = replace(bench, to_pdf=open_workbench(bench.settings).to_pdf)
    assert support.resumed(real) == (0, 1)
    lines = [line.split() for line in support.docx_of(bench, filed.id).splitlines()]
    headings = pdf.outline(support.file_of(bench, filed.id, "pdf"))
    assert len(headings) > 10
    for judul, _tingkat, halaman in headings:
        assert [*judul.split(), str(halaman)] in lines


def test_a_cancelled_letter_waits_for_no_pdf(bench: Workbench) -> None:
    """Nobody converts a letter that was cancelled, even when a failure is noted late."""
    filed = support.issue(replace(bench, to_pdf=_down))

    def cancelled_meanwhile(_docx: bytes) -> bytes:
        issuing.cancel(bench, filed.instansi_id, filed.id, alasan="Salah alamat", oleh=OLEH)
        return _down(_docx)

    resuming.resume(replace(bench, to_pdf=cancelled_meanwhile))
    assert not support.entry(bench, filed.id).pdf_wanted
    assert support.resumed(bench) == (0, 0)


def _down(_docx: bytes) -> bytes:
    raise ConversionFailed("tidak-ada", "LibreOffice tidak ditemukan.")


def _too_heavy(_docx: bytes) -> bytes:
    raise ConversionFailed("waktu-habis", "LibreOffice tidak selesai pada waktunya.")


def _given(moment: datetime) -> datetime:
    return moment


def _blank() -> bytes:
    made = BytesIO()
    docx.Document().save(made)
    return made.getvalue()
