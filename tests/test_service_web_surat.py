"""Letters on the screen: typed, kept, previewed, issued."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import Workbook
from PIL import Image

from numbering.books import get_buku, set_rules
from service import drafts, issuing
from service.accounts.permissions import Peran
from service.db import reading, transaction
from service.workbench import LOOK_SECONDS, Workbench
from tests import support_service as support
from tests.support_web import a_file, signed_in

UNDANGAN = {
    "undangan-0-jabatan": "Kepala Seksi Pemerintahan",
    "acara-0-isi": "Pembukaan",
    "hal": 'Undangan Rapat <Bappeda> & "Dinas"',
    "tanggal_surat": "2027-01-18",
    "sifat": "Biasa",
    "urgensi": "Biasa",
    "lampiran_satuan": "lembar",
    "letak_undangan": "Pada surat",
    "tujuan_di": "Tempat",
    "maksud": "pelaksanaan SOP",
    "rapat": 'Rapat <Bappeda> & "Dinas"',
    "tanggal_rapat": "2027-01-20",
    "pukul_mulai": "09.00",
    "tempat": "Aula",
    "penandatangan": "1",
}


def _draft(bench: Workbench, jenis: str = support.SMALL, **more: object) -> drafts.Draft:
    return support.written(bench, support.new_draft(bench, jenis, **more))


def _kept(bench: Workbench, draft_id: int) -> drafts.Draft:
    with reading(bench.engine) as conn:
        return drafts.get(conn, support.office_of(bench).id, draft_id)


def _small(versi: int, **more: object) -> dict[str, object]:
    return {"_versi": versi, **support.RAW, **more}


def test_a_letter_goes_from_the_list_of_kinds_to_the_archive(bench: Workbench) -> None:
    """Without any script: begin, fill in, issue; what was typed is printed exactly so."""
    staff = signed_in(bench, Peran.STAF)
    begun = staff.post("/surat", {"jenis": "undangan-rapat"})
    form = staff.get(begun.location)
    assert 'name="undangan-0-jabatan"' in form.text
    issued = staff.post(f"{begun.location}/terbitkan", {"_versi": 1, **UNDANGAN})
    assert issued.status_code == 303
    page = staff.get(issued.location)
    assert "Rapat &lt;Bappeda&gt; &amp; &#34;Dinas&#34;" in page.text
    (entry,) = support.all_entries(bench)
    assert 'Rapat <Bappeda> & "Dinas"' in support.docx_of(bench, entry.id)
    assert entry.nomor_surat == "000.8.6.3/001/Kec.BBC/2027"


def test_pressing_twice_issues_one_letter(bench: Workbench) -> None:
    """The second press of the same form leads to the same entry."""
    staff = signed_in(bench, Peran.STAF)
    draft = _draft(bench)
    answers = [staff.post(f"/surat/{draft.id}/terbitkan", _small(1, hal="Baru")) for _ in range(2)]
    assert answers[0].location == answers[1].location
    assert [one.nomor_surat for one in support.numbers(bench)] == ["000.8.6.3/001/Kec.BBC/2027"]


def test_all_faults_are_told_at_once_and_no_number_is_used(bench: Workbench) -> None:
    """At the field and in a summary with links; what was typed stays."""
    staff = signed_in(bench, Peran.STAF)
    begun = staff.post("/surat", {"jenis": "undangan-rapat"}).location
    wrong = UNDANGAN | {"maksud": "", "tanggal_rapat": "31 Februari 2027", "tempat": "x" * 20_000}
    wrong["undangan-1-nama"] = "Tanpa jabatan"
    answer = staff.post(f"{begun}/terbitkan", {"_versi": 1, **wrong})
    assert answer.status_code == 422
    for name in ("maksud", "tanggal_rapat", "tempat", "undangan-1-jabatan"):
        assert f'href="#isian-{name}"' in answer.text
        assert f'id="isian-{name}"' in answer.text
    assert "31 Februari 2027" in answer.text
    assert support.last_used(bench) == 0
    assert support.all_entries(bench) == []


def test_scripts_keep_a_draft_and_hear_its_version(bench: Workbench) -> None:
    """The answer holds the new version, the time on the office's clock, and what is wrong."""
    staff = signed_in(bench, Peran.STAF)
    draft = _draft(bench)
    answer = staff.ask(f"/surat/{draft.id}/simpan", _small(1, hal="Sambil mengetik"))
    assert answer.json == {"versi": 2, "pukul": "10.00", "terbit": False, "galat": [], "ragu": []}
    assert _kept(bench, draft.id).isian["hal"] == "Sambil mengetik"


def test_scripts_hear_what_is_wrong_with_what_they_kept(bench: Workbench) -> None:
    """So that a fault goes away as soon as it is mended, without waiting for the pages."""
    staff = signed_in(bench, Peran.STAF)
    draft = _draft(bench)
    answer = staff.ask(f"/surat/{draft.id}/simpan", _small(1, hal=""))
    assert answer.json is not None
    assert answer.json["galat"] == [{"nama": "hal", "label": "Hal", "pesan": "Belum diisi."}]


def test_a_nip_is_doubted_beside_what_else_is_known_of_its_owner(bench: Workbench) -> None:
    """A thirteenth month is no month for who has a pangkat; for PPPK it counts contracts."""
    staff = signed_in(bench, Peran.STAF)
    draft = _draft(bench, "surat-perintah-tim")
    nip = "198609262015131001"
    rows = {
        "orang-0-nama": "Asep Contoh Kurnia", "orang-0-nip": nip, "orang-0-pangkat": "Penata",
        "orang-1-nama": "Lilis Contoh Marlina", "orang-1-nip": nip, "orang-1-pangkat": "",
        "orang-2-nama": "Dedi Contoh Permana", "orang-2-nip": "300101013020011001",
    }  # fmt: skip
    answer = staff.ask(f"/surat/{draft.id}/simpan", {"_versi": 1, **rows})
    assert answer.json is not None
    told = {one["nama"]: one["pesan"] for one in answer.json["ragu"]}
    assert set(told) == {"orang-0-nip", "orang-2-nip"}
    assert "PPPK tidak berpangkat" in told["orang-0-nip"]
    assert "PPPK tidak berpangkat" in staff.get(f"/surat/{draft.id}").text


def test_a_date_that_the_book_refuses_is_told_at_its_field(bench: Workbench) -> None:
    """Like any other fault: in the summary too, and no number is used."""
    with transaction(bench.engine) as conn:
        buku = get_buku(conn, support.office_of(bench).id, "surat-keluar")
        set_rules(conn, buku, mundur=False, gaya_sisipan=".A")
    support.issue(bench)
    staff = signed_in(bench, Peran.STAF)
    draft = _draft(bench)
    early = _small(1, tanggal_surat="2027-01-10")
    answer = staff.post(f"/surat/{draft.id}/terbitkan", early)
    assert answer.status_code == 422
    assert 'href="#isian-tanggal_surat"' in answer.text
    assert answer.text.count("lebih awal daripada surat terbaru") == 2
    assert support.last_used(bench) == 1
    staff.post(f"/surat/{draft.id}/cetak", early | {"_versi": 2})
    after_signing = {"tanggal_surat": "2027-01-10", "sumber": "Nomor berikutnya"}
    given = staff.post(f"/surat/{draft.id}/nomor", after_signing)
    assert (given.status_code, 'href="#isian-tanggal_surat"' in given.text) == (422, True)


def test_kinds_of_the_same_name_are_told_apart(bench: Workbench) -> None:
    """By their short names; a book is called by its own name, not by its short one."""
    support.add_small_kind(bench.settings, "surat-kembar")
    page = signed_in(bench, Peran.STAF).get("/jenis").text
    assert page.count('<small class="quiet">surat-') == 2
    assert "bernomor · Surat Keluar" in page
    assert "bernomor · surat-keluar" not in page


def test_a_filed_draft_is_not_called_issued(bench: Workbench) -> None:
    """It has neither number nor signature."""
    staff = signed_in(bench, Peran.STAF)
    draft = support.written(bench, replace(support.new_draft(bench), konsep=True))
    issued = staff.post(f"/surat/{draft.id}/terbitkan", _small(1))
    assert "Konsep sudah masuk arsip." in staff.get(issued.location).text


def test_two_people_do_not_overwrite_each_other(bench: Workbench) -> None:
    """The second is told, keeps the typing on the page, and may put it in place knowingly."""
    staff = signed_in(bench, Peran.STAF)
    draft = _draft(bench)
    staff.post(f"/surat/{draft.id}/simpan", _small(1, hal="Orang pertama"))
    script = staff.ask(f"/surat/{draft.id}/simpan", _small(1, hal="Orang kedua"))
    person = staff.post(f"/surat/{draft.id}/terbitkan", _small(1, hal="Orang kedua"))
    assert (script.status_code, person.status_code) == (409, 409)
    assert "Orang kedua" in person.text
    assert _kept(bench, draft.id).isian["hal"] == "Orang pertama"
    staff.post(f"/surat/{draft.id}/simpan", _small(1, hal="Orang kedua", _timpa="1"))
    assert _kept(bench, draft.id).isian["hal"] == "Orang kedua"


def test_the_preview_shows_pages_and_faults_without_a_number(bench: Workbench) -> None:
    """Pictures of the real pages, with visible gaps, and nothing is counted."""
    staff = signed_in(bench, Peran.STAF)
    draft = _draft(bench, hal="")
    page = staff.get(f"/surat/{draft.id}/pratinjau?bagian=1")
    assert 'data-name="hal"' in page.text
    assert '<img src="data:image/png;base64,' in page.text  # the first page comes with the answer
    source = page.text.split('data-fine="')[1].split('"')[0]
    picture = staff.get(source)
    assert picture.data.startswith(b"\x89PNG")
    again = source.replace(source.split("/")[-2], "0" * 64)  # the shelf of another process
    assert staff.get(again).data.startswith(b"\x89PNG")
    assert support.last_used(bench) == 0


def test_the_pages_of_a_preview_are_found_by_every_process(bench: Workbench) -> None:
    """The picture may be asked of another process than the one that made the PDF."""
    draft = _draft(bench)
    page = signed_in(bench, Peran.STAF).get(f"/surat/{draft.id}/pratinjau?bagian=1&lebar=500")
    source = page.text.split('data-fine="')[1].split('"')[0]
    without = replace(bench, to_pdf=_no_converter)
    wide = _picture(signed_in(without, Peran.STAF).get(source).data)
    narrow = _picture(signed_in(without, Peran.STAF).get(f"{source}?lebar=500").data)
    assert (wide.width, narrow.width) == (1240, 720)


def test_pages_are_no_longer_wanted_when_somebody_typed_on(bench: Workbench) -> None:
    """Whichever process has the newer request: the draft itself tells."""
    draft = _draft(bench)
    told: list[bool] = []

    def convert(docx: bytes, wait: float, wanted: Callable[[], bool]) -> bytes:
        assert wait == LOOK_SECONDS
        told.append(wanted())
        _type_on(bench, draft)
        told.append(wanted())
        return support.fast_pdf(docx)

    issuing.preview(replace(bench, wanted=convert), draft.instansi_id, draft.id)
    assert told == [True, False]


def _type_on(bench: Workbench, draft: drafts.Draft) -> None:
    with transaction(bench.engine) as conn:
        drafts.save(conn, draft, draft.isian, kode_klasifikasi="", versi=1, pada=bench.stamp())


def _no_converter(_docx: bytes) -> bytes:
    raise AssertionError("nothing is converted")


def _picture(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def test_a_letter_is_printed_with_gaps(bench: Workbench) -> None:
    """For offices that number after signing: a PDF, and no number is taken."""
    staff = signed_in(bench, Peran.STAF)
    draft = _draft(bench)
    answer = staff.post(f"/surat/{draft.id}/cetak", _small(1))
    assert answer.location == f"/surat/{draft.id}/nomor"
    assert staff.get(f"/surat/{draft.id}/nomor/cetakan").mimetype == "application/pdf"
    assert support.last_used(bench) == 0


def test_a_row_is_added_without_a_script(bench: Workbench) -> None:
    """The button keeps the form and shows one more row."""
    staff = signed_in(bench, Peran.STAF)
    begun = staff.post("/surat", {"jenis": "undangan-rapat"}).location
    answer = staff.post(f"{begun}/simpan", {"_versi": 1, **UNDANGAN, "_tambah": "acara"})
    assert 'name="acara-1-isi"' in answer.text


def test_officials_are_picked_into_their_columns(bench: Workbench) -> None:
    """As the kind's description maps them, without a script."""
    staff = signed_in(bench, Peran.STAF)
    begun = staff.post("/surat", {"jenis": "sk-tim"}).location
    form = {"_versi": 1, "_pejabat-anggota": ["2", "3"]}
    answer = staff.post(f"{begun}/ambil/anggota", form)
    draft = _kept(bench, int(begun.rpartition("/")[2]))
    rows = draft.isian["anggota"]
    assert isinstance(rows, list)
    assert [row["nama"] for row in rows] == [
        "Sari Contoh Lestari, S.Sos., M.A.P.",
        "Dadan Contoh Permana, S.E.",
    ]
    assert "Dadan Contoh Permana, S.E." in answer.text


def _xlsx() -> tuple[BytesIO, str]:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Nama", "Jabatan dinas", "Kedudukan dalam tim"])
    sheet.append(["Budi Contoh", "Staf", "Anggota"])
    data = BytesIO()
    book.save(data)
    return a_file(data.getvalue(), "tim.xlsx")


def test_a_list_is_loaded_from_a_spreadsheet(bench: Workbench) -> None:
    """Scripts get the rows to put in; without one they are kept in the draft."""
    staff = signed_in(bench, Peran.STAF)
    begun = staff.post("/surat", {"jenis": "sk-tim"}).location
    row = {"nama": "Budi Contoh", "jabatan": "Staf", "kedudukan": "Anggota"}
    script = staff.ask(f"{begun}/muat/anggota", {"_xlsx-anggota": _xlsx()})
    assert script.json == {"baris": [row], "galat": []}
    staff.post(f"{begun}/muat/anggota", {"_versi": 1, "_xlsx-anggota": _xlsx()})
    assert _kept(bench, int(begun.rpartition("/")[2])).isian["anggota"] == [row]


def test_a_discarded_draft_uses_no_number(bench: Workbench) -> None:
    """It is put aside, and its address leads away."""
    staff = signed_in(bench, Peran.STAF)
    draft = _draft(bench)
    assert staff.post(f"/surat/{draft.id}/buang").status_code == 303
    assert staff.get(f"/surat/{draft.id}").location == "/"


def test_an_issued_draft_leads_to_its_entry(bench: Workbench) -> None:
    """The form of a letter that is out cannot be opened again."""
    draft = _draft(bench)
    arsip_id = issuing.issue(bench, draft.instansi_id, draft.id, oleh="Uji")
    assert signed_in(bench).get(f"/surat/{draft.id}").location == f"/arsip/{arsip_id}"


@pytest.mark.parametrize("deed", ["simpan", "terbitkan", "cetak", "muat/anggota"])
def test_loading_the_address_of_a_button_again_leads_to_the_form(
    bench: Workbench, deed: str
) -> None:
    """Nothing is done twice by pressing reload."""
    draft = _draft(bench)
    answer = signed_in(bench).get(f"/surat/{draft.id}/{deed}")
    assert answer.location == f"/surat/{draft.id}"


def test_a_large_form_is_taken_whole(bench: Workbench) -> None:
    """Two hundred members with four columns are more parts than the framework allows at first."""
    staff = signed_in(bench, Peran.STAF)
    begun = staff.post("/surat", {"jenis": "sk-tim"}).location
    cells = {
        f"anggota-{row}-{name}": "x" * 150
        for row in range(200)
        for name in ("nama", "nip", "jabatan", "kedudukan")
    }
    form = {"_versi": 1, **cells, "_xlsx-tembusan": a_file(b"", "")}
    assert staff.post(f"{begun}/simpan", form).status_code == 303
    rows = _kept(bench, int(begun.rpartition("/")[2])).isian["anggota"]
    assert isinstance(rows, list)
    assert len(rows) == 200
