"""What a LibreOffice that stays open is given, and what it leaves: files, memory, time to rest."""

import ctypes.util
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from doc_templates import pdf
from doc_templates.convert import process, room
from doc_templates.convert.office import Office
from doc_templates.convert.pool import Pool
from doc_templates.convert.room import Room
from doc_templates.convert.worker import Habits
from doc_templates.errors import ConversionFailed
from tests.benchmarks import offices
from tests.test_doc_templates_convert import letter
from tests.test_doc_templates_workers import until


@pytest.fixture
def office() -> Iterator[Office]:
    """A LibreOffice of one's own."""
    with closing(offices.start()) as made:
        yield made


@pytest.mark.parametrize(
    ("chosen", "memory", "free", "place"),
    [
        (room.USUAL, "ada", room.ROOMY, "ada"),
        (room.USUAL, "ada", room.ROOMY - 1, room.USUAL),
        (room.USUAL, "tidak-ada", room.ROOMY, room.USUAL),
        ("/srv/sementara", "ada", room.ROOMY, "/srv/sementara"),
    ],
)
def test_rooms_are_in_memory_unless_it_is_scarce_or_a_folder_was_chosen(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    chosen: str,
    memory: str,
    free: int,
    place: str,
) -> None:
    """LibreOffice writes a dozen files for a letter; none of them has to last."""
    (tmp_path / "ada").mkdir()
    monkeypatch.setattr("tempfile.tempdir", chosen)
    monkeypatch.setattr(room, "MEMORY", tmp_path / memory)
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: SimpleNamespace(free=free))
    assert room.place() == (tmp_path / "ada" if place == "ada" else Path(place))


def test_a_room_that_was_left_in_memory_is_swept_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever the service that died had put it."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(room, "MEMORY", tmp_path / "memori")
    left, used = tmp_path / "memori" / f"{room.PREFIX}mati", Room()
    left.mkdir(parents=True)
    (left / "kunci").touch()
    room.sweep()
    assert (left.exists(), used.path.exists()) == (False, True)
    used.close()


def test_libreoffice_gets_its_memory_from_jemalloc_where_that_is_installed(office: Office) -> None:
    """A letter takes a tenth less time so; the set-up installs it."""
    library = ctypes.util.find_library("jemalloc")
    assert library is not None
    assert library in Path(f"/proc/{office.pid}/maps").read_text()


def test_libreoffice_does_without_jemalloc(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not to be had everywhere."""
    monkeypatch.setattr("ctypes.util.find_library", lambda _name: None)
    process.quicker_memory.cache_clear()
    with closing(offices.start()) as office:
        assert "jemalloc" not in Path(f"/proc/{office.pid}/maps").read_text()
        assert "Surat" in pdf.text(office.convert(letter("Surat"), offices.soon()))
    process.quicker_memory.cache_clear()


def test_a_letter_never_gets_the_pdf_of_the_one_before(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That is cleared away only when nobody waits any more, and in any case before the next."""
    office.convert(letter("Satu"), offices.soon())
    monkeypatch.setattr(Office, "_ask", lambda *_asked: {"ok": True})
    with pytest.raises(ConversionFailed) as caught:
        office.convert(letter("Dua"), offices.soon())
    assert caught.value.code == "produk-rusak"


def test_no_letter_stays_behind_once_there_is_nothing_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is closed to others must not lie about."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Pool(workers=1) as pool:
        pool.to_pdf(letter("Rahasia"))
        until(lambda: not list(tmp_path.glob("*/surat.*")))


def test_a_libreoffice_is_renewed_even_when_letters_never_cease(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nobody looks after it between two letters that follow at once."""
    served, plain = Counter[int](), Office.convert

    def counted(office: Office, docx: bytes, deadline: float) -> bytes:
        served[office.pid] += 1
        return plain(office, docx, deadline)

    monkeypatch.setattr(Office, "convert", counted)
    letters = [letter(f"Surat {number}") for number in range(8)]
    with Pool(workers=1, habits=Habits(letters=3)) as pool, ThreadPoolExecutor(8) as threads:
        made = list(threads.map(pool.to_pdf, letters))
    assert all(f"Surat {number}" in pdf.text(one) for number, one in enumerate(made))
    assert max(served.values()) == 3


def test_documents_are_closed_while_nothing_else_waits(office: Office) -> None:
    """LibreOffice rests a moment after its answer, and then lets go of what it has loaded."""
    for number in range(3):
        assert str(number) in pdf.text(office.convert(letter(f"Surat {number}"), offices.soon()))
        time.sleep(0.05 * number)  # at once, and after the rest
    locks = list(Path(f"/proc/{office.pid}/fd").iterdir())
    assert not [one for one in locks if one.exists() and "surat.docx" in str(one.readlink())]
