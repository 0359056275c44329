"""What waits for a person: on the page, in the bell, and in the mail of the morning."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from archive.schema import arsip
from numbering.block import NewBlock
from service import berkas, deciding, issuing, ringkasan, tugas
from service.accounts import users
from service.accounts.permissions import Peran
from service.accounts.users import User
from service.agenda import deeds
from service.config import BadSettings, Smtp, from_env
from service.db import reading, transaction
from service.errors import Refused
from service.tugas import BLOCK, HELD, RETURNED, SIGNATURE, STEP, Tugas
from service.workbench import Workbench
from tests import support_service as support
from tests.smtp_sink import Sink, listening
from tests.support_service import CAMAT, NOW, OLEH, SEKRETARIS, SOP
from tests.support_web import account, as_user, signed_in

ADDRESS = "camat@contoh.go.id"


@pytest.fixture
def berkas_id(bench: Workbench) -> int:
    """A dossier whose first step is the camat's."""
    return berkas.open_berkas(bench, support.office_of(bench), SOP, 2026, oleh=OLEH)


def test_a_step_waits_for_whoever_holds_its_post(bench: Workbench, berkas_id: int) -> None:
    """The camat sees step 1 with its deadline, the secretary nothing yet."""
    (one,) = _waiting(bench, _official(bench, CAMAT))
    assert (one.jenis, one.id, one.langkah) == (STEP, berkas_id, 1)
    assert one.batas == NOW + timedelta(days=1)
    assert not one.terlambat
    assert _waiting(bench, _official(bench, SEKRETARIS)) == []
    (late,) = _waiting(bench, _official(bench, CAMAT), NOW + timedelta(days=3))
    assert late.terlambat


def test_the_oldest_deadline_comes_first(bench: Workbench, berkas_id: int) -> None:
    """Across dossiers; what has no deadline comes last."""
    earlier = replace(bench, now=lambda: NOW - timedelta(days=7))
    older = berkas.open_berkas(earlier, support.office_of(bench), SOP, 2025, oleh=OLEH)
    camat = _official(bench, CAMAT)
    issuing.issue_new(bench, support.new_draft(bench), oleh=OLEH)
    found = _waiting(bench, camat)
    assert [(one.jenis, one.id) for one in found[:2]] == [(STEP, older), (STEP, berkas_id)]
    assert (found[2].jenis, found[2].batas) == (SIGNATURE, None)


def test_what_was_sent_back_waits_for_its_author(bench: Workbench, berkas_id: int) -> None:
    """Whoever issued it, whatever post; with the note of the one who sent it back."""
    writer = account(bench)
    new = support.placed(support.new_draft(bench, "laporan-kinerja"), berkas_id, 5, "draft-1")
    fast = replace(bench, to_pdf=None)
    issuing.issue_new(fast, replace(new, konsep=True), oleh=writer.nama)
    deciding.send_back(bench, support.office_of(bench), berkas_id, 6, catatan="Cek.", oleh=OLEH)
    (one,) = [one for one in _waiting(bench, writer) if one.jenis == RETURNED]
    assert (one.langkah, one.id) == (5, berkas_id)
    assert one.keterangan.startswith("Cek.")


def test_a_held_pdf_and_a_late_block_are_named(bench: Workbench) -> None:
    """To whoever issued the letter, and to whoever keeps the numbers."""
    admin = account(bench)
    arsip_id = issuing.issue_new(bench, support.new_draft(bench), oleh=admin.nama)
    with transaction(bench.engine) as conn:
        held = {"pdf_fault": "Nomor tidak terbaca", "pdf_wanted": False}
        conn.execute(arsip.update().where(arsip.c.id == arsip_id).values(**held))
    block = NewBlock(date(2027, 1, 20), 3, date(2027, 1, 25), "Bimbingan teknis")
    deeds.reserve(bench, support.office_of(bench), "surat-keluar", block, key="b", oleh=OLEH)
    found = {one.jenis: one.judul for one in _waiting(bench, admin)}
    assert found[HELD] == "PDF ditahan: Undangan Rapat"
    assert found[BLOCK] == "Blok nomor lewat waktunya: Bimbingan teknis"
    reader = account(bench, peran=Peran.INSPEKTORAT)
    assert _waiting(bench, reader) == []


def test_the_bell_counts_and_the_page_lists(bench: Workbench, berkas_id: int) -> None:
    """On every page; nobody sees what waits for another."""
    camat = as_user(bench, _official(bench, CAMAT))
    assert "1 hal menunggu Anda" in camat.get("/arsip").text
    page = camat.get("/tugas").text
    assert "Langkah 1: Memerintahkan untuk mengumpulkan data kinerja" in page
    assert f'href="/berkas/{berkas_id}#langkah-1"' in page
    assert "0 hal menunggu Anda" in signed_in(bench, Peran.ADMIN).get("/arsip").text


def test_the_digest_goes_once_a_working_day(bench: Workbench, berkas_id: int) -> None:
    """By real SMTP, to those who gave an address and for whom something waits."""
    camat = _official(bench, CAMAT)
    with listening() as sink:
        posting = _posting(bench, sink)
        _set_mail(bench, camat, ADDRESS)
        ringkasan.send_all(posting)
        ringkasan.send_all(posting)
        (letter,) = sink.letters
        assert letter["To"] == ADDRESS
        assert letter["Subject"] == "Naskah: 1 hal menunggu Anda"
        assert "Langkah 1: Memerintahkan" in letter.get_content()
        assert "http://naskah.contoh" in letter.get_content()
        tomorrow = replace(posting, now=lambda: NOW + timedelta(days=1))
        ringkasan.send_all(tomorrow)
        assert len(sink.letters) == 2


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2027, 2, 1, 23, 0, tzinfo=UTC) - timedelta(days=1),  # six in the morning
        datetime(2027, 2, 6, 3, 0, tzinfo=UTC),  # a Saturday
        datetime(2027, 2, 5, 3, 0, tzinfo=UTC),  # cuti bersama Imlek
    ],
)
def test_no_digest_at_night_or_on_a_day_off(
    bench: Workbench, berkas_id: int, moment: datetime
) -> None:
    """In the office's own zone and calendar."""
    _set_mail(bench, _official(bench, CAMAT), ADDRESS)
    with listening() as sink:
        ringkasan.send_all(replace(_posting(bench, sink), now=lambda: moment))
        assert sink.letters == []


def test_a_digest_that_was_refused_is_tried_again(bench: Workbench, berkas_id: int) -> None:
    """The server was full; the next round sends it."""
    _set_mail(bench, _official(bench, CAMAT), ADDRESS)
    with listening() as sink:
        sink.refuses = True
        ringkasan.send_all(_posting(bench, sink))
        assert sink.letters == []
        sink.refuses = False
        ringkasan.send_all(_posting(bench, sink))
        assert len(sink.letters) == 1


def test_an_address_is_looked_at(bench: Workbench) -> None:
    """What is no address is refused, with how one looks."""
    for wrong in ("camat", "a@b", "a@b.go.id, c@d.go.id", "a b@c.go.id"):
        with pytest.raises(Refused, match="bukan alamat"):
            _set_mail(bench, _official(bench, CAMAT), wrong)


def test_mail_is_set_by_the_environment() -> None:
    """All faults at once; no host, no mail."""
    assert from_env({}).smtp is None
    told = from_env({"NASKAH_SMTP_HOST": "pos", "NASKAH_SMTP_FROM": "n@contoh.go.id"}).smtp
    assert told == Smtp("pos", 25, "n@contoh.go.id")
    wrong = {"NASKAH_SMTP_HOST": "pos", "NASKAH_SMTP_TLS": "mungkin", "NASKAH_SMTP_PORT": "0"}
    with pytest.raises(BadSettings) as refused:
        from_env(wrong)
    assert [fault.split("=")[0].split()[0] for fault in refused.value.faults] == [
        "NASKAH_SMTP_PORT",
        "NASKAH_SMTP_FROM",
        "NASKAH_SMTP_TLS",
    ]


def _official(bench: Workbench, nip: str) -> User:
    """The account of an official."""
    with transaction(bench.engine) as conn:
        found = support.person(conn, nip)
        known = users.every(conn, support.office_of(bench).id)
        there = next((one for one in known if one.pejabat_id == found.id), None)
        if there is None:
            made = users.add(
                conn, support.office_of(bench).id, f"uji{found.id}", "Uji", Peran.PIMPINAN, None
            )
            users.change(conn, made, pejabat_id=found.id)
            there = users.get(conn, made.id)
        return there


def _waiting(bench: Workbench, user: User, now: datetime = NOW) -> list[Tugas]:
    with reading(bench.engine) as conn:
        return tugas.of_user(conn, support.office_of(bench), user, now)


def _set_mail(bench: Workbench, user: User, address: str) -> None:
    with transaction(bench.engine) as conn:
        users.set_mail(conn, user, address)


def _posting(bench: Workbench, sink: Sink) -> Workbench:
    smtp = Smtp("127.0.0.1", sink.port, "naskah@contoh.go.id", url="http://naskah.contoh")
    return replace(bench, settings=replace(bench.settings, smtp=smtp))
