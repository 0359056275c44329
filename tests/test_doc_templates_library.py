"""The shipped library: every folder is a usable kind, and its sample is a letter one can sign."""

import dataclasses
import io
import re
import zipfile
from typing import Any

import docx
import pytest
from docxtpl import DocxTemplate

from doc_templates.catalog import Kind
from doc_templates.docx_text import docx_text
from doc_templates.drafting.__main__ import drafts
from doc_templates.fields import parse
from doc_templates.office import LIBRARY, PAPERS, Instansi, sample
from doc_templates.render import render
from doc_templates.sandbox import LetterEnvironment
from doc_templates.values import Gap
from tests.support_library import (
    CATALOG,
    SLUGS,
    an_official,
    every_kind,
    no_gaps_in_fonts,
    number_of,
    pages_of,
    printed,
    produced,
    rendered,
    typed,
)

ALWAYS_KNOWN = {"instansi", "nomor_surat", "logo", "daftar_isi"}
LONG = "Laksanakan menurut ketentuan dan laporkan hasilnya (contoh).\n" * 60
AWKWARD = 'Rapat <Bappeda> & "Dinas" serta PT A & B'


def docx_xml(kind: Kind) -> str:
    """The XML of the template's body."""
    with zipfile.ZipFile(io.BytesIO(kind.docx)) as package:
        return package.read("word/document.xml").decode()


def test_every_folder_of_the_library_is_a_usable_kind() -> None:
    """A description with a fault hides its kind from staff."""
    assert CATALOG.broken() == []
    assert sorted(kind.slug for kind in CATALOG.kinds()) == SLUGS


@every_kind
def test_a_template_and_its_description_name_the_same_fields(slug: str) -> None:
    """A tag without a field can't be filled; a field without a tag is never printed."""
    kind = CATALOG.get(slug)
    template = DocxTemplate(io.BytesIO(kind.docx))
    asked = template.get_undeclared_template_variables(LetterEnvironment())
    asked -= set(re.findall(r"{% set (\w+) =", docx_xml(kind)))
    names = {field.nama for field in kind.fields}
    assert asked <= names | ALWAYS_KNOWN
    assert {field.nama for field in kind.fields if field.cetak} <= asked


@every_kind
def test_a_sample_fills_its_template_and_opens_again(slug: str) -> None:
    """The sample has no fault, all of it is printed, and no tag is left."""
    text = docx_text(rendered(slug))
    assert "{" not in text
    assert docx.Document(io.BytesIO(rendered(slug))).sections


@every_kind
def test_a_letter_is_complete_without_its_optional_fields(slug: str) -> None:
    """What may be left empty leaves no hole and no fault behind."""
    kind = CATALOG.get(slug)
    optional = {field.nama for field in kind.fields if not field.wajib}
    raw = {name: value for name, value in kind.contoh.items() if name not in optional}
    assert render(kind, typed(kind, raw), sample(), nomor_surat=number_of(kind))


@every_kind
def test_an_empty_form_can_be_previewed(slug: str) -> None:
    """A preview shows placeholders where nothing was typed yet."""
    kind = CATALOG.get(slug)
    parsed = parse(
        kind.fields, {}, find_pegawai=an_official, glyphs=no_gaps_in_fonts, dated=kind.tanggal_isian
    )
    number = number_of(kind) and "(belum bernomor)"
    assert parsed.faults
    assert render(kind, parsed.values, sample(), nomor_surat=number)


@every_kind
def test_an_office_without_logo_and_contact_has_a_kop_of_two_lines(slug: str) -> None:
    """Whatever an office does not have is left out of its kop."""
    bare = Instansi("PEMERINTAH KOTA CONTOH", "KECAMATAN CONTOH", ("Jalan Contoh",), "Contoh")
    assert "Pos-el" not in docx_text(rendered(slug, bare))


def test_the_library_is_what_the_drafting_tool_draws() -> None:
    """A template is changed in doc_templates/drafting, so that shared shapes stay shared."""
    for slug, drawn in drafts():
        assert (LIBRARY / slug / "template.docx").read_bytes() == drawn, slug


def test_text_that_looks_like_markup_is_printed_as_typed() -> None:
    """Trap 1: with docxtpl's defaults the rest of the letter would be gone."""
    text = docx_text(rendered("undangan-rapat", hal=AWKWARD, isi=AWKWARD, tembusan=[AWKWARD]))
    assert text.count(AWKWARD) == 3


def test_invitees_stand_on_the_letter_or_on_its_attachment() -> None:
    """One choice moves the list, and the letter then says where it is."""
    on_letter = docx_text(rendered("undangan-rapat", letak_undangan="Pada surat"))
    attached = docx_text(rendered("undangan-rapat", letak_undangan="Pada lampiran"))
    assert "terlampir" not in on_letter
    assert "DAFTAR UNDANGAN" not in on_letter
    assert "(daftar terlampir)" in attached
    assert "DAFTAR UNDANGAN" in attached


def test_secrecy_and_urgency_are_two_things() -> None:
    """Urgency is printed beside sifat, except for the ordinary one."""
    assert "Terbatas/Segera" in docx_text(
        rendered("permintaan-data", sifat="Terbatas", urgensi="Segera")
    )
    assert "Biasa/" not in docx_text(rendered("permintaan-data", urgensi="Biasa"))


def test_a_count_is_printed_in_digits_and_words() -> None:
    """`2 (dua) rangkap` in the list of what is sent."""
    assert "2 (dua) rangkap" in docx_text(rendered("surat-pengantar"))


def test_a_disposition_shows_which_orders_are_ticked() -> None:
    """All orders are listed; those chosen, and those added, have a tick."""
    text = "".join(docx_text(rendered("lembar-disposisi")).split())
    assert "☑Proseslebihlanjut" in text
    assert "☑Bentuktimpengumpuldata" in text
    assert "☐Arsipkan" in text


def test_a_receipt_leaves_dots_for_what_the_receiver_writes() -> None:
    """The receiver is often not known when the receipt is printed."""
    receiver = ("jabatan", "nama", "nip", "telepon")
    empty: dict[str, Any] = dict.fromkeys([f"penerima_{part}" for part in receiver], "")
    assert docx_text(rendered("tanda-terima", **empty)).count("." * 32) == len(receiver)


@pytest.mark.parametrize(
    ("slug", "most"),
    [
        ("lembar-disposisi", 1),
        ("tanda-terima", 1),
        ("surat-pengantar", 2),
        ("tanda-terima-formulir", 3),
    ],
)
def test_a_form_that_is_short_by_nature_says_when_it_is_not(slug: str, most: int) -> None:
    """The sample fits on every paper; what is longer is told and never held back."""
    kind = CATALOG.get(slug)
    assert kind.halaman_maks == most
    for paper in PAPERS:
        made = printed(kind, kind.contoh, dataclasses.replace(sample(), kertas=paper))
        assert (made.findings, (made.halaman or 99) <= most) == ((), True)
    long = {"baris": kind.contoh["baris"] * 12} if "baris" in kind.contoh else {"catatan": LONG}
    made = printed(kind, kind.contoh | long, sample())
    assert [(one.kode, one.halaman, one.holds) for one in made.findings] == [
        ("P05", most + 1, False)
    ]


def test_no_other_kind_has_a_limit() -> None:
    """An honest letter is as long as it must be."""
    limited = {slug for slug in SLUGS if CATALOG.get(slug).halaman_maks}
    assert limited == {
        "lembar-disposisi",
        "tanda-terima",
        "surat-pengantar",
        "tanda-terima-formulir",
    }


def test_a_letter_can_be_printed_with_gaps_for_number_and_date() -> None:
    """Many offices number and date after signing (naskah-dinas 1.13)."""
    kind = CATALOG.get("surat-pengantar")
    values = typed(kind, kind.contoh) | {"tanggal_surat": Gap()}
    office = dataclasses.replace(sample(), kertas="F4-215")
    number = "000.8.6.3/\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0/Kec-BBC/2027"
    assert render(kind, values, office, nomor_surat=number)


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_a_signature_never_stands_alone_on_a_page(lines: int) -> None:
    """The closing sentence goes over to the next page together with the signature."""
    made = produced("undangan-rapat", letak_undangan="Pada surat", isi="Kalimat.\n" * lines)
    assert made.pdf is not None
    last = pages_of(made.pdf)[-1]
    assert "Demikian" in last
    assert "CAMAT BABAKANCIKAO," in last


def test_what_is_empty_around_a_cell_does_not_matter() -> None:
    """It comes along with what is pasted from a spreadsheet; an actor is still known by name."""
    rows = [dict(row) for row in CATALOG.get("sop").contoh["langkah"]]
    first, second = rows[1]["pelaksana"].splitlines()
    rows[1] |= {"pelaksana": f"\n\n {first} \n{second}\u00a0\n", "arah": "\n\nYa ke 9\n"}
    assert "Ya ke 9" in docx_text(rendered("sop", langkah=rows))
