"""The buku agenda on the screen: the strip, one number, and what is done out of order."""

from dataclasses import replace
from datetime import timedelta

import pytest

from numbering import books, register
from numbering.books import get_buku
from numbering.register import Nomor
from service.accounts.permissions import Peran
from service.agenda.checking import check
from service.db import reading, transaction
from service.schema import audit
from service.workbench import Workbench
from tests import support_service as support
from tests.support_web import JSON, signed_in

LETTER = {
    "tanggal_surat": "2027-01-20",
    "bagian_kode": "005",
    "hal": "Undangan dari kertas",
    "tujuan": "Para Lurah",
}
EXTERNAL = {**LETTER, "asal": "SRIKANDI", "nomor_urut": "5"}
BLOCK = {
    "alasan": "Musrenbang",
    "jumlah": "3",
    "tanggal": "2027-01-20",
    "sampai": "2027-02-20",
}


def _audited(bench: Workbench) -> list[str]:
    with reading(bench.engine) as conn:
        return list(conn.scalars(audit.select().with_only_columns(audit.c.perbuatan)))


def _by_text(bench: Workbench, nomor_surat: str) -> Nomor:
    return next(one for one in support.numbers(bench) if one.nomor_surat == nomor_surat)


def test_every_number_is_a_cell_that_leads_to_it(bench: Workbench) -> None:
    """By state, with the letter that bears it and the rule of the book."""
    entry = support.issue(bench)
    with transaction(bench.engine) as conn:
        buku = get_buku(conn, entry.instansi_id, "surat-keluar")
        books.set_rules(conn, buku, mundur=False, gaya_sisipan=".A")
    person = signed_in(bench, Peran.STAF)
    page = person.get("/agenda").text
    (one,) = support.numbers(bench)
    assert f'href="/agenda/nomor/{one.id}" title="1: Terbit">1</a>' in page
    assert "Tidak diizinkan. Surat berikutnya bertanggal 20 Januari 2027" in page
    assert "000.8.6.3/002/Kec.BBC/2027" in page
    shown = person.get(f"/agenda/nomor/{one.id}").text
    assert f'href="/arsip/{entry.id}"' in shown
    assert support.OLEH in shown


def test_a_book_without_numbers_says_so(bench: Workbench) -> None:
    """Another book and another period are one choice away."""
    person = signed_in(bench)
    assert "Belum ada nomor" in person.get("/agenda?buku=surat-keluar&periode=2025").text
    assert person.get("/agenda?periode=2025-13").status_code == 422
    assert person.get("/agenda?buku=tidak-ada").status_code == 422


def test_a_number_is_found_by_its_sequence(bench: Workbench) -> None:
    """As people write it, padding or none."""
    support.issue(bench)
    person = signed_in(bench)
    (one,) = support.numbers(bench)
    assert person.get("/agenda/cari?urut=001").location == f"/agenda/nomor/{one.id}"
    assert "belum ada di buku" in person.get("/agenda/cari?urut=7").text


def test_cancelling_a_number_cancels_its_letter(bench: Workbench) -> None:
    """With the reason, by those who may; a second time it is refused."""
    entry = support.issue(bench)
    (one,) = support.numbers(bench)
    assert signed_in(bench, Peran.STAF).post(f"/agenda/nomor/{one.id}/batal").status_code == 403
    person = signed_in(bench, Peran.SEKRETARIS)
    refused = person.post(f"/agenda/nomor/{one.id}/batal", {"alasan": " "})
    assert "alasan" in refused.text.lower()
    assert person.post(f"/agenda/nomor/{one.id}/batal", {"alasan": "Salah"}).status_code == 303
    assert support.entry(bench, entry.id).state == "batal"
    assert support.numbers(bench)[0].alasan == "Salah"
    again = person.post(f"/agenda/nomor/{one.id}/batal", {"alasan": "Lagi"})
    assert "sudah dibatalkan" in again.text


def test_a_number_of_others_is_recorded_and_stepped_over(bench: Workbench) -> None:
    """The counter does not give it again."""
    person = signed_in(bench, Peran.SEKRETARIS)
    made = person.post("/agenda/surat-keluar/dari-luar", EXTERNAL | {"nomor_urut": "1"})
    assert made.status_code == 303
    assert "SRIKANDI" in person.get(made.location).text
    assert support.issue(bench).nomor_surat == "000.8.6.3/002/Kec.BBC/2027"
    assert check(bench, None, None) == []
    again = person.post("/agenda/surat-keluar/dari-luar", EXTERNAL | {"nomor_urut": "1"})
    assert (again.status_code, "sudah tercatat" in again.text) == (422, True)
    assert "nomor-eksternal" in _audited(bench)


@pytest.mark.parametrize(
    ("urut", "printed", "doubted", "passed"),
    [
        ("5", "000.8.6.3/051/Kec/2027", True, True),
        ("5", "000.8.6.3/005/Kec/2027", False, True),
        ("", "B/77/PUSAT/2027", False, False),
    ],
)
def test_a_printed_number_without_its_sequence_is_doubted(
    bench: Workbench, urut: str, printed: str, doubted: bool, passed: bool
) -> None:
    """One of the two is mistyped; a number from elsewhere alone moves no counter, nor says so."""
    person = signed_in(bench, Peran.SEKRETARIS)
    form = EXTERNAL | {"nomor_urut": urut, "nomor_surat": printed}
    page = person.get(person.post("/agenda/surat-keluar/dari-luar", form).location).text
    assert ("tidak memuat nomor urut 5. Periksa keduanya" in page) is doubted
    assert ("Hitungan buku akan melewatinya." in page) is passed


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"asal": ""}, "Belum diisi"),
        ({"nomor_urut": "", "nomor_surat": ""}, "Nomor surat"),
        ({"nomor_urut": "99999999"}, "terlalu jauh"),
        ({"tanggal_surat": ""}, "Belum diisi"),
    ],
)
def test_a_faulty_record_comes_back_with_what_is_wrong(
    bench: Workbench, change: dict[str, str], said: str
) -> None:
    """Nothing is written down then."""
    person = signed_in(bench, Peran.SEKRETARIS)
    answer = person.post("/agenda/surat-keluar/dari-luar", EXTERNAL | change)
    assert (answer.status_code, said in answer.text) == (422, True)
    assert support.numbers(bench) == []


def test_a_block_is_kept_and_what_is_left_is_burned(bench: Workbench) -> None:
    """With an end date, a reason for each, and a trace."""
    person = signed_in(bench, Peran.SEKRETARIS)
    made = person.post("/agenda/surat-keluar/blok", BLOCK)
    assert made.location == "/agenda?buku=surat-keluar&periode=2027#blok"
    assert "1–3: Musrenbang" in person.get(made.location).text
    wrong = person.post("/agenda/surat-keluar/blok", BLOCK | {"pertama": "2"})
    assert (wrong.status_code, "sudah terlewati" in wrong.text) == (422, True)
    person.post("/agenda/blok/1/lepas", {"alasan": "Acara selesai"})
    assert {one.state for one in support.numbers(bench)} == {"batal"}
    assert "Acara selesai" in person.get(made.location).text
    assert {"pesan-blok", "lepas-blok"} <= set(_audited(bench))
    assert check(bench, None, None) == []


@pytest.mark.parametrize("form", ["blok", "dari-luar"])
def test_a_form_pressed_twice_does_its_deed_once(bench: Workbench, form: str) -> None:
    """Without scripts too: the form carries its own key."""
    person = signed_in(bench, Peran.SEKRETARIS)
    there = f"/agenda/surat-keluar/{form}"
    key = person.get(there).text.split('name="_kunci" value="')[1].split('"')[0]
    sent = {"blok": BLOCK, "dari-luar": EXTERNAL}[form] | {"_kunci": key}
    assert person.post(there, sent).location == person.post(there, sent).location
    assert len(support.numbers(bench)) == {"blok": 3, "dari-luar": 1}[form]
    deed = {"blok": "pesan-blok", "dari-luar": "nomor-eksternal"}[form]
    assert _audited(bench).count(deed) == 1


def test_a_block_past_its_day_is_released_with_one_press(bench: Workbench) -> None:
    """From the first page or the agenda; those who may not are told of it only."""
    person = signed_in(bench, Peran.SEKRETARIS)
    person.post("/agenda/surat-keluar/blok", BLOCK)
    assert "lewat waktunya" not in person.get("/").text
    later = signed_in(replace(bench, now=lambda: support.NOW + timedelta(days=40)))
    for page in ("/", "/agenda"):
        assert "Lepas; 3 nomor hangus" in later.get(page).text
    reason = later.get("/").text.split('name="alasan" value="')[1].split('"')[0]
    later.post("/agenda/blok/1/lepas", {"alasan": reason})
    assert {one.alasan for one in support.numbers(bench)} == {reason}
    assert "lewat waktunya" not in later.get("/").text


def test_a_letter_on_paper_is_inserted_behind_a_number(bench: Workbench) -> None:
    """Once, however often the button is pressed; never outside its neighbours' dates."""
    for day in ("2027-01-10", "2027-01-25"):
        support.issue(bench, tanggal_surat=day)
    person = signed_in(bench, Peran.SEKRETARIS)
    there = f"/agenda/nomor/{support.numbers(bench)[0].id}/sisip"
    key = person.get(there).text.split('name="_kunci" value="')[1].split('"')[0]
    form = {**LETTER, "alasan": "Tertinggal dicatat", "_kunci": key}
    first, second = person.post(there, form), person.post(there, form)
    assert first.location == second.location
    assert _by_text(bench, "005/001.A/Kec.BBC/2027").state == "terbit"
    late = person.post(there, form | {"tanggal_surat": "2027-01-30", "_kunci": "lain"})
    assert (late.status_code, "tidak dapat disisipkan" in late.text) == (422, True)
    assert check(bench, None, None) == []
    assert signed_in(bench, Peran.STAF).get(there).status_code == 403


def test_the_rules_of_a_book_are_set_on_its_page(bench: Workbench) -> None:
    """Back-dating, the mark of insertions, and names of the office's own."""
    admin = signed_in(bench)
    form = {
        "nama": "Surat Keluar",
        "pola": "{kode}/{urut}/{bidang}/{tahun}",
        "restart": "setiap tahun",
        "gaya_sisipan": ".01",
        "mundur": "Ya",
        "bagian-0-nama": "bidang",
        "bagian-0-isi": "IV",
    }
    assert admin.post("/pengaturan/buku/surat-keluar", form).status_code == 302
    with reading(bench.engine) as conn:
        buku = get_buku(conn, support.office_of(bench).id, "surat-keluar")
    assert (buku.mundur, buku.gaya_sisipan, dict(buku.bagian)) == (True, ".01", {"bidang": "IV"})
    assert 'name="bagian-0-nama"' in admin.get("/pengaturan/buku/surat-keluar").text


def test_a_pattern_that_cannot_tell_letters_apart_is_warned_of(bench: Workbench) -> None:
    """With an example of the clash, when it is saved and while it is typed."""
    admin = signed_in(bench)
    form = {"nama": "Surat Keluar", "pola": "{kode}/{urut}/{tahun}", "restart": "setiap bulan"}
    admin.post("/pengaturan/buku/surat-keluar", form)
    assert "sama-sama bernomor 000.1/1/2026" in admin.get("/pengaturan/buku").text
    told = admin.client.get("/pengaturan/pola", query_string=form, headers=JSON).json
    assert told is not None
    assert (told["contoh"], len(told["peringatan"])) == ("000.8.6.3/7/2027", 1)
    broken = admin.client.get("/pengaturan/pola", query_string=form | {"pola": "{urut"})
    assert "tidak ditutup" in str((broken.json or {})["galat"])


def test_five_thousand_numbers_are_one_page(bench: Workbench) -> None:
    """Each a cell, in one short answer."""
    with transaction(bench.engine) as conn:
        buku = books.get_buku(conn, support.office_of(bench).id, "surat-keluar")
        day = support.office_of(bench).today(bench.now()) - timedelta(days=1)
        told = {"hal": "Surat", "tujuan": "", "oleh": support.OLEH, "pada": bench.stamp()}
        for place in range(5000):
            parts = {"kode": "005", "unit": "Kec"}
            register.reserve(conn, buku, day, parts, draft_key=f"isi-{place}", **told)
    page = signed_in(bench).get("/agenda")
    assert page.text.count('class="cell cell-dipesan" href') == 5000
    assert len(page.data) < 900_000


def test_numbers_of_a_block_bear_the_unit_of_the_office(bench: Workbench) -> None:
    """What is burned later stands in the book as it would have been printed, the code aside."""
    signed_in(bench).post("/agenda/surat-keluar/blok", BLOCK)
    kept = support.numbers(bench)[0].nomor_surat
    assert kept.replace("\N{NO-BREAK SPACE}", "") == "/001/Kec.BBC/2027"
