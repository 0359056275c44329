"""service/letter_parts: what differs by letter in a number is asked for in the letter's form."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from doc_templates.errors import BadValues
from numbering.books import change_buku, get_buku
from numbering.external import External
from service import after_signing, drafts, issuing
from service.cli import main
from service.db import reading, transaction
from service.drafts import Draft
from service.massal import listing, sending
from service.workbench import Workbench
from tests import support_service as support
from tests.support_service import OLEH
from tests.support_web import signed_in

POLA = "{kode}/{urut}/Bappeda-{bidang}[-{sub}]/{tahun}"
DATA = 'hal = "Undangan"\ntanggal_surat = "2027-01-20"\npenandatangan = "197203141998031001"\n'


@pytest.fixture(autouse=True)
def varying(bench: Workbench) -> None:
    """A book whose bidang differs by letter and must be told; its sub may be left out."""
    _pola(bench, POLA, bidang="")


def _pola(bench: Workbench, pola: str, **bagian: str) -> None:
    with transaction(bench.engine) as conn:
        buku = get_buku(conn, support.office_of(bench).id, "surat-keluar")
        change_buku(conn, buku, nama=buku.nama, pola=pola, restart=buku.restart, bagian=bagian)


def _written(bench: Workbench, **nomor: str) -> Draft:
    own = {f"_nomor_{name}": value for name, value in nomor.items()}
    return support.written(bench, support.new_draft(bench, **own))


def _issued(bench: Workbench, draft: Draft) -> str | None:
    arsip_id = issuing.issue(bench, draft.instansi_id, draft.id, oleh=OLEH)
    return support.entry(bench, arsip_id).nomor_surat


def test_two_units_share_one_counter(bench: Workbench) -> None:
    """Bappeda-III and Bappeda-IV take turns; what is in brackets may be left empty."""
    assert _issued(bench, _written(bench, bidang="III")) == "000.8.6.3/1/Bappeda-III/2027"
    second = _written(bench, bidang=" IV ", sub="A")
    assert _issued(bench, second) == "000.8.6.3/2/Bappeda-IV-A/2027"


def test_a_part_is_missed_together_with_all_other_faults(bench: Workbench) -> None:
    """Before a number exists, each at its field."""
    draft = support.written(bench, support.new_draft(bench, hal="", _nomor_sub="x" * 61))
    with pytest.raises(BadValues) as refusal:
        issuing.issue(bench, draft.instansi_id, draft.id, oleh=OLEH)
    places = [one.tempat for one in refusal.value.faults]
    assert places == ["hal", "_nomor_bidang", "_nomor_sub"]
    assert support.last_used(bench) == 0


def test_the_form_asks_for_them_and_offers_what_was_used_before(bench: Workbench) -> None:
    """A field each in the group of the number, kept with the draft; a fault stands there."""
    _issued(bench, _written(bench, bidang="III"))
    person, draft = signed_in(bench), _written(bench)
    page = person.get(f"/surat/{draft.id}").text
    assert 'name="_nomor_bidang"' in page
    assert 'name="_nomor_sub"' in page
    assert '<datalist id="usul-_nomor_bidang"><option value="III"></option></datalist>' in page
    form = {**support.RAW, "_versi": "1"}
    wrong = person.post(f"/surat/{draft.id}/terbitkan", form)
    assert (wrong.status_code, 'href="#isian-_nomor_bidang"' in wrong.text) == (422, True)
    kept = person.ask(f"/surat/{draft.id}/simpan", {**form, "_nomor_bidang": "V"})
    assert kept.get_json()["galat"] == []
    assert 'value="V"' in person.get(f"/surat/{draft.id}").text
    done = person.post(
        f"/surat/{draft.id}/terbitkan", {**form, "_versi": "2", "_nomor_bidang": "V"}
    )
    assert support.entry(bench, int(done.location.rsplit("/", 1)[1])).nomor_surat == (
        "000.8.6.3/2/Bappeda-V/2027"
    )


def test_a_letter_that_is_signed_first_has_its_parts_on_paper(bench: Workbench) -> None:
    """Missing, it is not printed; printed, the same part is in the number given later."""
    with pytest.raises(BadValues):
        after_signing.print_with_gaps(bench, 1, _written(bench).id, oleh=OLEH)
    draft = _written(bench, bidang="III")
    after_signing.print_with_gaps(bench, draft.instansi_id, draft.id, oleh=OLEH)
    with reading(bench.engine) as conn:
        kept = drafts.get(conn, draft.instansi_id, draft.id).snapshot
    assert kept is not None
    assert "Bappeda-III/2027" in str(kept["nomor_kosong"])
    day = date(2027, 2, 1)
    arsip_id = after_signing.give_number(bench, draft.instansi_id, draft.id, day, oleh=OLEH)
    assert support.entry(bench, arsip_id).nomor_surat == "000.8.6.3/1/Bappeda-III/2027"


def test_a_number_from_elsewhere_needs_no_parts(bench: Workbench) -> None:
    """SRIKANDI, or a book on paper, has given the number whole."""
    draft = _written(bench)
    after_signing.print_for_srikandi(bench, draft.instansi_id, draft.id, oleh=OLEH)
    given = External("SRIKANDI", nomor_surat="B/1/2027")
    other = _written(bench)
    arsip_id = issuing.issue(bench, other.instansi_id, other.id, given, oleh=OLEH)
    assert support.entry(bench, arsip_id).nomor_surat == "B/1/2027"


def test_a_mere_draft_is_filed_without_them(bench: Workbench) -> None:
    """It gets no number, so nothing of a number is asked."""
    new = support.new_draft(bench)
    draft = support.written(bench, type(new)(**{**vars(new), "konsep": True}))
    assert _issued(bench, draft) is None


def test_a_data_file_brings_them_in_a_table(bench: Workbench, tmp_path: Path) -> None:
    """[nomor] bidang = "III"; one that the book does not ask for is told with those it does."""
    path = tmp_path / "surat.toml"
    runner = CliRunner(env={"NASKAH_DATA": str(bench.settings.data), "NASKAH_SOFFICE": "tidak-ada"})
    words = ["issue", support.SMALL, "--data", str(path), "--instansi", support.OFFICE]
    path.write_text(f'{DATA}[nomor]\nbidang = "III"\nsub = 7\n', "utf-8")
    done = runner.invoke(main, words)
    assert json.loads(done.stdout)["nomor_surat"] == "000.8.6.3/1/Bappeda-III-7/2027"
    path.write_text(f'{DATA}[nomor]\nbidan = "III"\nseksi = "A"\n', "utf-8")
    wrong = runner.invoke(main, words)
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert "{bidan}, {seksi} tidak ditanyakan" in wrong.stderr
    assert "Yang ditanyakan: {bidang}, {sub}" in wrong.stderr
    path.write_text(DATA, "utf-8")
    assert "Bidang: Belum diisi." in runner.invoke(main, words).stderr


def test_many_letters_share_the_parts_of_their_draft(bench: Workbench) -> None:
    """Missed once for all of them; given, each number has them."""
    office, isian = support.office_of(bench), support.sample(bench, "undangan-rapat")
    new = drafts.NewDraft(office.id, "undangan-rapat", isian, kode_klasifikasi="005")
    draft = support.written(bench, new)
    column = listing.read(bench, office, draft.id).shape.own[0].nama
    rows = [{column: f"Pihak Contoh {one}"} for one in "AB"]
    listing.keep(bench, office, draft.id, rows, [], tanda_terima=False, oleh=OLEH)
    with pytest.raises(BadValues) as refusal:
        sending.start(bench, office, draft.id, oleh=OLEH)
    assert [one.label for one in refusal.value.faults] == ["Bidang"]
    with transaction(bench.engine) as conn:
        more = {**isian, "_nomor_bidang": "III"}
        drafts.save(conn, draft, more, kode_klasifikasi="005", versi=1, pada=bench.stamp())
    sending.send(bench, sending.start(bench, office, draft.id, oleh=OLEH).id, lambda _a, _b: None)
    given = [one.nomor_surat for one in support.numbers(bench)]
    assert given == ["005/1/Bappeda-III/2027", "005/2/Bappeda-III/2027"]


def test_a_part_without_a_value_may_be_declared_on_the_screen(bench: Workbench) -> None:
    """An own name whose value is left empty is asked for with each letter."""
    form: dict[str, object] = {
        "slug": "edaran", "nama": "Edaran", "pola": "{urut}/{seksi}", "restart": "setiap tahun",
        "bagian-0-nama": "seksi", "bagian-0-isi": "",
    }  # fmt: skip
    person = signed_in(bench)
    assert person.post("/pengaturan/buku/baru", form).status_code == 302
    said = "Bagian {seksi} ditanyakan di formulir setiap surat."
    assert said in person.get("/pengaturan/buku").text
