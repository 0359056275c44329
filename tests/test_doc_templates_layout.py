"""The printed page under strain: long names and posts, many people, many copies, all papers.

What a page may never show, whoever signs it and however long its lists are, on each paper.
"""

import dataclasses
import io
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import docx
import pytest
from docx.text.paragraph import Paragraph

from doc_templates.catalog import Kind
from doc_templates.fields import check
from doc_templates.office import PAPERS, sample
from doc_templates.produce import produce
from doc_templates.render import render
from doc_templates.shapes import Field
from doc_templates.values import Gap, Pegawai
from tests.support_library import (
    CATALOG,
    SLUGS,
    no_gaps_in_fonts,
    number_of,
    pages_of,
    produced,
    typed,
    warm,
)

POST = "Kepala Subbagian Perencanaan, Keuangan, Kepegawaian, dan Aset Kelurahan"
PEOPLE = {"sk-tim": "anggota", "undangan-rapat": "undangan", "surat-perintah-tim": "orang"}
PEOPLE |= {"daftar-hadir": "peserta", "rencana-kegiatan": "pelaksana"}
MANY, COPIES = 40, 25
UNNUMBERED = ("laporan-hasil-pengukuran", "laporan-hasil-pengumpulan")
SIGNER = Pegawai(
    nama="Raden Contoh Muhammad Wiratama Kusumah",
    gelar_depan="Prof. Dr. Ir. H.",
    gelar_belakang="S.T., S.Sos., M.A.P.",
    nip="197203141998031001",
    pangkat="Pembina Utama Madya",
    golongan="IV/d",
    jabatan=POST,
)
NUMBER_OF_PAGE = re.compile(r"- \d+ -")


def papers_of(slug: str) -> list[str]:
    """The papers on which a kind may be printed: the office's, unless it has its own."""
    own = CATALOG.get(slug).kertas
    return list(PAPERS) if own == "instansi" else [own]


def the_signer(_raw: str | Mapping[str, object], _day: date | None) -> Pegawai:
    """An official with all titles and a post of seventy characters."""
    return SIGNER


def person(place: int) -> str:
    """A name with titles and commas whose first and last words tell which one it is."""
    return f"Awal{place}, H. Raden Contoh Muhammad Wiratama, S.Sos., M.Si., Akhir{place}"


def strained(kind: Kind) -> dict[str, Any]:
    """The sample with its lists of people and copies grown long."""
    return kind.contoh | {
        field.nama: _grown(field, kind.contoh.get(field.nama) or ["Camat"])
        for field in kind.fields
        if field.nama in ("tembusan", PEOPLE.get(kind.slug))
    }


def _grown(field: Field, rows: list[Any]) -> list[Any]:
    if not field.kolom:
        return [f"Kepala Bagian Contoh Nomor {place}" for place in range(1, COPIES + 1)]
    return [
        rows[place % len(rows)] | {"nama": person(place), "jabatan": POST}
        for place in range(1, MANY + 1)
    ]


@cache
def pages(slug: str, kertas: str) -> list[str]:
    """The pages of a strained letter; nothing is found against them."""
    kind = CATALOG.get(slug)
    values = check(
        kind.fields,
        strained(kind),
        find_pegawai=the_signer,
        glyphs=no_gaps_in_fonts,
        dated=kind.tanggal_isian,
    )
    office = dataclasses.replace(sample(), kertas=kertas)
    number = number_of(kind)
    made = produce(kind, values, office, nomor_surat=number, to_pdf=warm().to_pdf)
    assert made.pdf is not None, made.why
    assert not made.findings
    return [" ".join(page.split()) for page in pages_of(made.pdf)]


def beside_a_signature(page: str) -> str:
    """What a page says apart from its number and one signature."""
    post = " ".join(page.split())
    for words in (
        *POST.upper().split(),
        *SIGNER.nama_lengkap.split(),
        *SIGNER.nama.upper().split(),
    ):
        post = post.replace(words, "", 1)
    post = re.sub(r"NIP\. \d{8} \d{6} \d \d{3}", "", NUMBER_OF_PAGE.sub("", post))
    return post.replace(SIGNER.pangkat, "").strip()


@pytest.mark.parametrize(
    ("slug", "kertas"), [(slug, kertas) for slug in SLUGS for kertas in papers_of(slug)]
)
def test_a_signature_is_alone_on_no_page_of_any_paper(slug: str, kertas: str) -> None:
    """Something that it belongs to stands above it, and no page is empty."""
    for page in pages(slug, kertas):
        assert len(beside_a_signature(page)) > 10, page


@pytest.mark.parametrize("kertas", PAPERS)
@pytest.mark.parametrize("slug", PEOPLE)
def test_a_person_is_on_one_page_below_the_heading_of_the_table(slug: str, kertas: str) -> None:
    """A row is never split, the heading returns, and whoever signs has somebody above."""
    found = pages(slug, kertas)
    with_people = [page for page in found if "Awal" in page]
    assert len(with_people) > 1
    for page in with_people:
        assert re.findall(r"Awal(\d+)", page) == re.findall(r"Akhir(\d+)", page)
        assert page.index("No.") < page.index("Awal")
    assert sum(page.count("Awal") for page in found) == MANY


@pytest.mark.parametrize("lines", [2, 3, 4, 5, 6])
@pytest.mark.parametrize(("copies", "kept"), [(1, 1), (3, 3), (COPIES, 1)])
def test_copies_begin_on_the_page_of_the_signature(lines: int, copies: int, kept: int) -> None:
    """A short list stays there whole; it never falls alone onto the next page."""
    names = [f"Kepala Bagian Contoh Ke-{place}" for place in range(1, copies + 1)]
    made = produced("undangan-rapat", isi="Kalimat.\n" * (lines + 1), tembusan=names).pdf
    assert made is not None
    signed = next(page for page in pages_of(made) if "NIP. " in page)
    assert "Tembusan:" in signed
    assert all(name in signed for name in names[:kept])
    with_notes = next(page for page in pages_of(made) if "Narahubung" in page)
    assert names[-1] in with_notes


@pytest.mark.parametrize("slug", UNNUMBERED)
@pytest.mark.parametrize(
    ("number", "day", "lines"),
    [
        ("", Gap(), []),
        ("", date(2027, 1, 5), ["Tanggal:5 Januari 2027"]),
        ("000/1", date(2027, 1, 5), ["Nomor:000/1", "Tanggal:5 Januari 2027"]),
        ("000/  ", Gap(), ["Nomor:000/", "Tanggal:"]),
    ],
)
def test_an_annex_names_the_number_and_date_that_there_are(
    slug: str, number: str, day: date | Gap, lines: list[str]
) -> None:
    """A draft has none, and no empty label for them; what is numbered by hand has gaps."""
    kind = CATALOG.get(slug)
    values = typed(kind, kind.contoh) | {"tanggal_surat": day}
    letter = docx.Document(io.BytesIO(render(kind, values, sample(), nomor_surat=number)))
    found = [one.text for one in letter.paragraphs if _style_of(one) == "Rincian Lampiran"]
    assert [text.replace("\t", "").strip() for text in found] == lines


def _style_of(paragraph: Paragraph) -> str:
    return (paragraph.style and paragraph.style.name) or ""
