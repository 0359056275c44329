"""The books to print, the strip of the year, and the check of everything."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from numbering import agenda, expedition, incoming
from numbering.books import Buku, add_buku
from numbering.checking import check_books
from numbering.counter import set_last_used
from numbering.errors import BadLetter, NumberTaken, UnknownNumber
from numbering.incoming import Received, agenda_book, correct, get_incoming, receive
from numbering.ledger import MISSING, Cell, cells, check_ledger
from numbering.register import agenda as register_rows
from numbering.register import cancel
from numbering.schema import nomor as table
from numbering.schema import penghitung
from tests.numbering_desk import (
    allow_back_dating,
    keep,
    record,
    squeeze,
    use,
)
from tests.numbering_office import DAY, NOW, OFFICE, take

LETTER = Received(
    tanggal_terima=DAY,
    pengirim="Inspektorat (CONTOH)",
    isi_ringkas="Permintaan data kinerja",
    nomor_surat="700/12/Itda/2026",
    tanggal_surat=DAY - timedelta(days=2),
    lampiran="1 (satu) berkas",
    sifat="Segera",
)


def arrive(conn: Connection, key: str, received: Received = LETTER) -> incoming.Incoming:
    """One incoming letter at the desk."""
    return receive(conn, agenda_book(conn, OFFICE), received, key=key, oleh="tu", pada=NOW)


def test_the_book_of_outgoing_letters_explains_every_row(conn: Connection, buku: Buku) -> None:
    """By number, insertions in their place, foreign numbers last, and each oddity in its remark."""
    buku = allow_back_dating(conn, buku)
    take(conn, buku, "a")
    gone = take(conn, buku, "b", DAY + timedelta(days=3))
    take(conn, buku, "c")
    record(conn, buku, None, "B/99/2026")
    squeeze(conn, buku, 1, "x", DAY)
    cancel(conn, gone.id, alasan="Rapat batal", oleh="camat", pada=NOW)
    rows = list(agenda.outgoing(conn, buku, "2026"))
    assert [(row.no, row.keterangan) for row in rows] == [
        ("1", ""),
        ("1.A", "Sisipan: Surat tertinggal; Tanggal mundur"),
        ("2", "Batal: Rapat batal"),
        ("3", "Tanggal mundur"),
        ("", "Dari SRIKANDI"),
    ]
    assert len(rows[0].cells) == len(agenda.HEADINGS)
    assert rows[0].cells[1:4] == ("000.8.6.3/001/Kec-BB/2026", DAY, None)


def test_the_book_shows_when_a_letter_was_first_sent(conn: Connection, buku: Buku) -> None:
    """From the buku ekspedisi; one letter may go to several places."""
    nomor = take(conn, buku, "a")
    for days, tujuan in ((2, "Bupati"), (1, "Inspektorat")):
        day = DAY + timedelta(days=days)
        expedition.send(conn, OFFICE, nomor.id, tanggal=day, tujuan=tujuan, oleh="kurir", pada=NOW)
    (row,) = agenda.outgoing(conn, buku, "2026")
    assert row.tanggal_kirim == DAY + timedelta(days=1)


def test_the_buku_ekspedisi_shows_who_signed(conn: Connection, buku: Buku) -> None:
    """Number, destination, day and receiver; the place for the signature is left empty."""
    nomor = take(conn, buku, "a")
    sent = expedition.send(
        conn, OFFICE, nomor.id, tanggal=DAY, tujuan="Bupati", oleh="kurir", pada=NOW
    )
    signed = expedition.sign_for(conn, OFFICE, sent.id, penerima="Euis Contoh", tanggal=DAY)
    assert signed.cells(1) == (1, DAY, nomor.nomor_surat, "Bupati", "Euis Contoh", "")
    assert list(expedition.deliveries(conn, OFFICE, since=DAY, until=DAY)) == [signed]
    assert list(expedition.deliveries(conn, OFFICE + 1, since=DAY, until=DAY)) == []


def test_a_delivery_that_cannot_be_is_refused(conn: Connection, buku: Buku) -> None:
    """No destination, a cancelled letter, no receiver, received before it was sent."""
    nomor = take(conn, buku, "a")
    facts = {"tanggal": DAY, "oleh": "kurir", "pada": NOW}
    with pytest.raises(BadLetter):
        expedition.send(conn, OFFICE, nomor.id, tujuan=" ", **facts)  # type: ignore[arg-type]  # a row
    with pytest.raises(UnknownNumber):
        expedition.send(conn, OFFICE + 1, nomor.id, tujuan="B", **facts)  # type: ignore[arg-type]  # a row
    sent = expedition.send(
        conn, OFFICE, nomor.id, tanggal=DAY, tujuan="Bupati", oleh="kurir", pada=NOW
    )
    with pytest.raises(BadLetter):
        expedition.sign_for(conn, OFFICE, sent.id, penerima="", tanggal=DAY)
    eve = DAY - timedelta(days=1)
    with pytest.raises(BadLetter):
        expedition.sign_for(conn, OFFICE, sent.id, penerima="Euis Contoh", tanggal=eve)
    with pytest.raises(UnknownNumber):
        expedition.get_delivery(conn, OFFICE, sent.id + 1)
    cancel(conn, nomor.id, alasan="Batal", oleh="x", pada=NOW)
    with pytest.raises(BadLetter):
        expedition.send(conn, OFFICE, nomor.id, tujuan="Bupati", **facts)  # type: ignore[arg-type]  # a row


def test_an_incoming_letter_gets_the_next_agenda_number(conn: Connection, buku: Buku) -> None:
    """By year of receipt and apart from outgoing letters; pressing twice records it once."""
    take(conn, buku, "keluar")
    first = arrive(conn, "a")
    assert (first.nomor_agenda, first.state, first.received) == ("1", "terbit", LETTER)
    assert arrive(conn, "a") == first
    assert arrive(conn, "b").nomor_urut == 2
    assert arrive(conn, "c", replace(LETTER, tanggal_terima=date(2027, 1, 4))).nomor_urut == 1
    book = agenda_book(conn, OFFICE)
    assert [one.nomor_urut for one in incoming.incoming(conn, book, "2026", after=1)] == [2]
    assert check_ledger(conn, book, "2026") == []


def test_a_letter_of_yesterday_is_recorded_today(conn: Connection, buku: Buku) -> None:
    """The order of receipt may break, and the number says so."""
    arrive(conn, "a")
    late = replace(LETTER, tanggal_terima=DAY - timedelta(days=1))
    entry = arrive(conn, "b", late)
    row = list(agenda.outgoing(conn, agenda_book(conn, OFFICE), "2026"))[1]
    assert (row.nomor_id, row.keterangan) == (entry.nomor_id, "Tanggal mundur")


def test_the_book_of_incoming_letters_has_its_columns(conn: Connection, buku: Buku) -> None:
    """Also for an entry that was made by mistake, which stays with its reason."""
    entry = arrive(conn, "a")
    assert len(entry.cells(1)) == len(incoming.HEADINGS)
    assert entry.cells(1)[1:4] == (DAY, "1", "Inspektorat (CONTOH)")
    cancel(conn, entry.nomor_id, alasan="Tercatat dua kali", oleh="tu", pada=NOW)
    assert get_incoming(conn, OFFICE, entry.id).cells(1)[-1] == "Batal: Tercatat dua kali"


def test_what_was_written_down_wrongly_is_corrected(conn: Connection, buku: Buku) -> None:
    """Everything but the number and the day of receipt that it follows."""
    entry = arrive(conn, "a")
    better = replace(LETTER, pengirim="Bappeda (CONTOH)", isi_ringkas="Undangan", keterangan="asli")
    assert correct(conn, OFFICE, entry.id, better).received == better
    incoming.attach_scan(conn, OFFICE, entry.id, 77)
    assert get_incoming(conn, OFFICE, entry.id).arsip_id == 77
    with pytest.raises(BadLetter):
        correct(conn, OFFICE, entry.id, replace(better, tanggal_terima=date(2026, 4, 1)))
    with pytest.raises(UnknownNumber):
        correct(conn, OFFICE + 1, entry.id, better)


def test_every_fault_of_an_incoming_letter_is_told_at_once(conn: Connection, buku: Buku) -> None:
    """And no agenda number is used up."""
    bad = replace(LETTER, pengirim="", isi_ringkas=" ", tanggal_surat=date(2026, 12, 1))
    with pytest.raises(BadLetter) as fault:
        arrive(conn, "a", bad)
    assert all(word in str(fault.value) for word in ("Pengirim", "Isi ringkas", "Tanggal surat"))
    assert arrive(conn, "a").nomor_urut == 1


def test_the_strip_shows_each_number_by_state(conn: Connection, buku: Buku) -> None:
    """Also one that is missing; integers that nobody has given yet are no cells."""
    take(conn, buku, "a")
    block = keep(conn, buku, 2)
    use(conn, buku, block, "b")
    record(conn, buku, 9)
    take(conn, buku, "c")
    squeeze(conn, buku, 1, "x")
    conn.execute(table.delete().where(table.c.nomor_urut == 3))
    shown = cells(conn, buku, "2026")
    assert [(cell.nomor_urut, cell.sisipan, cell.state) for cell in shown] == [
        (1, "", "dipesan"),
        (1, ".A", "dipesan"),
        (2, "", "dipesan"),
        (3, "", MISSING),
        (4, "", "dipesan"),
        (9, "", "eksternal"),
    ]
    assert shown[3] == Cell(3, "", MISSING, None)


def test_the_check_goes_through_all_books_of_all_offices(conn: Connection, buku: Buku) -> None:
    """Nothing when all is well; else the office, the book, the period and the number."""
    other = add_buku(conn, OFFICE + 1, "sk", nama="Keputusan", pola="{urut} Tahun {tahun}")
    for key in "abc":
        take(conn, buku, key)
        take(conn, other, f"{key}-sk")
    arrive(conn, "masuk")
    assert list(check_books(conn)) == []
    conn.execute(table.delete().where(table.c.nomor_urut == 2))
    asked = [(one.buku.slug, one.periode, one.finding.nomor_urut) for one in check_books(conn)]
    assert asked == [("surat-keluar", "2026", 2), ("sk", "2026", 2)]
    assert [one.buku for one in check_books(conn, instansi_id=OFFICE + 1)] == [other]
    assert list(check_books(conn, tahun=2025)) == []
    assert len(list(check_books(conn, tahun=2026))) == 2


def test_the_check_sees_a_counter_that_was_tampered_with(conn: Connection, buku: Buku) -> None:
    """Lowered, raised, or removed."""
    for key in "abc":
        take(conn, buku, key)
    kinds = []
    for terakhir in (2, 5):
        conn.execute(penghitung.update().values(terakhir=terakhir))
        kinds.append([(one.kind, one.nomor_urut) for one in check_ledger(conn, buku, "2026")])
    assert kinds == [
        [("di-luar-hitungan", 3)],
        [("tanpa-catatan", 4), ("tanpa-catatan", 5)],
    ]
    conn.execute(penghitung.delete())
    assert [one.finding.nomor_urut for one in check_books(conn)] == [1, 2, 3]


def test_the_check_sees_two_numbers_that_print_alike(conn: Connection, buku: Buku) -> None:
    """The unique key cannot: 1 with 11 and 11 with 1 run together in a careless pola."""
    first = take(conn, buku, "a")
    take(conn, buku, "b")
    conn.execute(table.update().values(nomor_surat=first.nomor_surat))
    assert [(one.kind, one.nomor_urut) for one in check_ledger(conn, buku, "2026")] == [
        ("ganda", 1)
    ]


@pytest.mark.parametrize(
    "silent",
    [
        {"oleh": ""},
        {"dipesan_pada": " "},
        {"state": "batal", "alasan": "Salah", "batal_pada": NOW},
        {"state": "batal", "alasan": " ", "batal_pada": NOW, "batal_oleh": "staf"},
        {"state": "eksternal", "asal": " "},
        {"sisipan": ".A"},
    ],
)
def test_the_check_asks_who_when_and_why(
    conn: Connection, buku: Buku, silent: dict[str, str]
) -> None:
    """A row that does not answer is no explanation."""
    for key in "abc":
        take(conn, buku, key)
    if "sisipan" in silent:
        squeeze(conn, buku, 2, "d")
        silent = {"keterangan": ""}
    conn.execute(table.update().where(table.c.nomor_urut == 2).values(**silent))
    assert {(one.kind, one.nomor_urut) for one in check_ledger(conn, buku, "2026")} == {
        ("tanpa-keterangan", 2)
    }


def _twin(conn: Connection, slug: str, pola: str, restart: str = "tahun") -> Buku:
    return add_buku(conn, OFFICE, slug, nama=slug, pola=pola, restart=restart, kode_unit="Kec-BB")


def _asked(conn: Connection, tahun: int | None = None) -> list[str]:
    return [one.finding.pesan for one in check_books(conn, tahun=tahun)]


def test_the_check_sees_one_number_in_two_books(conn: Connection, buku: Buku) -> None:
    """Printed alike from 100 on, though the two patterns differ: the unique key cannot see it."""
    other = _twin(conn, "st", "{kode}/{urut}/{unit}/{tahun}")
    for book in (buku, other):
        set_last_used(conn, book, "2026", 98)
        take(conn, book, f"{book.slug}-99")
    assert _asked(conn) == []
    for book in (buku, other):
        take(conn, book, f"{book.slug}-100")
    clash = ["Nomor 000.8.6.3/100/Kec-BB/2026 tercetak juga di buku st periode 2026."]
    assert (_asked(conn), _asked(conn, 2026), _asked(conn, 2025)) == (clash, clash, [])
    assert list(check_books(conn, instansi_id=OFFICE + 1)) == []
    cancel(conn, register_rows(conn, other.id, "2026")[1].id, alasan="Dua", oleh="x", pada=NOW)
    assert _asked(conn) == []


@pytest.mark.parametrize(
    ("pola", "restart", "days"),
    [
        ("{kode}/{urut}/{unit}", "tahun", (date(2025, 3, 5), DAY)),
        ("{kode}/{urut}/{unit}", "bulan", (date(2025, 3, 5), DAY)),
        ("{kode}/{urut}/{tahun}", "bulan", (DAY, date(2026, 4, 1))),
    ],
)
def test_a_pola_that_begins_again_prints_its_numbers_again(
    conn: Connection, pola: str, restart: str, days: tuple[date, date]
) -> None:
    """A book without the year, or without the month, has told so when it was set up."""
    book = _twin(conn, "st", pola, restart)
    one, two = (take(conn, book, str(day), day) for day in days)
    assert one.nomor_surat == two.nomor_surat
    assert _asked(conn) == []


def test_one_number_in_two_months_of_a_book_is_seen(conn: Connection) -> None:
    """Where the pola tells the months apart, only a slip makes it."""
    book = _twin(conn, "st", "{kode}/{urut}/{bulan}/{tahun}", "bulan")
    first = take(conn, book, "a")
    take(conn, book, "b", date(2026, 4, 1))
    conn.execute(table.update().values(nomor_surat=first.nomor_surat))
    assert _asked(conn) == [f"Nomor {first.nomor_surat} tercetak juga di buku st periode 2026-04."]


def test_a_number_recorded_without_its_integer_is_seen_when_the_book_gives_it(
    conn: Connection, buku: Buku
) -> None:
    """Nobody told that it was the book's own number 1."""
    record(conn, buku, None, "000.8.6.3/001/Kec-BB/2026")
    assert _asked(conn) == []
    nomor = take(conn, buku, "a")
    assert _asked(conn) == [
        f"Nomor {nomor.nomor_surat} tercetak juga di buku Surat Keluar periode 2026."
    ]


def test_numbers_that_are_no_letters_yet_are_no_twins(conn: Connection, buku: Buku) -> None:
    """Blocks with a blank for the code, and agenda numbers of incoming letters."""
    other = _twin(conn, "st", buku.pola)
    plain = _twin(conn, "polos", "{urut}")
    arrive(conn, "masuk")
    take(conn, plain, "a")
    for book in (buku, other):
        keep(conn, book, 2)
    assert _asked(conn) == []


def test_a_number_from_outside_belongs_to_one_book(conn: Connection, buku: Buku) -> None:
    """Refused with the name of the book that has it; once it is cancelled there, it may come."""
    other = _twin(conn, "st", "{kode}/{urut}/{unit}/{tahun}")
    text = "005/5002/Kec.BBC/2026"
    there = record(conn, other, 5002, text)
    for urut in (None, 12):
        with pytest.raises(NumberTaken, match="di buku st periode 2026 dengan keadaan eksternal"):
            record(conn, buku, urut, text)
    assert register_rows(conn, buku.id, "2026") == []
    cancel(conn, there.id, alasan="Salah buku", oleh="x", pada=NOW)
    assert record(conn, buku, None, text).nomor_surat == text
    assert _asked(conn) == []


def test_a_year_of_five_thousand_numbers_is_drawn_at_once(conn: Connection, buku: Buku) -> None:
    """One query for the strip, however many were cancelled."""
    same = {"buku_id": buku.id, "periode": "2026", "tanggal_surat": DAY, "bagian": {}}
    same |= {"state": "terbit", "hal": "", "tujuan": "", "oleh": "x", "dipesan_pada": NOW}
    rows = [{**same, "nomor_urut": n, "nomor_surat": str(n)} for n in range(1, 5001)]
    conn.execute(table.insert(), rows)
    conn.execute(penghitung.insert().values(buku_id=buku.id, periode="2026", awal=0, terakhir=5000))
    assert len(cells(conn, buku, "2026")) == 5000
    assert check_ledger(conn, buku, "2026") == []
    assert conn.scalar(sa.select(sa.func.count()).select_from(table)) == 5000
