"""An old register on the screen: looked through, imported by a job, undone as a whole."""

from service import berkas, drafts, jobs
from service.accounts.permissions import Peran
from service.agenda.checking import check
from service.db import reading
from service.workbench import Workbench
from service.worker import WORKS
from tests import support_service as support
from tests.support_web import JSON, Person, a_file, signed_in

HEAD = "No.;Tgl Surat;Nomor Surat;Kepada;Perihal;Ket\n"
ROWS = (
    "1;2027-01-04;005/001/Kec/2027;Para Lurah;Undangan;\n"
    "2;2027-01-05;005/002/Kec/2027;Inspektur;Permintaan data;\n"
    "4;2027-01-06;005/004/Kec/2027;Bupati;Laporan;\n"
)
TWICE = "4;2027-01-06;005/004/Kec/2027;Bupati;Laporan lagi;\n"
THERE = "/agenda/surat-keluar/impor"


def _looked(person: Person, text: str) -> str:
    sent = {"file": a_file(text.encode(), "agenda 2027.csv")}
    answer = person.post(THERE, sent)
    assert answer.status_code == 303
    return answer.location


def _imported(bench: Workbench, person: Person, there: str) -> str:
    watch = person.post(there, {"nama": "agenda 2027.csv"}).location
    assert jobs.run_one(bench, WORKS)
    return watch


def test_a_register_is_looked_through_before_anything_is_written(bench: Workbench) -> None:
    """Its columns as matched, its first rows as read, and what is to be said by row."""
    admin = signed_in(bench)
    page = admin.get(_looked(admin, HEAD + ROWS)).text
    assert "3 surat siap diimpor" in page
    assert "Nomor urut 3 periode 2027 tidak ada di register" in page
    assert "Impor 3 surat" in page
    assert support.numbers(bench) == []


def test_a_doubtful_row_blocks_until_it_is_left_out(bench: Workbench) -> None:
    """With its row and the remedy."""
    admin = signed_in(bench)
    there = _looked(admin, HEAD + ROWS + TWICE)
    page = admin.get(there).text
    assert "Baris 5" in page
    assert "Impor 3 surat" not in page
    assert "Impor 3 surat" in admin.get(f"{there}&lewati=5").text


def test_columns_are_chosen_by_hand(bench: Workbench) -> None:
    """Where the headings mislead."""
    admin = signed_in(bench)
    page = admin.get(f"{_looked(admin, HEAD + ROWS)}&kolom-hal=3").text
    assert '<option value="3" selected>D: Kepada</option>' in page


def test_a_table_whose_headings_are_unknown_is_matched_by_hand(bench: Workbench) -> None:
    """The first rows are shown with a choice for each column; matched, it comes in."""
    admin = signed_in(bench)
    there = _looked(admin, "BUKU\nUrt;Hari;Untuk;Soal\n1;2027-01-04;Lurah;Undangan\n")
    page = admin.get(there).text
    assert "Baris judul kolom tidak ditemukan" in page
    assert '<option value="1">B: Hari</option>' in page
    assert '<option value="2" selected>Baris 2' in page
    chosen = "&judul=2&kolom-nomor_urut=0&kolom-nomor_surat=&kolom-tanggal_surat="
    assert "Pilih kolom untuk “Tanggal surat”" in admin.get(there + chosen).text
    matched = admin.get(f"{there}{chosen}1&kolom-hal=3").text
    assert "1 surat siap diimpor" in matched
    assert '<input type="hidden" name="kolom-tanggal_surat" value="1">' in matched


def test_an_ambiguous_date_is_settled_on_the_page(bench: Workbench) -> None:
    """By saying in which order the dates are; the choice travels with the import."""
    admin = signed_in(bench)
    there = _looked(admin, HEAD + "1;04-01-2027;005/001/Kec/2027;Lurah;Undangan;\n")
    page = admin.get(there).text
    assert "dapat dibaca dua cara" in page
    assert "lewati baris 2" in page
    settled = admin.get(f"{there}&urutan=hari-bulan").text
    assert '<option value="hari-bulan" selected>' in settled
    assert "4 Januari 2027" in settled
    sent = {"nama": "agenda 2027.csv", "urutan": "hari-bulan"}
    admin.post(there.partition("?")[0], sent)
    assert jobs.run_one(bench, WORKS)
    assert [f"{one.tanggal_surat}" for one in support.numbers(bench)] == ["2027-01-04"]


def test_a_file_that_is_no_register_says_so(bench: Workbench) -> None:
    """And nothing can be begun with it, nor with one that is not there."""
    admin = signed_in(bench)
    assert "Baris judul kolom tidak ditemukan" in admin.get(_looked(admin, "a;b\n1;2\n")).text
    assert "tidak memuat satu baris pun" in admin.get(_looked(admin, "")).text
    assert admin.get(f"{THERE}/{'0' * 64}").status_code == 404
    assert signed_in(bench, Peran.SEKRETARIS).get(THERE).status_code == 403


def test_an_import_is_a_job_with_progress(bench: Workbench) -> None:
    """The counter goes on from the truth, and every integer is explained."""
    admin = signed_in(bench)
    watch = _imported(bench, admin, _looked(admin, HEAD + ROWS))
    told = admin.client.get(f"{watch}/keadaan", headers=JSON).json
    assert told == {"state": "selesai", "selesai": 6, "dari": 6}
    assert "3 surat masuk ke buku" in admin.get(watch).text
    assert support.issue(bench).nomor_surat == "000.8.6.3/005/Kec.BBC/2027"
    assert check(bench, None, None) == []
    assert "agenda 2027.csv" in admin.get(THERE).text


def test_a_register_without_printed_numbers_bears_the_unit_of_the_office(
    bench: Workbench,
) -> None:
    """Each number as it would be printed here, its insertion apart from it."""
    admin = signed_in(bench)
    rows = "No.;Kode;Tgl Surat;Perihal\n1;005;2027-01-04;Undangan\n1.A;005;2027-01-04;Susulan\n"
    there = _looked(admin, rows)
    assert "005/001.A/Kec.BBC/2027" in admin.get(there).text
    _imported(bench, admin, there)
    printed = [one.nomor_surat for one in support.numbers(bench)]
    assert printed == ["005/001/Kec.BBC/2027", "005/001.A/Kec.BBC/2027"]


def test_several_numbers_in_one_row_are_asked_for_one_by_one(bench: Workbench) -> None:
    """Taken for an insertion, two of the letters would have been burned as not recorded."""
    admin = signed_in(bench)
    page = admin.get(_looked(admin, HEAD + "3-5;2027-01-06;;Bupati;Laporan;\n")).text
    assert "Satu baris memuat 3 nomor, 3 sampai 5. Pisahkan menjadi satu baris per nomor" in page
    assert "siap diimpor" not in page


def test_an_import_is_undone_as_a_whole(bench: Workbench) -> None:
    """With a reason, as long as nothing rests on it; the file can come in again."""
    admin = signed_in(bench)
    there = _looked(admin, HEAD + ROWS)
    _imported(bench, admin, there)
    asked = admin.get("/agenda/impor/1/tarik").text
    assert "Tarik 4 nomor" in asked
    assert "Kini nomor 1 sampai 4, kembali kosong; nomor berikutnya 1." in asked
    assert "belum diisi" in admin.post("/agenda/impor/1/tarik", {"alasan": ""}).text
    assert admin.post("/agenda/impor/1/tarik", {"alasan": "Salah file"}).status_code == 303
    assert support.last_used(bench) == 0
    assert "ditarik" in admin.get(THERE).text
    _imported(bench, admin, there)
    support.issue(bench)
    asked = admin.get("/agenda/impor/2/tarik").text
    assert "periode 2027 sudah mendapat nomor lain, sampai 5" in asked
    assert "Tarik 4 nomor" not in asked
    refused = admin.post("/agenda/impor/2/tarik", {"alasan": "Terlambat"})
    assert "tidak dapat dibatalkan lagi" in refused.text
    assert check(bench, None, None) == []


def test_a_refused_import_writes_nothing(bench: Workbench) -> None:
    """The page of the job says why."""
    admin = signed_in(bench)
    watch = _imported(bench, admin, _looked(admin, HEAD + ROWS + TWICE))
    assert "tidak ada yang tertulis" in admin.get(watch).text
    assert support.numbers(bench) == []


def test_a_disposition_takes_its_head_from_the_letter_it_is_about(bench: Workbench) -> None:
    """From an incoming letter, or from a document of its dossier, which has no agenda number."""
    staff = signed_in(bench, Peran.STAF)
    office = support.office_of(bench)
    number = berkas.open_berkas(bench, office, support.SOP, 2026, oleh=support.OLEH)
    sp_tim = {"keluaran": "sp-tim", "hal": "SP Tim", "tanggal": "2027-01-19"}
    scan = a_file(support.scan().read(), "sp.jpg")
    staff.post(f"/berkas/{number}/unggah", {**sp_tim, "file": scan})
    letter = {"tanggal_terima": "2027-01-20", "pengirim": "Setda", "isi_ringkas": "Permintaan"}
    staff.post("/agenda/masuk/baru", letter)
    draft = berkas.begin(
        bench, office, oleh=support.OLEH, berkas_id=number, jenis="lembar-disposisi"
    )
    for chosen, expected in (("masuk-1", ("1", "Permintaan")), ("arsip-1", ("", "SP Tim"))):
        form = {"_versi": _now(bench, draft).versi, "_kepala": chosen}
        staff.post(f"/surat/{draft.id}/kepala", form)
        kept = _now(bench, draft).isian
        assert (kept["nomor_agenda"], kept["hal"]) == expected
    other = {"_versi": _now(bench, draft).versi, "_kepala": "arsip-99"}
    assert staff.post(f"/surat/{draft.id}/kepala", other).status_code == 404
    assert "Agenda 1: Permintaan" in staff.get(f"/surat/{draft.id}").text


def _now(bench: Workbench, draft: drafts.Draft) -> drafts.Draft:
    with reading(bench.engine) as conn:
        return drafts.get(conn, draft.instansi_id, draft.id)
