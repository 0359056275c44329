"""service/panduan: the staff guide, whose examples the real filters compute."""

import pytest

from doc_templates.filters import FILTERS
from service.accounts.permissions import Peran
from service.errors import NotFound
from service.panduan.chapters import chapter, chapters, printed
from service.workbench import Workbench
from tests.support_web import signed_in

WRITING = "menulis-templat"


@pytest.mark.parametrize(
    ("kode", "lines"),
    [
        ("{{ tanggal_surat|hari_tanggal }}", ["Kamis, 5 Maret 2026"]),
        ("{{ tanggal_mulai|sampai(tanggal_selesai) }}", ["30 Maret s.d. 2 April 2026"]),
        ("{{ lampiran_jumlah|jumlah('berkas') }}", ["1 (satu) berkas"]),
        ("{{ 20|urutan_diktum }}", ["KEDUA PULUH"]),
        ("{%p for a in acara %}\n{{ loop.index }}. {{ a }}\n{%p endfor %}", ["1. Pembukaan"]),
    ],
)
def test_an_example_prints_what_a_letter_would(kode: str, lines: list[str]) -> None:
    """Loops of paragraphs and filters alike."""
    assert printed(kode)[: len(lines)] == tuple(lines)


@pytest.mark.parametrize("name", FILTERS)
def test_every_filter_has_its_example(name: str) -> None:
    """Whoever adds a filter shows it to those who write templates."""
    shown = [one.kode for section in chapter(WRITING).bagian for one in section.contoh]
    assert any(f"|{name}" in kode for kode in shown)


def test_every_example_prints_something() -> None:
    """A value that the guide does not know would raise; an empty cell explains nothing."""
    made = [one for bab in chapters() for section in bab.bagian for one in section.contoh]
    assert all(one.hasil and one.arti for one in made)


def test_everybody_who_is_signed_in_can_read_it(bench: Workbench) -> None:
    """The list leads to each chapter; a wrong address is told."""
    staff = signed_in(bench, Peran.STAF)
    listed = staff.get("/panduan").text
    for bab in chapters():
        assert f"/panduan/{bab.slug}" in listed
        assert bab.bagian[0].judul in staff.get(f"/panduan/{bab.slug}").text
    assert staff.get("/panduan/tidak-ada").status_code == 404
    with pytest.raises(NotFound):
        chapter("tidak-ada")


def test_typed_signs_are_shown_and_not_run(bench: Workbench) -> None:
    """Code stands as code, with its braces; nothing of a chapter is taken for HTML."""
    text = signed_in(bench, Peran.STAF).get(f"/panduan/{WRITING}").text
    assert "{{ tanggal_surat|tanggal }}" in text
    assert "<code>loop.index</code>" in text
