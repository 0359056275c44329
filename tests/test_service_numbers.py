"""service/numbers and the books: what a letter prints of a pola, and what the office is told."""

from datetime import date

import pytest

from numbering.books import Buku, add_buku, change_buku, get_buku
from service import after_signing, numbers
from service.db import transaction
from service.errors import Refused
from service.workbench import Workbench
from tests import support_service as support
from tests.letter_kinds import write_kind
from tests.support_service import OLEH
from tests.support_web import Person, signed_in

SIFAT = "\n[[isian]]\nnama = 'sifat'\nlabel = 'Sifat'\n"
BOOK = {"slug": "baru", "nama": "Baru", "restart": "setiap tahun", "gaya_sisipan": ".A"}


def _change(bench: Workbench, pola: str, slug: str = "surat-keluar", **bagian: str) -> Buku:
    """A book of the sample office gets this pola."""
    with transaction(bench.engine) as conn:
        buku = get_buku(conn, support.office_of(bench).id, slug)
        facts = {"nama": buku.nama, "restart": buku.restart, "kode_unit": buku.kode_unit}
        return change_buku(conn, buku, **facts, pola=pola, bagian=bagian)


def _saved(person: Person, **more: str) -> str:
    """What the page says once a new book was kept."""
    sent = person.post("/pengaturan/buku/baru", {**BOOK, **more})
    assert sent.location == "/pengaturan/buku"
    return person.get("/pengaturan/buku").text


@pytest.mark.parametrize(
    ("pola", "sifat", "printed"),
    [
        ("{keamanan}-{urut}/{unit}/{kode}", "Biasa", "B-1/Kec.BBC/000.8.6.3"),
        ("{keamanan}/{urut}/{unit}", "Terbatas", "T/1/Kec.BBC"),
        ("{keamanan}/{urut}/{unit}", "Sangat Rahasia", "SR/1/Kec.BBC"),
        ("[{keamanan}-]{kode}/{urut}", "Biasa", "000.8.6.3/1"),
        ("[{keamanan}-]{kode}/{urut}", "Rahasia", "R-000.8.6.3/1"),
    ],
)
def test_the_class_of_a_letter_marks_its_number(
    bench: Workbench, pola: str, sifat: str, printed: str
) -> None:
    """As ministries, police and courts print it; in brackets an open letter has no mark."""
    folder = bench.settings.templates / support.SMALL
    write_kind(folder, ["Sifat: {{ sifat }}"], isian=SIFAT, head=support.SMALL_HEAD)
    _change(bench, pola)
    assert support.issue(bench, sifat=sifat).nomor_surat == printed


def test_what_a_book_fixes_no_letter_empties(bench: Workbench) -> None:
    """A decree has no code of its own kind: the book's Kpts stands, as in Bangkalan."""
    _change(bench, "{kode}/{urut}/{jenis}/{unit}/{tahun}", "keputusan", jenis="Kpts")
    number = support.issue(bench, "sk-tim").nomor_surat
    assert number is not None
    assert "/1/Kpts/Kec.BBC/" in number


def test_the_month_of_a_number_is_left_blank_until_it_is_signed(bench: Workbench) -> None:
    """Else the paper would say January, and the register February; the year must agree."""
    _change(bench, "{kode}/{urut}/{bulan_romawi}/{tahun}")
    draft = support.written(bench, support.new_draft(bench))
    after_signing.print_with_gaps(bench, draft.instansi_id, draft.id, oleh=OLEH)
    give = (bench, draft.instansi_id, draft.id)
    for day in (date(2028, 1, 3), date(2062, 1, 3)):
        with pytest.raises(Refused, match="tahun"):
            after_signing.give_number(*give, day, oleh=OLEH)
    assert support.last_used(bench) == 0
    entry = support.entry(bench, after_signing.give_number(*give, date(2027, 2, 1), oleh=OLEH))
    assert entry.nomor_surat == "000.8.6.3/1/II/2027"
    blank = "\u00a0" * 6
    assert f"000.8.6.3/{blank}/{blank}/2027" in support.docx_of(bench, entry.id)


def test_an_office_is_told_of_a_part_that_every_letter_is_asked_for(bench: Workbench) -> None:
    """When the book is saved and while its pola is typed; a fixed value settles it."""
    person = signed_in(bench)
    asked = {"pola": "{kode}/{urut}/{sub}", "restart": BOOK["restart"]}
    told = person.client.get("/pengaturan/pola", query_string=asked).get_json()
    assert "{sub} ditanyakan di formulir setiap surat" in told["peringatan"][0]
    assert "{sub} ditanyakan di formulir setiap surat" in _saved(person, pola=asked["pola"])
    fixed = {"bagian-0-nama": "sub", "bagian-0-isi": "30"}
    assert "ditanyakan di formulir" not in _saved(
        person, pola="{urut}/{sub}/X", slug="dua", **fixed
    )


def test_an_office_is_told_of_two_books_that_print_the_same(bench: Workbench) -> None:
    """Each counts for itself, so both would give the number 1."""
    person = signed_in(bench)
    page = _saved(person, pola="{kode}/{urut:03}/{unit}/{tahun}")
    assert "Buku Surat Keluar mencetak nomor yang sama, misalnya 000.8.6.3/001/Kec.BBC" in page
    page = _saved(person, pola="{kode}/{urut}/{unit}/{tahun}", slug="dua")
    assert "Buku Surat Keluar mencetak nomor yang sama, misalnya 000.8.6.3/111/Kec.BBC" in page
    page = _saved(person, pola="{kode}/X{urut}/{unit}/{tahun}", slug="tiga")
    assert "mencetak nomor yang sama" not in page
    assert "mencetak nomor" not in _saved(person, pola="{kode}/X.{urut}/{unit}", slug="lain")


def test_a_fixed_part_of_any_name_wins(bench: Workbench) -> None:
    """Also over the letter's own code: fixed is fixed."""
    kind, office = bench.catalog.get("sk-tim"), support.office_of(bench)
    with transaction(bench.engine) as conn:
        pola, own = "{kode}/{urut}", {"kode": "188.45"}
        buku = add_buku(conn, office.id, "sk", nama="SK", pola=pola, bagian=own)
    assert "kode" not in numbers.parts(office, kind, buku, "800")
