"""Documents that are Terbatas, Rahasia or Sangat Rahasia: who reads them, and what leaves."""

import ast
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import sqlalchemy as sa

from archive import entries
from archive.query import Query
from archive.schema import arsip
from archive.search import find
from doc_templates import pdf
from service import berkas, drafts, issuing, package, steps, uploads
from service.accounts import readers, trail, users
from service.accounts.actor import Actor
from service.accounts.permissions import Peran
from service.accounts.users import User
from service.db import reading, transaction
from service.migrating import migrate
from service.uploads import Incoming
from service.web import gate
from service.workbench import Workbench
from tests import support_service as support
from tests.support_service import CAMAT, OLEH, SEKRETARIS
from tests.support_web import Person, account, as_user, signed_in

SECRET = "permintaan-data"  # a kind with sifat, from the library
KEEPERS = [Peran.SEKRETARIS, Peran.ARSIPARIS]
OTHERS = [Peran.KASI, Peran.PIMPINAN, Peran.INSPEKTORAT, Peran.ADMIN]


@pytest.fixture
def maker(bench: Workbench) -> User:
    """Somebody of the staff who writes the letter."""
    return account(bench, peran=Peran.STAF)


@pytest.fixture
def secret(bench: Workbench, maker: User) -> int:
    """A letter of the class Rahasia, to the head of a section; only its text says pelikan."""
    new = support.new_draft(bench, SECRET, sifat="Rahasia", hal="Data pelikan")
    return issuing.issue_new(bench, new, oleh=Actor(maker.nama, maker.id, "127.0.0.1"))


def _pages(arsip_id: int) -> list[str]:
    there = f"/arsip/{arsip_id}"
    return [there, f"{there}/keadaan", f"{there}/file/1", f"{there}/gambar/2/1-kecil.png",
            f"{there}/jejak"]  # fmt: skip


def _tied(bench: Workbench, nip: str) -> Person:
    """An account of the official with this NIP, in the role of the staff."""
    user = account(bench, peran=Peran.KASI)
    with transaction(bench.engine) as conn:
        users.change(conn, user, pejabat_id=support.person(conn, nip).id)
        return as_user(bench, users.get(conn, user.id))


# --- who reads it


@pytest.mark.parametrize("peran", KEEPERS)
def test_the_keepers_read_everything(bench: Workbench, secret: int, peran: Peran) -> None:
    """Sekretaris and petugas arsip: page, picture and hit."""
    person = signed_in(bench, peran)
    assert [person.get(page).status_code for page in _pages(secret)] == [200] * 5
    assert "Data pelikan" in person.get("/arsip?kata=pelikan").text


@pytest.mark.parametrize("peran", OTHERS)
def test_others_see_neither_page_nor_picture_nor_hit(
    bench: Workbench, secret: int, peran: Peran
) -> None:
    """Each attempt is told why it is refused, and stands in the trail.

    The accounts are of nobody who signs the letter or is named in it.
    """
    person = as_user(bench, account(bench, peran=peran))
    for page in _pages(secret):
        answer = person.get(page)
        assert (answer.status_code, "tertutup" in answer.text) == (403, True), page
    assert "Data pelikan" not in person.get("/arsip?kata=pelikan").text
    assert "Data pelikan" not in person.get("/arsip").text
    assert "Data pelikan" not in person.get("/tanda-tangan").text
    assert "Data pelikan" not in person.get("/").text
    with reading(bench.engine) as conn:
        tried = trail.of_objects(conn, support.office_of(bench).id, _pages(secret))
    assert len(tried) == len(_pages(secret))
    assert {row.perbuatan for row in tried} == {"ditolak"}


def test_maker_and_signer_read_it(bench: Workbench, secret: int, maker: User) -> None:
    """Whoever wrote it, and the official who signs, by the account tied to that official."""
    for person in (as_user(bench, maker), _tied(bench, CAMAT)):
        assert person.get(f"/arsip/{secret}").status_code == 200
        assert "Data pelikan" in person.get("/arsip?kata=pelikan").text


def test_named_recipients_read_it(bench: Workbench, maker: User) -> None:
    """By their post or their name among those that it is addressed to."""
    office = support.office_of(bench)
    with reading(bench.engine) as conn:
        post = support.person(conn, SEKRETARIS).pegawai
        for tujuan in (f"Yth. {post.jabatan}", f"1. Kepala Seksi\n2. {post.nama_lengkap}"):
            assert readers.of_person(post) in readers.named(conn, office.id, {}, tujuan, ())
        assert readers.named(conn, office.id, {}, "Para Kepala Seksi", (7,)) == "p7"


def test_an_account_of_the_same_name_is_somebody_else(bench: Workbench, secret: int) -> None:
    """Accounts are told apart by what they are, not by what they are called."""
    with transaction(bench.engine) as conn:
        office_id = support.office_of(bench).id
        twin = users.add(conn, office_id, "kembar", "Uji Contoh", Peran.STAF, "rahasia-panjang")
    assert as_user(bench, twin).get(f"/arsip/{secret}").status_code == 403


@pytest.mark.parametrize("deed", ["ttd", "lokasi", "salin", "batal", "sifat"])
def test_nothing_is_done_with_what_may_not_be_read(
    bench: Workbench, secret: int, deed: str
) -> None:
    """Not copied, not signed, not cancelled by a form made by hand."""
    before = support.entry(bench, secret)
    answer = signed_in(bench).post(f"/arsip/{secret}/{deed}", {"alasan": "X", "sifat": "Biasa"})
    assert answer.status_code == 403
    assert support.entry(bench, secret) == before


def test_a_draft_is_closed_as_its_letter_will_be(bench: Workbench, maker: User) -> None:
    """The maker, the signer and the keepers; not on the desks of others."""
    who = Actor(maker.nama, maker.id, "127.0.0.1")
    new = support.new_draft(bench, SECRET, sifat="Terbatas", hal="Konsep pelikan")
    with transaction(bench.engine) as conn:
        number = drafts.create(conn, new, oleh=who, pada=bench.stamp()).id
    admin, sekretaris = signed_in(bench), signed_in(bench, Peran.SEKRETARIS)
    assert admin.get(f"/surat/{number}").status_code == 403
    assert f"/surat/{number}" not in admin.get("/").text
    for person in (as_user(bench, maker), sekretaris):
        assert person.get(f"/surat/{number}").status_code == 200
        assert f"/surat/{number}" in person.get("/").text


def test_a_closed_letter_fills_no_other_letter(bench: Workbench) -> None:
    """What prefill takes over would show it to whoever begins the next step."""
    office = support.office_of(bench)
    number = berkas.open_berkas(bench, office, support.SOP, 2026, oleh=OLEH)
    new = support.new_draft(bench, "undangan-rapat", sifat="Rahasia")
    issuing.issue_new(bench, support.placed(new, number, 8, "undangan"), oleh=OLEH)
    next_one = berkas.begin(bench, office, oleh=OLEH, berkas_id=number, keluaran="notulen")
    assert next_one.isian.get("rapat") != new.isian["rapat"]


def test_every_page_that_searches_says_for_whose_eyes() -> None:
    """Whoever asks without readers sees everything, so no page may leave them out."""
    asked = [
        call
        for path in Path(gate.__file__).parent.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Query"
    ]
    assert len(asked) >= 2
    for call in asked:
        assert "readers" in {one.arg for one in call.keywords}, ast.unparse(call)


# --- the class of a document


def test_a_keeper_puts_a_document_into_another_class(bench: Workbench, maker: User) -> None:
    """Maker and signer stay its readers; the trail tells what it was."""
    who = Actor(maker.nama, maker.id, "127.0.0.1")
    number = issuing.issue_new(bench, support.new_draft(bench, SECRET), oleh=who)
    keeper = signed_in(bench, Peran.ARSIPARIS)
    assert keeper.post(f"/arsip/{number}/sifat", {"sifat": "Rahasia"}).status_code == 303
    assert signed_in(bench).get(f"/arsip/{number}").status_code == 403
    assert as_user(bench, maker).get(f"/arsip/{number}").status_code == 200
    assert _tied(bench, CAMAT).get(f"/arsip/{number}").status_code == 200
    with reading(bench.engine) as conn:
        row, *_ = trail.of_objects(conn, support.office_of(bench).id, [f"arsip/{number}"])
    assert row.facts == {"dari": "Biasa", "menjadi": "Rahasia"}
    keeper.post(f"/arsip/{number}/sifat", {"sifat": "Biasa"})
    assert signed_in(bench).get(f"/arsip/{number}").status_code == 200


def test_staff_cannot_change_the_class(bench: Workbench) -> None:
    """Nor can anybody choose a class that does not exist."""
    entry = support.issue(bench)
    form: dict[str, object] = {"sifat": "Rahasia"}
    assert signed_in(bench).post(f"/arsip/{entry.id}/sifat", form).status_code == 403
    keeper = signed_in(bench, Peran.SEKRETARIS)
    assert keeper.post(f"/arsip/{entry.id}/sifat", {"sifat": "Gelap"}).status_code == 422


def test_an_upload_is_closed_when_it_is_said_to_be(bench: Workbench, maker: User) -> None:
    """Whoever uploads it reads it, and the keepers."""
    number = _uploaded(bench, maker, "Terbatas")[1]
    assert as_user(bench, maker).get(f"/arsip/{number}").status_code == 200
    assert signed_in(bench).get(f"/arsip/{number}").status_code == 403


def _uploaded(bench: Workbench, maker: User, sifat: str) -> tuple[int, int]:
    office = support.office_of(bench)
    berkas_id = berkas.open_berkas(bench, office, support.SOP, 2026, oleh=OLEH)
    made = uploads.upload(
        bench,
        office,
        berkas_id,
        "sp-tim",
        Incoming("rencana.jpg", support.scan(), sifat),
        hal="Rencana pelikan",
        tanggal=office.today(bench.now()),
        oleh=Actor(maker.nama, maker.id, "127.0.0.1"),
    )
    return berkas_id, made


@pytest.mark.parametrize("page", ["", "/langkah/1", "/matriks", "/kelengkapan/perbup", "/ekspor"])
def test_a_dossier_hides_what_a_closed_document_is_about(
    bench: Workbench, maker: User, page: str
) -> None:
    """Who may not open it reads only its class; whoever made it, and a keeper, read its Hal."""
    berkas_id, arsip_id = _uploaded(bench, maker, "Rahasia")
    office = support.office_of(bench)
    steps.link(bench, office, berkas_id, "perbup", arsip_id, oleh=OLEH)
    there = f"/berkas/{berkas_id}{page}"
    for person in (as_user(bench, maker), signed_in(bench, Peran.SEKRETARIS)):
        assert "Rencana pelikan" in person.get(there).text
    other = signed_in(bench, Peran.KASI)
    shown = other.get(there).text
    assert "Rencana pelikan" not in shown
    assert "(dokumen Rahasia)" in shown
    for sheet in ("matriks.xlsx", "daftar-isi.xlsx"):
        assert b"pelikan" not in _cells(other.get(f"/berkas/{berkas_id}/{sheet}").data)


def test_a_table_of_contents_names_what_is_closed_to_its_readers_only(
    bench: Workbench, maker: User
) -> None:
    """The list that anybody may take from the board says no more than the board does."""
    berkas_id, _ = _uploaded(bench, maker, "Rahasia")
    sheet, paper = (f"/berkas/{berkas_id}/daftar-isi.{kind}" for kind in ("xlsx", "pdf"))
    keeper, other = signed_in(bench, Peran.ARSIPARIS), signed_in(bench, Peran.KASI)
    assert b"Rencana pelikan" in _cells(keeper.get(sheet).data)
    assert "Rencana pelikan" in pdf.text(keeper.get(paper).data)
    assert b"(dokumen Rahasia)" in _cells(other.get(sheet).data)
    assert "pelikan" not in pdf.text(other.get(paper).data)


def _cells(workbook: bytes) -> bytes:
    with ZipFile(BytesIO(workbook)) as parts:
        return b"".join(parts.read(name) for name in parts.namelist())


# --- what leaves the house


@pytest.mark.parametrize("decided_by", ["", "Sari Contoh Lestari"])
def test_a_package_names_what_is_closed(
    bench: Workbench, maker: User, tmp_path: Path, decided_by: str
) -> None:
    """Its files come along only by a decision, whose name is in the package and in the trail."""
    berkas_id, number = _uploaded(bench, maker, "Rahasia")
    office = support.office_of(bench)
    path, _ = package.export(bench, office, berkas_id, tmp_path, oleh=OLEH, decided_by=decided_by)
    with ZipFile(path) as package_:
        names = package_.namelist()
        told = package_.read(next(name for name in names if "BACA" in name)).decode()
    said = f"disertakan atas keputusan {decided_by}" if decided_by else "tidak disertakan"
    assert f"Rencana pelikan: Rahasia, {said}" in told
    assert any(name.endswith(".jpg") for name in names) is bool(decided_by)
    with reading(bench.engine) as conn:
        row, *_ = trail.of_objects(conn, office.id, [f"berkas/{berkas_id}"])
    assert row.facts["tertutup"] == [number]
    assert row.facts["disertakan_oleh"] == (decided_by or "tidak disertakan")


def test_only_a_keeper_decides_that_closed_documents_come_along(
    bench: Workbench, maker: User
) -> None:
    """A form made by hand is refused; what a keeper took along, others do not fetch."""
    berkas_id, _ = _uploaded(bench, maker, "Rahasia")
    there, form = f"/berkas/{berkas_id}/ekspor", {"tertutup": "on"}
    staff, keeper = as_user(bench, maker), signed_in(bench, Peran.SEKRETARIS)
    assert f'href="{there}"' in staff.get(f"/berkas/{berkas_id}").text
    assert "Rencana pelikan" in staff.get(there).text
    assert "atas keputusan saya" not in staff.get(there).text
    assert "atas keputusan saya (Sari Contoh Lestari)" in keeper.get(there).text
    assert staff.post(there, dict(form)).status_code == 403
    job = keeper.post(there, dict(form)).location
    assert keeper.get(job).status_code == 200
    for page in (job, f"{job}/keadaan", f"{job}/unduh"):
        assert staff.get(page).status_code == 403


# --- what was filed before


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_old_letters_are_classified_by_what_they_say(
    request: pytest.FixtureRequest, tmp_path: Path, database: str
) -> None:
    """An archive of before: a Rahasia letter is closed and not found, a Biasa one is as it was."""
    settings = support.settings_for(tmp_path / "lama")
    if database == "postgresql":
        settings = replace(settings, database_url=request.getfixturevalue("pg_fresh"))
    bench = support.open_fast(settings)
    migrate(bench.engine, to="0008")
    old = [column for column in arsip.c if column.name not in {"id", "sifat", "pembaca"}]
    table = sa.table("arsip", *(sa.column(column.name, column.type) for column in old))
    with transaction(bench.engine) as conn:
        for sifat in ("Biasa", "Rahasia"):
            conn.execute(table.insert().values(_old_row(sifat)))
    migrate(bench.engine)
    with reading(bench.engine) as conn:
        for kata, seen in (("pelikan", {"Biasa"}), ("", {"Biasa"})):
            hits = find(conn, Query(1, kata, readers=frozenset({"p1"}))).hits
            assert {hit.entry.sifat for hit in hits} == seen
        assert len(find(conn, Query(1, "pelikan")).hits) == 2
        assert len(entries.select_entries(conn)) == 2
    bench.engine.dispose()


def _old_row(sifat: str) -> dict[str, object]:
    plain = {"ruang": "", "rak": "", "boks": "", "map": "", "alasan": "", "pdf_fault": ""}
    flags = {"pdf_wanted": False, "ttd_wanted": True}
    day = support.NOW.date()
    return {
        **plain,
        **flags,
        "instansi_id": 1,
        "jenis": "permintaan-data",
        "tanggal": day,
        "tahun": day.year,
        "hal": f"Data {sifat}",
        "tujuan": "",
        "penandatangan": "",
        "state": "terbit",
        "text": "pelikan",
        "snapshot": {"isian": {"sifat": sifat}},
        "oleh": OLEH,
        "pada": "2026-03-05T03:00:00+00:00",
    }
