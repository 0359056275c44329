"""LibreOffices that stay open: what they give, and every way in which they can go."""

import io
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pikepdf
import pytest

from doc_templates import pdf
from doc_templates.convert import libreoffice, room
from doc_templates.convert.breaker import Breaker
from doc_templates.convert.isolation import no_network
from doc_templates.convert.late import Late
from doc_templates.convert.pool import LOOKING, WAITING, Pool
from doc_templates.convert.room import Room
from doc_templates.convert.worker import Habits, Worker
from doc_templates.errors import ConversionFailed
from service.workbench import Workbench, kept_warm
from tests import support_service as support
from tests.support_library import rendered
from tests.test_doc_templates_convert import (
    _package,
    _with_linked_image,
    letter,
    listener,
    program,
)

__all__ = ["listener"]  # a fixture of that file, for this one

PATIENCE = 10.0
OFFICE = shutil.which("soffice")


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    """One warm LibreOffice for the tests that leave it alive."""
    with Pool(workers=1) as made:
        yield made


@pytest.fixture(scope="module")
def long() -> bytes:
    """A document that takes a second or so."""
    return report("Laporan")


def report(judul: str) -> bytes:
    """Another one."""
    return letter(judul, *(f"Baris {number} dari laporan yang panjang." for number in range(4000)))


def until(true: Callable[[], object]) -> None:
    """Waits for it to become true."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def pid_of(pool: Pool) -> int:
    """The process of its only worker, once it is there."""
    until(lambda: pool.status().pids)
    return pool.status().pids[0]


def runs(pid: int) -> bool:
    """Whether this process is there and not merely unburied."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def failure(pool: Pool, docx: bytes, wait: float | None = None) -> ConversionFailed:
    """How a conversion fails."""
    with pytest.raises(ConversionFailed) as caught:
        pool.to_pdf(docx, wait)
    return caught.value


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files of our own, to see what is left in it."""
    folder = tmp_path / "sementara"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def traces(rooms: list[Path]) -> list[Path]:
    """What there is of these rooms: folders, and sockets elsewhere."""
    return [path for one in rooms for path in (one, *room.sockets(one)) if path.exists()]


def test_one_libreoffice_does_letter_after_letter(pool: Pool) -> None:
    """A start costs several times what a letter does."""
    first = pool.to_pdf(letter("Nomor: 000.8/1/2026"))
    pid = pid_of(pool)
    second = pool.to_pdf(letter("Nomor: 000.8/2/2026"))
    assert "000.8/1/2026" in pdf.text(first)
    assert "000.8/2/2026" in pdf.text(second)
    assert pid_of(pool) == pid
    assert pool.status().pesan == ""


def test_a_warm_letter_is_a_tagged_pdf_a_with_bookmarks(pool: Pool) -> None:
    """PDF/A-2b for the archive, tags for those who cannot see, bookmarks for long reports."""
    made = pool.to_pdf(letter("Isi"))
    assert [tuple(heading) for heading in pdf.outline(made)] == [("BAB I", 1, 1)]
    with pikepdf.open(io.BytesIO(made)) as opened:
        metadata = opened.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")
        assert opened.Root.MarkInfo.Marked


@pytest.mark.parametrize("slug", ["undangan-rapat", "lembar-disposisi", "laporan-kinerja"])
def test_warm_and_cold_print_the_same(pool: Pool, slug: str) -> None:
    """Which of the two made a letter cannot be seen on it."""
    document = rendered(slug)
    warm, cold = pool.to_pdf(document), libreoffice.to_pdf(document)
    assert pdf.page_count(warm) == pdf.page_count(cold)
    for page in range(1, pdf.page_count(warm) + 1):
        assert pdf.picture(warm, page, 800) == pdf.picture(cold, page, 800), page


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "ditolak"),
        (b"not a docx", "ditolak"),
        (os.urandom(40_000), "ditolak"),
        (letter("x")[:-400], "ditolak"),
        (_package(word__document_xml=b"<broken"), "ditolak"),
        (_package(word__document_xml=b"<strange/>"), "produk-rusak"),
    ],
    ids=["empty", "text", "random", "truncated", "broken", "strange"],
)
def test_a_broken_document_leaves_the_worker_as_it_was(pool: Pool, data: bytes, code: str) -> None:
    """Trap 9: the product is looked at, and nothing but a letter comes near LibreOffice."""
    pid = pid_of(pool)
    assert failure(pool, data).code == code
    assert "Sesudahnya" in pdf.text(pool.to_pdf(letter("Sesudahnya")))
    assert pid_of(pool) == pid


def test_a_warm_worker_calls_nobody(pool: Pool, listener: tuple[str, list[bytes]]) -> None:
    """Trap 12: a letter must not reach the network while it is converted."""
    url, calls = listener
    assert "Dengan gambar" in pdf.text(pool.to_pdf(_with_linked_image(url)))
    assert calls == []


@pytest.mark.skipif(not no_network(), reason="this system does not let a program leave the network")
def test_what_runs_without_network_reaches_nobody(listener: tuple[str, list[bytes]]) -> None:
    """Even if a document found a way past the profile, there would be no road."""
    port = int(re.findall(r":(\d+)/", listener[0])[0])
    call = f"import socket; socket.create_connection(('127.0.0.1', {port}), 2)"
    done = subprocess.run(
        [*no_network(), sys.executable, "-c", call], capture_output=True, check=False
    )
    assert b"unreachable" in done.stderr
    assert listener[1] == []


def test_who_does_not_want_to_wait_gets_an_answer_in_time(pool: Pool) -> None:
    """A letter is issued without its PDF, which follows; LibreOffice goes on unharmed."""
    long = report("Laporan pertama")
    pid = pid_of(pool)
    started = time.monotonic()
    assert failure(pool, long, wait=0.05).code == "ditunda"
    assert time.monotonic() - started < 0.5
    assert "Berikutnya" in pdf.text(pool.to_pdf(letter("Berikutnya")))
    assert pid_of(pool) == pid


def test_what_came_too_late_is_not_made_twice(pool: Pool) -> None:
    """The PDF that follows is the one that was begun: LibreOffice can't be asked for it here."""
    long = report("Laporan kedua")
    assert failure(pool, long, wait=0.05).code == "ditunda"
    pool.to_pdf(letter("Sesudahnya"))
    pid = pid_of(pool)
    os.kill(pid, signal.SIGSTOP)
    try:
        assert pdf.page_count(pool.to_pdf(long, wait=0.1)) > 50
        assert failure(pool, long, wait=0.1).code == "ditunda"  # given once, not kept for ever
    finally:
        os.kill(pid, signal.SIGCONT)


@contextmanager
def hung(pool: Pool) -> Iterator[None]:
    """Its only LibreOffice does not move meanwhile."""
    pid = pid_of(pool)
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def test_whoever_typed_on_is_not_kept_waiting_by_a_libreoffice_that_hangs(pool: Pool) -> None:
    """Each thread that waits for pages nobody wants is one less for all other pages of the site."""
    with hung(pool), ThreadPoolExecutor(3) as threads:
        stale = [
            threads.submit(pool.to_pdf, letter(f"Usang {number}"), wanted=lambda: False)
            for number in range(3)
        ]
        started = time.monotonic()
        codes = [one.exception() for one in stale]
        assert [fault.code for fault in codes if isinstance(fault, ConversionFailed)] == [
            "usang"
        ] * 3
        assert time.monotonic() - started < 1.5
    assert "Baru" in pdf.text(pool.to_pdf(letter("Baru"), wanted=lambda: True))
    assert pool.status().pesan == ""


def test_pages_to_look_at_are_not_made_while_many_letters_wait(pool: Pool) -> None:
    """Letters come first; who looks is told at once, and the next key asks again."""
    with hung(pool), ThreadPoolExecutor(LOOKING + 1) as threads:
        waiting = [
            threads.submit(pool.to_pdf, letter(f"Surat {number}")) for number in range(LOOKING + 1)
        ]
        until(lambda: pool.status().waiting == LOOKING)
        started = time.monotonic()
        with pytest.raises(ConversionFailed, match="menunggu") as refusal:
            pool.to_pdf(letter("Dilihat"), wanted=lambda: True)
        assert (refusal.value.code, refusal.value.of_document) == ("ditunda", False)
        assert time.monotonic() - started < 0.5
        os.kill(pid_of(pool), signal.SIGCONT)
        assert all(pdf.page_count(one.result()) == 1 for one in waiting)


def test_who_stands_at_a_screen_comes_before_what_is_made_by_itself(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run of five hundred letters must not make a colleague's one letter wait."""
    asked = {letter(judul): judul for judul in ("Pertama", "Kedua", "Ketiga", "Di layar")}
    order, plain = list[str](), Worker.convert
    pool.to_pdf(letter("Sebelumnya"))  # it may still be warming up

    def noted(worker: Worker, docx: bytes) -> bytes:
        order.append(asked[docx])
        return plain(worker, docx)

    monkeypatch.setattr(Worker, "convert", noted)
    with ThreadPoolExecutor(4) as threads, hung(pool):
        for waiting, (docx, judul) in enumerate(asked.items()):
            threads.submit(pool.to_pdf, docx, by_itself=judul != "Di layar")
            until(lambda: len(order) == 1 and pool.status().waiting == waiting)  # noqa: B023 - now
    assert order == ["Pertama", "Di layar", "Kedua", "Ketiga"]


def test_what_is_begun_ahead_is_there_when_it_is_asked_for(pool: Pool, long: bytes) -> None:
    """LibreOffice works while the letter takes its number; it is never begun twice."""
    ahead = letter("Nomor: 000.8/7/2026")
    pool.begin(ahead)
    pool.to_pdf(letter("Sesudahnya"))
    with hung(pool):
        assert "000.8/7/2026" in pdf.text(pool.to_pdf(ahead, wait=0.5))


def test_nothing_is_begun_ahead_while_a_letter_is_being_made(pool: Pool, long: bytes) -> None:
    """What may turn out to be for nothing must not hold up what is asked for."""
    with ThreadPoolExecutor(1) as threads:
        made = threads.submit(pool.to_pdf, long)
        until(lambda: made.running() and pool.status().waiting == 0)
        time.sleep(0.05)
        pool.begin(letter("Mungkin"))
        assert pool.status().waiting == 0
        assert pdf.page_count(made.result()) > 50


def test_a_libreoffice_that_is_installed_later_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody has to know that the service should be started again."""
    monkeypatch.setattr("doc_templates.convert.pool.LOOK_AGAIN", 0.0)
    assert OFFICE is not None
    with Pool(str(tmp_path / "soffice"), workers=1) as pool:
        assert "tidak ditemukan" in pool.status().pesan
        assert failure(pool, letter("x")).code == "tidak-ada"
        (tmp_path / "soffice").symlink_to(Path(OFFICE).resolve())
        assert "Sesudahnya" in pdf.text(pool.to_pdf(letter("Sesudahnya")))
        assert (pool.status().warm, pool.status().pesan) == (True, "")


def test_only_a_few_that_came_too_late_are_kept() -> None:
    """They are held in memory."""
    late = Late(2)
    for docx in (b"1", b"2", b"3"):
        late.keep(docx, Future())
    assert [late.take(docx) is not None for docx in (b"1", b"2", b"3", b"3")] == [
        *(False, True, True, False)
    ]


def test_a_killed_libreoffice_is_replaced_before_the_next_letter(pool: Pool) -> None:
    """Trap 11: it can be gone at any moment."""
    os.kill(pid_of(pool), signal.SIGKILL)
    assert "Sesudahnya" in pdf.text(pool.to_pdf(letter("Sesudahnya")))


def test_a_letter_survives_the_death_of_its_libreoffice(pool: Pool, long: bytes) -> None:
    """Trap 11: one retry after a crash, on a fresh one."""
    pool.to_pdf(letter("x"))
    pid = pid_of(pool)
    with ThreadPoolExecutor(1) as thread:
        made = thread.submit(pool.to_pdf, long)
        time.sleep(0.2)
        os.kill(pid, signal.SIGKILL)
        assert pdf.page_count(made.result()) > 50
    assert pid_of(pool) != pid


def test_a_hung_libreoffice_is_killed_and_replaced() -> None:
    """Trap 11: some documents hang it for ever; the next letter does not suffer."""
    with Pool(workers=1, habits=Habits(seconds=1.5)) as pool:
        pool.to_pdf(letter("x"))
        pid = pid_of(pool)
        os.kill(pid, signal.SIGSTOP)
        assert failure(pool, letter("Macet")).code == "waktu-habis"
        until(lambda: not runs(pid))
        assert "Sesudahnya" in pdf.text(pool.to_pdf(letter("Sesudahnya")))


def test_the_queue_has_an_end() -> None:
    """Letters that wait are held in memory."""
    document = letter("x")
    with ThreadPoolExecutor(WAITING + 1) as threads, Pool(workers=1) as pool:
        os.kill(pid_of(pool), signal.SIGSTOP)
        waiting = [threads.submit(failure, pool, document) for _ in range(WAITING + 1)]
        until(lambda: pool.status().waiting == WAITING)
        assert str(WAITING) in str(failure(pool, document))
    assert {one.result().code for one in waiting} <= {"ditunda", "mati"}


def test_what_nobody_waits_for_any_more_is_not_counted_as_waiting(pool: Pool) -> None:
    """Else a few people who type and a LibreOffice that hangs shut everybody else out."""
    with hung(pool), ThreadPoolExecutor(1) as threads:
        first = threads.submit(pool.to_pdf, letter("Pertama"))
        until(lambda: first.running() and pool.status().waiting == 0)
        for number in range(LOOKING + 1):
            with pytest.raises(ConversionFailed) as given_up:
                pool.to_pdf(letter(f"Usang {number}"), wanted=lambda: False)
            assert given_up.value.code == "usang"
            assert failure(pool, letter(f"Lama {number}"), wait=0.01).code == "ditunda"
            assert pool.status().waiting == 0
        os.kill(pid_of(pool), signal.SIGCONT)
        assert pdf.page_count(first.result()) == 1


def test_what_is_not_begun_ahead_uses_up_no_try_of_an_engine_that_failed(tmp_path: Path) -> None:
    """The one try after a pause is for a letter that is really converted."""
    breaker = Breaker(failures=1, pause=60)
    breaker.failed("satu", "Sebabnya.", time.monotonic() - 61)
    with Pool(program(tmp_path, "exit 77"), workers=1, breaker=breaker) as pool:
        pool.begin(letter("Mungkin"))
        assert "kode 77" in str(failure(pool, letter("Diminta")))


def test_a_libreoffice_that_has_done_its_share_is_renewed() -> None:
    """Trap 11: it may leak over thousands of letters. The first of the three warms it up."""
    with Pool(workers=1, habits=Habits(letters=3)) as pool:
        first = pid_of(pool)
        for number in range(3):
            assert f"Surat {number}" in pdf.text(pool.to_pdf(letter(f"Surat {number}")))
        until(lambda: pid_of(pool) != first)
        assert not runs(first)


def test_an_idle_libreoffice_is_renewed() -> None:
    """What the letters of the day left in its memory is given back at night."""
    with Pool(workers=1, habits=Habits(idle=0.01)) as pool:
        pool.to_pdf(letter("x"))
        first = pid_of(pool)
        until(lambda: pid_of(pool) != first)


def test_two_workers_work_at_once(long: bytes) -> None:
    """One LibreOffice does one document at a time, however many ask."""
    with Pool(workers=2) as pool, ThreadPoolExecutor(4) as threads:
        until(lambda: len(pool.status().pids) == 2)
        made = threads.map(pool.to_pdf, [letter(f"Surat {number}") for number in range(8)])
        assert [f"Surat {number}" in pdf.text(data) for number, data in enumerate(made)] == [
            True
        ] * 8
        assert len(pool.status().pids) == 2


def test_a_closed_pool_leaves_nothing_behind(temporary: Path, long: bytes) -> None:
    """No process, no thread, no folder, no socket; who still waits gets a sentence."""
    threads_before = threading.active_count()
    pool = Pool(workers=1)
    pid = pid_of(pool)
    rooms = list(temporary.iterdir())
    assert len(traces(rooms)) == 3
    with ThreadPoolExecutor(2) as threads:
        waiting = [threads.submit(failure, pool, long) for _ in range(2)]
        until(lambda: pool.status().waiting == 1)
        pool.close()
        assert [one.result().code for one in waiting] == ["ditunda", "ditunda"]
    assert failure(pool, letter("x")).code == "ditunda"
    assert not runs(pid)
    assert traces(rooms) == []
    assert threading.active_count() == threads_before


def test_a_killed_service_takes_its_libreoffice_along(temporary: Path) -> None:
    """Nothing runs on that nobody asks any more; its folder is swept up at the next start."""
    script = (
        "import time\nfrom doc_templates.convert.pool import Pool\npool = Pool(workers=1)\n"
        "while not pool.status().pids: time.sleep(0.01)\n"
        "print(pool.status().pids[0], flush=True)\ntime.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script],
        env={**os.environ, "TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
    ) as service:
        assert service.stdout is not None
        pid = int(service.stdout.readline())
        service.kill()
    until(lambda: not runs(pid))
    rooms = list(temporary.iterdir())
    assert len(traces(rooms)) == 3
    room.sweep()
    assert traces(rooms) == []


def test_a_room_in_use_is_not_swept_up() -> None:
    """Several processes of the service share one folder for temporary files."""
    used = Room()
    room.sweep()
    assert used.path.is_dir()
    used.close()
    assert not used.path.exists()


def test_a_service_that_keeps_libreoffice_warm_issues_letters_with_it(bench: Workbench) -> None:
    """The use cases know nothing of it: they hand over bytes and get bytes."""
    with kept_warm(bench, workers=1) as warm:
        filed = support.issue(warm)
        assert "LibreOffice" in _producer(support.file_of(warm, filed.id, "pdf"))


def _producer(made: bytes) -> str:
    with pikepdf.open(io.BytesIO(made)) as opened:
        return str(opened.docinfo["/Producer"])


def test_without_the_bridge_letters_are_converted_one_start_each() -> None:
    """No python3-uno: slower, and said so."""
    with Pool(python=Path(sys.executable)) as pool:
        status = pool.status()
        assert not status.warm
        assert "python3-uno" in status.pesan
        assert "Surat" in pdf.text(pool.to_pdf(letter("Surat")))


def test_without_libreoffice_the_remedy_is_told() -> None:
    """The letter is issued all the same; its PDF follows."""
    with Pool("soffice-yang-tidak-ada") as pool:
        assert "libreoffice-writer" in pool.status().pesan
        assert failure(pool, letter("x")).code == "tidak-ada"


def test_a_libreoffice_that_asks_for_a_second_start_gets_it(tmp_path: Path) -> None:
    """Exit code 81: it changed its profile and wants to begin anew."""
    soffice = program(
        tmp_path, f'[ -e {tmp_path}/once ] && exec {OFFICE} "$@"\ntouch {tmp_path}/once\nexit 81'
    )
    with Pool(soffice, workers=1) as pool:
        assert "Surat" in pdf.text(pool.to_pdf(letter("Surat")))


def test_an_engine_that_keeps_failing_is_left_alone(tmp_path: Path) -> None:
    """The page says what the matter is, at once, instead of trying again and again."""
    runs = tmp_path / "runs"
    soffice = program(tmp_path, f"echo run >> {runs}\nexit 77")
    with Pool(soffice, workers=1) as pool:
        for number in range(3):
            assert "kode 77" in str(failure(pool, letter(f"Surat {number}")))
        done = runs.read_text()
        refused = failure(pool, letter("Surat 4"))
        assert refused.code == "ditunda"
        assert "gagal 3 kali" in str(refused)
        assert "kode 77" in str(refused)
        assert "gagal 3 kali" in pool.status().pesan
        assert runs.read_text() == done


def test_a_breaker_opens_tries_one_and_closes() -> None:
    """One that fails is refused; after the pause one may try, and a success lets all in again."""
    breaker = Breaker(failures=2, pause=10)
    for when, name in enumerate("aab"):
        breaker.check(when)
        breaker.failed(name, "Sebabnya.", when)
    with pytest.raises(ConversionFailed, match=r"setiap 10 detik\. Sebab terakhir: Sebabnya\."):
        breaker.check(9)
    breaker.check(12)
    with pytest.raises(ConversionFailed, match="gagal 2 kali"):
        breaker.check(13)
    breaker.passed()
    breaker.check(13)
    assert breaker.trouble() == ""


def test_one_letter_that_kills_each_time_does_not_stop_the_others() -> None:
    """It is the letter that is broken then, not LibreOffice."""
    breaker = Breaker(failures=2)
    for _ in range(5):
        breaker.failed("satu", "Sebabnya.", 0)
    breaker.check(1)
    assert breaker.trouble() == "Sebabnya."


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where nothing can be written nothing can be converted; the letter's PDF follows."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tidak-ada"))
    with Pool(workers=1) as pool:
        refused = failure(pool, letter("x"))
        assert refused.code == "ditunda"
        assert "ruang disk" in str(refused)
