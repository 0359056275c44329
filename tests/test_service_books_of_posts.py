"""Books that follow whoever signs: a register belongs to the office or unit that signs."""

from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from numbering.books import AGENDA_MASUK, add_buku, change_buku, get_buku
from numbering.incoming import agenda_book
from service import after_signing, issuing, numbers
from service.db import reading, transaction
from service.migrating import migrate
from service.offices import profile
from service.workbench import Workbench, open_workbench
from tests import support_service as support
from tests.support_service import CAMAT, OLEH, SEKRETARIS
from tests.support_web import signed_in

POST = "Sekretaris Kecamatan"
FOR_CAMAT = {"nip": SEKRETARIS, "atas_nama": "Camat Babakancikao"}


@pytest.fixture
def own_book(bench: Workbench) -> None:
    """The secretary keeps a book of her own for the small kind."""
    with transaction(bench.engine) as conn:
        office = support.office_of(bench)
        add_buku(conn, office.id, "sekretaris", nama="Sekretaris", pola="SET-{urut:02}/{tahun}")
        numbers.choose_book(conn, office.id, support.SMALL, "sekretaris", POST)


@pytest.mark.usefixtures("own_book")
def test_two_who_sign_count_apart(bench: Workbench) -> None:
    """The letter's signer decides; signed for the camat, it is the camat's letter."""
    assert support.issue(bench).nomor_surat == "000.8.6.3/001/Kec.BBC/2027"
    assert support.issue(bench, penandatangan=SEKRETARIS).nomor_surat == "SET-01/2027"
    assert support.issue(bench, penandatangan=FOR_CAMAT).nomor_surat == "000.8.6.3/002/Kec.BBC/2027"
    assert support.issue(bench, penandatangan=SEKRETARIS).nomor_surat == "SET-02/2027"


@pytest.mark.usefixtures("own_book")
def test_a_letter_that_is_numbered_after_signing_keeps_to_its_book(bench: Workbench) -> None:
    """Printed with the gap of the secretary's pola, numbered from her book."""
    draft = support.written(bench, support.new_draft(bench, penandatangan=SEKRETARIS))
    after_signing.print_with_gaps(bench, draft.instansi_id, draft.id, oleh=OLEH)
    page = signed_in(bench).get(f"/surat/{draft.id}/nomor").text
    assert "Buku Sekretaris. Nomor berikutnya kira-kira" in page
    day = date(2027, 2, 1)
    arsip_id = after_signing.give_number(bench, draft.instansi_id, draft.id, day, oleh=OLEH)
    assert support.entry(bench, arsip_id).nomor_surat == "SET-01/2027"


@pytest.mark.usefixtures("own_book")
def test_the_form_asks_for_the_parts_of_the_signer_s_book(bench: Workbench) -> None:
    """Another signer, other parts: those of the book that the number will come from."""
    with transaction(bench.engine) as conn:
        buku = get_buku(conn, support.office_of(bench).id, "sekretaris")
        change_buku(conn, buku, nama=buku.nama, pola="{urut}/{sub}", restart="tahun")
    person = signed_in(bench)
    for signer, asked in ((CAMAT, False), (SEKRETARIS, True)):
        draft = support.written(bench, support.new_draft(bench, penandatangan=signer))
        page = person.get(f"/surat/{draft.id}").text
        assert ('name="_nomor_sub"' in page) is asked
    both = support.new_draft(bench, penandatangan=SEKRETARIS, _nomor_sub="A")
    arsip_id = issuing.issue_new(bench, both, oleh=OLEH)
    assert support.entry(bench, arsip_id).nomor_surat == "1/A"


def test_a_post_gets_its_book_on_the_screen(bench: Workbench) -> None:
    """For one kind, or for all that share a book; taken back, everybody's book counts again."""
    admin, there = signed_in(bench), "/pengaturan/buku-penandatangan"
    choice: dict[str, object] = {"jabatan": POST, "jenis": support.SMALL, "buku": "nota-dinas"}
    assert admin.post(there, choice).status_code == 302
    assert f"{POST}: Surat Uji" in admin.get("/pengaturan/buku").text
    assert "/ND.001/" in str(support.issue(bench, penandatangan=SEKRETARIS).nomor_surat)
    assert admin.post(f"{there}/hapus", choice).status_code == 302
    assert f"{POST}: Surat Uji" not in admin.get("/pengaturan/buku").text
    number = support.issue(bench, penandatangan=SEKRETARIS).nomor_surat
    assert number == "000.8.6.3/001/Kec.BBC/2027"
    admin.post(there, {**choice, "jenis": "buku:surat-keluar"})
    with reading(bench.engine) as conn:
        found = numbers.books_of_posts(conn, support.office_of(bench).id)
    assert {one.buku for one in found} == {"nota-dinas"}
    assert {support.SMALL, "undangan-rapat"} <= {one.jenis for one in found}


def test_a_choice_that_cannot_be_is_refused_with_all_that_is_missing(bench: Workbench) -> None:
    """A post that nobody holds, a book and a kind that are not there."""
    wrong: dict[str, object] = {"jabatan": "Raja", "jenis": "tidak-ada", "buku": "tidak-ada"}
    answer = signed_in(bench).post("/pengaturan/buku-penandatangan", wrong)
    assert answer.status_code == 422
    for said in ("Pilih jenis naskahnya.", "Pilih jabatan yang tercatat", "Pilih buku yang ada."):
        assert said in answer.text


def test_no_letter_takes_its_number_from_the_incoming_agenda(bench: Workbench) -> None:
    """Also where a request was made by hand: the screen does not offer it."""
    with transaction(bench.engine) as conn:
        agenda_book(conn, support.office_of(bench).id)
    wrong: dict[str, object] = {"jabatan": POST, "jenis": support.SMALL, "buku": AGENDA_MASUK}
    answer = signed_in(bench).post("/pengaturan/buku-penandatangan", wrong)
    assert (answer.status_code, "Pilih buku yang ada." in answer.text) == (422, True)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_what_was_chosen_before_goes_on_for_everybody(
    request: pytest.FixtureRequest, tmp_path: Path, database: str
) -> None:
    """An office that has set its books is not asked again by a later Naskah."""
    settings = support.settings_for(tmp_path)
    if database == "postgresql":
        settings = type(settings)(tmp_path, request.getfixturevalue("pg_fresh"))
    bench = open_workbench(settings)
    migrate(bench.engine, to="0014")
    with transaction(bench.engine) as conn:
        profil = profile.Profil(
            "PEMERINTAH CONTOH", "KANTOR CONTOH", tempat="Contoh", kode_unit="C"
        )
        office = profile.add(conn, "kantor-contoh", profil, logo=None, contoh=True, pada="2027")
        chosen = "INSERT INTO buku_jenis VALUES (:id, 'surat-lain', 'keputusan')"
        conn.execute(sa.text(chosen), {"id": office.id})
    migrate(bench.engine)
    with transaction(bench.engine) as conn:
        rows = conn.execute(sa.text("SELECT jenis, jabatan, buku FROM buku_jenis")).all()
        numbers.choose_book(conn, office.id, "surat-lain", "nota-dinas", POST)
        key = sa.inspect(conn).get_pk_constraint("buku_jenis")["constrained_columns"]
    assert [tuple(row) for row in rows] == [("surat-lain", "", "keputusan")]
    assert key == ["instansi_id", "jenis", "jabatan"]
    bench.engine.dispose()
