"""Many documents become one PDF; what can't be read is told."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from archive.merge import PDF, Leaf, Part, merge
from archive.pictures import LONG, SHORT, picture


def _pdf(*widths: int, password: str = "") -> bytes:
    """Return a PDF with a blank page of each width."""
    target = BytesIO()
    with pikepdf.new() as made:
        for width in widths:
            made.add_blank_page(page_size=(width, 300))
        lock = pikepdf.Encryption(owner="o", user=password) if password else False
        made.save(target, encryption=lock)
    return target.getvalue()


def _picture(size: tuple[int, int], ending: str, orientation: int = 1, mode: str = "RGB") -> bytes:
    """Return a picture whose left half is black and right half white (or clear)."""
    image = Image.new(mode, size, "white" if mode == "RGB" else (0, 0, 0, 0))
    image.paste("black", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x0112] = orientation
    target = BytesIO()
    image.save(target, ending, exif=exif)
    return target.getvalue()


def _surat(judul: str, data: bytes | Path, media_type: str = PDF) -> Part:
    return Part(judul, [Leaf(f"{judul}.pdf", media_type, data)])


def _merged(*parts: Part) -> tuple[bytes, tuple[int | None, ...], list[str]]:
    target = BytesIO()
    told = merge(parts, target)
    return target.getvalue(), told.mulai, [skipped.alasan for skipped in told.dilewati]


def test_pages_keep_their_order_and_each_document_its_bookmark(tmp_path: Path) -> None:
    """From bytes or from a path; a bookmark leads to the first page of its document."""
    (tmp_path / "b.pdf").write_bytes(_pdf(300))
    data, mulai, _ = _merged(_surat("SK Tim", _pdf(100, 200)), _surat("Nota", tmp_path / "b.pdf"))
    with pikepdf.open(BytesIO(data)) as merged, merged.open_outline() as outline:
        assert [int(page.mediabox[2]) for page in merged.pages] == [100, 200, 300]
        assert [item.title for item in outline.root] == ["SK Tim", "Nota"]
    assert mulai == (1, 3)


BROKEN = [
    (_pdf(100, password="rahasia"), PDF, "kata sandi"),
    (b"%PDF-1.6 rusak", PDF, "rusak"),
    (b"", PDF, "rusak"),
    (Path("/tidak/ada.pdf"), PDF, "tidak ada"),
    (b"\xff\xd8\xff terpotong", "image/jpeg", "rusak"),
    (_picture((50, 50), "JPEG")[:300], "image/jpeg", "rusak"),
    (b"PK", "application/vnd.ms-excel", "bukan PDF"),
]


@pytest.mark.parametrize(("data", "media_type", "why"), BROKEN)
def test_what_can_not_be_read_is_left_out_and_told(
    data: bytes | Path, media_type: str, why: str
) -> None:
    """The other documents are merged all the same."""
    parts = (_surat("A", _pdf(100)), _surat("B", data, media_type), _surat("C", _pdf(100)))
    merged, mulai, told = _merged(*parts)
    assert mulai == (1, None, 2)
    assert why in told[0]
    assert len(pypdfium2.PdfDocument(merged)) == 2


def test_nothing_readable_writes_nothing() -> None:
    """No empty PDF is made."""
    assert _merged(_surat("A", b"rusak")) == (b"", (None,), [_merged(_surat("A", b""))[2][0]])


def test_the_same_documents_give_the_same_bytes() -> None:
    """No date and no chance is in the result."""
    parts = [_surat("A", _pdf(100)), _surat("B", _picture((30, 40), "PNG"), "image/png")]
    assert _merged(*parts)[0] == _merged(*parts)[0]


def test_pictures_of_one_signed_copy_are_pages_in_order() -> None:
    """Upright and lying A4, whatever their size in pixels."""
    leaves = [
        Leaf("1.jpg", "image/jpeg", _picture((300, 400), "JPEG")),
        Leaf("2.png", "image/png", _picture((4000, 300), "PNG")),
    ]
    data, mulai, _ = _merged(Part("SK bertanda tangan", leaves))
    sizes = [page.get_size() for page in pypdfium2.PdfDocument(data)]
    assert [tuple(map(round, size)) for size in sizes] == [(595, 842), (842, 595)]
    assert mulai == (1,)


@pytest.mark.parametrize(
    ("orientation", "dark"),
    [(1, (0.25, 0.5)), (3, (0.75, 0.5)), (6, (0.5, 0.25)), (8, (0.5, 0.75))],
)
def test_a_page_stands_as_the_camera_held_it(orientation: int, dark: tuple[float, float]) -> None:
    """EXIF orientation 6 turns the black left half to the top."""
    data, _, _ = _merged(_surat("A", _picture((400, 400), "JPEG", orientation), "image/jpeg"))
    shown = pypdfium2.PdfDocument(data)[0].render().to_pil().convert("L")
    left, top = 28.35, (LONG - (SHORT - 56.7)) / 2
    side = SHORT - 56.7

    def shade(at: tuple[float, float]) -> float:
        seen = shown.getpixel((int(left + at[0] * side), int(top + at[1] * side)))
        return float(seen) if isinstance(seen, int | float) else -1

    assert shade(dark) < 30
    assert shade((1 - dark[0], 1 - dark[1])) > 225


def test_what_is_clear_becomes_white() -> None:
    """Not black, as it would without a ground."""
    shown = Image.open(BytesIO(picture(_picture((40, 40), "PNG", mode="RGBA")).jpeg))
    assert shown.getpixel((35, 20)) == (255, 255, 255)


def test_a_large_photo_becomes_a_reading_copy() -> None:
    """200 dots an inch are what a page needs."""
    made = picture(_picture((4000, 6000), "JPEG"))
    assert max(made.pixels) < 2400
