"""service/web/jejak: the trail on screen and on paper."""

from io import BytesIO

import openpyxl
import pytest

from doc_templates.docx_text import docx_text
from numbering.books import get_buku
from service import berkas, board, cover
from service.accounts import trail
from service.accounts.permissions import Peran
from service.agenda import listing
from service.db import reading
from service.workbench import Workbench
from tests import support_service as support
from tests.support_service import OLEH
from tests.support_web import signed_in


def test_a_letter_shows_what_was_done_to_it(bench: Workbench) -> None:
    """Issued, put on a shelf: under the letter, with who and from where."""
    entry, other = support.issue(bench), support.issue(bench, hal="Surat lain")
    staff = signed_in(bench, Peran.STAF)
    staff.post(f"/arsip/{entry.id}/lokasi", {"rak": "Rak Tujuh"})
    page = staff.get(f"/arsip/{entry.id}/jejak").text
    for word in ("Menerbitkan naskah", "Mencatat tempat naskah kertas", "Rak Tujuh", "127.0.0.1"):
        assert word in page
    assert "Rak Tujuh" not in staff.get(f"/arsip/{other.id}/jejak").text
    assert f"/arsip/{entry.id}/jejak" in staff.get(f"/arsip/{entry.id}").text


def test_a_dossier_shows_what_was_done_in_it(bench: Workbench) -> None:
    """Opened, a letter begun and thrown away in it; not what was done elsewhere."""
    office = support.office_of(bench)
    number = berkas.open_berkas(bench, office, support.SOP, 2026, oleh=OLEH)
    new = support.placed(support.new_draft(bench), number, 8, "undangan")
    support.written(bench, new)
    elsewhere = support.issue(bench)
    page = signed_in(bench).get(f"/berkas/{number}/jejak").text
    assert "Membuka berkas" in page
    assert f"arsip/{elsewhere.id}" not in page
    assert f"draft/{elsewhere.id}" not in page


@pytest.mark.parametrize(
    ("peran", "status"),
    [(Peran.ADMIN, 200), (Peran.SEKRETARIS, 200), (Peran.INSPEKTORAT, 200), (Peran.STAF, 403)],
)
def test_the_trail_of_the_office_is_for_those_who_watch(
    bench: Workbench, peran: Peran, status: int
) -> None:
    """Staff see that of their letters, and not who was refused what."""
    assert signed_in(bench, peran).get("/jejak").status_code == status


def test_the_trail_is_narrowed_and_checked_on_screen(bench: Workbench) -> None:
    """By deed; the chain is checked at a press; an impossible date is told."""
    support.issue(bench)
    secretary = signed_in(bench, Peran.SEKRETARIS)
    assert "Menyiapkan instansi</td>" in secretary.get("/jejak").text
    narrowed = secretary.get("/jejak?perbuatan=terbit").text
    assert "Menerbitkan naskah</td>" in narrowed
    assert "Menyiapkan instansi</td>" not in narrowed
    assert "Rantai utuh: 2 catatan" in secretary.get("/jejak?periksa=1").text
    assert "tidak dipakai dalam pencarian" in secretary.get("/jejak?dari=kemarin").text


def test_the_head_is_printed_on_agenda_sheets_and_covers(bench: Workbench) -> None:
    """PDF, spreadsheet and cover bear the number and the digest of the newest row."""
    support.issue(bench)
    office = support.office_of(bench)
    number = berkas.open_berkas(bench, office, support.SOP, 2026, oleh=OLEH)
    with reading(bench.engine) as conn:
        head = str(trail.head(conn, office.id))
    staff = signed_in(bench, Peran.STAF)
    book = openpyxl.load_workbook(BytesIO(staff.get("/agenda/surat-keluar/buku.xlsx").data))
    assert head in [row[0].value for row in book.worksheets[0].iter_rows(max_row=6)]
    with reading(bench.engine) as conn:
        buku = get_buku(conn, office.id, "surat-keluar")
        book_2027 = listing.outgoing(conn, buku, "2027")
        printed = listing.paper(bench, office, book_2027, list(book_2027.rows))
        seen = board.read(conn, office, number)
    assert head in docx_text(printed.docx)
    assert head in docx_text(cover.make(bench, office, seen, [], head).docx)
