"""service/offices and service/setup: an office of its own from nothing, and who serves when."""

from dataclasses import replace
from datetime import UTC, date, datetime

import docx
import pytest

from archive import entries
from doc_templates.values import Pegawai
from numbering import counter
from numbering.books import books, get_buku
from service import issuing, serving, setup, terminal
from service.accounts import users
from service.db import reading, transaction
from service.drafts import NewDraft
from service.errors import NotFound, Refused, SampleMix
from service.offices import people, profile
from service.offices.capacities import find_among, staff_of
from service.offices.people import as_given
from service.offices.profile import Office, Profil
from service.petugas import posts_of
from service.setup import FirstAdmin
from service.sop import editions
from service.workbench import Workbench
from tests import support_service as support
from tests.support_service import CAMAT, NOW, OLEH, SMALL, SOP

PROFIL = Profil("PEMERINTAH KABUPATEN UJI", "KECAMATAN UJI", zona="WIT", kode_unit="Kec.UJI")
TERMINAL = 80  # columns
ADMIN = FirstAdmin("admin.uji", "Admin Uji", "kata-sandi-uji")


def test_an_office_of_its_own_begins_at_the_number_after_its_last(empty: Workbench) -> None:
    """Set up from nothing, starting at 213: profile, books, SOP, official, letter."""
    office = _own(empty)
    with transaction(empty.engine) as conn:
        counter.set_last_used(conn, get_buku(conn, office.id, "surat-keluar"), "2027", 212)
        lurah = Pegawai("Budi Contoh", nip=CAMAT, jabatan="Camat Uji")
        people.add(conn, office.id, lurah, mulai=date(2026, 1, 1))
        assert [one.slug for one in editions.current(conn, office.id)] == [SOP]
    support.add_small_kind(empty.settings)
    filed = issuing.issue_new(empty, NewDraft(office.id, SMALL, support.RAW), oleh=OLEH)
    with reading(empty.engine) as conn:
        entry = entries.get(conn, office.id, filed)
        assert len(books(conn, office.id)) >= 2
    assert entry.nomor_surat is not None
    assert "213" in entry.nomor_surat
    assert entry.penandatangan == "Budi Contoh"


def test_samples_and_real_letters_never_share_an_installation(
    bench: Workbench, empty: Workbench
) -> None:
    """Neither way round."""
    with pytest.raises(SampleMix, match="NASKAH_DATA"):
        _own(bench)
    _own(empty)
    with pytest.raises(SampleMix):
        setup.load_samples(empty)
    with reading(empty.engine) as conn:
        assert setup.state(conn) == setup.OWN
        assert len(profile.every(conn)) == 1


def test_samples_are_loaded_once(bench: Workbench, empty: Workbench) -> None:
    """Their passwords are made at random, and never told again."""
    assert setup.load_samples(bench) == {}
    with reading(empty.engine) as conn:
        assert setup.state(conn) == setup.EMPTY
    first = setup.load_samples(empty)
    assert {"staf.contoh", "sekretaris.contoh", "admin.contoh", "inspektorat.contoh"} <= set(first)
    assert len(set(first.values())) == len(first)


def test_sample_people_are_marked_as_invented(bench: Workbench) -> None:
    """Nobody can take them for real."""
    with reading(bench.engine) as conn:
        office = support.office_of(bench)
        assert office.contoh
        assert all("Contoh" in one.pegawai.nama for one in people.every(conn, office.id))


def test_every_performer_of_a_sample_office_can_sign_in(bench: Workbench) -> None:
    """Each performer of its SOPs has an account tied to the official; and somebody keeps the paper.

    An account that is an official's carries that name.
    """
    with reading(bench.engine) as conn:
        for office in profile.every(conn):
            accounts = users.every(conn, office.id)
            staff, day = staff_of(conn, office.id), support.NOW.date()
            posts = [post for one in accounts for post in posts_of(staff, one.pejabat_id, day)]
            for edition in editions.current(conn, office.id):
                for one in edition.procedure().pelaksana:
                    assert one.luar or any(one.held_by(post) for post in posts), one.nama
            roles = {one.peran for one in accounts if one.pejabat_id}
            assert {"staf", "kasi", "sekretaris", "pimpinan", "arsiparis"} <= roles, office.slug


def test_the_passwords_of_each_office_stand_together(
    empty: Workbench, capsys: pytest.CaptureFixture[str]
) -> None:
    """Name and password in two columns, within the width of a terminal."""
    terminal.tell_passwords(setup.load_samples(empty))
    groups = capsys.readouterr().out.split("\n\n")[1:]
    assert len(groups) == len(setup.sample_files())
    for group in groups:
        lines = [line.split() for line in group.splitlines()]
        assert {len(line) for line in lines} == {2}
        assert len({username.rpartition(".")[2] for username, _password in lines}) == 1
        assert max(len(line) for line in group.splitlines()) < TERMINAL


def test_samples_are_served_on_this_machine_only(bench: Workbench) -> None:
    """Another HOST is refused with what to do instead; loopback is not."""
    reachable = replace(bench.settings, host="0.0.0.0")  # noqa: S104 - refused
    with pytest.raises(Refused, match="NASKAH_DATA="):
        serving.check_reach(replace(bench, settings=reachable))
    assert serving.check_reach(bench) is None


def test_a_first_start_that_others_can_reach_asks_for_a_code(
    empty: Workbench, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only who reads the terminal can set it up."""
    reachable = replace(empty.settings, host="0.0.0.0")  # noqa: S104 - nothing is served
    code = serving.check_reach(replace(empty, settings=reachable))
    assert code
    assert code in capsys.readouterr().out
    assert serving.check_reach(empty) is None
    _own(empty)
    assert serving.check_reach(replace(empty, settings=reachable)) is None


def test_a_weak_first_password_sets_nothing_up(empty: Workbench) -> None:
    """All or nothing: no office without its administrator."""
    with pytest.raises(Refused, match="terlalu pendek"):
        setup.begin_own(empty, "uji", PROFIL, None, replace(ADMIN, password="pendek"))
    with reading(empty.engine) as conn:
        assert setup.state(conn) == setup.EMPTY


# --- who serves when


@pytest.fixture
def office(bench: Workbench) -> Office:
    """The sample office."""
    return support.office_of(bench)


@pytest.mark.parametrize(
    "wanted",
    [
        CAMAT,
        "19720314 199803 1 001",
        "Raden Contoh Wiratama",
        "Drs. Raden Contoh Wiratama, M.Si.",
        {"nip": CAMAT},
        {"nama": "Raden Contoh Wiratama", "jabatan": "apa saja"},
    ],
)
def test_an_official_is_found_by_id_nip_or_name(
    bench: Workbench, office: Office, wanted: str | dict[str, object]
) -> None:
    """However a form or a data file calls them."""
    with reading(bench.engine) as conn:
        found = people.every(conn, office.id)
    assert find_among(found)(wanted, date(2027, 1, 1)).nip == CAMAT
    assert find_among(found)(str(found[0].id), None).nip == CAMAT


def test_a_post_counts_from_its_first_to_its_last_day(bench: Workbench, office: Office) -> None:
    """Both days belong to it."""
    with transaction(bench.engine) as conn:
        one = support.person(conn, CAMAT)
        first, last = date(2026, 3, 1), date(2026, 9, 30)
        people.change(conn, office.id, replace(one, mulai=first, selesai=last))
        now = support.person(conn, CAMAT)
    days = [date(2026, 2, 28), first, last, date(2026, 10, 1)]
    assert [now.serves(day) for day in days] == [False, True, True, False]


def test_a_new_post_is_a_new_row(bench: Workbench, office: Office) -> None:
    """Who was promoted signs old letters in the old post, and new ones in the new."""
    with transaction(bench.engine) as conn:
        old = support.person(conn, CAMAT)
        people.change(conn, office.id, replace(old, selesai=date(2026, 12, 31)))
        promoted = replace(old.pegawai, jabatan="Asisten Daerah")
        people.add(conn, office.id, promoted, mulai=date(2027, 1, 1))
        find = find_among(people.every(conn, office.id))
    assert find(CAMAT, date(2026, 12, 31)).jabatan == "Camat Babakancikao"
    assert find(CAMAT, date(2027, 1, 1)).jabatan == "Asisten Daerah"


def test_the_official_of_another_office_cannot_be_changed(bench: Workbench, office: Office) -> None:
    """The id alone opens nothing."""
    with transaction(bench.engine) as conn:
        one = support.person(conn, CAMAT)
        with pytest.raises(NotFound):
            people.change(conn, office.id + 1, one)


def test_a_table_with_an_unknown_key_is_refused() -> None:
    """A slip in a data file is told by name."""
    with pytest.raises(ValueError, match="jabatn"):
        as_given({"nama": "Budi", "jabatn": "Camat"}, None)


@pytest.mark.parametrize(("zona", "day"), [("WIB", date(2027, 1, 31)), ("WITA", date(2027, 2, 1))])
def test_today_is_that_of_the_office(zona: str, day: date) -> None:
    """At 16.30 UTC it is still today in the west, and tomorrow in the middle."""
    now = datetime(2027, 1, 31, 16, 30, tzinfo=UTC)
    assert Office(1, "uji", replace(PROFIL, zona=zona), None, False).today(now) == day


def test_a_letter_without_a_date_takes_that_of_the_office(bench: Workbench) -> None:
    """Begun at two in the morning in WIB: its day is the office's, not that of Greenwich."""
    folder = bench.settings.templates / SMALL
    text = (folder / "template.toml").read_text("utf-8")
    optional = text.replace('jenis = "tanggal"\nwajib = true', 'jenis = "tanggal"')
    (folder / "template.toml").write_text(optional, "utf-8")
    document = docx.Document()
    document.add_paragraph("{{ nomor_surat }} {{ hal }} {{ penandatangan.nama_lengkap }}")
    document.save(str(folder / "template.docx"))
    early = replace(bench, now=lambda: NOW.replace(day=1, hour=19))  # 02.00 of the 2nd in WIB
    assert support.issue(early, tanggal_surat="").tanggal == date(2027, 2, 2)


def _own(bench: Workbench) -> Office:
    return setup.begin_own(bench, "kecamatan-uji", PROFIL, None, ADMIN)
