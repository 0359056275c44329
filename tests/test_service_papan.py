"""What is decided at the steps of a dossier: yes, no and back, skipped, kept, done again."""

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from archive import dossier, filing
from archive.entries import Filing
from archive.errors import BerkasClosed
from archive.schema import arsip
from service import (
    after_signing,
    berkas,
    board,
    deciding,
    delivering,
    drafts,
    issuing,
    steps,
)
from service.board import Board
from service.db import reading, transaction
from service.delivering import Handing
from service.drafts import Draft
from service.errors import AlreadyOpen, NotFound, Refused
from service.offices import profile
from service.schema import audit, penyampaian, tindakan
from service.slots import (
    DELIVERED,
    DONE,
    DUE,
    HELD,
    ISSUED,
    NOTHING,
    PRINTED,
    RETURNED,
    SIGNED,
    SKIPPED,
    WRITTEN,
    Slot,
)
from service.sop.tindakan import Tindak
from service.uploads import Incoming
from service.workbench import Workbench
from tests import support_service as support
from tests.support_service import OLEH, SOP

NOTE = "Realisasi triwulan III belum cocok dengan RFK."


@pytest.fixture
def fast(bench: Workbench) -> Workbench:
    """An installation that makes no PDF: a report is long, and here its words matter."""
    return replace(bench, to_pdf=None)


@pytest.fixture
def berkas_id(fast: Workbench) -> int:
    """A dossier of Babakancikao."""
    return berkas.open_berkas(fast, support.office_of(fast), SOP, 2026, oleh=OLEH)


def test_a_dossier_goes_through_two_returns_to_its_end(fast: Workbench, berkas_id: int) -> None:
    """Each no opens the steps that the SOP says; each version stays; then the rest is done."""
    first = [_issue(fast, berkas_id, slug) for slug in ("konsep-laporan", "draft-1", "draft-2")]
    assert deciding.send_back(fast, _office(fast), berkas_id, 6, catatan=NOTE, oleh=OLEH) == 5
    assert _states(fast, berkas_id, "draft-1", "draft-2") == [RETURNED, RETURNED]
    assert _slot(fast, berkas_id, "draft-1").alasan == NOTE
    assert (
        f"Langkah 5: Laporan Kinerja, Draft 1 dikembalikan: {NOTE}"
        in _seen(fast, berkas_id).missing
    )
    again = [_issue(fast, berkas_id, slug) for slug in ("draft-1", "draft-2", "draft-3")]
    assert _states(fast, berkas_id, "draft-1", "draft-2", "draft-3") == [DONE] * 3
    assert deciding.send_back(fast, _office(fast), berkas_id, 7, catatan="Lagi.", oleh=OLEH) == 6
    assert _states(fast, berkas_id, "draft-1", "draft-2", "draft-3") == [DONE, RETURNED, RETURNED]
    deciding.keep(fast, _office(fast), berkas_id, "draft-2", alasan="Sudah benar.", oleh=OLEH)
    last = _issue(fast, berkas_id, "draft-3")
    deciding.approve(fast, _office(fast), berkas_id, 7, catatan="", oleh=OLEH)
    slot = _slot(fast, berkas_id, "draft-1")
    assert [one.id for one in slot.entries] == [again[0], first[1]]
    assert [one.id for one in _slot(fast, berkas_id, "draft-3").entries] == [last, again[2]]
    for row in _seen(fast, berkas_id).rows[:-1]:
        nomor = row.langkah.nomor
        if any(slot.absent for slot in row.slots):
            deciding.skip(fast, _office(fast), berkas_id, nomor, alasan="Contoh.", oleh=OLEH)
        if row.ways and not row.decided:
            deciding.approve(fast, _office(fast), berkas_id, nomor, catatan="", oleh=OLEH)
    berkas.close(fast, _office(fast), berkas_id, oleh=OLEH)
    ended = _seen(fast, berkas_id)
    done, total = ended.progress
    assert (ended.turn, total - done) == (None, 0)


def test_what_was_returned_is_written_on_from_its_last_words(
    fast: Workbench, berkas_id: int
) -> None:
    """Draft 1 goes on from the Draft 1 that was sent back, and Draft 2 from the new Draft 1."""
    for slug in ("konsep-laporan", "draft-1", "draft-2"):
        _issue(fast, berkas_id, slug, kata_pengantar=f"Kata {slug}.")
    deciding.send_back(fast, _office(fast), berkas_id, 6, catatan=NOTE, oleh=OLEH)
    assert _begin(fast, berkas_id, "draft-1").isian["kata_pengantar"] == "Kata draft-1."
    _issue(fast, berkas_id, "draft-1", kata_pengantar="Kata yang baru.")
    begun = _begin(fast, berkas_id, "draft-2").isian
    assert (begun["kata_pengantar"], begun["versi"]) == ("Kata yang baru.", "Draft 2")


@pytest.mark.parametrize(
    ("sop", "langkah", "ke"),
    [
        ("babakancikao", 5, 4),
        ("babakancikao", 6, 5),
        ("babakancikao", 7, 6),
        ("babakancikao", 8, 5),
        ("babakancikao", 9, 8),
        ("kuala-betara-pengumpulan", 10, 8),
        ("kuala-betara-pengukuran", 8, 6),
        ("tanjungpinang", 4, 3),
        ("way-kanan", 9, 8),
        ("way-kanan", 10, 9),
    ],
)
def test_each_seed_is_returned_where_its_sop_says(
    fast: Workbench, sop: str, langkah: int, ke: int
) -> None:
    """The decision is data: no step is named in the code."""
    with reading(fast.engine) as conn:
        slug = "contoh-kuala-betara" if sop.startswith("kuala") else f"contoh-{sop}"
        office = profile.by_slug(conn, slug)
    opened = berkas.open_berkas(fast, office, sop, 2026, oleh=OLEH)
    with reading(fast.engine) as conn:
        row = board.read(conn, office, opened).row(ke)
    assert row is not None
    with transaction(fast.engine) as conn:
        _file_something(conn, fast, office.id, opened, ke, row.slots[0].keluaran.slug)
    assert deciding.send_back(fast, office, opened, langkah, catatan=NOTE, oleh=OLEH) == ke
    with pytest.raises(Refused, match="belum menghasilkan"):
        deciding.send_back(fast, office, opened, langkah, catatan=NOTE, oleh=OLEH)


def test_a_step_without_a_question_cannot_be_sent_back(fast: Workbench, berkas_id: int) -> None:
    """Nor one that is not there; and a no without a note helps nobody."""
    office = _office(fast)
    for nomor, said in ((3, "tidak memutuskan"), (99, "tidak punya langkah")):
        with pytest.raises(NotFound, match=said):
            deciding.send_back(fast, office, berkas_id, nomor, catatan=NOTE, oleh=OLEH)
    with pytest.raises(Refused, match="harus diperbaiki"):
        deciding.send_back(fast, office, berkas_id, 6, catatan="  ", oleh=OLEH)


def test_each_state_is_reached(bench: Workbench) -> None:
    """From not yet to delivered, in the order in which a letter goes through them."""
    office = _office(bench)
    berkas_id = berkas.open_berkas(bench, office, SOP, 2026, oleh=OLEH)
    assert _states(bench, berkas_id, "undangan", "disposisi") == [NOTHING, DUE]
    draft = _begin(bench, berkas_id, "undangan")
    assert _states(bench, berkas_id, "undangan") == [WRITTEN]
    _save(bench, draft, support.sample(bench, "undangan-rapat"))
    other = _begin(bench, berkas_id, "permintaan-data")
    _save(bench, other, support.sample(bench, "permintaan-data"))
    after_signing.print_with_gaps(bench, office.id, other.id, oleh=OLEH)
    assert _states(bench, berkas_id, "permintaan-data") == [PRINTED]
    arsip_id = issuing.issue(bench, office.id, draft.id, oleh=OLEH)
    assert _states(bench, berkas_id, "undangan") == [ISSUED]
    support.signed(bench, arsip_id)
    assert _states(bench, berkas_id, "undangan") == [SIGNED]
    _hand_over(bench, berkas_id, "undangan")
    assert _states(bench, berkas_id, "undangan") == [DELIVERED]
    deciding.skip(bench, office, berkas_id, 8, keluaran="notulen", alasan="Tidak perlu", oleh=OLEH)
    assert _states(bench, berkas_id, "notulen", "daftar-hadir") == [SKIPPED, NOTHING]
    deciding.redo(bench, office, berkas_id, 8, alasan="Rapat diulang", oleh=OLEH)
    assert _states(bench, berkas_id, "undangan", "notulen") == [RETURNED, NOTHING]


def test_only_what_is_there_is_handed_over(fast: Workbench, berkas_id: int) -> None:
    """To somebody, in a way that is known, not tomorrow; all faults are told at once."""
    with pytest.raises(Refused, match="Belum ada naskah"):
        _hand_over(fast, berkas_id, "undangan")
    wrong = Handing(" ", date(2027, 2, 2), "Merpati", 0)
    with pytest.raises(Refused) as told:
        delivering.hand_over(fast, _office(fast), berkas_id, "undangan", wrong, oleh=OLEH)
    for word in ("kepada siapa", "Diantar, Diambil", "1 sampai 999", "sesudah hari ini"):
        assert word in str(told.value)


def test_the_receipt_of_a_delivery_is_kept_beside_it(fast: Workbench, berkas_id: int) -> None:
    """As an entry of the dossier that is the output of no step."""
    _issue(fast, berkas_id, "konsep-laporan")
    _hand_over(fast, berkas_id, "konsep-laporan", bukti=Incoming("terima.jpg", support.scan()))
    (given,) = _slot(fast, berkas_id, "konsep-laporan").deliveries
    assert given.bukti_id in {one.id for one in _seen(fast, berkas_id).others}
    assert _states(fast, berkas_id, "konsep-laporan") == [DELIVERED]


def test_a_paper_that_is_held_back_is_not_done(bench: Workbench, berkas_id: int) -> None:
    """The last look at a PDF may hold it back; the board says so."""
    arsip_id = _issue(bench, berkas_id, "konsep-laporan")
    with transaction(bench.engine) as conn:
        held = {"pdf_fault": "Nomor tidak terbaca", "pdf_wanted": False}
        conn.execute(arsip.update().where(arsip.c.id == arsip_id).values(**held))
    assert _states(bench, berkas_id, "konsep-laporan") == [HELD]


def test_a_yes_is_noted_once_and_ends_with_a_new_round(fast: Workbench, berkas_id: int) -> None:
    """Who said it and when; after a return the question is open again."""
    _issue(fast, berkas_id, "draft-1")
    deciding.approve(fast, _office(fast), berkas_id, 5, catatan="Cukup.", oleh=OLEH)
    row = _seen(fast, berkas_id).row(5)
    assert row is not None
    assert row.answer is not None
    assert (row.answer.tindakan, row.answer.catatan) == (Tindak.SETUJU, "Cukup.")
    with pytest.raises(Refused, match="sudah dijawab"):
        deciding.approve(fast, _office(fast), berkas_id, 5, catatan="", oleh=OLEH)
    deciding.redo(fast, _office(fast), berkas_id, 5, alasan="Data berubah", oleh=OLEH)
    row = _seen(fast, berkas_id).row(5)
    assert row is not None
    assert row.answer is None


def test_closing_cannot_be_skipped_nor_what_is_there(fast: Workbench, berkas_id: int) -> None:
    """A skip says that nothing will come."""
    _issue(fast, berkas_id, "draft-1")
    for nomor, said in ((12, "tidak dapat dilewati"), (5, "sudah ada")):
        with pytest.raises(Refused, match=said):
            deciding.skip(fast, _office(fast), berkas_id, nomor, alasan="Tidak perlu", oleh=OLEH)


def test_nothing_is_decided_in_a_closed_dossier(fast: Workbench, berkas_id: int) -> None:
    """It must be opened again first."""
    _issue(fast, berkas_id, "draft-1")
    berkas.close(fast, _office(fast), berkas_id, oleh=OLEH)
    with pytest.raises(BerkasClosed):
        deciding.redo(fast, _office(fast), berkas_id, 5, alasan="Lagi", oleh=OLEH)


def test_an_event_before_a_return_must_happen_again(fast: Workbench) -> None:
    """What was noted stays, and does not count for the new round."""
    with reading(fast.engine) as conn:
        office = profile.by_slug(conn, "contoh-tanjungpinang")
    opened = berkas.open_berkas(fast, office, "tanjungpinang", 2026, oleh=OLEH)
    deed = (fast, office, opened, "lakip-dikirim")
    steps.note_event(*deed, tanggal=date(2027, 1, 28), catatan="", oleh=OLEH)
    deciding.redo(fast, office, opened, 6, alasan="Salah alamat", oleh=OLEH)
    with reading(fast.engine) as conn:
        before = board.read(conn, office, opened).slot("lakip-dikirim")
    steps.note_event(*deed, tanggal=date(2027, 1, 29), catatan="", oleh=OLEH)
    with reading(fast.engine) as conn:
        after = board.read(conn, office, opened).slot("lakip-dikirim")
    assert before is not None
    assert after is not None
    assert (before[1].state, after[1].state) == (RETURNED, DONE)
    assert len(after[1].events) == 2


@pytest.mark.parametrize("table", [tindakan, penyampaian], ids=lambda one: one.name)
def test_what_was_decided_can_only_grow(fast: Workbench, berkas_id: int, table: sa.Table) -> None:
    """The database itself refuses to change or remove a decision, and the trail knows each."""
    _issue(fast, berkas_id, "draft-1")
    _hand_over(fast, berkas_id, "draft-1")
    deciding.redo(fast, _office(fast), berkas_id, 5, alasan="Data berubah", oleh=OLEH)
    for statement in (table.delete(), table.update().values(oleh="Orang lain")):
        refused = pytest.raises(sa.exc.DBAPIError, match="hanya dapat ditambah")
        with refused, transaction(fast.engine) as conn:
            conn.execute(statement)
    with reading(fast.engine) as conn:
        deeds = set(conn.scalars(sa.select(audit.c.perbuatan)))
    assert {"sampaikan", "ulangi-langkah"} <= deeds


def test_many_boards_take_as_many_queries_as_one(fast: Workbench) -> None:
    """The list of dossiers must not slow down with the years."""
    office = _office(fast)
    for year in range(2020, 2026):
        berkas.open_berkas(fast, office, SOP, year, oleh=OLEH)
    assert _queries(fast, 1) == _queries(fast, 6)


# --- periods


def test_a_second_dossier_of_the_same_period_is_opened_on_purpose_only(fast: Workbench) -> None:
    """The one that is there is named; closed or not."""
    office = _office(fast)
    first = berkas.open_berkas(fast, office, SOP, 2026, oleh=OLEH)
    with pytest.raises(AlreadyOpen, match="masih terbuka") as told:
        berkas.open_berkas(fast, office, SOP, 2026, oleh=OLEH)
    assert told.value.berkas_id == first
    berkas.close(fast, office, first, oleh=OLEH)
    with pytest.raises(AlreadyOpen, match="sudah ditutup"):
        berkas.open_berkas(fast, office, SOP, 2026, oleh=OLEH)
    assert berkas.open_berkas(fast, office, SOP, 2026, oleh=OLEH, lagi=True) > first


def test_a_period_is_one_that_the_sop_knows(fast: Workbench) -> None:
    """Babakancikao works by the year, Kuala Betara by quarter and month too."""
    with pytest.raises(Refused, match="per tahun, bukan per bulan"):
        berkas.open_berkas(fast, _office(fast), SOP, 2026, oleh=OLEH, jenis="bulan", ke=3)
    with reading(fast.engine) as conn:
        office = profile.by_slug(conn, "contoh-kuala-betara")
    sop = "kuala-betara-pengumpulan"
    opened = berkas.open_berkas(fast, office, sop, 2026, oleh=OLEH, jenis="triwulan", ke=4)
    with reading(fast.engine) as conn:
        about = board.read(conn, office, opened).berkas
    assert about.kurun_waktu == "Triwulan IV 2026"
    assert about.judul.endswith("Triwulan IV 2026")


def test_the_next_period_takes_over_team_and_suppliers(fast: Workbench) -> None:
    """The people of the SK Tim and of the request for data, and nothing else of last year's."""
    office = _office(fast)
    old = berkas.open_berkas(fast, office, SOP, 2025, oleh=OLEH)
    _issue(fast, old, "sk-tim", tentang="Tim Tahun 2025")
    new = berkas.open_berkas(fast, office, SOP, 2026, oleh=OLEH)
    isian = _begin(fast, new, "sk-tim").isian
    assert isian["anggota"] == support.sample(fast, "sk-tim")["anggota"]
    assert "tentang" not in isian
    later = berkas.open_berkas(fast, office, SOP, 2028, oleh=OLEH)
    assert "anggota" not in _begin(fast, later, "sk-tim").isian


def _office(bench: Workbench) -> profile.Office:
    return support.office_of(bench)


def _seen(bench: Workbench, berkas_id: int) -> Board:
    with reading(bench.engine) as conn:
        return board.read(conn, _office(bench), berkas_id)


def _slot(bench: Workbench, berkas_id: int, slug: str) -> Slot:
    found = _seen(bench, berkas_id).slot(slug)
    assert found is not None
    return found[1]


def _states(bench: Workbench, berkas_id: int, *slugs: str) -> list[str]:
    return [_slot(bench, berkas_id, slug).state for slug in slugs]


def _begin(bench: Workbench, berkas_id: int, keluaran: str) -> Draft:
    office = _office(bench)
    return berkas.begin(bench, office, oleh=OLEH, berkas_id=berkas_id, keluaran=keluaran)


def _issue(bench: Workbench, berkas_id: int, keluaran: str, **more: object) -> int:
    draft = _begin(bench, berkas_id, keluaran)
    version = {name: draft.isian[name] for name in ("versi",) if name in draft.isian}
    _save(bench, draft, support.sample(bench, draft.jenis) | version | more)
    return issuing.issue(bench, draft.instansi_id, draft.id, oleh=OLEH)


def _save(bench: Workbench, draft: Draft, isian: dict[str, object]) -> None:
    kode, pada = draft.kode_klasifikasi, bench.stamp()
    with transaction(bench.engine) as conn:
        drafts.save(conn, draft, isian, kode_klasifikasi=kode, versi=draft.versi, pada=pada)


def _hand_over(
    bench: Workbench, berkas_id: int, keluaran: str, bukti: Incoming | None = None
) -> None:
    given = Handing("Inspektorat Contoh", date(2027, 1, 30), "Diantar", 2, "Ani Contoh", bukti)
    delivering.hand_over(bench, _office(bench), berkas_id, keluaran, given, oleh=OLEH)


def _file_something(
    conn: sa.Connection, bench: Workbench, office_id: int, berkas_id: int, nomor: int, slug: str
) -> None:
    new = Filing(
        instansi_id=office_id,
        berkas_id=berkas_id,
        langkah=nomor,
        keluaran=slug,
        jenis="unggahan",
        tanggal=date(2027, 1, 5),
        hal="Contoh",
        oleh=OLEH,
        pada=bench.stamp(),
        ttd_wanted=False,
    )
    filing.file(conn, new)


def _queries(bench: Workbench, count: int) -> int:
    asked: list[str] = []
    sa.event.listen(
        bench.engine, "before_cursor_execute", lambda _c, _cur, text, *_rest: asked.append(text)
    )
    with reading(bench.engine) as conn:
        found = dossier.list_berkas(conn, _office(bench).id)[:count]
        asked.clear()
        board.read_many(conn, _office(bench), found)
    return len([one for one in asked if one.startswith("SELECT")])
