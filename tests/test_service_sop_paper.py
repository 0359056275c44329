"""service/sop/paper: the six procedures as they come out of the printer."""

from dataclasses import replace

import pytest

from service.sop import editions, paper
from service.sop.editions import Edition
from service.workbench import Workbench
from tests import support_service as support
from tests.support_library import pages_of, warm

PAGES = {
    "babakancikao": 4,
    "bukit-batu": 7,
    "kuala-betara-pengukuran": 6,
    "kuala-betara-pengumpulan": 6,
    "tanjungpinang": 6,
    "way-kanan": 5,
}
FEWEST = 400  # characters on a page that is neither the cover nor the last


def printed(bench: Workbench, slug: str) -> list[str]:
    """The text of each page of a procedure, by the LibreOffice that prints for offices."""
    office = support.office_of(bench)
    (path,) = [one for one in editions.shipped() if one.stem == slug]
    edition = Edition(0, office.id, slug, 1, editions.load(path), support.OLEH, bench.stamp())
    made = paper.make(replace(bench, to_pdf=warm().to_pdf), office, edition)
    assert made.pdf is not None, made.why
    assert made.findings == ()
    return pages_of(made.pdf)


@pytest.mark.parametrize("slug", PAGES)
def test_no_page_of_a_printed_procedure_is_nearly_empty(bench: Workbench, slug: str) -> None:
    """One row or three lines too many used to leave a page to themselves."""
    pages = printed(bench, slug)
    assert len(pages) == PAGES[slug]
    assert min(map(len, pages[1:-1])) > FEWEST


def test_the_identity_of_babakancikao_stands_on_one_page(bench: Workbench) -> None:
    """As it was issued: the cover, the identity with its six boxes, then the steps."""
    cover, identity, steps, _ = printed(bench, "babakancikao")
    assert "Kecamatan Babakancikao" in cover
    boxes = ("Dasar Hukum", "Kualifikasi", "Keterkaitan", "Peralatan", "Peringatan", "Pencatatan")
    assert [one for one in boxes if one not in identity] == []
    assert "Uraian Prosedur" in steps
