"""doc_templates/preflight: what a finished PDF may have against it, each under its code."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from doc_templates.office import sample
from doc_templates.preflight import Expected, expect, inspect, only_number
from doc_templates.values import Gap
from tests.letter_kinds import make_kind, typed

NUMBER = "000.8.6.3/Kep.01-Kec.BBC/2027"
A4, LEGAL = (595.28, 841.89), (612.0, 1008.0)
WANTED = Expected(
    nomor_surat=NUMBER,
    facts=(
        ("Tanggal surat", ("5 Januari 2027", "05-01-2027")),
        ("Hal", ("Undangan Rapat Intern",)),
        ("Penandatangan", ("Raden Contoh Wiratama",)),
    ),
    given="Undangan Rapat Intern",
    kertas="A4",
    halaman_maks=2,
    huruf=(),
)
GOOD = (
    f"Nomor: {NUMBER}|Hal: Undangan Rapat|Intern|5 Januari 2027|Drs. RADEN CONTOH WIRATAMA, M.Si."
)


def _pdf(*pages: str, size: tuple[float, float] = A4) -> bytes:
    """A PDF with these pages; a bar ends a line."""
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    out = BytesIO()
    with pikepdf.new() as made:
        for text in pages:
            page = made.add_blank_page(page_size=size)
            page.add_resource(font, pikepdf.Name.Font, pikepdf.Name.F1)
            if text:
                lines = b"".join(b"(%s) '\n" % line.encode() for line in text.split("|"))
                page.contents_add(b"BT /F1 9 Tf 12 TL 40 560 Td\n%sET" % lines)
        made.save(out)
    return out.getvalue()


def _codes(pdf: bytes, expected: Expected = WANTED) -> list[tuple[str, int | None, bool]]:
    return [(one.kode, one.halaman, one.holds) for one in inspect(pdf, expected)[1]]


def test_a_letter_that_agrees_with_the_register_has_nothing_against_it() -> None:
    """Line breaks and capitals do not count."""
    assert inspect(_pdf(GOOD), WANTED) == (1, ())


@pytest.mark.parametrize(
    ("pages", "found"),
    [
        ((GOOD.replace("Kep.01", "Kep.02"),), [("P01", None, True)]),
        ((GOOD.replace("5 Januari", "6 Januari"),), [("P02", None, True)]),
        ((GOOD.replace("Intern", ""),), [("P02", None, True)]),
        ((GOOD.replace("WIRATAMA", ""),), [("P02", None, True)]),
        ((GOOD, "{{ tujuan }}"), [("P03", 2, True), ("P03", 2, True)]),
        ((GOOD + "|Tembusan: None",), [("P03", 1, True)]),
        ((GOOD, "undefined"), [("P03", 2, True)]),
        ((GOOD, "isi", "isi"), [("P05", 3, False)]),
        ((GOOD, ""), [("P06", 2, False)]),
    ],
)
def test_each_fault_has_its_code_and_its_page(
    pages: tuple[str, ...], found: list[tuple[str, int | None, bool]]
) -> None:
    """Number, date, hal, signer; leftovers of a template; too many pages; an empty one."""
    assert _codes(_pdf(*pages)) == found


def test_the_gravest_is_told_first() -> None:
    """What holds the letter back stands before what is only worth a look."""
    assert _codes(_pdf("", GOOD.replace("Intern", "")))[0] == ("P02", None, True)


def test_paper_of_another_size_holds_a_letter_back() -> None:
    """Turned pages are the same paper."""
    assert _codes(_pdf(GOOD, size=LEGAL)) == [("P04", 1, True)]
    assert _codes(_pdf(GOOD, size=(A4[1], A4[0]))) == []


def test_a_hyphen_at_the_end_of_a_line_is_read_as_one() -> None:
    """PDFium gives such hyphens back as another character."""
    assert _codes(_pdf(GOOD.replace("Kep.01-", "Kep.01-|"))) == []


def test_what_was_typed_on_purpose_is_no_leftover() -> None:
    """Somebody may write about templates."""
    typed_braces = replace(WANTED, given="Undangan {{ Rapat }} Intern")
    assert _codes(_pdf(GOOD + "|{{ nama }}"), typed_braces) == []


def test_a_font_of_other_widths_is_told() -> None:
    """LibreOffice replaces it without a word."""
    strange = replace(WANTED, huruf=("Huruf Yang Tidak Ada",))
    assert _codes(_pdf("isi|" + GOOD, GOOD), strange) == [("P07", 1, False)]
    known = replace(WANTED, huruf=("Huruf Yang Tidak Ada", "Helvetica"))
    assert _codes(_pdf(GOOD), known) == [], "every page is in a font that is here"


def test_without_its_template_only_the_number_is_looked_for() -> None:
    """A letter may outlive the folder of its kind."""
    assert _codes(_pdf(f"Nomor {NUMBER}", size=LEGAL), only_number(NUMBER)) == []
    assert _codes(_pdf("lain"), only_number(NUMBER)) == [("P01", None, True)]


def test_what_must_agree_is_number_date_hal_and_signer(tmp_path: Path) -> None:
    """As the register notes them down; a blank that is left for the hand is not asked for."""
    kind = make_kind(tmp_path)
    values = typed(kind)
    told = expect(kind, values, sample(), NUMBER)
    wanted = {kind.tanggal_isian, "penandatangan", "hal"}
    assert [label for label, _forms in told.facts] == [
        field.label for field in kind.fields if field.nama in wanted
    ]
    blank = expect(kind, {**values, kind.tanggal_isian: Gap(20)}, sample(), NUMBER)
    assert len(blank.facts) == len(told.facts) - 1
