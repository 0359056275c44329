"""poison: the slowest refusal of a file that is no letter / one good conversion."""

import os
import socket
import zipfile
from functools import partial
from io import BytesIO
from pathlib import Path

from doc_templates.convert.intake import LARGEST, LARGEST_UNPACKED
from doc_templates.convert.pool import Pool
from doc_templates.convert.warmup import greeting
from doc_templates.convert.worker import Habits
from doc_templates.errors import ConversionFailed
from tests.benchmarks import offices
from tests.benchmarks.harness import Benchmark, Measured, alternate, milliseconds

DEADLINE = 6.0
GRACE = 1.0  # for ending it and all that it started
BODY = "word/document.xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINK = f"{R}/image"


def run(_folder: Path) -> Measured:
    """Refusals beside a warm letter; then what LibreOffice must see, each within its deadline."""
    offices.programs()
    letter, refused = offices.letter(), refusable()
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        Pool(workers=1, habits=Habits(seconds=DEADLINE)) as pool,
    ):
        ours, other = alternate(
            lambda: max(milliseconds(partial(_refused, pool, one)) for one in refused),
            lambda: milliseconds(lambda: pool.to_pdf(letter)),
        )
        notes, well = [f"{len(refused)} berkas ditolak di muka"], True
        for name, docx in hostile(silent.getsockname()[1]).items():
            taken, told = _end_of(pool, docx)
            alive = _end_of(pool, letter)[1] == "PDF"
            well = well and alive and taken <= (DEADLINE + GRACE) * 1000
            notes.append(f"{name}: {told} setelah {taken:.0f} ms (tenggat {DEADLINE:.0f} detik)")
        silence = _nobody_called(silent)
    notes.append("tidak ada panggilan ke jaringan" if silence else "ADA panggilan ke jaringan")
    return Measured(ours, other, ours / other, also=well and silence, notes=tuple(notes))


def refusable() -> list[bytes]:
    """What never comes near LibreOffice."""
    letter = offices.letter()
    return [
        b"",
        b"bukan dokumen",
        os.urandom(40_000),
        letter[: len(letter) // 2],
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4096),
        _package({"xl/workbook.xml": b"<x/>"}),
        _with(b"<rusak"),
        _with(_body("<w:p><w:r><w:t>terpotong")[:-20]),
        b"PK" + bytes(LARGEST),
        _package({BODY: b"<x/>", "word/media/bom.png": bytes(LARGEST_UNPACKED)}),
    ]


def hostile(port: int) -> dict[str, bytes]:
    """What looks like a letter."""
    page = '<w:p><w:r><w:br w:type="page"/><w:t>Halaman</w:t></w:r></w:p>'
    fonts = "".join(
        f'<w:p><w:r><w:rPr><w:rFonts w:ascii="Huruf {number}"/></w:rPr><w:t>x</w:t></w:r></w:p>'
        for number in range(5000)
    )
    return {
        "10.000 halaman": _with(_body(page * 10_000)),
        "5.000 huruf": _with(_body(fonts)),
        "20 juta kata": _with(_body(f"<w:p><w:r><w:t>{'a ' * 2 * 10**7}</w:t></w:r></w:p>")),
        "gambar dari peladen yang diam": _linked(f"http://127.0.0.1:{port}/gambar.png"),
    }


def _end_of(pool: Pool, docx: bytes) -> tuple[float, str]:
    told = []

    def attempt() -> None:
        try:
            pool.to_pdf(docx)
            told.append("PDF")
        except ConversionFailed as failure:
            told.append(failure.code)

    return milliseconds(attempt), told[0]


def _refused(pool: Pool, data: bytes) -> None:
    assert _end_of(pool, data)[1] == "ditolak"


def _nobody_called(server: socket.socket) -> bool:
    server.settimeout(0.2)
    try:
        server.accept()
    except TimeoutError:
        return True
    return False


def _body(xml: str) -> bytes:
    return f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{xml}</w:body></w:document>'.encode()


def _with(body: bytes, **more: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(greeting())) as package:
        members = {name: package.read(name) for name in package.namelist()}
    return _package(members | {BODY: body} | more)


def _linked(url: str) -> bytes:
    """A letter whose picture lies on a server."""
    picture = (
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" '
        'style="width:50pt;height:50pt"><v:imagedata r:link="r1"/></v:shape></w:pict></w:r></w:p>'
    )
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{LINK}" Target="{url}" TargetMode="External"/>'
        "</Relationships>"
    )
    return _with(_body(picture), **{"word/_rels/document.xml.rels": links.encode()})


def _package(members: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return target.getvalue()


BENCHMARK = Benchmark("poison", "ms", "<=1.0", run)
