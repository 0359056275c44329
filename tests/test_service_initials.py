"""The archive copy with its table for initials; the letter that is sent stays without one."""

import io
from dataclasses import replace

import docx
import pytest

from archive import entries
from archive.schema import arsip_file
from doc_templates.catalog import Catalog
from doc_templates.docx_text import docx_text
from doc_templates.office import LIBRARY, sample
from doc_templates.paraf import TITLE, with_initials
from doc_templates.render import render
from service import after_signing, initials
from service.db import reading, transaction
from service.errors import NotFound, Refused
from service.offices import profile
from service.workbench import Workbench
from tests import support_service as support
from tests.support_library import NUMBER, typed
from tests.support_service import OLEH
from tests.support_web import signed_in

POSTS = ("Kepala Subbagian Umum", "Sekretaris Kecamatan")


@pytest.mark.parametrize(
    ("slug", "beside"),
    [
        ("permintaan-data", True),  # the free half of the signature's own row
        ("sk-tim", True),  # lines in a cell, which are moved into a right half
        ("surat-pengantar", False),  # the receiver signs at the left
    ],
)
def test_the_table_stands_left_of_the_signature(slug: str, beside: bool) -> None:
    """Beside it where there is room, and nothing of the letter is lost or said twice."""
    kind = Catalog([LIBRARY]).get(slug)
    letter = render(kind, typed(kind, kind.contoh), sample(), nomor_surat=NUMBER)
    copy = with_initials(letter, POSTS)
    assert TITLE not in docx_text(letter)
    before, after = docx_text(letter).split(), docx_text(copy).split()
    added = f"{TITLE} {' '.join(POSTS)}".split()
    assert sorted(after) == sorted(before + added)
    (table,) = docx.Document(io.BytesIO(copy)).element.xpath(
        f"//w:tbl[w:tr[1]/w:tc/w:p//w:t='{TITLE}']"
    )
    assert bool(table.xpath("ancestor::w:tc")) is beside
    if beside:
        assert table.xpath("ancestor::w:tc[1]/following-sibling::w:tc//w:t[contains(., 'NIP')]")


def test_a_copy_is_filed_once_with_its_letter(bench: Workbench) -> None:
    """Asked for twice, it is the same file; who signs does not initial."""
    office = _with_posts(bench, (*POSTS, "Camat Babakancikao"))
    entry = support.issue(bench)
    first = initials.filed_copy(bench, office, entry.id, oleh=OLEH)
    assert initials.filed_copy(bench, office, entry.id, oleh=OLEH).digest == first.digest
    with reading(bench.engine) as conn:
        roles = [one.peran for one in entries.files(conn, entry.id)]
    assert roles.count(initials.PARAF) == 1
    plain = initials.filed_copy(
        replace(bench, to_pdf=None), office, support.issue(bench).id, oleh=OLEH
    )
    words = docx_text(bench.store.read(plain.digest))
    assert all(post in words for post in POSTS)
    assert words.lower().count("camat babakancikao") <= 1


def test_what_cannot_be_initialled_is_said(bench: Workbench) -> None:
    """An office that named nobody, and a paper that was not made here."""
    entry = support.issue(bench)
    office = _with_posts(bench, ())
    with pytest.raises(Refused, match="Tata naskah"):
        initials.filed_copy(bench, office, entry.id, oleh=OLEH)
    with transaction(bench.engine) as conn:
        conn.execute(arsip_file.delete().where(arsip_file.c.arsip_id == entry.id))
    with pytest.raises(NotFound):
        initials.filed_copy(bench, _with_posts(bench, POSTS), entry.id, oleh=OLEH)


def test_a_letter_goes_round_before_it_is_signed(bench: Workbench) -> None:
    """Printed with gaps it has no entry yet: its copy is given, and filed with nothing."""
    _with_posts(bench, POSTS)
    draft = support.written(bench, support.new_draft(bench))
    office = support.office_of(bench)
    after_signing.print_with_gaps(bench, office.id, draft.id, oleh=OLEH)
    page = signed_in(bench)
    assert page.get(f"/surat/{draft.id}/nomor/paraf").data.startswith(b"%PDF")
    arsip_id = after_signing.give_number(bench, office.id, draft.id, bench.now().date(), oleh=OLEH)
    assert page.post(f"/arsip/{arsip_id}/paraf", {}).data.startswith(b"%PDF")


def _with_posts(bench: Workbench, posts: tuple[str, ...]) -> profile.Office:
    office = support.office_of(bench)
    changed = replace(office.profil, tata=replace(office.profil.tata, paraf=posts))
    with transaction(bench.engine) as conn:
        profile.change(conn, office, changed, office.logo)
    return support.office_of(bench)
