"""A DOCX into a PDF: real LibreOffice, and every way in which it can fail."""

import io
import os
import re
import socket
import threading
import time
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import docx
import pikepdf
import pytest
from PIL import Image

from doc_templates import pdf
from doc_templates.convert.fonts import missing_glyphs, replaced
from doc_templates.convert.intake import LARGEST, LARGEST_XML
from doc_templates.convert.libreoffice import to_pdf
from doc_templates.convert.profile import installed_version, seed
from doc_templates.errors import ConversionFailed, UnreadablePdf

BLANK_PAGE = pikepdf.Pdf.new()
BLANK_PAGE.add_blank_page()


def letter(*lines: str, font: str = "Arial") -> bytes:
    """A DOCX with a heading and these lines."""
    document = docx.Document()
    document.styles["Normal"].font.name = font
    document.add_heading("BAB I", 1)
    for line in lines:
        document.add_paragraph(line)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def program(folder: Path, body: str) -> str:
    """A shell script that takes the place of LibreOffice."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return str(path)


def failure(docx: bytes, soffice: str = "soffice", seconds: float = 60) -> ConversionFailed:
    """How a conversion fails."""
    with pytest.raises(ConversionFailed) as caught:
        to_pdf(docx, soffice=soffice, seconds=seconds)
    return caught.value


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files of our own, to see what is left in it."""
    folder = tmp_path / "sementara"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def test_a_letter_becomes_a_tagged_pdf_a_with_bookmarks(temporary: Path) -> None:
    """PDF/A-2b for the archive, tags for those who cannot see, bookmarks for long reports."""
    made = to_pdf(letter("Nomor: 000.8/1/2026", "Rapat <Bappeda> & “Dinas”"))
    assert pdf.page_count(made) == 1
    assert "000.8/1/2026" in pdf.text(made)
    assert [tuple(heading) for heading in pdf.outline(made)] == [("BAB I", 1, 1)]
    with pikepdf.open(io.BytesIO(made)) as opened:
        metadata = opened.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")
        assert opened.Root.MarkInfo.Marked
    assert not list(temporary.iterdir())


@pytest.mark.parametrize(
    ("font", "printed"),
    [
        ("Arial", "LiberationSans"),
        ("Times New Roman", "LiberationSerif"),
        ("Bookman Old Style", "Bookman"),
    ],
)
def test_the_fonts_of_the_office_print_with_their_equals(font: str, printed: str) -> None:
    """Trap 13: a font that is not installed would be replaced without a word."""
    names = _embedded(to_pdf(letter("Dengan hormat", font=font)))
    assert any(printed in name for name in names), names


def test_a_font_that_would_be_replaced_is_named() -> None:
    """Trap 13: the office learns beforehand which of its fonts would print as another."""
    names = ["Arial", "Times New Roman", "Bookman Old Style", "Huruf Yang Tidak Ada"]
    assert list(replaced(names)) == ["Huruf Yang Tidak Ada"]


def test_characters_that_no_font_has_are_named() -> None:
    """They would print as empty boxes, or in a font that does not fit."""
    missing = missing_glyphs(["Arial", "Bookman Old Style"])
    assert missing('Rapat <Bappeda> & "Dinas" — 5 × ½ “ya”\u00a0\u200b\u2009…\n') == []
    assert missing("a\U0001f600b\u4f60\U0001f600") == [
        "U+1F600 GRINNING FACE",
        "U+4F60 CJK UNIFIED IDEOGRAPH-4F60",
    ]
    assert missing_glyphs([])("\U0001f600") == []


def _embedded(data: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(data)) as opened:
        objects = [item for item in opened.objects if isinstance(item, pikepdf.Dictionary)]
        return {str(item.FontName) for item in objects if item.get("/Type") == "/FontDescriptor"}


def _package(**members: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, data in members.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "kosong"),
        (b"not a docx", "bukan dokumen Word"),
        (os.urandom(40_000), "bukan dokumen Word"),
        (letter("x")[:-400], "bukan dokumen Word"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "berkata sandi"),
        (_package(xl__workbook_xml=b"<x/>"), "bukan dokumen Word"),
        (b"PK" + b"\0" * LARGEST, "60 MB"),
        (_package(word__document_xml=b"<broken"), "rusak"),
        (_package(word__document_xml=b"<x/>", word__styles_xml=b"<x></y>"), "rusak"),
        (_package(word__document_xml=b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"), "rusak"),
        (_package(word__document_xml=b" " * (LARGEST_XML + 1)), "terlalu besar"),
    ],
    ids=[
        *("empty", "text", "random", "truncated", "password", "spreadsheet", "huge"),
        *("broken", "broken styles", "doctype", "endless"),
    ],
)
def test_what_is_no_letter_is_refused_before_libreoffice_starts(data: bytes, words: str) -> None:
    """Trap 9: of such bytes LibreOffice makes blank pages, with exit code 0."""
    refused = failure(data, soffice="tidak-akan-dijalankan")
    assert refused.code == "ditolak"
    assert words in str(refused)


def test_a_document_that_does_not_load_gives_no_pdf() -> None:
    """Trap 9: LibreOffice ends with exit code 0 here too."""
    assert failure(_package(word__document_xml=b"<strange/>")).code == "produk-rusak"


@pytest.mark.parametrize("product", ["", "echo x > surat.pdf", ": > surat.pdf"])
def test_exit_code_zero_is_not_a_pdf(tmp_path: Path, product: str) -> None:
    """Trap 9: the product is looked at, not the exit code."""
    assert failure(letter("x"), program(tmp_path, product)).code == "produk-rusak"


def test_four_letters_at_once_do_not_disturb_each_other() -> None:
    """Trap 10: with one profile for all, some of them fail."""
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(to_pdf, [letter(f"Surat {number}") for number in range(4)]))
    assert [f"Surat {number}" in pdf.text(data) for number, data in enumerate(made)] == [True] * 4


def test_every_run_has_a_profile_of_its_own(tmp_path: Path) -> None:
    """Trap 10: runs on one profile fail only at times, so it is the profile that is looked at."""
    soffice = program(tmp_path, f'echo "$1" >> {tmp_path}/profiles; ls "${{1#*file://}}/user"')
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: failure(letter("x"), soffice), range(4)))
    profiles = (tmp_path / "profiles").read_text().split()
    assert len(set(profiles)) == 4
    assert all(profile.startswith("-env:UserInstallation=file:///") for profile in profiles)


def test_a_missing_libreoffice_is_told_with_its_remedy() -> None:
    """The letter is issued all the same; its PDF follows."""
    missing = failure(letter("x"), "soffice-yang-tidak-ada")
    assert missing.code == "tidak-ada"
    assert "libreoffice-writer" in str(missing)


def test_a_hung_libreoffice_is_killed_with_its_children(tmp_path: Path, temporary: Path) -> None:
    """Trap 11: some documents hang it for ever, and its children hold on to the memory."""
    pids = tmp_path / "pid"
    hang = program(tmp_path, f"sleep 100 & echo $! > {pids}\nsleep 100")
    started = time.monotonic()
    assert failure(letter("x"), hang, seconds=0.6).code == "waktu-habis"
    assert time.monotonic() - started < 5
    assert not _alive(int(pids.read_text()))
    assert not list(temporary.iterdir())


def test_a_child_that_outlives_its_parent_is_killed_too(tmp_path: Path) -> None:
    """Trap 11: nothing that LibreOffice started stays behind."""
    pids = tmp_path / "pid"
    failure(letter("x"), program(tmp_path, f"sleep 100 & echo $! > {pids}"))
    assert not _alive(int(pids.read_text()))


def _alive(pid: int) -> bool:
    """Whether a process runs; a dead one whom nobody has buried yet does not."""
    for _ in range(100):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return False
        if state == "Z":
            return False
        time.sleep(0.01)
    return True


@pytest.mark.parametrize(
    ("exits", "runs", "code"),
    [
        ("81", 2, None),
        ("134", 2, None),
        ("81 134", 3, None),
        ("134 134", 2, "mati"),
        ("81 81 81", 3, "mati"),
        ("kill", 2, None),
        ("kill kill", 2, "mati"),
    ],
)
def test_a_crash_is_tried_once_more(
    tmp_path: Path, exits: str, runs: int, code: str | None
) -> None:
    """Trap 11: exit code 81 means “start me again”, anything else but 0 is a crash."""
    ready = io.BytesIO()
    BLANK_PAGE.save(ready)
    (tmp_path / "baik.pdf").write_bytes(ready.getvalue())
    soffice = program(
        tmp_path,
        f"""echo run >> {tmp_path}/runs
        set -- {exits}
        shift $(($(wc -l < {tmp_path}/runs) - 1)) 2>/dev/null || set --
        [ "$1" = kill ] && kill -9 $$
        [ -n "$1" ] && exit $1
        cp {tmp_path}/baik.pdf surat.pdf""",
    )
    if code:
        assert failure(letter("x"), soffice).code == code
    else:
        assert to_pdf(letter("x"), soffice=soffice) == ready.getvalue()
    assert len((tmp_path / "runs").read_text().split()) == runs


@pytest.fixture
def listener() -> Iterator[tuple[str, list[bytes]]]:
    """A web server that only notes who calls; its address, and the calls."""
    calls: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    caller, _ = server.accept()
                except OSError:
                    return
                with caller:
                    calls.append(caller.recv(1000))

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/gambar.png", calls
        server.shutdown(socket.SHUT_RDWR)
        thread.join(5)


def _with_linked_image(url: str) -> bytes:
    """A letter with a picture that lies elsewhere on the network, and a template there too."""
    picture = io.BytesIO()
    Image.new("L", (9, 9)).save(picture, "PNG")
    document = docx.Document()
    document.add_paragraph("Dengan gambar")
    picture.seek(0)
    document.add_picture(picture)
    target = io.BytesIO()
    document.save(target)
    with zipfile.ZipFile(target) as old:
        members = {name: old.read(name) for name in old.namelist()}
    body = members["word/document.xml"].decode()
    members["word/document.xml"] = body.replace("r:embed=", "r:link=").encode()
    links = members["word/_rels/document.xml.rels"].decode()
    members["word/_rels/document.xml.rels"] = re.sub(
        r'Target="media/[^"]+"', f'Target="{url}" TargetMode="External"', links
    ).encode()
    return _zipped(members)


def _zipped(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, data in members.items():
            package.writestr(name, data)
    return target.getvalue()


def test_a_linked_picture_makes_no_call(listener: tuple[str, list[bytes]]) -> None:
    """Trap 12: a letter must not reach the network while it is converted."""
    url, calls = listener
    assert "Dengan gambar" in pdf.text(to_pdf(_with_linked_image(url)))
    assert calls == []


def test_the_profile_names_the_installed_version(tmp_path: Path) -> None:
    """A profile without it runs a self-test of the graphics at every start: three times slower."""
    (tmp_path / "bootstraprc").write_text("[Bootstrap]\nProductKey=LibreOffice 25.2\n")
    version = installed_version(tmp_path / "soffice")
    seed(tmp_path / "profil", version)
    settings = (tmp_path / "profil/user/registrymodifications.xcu").read_text()
    assert version == "25.2"
    assert '"ooSetupLastVersion" oor:op="fuse"><value>25.2<' in settings
    assert '"BlockUntrustedRefererLinks" oor:op="fuse"><value>true<' in settings
    assert installed_version(tmp_path / "lain" / "soffice") == ""


def test_a_page_becomes_a_picture() -> None:
    """Results of a search show the first page."""
    made = to_pdf(letter("Halaman"))
    with Image.open(io.BytesIO(pdf.picture(made, 1, 300))) as picture:
        assert picture.width == 300
        assert picture.height > 300


def test_what_is_no_pdf_says_so() -> None:
    """Staff upload all kinds of files."""
    with pytest.raises(UnreadablePdf):
        pdf.page_count(b"bukan pdf")
